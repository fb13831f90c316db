/* Bodies and queries by their table: what is not named, twice, of the wrong kind or too long is refused with
 * its place (K12). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "desk/http/fields.h"
#include "desk/http/problem.h"

static const char *const KINDS[] = {"text", "image", NULL};
static const struct field PART[] = {
    {.name = "file", .kind = FIELD_TEXT, .required = true, .max = 8},
    {.name = "value", .kind = FIELD_ANY},
    {.name = NULL},
};
static const struct field PART_ROW = {.kind = FIELD_OBJECT, .of = PART};
static const struct field TEXT_ROW = {.kind = FIELD_TEXT, .max = 5};
static const struct field FIELDS[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = 5},
    {.name = "kind", .kind = FIELD_CHOICE, .choices = KINDS},
    {.name = "count", .kind = FIELD_WHOLE, .low = -5, .high = 10},
    {.name = "share", .kind = FIELD_NUMBER, .low = 0, .high = 1},
    {.name = "on", .kind = FIELD_BOOL},
    {.name = "parts", .kind = FIELD_LIST, .max = 2, .of = &PART_ROW},
    {.name = "texts", .kind = FIELD_MAP, .max = 2, .of = &TEXT_ROW},
    {.name = NULL},
};
static const struct field FORM[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = 5},
    {.name = "kind", .kind = FIELD_CHOICE, .choices = KINDS},
    {.name = "count", .kind = FIELD_WHOLE, .low = -5, .high = 10},
    {.name = "on", .kind = FIELD_BOOL},
    {.name = NULL},
};

struct row {
    const char *why, *text, *found; /* "path code line:column" of each finding */
};
static const struct row JSON_ROWS[] = {
    {"the least", "{\"name\":\"a\"}", ""},
    {"all there is",
     "{\"name\":\"\xC3\xA6\xC3\xB8\",\"kind\":\"image\",\"count\":-5,\"share\":0.5,\"on\":false,\"parts\":[{"
     "\"file\":\"f\",\"value\":{\"a\":[1]}}],"
     "\"texts\":{\"da\":\"hej\",\"en\":\"hi\"}}",
     ""},
    {"a whole number is a number", "{\"name\":\"a\",\"share\":1}", ""},
    {"an unknown field", "{\"name\":\"a\",\n \"admin\":true}", "/admin unknown 2:2"},
    {"an unknown field further in", "{\"name\":\"a\",\"parts\":[{\"file\":\"f\",\"x\":1}]}",
     "/parts/0/x unknown 1:34"},
    {"a name with slashes and tildes", "{\"name\":\"a\",\"a/b~\":1}", "/a~1b~0 unknown 1:13"},
    {"a name missing", "{}", "/name missing 1:1"},
    {"missing further in", "{\"name\":\"a\",\"parts\":[{}]}", "/parts/0/file missing 1:22"},
    {"null is no text", "{\"name\":null}", "/name type 1:9"},
    {"a number is no text", "{\"name\":1}", "/name type 1:9"},
    {"a text is no number", "{\"name\":\"a\",\"count\":\"1\"}", "/count type 1:21"},
    {"a fraction is no whole number", "{\"name\":\"a\",\"count\":1.0}", "/count type 1:21"},
    {"a number is no bool", "{\"name\":\"a\",\"on\":1}", "/on type 1:18"},
    {"an object is no list", "{\"name\":\"a\",\"parts\":{}}", "/parts type 1:21"},
    {"a list is no map", "{\"name\":\"a\",\"texts\":[]}", "/texts type 1:21"},
    {"too long, in bytes", "{\"name\":\"\xC3\xA6\xC3\xB8\xC3\xA5\"}", "/name too-long 1:9"},
    {"too many", "{\"name\":\"a\",\"parts\":[{\"file\":\"\"},{\"file\":\"\"},{\"file\":\"\"}]}",
     "/parts too-long 1:21"},
    {"too many in a map", "{\"name\":\"a\",\"texts\":{\"a\":\"\",\"b\":\"\",\"c\":\"\"}}",
     "/texts too-long 1:21"},
    {"too long in a map", "{\"name\":\"a\",\"texts\":{\"da\":\"abcdef\"}}", "/texts/da too-long 1:27"},
    {"too small", "{\"name\":\"a\",\"count\":-6}", "/count range 1:21"},
    {"too large", "{\"name\":\"a\",\"share\":1.001}", "/share range 1:21"},
    {"no choice", "{\"name\":\"a\",\"kind\":\"html\"}", "/kind choice 1:20"},
    {"control characters", "{\"name\":\"a\\u0007\"}", "/name control 1:9"},
    {"two at once", "{\"x\":1,\"name\":2}", "/x unknown 1:2,/name type 1:15"},
    {"a key twice", "{\"name\":\"a\",\"name\":\"b\"}", " syntax 1:18"},
    {"a key twice further in", "{\"name\":\"a\",\"parts\":[{\"file\":\"a\",\"value\":{\"k\":1,\"k\":2}}]}",
     " syntax 1:51"},
    {"no JSON", "{\"name\":", " syntax 1:9"},
    {"nothing", "", " syntax 1:1"},
    {"something behind", "{\"name\":\"a\"}x", " syntax 1:13"},
    {"a NUL", "{\"name\":\"a\\u0000b\"}", " syntax 1:11"},
    {"no UTF-8", "{\"name\":\"\xFF\"}", " syntax 1:10"},
    {"a list", "[]", " type 1:1"},
    {"deeper than anybody needs",
     "{\"name\":\"a\",\"parts\":[{\"file\":\"f\",\"value\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]"
     "]]]]]]]]]]]]]]]]]]]]]}]}",
     " too-much 0:0"},
};
static const struct row FORM_ROWS[] = {
    {"the least", "name=a", ""},
    {"all there is", "name=%C3%A6+b&kind=text&count=-5&on=true", ""},
    {"an empty text", "name=", ""},
    {"a line break", "name=a%0D%0Ab", ""},
    {"nothing", "", "/name missing 0:0"},
    {"unknown", "name=a&admin=1", "/admin unknown 0:0"},
    {"twice", "name=a&name=b", "/name twice 0:0"},
    {"twice, written differently", "name=a&n%61me=b", "/name twice 0:0"},
    {"too long", "name=abcdef", "/name too-long 0:0"},
    {"no number", "name=a&count=1x", "/count type 0:0"},
    {"no number, but a sign", "name=a&count=-", "/count type 0:0"},
    {"a number in another spelling", "name=a&count=007", "/count type 0:0"},
    {"a number with a plus", "name=a&count=%2B7", "/count type 0:0"},
    {"minus nothing", "name=a&count=-0", "/count type 0:0"},
    {"a number beyond all", "name=a&count=99999999999999999999", "/count type 0:0"},
    {"out of range", "name=a&count=11", "/count range 0:0"},
    {"no bool", "name=a&on=yes", "/on type 0:0"},
    {"no choice", "name=a&kind=TEXT", "/kind choice 0:0"},
    {"a name alone", "name", "/ syntax 0:0"},
    {"a value alone", "=a", "/ syntax 0:0"},
    {"an end that is no pair", "name=a&&", "/ syntax 0:0"},
    {"half a percent", "name=%4", "/ syntax 0:0"},
    {"a NUL", "name=a%00", "/ syntax 0:0"},
    {"an escape character", "name=%1b", "/ syntax 0:0"},
    {"no UTF-8", "name=%FF", "/ syntax 0:0"},
    {"an array, PHP's way", "name[]=a", "/name[] unknown 0:0,/name missing 0:0"},
};

