#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/json_equal.h"

static void values_are_equal_by_what_they_say(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {"[1.50]", "[ 1.5 ]", true},
        {"[1]", "[1.0]", false},
        {"[\"\\u00e6\"]", "[\"\xc3\xa6\"]", true},
        {"{\"a\": 1, \"b\": [2]}", "{\"b\": [2], \"a\": 1}", true},
        {"{\"a\": 1, \"b\": 2}", "{\"b\": 1, \"a\": 2}", false},
        {"{\"a\": 1}", "{\"a\": 1, \"b\": 2}", false},
        {"[1, 2]", "[2, 1]", false},
        {"[true]", "[false]", false},
        {"[null, true, {}]", "[null, true, {}]", true},
        {"[]", "{}", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena *arena = arena_create(1 << 16);
        const struct json_value *a = json_values(rows[i].a, strlen(rows[i].a), 9, arena),
                                *b = json_values(rows[i].b, strlen(rows[i].b), 9, arena);
        if (value_equal(a, b) != rows[i].equal || value_equal(b, a) != rows[i].equal || value_equal(a, NULL))
            fail_msg("%s and %s", rows[i].a, rows[i].b);
        arena_destroy(arena);
    }
    assert_true(value_equal(NULL, NULL));
}

static void children_are_found_by_name(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        bool named;
        const char *name; /* and its place among the children; NULL: not there */
        size_t index;
    } rows[] = {
        {"members by key", "{\"c\": 1, \"a\": 2, \"b\": 3}", true, "b", 2},
        {"elements by id", "[{\"id\": \"c\"}, {\"n\": 1, \"id\": \"a\"}]", true, "a", 1},
        {"none of that name", "[{\"id\": \"c\"}, {\"id\": \"a\"}]", true, "b", 2},
        {"an empty list has none", "[]", true, "a", 0},
        {"two of one name", "[{\"id\": \"c\"}, {\"id\": \"c\"}]", false, NULL, 0},
        {"one without a name", "[{\"id\": \"c\"}, {\"n\": 1}]", false, NULL, 0},
        {"a name that is no text", "[{\"id\": 1}]", false, NULL, 0},
        {"plain values", "[\"a\"]", false, NULL, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena *arena = arena_create(1 << 16);
        struct value_names names;
        const struct json_value *value = json_values(rows[i].text, strlen(rows[i].text), 9, arena);
        if (value_names_init(&names, value, "id") != rows[i].named)
            fail_msg("%s", rows[i].why);
        const struct json_value *found = rows[i].named ? value_named(&names, rows[i].name) : NULL;
        if (rows[i].named && found != (rows[i].index < value->count ? &value->children[rows[i].index] : NULL))
            fail_msg("%s: another one", rows[i].why);
        value_names_finish(&names);
        arena_destroy(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_equal_by_what_they_say),
        cmocka_unit_test(children_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
