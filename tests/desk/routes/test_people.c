/* What changes who has access asks for the password again, and nobody but its owner ever sees one (K15). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/data/database_parts.h"
#include "support/desk_people.h"
#include "support/intake_here.h"

#define JSON "application/json"
#define FORM "application/x-www-form-urlencoded"
#define FRESH "nine-green-bicycles"
enum { ADMIN = 0, OWN_VIEWER = 6 };

static const struct row {
    const char *pattern, *line, *body; /* line NULL: as the pattern */
} PROVED[] = {
    {"POST /api/1/users", NULL, "{\"login\":\"new\",\"name\":\"New\",\"role\":\"viewer\"}"},
    {"PATCH /api/1/users/{login}", "PATCH /api/1/users/viewer", "{\"role\":\"admin\"}"},
    {"POST /api/1/users/{login}/reset", "POST /api/1/users/viewer/reset", "{}"},
    {"POST /api/1/groups", NULL, "{\"name\":\"third\"}"},
    {"POST /api/1/enrol/{code}/confirm", "POST /api/1/enrol/0000-0000/confirm",
     "{\"screen\":\"one\",\"group\":\"own\"}"},
    {"DELETE /api/1/screens/{id}", "DELETE /api/1/screens/2", NULL},
};

static bool is_proved(const char *pattern) {
    for (size_t i = 0; i < LENGTH(PROVED); i++)
        if (strcmp(PROVED[i].pattern, pattern) == 0)
            return true;
    return false;
}

static int ask(struct people_desk *people, const struct session_key *key, const char *line, const char *type,
               const char *body, const char *word) {
    struct answer answer = people_ask(people, line, type, body, key ? key->id : "", key ? key->csrf : "");
    if (word && !strstr(answer.bytes, word))
        fail_msg("%s: %d, without \"%s\": %s", line, answer.status, word, answer.bytes);
    int status = answer.status;
    answer_finish(&answer);
    return status;
}

static int ask_row(struct people_desk *people, const struct session_key *key, const struct row *row,
                   const char *word) {
    return ask(people, key, row->line ? row->line : row->pattern, row->body ? JSON : NULL, row->body, word);
}

/* Somebody who gave their password eleven minutes ago. */
static struct session_key stale(struct people_desk *people, size_t who) {
    struct session_key key = people_sign_in(people, who);
    assert_int_equal(
        session_prove(people->database, key.id, desk_now_ms(&people->desk) - SESSION_PROVED_MS - 60000, NULL),
        OUTCOME_DONE);
    return key;
}

static void it_is_people_and_keys_that_are_asked_for_again(void **state) {
    struct people_desk *people = *state;
    char name[200];
    for (size_t i = 0; i < people->desk.route_count; i++) {
        const struct route *route = &people->desk.routes[i];
        snprintf(name, sizeof name, "%s %s", method_name(route->method), route->pattern);
        if (route->proof != is_proved(name))
            fail_msg("%s: %s", name, route->proof ? "asks for a password" : "asks for no password");
    }
}

static void a_password_of_long_ago_is_asked_for_again(void **state) {
    struct people_desk *people = *state;
    struct session_key key = stale(people, ADMIN), other = stale(people, ADMIN);
    for (size_t i = 0; i < LENGTH(PROVED); i++)
        assert_int_equal(ask_row(people, &key, &PROVED[i], "urn:kiosk:problem:proof-needed"), 403);
    assert_int_equal(ask(people, &key, "GET /api/1/users", NULL, NULL, NULL), 200); /* looking is free */
    assert_int_equal(
        ask(people, &key, "POST /api/1/session/proof", JSON, "{\"password\":\"no\"}", "wrong-password"), 422);
    assert_int_equal(ask_row(people, &key, &PROVED[0], "proof-needed"), 403);
    assert_int_equal(
        ask(people, &key, "POST /api/1/session/proof", JSON, "{\"password\":\"" DESK_PASSWORD "\"}", NULL),
        204);
    for (size_t i = 0; i < LENGTH(PROVED); i++)
        assert_int_not_equal(ask_row(people, &key, &PROVED[i], NULL), 403);
    assert_int_equal(ask_row(people, &other, &PROVED[0], "proof-needed"), 403); /* one session, not all */
}

/* Whoever found a session open is slowed down as whoever signs in. */
static void a_proof_is_not_guessed(void **state) {
    struct people_desk *people = *state;
    struct session_key key = stale(people, ADMIN);
    int status = 0;
    for (int i = 0; i < 100 && status != 429; i++)
        status = ask(people, &key, "POST /api/1/session/proof", JSON, "{\"password\":\"no\"}", NULL);
    assert_int_equal(status, 429);
}

