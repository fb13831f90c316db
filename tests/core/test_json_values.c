#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/base/json_values.h"

/* Is it the same, value by value? */
static bool same(const json_t *a, const struct json_value *b);

static bool same_members(const json_t *a, const struct json_value *b) {
    if (!value_is(b, VALUE_OBJECT) || json_object_size(a) != b->count)
        return false;
    size_t i = 0;
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)a, key, member) {
        const struct json_value *other = &b->children[i++];
        if (strcmp(other->key, key) != 0 || !same(member, other) || value_member(b, key) != other)
            return false;
    }
    return true;
}

static bool same_items(const json_t *a, const struct json_value *b) {
    if (!value_is(b, VALUE_LIST) || json_array_size(a) != value_length(b))
        return false;
    for (size_t i = 0; i < json_array_size(a); i++)
        if (!same(json_array_get(a, i), value_item(b, i)))
            return false;
    return true;
}

static bool same(const json_t *a, const struct json_value *b) {
    switch (json_typeof(a)) {
    case JSON_OBJECT:
        return same_members(a, b);
    case JSON_ARRAY:
        return same_items(a, b);
    case JSON_STRING:
        return value_is(b, VALUE_TEXT) && b->count == json_string_length(a) &&
               memcmp(b->text, json_string_value(a), b->count + 1) == 0;
    case JSON_INTEGER:
        return value_is(b, VALUE_WHOLE) && b->whole == json_integer_value(a) &&
               value_number(b) >= json_number_value(a) && value_number(b) <= json_number_value(a);
    case JSON_REAL:
        return value_is(b, VALUE_REAL) &&
               memcmp(&b->real, &(double){json_real_value(a)}, sizeof b->real) == 0;
    case JSON_TRUE:
        return value_is(b, VALUE_TRUE);
    case JSON_FALSE:
        return value_is(b, VALUE_FALSE);
    case JSON_NULL:
        break;
    }
    return value_is(b, VALUE_NULL);
}

/* Takes what jansson takes, and as the same. True: taken. */
static bool compare(const char *text, size_t size) {
    json_t *theirs = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    struct arena *arena = arena_create(1 << 24);
    char *tight = malloc(size); /* a byte too far is seen */
    if (size > 0)
        memcpy(tight, text, size);
    const struct json_value *ours = json_values(tight, size, JSON_DEPTH_MAX, arena);
    bool taken = theirs != NULL;
    if (taken != (ours != NULL) || (taken && !same(theirs, ours)))
        fail_msg("%.*s: %s by jansson", (int)size, text, taken ? "taken" : "refused");
    free(tight);
    arena_destroy(arena);
    json_decref(theirs);
    return taken;
}

static void what_is_taken_is_what_the_library_takes(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        " ",
        "1",
        "\"a\"",
        "null",
        "{}",
        "[]",
        " [ ] \r\n\t",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "[}",
        "{]",
        "[",
        "{",
        "[[[",
        "]",
        "[]]",
        "[] []",
        "[]x",
        "[\f]",
        "[0,-0,1,-1,10,123456789012345678,999999999999999999,1234567890123456789,9223372036854775807]",
        "[9223372036854775808]",
        "[-9223372036854775808]",
        "[-9223372036854775809]",
        "[01]",
        "[-01]",
        "[-]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[1.5,-0.0,1e5,1E+5,1e-5,0e0,12.25e1]",
        "[1e]",
        "[1e+]",
        "[1e400]",
        "[-1e400]",
        "[1e-400]",
        "[1.5.5]",
        "[1-1]",
        "[0x1]",
        "[1e5e5]",
        "[NaN]",
        "[Infinity]",
        "[true,false,null]",
        "[tru]",
        "[truex]",
        "[True]",
        "[nul",
        "[1true]",
        "[\"a\"\"b\"]",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e6\\u20AC\\ud83c\\udf84\"]",
        "[\"\\u0000\"]",
        "[\"\\ud83c\"]",
        "[\"\\udf84\"]",
        "[\"\\ud83c\\u0041\"]",
        "[\"\\ud83cx\"]",
        "[\"\\u12g4\"]",
        "[\"\\u12\"]",
        "[\"\\x\"]",
        "[\"\\\"]",
        "[\"\\",
        "[\"",
        "[\"\t\"]",
        "[\"\n\"]",
        "[\"\x7f\"]",
        "[\"\xc3\xb8 \xf0\x9f\x8e\x84\"]",
        "[\"\xc3\"]",
        "[\"\xc0\x80\"]",
        "[\"\xed\xa0\x80\"]",
        "[\"\xf4\x90\x80\x80\"]",
        "[\"\xe2\x82\"]",
        "[\"\xff\"]",
        "[\xc3\xb8]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"\":1}",
        "{\"a\":{\"a\":1},\"b\":{\"a\":[{\"a\":2}]}}",
        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"k\":1,\"l\":1,"
        "\"m\":1,\"n\":1,\"o\":1,\"p\":1,"
        "\"q\":1,\"r\":1}",
        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"k\":1,\"l\":1,"
        "\"m\":1,\"n\":1,\"o\":1,\"p\":1,"
        "\"q\":1,\"b\":1}"};
    for (size_t i = 0; i < LENGTH(texts); i++)
        compare(texts[i], strlen(texts[i]));
    compare("[\0]", 3);
    compare("[\"\0\"]", 5);
    compare("[]\0", 3);
}

