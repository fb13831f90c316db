/* What browsers and who pretends to be one send to the desk: a letter that says as what it is read, then the
 * text. */
#include "fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/http/conditional.h"
#include "desk/http/cookie.h"
#include "desk/http/fields.h"
#include "desk/http/forwarded.h"
#include "desk/http/language.h"
#include "desk/http/origin.h"
#include "desk/http/problem.h"
#include "desk/http/route.h"
#include "system/html.h"

#define BYTES_MAX 1000

static bool is_text(const char *text) {
    for (size_t left = strlen(text), bytes = 0; left > 0; text += bytes, left -= bytes) {
        bytes = utf8_character(text, left);
        if (bytes == 0)
            return false;
    }
    return true;
}

static void handle(void *context, const struct request *request, struct response *response) {
    (void)context, (void)request, (void)response;
}

static void try_target(const char *text) {
    static const struct route ROUTES[] = {
        {.method = METHOD_GET, .pattern = "/{path...}", .handle = handle},
        {.method = METHOD_GET, .pattern = "/a/{b}/{c}/{d...}", .handle = handle},
    };
    struct target target;
    struct parameter parameters[PARAMETERS_MAX];
    if (!target_parse(text, &target))
        return;
    PROMISED(target.count >= 1 && target.count <= TARGET_SEGMENTS_MAX);
    for (size_t i = 0; i < target.count; i++) {
        const char *segment = target.segments[i];
        PROMISED(strcmp(segment, ".") != 0 && strcmp(segment, "..") != 0 && !strpbrk(segment, "/\\\r\n"));
        PROMISED(is_text(segment) && (*segment || i + 1 == target.count));
    }
    struct route_match match = routes_find(ROUTES, LENGTH(ROUTES), METHOD_GET, &target);
    size_t count = match.route ? route_parameters(match.route, &target, parameters) : 0;
    for (size_t i = 0; i < count; i++)
        PROMISED(parameters[i].value[0] && parameters[i].value[0] != '/');
}

static void try_fields(const char *text, size_t size, bool form) {
    static const char *const CHOICES[] = {"a", "b", NULL};
    static const struct field INNER[] = {{.name = "a", .kind = FIELD_TEXT, .required = true, .max = 5},
                                         {.name = "v", .kind = FIELD_ANY},
                                         {.name = NULL}};
    static const struct field ROW = {.kind = FIELD_OBJECT, .of = INNER};
    static const struct field FIELDS[] = {{.name = "l", .kind = FIELD_LIST, .max = 3, .of = &ROW},
                                          {.name = "m", .kind = FIELD_MAP, .max = 3, .of = &ROW},
                                          {.name = "n", .kind = FIELD_NUMBER, .low = -1, .high = 1},
                                          {.name = NULL}};
    static const struct field FORM[] = {{.name = "a", .kind = FIELD_TEXT, .max = 5},
                                        {.name = "c", .kind = FIELD_CHOICE, .choices = CHOICES},
                                        {.name = "w", .kind = FIELD_WHOLE, .low = -1, .high = INT64_MAX},
                                        {.name = "t", .kind = FIELD_BOOL},
                                        {.name = NULL}};
    struct arena *arena = arena_create(1 << 20);
    struct findings findings = {0};
    PROMISED(arena);
    const struct json_value *value = form ? fields_read_form(text, size, FORM, arena, &findings)
                                          : fields_read_json(text, size, FIELDS, arena, &findings);
    PROMISED((value != NULL) == (findings.count == 0));
    char *problem = problem_json(problem_row(PROBLEM_FIELDS), LOCALE_DA, &findings);
    PROMISED(problem); /* every path is UTF-8 */
    free(problem);
    if (form && value_member(value, "a"))
        PROMISED(value_member(value, "a")->count <= 5);
    arena_destroy(arena);
}

static void try_range(const char *text) {
    struct range range = range_wanted(text, NULL, "\"e\"", BYTES_MAX);
    PROMISED(range.kind != RANGE_PART || (range.first <= range.last && range.last < BYTES_MAX));
    range = range_wanted(text, text, "\"e\"", 0);
    PROMISED(range.kind != RANGE_PART);
    (void)etag_named(text, "\"e\"");
    (void)gzip_taken(text);
}

static void try_forwarded(const char *text) {
    char once[ADDRESS_TEXT_BYTES], twice[ADDRESS_TEXT_BYTES];
    if (forwarded_for(text, once))
        PROMISED(forwarded_for(once, twice) && strcmp(once, twice) == 0);
    (void)forwarded_https(text);
}

static void try_cookie(const char *text) {
    char value[COOKIE_VALUE_MAX + 1], written[COOKIE_HEADER_MAX];
    if (cookie_find(text, "s", false, value) == COOKIE_FOUND)
        PROMISED(cookie_write("s", value, true, 1, written));
    PROMISED(cookie_find(text, "s", true, value) != COOKIE_FOUND || strstr(text, "__Host-s="));
}

static void try_html(const char *text) {
    char *html = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&html, &size);
    PROMISED(out);
    html_escape(out, text);
    fclose(out);
    PROMISED(!strpbrk(html, "<>\"'") && is_text(html));
    free(html);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    char *copy = target_copy(data + 1, size - 1);
    switch (data[0]) {
    case 'T':
        try_target(copy);
        break;
    case 'J':
        try_fields(copy, size - 1, false);
        break;
    case 'F':
        try_fields(copy, size - 1, true);
        break;
    case 'R':
        try_range(copy);
        break;
    case 'X':
        try_forwarded(copy);
        break;
    case 'C':
        try_cookie(copy);
        break;
    case 'H':
        try_html(copy);
        break;
    case 'O':
        PROMISED(!host_valid(copy) || (strlen(copy) <= HOST_MAX && !strpbrk(copy, "/@ <")));
        break;
    case 'L':
        (void)locale_wanted(copy);
        break;
    default:
        break;
    }
    free(copy);
    return 0;
}
