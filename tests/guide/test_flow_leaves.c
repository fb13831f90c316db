#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "guide/view/flow_inner_parts.h"
#include "support/page_fixture.h"

/* "1[2]3…9": the numbers in the order of the keypad, the one where the visitor is in brackets. */
static void numbers(const struct view *view, char *out, size_t size) {
    size_t used = 0;
    int before = 0;
    out[0] = '\0';
    for (int i = 0; i < view->target_count; i++) {
        const struct target *target = &view->targets[i];
        if (target->primary) /* previous, next */
            continue;
        int number = target->action.value + 1;
        used += (size_t)snprintf(out + used, size - used, target->on ? "%s[%d]" : "%s%d",
                                 before && number > before + 1 ? "…"
                                 : before                      ? " "
                                                               : "",
                                 number);
        before = number;
    }
}

static const struct row {
    int width, height;
    double mm;
    int box_w; /* 0: the page's */
    int leaf, leaves;
    const char *expected, *why;
} rows[] = {
    {1920, 1080, 930, 0, 1, 3, "1 [2] 3", "43 inches: the words and all numbers"},
    {1920, 1080, 930, 0, 0, 40, "[1] 2 3 4 5 6 7…40", "the words stay when the neighbours have room"},
    {1080, 1920, 345, 0, 0, 5, "[1] 2 3 4 5", "15.6 inches upright: signs, and all numbers"},
    {1080, 1920, 345, 0, 5, 12, "1…5 [6] 7 8…12", "the first, the last, the neighbours"},
    {1080, 1920, 345, 0, 11, 12, "1…8 9 10 11 [12]", "at the end there is one gap"},
    {1080, 1920, 345, 500, 1, 3, "", "a narrow column: only two would fit beside the signs"},
};

static void far_leaves_are_one_touch_away(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct page_fixture f;
        char said[200];
        page_fixture_init(&f, rows[i].width, rows[i].height, rows[i].mm, FIXTURE_EN);
        page_fixture_page(&f);
        struct box box = f.page.content;
        box.w = rows[i].box_w ? rows[i].box_w : box.w;
        box.h = flow_leaves_height(&f.page, box.w, rows[i].leaves, false);
        flow_put_leaves(&f.page, box, rows[i].leaf, rows[i].leaves, false);
        numbers(&f.view, said, sizeof said);
        if (strcmp(said, rows[i].expected) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", rows[i].why, said, rows[i].expected);
        page_fixture_finish(&f);
    }
}

static bool covers(struct box a, struct box b) {
    return a.x < b.x + b.w && b.x < a.x + a.w;
}

/* On every width that a column may have: 15 mm each, 3 mm apart, inside the box, each by a name of its own.
 */
static void every_width_obeys_the_sizes(void **state) {
    (void)state;
    static const int leaves[] = {2, 3, 7, 8, 30};
    for (int width = 400; width <= 1000; width += 7)
        for (size_t n = 0; n < LENGTH(leaves); n++)
            for (int leaf = 0; leaf < leaves[n]; leaf += 3) {
                struct page_fixture f;
                page_fixture_init(&f, 1080, 1920, 345, FIXTURE_EN);
                page_fixture_page(&f);
                struct box box = {40, 40, width, flow_leaves_height(&f.page, width, leaves[n], false)};
                flow_put_leaves(&f.page, box, leaf, leaves[n], false);
                const struct view *view = &f.view;
                assert_int_equal(view->problems.count, 0);
                assert_true(view->target_count > 0);
                for (int i = 0; i < view->target_count; i++) {
                    const struct target *target = &view->targets[i];
                    int least = (int)((target->primary ? 20.0 : 15.0) * f.page.m.px_per_mm);
                    assert_true(target->box.w >= least && target->box.h >= least);
                    assert_true(target->box.x >= box.x && target->box.x + target->box.w <= box.x + box.w);
                    for (int k = 0; k < i; k++) {
                        struct box wide = view->targets[k].box;
                        wide.w += (int)(3.0 * f.page.m.px_per_mm);
                        assert_false(covers(wide, target->box));
                        assert_string_not_equal(view->targets[k].label, target->label);
                    }
                }
                page_fixture_finish(&f);
            }
}

