/* Keyboards, the PIN pad and the touch test on panels where every millimetre counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "guide/search/search.h"
#include "guide/view/flow_inner_parts.h"
#include "guide/view/rules.h"
#include "guide/view/rules_parts.h"
#include "guide/view/sheet_parts.h"
#include "support/page_fixture.h"

static const struct {
    int width, height;
    double mm;
} panels[] = {{1080, 1920, 345}, {1920, 1080, 345}, {1080, 1920, 476}, {1920, 1080, 531}, {2160, 3840, 930}};

static void judge(struct page_fixture *f, const char *what) {
    struct report report = {0};
    char line[600] = "";
    assert_true(view_build(&f->request, &f->view));
    size_t wrong = rules_check(&f->request, &f->view, what, &report);
    if (wrong > 0 && report.count > 0)
        fail_msg("%d × %d on %.0f mm, text %d%s: %s", f->request.width, f->request.height, f->screen.width_mm,
                 (int)f->state.aids.text_size, f->state.aids.easy_reach ? ", easy reach" : "",
                 fail_format(&report.items[0], line, sizeof line));
    report_finish(&report);
    view_finish(&f->view);
}

static void show(struct page_fixture *f) {
    struct search_index *index = search_index_create(&f->guide, &f->feeds);
    f->request.index = index;
    f->state.spot.place = PLACE_SEARCH;
    for (size_t i = 0; i < f->guide.keyboard_count; i++) {
        f->state.keyboard = (int)i;
        snprintf(f->state.query, sizeof f->state.query, "%s", i % 2 ? "c" : "xyzxyz");
        judge(f, "search");
    }
    search_index_destroy(index);
    f->request.index = NULL;
    f->state.spot.place = PLACE_PIN;
    judge(f, "pin");
    f->state.spot.place = PLACE_TOUCH_TEST;
    judge(f, "touch test");
}

static void small_panels_obey_the_rules(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(panels); i++)
        for (int size = TEXT_NORMAL; size < TEXT_SIZES; size++)
            for (int reach = 0; reach < 2; reach++)
                for (int language = FIXTURE_EN; language <= FIXTURE_AR; language++) {
                    struct page_fixture f;
                    page_fixture_init(&f, panels[i].width, panels[i].height, panels[i].mm, language);
                    f.state.aids.text_size = (enum text_size)size;
                    f.state.aids.easy_reach = reach;
                    show(&f);
                    page_fixture_finish(&f);
                }
}

/* Buttons that the foot leaves to the text have room between what is reached and those to other leaves; else
 * there is no foot. */
static void a_foot_leaves_room_for_buttons(void **state) {
    (void)state;
    static const struct guide_contact nobody;
    static const struct source nowhere;
    int feet = 0, alone = 0;
    for (int room = -60; room <= 300; room += 10) {
        struct page_fixture f;
        struct flow *flow = flow_create();
        assert_non_null(flow);
        page_fixture_init(&f, 1080, 1920, 345, FIXTURE_EN);
        f.screen.touch.bottom_mm = 1000;
        f.state.spot.leaf = 99; /* the last, where the buttons stand */
        page_fixture_page(&f);
        struct page *page = &f.page;
        struct sheet sheet = {.text = page->content, .contact = &nobody, .source = &nowhere};
        struct rail *rail = &sheet.rail;
        rail->also[0] = (struct button){.label = "Show the way", .action = action_go(PLACE_ASK, 0)};
        rail->also[1] = (struct button){.label = "Easy to read", .action = action_go(PLACE_AIDS, 0)};
        rail->also_count = 2;
        rail->leads = true;
        rail->also_within = 1;
        int leaves = flow_leaves_height(page, sheet.text.w, 2, false);
        sheet.text.h = page->m.reach_top + leaves + room - sheet.text.y;
        rail->box = page->content;
        rail->box.y = sheet.text.y + sheet.text.h + page->m.gap * 2;
        rail->box.h = page->content.y + page->content.h - rail->box.y;
        for (int i = 0; i < 9; i++)
            flow_text(flow, FLOW_TEXT, "Bring your passport.\nBring a witness.\nBring the paper.", NULL,
                      NULL);
        sheet_put(page, &sheet, flow);
        feet += rail->box.w > 0;
        alone += rail->box.w == 0;
        for (int i = 0; i < f.view.target_count; i++) {
            struct box wide = f.view.targets[i].box;
            assert_true(wide.y >= page->m.reach_top);
            wide.h += (int)(METRICS_GAP_MM * page->m.px_per_mm);
            for (int k = 0; k < f.view.target_count; k++)
                if (k != i && rules_common(wide, f.view.targets[k].box))
                    fail_msg("%d px: \"%s\" stands on \"%s\"", room, f.view.targets[i].label,
                             f.view.targets[k].label);
        }
        flow_destroy(flow);
        page_fixture_finish(&f);
    }
    assert_true(feet > 0 && alone > 0);
}

