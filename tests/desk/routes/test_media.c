/* Pictures through the API: in parts over several connections, what is said about them, where they are used,
 * another one in their place, and how much room there is (K9). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/data/objects.h"
#include "support/desk_people.h"
#include "support/intake_here.h"

#define JSON "application/json"
#define UPLOAD "/api/1/media/uploads/0123456789abcdef"
#define DRAWING(colour)                                                                                      \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path fill=\"" colour                   \
    "\" d=\"M0 0h20v10H0z\"/></svg>"
static const char RED[] = DRAWING("#f00");

enum { ADMIN = 0, EDITOR = 2, OWN_EDITOR = 5, FOREIGN_EDITOR = 8 };

static struct answer ask(struct people_desk *people, size_t who, const char *line, const char *type,
                         const char *body) {
    struct session_key key = people_sign_in(people, who);
    return people_ask(people, line, type, body, key.id, key.csrf);
}

/* Is answered so, with `words` in it. */
static void answers(struct people_desk *people, size_t who, const char *line, const char *body, int status,
                    const char *words) {
    bool upload = strncmp(line, "PUT /api/1/media", 16) == 0;
    struct answer answer = ask(people, who, line, !body ? NULL : upload ? "image/svg+xml" : JSON, body);
    if (answer.status != status || !strstr(answer.bytes, words))
        fail_msg("%s as %s: %d instead of %d, or without \"%s\": %s", line, PEOPLE[who].login, answer.status,
                 status, words, answer.body);
    answer_finish(&answer);
}

static void save_picture(struct people_desk *people, const char *name, const char *drawing, char asset[100]) {
    char line[200];
    snprintf(line, sizeof line, "PUT /api/1/media?name=%s", name);
    struct answer answer = ask(people, ADMIN, line, "image/svg+xml", drawing);
    const char *at = strstr(answer.body, "assets/");
    assert_int_equal(answer.status, 201);
    assert_non_null(at);
    snprintf(asset, 100, "%.*s", (int)strcspn(at, "\""), at);
    answer_finish(&answer);
}

static void hash_of(const char *drawing, char hash[HASH_HEX + 1]) {
    struct hash found = hash_bytes(drawing, strlen(drawing));
    memcpy(hash, found.hex, sizeof found.hex);
}

/* A part of RED, from `from` on; `promised` bytes are announced, and the connection is closed behind `sent`.
 */
static int send_part(struct people_desk *people, size_t who, size_t from, size_t promised, size_t sent,
                     struct answer *answer) {
    struct session_key key = people_sign_in(people, who);
    char head[700];
    snprintf(head, sizeof head,
             "PUT " UPLOAD "?name=red.svg HTTP/1.1\r\nHost: localhost:%u\r\nSec-Fetch-Site: same-origin\r\n"
             "Cookie: " SESSION_COOKIE "=%s\r\n" CSRF_HEADER ": %s\r\nContent-Length: %zu\r\n"
             "Content-Range: bytes %zu-%zu/%zu\r\n\r\n",
             people->port, key.id, key.csrf, promised, from, from + promised - 1, strlen(RED));
    int fd = client_connect(people->port);
    client_send(fd, head, strlen(head));
    client_send(fd, RED + from, sent);
    if (sent == promised)
        *answer = client_read(fd, 0);
    close(fd);
    return answer->status;
}

static void an_upload_goes_on_where_it_ended(void **state) {
    struct people_desk *people = *state;
    struct answer answer = {0};
    size_t size = strlen(RED);
    answers(people, EDITOR, "GET " UPLOAD, NULL, 404, "not-found");
    assert_int_equal(send_part(people, EDITOR, 0, 30, 30, &answer), 202);
    answer_finish(&answer);
    answers(people, EDITOR, "GET " UPLOAD, NULL, 200, "{\"offset\":30}");
    answers(people, EDITOR, "HEAD " UPLOAD, NULL, 200, "Upload-Offset: 30");
    answers(people, OWN_EDITOR, "GET " UPLOAD, NULL, 404, "not-found");
    assert_int_equal(send_part(people, EDITOR, 31, size - 31, size - 31, &answer),
                     416); /* a byte is missing */
    answer_finish(&answer);
    assert_int_equal(send_part(people, OWN_EDITOR, 30, size - 30, size - 30, &answer), 416); /* not theirs */
    answer_finish(&answer);
    /* a connection that breaks loses what it had begun to say, never what was there */
    send_part(people, EDITOR, 30, 20, 5, &answer);
    assert_int_equal(send_part(people, EDITOR, 25, size - 25, size - 25, &answer), 201);
    assert_non_null(strstr(answer.body, "\"width\":40"));
    answer_finish(&answer);
    answers(people, EDITOR, "GET " UPLOAD, NULL, 404, "not-found");
}

