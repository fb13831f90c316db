/* What leads from one text to another: as few and as small operations as can be, and doing them gives it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/base/json_diff.h"
#include "support/site_folder.h"

static struct json_source source_of(const char *file, const char *text) {
    return (struct json_source){file, text, strlen(text)};
}

/* "set /a 1|remove /b|…"; fails when the operations do not lead from one to the other. */
static void diff(const char *from, const char *to, char *words, size_t size, size_t *count) {
    struct fail fail = {0};
    struct arena *arena = arena_create(8 << 20);
    struct json_source a = source_of("a", from), b = source_of("b", to);
    struct json_differences differences = {0};
    char *made = NULL;
    size_t length = 0, used = 0;
    static const char *const names[] = {"set", "remove", "insert", "move"};
    if (!json_diff(&a, &b, arena, &differences, &fail))
        fail_msg("%s", fail.text);
    struct json_op *ops = calloc(differences.count + 1, sizeof *ops);
    words[0] = '\0';
    for (size_t i = 0; i < differences.count; i++) {
        struct json_span span;
        bool there =
            json_edit_span(differences.items[i].before ? &a : &b, differences.items[i].path, &span, NULL);
        if (!there)
            fail_msg("%s is not there", differences.items[i].path);
        ops[i] = differences.items[i].op;
        int n = snprintf(words + used, size - used, "%s%s %s%s%s", i ? "|" : "", names[ops[i].kind],
                         ops[i].path, ops[i].value || ops[i].to ? " " : "",
                         ops[i].value ? ops[i].value
                         : ops[i].to  ? ops[i].to
                                      : "");
        used = used + (size_t)n < size ? used + (size_t)n : size - 1;
    }
    *count = differences.count;
    if (!json_edit_all(&a, ops, differences.count, &made, &length, &fail))
        fail_msg("%s\n%s", fail.text, words);
    json_t *got = json_loadb(made, length, 0, NULL), *want = json_loads(to, 0, NULL);
    if (!json_equal(got, want))
        fail_msg("%s\nmakes %s\nnot %s", words, made, to);
    json_decref(got);
    json_decref(want);
    free(made);
    free(ops);
    arena_destroy(arena);
}

static void tells_what_differs(void **state) {
    static const struct {
        const char *from, *to, *words, *reason;
    } rows[] = {
        {"{\"a\": 1}", "{ \"a\":1 }", "", "spelling is no difference"},
        {"{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"a\": 1}", "", "nor is the order of members"},
        {"{\"t\": {\"da\": \"x\", \"en\": \"y\"}}", "{\"t\": {\"da\": \"z\", \"en\": \"y\"}}",
         "set /t/da \"z\"", "the smallest value"},
        {"{\"a\": 1}", "{\"b\": 1}", "remove /a|set /b 1", "members"},
        {"{\"a/b\": {\"[~]\": 1}}", "{\"a/b\": {\"[~]\": 2}}", "set /a~1b/~2~0~3 2", "names are escaped"},
        {"[{\"id\": \"a\", \"n\": 1}, {\"id\": \"b\"}]", "[{\"id\": \"b\"}, {\"id\": \"a\", \"n\": 2}]",
         "move [id=a] [id=b]+|set [id=a]/n 2", "an element goes where it is, and changes in itself"},
        {"[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}]",
         "[{\"id\": \"b\"}, {\"id\": \"c\"}, {\"id\": \"a\"}]", "move [id=a] [id=c]+",
         "one has moved, not two"},
        {"[{\"id\": \"a\"}]", "[{\"id\": \"n\"}, {\"id\": \"a\"}]", "insert [id=a] {\"id\": \"n\"}",
         "at the front: before the first that stays"},
        {"[{\"id\": \"a\"}, {\"id\": \"b\"}]", "[{\"id\": \"a\"}]", "remove [id=b]", "gone"},
        {"[]", "[{\"id\": \"a\"}, {\"id\": \"b\"}]",
         "insert [-] {\"id\": \"a\"}|insert [id=a]+ {\"id\": \"b\"}", "into an empty list"},
        {"{\"z\": [\"p\", \"q\"]}", "{\"z\": [\"q\", \"r\"]}", "remove /z[=p]|insert /z[=q]+ \"r\"",
         "texts name themselves"},
        {"{\"z\": [\"p\", \"p\"]}", "{\"z\": [\"p\"]}", "set /z [\"p\"]", "but not when one stands twice"},
        {"{\"at\": [0, 1]}", "{\"at\": [0, 2]}", "set /at [0, 2]", "numbers have no names"},
        {"[{\"id\": \"a\"}, {\"id\": \"a\"}]", "[{\"id\": \"a\"}]", "set  [{\"id\": \"a\"}]",
         "an id that stands twice is none"},
        {"{\"a\": {\"b\": 1}}", "{\"a\": [1]}", "set /a [1]", "another kind of value"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char words[1000];
        size_t count;
        diff(rows[i].from, rows[i].to, words, sizeof words, &count);
        if (strcmp(words, rows[i].words) != 0)
            fail_msg("%s:\n%s\nnot\n%s", rows[i].reason, words, rows[i].words);
    }
}

static void every_file_of_the_site_becomes_every_other(void **state) {
    static const char *const names[] = {"playlists/raadhus.json",     "playlists/bibliotek.json",
                                        "playlists/welcome.json",     "playlists/guide/policy.json",
                                        "playlists/guide/guide.json", "playlists/site.json"};
    char *texts[LENGTH(names)];
    (void)state;
    for (size_t i = 0; i < LENGTH(names); i++) {
        size_t size;
        assert_true(site_folder_read((void *)SITE_DIR, names[i], 1 << 20, &texts[i], &size, NULL));
    }
    for (size_t i = 0; i < LENGTH(names); i++)
        for (size_t k = 0; k < LENGTH(names); k++) {
            char words[200];
            size_t count;
            diff(texts[i], texts[k], words, sizeof words, &count);
            assert_int_equal(count == 0, i == k);
        }
    for (size_t i = 0; i < LENGTH(names); i++)
        free(texts[i]);
}

static void what_is_no_json_is_said(void **state) {
    struct json_source good = source_of("good", "{}"), bad = source_of("bad", "{");
    struct json_differences differences;
    struct arena *arena = arena_create(1 << 20);
    struct fail fail = {0};
    (void)state;
    assert_false(json_diff(&bad, &good, arena, &differences, &fail));
    assert_string_equal(fail.file, "bad");
    assert_false(json_diff(&good, &bad, arena, &differences, &fail));
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_differs),
        cmocka_unit_test(every_file_of_the_site_becomes_every_other),
        cmocka_unit_test(what_is_no_json_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
