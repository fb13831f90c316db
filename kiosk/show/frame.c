#include "show/frame.h"

#include "show/skips.h"
#include "show/turn.h"

const struct screen_zone *frame_zones(const struct frame *frame, size_t *count) {
    return layout_zones(frame->screen->layout, frame->width, frame->height, count);
}

struct box frame_box(const struct frame *frame, const struct screen_zone *zone) {
    return turn_fraction(zone->x, zone->y, zone->w, zone->h, frame->width, frame->height);
}

struct timeline_entry frame_at(const struct frame *frame, const char *zone) {
    struct timeline_skip skip = {0};
    struct timeline_question question = {.site = frame->site,
                                         .screen = frame->screen,
                                         .feeds = frame->feeds,
                                         .houses = house_weeks(frame->guide ? &frame->guide->houses : NULL),
                                         .width = frame->width,
                                         .height = frame->height};
    if (frame->skips) {
        skip = skips_timeline(frame->skips);
        question.skip = &skip;
    }
    return timeline_at(&question, zone, frame->now_ms);
}

struct scene_request frame_scene(const struct frame *frame, const struct screen_zone *zone,
                                 const struct timeline_entry *entry) {
    struct box box = frame_box(frame, zone);
    return (struct scene_request){.site = frame->site,
                                  .screen = frame->screen,
                                  .zone = zone,
                                  .slide = entry->slide,
                                  .language = entry->language,
                                  .item = entry->item,
                                  .feeds = frame->feeds,
                                  .houses = house_weeks(frame->guide ? &frame->guide->houses : NULL),
                                  .now_ms = frame->now_ms,
                                  .position_ms = entry->slide ? frame->now_ms - entry->start_ms : 0,
                                  .clock_wrong = frame->clock_wrong,
                                  .width = box.w,
                                  .height = box.h,
                                  .screen_width = frame->width,
                                  .screen_height = frame->height};
}

uint32_t frame_hears(const struct frame *frame, struct guide_state *state) {
    const struct screen *screen = frame->screen;
    return state_hears(
        state, sound_volume_most(&screen->touch.hearing),
        sound_plays_films(&screen->touch.hearing, screen->touch.headset, frame->site->zone, frame->now_ms));
}

struct view_request frame_view(const struct frame *frame, const struct search_index *index) {
    return (struct view_request){.guide = frame->guide,
                                 .site = frame->site,
                                 .screen = frame->screen,
                                 .feeds = frame->feeds,
                                 .index = index,
                                 .now_ms = frame->now_ms,
                                 .clock_wrong = frame->clock_wrong,
                                 .width = frame->width,
                                 .height = frame->height,
                                 .drafts = frame->drafts};
}