static void a_range_that_is_none_is_refused(void **state) {
    struct people_desk *people = *state;
    static const char *const RANGES[] = {"bytes 0-2/3",        "bytes 0-3/3", "bytes 3-0/9",  "bytes */4",
                                         "bytes 0-3/99999999", "chars 0-3/4", "bytes 0-3/4x", "bytes -3/4"};
    for (size_t i = 0; i < LENGTH(RANGES); i++) {
        struct session_key key = people_sign_in(people, EDITOR);
        char headers[500];
        snprintf(headers, sizeof headers,
                 "Cookie: " SESSION_COOKIE "=%s\r\n" CSRF_HEADER ": %s\r\nSec-Fetch-Site: same-origin\r\n"
                 "Content-Range: %s\r\n",
                 key.id, key.csrf, RANGES[i]);
        struct answer answer = client_ask(people->port, "PUT " UPLOAD "?name=a.svg", headers, "1234");
        if (answer.status != (i == 4 ? 413 : 400))
            fail_msg("%s: %d", RANGES[i], answer.status);
        answer_finish(&answer);
    }
    answers(people, EDITOR, "PUT /api/1/media/uploads/..%2f..%2fdesk.db?name=a.svg", "x", 400, "bad-request");
}

static void what_is_no_picture_is_refused(void **state) {
    struct people_desk *people = *state;
    answers(people, EDITOR, "PUT /api/1/media?name=a.svg", "", 422, "no-picture");
    answers(people, EDITOR, "PUT " UPLOAD "?name=a.svg", "", 422, "no-picture");
    answers(people, EDITOR, "PUT " UPLOAD "?name=a.svg", "<html></html>", 422,
            "at most 64 megapixels and 64 MB");
    answers(people, EDITOR, "GET /api/1/media", NULL, 200, "[]");
}

static void what_is_said_about_a_picture_is_found(void **state) {
    struct people_desk *people = *state;
    char asset[100], hash[HASH_HEX + 1], line[200];
    save_picture(people, "IMG_2034.svg", RED, asset);
    hash_of(RED, hash);
    snprintf(line, sizeof line, "PATCH /api/1/media/%s", hash);
    answers(
        people, EDITOR, line,
        "{\"name\": \"Koret\", \"alt\": {\"da\": \"Sangere på torvet\", \"en\": \"Singers\"}, \"credit\": "
        "{\"da\": \"Åse Vig\"}, \"focus\": [30, 60]}",
        204, "");
    answers(people, EDITOR, "GET /api/1/media?q=torv", NULL, 200, "\"focus\":[30,60]");
    answers(people, EDITOR, "GET /api/1/media?q=koret+vig", NULL, 200, asset);
    answers(people, EDITOR, "GET /api/1/media?q=img", NULL, 200, asset);
    answers(people, EDITOR, "GET /api/1/media?q=torv+vinter", NULL, 200, "[]");
    answers(people, EDITOR, line, "{\"focus\": [30]}", 422, "fields");
    answers(people, EDITOR, line, "{\"alt\": {\"da\": 7}}", 422, "/alt/da");
    answers(people, EDITOR, line, "{\"owner\": 1}", 422, "/owner");
    answers(people, EDITOR, "PATCH /api/1/media/../desk.db", "{}", 400, "");
}

static void use(struct people_desk *people, const char *list, const char *asset) {
    char ops[500];
    snprintf(ops, sizeof ops,
             "[{\"file\": \"playlists/%s.json\", \"path\": \"/slides[id=first]/picture\", \"op\": \"set\", "
             "\"value\": {\"asset\": \"%s\", \"alt\": {\"en\": \"A red field\"}}}]",
             list, asset);
    int64_t newest = 0;
    assert_int_equal(revision_newest(people->database, &newest, NULL), OUTCOME_DONE);
    people_save(people->database, ops, newest);
}