static void what_is_read_says_where_one_is(void **state) {
    (void)state;
    struct page_fixture f;
    page_fixture_init(&f, 1080, 1920, 345, FIXTURE_EN);
    page_fixture_page(&f);
    struct box box = f.page.content;
    box.h = flow_leaves_height(&f.page, box.w, 4, false);
    flow_put_leaves(&f.page, box, 1, 4, false);
    int on = 0;
    for (int i = 0; i < f.view.target_count; i++) {
        const struct target *target = &f.view.targets[i];
        if (!target->on)
            continue;
        on++;
        assert_string_equal(target->label, "Page 2 of 4");
        assert_int_equal(target->role, ROLE_KEY); /* not read with the page: its title is */
    }
    assert_int_equal(on, 1);
    page_fixture_finish(&f);
}

/* 1 stands where reading begins, and the keypad meets 1 first. */
static void right_to_left_begins_at_the_right(void **state) {
    (void)state;
    for (int language = FIXTURE_EN; language <= FIXTURE_AR; language += FIXTURE_AR - FIXTURE_EN) {
        struct page_fixture f;
        page_fixture_init(&f, 1080, 1920, 345, language);
        page_fixture_page(&f);
        struct box box = f.page.content;
        box.h = flow_leaves_height(&f.page, box.w, 3, false);
        flow_put_leaves(&f.page, box, 0, 3, false);
        assert_int_equal(f.view.targets[0].action.value, 0);
        assert_int_equal(f.view.targets[1].action.value, 1);
        assert_int_equal(f.view.targets[0].box.x < f.view.targets[1].box.x, language == FIXTURE_EN);
        page_fixture_finish(&f);
    }
}

/* Wherever a leaf ends, and however long the text is that a heading names. */
static void a_heading_stands_above_what_it_names(void **state) {
    (void)state;
    char text[1200];
    for (size_t length = 20; length < sizeof text; length += 180)
        for (int height = 160; height <= 900; height += 20) {
            struct page_fixture f;
            struct flow *flow = flow_create();
            assert_non_null(flow);
            page_fixture_init(&f, 1920, 1080, 930, FIXTURE_EN);
            page_fixture_page(&f);
            memset(text, 'x', length);
            for (size_t i = 7; i < length; i += 8)
                text[i] = ' ';
            text[length] = '\0';
            flow_text(flow, FLOW_TEXT, "What stands before it.", NULL, NULL);
            flow_text(flow, FLOW_HEADING, "A heading", NULL, NULL);
            flow_text(flow, FLOW_TEXT, text, NULL, NULL);
            struct box box = {40, 40, 1200, height};
            (void)flow_lay_in(&f.page, flow, box, false);
            for (int i = 0; i < flow->count; i++) {
                assert_true(flow->items[i].y + flow->items[i].height <= height);
                if (flow->items[i].kind == FLOW_HEADING)
                    assert_int_equal(flow->items[i].leaf, flow->items[i + 1].leaf);
            }
            flow_destroy(flow);
            page_fixture_finish(&f);
        }
}

/* A long text goes on from a leaf that would be left half empty. */
static void a_leaf_is_not_left_half_empty(void **state) {
    (void)state;
    for (int height = 400; height <= 900; height += 20) {
        struct page_fixture f;
        struct flow *flow = flow_create();
        char text[1200];
        assert_non_null(flow);
        page_fixture_init(&f, 1920, 1080, 930, FIXTURE_EN);
        page_fixture_page(&f);
        text[0] = '\0';
        while (flow_text_height(&f.page,
                                &(struct flow_item){.kind = FLOW_TEXT, .text = text, .length = strlen(text)},
                                1200) <= height - 50)
            strcat(text, "Some words of a line of its own.\n");
        flow_text(flow, FLOW_TEXT, "What stands before it.", NULL, NULL);
        flow_text(flow, FLOW_TEXT, text, NULL, NULL);
        struct box box = {40, 40, 1200, height};
        struct layout_pass pass = flow_lay_in(&f.page, flow, box, false);
        int bottom = 0;
        for (int i = 0; i < flow->count; i++)
            if (flow->items[i].leaf == 0)
                bottom = flow->items[i].y + flow->items[i].height;
        if (pass.leaves > 1 && bottom * 2 < height)
            fail_msg("%d px: the first leaf ends at %d px", height, bottom);
        for (int i = 1; i < flow->count; i++) /* and it is parted between its lines */
            assert_int_equal(flow->items[i].text[0], i == 1 || flow->items[i].text[-1] == '\n' ? 'S' : 0);
        flow_destroy(flow);
        page_fixture_finish(&f);
    }
}

