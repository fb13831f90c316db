/* A page of the guide on a panel of some size, in a made-up font whose characters are all half an em wide. */
#pragma once

#include <string.h>

#include "guide/view/page_parts.h"
#include "support/guide_fixture.h"
#include "support/plain_font.h"

static inline int page_fixture_face(void *context, uint32_t c, enum weight weight, const char *language) {
    (void)context, (void)c, (void)language;
    return weight == WEIGHT_BOLD;
}

static inline void page_fixture_metrics(void *context, int face, int px, int *ascent, int *descent) {
    (void)context, (void)face;
    *ascent = px;
    *descent = px / 10;
}

struct page_fixture {
    struct guide guide;
    struct site site;
    struct screen screen;
    struct guide_state state;
    struct feeds feeds;
    struct measure measure;
    struct view_request request;
    struct view view;
    struct page page;
};

/* `longer_mm`: of the panel; width and height of the upright picture in px. */
static inline void page_fixture_init(struct page_fixture *f, int width, int height, double longer_mm,
                                     int language) {
    memset(f, 0, sizeof *f);
    guide_fixture(&f->guide, &f->site);
    f->site.zone = zone_create("Europe/Copenhagen");
    f->site.theme = (struct theme){.paper = {0xF7, 0xF3, 0xEA, 255},
                                   .ink = {0x13, 0x26, 0x2E, 255},
                                   .muted = {0x4A, 0x5B, 0x62, 255},
                                   .primary = {0x0F, 0x4C, 0x5C, 255},
                                   .on_primary = {255, 255, 255, 255},
                                   .accent = {0xF2, 0xB3, 0x3D, 255},
                                   .on_accent = {0x13, 0x26, 0x2E, 255}};
    f->screen = (struct screen){
        .id = "hall", .width_mm = longer_mm, .touch = {.on = true, .distance_mm = 600, .bottom_mm = 800}};
    state_init(&f->state, &f->guide);
    f->state.language = language;
    f->state.spot.place = PLACE_TOPICS;
    f->measure = (struct measure){.face = page_fixture_face,
                                  .covers = plain_font_covers,
                                  .width = plain_font_width,
                                  .metrics = page_fixture_metrics};
    f->request = (struct view_request){.guide = &f->guide,
                                       .state = &f->state,
                                       .site = &f->site,
                                       .screen = &f->screen,
                                       .feeds = &f->feeds,
                                       .now_ms = 1796297400000, /* 3 December 2026 */
                                       .width = width,
                                       .height = height,
                                       .drafts = true,
                                       .measure = &f->measure};
}

/* A page without header and bar, to be filled by hand. */
static inline void page_fixture_page(struct page_fixture *f) {
    draw_init(&f->view.list);
    page_init(&f->page, &f->request, &f->view);
    int margin = f->page.m.margin;
    f->page.content =
        (struct box){margin, margin, f->request.width - 2 * margin, f->request.height - 2 * margin};
}

static inline void page_fixture_finish(struct page_fixture *f) {
    view_finish(&f->view);
    zone_destroy(f->site.zone);
}