static void a_picture_in_use_stays_until_another_takes_its_place(void **state) {
    struct people_desk *people = *state;
    char red[100], green[100], hash[HASH_HEX + 1], remove[200], replace[200], body[200], undo[60];
    int64_t newest = 0;
    save_picture(people, "red.svg", RED, red);
    save_picture(people, "green.svg", DRAWING("#0f0"), green);
    hash_of(RED, hash);
    use(people, "one", red);
    use(people, "two", red);
    snprintf(remove, sizeof remove, "DELETE /api/1/media/%s", hash);
    snprintf(replace, sizeof replace, "POST /api/1/media/%s/replace", hash);
    snprintf(body, sizeof body, "{\"with\": \"%s\"}", green);
    answers(
        people, EDITOR, remove, NULL, 409,
        "{\"file\":\"playlists/two.json\",\"path\":\"/slides[id=first]/picture/asset\",\"slide\":\"first\"}");
    answers(people, EDITOR, "GET /api/1/media?q=field", NULL, 200, red); /* as its slides say */
    answers(people, OWN_EDITOR, replace, body, 403, "playlists/two.json");
    answers(people, FOREIGN_EDITOR, replace, body, 403, "playlists/one.json");
    answers(people, EDITOR, replace, "{\"with\": \"assets/none.svg\"}", 422, "no-such-picture");
    assert_int_equal(revision_newest(people->database, &newest, NULL), OUTCOME_DONE);
    answers(people, EDITOR, replace, body, 200, "\"revision\"");
    answers(people, EDITOR, "GET /api/1/files/playlists/one.json", NULL, 200, green);
    answers(people, EDITOR, "GET /api/1/files/playlists/two.json", NULL, 200, green);
    snprintf(undo, sizeof undo, "{\"revision\": %lld}", (long long)newest + 1);
    answers(people, EDITOR, "POST /api/1/undo", undo, 200, "\"revision\"");
    answers(people, EDITOR, "GET /api/1/files/playlists/two.json", NULL, 200, red);
    answers(people, EDITOR, replace, body, 200, "\"revision\"");
    answers(people, EDITOR, remove, NULL, 200, "\"revision\"");
    answers(people, EDITOR, remove, NULL, 404, "not-found");
}

static void a_picture_in_somebodys_draft_stays(void **state) {
    struct people_desk *people = *state;
    char asset[100], hash[HASH_HEX + 1], line[200], draft[300];
    save_picture(people, "red.svg", RED, asset);
    hash_of(RED, hash);
    snprintf(
        draft, sizeof draft,
        "{\"file\": \"playlists/one.json\", \"slide\": \"x\", \"base\": 1, \"ops\": [{\"value\": \"%s\"}]}",
        asset);
    answers(people, OWN_EDITOR, "PUT /api/1/drafts", draft, 204, "");
    snprintf(line, sizeof line, "DELETE /api/1/media/%s", hash);
    answers(people, EDITOR, line, NULL, 409, "in-draft");
    answers(people, OWN_EDITOR, "DELETE /api/1/drafts?file=playlists/one.json&slide=x", NULL, 204, "");
    answers(people, EDITOR, line, NULL, 200, "\"revision\"");
}

static void a_picture_takes_the_place_that_it_is_given(void **state) {
    struct people_desk *people = *state;
    char line[300], red[HASH_HEX + 1];
    hash_of(RED, red);
    answers(people, OWN_EDITOR, "PUT /api/1/media?name=a.svg&path=assets/deep/a.svg", RED, 201,
            "\"asset\":\"assets/deep/a.svg\"");
    answers(people, EDITOR, "PUT /api/1/media?name=a.svg&path=assets/deep/a.svg", RED, 201,
            "assets/deep/a.svg");
    /* nobody's picture is written over unseen */
    answers(people, EDITOR, "PUT /api/1/media?name=a.svg&path=assets/deep/a.svg", DRAWING("#00f"), 409,
            "changed-meanwhile");
    snprintf(line, sizeof line, "PUT /api/1/media?name=a.svg&path=assets/deep/a.svg&before=%s", red);
    answers(people, OWN_EDITOR, line, DRAWING("#00f"), 403,
            "forbidden"); /* other groups' screens may show it */
    answers(people, EDITOR, line, DRAWING("#00f"), 201, "assets/deep/a.svg");
    answers(people, EDITOR, line, DRAWING("#0ff"), 409, "changed-meanwhile");
    answers(people, EDITOR, "PUT /api/1/media?name=a.svg&path=playlists/a.svg", RED, 422, "assets/NAME");
    answers(people, EDITOR, "PUT /api/1/media?name=a.svg&path=assets/../a.svg", RED, 422, "a.svg");
}