/* A step that is higher than what an answer leaves, a group that has no room but on a leaf of its own,
 * buttons that are high beside each other: none leaves a leaf empty before it. */
static void a_leaf_is_not_left_empty(void **state) {
    (void)state;
    static const char
        short_answer[] = "What stands before it.",
        long_answer[] =
            "What stands before it takes some lines, as answers in large letters do on a narrow page.",
        long_label[] = "Register with the office for student housing, which is free, a year ahead, and "
                       "again each month until you have a room; then tell the office that you have one";
    static const struct {
        enum flow_kind kind;
        const char *answer, *label;
        int width, columns;
    } cases[] = {{FLOW_STEP, short_answer, NULL, 340, 1},
                 {FLOW_GROUP, long_answer, "CPR", 800, 1},
                 {FLOW_BUTTON, short_answer, long_label, 960, 3}};
    for (size_t at = 0; at < LENGTH(cases); at++) {
        int parted = 0;
        for (int height = 480; height <= 1000; height += 20) {
            struct page_fixture f;
            struct flow *flow = flow_create();
            assert_non_null(flow);
            page_fixture_init(&f, 1920, 1080, 476, FIXTURE_EN);
            page_fixture_page(&f);
            flow_text(flow, FLOW_ANSWER, cases[at].answer, NULL, NULL);
            if (cases[at].kind == FLOW_STEP)
                flow_text(flow, FLOW_STEP,
                          "Some words of a step. Some words of a step. Some words of a step. Some words of a "
                          "step. Some words of a step. Some words of a step. Some words of a step.",
                          NULL, "1");
            else if (cases[at].kind == FLOW_GROUP)
                flow_text(flow, FLOW_GROUP, "Papers", NULL, NULL);
            for (int i = 0; i < 8 && cases[at].label; i++)
                flow_button(flow, &(struct button){.label = cases[at].label});
            flow->whole_groups = true;
            flow->columns = cases[at].columns;
            flow->column_ems = 8;
            struct box box = {40, f.page.m.reach_top, cases[at].width, height};
            flow_put(&f.page, flow, box);
            int below = flow_leaves_height(&f.page, box.w, 2, false) + f.page.m.gap * 3 / 2;
            struct layout_pass pass = {.height = height - below, .leaves = f.view.leaves};
            parted += f.view.leaves > 1;
            if (flow_empty_leaves(&f.page, flow, &pass) > 0)
                fail_msg("case %zu, %d px: a leaf is left empty", at, height);
            flow_destroy(flow);
            page_fixture_finish(&f);
        }
        assert_in_range(parted, 3, 100); /* else nothing was seen */
    }
}

static void a_code_without_room_is_an_address(void **state) {
    (void)state;
    struct page_fixture f;
    struct flow *flow = flow_create();
    assert_non_null(flow);
    page_fixture_init(&f, 1920, 1080, 345, FIXTURE_EN);
    page_fixture_page(&f);
    flow_text(flow, FLOW_CODE, "https://ballerup.dk/", NULL, NULL);
    struct box box = {40, 40, 900, 150};
    (void)flow_lay_in(&f.page, flow, box, false);
    assert_true(flow->items[0].height <= 150);
    assert_int_equal(flow->items[0].kind, FLOW_ADDRESS);
    flow_destroy(flow);
    page_fixture_finish(&f);
}

