/* The OpenAPI document says what the table says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "support/http_client.h"
#include "support/http_desk.h"

#include "desk/http/openapi.h"

static json_t *at(json_t *root, const char *const *keys) {
    for (; *keys && root; keys++)
        root = json_object_get(root, *keys);
    return root;
}
#define AT(root, ...) at(root, (const char *const[]){__VA_ARGS__, NULL})

static void the_document_says_what_the_table_says(void **state) {
    char *text = openapi_write(DESK_ROUTES, LENGTH(DESK_ROUTES), "Desk", "1.2");
    (void)state;
    assert_non_null(text);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(AT(root, "openapi")), "3.1.0");
    assert_string_equal(json_string_value(AT(root, "info", "version")), "1.2");
    assert_null(AT(root, "paths", "/files/{path}")); /* no summary */
    json_t *edits = AT(root, "paths", "/api/edits", "post");
    assert_string_equal(json_string_value(AT(edits, "x-role")), "editor");
    json_t *body = AT(edits, "requestBody", "content", "application/json", "schema");
    assert_true(json_is_false(AT(body, "additionalProperties")));
    assert_int_equal(json_integer_value(AT(body, "properties", "name", "maxLength")), 20);
    assert_int_equal(json_integer_value(AT(body, "properties", "count", "maximum")), 10);
    assert_string_equal(json_string_value(json_array_get(AT(body, "required"), 0)), "name");
    assert_int_equal(json_array_size(AT(body, "required")), 1);
    json_t *group = json_array_get(AT(root, "paths", "/api/publisher/{group}", "delete", "parameters"), 0);
    assert_string_equal(json_string_value(AT(group, "in")), "path");
    assert_string_equal(json_string_value(AT(root, "paths", "/api/publisher/{group}", "delete", "x-scope")),
                        "group");
    json_t *seen = json_array_get(AT(root, "paths", "/api/wait", "get", "parameters"), 0);
    assert_string_equal(json_string_value(AT(seen, "in")), "query");
    assert_true(json_is_true(AT(seen, "required")));
    assert_non_null(
        AT(root, "paths", "/api/media/{name}", "put", "requestBody", "content", "application/octet-stream"));
    assert_non_null(AT(root, "components", "schemas", "Problem", "properties", "title"));
    size_t operations = 0;
    const char *path = NULL;
    json_t *item = NULL;
    json_object_foreach(AT(root, "paths"), path, item) operations += json_object_size(item);
    size_t described = 0;
    for (size_t i = 0; i < LENGTH(DESK_ROUTES); i++)
        described += DESK_ROUTES[i].summary != NULL;
    assert_int_equal(operations, described);
    char *again = openapi_write(DESK_ROUTES, LENGTH(DESK_ROUTES), "Desk", "1.2");
    assert_string_equal(again, text);
    free(again);
    free(text);
    json_decref(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_says_what_the_table_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
