#include "show/compose_paper.h"

#include <string.h>

#include "core/site/screen_zones.h"
#include "core/site/slide_kind.h"
#include "guide/written/page_kind.h"
#include "show/compose_page.h"
#include "show/painting.h"

/* Paper is read where it lies: nothing is out of reach. */
#define LIES_MM (-100000.0)

/* Is the page itself what the language has to offer, and not the start page of what cannot wait? */
static bool language_prints(const struct frame *frame, const char *language, struct fail *fail) {
    int number = language ? guide_language_find(frame->guide, language) : 0;
    return number < 0 /* which is said further on */ ||
           guide_language_whole(&frame->guide->languages[number], frame->drafts) ||
           fail_set(fail, "nobody has approved the texts in \"%s\" yet; --drafts prints them all the same",
                    language ? language : frame->guide->languages[0].tag);
}

static bool page_prints(const struct frame *frame, const char *what, const char *language,
                        struct fail *fail) {
    const struct guide_page *page = frame->guide ? guide_page_find(frame->guide, what) : NULL;
    if (!frame->guide)
        return fail_set(fail, "the site has no guide (playlists/guide/guide.json)");
    if (strcmp(what, place_name(PLACE_EMERGENCY)) == 0)
        return true;
    if (!page)
        return fail_set(fail,
                        "the guide has no page \"%s\"; a slide is named by its playlist and id, as in "
                        "raadhus/welcome",
                        what);
    if (!page_kind(page->kind)->prints)
        return fail_set(fail, "page \"%s\" is a list to choose from on the screen; print a page of text",
                        what);
    if (!guide_page_shown(page, zone_day(frame->site->zone, frame->now_ms)))
        return fail_set(fail, "page \"%s\" is past its date: no screen shows it", what);
    return language_prints(frame, language, fail);
}

static bool print_page(const struct compose_paper *paper, const struct painter *painter, struct pixels *out,
                       int *leaves, struct report *report, struct fail *fail) {
    struct compose_page page = {.content = paper->content,
                                .frame = paper->frame,
                                .page = paper->what,
                                .language = paper->language,
                                .leaf = paper->leaf,
                                .printed = true,
                                .leaves = leaves};
    return page_prints(&paper->frame, paper->what, paper->language, fail) &&
           compose_page(&page, painter, out, report, fail);
}

static bool slide_prints(const struct frame *frame, const struct slide *slide, const char *language,
                         struct fail *fail) {
    if (zone_day(frame->site->zone, frame->now_ms) > slide_last_day(slide))
        return fail_set(fail, "slide \"%s\" is past its date: no screen shows it", slide->id);
    if (language && slide_has_words(slide) && !slide_speaks(slide, language))
        return fail_set(fail, "slide \"%s\" has no text in \"%s\"", slide->id, language);
    return true;
}

static bool print_slide(const struct compose_paper *paper, const struct slide *slide,
                        const struct painter *painter, struct pixels *out, struct report *report,
                        struct fail *fail) {
    const struct frame *frame = &paper->frame;
    struct screen_zone whole = {.name = "main", .kind = ZONE_PLAYLIST, .w = 1, .h = 1};
    struct timeline_entry entry = {
        .slide = slide, .language = paper->language ? paper->language : frame->screen->languages[0]};
    struct paint_request request = {.book = content_book(paper->content, 0),
                                    .scene = frame_scene(frame, &whole, &entry)};
    struct paint_answer answer;
    if (!slide_prints(frame, slide, paper->language, fail))
        return false;
    paint_zone(&request, painter, &answer);
    const struct report *problems = &answer.problems;
    for (size_t i = 0; i < problems->count; i++)
        report_take(report, &problems->items[i]);
    if (!answer.failed) {
        *out = answer.pixels;
        out->opaque = true;
        answer.pixels = (struct pixels){0};
    }
    bool fine = !answer.failed ||
                fail_set(fail, "%s", problems->count ? problems->items[0].text : "cannot be painted");
    paint_answer_finish(&answer);
    return fine;
}

bool compose_paper(const struct compose_paper *paper, const struct painter *painter, struct pixels *out,
                   int *leaves, struct report *report, struct fail *fail) {
    const struct slide *slide = site_slide(paper->frame.site, paper->what);
    struct screen screen = *paper->frame.screen;
    struct compose_paper own = *paper;
    screen.touch.bottom_mm = LIES_MM;
    own.frame.screen = &screen;
    *leaves = 1;
    return slide ? print_slide(&own, slide, painter, out, report, fail)
                 : print_page(&own, painter, out, leaves, report, fail);
}
