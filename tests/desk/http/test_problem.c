/* What is refused is said in two languages, whole, and by a name that programs know. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "desk/http/problem.h"

static void every_problem_and_finding_has_its_words(void **state) {
    (void)state;
    for (int code = 0; code < PROBLEM_CODES; code++) {
        const struct problem *problem = problem_row((enum problem_code)code);
        assert_non_null(problem->name);
        assert_in_range(problem->status, 400, 599);
        for (int locale = 0; locale < LOCALES; locale++) {
            assert_true(problem->title[locale] && problem->title[locale][0]);
            assert_true(problem->detail[locale] && problem->detail[locale][0]);
        }
        for (int other = 0; other < code; other++)
            assert_string_not_equal(problem->name, problem_row((enum problem_code)other)->name);
    }
    for (int code = 0; code < FINDING_CODES; code++) {
        assert_non_null(finding_name((enum finding_code)code));
        for (int locale = 0; locale < LOCALES; locale++)
            assert_non_null(finding_text((enum finding_code)code, (enum locale)locale));
    }
}

static void json_has_the_fields_of_rfc_9457(void **state) {
    const struct findings findings = {2,
                                      {{FINDING_TYPE, 3, 7, "/ops/0/<b>"}, {FINDING_TWICE, 0, 0, "/name"}}};
    (void)state;
    char *text = problem_json(problem_row(PROBLEM_FIELDS), LOCALE_EN, &findings);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "type")), "urn:kiosk:problem:fields");
    assert_int_equal(json_integer_value(json_object_get(root, "status")), 422);
    json_t *at = json_object_get(root, "at"), *first = json_array_get(at, 0), *second = json_array_get(at, 1);
    assert_int_equal(json_array_size(at), 2);
    assert_string_equal(json_string_value(json_object_get(first, "path")), "/ops/0/<b>");
    assert_string_equal(json_string_value(json_object_get(first, "code")), "type");
    assert_int_equal(json_integer_value(json_object_get(first, "line")), 3);
    assert_int_equal(json_integer_value(json_object_get(first, "column")), 7);
    assert_null(json_object_get(second, "line"));  /* a form has none */
    json_t *said = json_object_get(first, "text"); /* in both languages: who asked may change it */
    assert_string_equal(json_string_value(json_object_get(said, "da")),
                        finding_text(FINDING_TYPE, LOCALE_DA));
    assert_string_equal(json_string_value(json_object_get(said, "en")),
                        finding_text(FINDING_TYPE, LOCALE_EN));
    json_decref(root);
    free(text);
}

static void a_page_escapes_what_came_from_outside(void **state) {
    const struct findings findings = {1, {{FINDING_UNKNOWN, 0, 0, "/<script>"}}};
    (void)state;
    char *page = problem_page(problem_row(PROBLEM_FIELDS), LOCALE_DA, &findings);
    assert_non_null(strstr(page, "<html lang=\"da\">"));
    assert_non_null(strstr(page, "<strong>&lt;script&gt;</strong> er ikke et felt her"));
    assert_null(strstr(page, "<script>"));
    free(page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_problem_and_finding_has_its_words),
        cmocka_unit_test(json_has_the_fields_of_rfc_9457),
        cmocka_unit_test(a_page_escapes_what_came_from_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