/* The link in an answer, to be asked for. */
static void link_of(const struct answer *answer, const char *method, char line[80]) {
    const char *link = strstr(answer->body, "\"link\":\"/password?code=");
    assert_non_null(link);
    snprintf(line, 80, "%s %.*s", method, (int)strlen("/password?code=") + RESET_TEXT - 1,
             link + strlen("\"link\":\""));
}

static bool in_log(struct people_desk *people, const char *what, const char *object) {
    struct statement look =
        STATEMENT(people->database, "SELECT count(*) FROM audit WHERE what = ? AND object = ?");
    statement_text(&look, what);
    statement_text(&look, object);
    bool found = statement_row(&look) && column_int(&look, 0) > 0;
    assert_int_equal(statement_end(&look, NULL), OUTCOME_DONE);
    return found;
}

static void nobody_but_they_ever_see_it(void **state) {
    struct people_desk *people = *state;
    struct session_key admin = people_sign_in(people, ADMIN), theirs = people_sign_in(people, OWN_VIEWER);
    char show[80], send[80];
    assert_int_equal(ask(people, &theirs, "GET /api/1/me", NULL, NULL, NULL), 200);
    struct answer answer =
        people_ask(people, "POST /api/1/users/own-viewer/reset", JSON, "{}", admin.id, admin.csrf);
    assert_int_equal(answer.status, 200);
    assert_null(strstr(answer.body, "\"password\""));
    link_of(&answer, "GET", show);
    link_of(&answer, "POST", send);
    answer_finish(&answer);
    assert_int_equal(ask(people, &theirs, "GET /api/1/me", NULL, NULL, NULL), 401);
    assert_true(in_log(people, "password reset", "own-viewer"));

    assert_int_equal(ask(people, NULL, show, NULL, NULL, "method=\"post\""), 200);
    assert_int_equal(ask(people, NULL, show, NULL, NULL, "no-store"), 200); /* and uses nothing up */
    assert_int_equal(ask(people, NULL, send, FORM, "new=" FRESH "&repeat=nine-green", "not the same"), 422);
    assert_int_equal(ask(people, NULL, send, FORM, "new=12345678&repeat=12345678", "too common"), 422);
    assert_int_equal(ask(people, NULL, send, FORM, "new=" FRESH "&repeat=" FRESH, "/sign-in/chosen"), 303);
    assert_true(in_log(people, "password set", "own-viewer"));
    assert_int_equal(ask(people, NULL, send, FORM, "new=" FRESH "&repeat=" FRESH, "Ask for another"), 410);
    assert_int_equal(ask(people, NULL, show, NULL, NULL, "Ask for another"), 410);
    assert_int_equal(ask(people, NULL, "POST /api/1/session", JSON,
                         "{\"login\":\"own-viewer\",\"password\":\"" FRESH "\"}",
                         "\"must_change_password\":false"),
                     200);
}

static void somebody_new_chooses_a_password_as_well(void **state) {
    struct people_desk *people = *state;
    struct session_key admin = people_sign_in(people, ADMIN);
    char send[80];
    struct answer answer =
        people_ask(people, "POST /api/1/users", JSON,
                   "{\"login\":\"new\",\"name\":\"New\",\"role\":\"viewer\"}", admin.id, admin.csrf);
    assert_int_equal(answer.status, 201);
    link_of(&answer, "POST", send);
    answer_finish(&answer);
    assert_int_equal(
        ask(people, NULL, "POST /api/1/session", JSON, "{\"login\":\"new\",\"password\":\"\"}", NULL), 401);
    assert_int_equal(ask(people, NULL, send, FORM, "new=" FRESH "&repeat=" FRESH, NULL), 303);
    assert_int_equal(ask(people, NULL, "POST /api/1/session", JSON,
                         "{\"login\":\"new\",\"password\":\"" FRESH "\"}", NULL),
                     200);
}

static int start(void **state) {
    *state = people_start(NULL);
    return 0;
}
static int stop(void **state) {
    people_stop(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_people_and_keys_that_are_asked_for_again, start, stop),
        cmocka_unit_test_setup_teardown(a_password_of_long_ago_is_asked_for_again, start, stop),
        cmocka_unit_test_setup_teardown(a_proof_is_not_guessed, start, stop),
        cmocka_unit_test_setup_teardown(nobody_but_they_ever_see_it, start, stop),
        cmocka_unit_test_setup_teardown(somebody_new_chooses_a_password_as_well, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
