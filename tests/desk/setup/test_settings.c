#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk/setup/settings.h"
#include "system/disk.h"

static char folder[] = "/tmp/kiosk-settings-XXXXXX", path[64];

static int make(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/desk", folder);
    return 0;
}

static int unmake(void **state) {
    (void)state;
    return disk_remove(folder, NULL) ? 0 : -1;
}

/* The file's line KIOSK_DESK= after it was read and written. */
static const char *again(const char *text) {
    static char line[2000];
    struct answers answers = {.has_site = false};
    struct fail fail = {0};
    char *written = NULL;
    size_t size = 0;
    assert_true(disk_write(path, text, strlen(text), &fail));
    if (!settings_read(path, &answers, &fail))
        return "refused";
    assert_true(settings_write(path, &answers, &fail));
    assert_true(disk_read(path, sizeof line, &written, &size, &fail));
    snprintf(line, sizeof line, "%s", strstr(written, "\nKIOSK_DESK=") + strlen("\nKIOSK_DESK="));
    line[strcspn(line, "\n")] = '\0';
    free(written);
    return line;
}

static const struct {
    const char *why, *text, *line;
} FILES[] = {
    {"its own order, and words that it does not know kept",
     "KIOSK_DESK=--channel hall --listen 0.0.0.0:443 --host a.example\n",
     "--host a.example --listen 0.0.0.0:443 --channel hall"},
    {"a proxy is trusted where the address says that there is one",
     "KIOSK_DESK=--trust-proxy --listen unix:/run/x --host a\n",
     "--host a --listen unix:/run/x --trust-proxy"},
    {"an address of its own trusts nobody", "KIOSK_DESK=--trust-proxy --listen [::]:8443 --host a\n",
     "--host a --listen [::]:8443"},
    {"comments, other variables, and the last line counts",
     "# KIOSK_DESK=--host c\nOTHER=1\nKIOSK_DESK=--host b\nKIOSK_DESK=--host a  --listen 1.2.3.4:1\r\n",
     "--host a --listen 1.2.3.4:1"},
    {"quotes are a person's to judge", "KIOSK_DESK=\"--host a\"\n", "refused"},
    {"no value", "KIOSK_DESK=--host\n", "refused"},
    {"no port", "KIOSK_DESK=--listen 0.0.0.0\n", "refused"},
    {"an example that was copied whole: its comments are none of it",
     "# KIOSK_DESK=--listen 0.0.0.0:443\nKIOSK_DESK=--host a --listen unix:/s\n",
     "--host a --listen unix:/s --trust-proxy"},
};

static void what_is_read_is_written(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(FILES); i++)
        if (strcmp(again(FILES[i].text), FILES[i].line) != 0)
            fail_msg("%s: %s", FILES[i].why, again(FILES[i].text));
}

static void what_is_not_there_says_nothing(void **state) {
    (void)state;
    struct answers answers = {.has_site = false};
    struct fail fail = {0};
    snprintf(answers.text[ANSWER_HOST], ANSWER_MAX, "kept");
    unlink(path);
    assert_true(settings_read(path, &answers, &fail));
    assert_string_equal(answers.text[ANSWER_HOST], "kept");
}

static const struct {
    const char *why;
    enum answer which;
    const char *text;
    bool fine;
} ANSWERED[] = {
    {"several names", ANSWER_HOST, "desk.example.org,10.0.0.7", true},
    {"an address is no name", ANSWER_HOST, "https://desk.example.org", false},
    {"a port is no part of a name", ANSWER_HOST, "desk.example.org:8443", false},
    {"the word for a proxy", ANSWER_LISTEN, "proxy", true},
    {"an address of IPv6", ANSWER_LISTEN, "[2001:db8::1]:443", true},
    {"a port alone", ANSWER_LISTEN, ":443", false},
    {"a port that is none", ANSWER_LISTEN, "0.0.0.0:65536", false},
    {"a socket anywhere", ANSWER_LISTEN, "unix:desk", false},
    {"a file of wherever one stands", ANSWER_CERTIFICATE, "desk.pem", false},
    {"systemd would split it", ANSWER_CERTIFICATE, "/etc/my certs/a.pem", false},
    {"systemd would put a variable there", ANSWER_CERTIFICATE, "/etc/$HOME.pem", false},
    {"none is none", ANSWER_HOST, "", false},
    {"a public authority", ANSWER_PROXY_CERTIFICATE, "", true},
};

static void answers_are_judged(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(ANSWERED); i++) {
        struct answers answers = {.has_site = false};
        struct fail fail = {0};
        bool fine = answer_take(&answers, ANSWERED[i].which, ANSWERED[i].text, &fail);
        if (fine != ANSWERED[i].fine || (!fine && !fail.text[0]))
            fail_msg("%s: %s", ANSWERED[i].why, fail.text);
    }
}

static void the_address_is_what_people_type(void **state) {
    (void)state;
    struct answers answers = {.text = {[ANSWER_HOST] = "a.example,b", [ANSWER_LISTEN] = "0.0.0.0:443"}};
    char address[300];
    assert_string_equal(answers_address(&answers, address, sizeof address), "https://a.example");
    snprintf(answers.text[ANSWER_LISTEN], ANSWER_MAX, "[::]:8443");
    assert_string_equal(answers_address(&answers, address, sizeof address), "https://a.example:8443");
    snprintf(answers.text[ANSWER_LISTEN], ANSWER_MAX, "unix:/run/kiosk-desk/http");
    assert_string_equal(answers_address(&answers, address, sizeof address), "https://a.example");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written),
        cmocka_unit_test(what_is_not_there_says_nothing),
        cmocka_unit_test(answers_are_judged),
        cmocka_unit_test(the_address_is_what_people_type),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
