#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/json_merge.h"

#define SET JSON_OP_SET
#define REMOVE JSON_OP_REMOVE
#define INSERT JSON_OP_INSERT
#define MOVE JSON_OP_MOVE

static struct json_source source_of(const char *text) {
    return (struct json_source){"a.json", text, strlen(text)};
}

static const char BASE[] =
    "{\"slides\": [{\"id\": \"a\", \"head\": {\"en\": \"A\", \"da\": \"B\"}, \"days\": [1, 2]}, "
    "{\"id\": \"b\", \"head\": {\"en\": \"C\"}}], \"files\": [\"x\", \"y\"]}";
#define A(head, days) "{\"id\": \"a\", \"head\": {" head "}, \"days\": " days "}"
#define B(head) "{\"id\": \"b\", \"head\": {" head "}}"
#define FILES "\"files\": [\"x\", \"y\"]}"
#define HEAD "\"en\": \"A\", \"da\": \"B\""

struct row {
    const char *why;
    struct json_op mine, theirs;
    const char *merged;                  /* NULL: one conflict, of which is … */
    const char *path, *base, *me, *them; /* NULL: absent */
};
static const struct row ROWS[] = {
    {"two slides",
     {.kind = SET, .path = "/slides[id=a]/head/en", .value = "\"1\""},
     {.kind = SET, .path = "/slides[id=b]/head/en", .value = "\"2\""},
     "{\"slides\": [" A("\"en\": \"1\", \"da\": \"B\"", "[1, 2]") ", " B("\"en\": \"2\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"two languages of one slide, set as a whole",
     {.kind = SET, .path = "/slides[id=a]/head", .value = "{\"en\": \"1\", \"da\": \"B\"}"},
     {.kind = SET, .path = "/slides[id=a]/head/da", .value = "\"2\""},
     "{\"slides\": [" A("\"en\": \"1\", \"da\": \"2\"", "[1, 2]") ", " B("\"en\": \"C\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"the same language",
     {.kind = SET, .path = "/slides[id=a]/head/en", .value = "\"1\""},
     {.kind = SET, .path = "/slides[id=a]/head/en", .value = "\"2\""},
     NULL,
     "/slides[id=a]/head/en",
     "\"A\"",
     "\"1\"",
     "\"2\""},
    {"the same language, to the same text",
     {.kind = SET, .path = "/slides[id=b]/head/en", .value = "\"\xc3\xa6\""},
     {.kind = SET, .path = "/slides[id=b]/head/en", .value = "\"\\u00e6\""},
     "{\"slides\": [" A(HEAD, "[1, 2]") ", " B("\"en\": \"\\u00e6\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"a list of plain values is one leaf",
     {.kind = INSERT, .path = "/files[-]", .value = "\"z\""},
     {.kind = REMOVE, .path = "/files[=x]"},
     NULL,
     "/files",
     "[\"x\", \"y\"]",
     "[\"x\", \"y\", \"z\"]",
     "[\"y\"]"},
    {"that only I changed",
     {.kind = INSERT, .path = "/files[0]", .value = "\"z\""},
     {.kind = REMOVE, .path = "/slides[id=b]/head"},
     "{\"slides\": [" A(HEAD, "[1, 2]") ", {\"id\": \"b\"}], \"files\": [\"z\", \"x\", \"y\"]}",
     NULL,
     NULL,
     NULL,
     NULL},
    {"what one removed and the other changed",
     {.kind = REMOVE, .path = "/slides[id=a]"},
     {.kind = SET, .path = "/slides[id=a]/days", .value = "[3]"},
     NULL,
     "/slides[id=a]",
     A(HEAD, "[1, 2]"),
     NULL,
     A(HEAD, "[3]")},
    {"what one changed and the other removed",
     {.kind = SET, .path = "/slides[id=b]/head/en", .value = "1"},
     {.kind = REMOVE, .path = "/slides[id=b]/head"},
     NULL,
     "/slides[id=b]/head",
     "{\"en\": \"C\"}",
     "{\"en\": 1}",
     NULL},
    {"both removed it",
     {.kind = REMOVE, .path = "/slides[id=a]"},
     {.kind = REMOVE, .path = "/slides[0]"},
     "{\"slides\": [" B("\"en\": \"C\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"one removed a slide, the other changed another",
     {.kind = REMOVE, .path = "/slides[id=a]"},
     {.kind = SET, .path = "/slides[id=b]/n", .value = "6.50"},
     "{\"slides\": [{\"id\": \"b\", \"head\": {\"en\": \"C\"}, \"n\": 6.50}], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"both made different slides",
     {.kind = INSERT, .path = "/slides[id=a]+", .value = "{\"id\": \"c\"}"},
     {.kind = INSERT, .path = "/slides[0]", .value = "{\"id\": \"d\"}"},
     "{\"slides\": [{\"id\": \"d\"}, " A(HEAD, "[1, 2]") ", {\"id\": \"c\"}, " B("\"en\": \"C\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"both made the same one",
     {.kind = INSERT, .path = "/slides[-]", .value = "{\"id\": \"c\"}"},
     {.kind = INSERT, .path = "/slides[0]", .value = "{\"id\": \"c\"}"},
     "{\"slides\": [{\"id\": \"c\"}, " A(HEAD, "[1, 2]") ", " B("\"en\": \"C\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"both made one, with different days",
     {.kind = INSERT, .path = "/slides[-]", .value = "{\"id\": \"c\", \"n\": 0, \"days\": [1]}"},
     {.kind = INSERT, .path = "/slides[0]", .value = "{\"id\": \"c\", \"n\": 0, \"days\": []}"},
     NULL,
     "/slides[id=c]/days",
     NULL,
     "[1]",
     "[]"},
    {"both gave it the same new language",
     {.kind = SET, .path = "/slides[id=b]/head/da", .value = "\"1\""},
     {.kind = SET, .path = "/slides[id=b]/head/da", .value = "\"2\""},
     NULL,
     "/slides[id=b]/head/da",
     NULL,
     "\"1\"",
     "\"2\""},
    {"two new languages, in my order",
     {.kind = SET, .path = "/slides[id=b]/head", .value = "{\"da\": \"D\", \"en\": \"C\"}"},
     {.kind = SET, .path = "/slides[id=b]/head/fr", .value = "\"F\""},
     "{\"slides\": [" A(HEAD, "[1, 2]") ", " B("\"da\": \"D\", \"en\": \"C\", \"fr\": \"F\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"one moved it, the other changed it",
     {.kind = MOVE, .path = "/slides[id=a]", .to = "/slides[-]"},
     {.kind = SET, .path = "/slides[id=a]/days", .value = "[7]"},
     "{\"slides\": [" B("\"en\": \"C\"") ", " A(HEAD, "[7]") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"one moved it, the other removed it",
     {.kind = MOVE, .path = "/slides[id=a]", .to = "/slides[-]"},
     {.kind = REMOVE, .path = "/slides[id=a]"},
     "{\"slides\": [" B("\"en\": \"C\"") "], " FILES,
     NULL,
     NULL,
     NULL,
     NULL},
    {"an object became a list",
     {.kind = SET, .path = "/slides[id=b]/head", .value = "[]"},
     {.kind = SET, .path = "/slides[id=b]/head/en", .value = "\"2\""},
     NULL,
     "/slides[id=b]/head",
     "{\"en\": \"C\"}",
     "[]",
     "{\"en\": \"2\"}"},
    {"the whole",
     {.kind = SET, .path = "", .value = "[]"},
     {.kind = REMOVE, .path = "/files"},
     NULL,
     "",
     BASE,
     "[]",
     "{\"slides\": [" A(HEAD, "[1, 2]") ", " B("\"en\": \"C\"") "]}"},
};

static void judge_conflict(const struct row *row, const struct json_merged *made) {
    if (made->conflict_count != 1 || made->conflict_total != 1 || made->op_count != 0)
        fail_msg("%s: %zu conflicts", row->why, made->conflict_total);
    const char *const is[] = {made->conflicts[0].path, made->conflicts[0].base, made->conflicts[0].mine,
                              made->conflicts[0].theirs},
                      *const should[] = {row->path, row->base, row->me, row->them};
    for (size_t i = 0; i < LENGTH(is); i++)
        if (!is[i] != !should[i] || (is[i] && strcmp(is[i], should[i]) != 0))
            fail_msg("%s: %s, not %s", row->why, is[i] ? is[i] : "nothing",
                     should[i] ? should[i] : "nothing");
}

static void only_the_same_leaf_conflicts(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct row *row = &ROWS[i];
        struct fail fail = {0};
        struct arena *arena = arena_create(1 << 20);
        struct json_source base = source_of(BASE), theirs = base;
        struct json_merged made = {0};
        char *text = NULL, *merged = NULL;
        size_t size = 0;
        if (!json_edit(&base, &row->theirs, &text, &theirs.size, &fail))
            fail_msg("%s: %s", row->why, fail.text);
        theirs.text = text;
        if (!json_merge(&base, &row->mine, 1, &theirs, arena, &made, &fail))
            fail_msg("%s: %s", row->why, fail.text);
        if (!row->merged)
            judge_conflict(row, &made);
        else if (made.conflict_total > 0)
            fail_msg("%s: a conflict, %s", row->why, made.conflicts[0].path);
        else if (!json_edit_all(&theirs, made.ops, made.op_count, &merged, &size, &fail) ||
                 strcmp(merged, row->merged) != 0)
            fail_msg("%s: %s\n%s\n--- instead of\n%s", row->why, fail.text, merged ? merged : "",
                     row->merged);
        free(text);
        free(merged);
        arena_destroy(arena);
    }
}

/* An object of `count` members, malloc'd. */
static char *many(int count, int value) {
    size_t room = (size_t)count * 24 + 8, size = 0;
    char *text = malloc(room);
    for (int i = 0; i < count; i++)
        size += (size_t)snprintf(text + size, room - size, "%c\"%d\": %d", i ? ',' : '{', i, value);
    snprintf(text + size, room - size, "}");
    return text;
}

static void many_are_counted_or_refused(void **state) {
    (void)state;
    struct fail fail = {0};
    struct arena *arena = arena_create(8 << 20);
    struct json_merged made = {0};
    char *ones = many(JSON_CONFLICTS_MAX + 5, 1), *twos = many(JSON_CONFLICTS_MAX + 5, 2),
         *more = many(JSON_MERGE_OPS_MAX + 1, 1), *most = many(JSON_MERGE_OPS_MAX, 1);
    struct json_source base = source_of("{}"), theirs = source_of(ones);
    assert_true(
        json_merge(&base, &(struct json_op){.path = "", .value = twos}, 1, &theirs, arena, &made, &fail));
    assert_int_equal(made.conflict_count, JSON_CONFLICTS_MAX);
    assert_int_equal(made.conflict_total, JSON_CONFLICTS_MAX + 5);
    assert_string_equal(made.conflicts[JSON_CONFLICTS_MAX - 1].path, "/199");
    assert_true(
        json_merge(&base, &(struct json_op){.path = "", .value = most}, 1, &base, arena, &made, &fail));
    assert_int_equal(made.op_count, JSON_MERGE_OPS_MAX);
    assert_false(
        json_merge(&base, &(struct json_op){.path = "", .value = more}, 1, &base, arena, &made, &fail));
    assert_non_null(strstr(fail.text, "more than 1000 changes"));
    free(ones);
    free(twos);
    free(more);
    free(most);
    arena_destroy(arena);
}

static void what_cannot_be_done_is_said(void **state) {
    char name[JSON_PATH_MAX + 20];
    (void)state;
    struct fail fail = {0};
    struct arena *arena = arena_create(1 << 20);
    struct json_merged made = {0};
    struct json_source base = source_of("{}"), theirs = source_of("{\n[");
    assert_false(
        json_merge(&base, &(struct json_op){.kind = REMOVE, .path = "/a"}, 1, &base, arena, &made, &fail));
    assert_non_null(strstr(fail.text, "no \"a\""));
    assert_false(json_merge(&base, NULL, 0, &theirs, arena, &made, &fail));
    assert_int_equal(fail.line, 2);
    snprintf(name, sizeof name, "{\"%0*d\": 1}", JSON_PATH_MAX, 0); /* and a slash */
    assert_false(json_merge(&base, &(struct json_op){.kind = SET, .path = "", .value = name}, 1, &base, arena,
                            &made, &fail));
    assert_non_null(strstr(fail.text, "too long for a path"));
    snprintf(name, sizeof name, "{\"%0*d\": 1}", JSON_PATH_MAX - 1, 0);
    assert_true(json_merge(&base, &(struct json_op){.kind = SET, .path = "", .value = name}, 1, &base, arena,
                           &made, &fail));
    assert_int_equal(made.op_count, 1);
    arena_destroy(arena);
}

/* The ids of a list, a letter each. */
static void letters_of(const char *list, char *out) {
    for (const char *at = list; (at = strstr(at, "\"id\": \"")); at++)
        *out++ = at[7];
    *out = '\0';
}

/* Lists of elements a to h: what each made of it, and what becomes of it. */
static void my_order_is_brought_over(void **state) {
    (void)state;
    static const struct {
        const char *why, *base, *mine, *theirs, *merged;
        size_t moves; /* at most */
    } rows[] = {
        {"one moved to the end", "abcd", "bcda", "abcd", "bcda", 1},
        {"one moved to the front", "abcd", "dabc", "abcd", "dabc", 1},
        {"all turned round", "abcd", "dcba", "abcd", "dcba", 3},
        {"they put some in", "abcd", "bcda", "aebfcd", "ebfcda", 1},
        {"they took some out", "abcd", "dcba", "ac", "ca", 1},
        {"I put some in and moved some", "abcd", "eadbfc", "abcd", "eadbfc", 3},
        {"I put one in, they moved some", "abcd", "abecd", "dcba", "dcbea", 1},
        {"both moved some: mine stands", "abcd", "bacd", "abdc", "bacd", 2},
        {"into an empty list", "", "ab", "", "ab", 2},
        {"both into an empty list", "", "ab", "cd", "abcd", 2},
        {"only they moved some", "abcd", "abcd", "dcba", "dcba", 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *const letters[] = {rows[i].base, rows[i].mine, rows[i].theirs, rows[i].merged};
        char texts[LENGTH(letters)][200], ids[40] = "";
        for (size_t k = 0; k < LENGTH(letters); k++) {
            size_t size = (size_t)sprintf(texts[k], "[");
            for (const char *at = letters[k]; *at; at++)
                size +=
                    (size_t)sprintf(texts[k] + size, "%s{\"id\": \"%c\"}", at > letters[k] ? ", " : "", *at);
            sprintf(texts[k] + size, "]");
        }
        struct fail fail = {0};
        struct arena *arena = arena_create(1 << 20);
        struct json_merged made = {0};
        struct json_source base = source_of(texts[0]), theirs = source_of(texts[2]);
        char *merged = NULL;
        size_t size;
        if (!json_merge(&base, &(struct json_op){.path = "", .value = texts[1]}, 1, &theirs, arena, &made,
                        &fail) ||
            !json_edit_all(&theirs, made.ops, made.op_count, &merged, &size, &fail))
            fail_msg("%s: %s", rows[i].why, fail.text);
        letters_of(merged, ids);
        if (strcmp(ids, rows[i].merged) != 0 || made.op_count > rows[i].moves)
            fail_msg("%s: %s with %zu operations, not %s", rows[i].why, merged, made.op_count,
                     rows[i].merged);
        free(merged);
        arena_destroy(arena);
    }
}

/* A path names an element by its id; a list with one that is too long for that is a leaf. */
static void long_ids_make_a_leaf(void **state) {
    (void)state;
    for (int bytes = 99; bytes <= 102; bytes++) {
        char text[300];
        struct fail fail = {0};
        struct arena *arena = arena_create(1 << 20);
        struct json_merged made = {0};
        snprintf(text, sizeof text, "[{\"id\": \"%0*d\"}, {\"id\": \"b\"}]", bytes, 0);
        struct json_source base = source_of(text), theirs = base;
        char *out = NULL;
        assert_true(json_edit(&base, &(struct json_op){.kind = SET, .path = "[0]/n", .value = "1"}, &out,
                              &theirs.size, &fail));
        theirs.text = out;
        assert_true(json_merge(&base, &(struct json_op){.kind = SET, .path = "[1]/n", .value = "2"}, 1,
                               &theirs, arena, &made, &fail));
        assert_int_equal(made.conflict_total, bytes > 100);
        assert_string_equal(bytes > 100 ? made.conflicts[0].path : made.ops[0].path,
                            bytes > 100 ? "" : "[id=b]/n");
        free(out);
        arena_destroy(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_same_leaf_conflicts), cmocka_unit_test(my_order_is_brought_over),
        cmocka_unit_test(long_ids_make_a_leaf),         cmocka_unit_test(many_are_counted_or_refused),
        cmocka_unit_test(what_cannot_be_done_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
