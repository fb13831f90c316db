#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/json_edit.h"

#define SET JSON_OP_SET
#define REMOVE JSON_OP_REMOVE
#define INSERT JSON_OP_INSERT
#define MOVE JSON_OP_MOVE

/* malloc'd; NULL: refused. */
static char *edited(const char *text, size_t size, const struct json_op *op, struct fail *fail) {
    char *out = NULL;
    size_t out_size = 0;
    struct json_source source = {"a.json", text, size};
    if (!json_edit(&source, op, &out, &out_size, fail))
        return NULL;
    assert_int_equal(strlen(out), out_size);
    return out;
}

/* And undone again. */
static void expect(const char *why, const char *text, const struct json_op *op, const char *expected) {
    struct fail fail = {0};
    struct arena *arena = arena_create(1 << 20);
    struct json_op undo;
    char *out = edited(text, strlen(text), op, &fail);
    if (!out || strcmp(out, expected) != 0)
        fail_msg("%s: %s\n%s\n--- instead of\n%s", why, fail.text, out ? out : "(refused)", expected);
    if (!json_edit_inverse(&(struct json_source){"a.json", text, strlen(text)}, op, arena, &undo, &fail))
        fail_msg("%s: no inverse: %s", why, fail.text);
    char *back = edited(out, strlen(out), &undo, &fail);
    if (!back || strcmp(back, text) != 0)
        fail_msg("%s: undone it is\n%s\n--- instead of\n%s\n%s", why, back ? back : fail.text, text,
                 undo.path);
    free(back);
    free(out);
    arena_destroy(arena);
}

#define SLIDES                                                                                               \
    "{\n"                                                                                                    \
    "  \"slides\": [\n"                                                                                      \
    "    {\n"                                                                                                \
    "      \"id\": \"welcome\",\n"                                                                           \
    "      \"headline\": {\"en\": \"Welcome\", \"da\": \"Velkommen\"}\n"                                     \
    "    },\n"                                                                                               \
    "\n"                                                                                                     \
    "    {\n"                                                                                                \
    "      \"id\": \"ask\",\n"                                                                               \
    "      \"dwell_seconds\": 6.50\n"                                                                        \
    "    }\n"                                                                                                \
    "  ]\n"                                                                                                  \
    "}\n"
#define LONG "Ballerup Kommune har mange tilbud til nye borgere fra hele verden, og alle er velkomne"