/* Where it was tried in less room, or in larger letters, a code was set smaller. */
static void a_code_is_as_large_as_there_is_room_for(void **state) {
    (void)state;
    for (int height = 200; height <= 1400; height += 50) {
        struct page_fixture f;
        struct flow *flow = flow_create(), *plain = flow_create();
        assert_true(flow && plain);
        page_fixture_init(&f, 1080, 1920, 930, FIXTURE_EN);
        page_fixture_page(&f);
        flow_text(flow, FLOW_TEXT, "What stands before it.", NULL, NULL);
        flow_text(flow, FLOW_CODE, "https://ballerup.dk/", NULL, NULL);
        flow->brief = height % 100 == 0;
        *plain = *flow;
        struct box box = {40, 40, 900, height}, less = {40, 40, 900, 150};
        (void)flow_lay_in(&f.page, plain, box, false);
        int step = f.page.code_step;
        f.page.code_step = 0;
        assert_false(flow_fits(&f.page, flow, less));
        assert_int_equal(f.page.code_step, 0);
        flow_put(&f.page, flow, box);
        if (f.view.leaves == 1 && flow->items[1].kind == FLOW_CODE && f.page.code_step != step)
            fail_msg("%d px: the code is at step %d", height, step);
        flow_destroy(flow);
        flow_destroy(plain);
        page_fixture_finish(&f);
    }
}

/* Short texts stand beside each other, where that is higher than a leaf below each other; none runs out of a
 * leaf. */
static void cells_too_high_for_a_leaf_are_stacked(void **state) {
    (void)state;
    static const char one[] =
        "**The counter of the citizen service**\nNow: English\nOpen until 16:00\nA sample";
    int beside = 0, stacked = 0;
    for (int height = 100; height <= 600; height += 20) {
        struct page_fixture f;
        struct flow *flow = flow_create();
        assert_non_null(flow);
        page_fixture_init(&f, 1920, 1080, 930, FIXTURE_EN);
        page_fixture_page(&f);
        flow_text(flow, FLOW_HEADING, "A heading", NULL, NULL);
        for (int i = 0; i < 3; i++)
            flow_text(flow, FLOW_CELL, one, NULL, NULL);
        (void)flow_lay_in(&f.page, flow, (struct box){40, 40, 900, height}, false);
        size_t bytes = 0;
        for (int i = 1; i < flow->count; i++) {
            const struct flow_item *item = &flow->items[i], *before = &flow->items[i - 1];
            bytes += item->length;
            beside += item->kind == FLOW_CELL;
            stacked += item->kind == FLOW_TEXT;
            if (item->y + item->height > height)
                fail_msg("%d px: \"%s\" ends at %d px", height, item->text, item->y + item->height);
            if (item->kind == FLOW_TEXT && item->leaf == before->leaf)
                assert_true(item->y >= before->y + before->height);
        }
        assert_true(bytes >= 3 * (sizeof one - 1) - 12); /* but for what parts the pieces */
        flow_destroy(flow);
        page_fixture_finish(&f);
    }
    assert_true(beside > 0 && stacked > 0);
}

/* Six groups of buttons with second lines in a box; how many leaves they take. */
static int put_groups(bool brief, int height, double mm, int *parted) {
    struct page_fixture f;
    struct flow *flow = flow_create();
    assert_non_null(flow);
    page_fixture_init(&f, 1080, 1920, mm, FIXTURE_EN);
    page_fixture_page(&f);
    for (int i = 0; i < 24; i++) {
        if (i % 4 == 0)
            flow_text(flow, FLOW_GROUP, "A group", NULL, NULL);
        flow_button(flow, &(struct button){.label = "A page",
                                           .note = "What it is about",
                                           .action = action_go(PLACE_ASK, 0)});
    }
    flow->brief = brief;
    flow->columns = 2;
    int before = f.page.m.button;
    flow_put(&f.page, flow, (struct box){40, 40, 1000, height});
    assert_int_equal(f.page.m.button, before); /* the bar is put later */
    for (int i = 0; i < f.view.target_count; i++)
        assert_true(f.view.targets[i].box.h >=
                    (int)((f.view.targets[i].primary ? 20.0 : 15.0) * f.page.m.px_per_mm));
    *parted = 0;
    for (int i = 0; i < flow->count; i++)
        *parted += flow->items[i].again;
    int leaves = f.view.leaves;
    flow_destroy(flow);
    page_fixture_finish(&f);
    return leaves;
}

