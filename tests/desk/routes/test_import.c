/* Files that were changed by hand come in byte for byte, and are merged with what was changed in the desk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/desk_people.h"

#define JSON "application/json"
#define IMPORT "POST /api/1/import"
#define ONE "playlists/one.json"
/* Odd, and somebody's own: line ends of Windows, no space, a blank line, no line feed at the end. */
#define BY_HAND(headline)                                                                                    \
    "{\"name\":{\"en\":\"One\"},\\r\\n\\r\\n\\t\"slides\":[{\"id\":\"first\",\"type\":\"text\","             \
    "\"headline\":{\"en\":\"" headline "\"},\"evergreen\":true}]}"

enum { ADMIN = 0, EDITOR = 2, OWN_EDITOR = 5, FOREIGN_EDITOR = 8 };

static struct answer ask(struct people_desk *people, size_t who, const char *line, const char *type,
                         const char *body) {
    struct session_key key = people_sign_in(people, who);
    return people_ask(people, line, type, body, key.id, key.csrf);
}

static void quote(const char *text, char *out) {
    for (; *text; text++) {
        if (*text == '"')
            *out++ = '\\';
        *out++ = *text;
    }
    *out = '\0';
}

/* Files begun as revision `base`; `text` as it stands in JSON, its quotes apart; NULL: the file goes. */
static void imports(struct people_desk *people, size_t who, int base, const char *path, const char *text,
                    int status, const char *words) {
    char body[2000], quoted[1200] = "", value[1300] = "null";
    if (text) {
        quote(text, quoted);
        snprintf(value, sizeof value, "\"%s\"", quoted);
    }
    snprintf(body, sizeof body,
             "{\"base\": %d, \"files\": [{\"path\": \"%s\", \"text\": %s}], \"note\": \"by hand\"}", base,
             path, value);
    struct answer answer = ask(people, who, IMPORT, JSON, body);
    if (answer.status != status || !strstr(answer.body, words))
        fail_msg("%s of %d: %d instead of %d, or without \"%s\": %s", path, base, answer.status, status,
                 words, answer.body);
    answer_finish(&answer);
}

static void holds(struct people_desk *people, const char *path, const char *text) {
    char line[200];
    snprintf(line, sizeof line, "GET /api/1/files/%s", path);
    struct answer answer = ask(people, ADMIN, line, NULL, NULL);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, text);
    answer_finish(&answer);
}

static void every_byte_stays(void **state) {
    struct people_desk *people = *state;
    imports(people, EDITOR, 2, ONE, BY_HAND("Eins"), 200, "\"revision\":3");
    holds(people, ONE,
          "{\"name\":{\"en\":\"One\"},\r\n\r\n\t\"slides\":[{\"id\":\"first\",\"type\":\"text\","
          "\"headline\":{\"en\":\"Eins\"},\"evergreen\":true}]}");
    imports(people, EDITOR, 3, ONE, BY_HAND("Eins"), 200, "\"revision\":3"); /* nothing has changed */
    imports(people, EDITOR, 3, "playlists/guide/pages/new.en.md", "# New\\n", 200, "\"revision\":4");
    imports(people, EDITOR, 4, "playlists/guide/pages/new.en.md", NULL, 200, "\"revision\":5");
    struct answer answer = ask(people, ADMIN, "GET /api/1/files/playlists/guide/pages/new.en.md", NULL, NULL);
    assert_int_equal(answer.status, 404);
    answer_finish(&answer);
}