static void a_full_quota_says_how_full(void **state) {
    struct people_desk *people = *state;
    char asset[100];
    save_picture(people, "red.svg", RED, asset);
    people->desk.pictures.own = strlen(RED) + 10;
    answers(people, ADMIN, "PUT /api/1/media?name=b.svg", DRAWING("#00f"), 507,
            "Your pictures take 1 MB of the 1 MB that each person has");
    answers(people, EDITOR, "PUT /api/1/media?name=b.svg", DRAWING("#00f"), 201, "assets/b-");
    people->desk.pictures.all = strlen(RED) * 2 + 10;
    answers(people, OWN_EDITOR, "PUT " UPLOAD "?name=c.svg", DRAWING("#0ff"), 507, "The pictures take");
}

/* As an import brings it: nobody has uploaded it. */
static void import_object(struct people_desk *people, const char *path, const char *bytes) {
    struct hash hash = {""};
    struct object_writer *writer = object_begin(people->folder, NULL);
    char op[300];
    int64_t newest = 0;
    assert_non_null(writer);
    assert_int_equal(object_add(writer, bytes, strlen(bytes), NULL), OUTCOME_DONE);
    assert_int_equal(object_end(writer, &hash, NULL), OUTCOME_DONE);
    snprintf(op, sizeof op,
             "[{\"file\": \"%s\", \"path\": \"\", \"op\": \"set\", \"value\": {\"object\": \"%s\"}}]", path,
             hash.hex);
    assert_int_equal(revision_newest(people->database, &newest, NULL), OUTCOME_DONE);
    people_save(people->database, op, newest);
}

static void a_picture_is_measured_once_for_all_time(void **state) {
    struct people_desk *people = *state;
    char asset[100];
    intake_jails = 0;
    save_picture(people, "red.svg", RED, asset);
    assert_int_equal(intake_jails, 1); /* where it came in */
    import_object(people, "assets/imported.svg", DRAWING("#0f0"));
    import_object(people, "assets/broken.png", "no picture");
    answers(people, EDITOR, "GET /api/1/media?q=red", NULL, 200, "\"width\":40,\"height\":20");
    assert_int_equal(intake_jails, 1);
    answers(people, EDITOR, "GET /api/1/media?q=imported", NULL, 200, "\"width\":40,\"height\":20");
    answers(people, EDITOR, "GET /api/1/media?q=broken", NULL, 200, "broken.png");
    assert_int_equal(intake_jails, 3);
    for (int i = 0; i < 2; i++) {
        struct answer answer = ask(people, EDITOR, "GET /api/1/media", NULL, NULL);
        const char *first = strstr(answer.body, "\"width\":40");
        assert_non_null(first);
        assert_non_null(strstr(first + 1, "\"width\":40"));
        assert_null(strstr(answer.body, "\"width\":0")); /* what is no picture has no size */
        answer_finish(&answer);
        assert_int_equal(intake_jails, 3);
        people_again(people);
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
        cmocka_unit_test_setup_teardown(an_upload_goes_on_where_it_ended, start, stop),
        cmocka_unit_test_setup_teardown(a_range_that_is_none_is_refused, start, stop),
        cmocka_unit_test_setup_teardown(what_is_no_picture_is_refused, start, stop),
        cmocka_unit_test_setup_teardown(what_is_said_about_a_picture_is_found, start, stop),
        cmocka_unit_test_setup_teardown(a_picture_in_use_stays_until_another_takes_its_place, start, stop),
        cmocka_unit_test_setup_teardown(a_picture_in_somebodys_draft_stays, start, stop),
        cmocka_unit_test_setup_teardown(a_picture_takes_the_place_that_it_is_given, start, stop),
        cmocka_unit_test_setup_teardown(a_picture_is_measured_once_for_all_time, start, stop),
        cmocka_unit_test_setup_teardown(a_full_quota_says_how_full, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