/* What needs more than easy reach leaves stands higher, but never where nobody reaches. */
static void easy_reach_gives_way_to_what_is_needed(void **state) {
    (void)state;
    struct page_fixture f;
    page_fixture_init(&f, 1080, 1920, 345, FIXTURE_EN);
    f.state.aids.easy_reach = true;
    page_fixture_page(&f);
    struct page *page = &f.page;
    int easy = page->m.reach_top, bottom = page->content.y + page->content.h;
    assert_true(easy > page->m.reach_must);
    page_raise_reach(page, bottom - easy - 10);
    assert_int_equal(page->m.reach_top, easy);
    page_raise_reach(page, bottom - easy + 10);
    assert_int_equal(page->m.reach_top, easy - 10);
    page_raise_reach(page, bottom * 2);
    assert_int_equal(page->m.reach_top, page->m.reach_must);
    page_fixture_finish(&f);
}

static void words_are_made_smaller_before_they_break(void **state) {
    (void)state;
    struct page_fixture f;
    page_fixture_init(&f, 1080, 1920, 345, FIXTURE_DA);
    f.state.aids.text_size = TEXT_LARGE;
    page_fixture_page(&f);
    const char *word = "Modersmålsundervisning"; /* 22 characters of half an em */
    for (int width = 300; width <= 900; width += 50) {
        struct words_style style = {.px = f.page.m.body};
        bool torn = false;
        page_whole_words(&f.page, word, width, &style);
        (void)page_height(&f.page, word, width, &style, &torn);
        assert_true(style.px >= f.page.m.least && style.px <= f.page.m.body);
        assert_int_equal(torn, 11 * f.page.m.least > width);
    }
    page_fixture_finish(&f);
}

/* On a panel that is wide and low the strip of the signage is lower than its letters would be. */
static void the_strip_is_never_cut(void **state) {
    (void)state;
    static const struct {
        int width, height, strip;
        double mm;
        const char *finding; /* NULL: none */
    } rows[] = {
        {1920, 1080, 97, 930, NULL},
        {1080, 1920, 115, 523, NULL},
        {1920, 1080, 97, 345, NULL}, /* 9 % of 15.6 inches */
        {3840, 600, 54, 930, "mm are needed"},
        {3840, 600, 90, 930, NULL},
        {1920, 300, 20, 1400, "mm are needed"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int language = FIXTURE_EN; language <= FIXTURE_AR; language++) {
            struct page_fixture f;
            page_fixture_init(&f, rows[i].width, rows[i].height, rows[i].mm, language);
            const char *const tags[] = {f.guide.languages[language].tag};
            f.screen.languages = tags;
            f.screen.language_count = 1;
            struct scene_request scene = {.site = f.request.site,
                                          .screen = &f.screen,
                                          .width = rows[i].width,
                                          .height = rows[i].strip,
                                          .screen_width = rows[i].width,
                                          .screen_height = rows[i].height,
                                          .measure = &f.measure};
            assert_true(bar_build(&scene, &f.guide, true, &f.view));
            assert_true(f.view.target_count > 0);
            for (size_t k = 0; k < f.view.list.count; k++) {
                const struct draw_item *item = &f.view.list.items[k];
                if (item->kind == DRAW_TEXT)
                    assert_true(item->box.y + item->px / 4 <= rows[i].strip &&
                                item->box.y - item->px * 3 / 4 >= 0);
            }
            assert_int_equal(f.view.problems.count, rows[i].finding != NULL);
            if (rows[i].finding)
                assert_non_null(strstr(f.view.problems.items[0].text, rows[i].finding));
            view_finish(&f.view);
            page_fixture_finish(&f);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_panels_obey_the_rules),
        cmocka_unit_test(a_foot_leaves_room_for_buttons),
        cmocka_unit_test(easy_reach_gives_way_to_what_is_needed),
        cmocka_unit_test(words_are_made_smaller_before_they_break),
        cmocka_unit_test(the_strip_is_never_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