static void edits(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        enum json_op_kind kind;
        const char *path, *value, *expected; /* of move: `value` is where to */
    } rows[] = {
        {"one text of one language", SLIDES, SET, "/slides[id=welcome]/headline/da", "\"Goddag\"",
         "{\n  \"slides\": [\n    {\n      \"id\": \"welcome\",\n      \"headline\": {\"en\": \"Welcome\", "
         "\"da\": "
         "\"Goddag\"}\n    },\n\n    {\n      \"id\": \"ask\",\n      \"dwell_seconds\": 6.50\n    }\n  "
         "]\n}\n"},
        {"the same number, spelt otherwise, changes nothing", SLIDES, SET, "/slides[id=ask]/dwell_seconds",
         "6.5", SLIDES},
        {"the same object in another order changes nothing", SLIDES, SET, "/slides[id=welcome]/headline",
         "{\"da\":\"Velkommen\",\"en\":\"Welcome\"}", SLIDES},
        {"a language that is missing stands on the line of the others", "{\"a\": {\"en\": \"A\"}}\n", SET,
         "/a/da", "\"B\"", "{\"a\": {\"en\": \"A\", \"da\": \"B\"}}\n"},
        {"objects that are missing are made", "{\n  \"a\": 1\n}\n", SET, "/b/c/da", "\"B\"",
         "{\n  \"a\": 1,\n  \"b\": {\"c\": {\"da\": \"B\"}}\n}\n"},
        {"a value that fits is written on one line", "{\n  \"a\": 1\n}\n", SET, "/a",
         "{\n\"b\":[1,\n2 ] , \"c\":{}}", "{\n  \"a\": {\"b\": [1, 2], \"c\": {}}\n}\n"},
        {"a value that does not fit is broken", "{\n  \"a\": 1\n}\n", SET, "/a",
         "{\"en\":\"" LONG "\",\"da\":\"B\", \"n\": [1,2]}",
         "{\n  \"a\": {\n    \"en\": \"" LONG "\",\n    \"da\": \"B\",\n    \"n\": [1, 2]\n  }\n}\n"},
        {"in a file on one line it is not", "{\"a\": 1}", SET, "/a",
         "{\"en\":\"" LONG "\",\"da\":\"" LONG "\"}",
         "{\"a\": {\"en\": \"" LONG "\", \"da\": \"" LONG "\"}}"},
        {"objects in a list have their own lines", "{\n  \"slides\": []\n}\n", INSERT, "/slides[-]",
         "{\"id\":\"a\"}", "{\n  \"slides\": [\n    {\"id\": \"a\"}\n  ]\n}\n"},
        {"texts in an empty list do not", "{\n  \"a\": [\n  ]\n}\n", INSERT, "/a[-]", "\"b\"",
         "{\n  \"a\": [\"b\"]\n}\n"},
        {"an empty object on one line stays on it", "{ \"a\": { } }", SET, "/a/b", "[{}]",
         "{ \"a\": {\"b\": [{}]} }"},
        {"at the end, without the blank line of some", "[\n  1,\n\n  2,\n  3\n]", INSERT, "[-]", "4",
         "[\n  1,\n\n  2,\n  3,\n  4\n]"},
        {"where all have blank lines, it has one", "[\n  1,\n\n  2,\n\n  3\n]", INSERT, "[3]", "4",
         "[\n  1,\n\n  2,\n\n  3,\n\n  4\n]"},
        {"before an element", "[\n  {\"id\": \"a\"},\n  {\"id\": \"b\"}\n]", INSERT, "[id=b]",
         "{\"id\": \"c\"}", "[\n  {\"id\": \"a\"},\n  {\"id\": \"c\"},\n  {\"id\": \"b\"}\n]"},
        {"behind an element", "[\n  {\"id\": \"a\"},\n  {\"id\": \"b\"}\n]", INSERT, "[id=a]+",
         "{\"id\": \"c\"}", "[\n  {\"id\": \"a\"},\n  {\"id\": \"c\"},\n  {\"id\": \"b\"}\n]"},
        {"as the first", "[\n  {\"id\": \"a\"}\n]", INSERT, "[id=a]", "{\"id\": \"c\"}",
         "[\n  {\"id\": \"c\"},\n  {\"id\": \"a\"}\n]"},
        {"behind the only one", "[\n\n    1\n\n]", INSERT, "[0]+", "2", "[\n\n    1,\n    2\n\n]"},
        {"in a compact file it stays compact", "{\"a\":1,\"b\":[1,2]}", SET, "/c", "true",
         "{\"a\":1,\"b\":[1,2],\"c\":true}"},
        {"also behind a single member", "{\"a\":1}", SET, "/c", "true", "{\"a\":1,\"c\":true}"},
        {"commas in front stay in front", "[ 1\n, 2\n]", INSERT, "[-]", "3", "[ 1\n, 2\n, 3\n]"},
        {"tabs indent as the file does", "{\n\t\"a\": 1\n}", SET, "/a", "[{\"b\": 1}]",
         "{\n\t\"a\": [\n\t\t{\"b\": 1}\n\t]\n}"},
        {"CRLF breaks lines where the file does", "{\r\n  \"a\": 1\r\n}\r\n", SET, "/a", "[{\"b\": 1}]",
         "{\r\n  \"a\": [\r\n    {\"b\": 1}\r\n  ]\r\n}\r\n"},
        {"a new member in a CRLF file", "{\r\n  \"a\": 1\r\n}", SET, "/b", "2",
         "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}"},
        {"a byte order mark stays", "\xEF\xBB\xBF{\"a\": 1}", SET, "/a", "2", "\xEF\xBB\xBF{\"a\": 2}"},
        {"an element goes with its blank line", SLIDES, REMOVE, "/slides[id=ask]", NULL,
         "{\n  \"slides\": [\n    {\n      \"id\": \"welcome\",\n      \"headline\": {\"en\": \"Welcome\", "
         "\"da\": "
         "\"Velkommen\"}\n    }\n  ]\n}\n"},
        {"the first goes with the comma behind it", "[ 1 , 2]", REMOVE, "[0]", NULL, "[ 2]"},
        {"the only one leaves nothing", "{\n  \"a\": [\n    1\n  ]\n}", REMOVE, "/a[0]", NULL,
         "{\n  \"a\": []\n}"},
        {"a member in the middle", "{\"a\" : 1, \"b\"\t:2 ,\"c\":3}", REMOVE, "/b", NULL,
         "{\"a\" : 1 ,\"c\":3}"},
        {"an element moves in its list", "[\n  1,\n\n  2,\n  3\n]", MOVE, "[0]", "[-]",
         "[\n  2,\n  3,\n  1\n]"},
        {"to where it is", "[\n  1,\n\n  2\n]", MOVE, "[=1]", "[=1]+", "[\n  1,\n\n  2\n]"},
        {"to another list, its lines indented as there",
         "{\n  \"a\": {\n    \"b\": [\n      {\n        \"id\": \"x\"\n"
         "      }\n    ]\n  },\n  \"c\": [\n    2\n  ]\n}",
         MOVE, "/a/b[id=x]", "/c[0]",
         "{\n  \"a\": {\n    \"b\": []\n  },\n  \"c\": [\n    {\n      \"id\": \"x\"\n    },\n    2\n  ]\n}"},
        {"into an element behind it in the same list", "[1, [2], 3]", MOVE, "[0]", "[1][0]", "[[1, 2], 3]"},
        {"out of a list into the one around it", "[[1, 2], 3]", MOVE, "[0][1]", "[0]", "[2, [1], 3]"},
        {"~0 to ~3 are characters of a name", "{\"~/[]\": 1}", SET, "/~0~1~2~3", "2", "{\"~/[]\": 2}"},
        {"a name may be empty, or spelt otherwise", "{\"\": {\"\\u00e6\": 1}}", SET, "//\xc3\xa6", "2",
         "{\"\": {\"\\u00e6\": 2}}"},
        {"~4 parts a name from its value", "[{\"a=b\": \"c=d\", \"n\": 1}]", SET, "[a~4b=c=d]/n", "2",
         "[{\"a=b\": \"c=d\", \"n\": 2}]"},
        {"an element by a number, as it is spelt", "[{\"n\": 1.50}, {\"n\": 1.5}]", REMOVE, "[n=1.50]", NULL,
         "[{\"n\": 1.5}]"},
        {"a new name is escaped", "{\"a\": 1}", SET, "/q\"\\\x01\n", "2",
         "{\"a\": 1, \"q\\\"\\\\\\u0001\\n\": 2}"},
        {"the whole", "{\"a\": 1}\n", SET, "", "[1]", "[1]\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bool move = rows[i].kind == MOVE;
        struct json_op op = {.kind = rows[i].kind, .path = rows[i].path};
        *(move ? &op.to : &op.value) = rows[i].value;
        expect(rows[i].why, rows[i].text, &op, rows[i].expected);
    }
}

