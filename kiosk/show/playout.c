#include "show/playout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/turn.h"

/* What nobody could see is left out: it would have nothing to wait for. */
static void keep_zone(struct playout *playout, const struct screen_zone *zone) {
    struct box upright = turn_fraction(zone->x, zone->y, zone->w, zone->h, playout->width, playout->height);
    if (upright.w < 1 || upright.h < 1)
        return;
    playout->panel[playout->zone_count] =
        turn_box(upright, playout->width, playout->height, playout->degrees);
    playout->zones[playout->zone_count++] = *zone;
}

static bool find_zones(struct playout *playout, struct fail *fail) {
    if (!playout->content) {
        playout->zone_count = 1;
        playout->panel[0] = turn_box((struct box){0, 0, playout->width, playout->height}, playout->width,
                                     playout->height, playout->degrees);
        return true;
    }
    size_t count;
    const struct screen_zone *zones =
        layout_zones(playout->screen->layout, playout->width, playout->height, &count);
    for (size_t i = 0; i < count; i++)
        keep_zone(playout, &zones[i]);
    return playout->zone_count > 0 ||
           fail_set(fail, "screen %s: its layout has no zones", playout->screen->id);
}

/* Is there anything that could ever be shown? A screen of which every playlist is empty is a mistake. */
static bool has_slides(const struct playout *playout, struct fail *fail) {
    bool wanted = false;
    for (size_t i = 0; i < playout->zone_count; i++) {
        const struct screen_content *shown = screen_content(playout->screen, playout->zones[i].name);
        if (playout->zones[i].kind != ZONE_PLAYLIST)
            continue;
        wanted = true;
        for (size_t p = 0; shown && p < shown->playlist_count; p++)
            if (shown->playlists[p]->slide_count > 0)
                return true;
    }
    return !wanted ||
           fail_set(fail, "screen %s: there is no usable slide in any of its playlists", playout->screen->id);
}

static void list_screens(const struct site *site, const char *wanted, struct fail *fail) {
    char names[300] = "";
    for (size_t i = 0; i < site->screen_count; i++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", site->screens[i].id);
    }
    fail_set(fail, "there is no screen called \"%.60s\" in this content; it has: %s", wanted ? wanted : "",
             names);
}

static bool find_screen(struct playout *playout, const char *screen_id, enum playout_fault *fault,
                        struct fail *fail) {
    const struct site *site = content_site(playout->content);
    playout->screen = site_screen(site, screen_id);
    content_skips(playout->content, &playout->skips);
    if (playout->screen)
        return true;
    *fault = PLAYOUT_WRONG_SCREEN;
    list_screens(site, screen_id, fail);
    return false;
}

struct playout *playout_create(struct content *content, const struct playout_panel *panel,
                               enum playout_fault *fault, struct fail *fail) {
    struct playout *playout = calloc(1, sizeof *playout);
    if (!playout) {
        content_destroy(content);
        *fault = PLAYOUT_NO_MEMORY;
        fail_set(fail, "out of memory");
        return NULL;
    }
    playout->content = content;
    playout->number = panel->number;
    bool fine = !content || find_screen(playout, panel->screen_id, fault, fail);
    int degrees = panel->rotate >= 0 ? panel->rotate : playout->screen ? playout->screen->rotate : 0;
    turn_size(degrees, panel->width, panel->height, &playout->width, &playout->height);
    playout->degrees = panel->upright ? 0 : degrees;
    if (fine && find_zones(playout, fail) && (!content || has_slides(playout, fail)))
        return playout;
    if (fine)
        *fault = PLAYOUT_UNUSABLE;
    playout_destroy(playout);
    return NULL;
}

void playout_destroy(struct playout *playout) {
    if (!playout)
        return;
    content_destroy(playout->content);
    free(playout);
}

struct timeline_entry playout_at(struct playout *playout, size_t zone, int64_t now_ms) {
    if (!playout->content)
        return (struct timeline_entry){.start_ms = now_ms, .end_ms = INT64_MAX};
    if (playout->zones[zone].kind == ZONE_TOUCH)
        return (struct timeline_entry){
            .language = playout->screen->languages[0], .start_ms = now_ms, .end_ms = INT64_MAX};
    struct frame frame = playout_frame(playout, now_ms);
    return frame_at(&frame, playout->zones[zone].name);
}

struct frame playout_frame(struct playout *playout, int64_t now_ms) {
    struct frame frame = content_frame(playout->content, playout->screen);
    frame.skips = &playout->skips;
    frame.now_ms = now_ms;
    frame.width = playout->width;
    frame.height = playout->height;
    frame.drafts = playout->drafts;
    frame.clock_wrong = now_ms / 1000 < playout->clock_s;
    return frame;
}

struct paint_request playout_request(struct playout *playout, size_t zone, const struct timeline_entry *entry,
                                     int64_t now_ms) {
    struct frame frame = playout_frame(playout, now_ms);
    struct paint_book book = content_book(playout->content, playout->number);
    book.drafts = playout->drafts;
    return (struct paint_request){.zone = (int)zone,
                                  .degrees = playout->degrees,
                                  .book = book,
                                  .scene = frame_scene(&frame, &playout->zones[zone], entry)};
}

bool playout_same_zones(const struct playout *a, const struct playout *b) {
    return a->zone_count == b->zone_count && a->degrees == b->degrees &&
           memcmp(a->panel, b->panel, a->zone_count * sizeof *a->panel) == 0;
}