/* Revision 2 changed the English headline of "first", which began as "One". */
static void it_is_merged_with_what_others_did(void **state) {
    struct people_desk *people = *state;
    imports(people, EDITOR, 1, ONE,
            "{\"name\": {\"en\": \"Another\"}, \"slides\": [{\"id\": \"first\", \"type\": \"text\", "
            "\"headline\": {\"en\": \"One\"}, \"evergreen\": true}]}",
            200, "\"revision\":3");
    struct answer answer = ask(people, ADMIN, "GET /api/1/files/" ONE, NULL, NULL);
    assert_non_null(strstr(answer.body, "Another"));
    assert_non_null(strstr(answer.body, "Eins"));
    answer_finish(&answer);
    imports(people, EDITOR, 1, ONE, BY_HAND("Uno"), 409, "\"mine\":\"Uno\",\"theirs\":\"Eins\"");
}

/* For a folder that is pulled into: what is there and what was changed in the desk, in one text. */
static void a_text_is_merged_and_not_saved(void **state) {
    struct people_desk *people = *state;
    static const struct {
        const char *name, *headline;
        int status;
        const char *words;
    } rows[] = {
        {"Another", "One", 200, "Eins"},
        {"Another", "One", 200, "Another"},
        {"One", "Uno", 409, "\"mine\":\"Uno\",\"theirs\":\"Eins\""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char body[600];
        snprintf(body, sizeof body,
                 "{\"base\": 1, \"onto\": 2, \"path\": \"" ONE "\", \"text\": \"{\\\"name\\\": {\\\"en\\\": "
                 "\\\"%s\\\"}, \\\"slides\\\": [{\\\"id\\\": \\\"first\\\", \\\"type\\\": \\\"text\\\", "
                 "\\\"headline\\\": {\\\"en\\\": \\\"%s\\\"}, \\\"evergreen\\\": true}]}\"}",
                 rows[i].name, rows[i].headline);
        struct answer answer = ask(people, EDITOR, "POST /api/1/merge", JSON, body);
        if (answer.status != rows[i].status || !strstr(answer.body, rows[i].words))
            fail_msg("%s, %s: %d: %s", rows[i].name, rows[i].headline, answer.status, answer.body);
        answer_finish(&answer);
    }
    struct answer answer = ask(people, ADMIN, "GET /api/1/files", NULL, NULL);
    assert_non_null(strstr(answer.body, "\"revision\":2,"));
    answer_finish(&answer);
}

static void what_is_wrong_is_said_and_not_kept(void **state) {
    struct people_desk *people = *state;
    imports(people, EDITOR, 2, ONE, "{\\n \"name\": }", 422, "\"line\":2");
    imports(people, EDITOR, 2, "assets/a.svg", "<svg/>", 422, "pictures and fonts are uploaded");
    imports(people, EDITOR, 2, "playlists/../x.json", "{}", 422, "playlists/, assets/ and fonts/");
    imports(people, EDITOR, 2, "playlists/none.json", NULL, 422, "was not there");
    imports(people, EDITOR, 99, ONE, "{}", 404, "no revision 99");
    struct answer answer =
        ask(people, EDITOR, IMPORT, JSON, "{\"base\": 2, \"files\": [{\"path\": \"" ONE "\", \"text\": 1}]}");
    assert_int_equal(answer.status, 422);
    answer_finish(&answer);
    imports(people, EDITOR, 2, ONE, "{}", 200, "\"severity\":\"error\""); /* JSON: mended in the desk */
}

static void each_only_on_their_own_screens(void **state) {
    struct people_desk *people = *state;
    imports(people, FOREIGN_EDITOR, 2, ONE, BY_HAND("No"), 403, "forbidden");
    imports(people, OWN_EDITOR, 2, "playlists/site.json", NULL, 403, "forbidden");
    imports(people, OWN_EDITOR, 2, ONE, BY_HAND("Yes"), 200, "\"revision\":3");
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
        cmocka_unit_test_setup_teardown(every_byte_stays, start, stop),
        cmocka_unit_test_setup_teardown(it_is_merged_with_what_others_did, start, stop),
        cmocka_unit_test_setup_teardown(a_text_is_merged_and_not_saved, start, stop),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said_and_not_kept, start, stop),
        cmocka_unit_test_setup_teardown(each_only_on_their_own_screens, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
