/* A slide whose address did not answer: said where it is checked, where it is saved, and in the list, in both
 * languages; a file that is no good is said in the log, once, and changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/desk_people.h"

#define JSON "application/json"
#define GONE "https://gone.example/"
#define OP(value)                                                                                            \
    "{\"ops\": [{\"file\": \"playlists/one.json\", \"op\": \"set\", \"path\": \"/slides[id=first]/qr\", "    \
    "\"value\": \"" value "\"}]}"
#define WARNED "\"code\":\"address-unanswered\""
#define BAD "{\"asked\": 1}"

static char logged[2000];

static void keep_line(const char *line) {
    size_t used = strlen(logged);
    snprintf(logged + used, sizeof logged - used, "%s\n", line);
}

static void put(const char *file, const char *text) {
    assert_true(disk_write(file, text, strlen(text), NULL));
}

/* As the admin: answered with 200, with or without `words`. */
static void answers(struct people_desk *people, const char *line, const char *body, bool with,
                    const char *words) {
    struct session_key key = people_sign_in(people, 0);
    struct answer answer = people_ask(people, line, body ? JSON : NULL, body, key.id, key.csrf);
    if (answer.status != 200 || !strstr(answer.body, words) == with)
        fail_msg("%s: %d, and %s \"%s\": %s", line, answer.status, with ? "not" : "yet", words, answer.body);
    answer_finish(&answer);
}

static void an_address_that_did_not_answer_is_said(void **state) {
    static const char *const parts[] = {WARNED, "\"path\":\"/slides[id=first]/qr\"",
                                        "\"severity\":\"warning\"",
                                        "svarede ikke, da den sidst blev prøvet (2026-11-29)",
                                        "did not answer when it was last asked (2026-11-29)"};
    char folder[40] = "/tmp/kiosk-desk-XXXXXX", file[60];
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/addresses.json", folder);
    struct people_desk *people =
        people_start_with(&(struct people_settings){.addresses = file, .log = keep_line});
    answers(people, "POST /api/1/check", OP(GONE), false, WARNED); /* nobody has asked */
    put(file,
        "{\"asked\": [{\"address\": \"" GONE "\", \"when\": 1795942800, \"status\": 0, \"answered\": "
        "false, \"why\": \"no such host\"}, {\"address\": \"https://fine.example/\", \"when\": 1795942800, "
        "\"status\": 200, \"answered\": true, \"why\": \"\"}]}");
    for (size_t i = 0; i < LENGTH(parts); i++)
        answers(people, "POST /api/1/check", OP(GONE), true, parts[i]);
    answers(people, "POST /api/1/check", OP("https://fine.example/"), false, WARNED);
    answers(people, "POST /api/1/check", OP("https://other.example/"), false, WARNED);
    answers(people, "GET /api/1/slides", NULL, false, "unanswered");
    answers(people, "POST /api/1/edits", OP(GONE), true, parts[1]);
    answers(people, "GET /api/1/slides", NULL, true, "\"unanswered\":\"2026-11-29\"");
    assert_string_equal(logged, "");
    put(file, BAD);
    answers(people, "GET /api/1/slides", NULL, true, "\"unanswered\":\"2026-11-29\"");
    answers(people, "GET /api/1/slides", NULL, true, "\"unanswered\":\"2026-11-29\"");
    assert_non_null(strstr(logged, "addresses.json: must be"));
    assert_ptr_equal(strchr(logged, '\n'), strrchr(logged, '\n')); /* once */
    put(file, "{\"asked\": []}");
    answers(people, "POST /api/1/edits", OP(GONE), false, WARNED);
    people_stop(people);
    assert_true(disk_remove(folder, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_address_that_did_not_answer_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
