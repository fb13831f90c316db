/* Every route × every role × own and foreign group (K10), without a token (K4): a route without a row here
 * fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/desk_people.h"
#include "support/intake_here.h"

#define JSON "application/json"
#define FORM "application/x-www-form-urlencoded"
#define EDIT_OF(file)                                                                                        \
    "{\"ops\": [{\"file\": \"" file "\", \"path\": \"/name/en\", \"op\": \"set\", \"value\": \"Other\"}]}"
#define IMPORT_OF(file) "{\"base\": 0, \"files\": [{\"path\": \"" file "\", \"text\": \"{}\"}]}"

enum object {
    WHOLE, /* what all screens share */
    ANY,   /* no group's own */
    OWN,   /* of the group "own" */
    SELF   /* one's own account */
};
static const struct row {
    const char *pattern; /* of the route, with its method */
    const char *line;    /* what is asked; NULL: as the pattern */
    const char *type, *body;
    enum role least; /* ROLE_NONE: for anybody */
    enum object object;
    int status; /* what whoever may is answered, an admin at first */
} ROWS[] = {
    {"GET /", NULL, NULL, NULL, ROLE_NONE, ANY, 200},
    {"GET /t", NULL, NULL, NULL, ROLE_NONE, ANY, 303},
    {"GET /assets/{path...}", "GET /assets/none.js", NULL, NULL, ROLE_NONE, ANY, 404},
    {"GET /site/{path...}", "GET /site/c/main/manifest", NULL, NULL, ROLE_NONE, ANY, 404},
    {"GET /openapi.json", NULL, NULL, NULL, ROLE_NONE, ANY, 200},
    {"GET /sign-in", NULL, NULL, NULL, ROLE_NONE, ANY, 200},
    {"GET /sign-in/chosen", NULL, NULL, NULL, ROLE_NONE, ANY, 200},
    {"GET /password", "GET /password?code=0", NULL, NULL, ROLE_NONE, ANY, 410},
    {"POST /password", "POST /password?code=0", FORM, "new=nine-green-bicycles&repeat=nine-green-bicycles",
     ROLE_NONE, ANY, 410},
    {"POST /sign-in", NULL, FORM, "login=admin&password=" DESK_PASSWORD, ROLE_NONE, ANY, 303},
    {"POST /api/1/session", NULL, JSON, "{\"login\":\"admin\",\"password\":\"" DESK_PASSWORD "\"}", ROLE_NONE,
     ANY, 200},
    {"DELETE /api/1/session", NULL, NULL, NULL, ROLE_VIEWER, SELF, 204},
    {"POST /api/1/session/proof", NULL, JSON, "{\"password\":\"wrong\"}", ROLE_VIEWER, SELF, 422},
    {"GET /api/1/me", NULL, NULL, NULL, ROLE_VIEWER, SELF, 200},
    {"PATCH /api/1/me", NULL, JSON, "{\"locale\":\"en\"}", ROLE_VIEWER, SELF, 204},
    {"POST /api/1/me/password", NULL, JSON, "{\"old\":\"wrong\",\"new\":\"another-horse-9\"}", ROLE_VIEWER,
     SELF, 422},
    {"GET /api/1/users", NULL, NULL, NULL, ROLE_ADMIN, WHOLE, 200},
    {"POST /api/1/users", NULL, JSON,
     "{\"login\":\"new\",\"name\":\"New\",\"role\":\"viewer\",\"group\":null}", ROLE_ADMIN, WHOLE, 201},
    {"PATCH /api/1/users/{login}", "PATCH /api/1/users/new", JSON, "{\"role\":\"editor\",\"group\":\"own\"}",
     ROLE_ADMIN, WHOLE, 204},
    {"POST /api/1/users/{login}/reset", "POST /api/1/users/new/reset", JSON, "{}", ROLE_ADMIN, WHOLE, 200},
    {"GET /api/1/groups", NULL, NULL, NULL, ROLE_ADMIN, WHOLE, 200},
    {"POST /api/1/groups", NULL, JSON, "{\"name\":\"third\"}", ROLE_ADMIN, WHOLE, 201},
    {"PATCH /api/1/groups/{name...}", "PATCH /api/1/groups/third", JSON, "{\"name\":\"third\"}", ROLE_ADMIN,
     WHOLE, 204},
    {"DELETE /api/1/groups/{name...}", "DELETE /api/1/groups/own", NULL, NULL, ROLE_ADMIN, WHOLE, 409},
    {"GET /api/1/audit", NULL, NULL, NULL, ROLE_ADMIN, WHOLE, 200},
    {"GET /api/1/audit/verify", NULL, NULL, NULL, ROLE_ADMIN, WHOLE, 200},
    {"GET /api/1/files", NULL, NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"GET /api/1/files/{path...}", "GET /api/1/files/playlists/one.json", NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"GET /api/1/drafts", NULL, NULL, NULL, ROLE_EDITOR, ANY, 200},
    {"PUT /api/1/drafts", NULL, JSON,
     "{\"file\":\"playlists/one.json\",\"slide\":\"a\",\"base\":1,\"ops\":[]}", ROLE_EDITOR, ANY, 204},
    {"DELETE /api/1/drafts", "DELETE /api/1/drafts?file=playlists/one.json&slide=a", NULL, NULL, ROLE_EDITOR,
     ANY, 204},
    {"GET /api/1/history", NULL, NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"POST /api/1/undo", NULL, JSON, "{\"revision\":2}", ROLE_EDITOR, OWN, 200},
    {"POST /api/1/edits", NULL, JSON, EDIT_OF("playlists/one.json"), ROLE_EDITOR, OWN, 200},
    {"POST /api/1/edits", NULL, JSON, EDIT_OF("playlists/site.json"), ROLE_EDITOR, WHOLE, 200},
    {"POST /api/1/import", NULL, JSON, IMPORT_OF("playlists/one.json"), ROLE_EDITOR, OWN, 409},
    {"POST /api/1/import", NULL, JSON, IMPORT_OF("playlists/site.json"), ROLE_EDITOR, WHOLE, 409},
    {"POST /api/1/merge", NULL, JSON,
     "{\"base\": 1, \"onto\": 2, \"path\": \"playlists/one.json\", \"text\": \"{}\"}", ROLE_VIEWER, ANY, 409},
    {"POST /api/1/check", NULL, JSON, EDIT_OF("playlists/one.json"), ROLE_EDITOR, ANY, 200},
    {"GET /api/1/slides", NULL, NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"POST /api/1/place", NULL, JSON,
     "{\"slide\": {\"file\": \"playlists/one.json\", \"id\": \"first\"}, \"screens\": [\"one\", \"two\"]}",
     ROLE_EDITOR, ANY, 200},
    {"GET /api/1/diff", "GET /api/1/diff?from=published&to=newest", NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"POST /api/1/preview", NULL, JSON, "{\"screen\": \"one\", \"ops\": [{}]}", ROLE_VIEWER, ANY, 422},
    {"GET /api/1/media", NULL, NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"PUT /api/1/media", "PUT /api/1/media?name=a.png", "image/png", "no picture", ROLE_EDITOR, ANY, 422},
    {"PUT /api/1/media/uploads/{id}", "PUT /api/1/media/uploads/0123456789abcdef?name=a.png", "image/png",
     "no picture", ROLE_EDITOR, ANY, 422},
    {"GET /api/1/media/uploads/{id}", "GET /api/1/media/uploads/fedcba9876543210", NULL, NULL, ROLE_EDITOR,
     ANY, 404},
    {"PATCH /api/1/media/{hash}", "PATCH /api/1/media/none", JSON, "{}", ROLE_EDITOR, ANY, 422},
    {"DELETE /api/1/media/{hash}", "DELETE /api/1/media/none", NULL, NULL, ROLE_EDITOR, ANY, 404},
    {"POST /api/1/media/{hash}/replace", "POST /api/1/media/none/replace", JSON,
     "{\"with\": \"assets/none.png\"}", ROLE_EDITOR, ANY, 404},
    {"GET /api/1/publication", NULL, NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"POST /api/1/publish", NULL, JSON, "{\"revision\":2}", ROLE_PUBLISHER, OWN, 503},
    {"POST /api/1/publish/undo", NULL, NULL, NULL, ROLE_PUBLISHER, WHOLE, 503},
    {"POST /api/1/device/start", NULL, JSON, "{\"key\": 1}", ROLE_NONE, ANY, 422},
    {"GET /api/1/device/enrol", "GET /api/1/device/enrol?ticket=0&nonce=0", NULL, NULL, ROLE_NONE, ANY, 422},
    {"POST /api/1/device/session", NULL, JSON, "{\"key\": \"0\"}", ROLE_NONE, ANY, 422},
    /* a screen's: no person's session opens them */
    {"POST /api/1/device/status", NULL, JSON, "{}", ROLE_NONE, ANY, 401},
    {"PUT /api/1/device/shot", NULL, "image/png", "no picture", ROLE_NONE, ANY, 401},
    {"GET /api/1/device/wait", "GET /api/1/device/wait?since=0", NULL, NULL, ROLE_NONE, ANY, 401},
    {"POST /api/1/enrol", NULL, JSON, "{\"code\": \"0000-0000\"}", ROLE_ADMIN, WHOLE, 404},
    {"POST /api/1/enrol/{code}/confirm", "POST /api/1/enrol/0000-0000/confirm", JSON,
     "{\"screen\": \"one\", \"group\": \"own\"}", ROLE_ADMIN, WHOLE, 404},
    {"POST /api/1/screens/{id}/command", "POST /api/1/screens/1/command", JSON, "{\"do\": \"identify\"}",
     ROLE_EDITOR, OWN, 202},
    {"GET /api/1/screens/{id}/picture", "GET /api/1/screens/1/picture", NULL, NULL, ROLE_VIEWER, OWN, 404},
    {"PATCH /api/1/screens/{id}", "PATCH /api/1/screens/1", JSON, "{\"screen\": \"one\"}", ROLE_ADMIN, WHOLE,
     204},
    {"DELETE /api/1/screens/{id}", "DELETE /api/1/screens/2", NULL, NULL, ROLE_ADMIN, WHOLE, 204},
    {"GET /api/1/screens/{id}/history", "GET /api/1/screens/1/history", NULL, NULL, ROLE_VIEWER, OWN, 200},
    {"GET /api/1/screens", NULL, NULL, NULL, ROLE_VIEWER, ANY, 200},
    {"GET /api/1/wait", "GET /api/1/wait?since=0", NULL, NULL, ROLE_VIEWER, ANY, 200},
};

