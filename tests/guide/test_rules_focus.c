/* Wherever the keypad stands, it is seen; and the rule that says so finds where it is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide/view/rules.h"
#include "support/page_fixture.h"

static bool complains(struct page_fixture *f) {
    struct report report = {0};
    bool found = false;
    f->view = (struct view){0};
    assert_true(view_build(&f->request, &f->view));
    (void)rules_check(&f->request, &f->view, place_name(f->state.spot.place), &report);
    for (size_t i = 0; i < report.count; i++)
        found |= strstr(report.items[i].text, "the focus on") != NULL;
    report_finish(&report);
    return found;
}

static const enum place places[] = {PLACE_HOME, PLACE_DOOR, PLACE_TOPICS,    PLACE_SEARCH, PLACE_LANGUAGES,
                                    PLACE_AIDS, PLACE_ASK,  PLACE_EMERGENCY, PLACE_PIN,    PLACE_PAGE};

/* How many places of the focus do not stand out, on `places` and over the question whether one leaves. */
static int unseen(struct page_fixture *f) {
    int count = 0;
    for (size_t p = 0; p < LENGTH(places) + 1; p++) {
        f->state.leaving = p == LENGTH(places);
        f->state.spot = (struct spot){.place = places[f->state.leaving ? 0 : p]};
        int targets = 1;
        for (f->state.focus = 0; f->state.focus < targets; f->state.focus++) {
            count += complains(f);
            targets = f->view.target_count;
            view_finish(&f->view);
        }
    }
    return count;
}

static void the_focus_is_seen_everywhere(void **state) {
    (void)state;
    static const struct {
        int width, height;
        double mm;
    } panels[] = {{1920, 1080, 953}, {1080, 1920, 345}};
    for (size_t i = 0; i < 2 * LENGTH(panels); i++) {
        struct page_fixture f;
        page_fixture_init(&f, panels[i / 2].width, panels[i / 2].height, panels[i / 2].mm, FIXTURE_EN);
        f.state.keypad = true;
        f.state.aids.high_contrast = i % 2 == 1;
        assert_int_equal(unseen(&f), 0);
        zone_destroy(f.site.zone);
    }
}

/* As it was once: a ring of the accent on the paper, 1.7:1; and where nothing is drawn at all. */
static void what_cannot_be_seen_is_found(void **state) {
    (void)state;
    struct page_fixture f;
    page_fixture_init(&f, 1920, 1080, 953, FIXTURE_EN);
    f.state.keypad = true;
    f.state.spot.place = PLACE_TOPICS;
    f.state.focus = 0;
    f.site.theme.ink = f.site.theme.accent;
    assert_true(complains(&f));
    view_finish(&f.view);
    f.site.theme.ink = f.site.theme.paper;
    assert_true(complains(&f));
    page_fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_focus_is_seen_everywhere),
                                       cmocka_unit_test(what_cannot_be_seen_is_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
