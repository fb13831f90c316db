/* Where programs are: beside the running one, or in $PATH. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "system/program.h"

static void in_path_or_beside(void **state) {
    (void)state;
    setenv("PATH", ":/no-such-folder:/bin:/usr/bin", 1);
    char *shell = program_in_path("sh"), *none = program_in_path("no-such-program");
    assert_string_equal(shell, "/bin/sh");
    assert_null(none);
    free(shell);
    char *beside = program_find("system_test_program"); /* this one, which is in no $PATH */
    assert_non_null(beside);
    assert_non_null(strstr(beside, "/tests/system_test_program"));
    assert_null(program_in_path("system_test_program"));
    free(beside);
    shell = program_find("sh");
    assert_string_equal(shell, "/bin/sh");
    free(shell);
    unsetenv("PATH");
    assert_null(program_find("sh"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_path_or_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