static int expected(const struct row *row, const struct person *person) {
    if (row->least == ROLE_NONE)
        return row->status;
    if (person->role == ROLE_NONE)
        return 401;
    if (row->object == SELF)
        return row->status;
    bool reaches =
        person->group == OF_ALL || row->object == ANY || (row->object == OWN && person->group == OF_OWN);
    return person->locked || person->role < row->least || !reaches ? 403 : row->status;
}

static void pattern_of(const struct route *route, char out[200]) {
    snprintf(out, 200, "%s %s", method_name(route->method), route->pattern);
}

static void every_route_has_a_row_and_every_row_a_route(void **state) {
    struct people_desk *people = *state;
    char name[200];
    for (size_t i = 0; i < people->desk.route_count; i++) {
        bool found = false;
        pattern_of(&people->desk.routes[i], name);
        for (size_t j = 0; j < LENGTH(ROWS); j++)
            found |= strcmp(ROWS[j].pattern, name) == 0;
        if (!found)
            fail_msg("%s: who may call it stands nowhere", name);
    }
    for (size_t j = 0; j < LENGTH(ROWS); j++) {
        bool found = false;
        for (size_t i = 0; i < people->desk.route_count; i++) {
            pattern_of(&people->desk.routes[i], name);
            found |= strcmp(ROWS[j].pattern, name) == 0;
        }
        if (!found)
            fail_msg("%s: there is no such route", ROWS[j].pattern);
    }
}

