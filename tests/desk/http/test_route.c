/* The router: the most literal pattern is meant, whatever their order; a table that cannot be kept to is
 * refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "desk/http/route.h"

static void handle(void *context, const struct request *request, struct response *response) {
    (void)context, (void)request, (void)response;
}

static int open_nothing(void *context, const struct request *request, struct response *refusal) {
    (void)context, (void)request, (void)refusal;
    return -1;
}

static const struct route ROUTES[] = {
    {.method = METHOD_GET, .pattern = "/", .handle = handle},
    {.method = METHOD_GET, .pattern = "/audit/{n}", .handle = handle},
    {.method = METHOD_GET, .pattern = "/audit/verify", .handle = handle},
    {.method = METHOD_POST, .pattern = "/audit/verify", .handle = handle},
    {.method = METHOD_GET, .pattern = "/files", .handle = handle},
    {.method = METHOD_GET, .pattern = "/files/{path...}", .handle = handle},
    {.method = METHOD_PATCH, .pattern = "/slides/{playlist}/{id}", .handle = handle},
    {.method = METHOD_DELETE, .pattern = "/{any}/end", .handle = handle},
};

static void each_finds_its_route(void **state) {
    static const struct {
        const char *target;
        enum method method;
        const char *pattern, *parameters, *allow;
    } rows[] = {
        {"/", METHOD_GET, "/", "", "GET, HEAD"},
        {"/audit/7", METHOD_GET, "/audit/{n}", "n=7;", "GET, HEAD"},
        {"/audit/7", METHOD_POST, NULL, "", "GET, HEAD"},
        {"/audit/verify", METHOD_GET, "/audit/verify", "", "GET, HEAD, POST"},
        {"/audit/verify", METHOD_DELETE, NULL, "", "GET, HEAD, POST"},
        {"/audit", METHOD_GET, NULL, "", ""},
        {"/audit/", METHOD_GET, NULL, "", ""},
        {"/audit/7/x", METHOD_GET, NULL, "", ""},
        {"/files", METHOD_GET, "/files", "", "GET, HEAD"},
        {"/files/", METHOD_GET, NULL, "", ""},
        {"/files/a", METHOD_GET, "/files/{path...}", "path=a;", "GET, HEAD"},
        {"/files/a/b%20c.css", METHOD_GET, "/files/{path...}", "path=a/b c.css;", "GET, HEAD"},
        {"/slides/hall/welcome", METHOD_PATCH, "/slides/{playlist}/{id}", "playlist=hall;id=welcome;",
         "PATCH"},
        {"/slides/%7Bid%7D/x", METHOD_PATCH, "/slides/{playlist}/{id}", "playlist={id};id=x;", "PATCH"},
        {"/slides/hall/end", METHOD_DELETE, NULL, "", "PATCH"},
        {"/x/end", METHOD_DELETE, "/{any}/end", "any=x;", "DELETE"},
        {"/Audit/verify", METHOD_GET, NULL, "", ""},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct target target;
        struct parameter parameters[PARAMETERS_MAX];
        char text[9000] = "", allow[80];
        assert_true(target_parse(rows[i].target, &target));
        struct route_match match = routes_find(ROUTES, LENGTH(ROUTES), rows[i].method, &target);
        size_t count = match.route ? route_parameters(match.route, &target, parameters) : 0;
        for (size_t j = 0; j < count; j++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s=%s;", parameters[j].name,
                     parameters[j].value);
        route_allow(match.allowed, allow, sizeof allow);
        if ((match.route != NULL) != (rows[i].pattern != NULL) ||
            (match.route && strcmp(match.route->pattern, rows[i].pattern) != 0))
            fail_msg("%s: %s", rows[i].target, match.route ? match.route->pattern : "none");
        assert_string_equal(text, rows[i].parameters);
        assert_string_equal(allow, rows[i].allow);
    }
}

static void what_cannot_be_kept_to_is_refused(void **state) {
    static const struct field FIELD[] = {{.name = "a", .kind = FIELD_BOOL}, {.name = NULL}};
    static const struct field UNSOUND[] = {{.name = "a", .kind = FIELD_TEXT}, {.name = NULL}};
    static const struct {
        struct route route;
        const char *words;
    } rows[] = {
        {{.method = METHOD_GET, .pattern = "/a", .handle = handle}, NULL},
        {{.method = METHOD_GET, .pattern = "a", .handle = handle}, "begin"},
        {{.method = METHOD_GET, .pattern = "/a//b", .handle = handle}, "empty"},
        {{.method = METHOD_GET, .pattern = "/a{b}", .handle = handle}, "brace"},
        {{.method = METHOD_GET, .pattern = "/{a...}/b", .handle = handle}, "end"},
        {{.method = METHOD_GET, .pattern = "/{a}/{b}/{c}/{d}/{e}", .handle = handle}, "too many"},
        {{.method = METHOD_GET, .pattern = "/a"}, "handler"},
        {{.method = METHOD_GET,
          .pattern = "/a",
          .handle = handle,
          .body = BODY_JSON,
          .body_max = 9,
          .fields = FIELD},
         "no body"},
        {{.method = METHOD_POST, .pattern = "/a", .handle = handle, .body = BODY_JSON, .fields = FIELD},
         "limit"},
        {{.method = METHOD_POST, .pattern = "/a", .handle = handle, .body = BODY_JSON, .body_max = 9},
         "missing"},
        {{.method = METHOD_POST, .pattern = "/a", .handle = handle, .body_max = 9}, "limit"},
        {{.method = METHOD_POST,
          .pattern = "/a",
          .handle = handle,
          .body = BODY_JSON,
          .body_max = 20000,
          .fields = FIELD},
         "high"},
        {{.method = METHOD_POST,
          .pattern = "/a",
          .caller = CALLER_EDITOR,
          .handle = handle,
          .body = BODY_JSON,
          .body_max = 20000,
          .fields = FIELD},
         NULL},
        {{.method = METHOD_POST,
          .pattern = "/a",
          .handle = handle,
          .body = BODY_JSON,
          .body_max = 9,
          .fields = UNSOUND},
         "sound"},
        {{.method = METHOD_PUT,
          .pattern = "/a",
          .handle = handle,
          .body = BODY_UPLOAD,
          .body_max = 9,
          .open = open_nothing},
         "whoever"},
        {{.method = METHOD_PUT,
          .pattern = "/a",
          .caller = CALLER_EDITOR,
          .handle = handle,
          .body = BODY_UPLOAD,
          .body_max = 9},
         "missing"},
        {{.method = METHOD_PUT,
          .pattern = "/a",
          .caller = CALLER_EDITOR,
          .handle = handle,
          .body = BODY_UPLOAD,
          .body_max = 9,
          .open = open_nothing},
         NULL},
        {{.method = METHOD_GET, .pattern = "/a", .handle = handle, .query = UNSOUND}, "query"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        bool sound = routes_check(&rows[i].route, 1, &fail);
        if (sound != !rows[i].words || (!sound && !strstr(fail.text, rows[i].words)))
            fail_msg("row %zu: %s", i, fail.text);
    }
    const struct route twice[] = {ROUTES[0], ROUTES[0]};
    struct fail fail = {0};
    assert_false(routes_check(twice, 2, &fail));
    assert_true(routes_check(ROUTES, LENGTH(ROUTES), &fail));
    assert_false(routes_check(ROUTES, 0, &fail));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_finds_its_route),
        cmocka_unit_test(what_cannot_be_kept_to_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
