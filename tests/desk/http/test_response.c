/* An answer is what was said last, and never carries a header that was not meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "desk/http/response.h"

static void the_last_word_counts(void **state) {
    struct response response;
    (void)state;
    response_init(&response);
    assert_int_equal(response.status, 204);
    response_bytes(&response, 200, "text/plain", strdup("first"), 5);
    response_json(&response, 201, json_pack("{s:i}", "n", 2));
    assert_int_equal(response.status, 201);
    assert_string_equal(response.bytes, "{\"n\":2}");
    response_hold(&response, (const uint64_t[]){7}, 1);
    assert_true(response.held);
    assert_null(response.bytes);
    response_json(&response, 200, json_true());
    assert_false(response.held);
    assert_false(response.failed);
    response_finish(&response);
}

static void want_of_memory_is_a_failure(void **state) {
    struct response response;
    (void)state;
    response_init(&response);
    response_json(&response, 200, NULL);
    assert_true(response.failed);
    response_finish(&response);
    response_init(&response);
    response_hold(&response, NULL, 0);
    assert_true(response.failed);
    response_finish(&response);
}

static void headers_are_one_line(void **state) {
    struct response response;
    (void)state;
    response_init(&response);
    response_header(&response, "X-A", "%s", "b");
    assert_false(response.failed);
    response_header(&response, "X-A", "%s", "b\r\nSet-Cookie: c");
    assert_true(response.failed);
    assert_int_equal(response.header_count, 1);
    response_finish(&response);
    response_init(&response);
    for (int i = 0; i <= RESPONSE_HEADERS_MAX; i++)
        response_header(&response, "X-A", "%d", i);
    assert_true(response.failed);
    response_finish(&response);
}

static void it_leads_to_this_desk_only(void **state) {
    static const struct {
        const char *path;
        bool goes;
    } rows[] = {
        {"/", true},
        {"/screens?x=1", true},
        {"", false},
        {"screens", false},
        {"//evil.example", false},
        {"/\\evil.example", false},
        {"https://evil.example", false},
        {"javascript:x", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct response response;
        response_init(&response);
        if (response_go(&response, rows[i].path) != rows[i].goes)
            fail_msg("%s", rows[i].path);
        response_finish(&response);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_word_counts),
        cmocka_unit_test(want_of_memory_is_a_failure),
        cmocka_unit_test(headers_are_one_line),
        cmocka_unit_test(it_leads_to_this_desk_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