static void new_members_stand_in_a_given_order(void **state) {
    (void)state;
    static const char *const order[] = {"id", "type", "headline", "body"};
    static const struct {
        const char *why, *text, *path, *expected;
    } rows[] = {
        {"behind the nearest before it", "{\"id\": 1, \"type\": 2, \"body\": 3, \"x\": 4}", "/headline",
         "{\"id\": 1, \"type\": 2, \"headline\": 0, \"body\": 3, \"x\": 4}"},
        {"none before it: before the nearest behind it", "{\"x\": 4, \"body\": 3, \"headline\": 1}", "/type",
         "{\"x\": 4, \"body\": 3, \"type\": 0, \"headline\": 1}"},
        {"none of them is there", "{\"x\": 4}", "/type", "{\"x\": 4, \"type\": 0}"},
        {"its name is not among them", "{\"id\": 1, \"x\": 4}", "/y", "{\"id\": 1, \"x\": 4, \"y\": 0}"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(rows[i].why, rows[i].text,
               &(struct json_op){SET, rows[i].path, NULL, "0", order, LENGTH(order), {0}}, rows[i].expected);
}

static void refused_with_a_place_and_what_to_do(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        enum json_op_kind kind;
        const char *path, *value;
        int line, column;
        const char *says;
    } rows[] = {
        {"no JSON", "{\n  \"a\" 1}", SET, "/a", "2", 2, 7, "a colon is missing"},
        {"a key twice", "{\"a\": 1,\n\"a\": 2}", SET, "/a", "2", 2, 3, "duplicate"},
        {"no member", "{\n  \"a\": {}}", REMOVE, "/a/b", NULL, 2, 8, "there is no \"b\""},
        {"no element", "{\n  \"a\": [{\"id\": \"x\"}]}", SET, "/a[id=y]/b", "2", 2, 8, "has the id \"y\""},
        {"two elements", "[{\"id\": \"x\"},\n {\"id\": \"x\"}]", SET, "[id=x]/b", "2", 2, 2, "line 1"},
        {"too high a number", "[1,2]", SET, "[2]", "3", 1, 1, "has 2 elements"},
        {"too high a position", "[1,2]", INSERT, "[3]", "3", 1, 1, "has 2 elements"},
        {"a position is no element", "[1,2]", SET, "[-]", "3", 1, 1, "[-] and +"},
        {"behind is no element", "[1,2]", REMOVE, "[0]+", NULL, 1, 1, "[-] and +"},
        {"a list has no members", "[1,2]", SET, "/a", "3", 1, 1, "this is a list"},
        {"an object has no elements", "{\"a\": {}}", SET, "/a[0]", "3", 1, 7, "this is an object"},
        {"a text has neither", "{\"a\": \"b\"}", SET, "/a/b", "3", 1, 7, "the path ends here"},
        {"a list cannot be guessed", "{\"a\": {}}", SET, "/a/b[0]", "3", 1, 7, "no list to go on with"},
        {"it is there", "{\"a\":\n 1}", INSERT, "/a", "2", 2, 2, "is there already"},
        {"no value", "{\"a\": 1}", SET, "/a", "{\"b\" 1}", 1, 7, "line 1, column 6: a colon"},
        {"two values", "{\"a\": 1}", SET, "/a", "1, 2", 1, 7, "column 2"},
        {"brackets that end too early", "{\"a\": 1}", SET, "/a", "1], [2", 1, 7, "column 2"},
        {"members smuggled into what is made", "{\"a\": {}}", SET, "/a/b/c", "1, \"d\": 2", 1, 7, "column 2"},
        {"a value with a key twice", "{\"a\": 1}", SET, "/a", "{\"b\": 1, \"b\": 2}", 1, 7, "duplicate"},
        {"a value that is missing", "{\"a\": 1}", SET, "/a", NULL, 0, 0, "missing"},
        {"the whole is a text", "{\"a\": 1}", SET, "", "\"b\"", 1, 1, "an object or a list"},
        {"the whole is removed", "{\"a\": 1}", REMOVE, "", NULL, 1, 1, "cannot be removed"},
        {"a member is moved", "{\"a\": 1, \"b\": []}", MOVE, "/a", "/b[-]", 1, 7, "only an element"},
        {"to a member", "{\"a\": [1], \"b\": {}}", MOVE, "/a[0]", "/b/c", 1, 8, "into a list"},
        {"into itself", "[[1], 2]", MOVE, "[0]", "[0][0]", 1, 2, "into itself"},
        {"nowhere", "[1]", MOVE, "[0]", NULL, 0, 0, "a path is missing"},
        {"a path without a slash", "{\"a\": 1}", SET, "a", "2", 0, 0, "character 1"},
        {"a tilde alone", "{\"a\": 1}", SET, "/a~", "2", 0, 0, "~0"},
        {"an open bracket", "[1]", SET, "[0", "2", 0, 0, "character"},
        {"a bracket in a name", "{\"a\": 1}", SET, "/a]", "2", 0, 0, "~3"},
        {"words in brackets", "[1]", SET, "[first]", "2", 0, 0, "[id=NAME]"},
        {"something behind a plus", "[1]", INSERT, "[0]+/a", "2", 0, 0, "behind a +"},
        {"bytes that are no text", "{\"a\": 1}", SET, "/\xff", "2", 0, 0, "UTF-8"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct json_op op = {.kind = rows[i].kind, .path = rows[i].path};
        *(op.kind == MOVE ? &op.to : &op.value) = rows[i].value;
        char *out = edited(rows[i].text, strlen(rows[i].text), &op, &fail);
        if (out || !strstr(fail.text, rows[i].says) || fail.line != rows[i].line ||
            fail.column != rows[i].column)
            fail_msg("%s: %s:%d:%d: %s", rows[i].why, out ? out : "refused", fail.line, fail.column,
                     fail.text);
    }
}

/* `depth` lists in each other, malloc'd. */
static char *nested(size_t depth) {
    char *text = calloc(1, depth * 2 + 1);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    return text;
}

static void limits_hold(void **state) {
    (void)state;
    struct fail fail = {0};
    char *most = nested(JSON_EDIT_DEPTH_MAX), *more = nested(JSON_EDIT_DEPTH_MAX + 1),
         path[4 * JSON_PATH_MAX] = "", *less = nested(JSON_EDIT_DEPTH_MAX - 1), *out;
    assert_null(edited(more, strlen(more), &(struct json_op){SET, "", NULL, "[]", NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "more than 64"));
    out = edited("{}", 2, &(struct json_op){SET, "/a", NULL, less, NULL, 0, {0}}, &fail);
    assert_non_null(out);
    free(out);
    assert_null(edited("{}", 2, &(struct json_op){SET, "/a", NULL, most, NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "more than 64"));
    assert_null(edited("{}", 2, &(struct json_op){SET, "/a/b", NULL, less, NULL, 0, {0}}, &fail));
    char *deep = nested(JSON_EDIT_DEPTH_MAX - 2), text[400];
    snprintf(text, sizeof text, "{\"a\": [%s], \"b\": [[]]}", deep);
    assert_null(
        edited(text, strlen(text), &(struct json_op){MOVE, "/a[0]", "/b[0][-]", NULL, NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "more than 64"));
    out = edited(text, strlen(text), &(struct json_op){MOVE, "/a[0]", "/b[-]", NULL, NULL, 0, {0}}, &fail);
    assert_non_null(out);
    free(out);
    free(deep);
    for (int i = 0; i < JSON_EDIT_DEPTH_MAX; i++)
        strcat(path, "[0]");
    assert_null(edited(most, strlen(most), &(struct json_op){REMOVE, path, NULL, NULL, NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "has 0 elements"));
    strcat(path, "[0]");
    assert_null(edited(most, strlen(most), &(struct json_op){REMOVE, path, NULL, NULL, NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "64 steps"));
    memset(path, '/', JSON_PATH_MAX + 1);
    path[JSON_PATH_MAX + 1] = '\0';
    assert_null(edited("{}", 2, &(struct json_op){REMOVE, path, NULL, NULL, NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "at most 2000"));
    free(most);
    free(more);
    free(less);
}

static void a_text_has_a_size(void **state) {
    (void)state;
    struct fail fail = {0};
    char *text = malloc(JSON_EDIT_TEXT_MAX + 2), *out;
    memset(text, ' ', JSON_EDIT_TEXT_MAX + 1);
    memcpy(text, "[1]", 3);
    text[JSON_EDIT_TEXT_MAX] = '\0';
    out = edited(text, JSON_EDIT_TEXT_MAX, &(struct json_op){SET, "[0]", NULL, "2", NULL, 0, {0}}, &fail);
    assert_non_null(out);
    free(out);
    assert_null(
        edited(text, JSON_EDIT_TEXT_MAX, &(struct json_op){SET, "[0]", NULL, "10", NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "shorten"));
    text[JSON_EDIT_TEXT_MAX] = ' ';
    assert_null(
        edited(text, JSON_EDIT_TEXT_MAX + 1, &(struct json_op){SET, "[0]", NULL, "2", NULL, 0, {0}}, &fail));
    assert_non_null(strstr(fail.text, "at most"));
    assert_null(edited("[1\0]", 4, &(struct json_op){SET, "[0]", NULL, "2", NULL, 0, {0}}, &fail));
    if (!strstr(fail.text, "a byte 0"))
        fail_msg("%s", fail.text);
    free(text);
}

static void a_layout_makes_no_text_invalid(void **state) {
    (void)state;
    static const struct {
        const char *why;
        struct json_layout layout;
        const char *expected;
    } rows[] = {
        {"as it is", {true, JSON_BEHIND, NULL, "\"b\" :", "\n", "", NULL}, "{\"a\": 1\n,\"b\" :[ 2]}"},
        {"its spelling stays also where it does not fit",
         {true, JSON_FIRST, NULL, "\"b\" :", "", "\n", NULL},
         "{\"b\" :[ 2],\n\"a\": 1}"},
        {"alone it is not", {true, JSON_ALONE, NULL, "\"b\":", "\n", "\n", NULL}, "{\"a\": 1, \"b\": [ 2]}"},
        {"no white space before",
         {true, JSON_BEHIND, NULL, "\"b\":", ",", "", NULL},
         "{\"a\": 1, \"b\": [ 2]}"},
        {"nor behind", {true, JSON_BEHIND, NULL, "\"b\":", "", "\"c\":1,", NULL}, "{\"a\": 1, \"b\": [ 2]}"},
        {"nothing at all", {true, JSON_BEHIND, NULL, NULL, NULL, NULL, NULL}, "{\"a\": 1, \"b\": [ 2]}"},
        {"another name", {true, JSON_BEHIND, NULL, "\"c\":", "", "", NULL}, "{\"a\": 1, \"b\": [ 2]}"},
        {"two names", {true, JSON_BEHIND, NULL, "\"c\":1,\"b\":", "", "", NULL}, "{\"a\": 1, \"b\": [ 2]}"},
        {"half a value", {true, JSON_BEHIND, NULL, "\"b\":-", "", "", NULL}, "{\"a\": 1, \"b\": [ 2]}"},
        {"a value", {true, JSON_BEHIND, NULL, "\"b\":1", "", "", NULL}, "{\"a\": 1, \"b\": [ 2]}"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(rows[i].why, "{\"a\": 1}",
               &(struct json_op){INSERT, "/b", NULL, " [ 2] ", NULL, 0, rows[i].layout}, rows[i].expected);
    struct json_op remove = {.kind = REMOVE, .path = "/a", .layout = {.left = ",", .kept = true}};
    expect("no white space between brackets", "{\"a\": 1}", &remove, "{}");
    remove.layout.left = "\n";
    expect("white space between brackets", "{\"a\": 1}", &remove, "{\n}");
    expect("not where others stay", "{\"a\": 1, \"b\": 2}", &remove, "{\"b\": 2}");
}

static void a_span_is_the_very_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text, *path, *bytes;
    } rows[] = {
        {"\xEF\xBB\xBF {\"a\": [ 1.50 ]}", "/a", "[ 1.50 ]"},
        {"{\"a\": [ 1.50 ]}", "/a[0]", "1.50"},
        {" {\"a\": \"\\u00e6\"} ", "/a", "\"\\u00e6\""},
        {" {} ", "", "{}"},
        {"{\"a\": [ 1.50 ]}", "/b", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct json_span span = {0};
        struct fail fail = {0};
        bool found = json_edit_span(&(struct json_source){"a.json", rows[i].text, strlen(rows[i].text)},
                                    rows[i].path, &span, &fail);
        assert_int_equal(found, rows[i].bytes != NULL);
        if (!found)
            continue;
        assert_int_equal(span.size, strlen(rows[i].bytes));
        assert_memory_equal(rows[i].text + span.at, rows[i].bytes, span.size);
    }
}

/* What undoes an edit finds its place also when others edited meanwhile. */
static void undone_after_other_edits(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        struct json_op op, other;
        const char *expected;
    } rows[] = {
        {"what was put in goes, and nothing else",
         "[{\"id\": \"a\"}]",
         {.kind = INSERT, .path = "[-]", .value = "{\"id\": \"b\"}"},
         {.kind = INSERT, .path = "[0]", .value = "{\"id\": \"c\"}"},
         "[{\"id\": \"c\"}, {\"id\": \"a\"}]"},
        {"what was taken out comes back to its neighbour",
         "[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}]",
         {.kind = REMOVE, .path = "[id=b]"},
         {.kind = MOVE, .path = "[id=a]", .to = "[-]"},
         "[{\"id\": \"c\"}, {\"id\": \"a\"}, {\"id\": \"b\"}]"},
        {"what was moved goes back to its neighbour, as it is now",
         "[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}]",
         {.kind = MOVE, .path = "[id=c]", .to = "[0]"},
         {.kind = SET, .path = "[id=c]/n", .value = "1"},
         "[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\", \"n\": 1}]"},
        {"a text of a slide that moved",
         "[{\"id\": \"a\", \"n\": 1}, {\"id\": \"b\"}]",
         {.kind = SET, .path = "[0]/n", .value = "2"},
         {.kind = MOVE, .path = "[0]", .to = "[-]"},
         "[{\"id\": \"b\"}, {\"id\": \"a\", \"n\": 1}]"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct arena *arena = arena_create(1 << 20);
        struct json_op undo = {0};
        const char *text = rows[i].text;
        assert_true(json_edit_inverse(&(struct json_source){"a.json", text, strlen(text)}, &rows[i].op, arena,
                                      &undo, &fail));
        char *mine = edited(text, strlen(text), &rows[i].op, &fail),
             *theirs = edited(mine, strlen(mine), &rows[i].other, &fail),
             *undone = edited(theirs, strlen(theirs), &undo, &fail);
        if (!undone || strcmp(undone, rows[i].expected) != 0)
            fail_msg("%s: %s", rows[i].why, undone ? undone : fail.text);
        free(mine);
        free(theirs);
        free(undone);
        arena_destroy(arena);
    }
}

static void several_are_done_or_none(void **state) {
    (void)state;
    static const struct json_op ops[] = {{.kind = SET, .path = "/b", .value = "2"},
                                         {.kind = SET, .path = "/b", .value = "3"},
                                         {.kind = REMOVE, .path = "/c"}};
    struct json_source source = {"a.json", "{\"a\": 1}", 8};
    struct fail fail = {0};
    char *out = NULL;
    size_t size = 0;
    assert_true(json_edit_all(&source, ops, 0, &out, &size, &fail));
    assert_string_equal(out, source.text);
    free(out);
    assert_true(json_edit_all(&source, ops, 2, &out, &size, &fail));
    assert_string_equal(out, "{\"a\": 1, \"b\": 3}");
    assert_int_equal(size, strlen(out));
    free(out);
    out = NULL;
    assert_false(json_edit_all(&source, ops, 3, &out, &size, &fail));
    assert_null(out);
    assert_non_null(strstr(fail.text, "no \"c\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits),
        cmocka_unit_test(new_members_stand_in_a_given_order),
        cmocka_unit_test(refused_with_a_place_and_what_to_do),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(a_text_has_a_size),
        cmocka_unit_test(a_layout_makes_no_text_invalid),
        cmocka_unit_test(a_span_is_the_very_bytes),
        cmocka_unit_test(undone_after_other_edits),
        cmocka_unit_test(several_are_done_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
