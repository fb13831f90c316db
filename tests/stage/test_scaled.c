/* Which pictures are kept, which make room, and what is left when a visitor has gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "stage/scaled.h"

enum { SIDE = 1024, BYTES = SIDE * SIDE * 4, ROOM = SCALED_BYTES_MAX / BYTES };

static struct draw_item item_of(char *asset) {
    return (struct draw_item){.kind = DRAW_PICTURE, .box = {10, 20, SIDE, SIDE}, .text = asset};
}

static bool keep(struct scaled *scaled, const char *asset, bool common) {
    char name[8];
    struct pixels pixels;
    strcpy(name, asset);
    struct draw_item item = item_of(name);
    assert_true(pixels_init(&pixels, SIDE, SIDE));
    scaled_common(scaled, common);
    bool kept = scaled_keep(scaled, &item, item.box, &pixels);
    assert_true(kept == (pixels.data == NULL));
    pixels_finish(&pixels);
    return kept;
}

static bool has(struct scaled *scaled, const char *asset) {
    char name[8];
    struct box at;
    strcpy(name, asset);
    struct draw_item item = item_of(name);
    const struct pixels *found = scaled_find(scaled, &item, &at);
    assert_true(!found || (found->width == SIDE && at.x == 10 && at.y == 20));
    return found != NULL;
}

static void the_one_not_used_for_longest_makes_room(void **state) {
    (void)state;
    struct scaled *scaled = scaled_create();
    char name[8] = "a";
    assert_non_null(scaled);
    for (int i = 0; i < ROOM; i++, name[0]++)
        assert_true(keep(scaled, name, false));
    assert_true(has(scaled, "a"));
    assert_true(keep(scaled, "new", false));
    assert_true(has(scaled, "a"));
    assert_false(has(scaled, "b"));
    assert_true(has(scaled, "new"));
    scaled_destroy(scaled);
}

/* The pages that everybody sees first stay ready while somebody leafs through pictures. */
static void common_ones_make_room_last(void **state) {
    (void)state;
    struct scaled *scaled = scaled_create();
    char name[8] = "a";
    assert_non_null(scaled);
    for (int i = 0; i < ROOM - 1; i++, name[0]++)
        assert_true(keep(scaled, name, true));
    assert_true(keep(scaled, "one", false));
    assert_true(keep(scaled, "two", false));
    assert_false(has(scaled, "one"));
    assert_true(has(scaled, "a"));
    assert_true(keep(scaled, "new", true));
    assert_false(has(scaled, "two"));
    assert_false(keep(scaled, "more", true));
    assert_true(has(scaled, "b"));
    assert_true(keep(scaled, "page", false));
    assert_false(has(scaled, "c"));
    scaled_destroy(scaled);
}

static void a_visitor_s_picture_goes_and_the_common_ones_stay(void **state) {
    (void)state;
    struct scaled *scaled = scaled_create();
    assert_non_null(scaled);
    assert_true(keep(scaled, "home", true));
    assert_true(keep(scaled, "page", false));
    scaled_forget(scaled);
    assert_true(has(scaled, "home"));
    assert_false(has(scaled, "page"));
    scaled_clear(scaled);
    assert_false(has(scaled, "home"));
    scaled_destroy(scaled);
}

static void what_is_too_large_is_not_kept(void **state) {
    (void)state;
    struct scaled *scaled = scaled_create();
    char name[] = "large";
    struct draw_item item = item_of(name);
    struct pixels pixels;
    assert_non_null(scaled);
    assert_true(pixels_init(&pixels, SCALED_ONE_MAX / 4 / 1024 + 1, 1024));
    assert_false(scaled_keep(scaled, &item, item.box, &pixels));
    assert_false(scaled_keep(NULL, &item, item.box, &pixels));
    pixels_finish(&pixels);
    scaled_destroy(scaled);
}

/* What must go is gone before the picture that needs its room is decoded. */
static void room_is_made_beforehand(void **state) {
    (void)state;
    struct scaled *scaled = scaled_create();
    char name[8] = "a";
    assert_non_null(scaled);
    for (int i = 0; i < ROOM - 1; i++, name[0]++)
        assert_true(keep(scaled, name, true));
    assert_true(keep(scaled, "page", false));
    scaled_common(scaled, true);
    assert_false(scaled_room(scaled, SCALED_ONE_MAX / 4 / SIDE + 1, SIDE));
    assert_true(has(scaled, "page"));
    assert_true(scaled_room(scaled, SIDE, SIDE));
    assert_false(has(scaled, "page"));
    assert_true(keep(scaled, "late", true));
    assert_false(scaled_room(scaled, SIDE, SIDE));
    assert_true(has(scaled, "a") && has(scaled, "late"));
    scaled_common(scaled, false);
    assert_true(scaled_room(scaled, SIDE, SIDE));
    assert_false(scaled_room(NULL, SIDE, SIDE));
    scaled_destroy(scaled);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_one_not_used_for_longest_makes_room),
        cmocka_unit_test(common_ones_make_room_last),
        cmocka_unit_test(a_visitor_s_picture_goes_and_the_common_ones_stay),
        cmocka_unit_test(what_is_too_large_is_not_kept),
        cmocka_unit_test(room_is_made_beforehand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
