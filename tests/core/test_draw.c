#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/draw.h"

static const struct colour red = {200, 0, 0, 255};
static const struct colour blue = {0, 0, 200, 255};
static const uint32_t latin = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n';
static const uint8_t bits[4] = {1, 0, 0, 1};

static void fill(struct draw_list *list) {
    draw_init(list);
    draw_rect(list, (struct box){1, 2, 30, 40}, red, 5);
    draw_gradient(list, (struct box){0, 0, 10, 10}, red, blue);
    draw_picture(list, (struct box){0, 0, 100, 50}, "assets/lake.svg", FIT_COVER, 0.5, 0.25, 8);
    draw_modules(list, (struct box){0, 0, 20, 20}, 2, bits, red);
    draw_clip(list, (struct box){0, 0, 50, 50});
    draw_run(list,
             &(struct draw_text){.x = 10,
                                 .baseline = 20,
                                 .advance = 33,
                                 .face = 2,
                                 .px = 48,
                                 .script = latin,
                                 .rtl = false,
                                 .colour = blue},
             "Sø og skov", 3);
    draw_clip_end(list);
}

static void test_items_are_kept_in_order_and_copied(void **state) {
    (void)state;
    struct draw_list list;
    char name[] = "assets/a.svg";
    draw_init(&list);
    draw_picture(&list, (struct box){0, 0, 1, 1}, name, FIT_CONTAIN, 0.5, 0.5, 0);
    draw_run(&list,
             &(struct draw_text){.x = 0,
                                 .baseline = 0,
                                 .advance = 1,
                                 .face = 0,
                                 .px = 10,
                                 .script = latin,
                                 .rtl = true,
                                 .colour = red},
             "Sø og skov", 3);
    memset(name, 'x', sizeof(name) - 1);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].text, "assets/a.svg");
    assert_string_equal(list.items[1].text, "Sø");
    draw_finish(&list);
    assert_null(list.items);
}

struct change {
    const char *what;
    void (*apply)(struct draw_list *list);
};

static void move(struct draw_list *list) {
    list->items[0].box.x++;
}
static void recolour(struct draw_list *list) {
    list->items[1].colour_to.b++;
}
static void refocus(struct draw_list *list) {
    list->items[2].focus_y = 0.26;
}
static void flip_module(struct draw_list *list) {
    static const uint8_t other[4] = {1, 1, 0, 1};
    list->items[3].bits = other;
}
static void reword(struct draw_list *list) {
    list->items[5].text = "Så";
}
static void turn(struct draw_list *list) {
    list->items[5].rtl = true;
}
static void drop(struct draw_list *list) {
    list->count--;
}

static const struct change changes[] = {
    {"another place", move},          {"another gradient", recolour}, {"another focus", refocus},
    {"another QR code", flip_module}, {"another word", reword},       {"another direction", turn},
    {"an item less", drop},
};

static void test_equal_and_hash(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(changes); i++) {
        struct draw_list a, b;
        fill(&a);
        fill(&b);
        assert_true(draw_equal(&a, &b));
        assert_int_equal(draw_hash(&a), draw_hash(&b));
        changes[i].apply(&b);
        if (draw_equal(&a, &b) || draw_hash(&a) == draw_hash(&b))
            fail_msg("not noticed: %s", changes[i].what);
        draw_finish(&a);
        draw_finish(&b);
    }
}

static void test_dump(void **state) {
    (void)state;
    struct draw_list list;
    fill(&list);
    char *text = draw_dump(&list);
    assert_non_null(text);
    assert_non_null(strstr(text, "rect 1,2 30x40 colour=#c80000ff radius=5\n"));
    assert_non_null(strstr(text, "picture 0,0 100x50 radius=8 cover 0.500,0.250 assets/lake.svg\n"));
    assert_non_null(strstr(text, "text 10,20 33x0 colour=#0000c8ff face=2 px=48 Latn ltr \"Sø\"\n"));
    size_t lines = 0;
    for (const char *at = text; *at != '\0'; at++)
        lines += *at == '\n';
    assert_int_equal(lines, list.count);
    free(text);
    draw_finish(&list);
}

static void test_overflow_is_said(void **state) {
    (void)state;
    struct draw_list list;
    draw_init(&list);
    for (int i = 0; i < DRAW_MAX; i++)
        draw_rect(&list, (struct box){i, 0, 1, 1}, red, 0);
    assert_false(list.overflow);
    draw_rect(&list, (struct box){0, 0, 1, 1}, red, 0);
    assert_true(list.overflow);
    assert_int_equal(list.count, DRAW_MAX);
    draw_finish(&list);
}

static void test_too_much_text_is_an_overflow(void **state) {
    (void)state;
    struct draw_list list;
    size_t size = 1 << 20;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'a', size);
    draw_init(&list);
    for (int i = 0; i < 8; i++)
        draw_run(&list,
                 &(struct draw_text){.x = 0,
                                     .baseline = 0,
                                     .advance = 1,
                                     .face = 0,
                                     .px = 10,
                                     .script = latin,
                                     .rtl = false,
                                     .colour = red},
                 text, size);
    assert_true(list.overflow);
    for (size_t i = 0; i < list.count; i++)
        assert_non_null(list.items[i].text);
    draw_finish(&list);
    free(text);
}

static void a_film_is_a_picture_that_says_which(void **state) {
    (void)state;
    static const char *const FILMS[] = {NULL, "assets/a.film.json", "assets/b.film.json",
                                        "assets/a.film.json"};
    struct draw_list lists[LENGTH(FILMS)];
    const struct box box = {0, 0, 160, 90};
    for (size_t i = 0; i < LENGTH(FILMS); i++) {
        draw_init(&lists[i]);
        if (FILMS[i])
            draw_film(&lists[i], box, FILMS[i], "assets/a.png", FIT_CONTAIN, 0.5, 0.5);
        else
            draw_picture(&lists[i], box, "assets/a.png", FIT_CONTAIN, 0.5, 0.5, 0);
    }
    for (size_t i = 0; i < LENGTH(FILMS); i++) {
        bool same = i == 1 || i == 3;
        assert_int_equal(draw_equal(&lists[1], &lists[i]), same);
        assert_int_equal(draw_hash(&lists[1]) == draw_hash(&lists[i]), same);
    }
    char *dump = draw_dump(&lists[1]);
    assert_string_equal(dump, "film 0,0 160x90 assets/a.film.json contain 0.500,0.500 assets/a.png\n");
    free(dump);
    for (size_t i = 0; i < LENGTH(FILMS); i++)
        draw_finish(&lists[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_film_is_a_picture_that_says_which),
        cmocka_unit_test(test_items_are_kept_in_order_and_copied),
        cmocka_unit_test(test_equal_and_hash),
        cmocka_unit_test(test_dump),
        cmocka_unit_test(test_overflow_is_said),
        cmocka_unit_test(test_too_much_text_is_an_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
