#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "intake/url_clean.h"

static void test_rows(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"https://ballerup.dk", "https://ballerup.dk"},
        {" \n HTTPS://Ballerup.DK/A?b=C#d\r\n", "https://ballerup.dk/A?b=C#d"},
        {"http://e.dk/b\xC3\xB8rn", "http://e.dk/b%C3%B8rn"},
        {"https://e.dk/a@b:8080/", "https://e.dk/a@b:8080/"},
        {"https://e.dk./", "https://e.dk./"},
        {"https://3f.dk/", "https://3f.dk/"},
        {"ftp://e.dk/", NULL},
        {"javascript:alert(1)", NULL},
        {"//e.dk/", NULL},
        {"/nyhed/1", NULL},
        {"https://", NULL},
        {"https:///e.dk", NULL},
        {"https://localhost/", NULL},
        {"https://user@e.dk/", NULL},
        {"https://ballerup.dk:secret@e.dk/", NULL},
        {"https://e.dk:8443/", NULL},
        {"https://e.dk:/", NULL},
        {"https://10.0.0.1/", NULL},
        {"https://2130706433/", NULL},
        {"https://0x7f.0.0.1/", NULL},
        {"https://127.1/", NULL},
        {"https://[::1]/", NULL},
        {"https://xn--bllerup-5ve.dk/", NULL},
        {"https://www.XN--80ak6aa92e.com/", NULL},
        {"https://b\xD0\xB0llerup.dk/", NULL},
        {"https://e.dk\\@x.example/", NULL},
        {"https://e.dk/a b", NULL},
        {"https://e.dk/a\x01", NULL},
        {"https://e..dk/", NULL},
        {"https://-e.dk/", NULL},
        {"https://e_e.dk/", NULL},
        {"https://e.dk%2ex.example/", NULL},
        {"https://e.dk?x", "https://e.dk?x"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[60] = "";
        bool fine = url_clean(rows[i][0], out, sizeof(out));
        if (fine != (rows[i][1] != NULL) || (fine && strcmp(out, rows[i][1]) != 0))
            fail_msg("%s: %s", rows[i][0], fine ? out : "refused");
    }
    char out[20];
    assert_false(url_clean("https://e.dk/0123456", out, sizeof(out))); /* one byte too long for its NUL */
    assert_true(url_clean("https://e.dk/012345", out, sizeof(out)));
    assert_false(url_clean("https://e.dk/0123\xC3\xB8", out, sizeof(out)));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
