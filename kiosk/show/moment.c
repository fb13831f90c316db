#include "show/moment.h"

#include "core/time/instant.h"
#include "show/compose.h"
#include "show/turn.h"

bool moment_frame(struct content *content, const struct moment *moment, struct skips *skips,
                  struct frame *frame, struct fail *fail) {
    const struct screen *screen = site_screen(content_site(content), moment->screen);
    int64_t at_ms = moment->at_ms;
    if (!screen)
        return fail_set(fail, "the site has no screen \"%s\"", moment->screen ? moment->screen : "");
    if (moment->at && !instant_parse(moment->at, content_site(content)->zone, &at_ms))
        return fail_set(fail, "\"%s\" is no time: write it as 2026-12-01T08:00", moment->at);
    content_skips(content, skips);
    *frame = content_frame(content, screen);
    frame->skips = skips;
    frame->now_ms = at_ms;
    frame->drafts = moment->drafts;
    turn_size(moment->rotate != MOMENT_ROTATE_OWN ? moment->rotate : screen->rotate, moment->width,
              moment->height, &frame->width, &frame->height);
    return true;
}

bool moment_paint(struct content *content, const struct moment *moment, const struct painter *painter,
                  struct pixels *out, struct report *report, struct fail *fail) {
    struct skips skips;
    struct compose_request request = {
        .content = content, .zone = moment->zone, .slide = moment->slide, .language = moment->language};
    return moment_frame(content, moment, &skips, &request.frame, fail) &&
           compose(&request, painter, out, report, fail);
}