static void write_findings(const struct findings *findings, char *out, size_t size) {
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        at += (size_t)snprintf(out + at, size - at, "%s%s %s %u:%u", i ? "," : "", finding->path,
                               finding_name(finding->code), finding->line, finding->column);
    }
}

static void try(const struct row *rows, size_t count, bool form) {
    bool as_meant = true;
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create(1 << 20);
        struct findings findings = {0};
        char found[1000];
        const struct json_value *value =
            form ? fields_read_form(rows[i].text, strlen(rows[i].text), FORM, arena, &findings)
                 : fields_read_json(rows[i].text, strlen(rows[i].text), FIELDS, arena, &findings);
        write_findings(&findings, found, sizeof found);
        if (strcmp(found, rows[i].found) != 0 || (value != NULL) != (*found == '\0')) {
            print_error("%s: \"%s\"\n", rows[i].why, found);
            as_meant = false;
        }
        arena_destroy(arena);
    }
    assert_true(as_meant);
}

static void json_keeps_to_its_table(void **state) {
    (void)state;
    try(JSON_ROWS, LENGTH(JSON_ROWS), false);
}

static void forms_keep_to_their_table(void **state) {
    (void)state;
    try(FORM_ROWS, LENGTH(FORM_ROWS), true);
}

static void values_of_a_form_are_of_their_kinds(void **state) {
    struct arena *arena = arena_create(1 << 20);
    struct findings findings = {0};
    static const char TEXT[] = "name=a%26b&kind=image&count=7&on=false";
    (void)state;
    const struct json_value *form = fields_read_form(TEXT, strlen(TEXT), FORM, arena, &findings);
    assert_non_null(form);
    assert_string_equal(value_text(value_member(form, "name")), "a&b");
    assert_string_equal(value_text(value_member(form, "kind")), "image");
    assert_true(value_number(value_member(form, "count")) == 7);
    assert_true(value_is(value_member(form, "on"), VALUE_FALSE));
    arena_destroy(arena);
}