static const char *line_of(const struct row *row) {
    return row->line ? row->line : row->pattern;
}

static void each_may_what_their_role_says(void **state) {
    struct people_desk *people = *state;
    for (size_t i = 0; i < LENGTH(ROWS); i++)
        for (size_t who = 0; who < LENGTH(PEOPLE); who++) {
            struct session_key key = people_sign_in(people, who);
            struct answer answer =
                people_ask(people, line_of(&ROWS[i]), ROWS[i].type, ROWS[i].body, key.id, key.csrf);
            int right = expected(&ROWS[i], &PEOPLE[who]);
            /* what an admin did already may be there, or taken back: 409 */
            bool fine =
                answer.status == right || (who > 0 && right == ROWS[i].status && answer.status == 409);
            if (!fine)
                fail_msg("%s as \"%s\": %d instead of %d: %s", line_of(&ROWS[i]), PEOPLE[who].login,
                         answer.status, right, answer.body);
            answer_finish(&answer);
        }
}

static void nothing_changes_without_the_token(void **state) {
    struct people_desk *people = *state;
    struct session_key other = people_sign_in(people, 1);
    const char *const tokens[] = {"", "0123456789abcdef0123456789abcdef", other.csrf};
    for (size_t i = 0; i < LENGTH(ROWS); i++)
        for (size_t j = 0; j < LENGTH(tokens); j++) {
            struct session_key key = people_sign_in(people, 0);
            if (ROWS[i].least == ROLE_NONE || strncmp(ROWS[i].pattern, "GET ", 4) == 0)
                continue;
            struct answer answer =
                people_ask(people, line_of(&ROWS[i]), ROWS[i].type, ROWS[i].body, key.id, tokens[j]);
            if (answer.status != 403)
                fail_msg("%s with the token \"%s\": %d", line_of(&ROWS[i]), tokens[j], answer.status);
            answer_finish(&answer);
        }
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
        cmocka_unit_test_setup_teardown(every_route_has_a_row_and_every_row_a_route, start, stop),
        cmocka_unit_test_setup_teardown(nothing_changes_without_the_token, start, stop),
        cmocka_unit_test_setup_teardown(each_may_what_their_role_says, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
