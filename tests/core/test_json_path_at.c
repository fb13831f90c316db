/* Places of a text and the paths of what stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/json_path_at.h"

static const char TEXT[] = "{\n"
                           "  \"slides\": [\n"
                           "    {\"id\": \"a\", \"headline\": {\"da\": \"\xc3\x98l\", \"en\": \"Beer\"}},\n"
                           "    {\"id\": \"a/b\", \"feeds\": [\"x\", \"y\"]},\n"
                           "    {\"type\": \"text\"}\n"
                           "  ]\n"
                           "}\n";

static void a_place_leads_to_its_value(void **state) {
    static const struct {
        struct json_spot spot;
        const char *path, *why;
    } rows[] = {
        {{1, 1}, "", "the whole"},
        {{2, 3}, "/slides", "a key"},
        {{2, 13}, "/slides", "a list, at its bracket"},
        {{3, 5}, "/slides[id=a]", "an element by its id"},
        {{3, 29}, "/slides[id=a]/headline", "an object"},
        {{3, 36}, "/slides[id=a]/headline/da", "a text"},
        {{3, 38}, "/slides[id=a]/headline/da", "within a text"},
        {{3, 42}, "/slides[id=a]/headline/en", "a key behind a letter of two bytes"},
        {{4, 34}, "/slides[id=a~1b]/feeds[1]", "an element without an id, in one whose id is escaped"},
        {{5, 5}, "/slides[2]", "an object without an id"},
        {{9, 1}, "/slides[2]/type", "behind the end: the last there is"},
        {{0, 0}, NULL, "no place"},
    };
    struct json_spot spots[LENGTH(rows)];
    const char *paths[LENGTH(rows)];
    struct arena *arena = arena_create(1 << 20);
    struct json_source source = {"a", TEXT, sizeof TEXT - 1};
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        spots[i] = rows[i].spot;
    assert_true(json_paths_at(&source, spots, LENGTH(rows), arena, paths));
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (!paths[i] != !rows[i].path || (paths[i] && strcmp(paths[i], rows[i].path) != 0))
            fail_msg("%s: %s instead of %s", rows[i].why, paths[i] ? paths[i] : "none", rows[i].path);
    arena_destroy(arena);
}

static void what_is_no_json_has_no_paths(void **state) {
    const struct json_spot spot = {1, 1};
    const char *path = "before";
    struct arena *arena = arena_create(1 << 20);
    struct json_source source = {"a", "{", 1};
    (void)state;
    assert_false(json_paths_at(&source, &spot, 1, arena, &path));
    assert_null(path);
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_leads_to_its_value),
        cmocka_unit_test(what_is_no_json_has_no_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