static void findings_end_somewhere(void **state) {
    char text[4000] = "{\"name\":\"a\"";
    struct arena *arena = arena_create(1 << 20);
    struct findings findings = {0};
    (void)state;
    for (int i = 0; i < 100; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), ",\"x%d\":0", i);
    strcat(text, "}");
    assert_null(fields_read_json(text, strlen(text), FIELDS, arena, &findings));
    assert_int_equal(findings.count, FINDINGS_MAX);
    arena_destroy(arena);
}

static void values_beyond_the_memory_given_are_refused(void **state) {
    static char text[200000];
    struct arena *arena = arena_create(1 << 20);
    struct findings findings = {0};
    (void)state;
    strcpy(text, "{\"name\":\"a\",\"parts\":[{\"file\":\"f\",\"value\":[");
    for (size_t at = strlen(text); at < sizeof text - 10; at += 2)
        memcpy(text + at, "0,", 3);
    strcat(text, "0]}]}");
    assert_null(fields_read_json(text, strlen(text), FIELDS, arena, &findings));
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].code, FINDING_TOO_MUCH);
    arena_destroy(arena);
}

static void tables_are_judged(void **state) {
    static const struct field NO_LIMIT[] = {{.name = "a", .kind = FIELD_TEXT}, {.name = NULL}};
    static const struct field TWICE[] = {
        {.name = "a", .kind = FIELD_BOOL}, {.name = "a", .kind = FIELD_BOOL}, {.name = NULL}};
    static const struct field NO_RANGE[] = {{.name = "a", .kind = FIELD_WHOLE}, {.name = NULL}};
    static const struct field NO_CHOICE[] = {{.name = "a", .kind = FIELD_CHOICE}, {.name = NULL}};
    static const struct field NO_ROW[] = {{.name = "a", .kind = FIELD_LIST, .max = 1}, {.name = NULL}};
    (void)state;
    assert_true(fields_sound(FIELDS, false));
    assert_true(fields_sound(FORM, true));
    assert_false(fields_sound(FIELDS, true)); /* a form has no lists */
    assert_false(fields_sound(NO_LIMIT, false));
    assert_false(fields_sound(TWICE, false));
    assert_false(fields_sound(NO_RANGE, false));
    assert_false(fields_sound(NO_CHOICE, false));
    assert_false(fields_sound(NO_ROW, false));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_keeps_to_its_table),
        cmocka_unit_test(forms_keep_to_their_table),
        cmocka_unit_test(values_of_a_form_are_of_their_kinds),
        cmocka_unit_test(findings_end_somewhere),
        cmocka_unit_test(values_beyond_the_memory_given_are_refused),
        cmocka_unit_test(tables_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