static uint32_t draw(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A text with bytes changed, left out and put in: each is taken or refused as jansson does. */
static void changed_texts_are_judged_alike(void **state) {
    (void)state;
    static const char seed_text[] = "{\"name\": {\"en\": \"Lake \\\"A\\\"\", \"da\": \"S\xc3\xb8 "
                                    "\\u00e5\\ud83c\\udf84\"},\n \"when\": {\"hours\": "
                                    "[[\"08:00\", \"24:00\"], []]}, \"n\": [0, -12, 3.25e2, 1e3, 123456789], "
                                    "\"t\": [true, false, null, {}]}";
    static const char bytes[] = "\"\"\\{}[],,::0019-+.eEut \nafl\xc3\xb8\xf0\x01";
    uint32_t seed = 7, taken = 0;
    for (int round = 0; round < 60000; round++) {
        char text[sizeof seed_text + 8];
        size_t size = sizeof seed_text - 1;
        memcpy(text, seed_text, size);
        for (uint32_t changes = 1 + draw(&seed) % 3; changes > 0; changes--) {
            size_t at = draw(&seed) % size;
            char byte = bytes[draw(&seed) % (sizeof bytes - 1)];
            uint32_t how = draw(&seed) % 3;
            if (how == 0) {
                text[at] = byte;
            } else if (how == 1) {
                memmove(text + at, text + at + 1, --size - at);
            } else {
                memmove(text + at + 1, text + at, size++ - at);
                text[at] = byte;
            }
        }
        taken += compare(text, size);
    }
    assert_in_range(taken, 5000, 55000); /* both were seen */
}

static void values_know_their_places(void **state) {
    (void)state;
    static const char text[] =
        "{\"a\": [1,\n\t\"\xc3\xb8\xf0\x9f\x8e\x84\", \"\\u00e6\", {\"b\": null}],\r\n\"c\" :\n true}";
    struct arena *arena = arena_create(1 << 16);
    const struct json_value *root = json_values(text, sizeof text - 1, 3, arena);
    assert_non_null(root);
    const struct json_value *list = value_member(root, "a"), *b = value_member(value_item(list, 3), "b"),
                            *c = value_member(root, "c");
    const struct {
        const struct json_value *value;
        struct json_spot spot, key;
    } rows[] = {{root, {1, 1}, {1, 1}},
                {list, {1, 7}, {1, 2}},
                {value_item(list, 0), {1, 8}, {1, 8}},
                {value_item(list, 1), {2, 2}, {2, 2}},
                {value_item(list, 2), {2, 8}, {2, 8}},
                {b, {2, 24}, {2, 19}},
                {c, {4, 2}, {3, 1}}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(rows[i].value->spot.line, rows[i].spot.line);
        assert_int_equal(rows[i].value->spot.column, rows[i].spot.column);
        assert_int_equal(rows[i].value->key_spot.line, rows[i].key.line);
        assert_int_equal(rows[i].value->key_spot.column, rows[i].key.column);
    }
    assert_memory_equal(text + b->at, "null", 4);
    assert_null(json_values(text, sizeof text - 1, 2, arena));
    assert_false(arena_refused(arena)); /* too deep is no want of memory */
    arena_destroy(arena);
}

static void want_of_memory_is_told_apart(void **state) {
    (void)state;
    struct arena *arena = arena_create(64);
    assert_null(json_values("[[1, 2, 3]]", 11, 9, arena));
    assert_true(arena_refused(arena));
    arena_destroy(arena);
}

static void what_is_absent_has_no_value(void **state) {
    (void)state;
    struct arena *arena = arena_create(1 << 16);
    const struct json_value *root = json_values("{\"a\": \"1\"}", 10, 9, arena), *a = value_member(root, "a");
    assert_null(value_member(root, "b"));
    assert_null(value_member(a, "b"));
    assert_null(value_item(root, 0));
    assert_null(value_item(NULL, 0));
    assert_null(value_text(root));
    assert_false(value_is(NULL, VALUE_NULL));
    assert_false(value_is_number(a));
    assert_int_equal(value_length(root), 0);
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_what_the_library_takes),
        cmocka_unit_test(changed_texts_are_judged_alike),
        cmocka_unit_test(values_know_their_places),
        cmocka_unit_test(want_of_memory_is_told_apart),
        cmocka_unit_test(what_is_absent_has_no_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