/* A list gives up second lines, then the height of its buttons, for fewer leaves; a group is parted only
 * where that is one leaf less. */
static void a_list_takes_as_few_leaves_as_it_can(void **state) {
    (void)state;
    int fewer = 0, whole = 0;
    for (int height = 500; height <= 1500; height += 50)
        for (double mm = 345; mm <= 930; mm += 585) {
            int parted, never;
            int usual = put_groups(false, height, mm, &parted), brief = put_groups(true, height, mm, &never);
            assert_true(brief <= usual);
            fewer += brief < usual;
            whole += parted > 0 && never == 0;
        }
    assert_true(fewer > 0 && whole > 0);
}

/* Whatever is left over is not all on the last leaf. */
static void a_list_fills_its_leaves_alike(void **state) {
    (void)state;
    for (int count = 20; count <= 40; count++) {
        struct page_fixture f;
        struct flow *flow = flow_create();
        int on[8] = {0}, most = 0, least = count;
        assert_non_null(flow);
        page_fixture_init(&f, 1920, 1080, 930, FIXTURE_EN);
        page_fixture_page(&f);
        for (int i = 0; i < count; i++)
            flow_button(flow, &(struct button){.label = "A page", .action = action_go(PLACE_ASK, 0)});
        flow->columns = 2;
        flow->spread = true;
        flow_put(&f.page, flow, (struct box){40, 40, 1000, 700});
        assert_in_range(f.view.leaves, 2, LENGTH(on));
        for (int i = 0; i < flow->count; i++)
            on[flow->items[i].leaf]++;
        for (int i = 0; i < f.view.leaves; i++) {
            most = on[i] > most ? on[i] : most;
            least = on[i] < least ? on[i] : least;
        }
        assert_true(most - least <= 2 * f.view.leaves);
        flow_destroy(flow);
        page_fixture_finish(&f);
    }
}

static void a_button_has_a_row_of_its_own(void **state) {
    (void)state;
    struct page_fixture f;
    struct flow *flow = flow_create();
    assert_non_null(flow);
    page_fixture_init(&f, 1920, 1080, 930, FIXTURE_EN);
    page_fixture_page(&f);
    for (int i = 0; i < 4; i++)
        flow_button(flow, &(struct button){.label = "A page", .action = action_go(PLACE_ASK, 0)});
    flow->items[0].whole = flow->items[3].whole = true;
    (void)flow_lay_in(&f.page, flow, (struct box){40, 40, 1000, 900}, false);
    const struct flow_item *items = flow->items;
    assert_true(items[0].w == 1000 && items[3].w == 1000 && items[1].w < 500);
    assert_true(items[1].y > items[0].y && items[2].y == items[1].y && items[3].y > items[2].y);
    flow_destroy(flow);
    page_fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(far_leaves_are_one_touch_away),
        cmocka_unit_test(every_width_obeys_the_sizes),
        cmocka_unit_test(what_is_read_says_where_one_is),
        cmocka_unit_test(a_heading_stands_above_what_it_names),
        cmocka_unit_test(a_leaf_is_not_left_half_empty),
        cmocka_unit_test(a_leaf_is_not_left_empty),
        cmocka_unit_test(a_code_without_room_is_an_address),
        cmocka_unit_test(a_code_is_as_large_as_there_is_room_for),
        cmocka_unit_test(cells_too_high_for_a_leaf_are_stacked),
        cmocka_unit_test(right_to_left_begins_at_the_right),
        cmocka_unit_test(a_list_takes_as_few_leaves_as_it_can),
        cmocka_unit_test(a_list_fills_its_leaves_alike),
        cmocka_unit_test(a_button_has_a_row_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
