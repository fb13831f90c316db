/* Addresses that did not answer: what the file says of them is read strictly, again when it changes, and told
 * at the very field of the slides that lead there. */
#include "desk/work/address_findings.h"
#include "desk/work/finding_paths.h"
#include "support/desk_site.h"

#define GONE "https://gone.example/a"
#define QUIET "https://quiet.example/"
#define FINE "https://fine.example/"
#define ITEM(url, status, answered)                                                                          \
    "{\"address\": \"" url "\", \"when\": 1795906800, \"status\": " status ", \"answered\": " answered       \
    ", \"why\": \"\"}"
#define ASKED                                                                                                \
    "{\"asked\": [" ITEM(QUIET, "0", "false") ", " ITEM(GONE, "404", "false") ", " ITEM(FINE, "200",         \
                                                                                        "true") "]}"

static void put(const char *file, const char *text) {
    struct fail fail = {0};
    if (!disk_write(file, text, strlen(text), &fail))
        fail_msg("%s", fail.text);
}

static void name_file(const struct desk_folder *desk, char file[100]) {
    snprintf(file, 100, "%s/addresses.json", desk->root);
}

static void the_file_is_taken_again_when_it_changes(void **state) {
    struct fail fail = {0};
    struct address_silence silence;
    char file[100];
    name_file(*state, file);
    struct address_answers *answers = address_answers_create(file);
    assert_true(address_answers_refresh(answers, &fail)); /* it is not there yet */
    assert_false(address_silence_any(answers));
    put(file, ASKED);
    assert_true(address_answers_refresh(answers, &fail));
    assert_true(address_silent(answers, GONE, &silence));
    assert_int_equal(silence.status, 404);
    assert_int_equal(silence.asked_ms, INT64_C(1795906800000));
    assert_true(address_silent(answers, QUIET, &silence));
    assert_int_equal(silence.status, 0);
    assert_false(address_silent(answers, FINE, &silence));
    assert_false(address_silent(answers, "https://never.example/", &silence));
    assert_false(address_silent(answers, NULL, &silence));
    assert_false(address_silent(NULL, GONE, &silence));
    put(file, "{\"asked\": [1]}");
    assert_false(address_answers_refresh(answers, &fail));
    assert_non_null(strstr(fail.text, "addresses.json: \"asked\", no. 1"));
    assert_true(address_answers_refresh(answers, &fail)); /* said once */
    assert_true(address_silent(answers, GONE, &silence)); /* the last good one holds */
    put(file, "{\"asked\": [" ITEM(QUIET, "0", "false") ", " ITEM(GONE, "0", "false") "]}");
    assert_true(address_answers_refresh(answers, &fail));
    assert_false(address_silence_any(answers)); /* nobody was reached: it was the network of who asked */
    put(file, ASKED);
    assert_true(address_answers_refresh(answers, &fail));
    put(file, "{\"asked\": []}");
    assert_true(address_answers_refresh(answers, &fail));
    assert_false(address_silent(answers, GONE, &silence));
    put(file, ASKED);
    assert_true(address_answers_refresh(answers, &fail));
    assert_int_equal(unlink(file), 0);
    assert_true(address_answers_refresh(answers, &fail));
    assert_false(address_silence_any(answers));
    address_answers_destroy(answers);
}

static void the_file_is_read_strictly(void **state) {
    static const struct {
        const char *text, *reason;
    } rows[] = {
        {"", "empty"},
        {"[]", "a list"},
        {"{\"asked\": {}}", "no list"},
        {"{\"asked\": [], \"more\": 1}", "an unknown key"},
        {"{\"asked\": [], \"asked\": []}", "a key that stands twice"},
        {"{\"asked\": [" ITEM("http://a.example/", "0", "false") "]}", "no https"},
        {"{\"asked\": [" ITEM("https://a b/", "0", "false") "]}", "no address"},
        {"{\"asked\": [" ITEM(GONE, "1000", "false") "]}", "no status of HTTP"},
        {"{\"asked\": [" ITEM(GONE, "-1", "false") "]}", "a status below nothing"},
        {"{\"asked\": [" ITEM(GONE, "0", "0") "]}", "no truth value"},
        {"{\"asked\": [{\"address\": \"" GONE "\", \"when\": 1, \"status\": 0, \"answered\": false}]}",
         "one key short"},
        {"{\"asked\": [{\"address\": \"" GONE
         "\", \"when\": 1, \"status\": 0, \"answered\": false, \"why\": \"\", \"x\": 1}]}",
         "a key too many"},
        {"{\"asked\": [{\"address\": \"" GONE
         "\", \"when\": 4102444801, \"status\": 0, \"answered\": false, \"why\": \"\"}]}",
         "after 2100"},
    };
    char file[100];
    name_file(*state, file);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct address_answers *answers = address_answers_create(file);
        put(file, rows[i].text);
        if (address_answers_refresh(answers, &fail))
            fail_msg("%s is taken", rows[i].reason);
        if (!strstr(fail.text, "addresses.json"))
            fail_msg("%s: %s", rows[i].reason, fail.text);
        address_answers_destroy(answers);
    }
}

static void as_many_are_read_as_are_asked(void **state) {
    char file[100], *text = malloc((ADDRESS_ANSWERS_MAX + 1) * 120 + 20);
    name_file(*state, file);
    for (int more = 0; more < 2; more++) {
        struct fail fail = {0};
        struct address_answers *answers = address_answers_create(file);
        size_t used = (size_t)sprintf(text, "{\"asked\": [");
        for (int i = 0; i < ADDRESS_ANSWERS_MAX + more; i++)
            used += (size_t)sprintf(
                text + used,
                "%s{\"address\":\"https://a.example/%d\",\"when\":1,\"status\":404,\"answered\":"
                "false,\"why\":\"\"}",
                i ? "," : "", i);
        sprintf(text + used, "]}");
        put(file, text);
        assert_int_equal(address_answers_refresh(answers, &fail), !more);
        struct address_silence silence;
        assert_int_equal(address_silent(answers, "https://a.example/3999", &silence), !more);
        address_answers_destroy(answers);
    }
    free(text);
}

#define SLIDE(id, more)                                                                                      \
    "{\"file\":\"playlists/main.json\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"" id    \
    "\",\"type\":\"text\",\"headline\":{\"en\":\"Q\",\"da\":\"Q\"}" more "}}"

static void it_is_said_at_the_field_of_the_slide(void **state) {
    const struct desk_folder *desk = *state;
    struct fail fail = {0};
    struct saved saved;
    struct report report = {0};
    struct site_tree tree;
    char file[100];
    name_file(desk, file);
    desk_site_begin(desk->database);
    assert_int_equal(
        desk_site_edit(
            desk->database, 1,
            "[" SLIDE("gone", ",\"qr\":\"" GONE "\"") "," SLIDE("quiet", ",\"qr\":\"" QUIET "\"") "," SLIDE(
                "fine", ",\"qr\":\"" FINE "\"") "," SLIDE("source", ",\"source\":{\"url\":\"" GONE
                                                                    "\",\"owner\":\"us\"}") "]",
            &saved, &fail),
        OUTCOME_DONE);
    struct address_answers *answers = address_answers_create(file);
    put(file, ASKED);
    assert_true(address_answers_refresh(answers, &fail));
    assert_int_equal(site_tree_init(&tree, desk->database, saved.revision, &fail), OUTCOME_DONE);
    assert_int_equal(address_findings(&tree, answers, &report, &fail), OUTCOME_DONE);
    struct arena *arena = arena_create(1 << 20);
    const char **paths = finding_paths(&tree, &report, arena);
    assert_int_equal(report.count, 2);
    assert_int_equal(report.errors, 0);
    assert_string_equal(paths[0], "/slides[id=gone]/qr");
    assert_string_equal(paths[1], "/slides[id=quiet]/qr");
    assert_string_equal(report.items[0].code, "address-unanswered");
    assert_non_null(strstr(report.items[0].text,
                           GONE " had no page to show when it was last asked (2026-11-29, HTTP 404)"));
    assert_non_null(strstr(report.items[0].danish,
                           GONE " havde ingen side at vise, da den sidst blev prøvet (2026-11-29"));
    assert_non_null(
        strstr(report.items[1].text, QUIET " did not answer when it was last asked (2026-11-29)"));
    assert_non_null(strstr(report.items[1].danish, QUIET " svarede ikke"));
    report_finish(&report);
    report = (struct report){0};
    assert_int_equal(address_findings(&tree, NULL, &report, &fail), OUTCOME_DONE);
    assert_int_equal(report.count, 0);
    arena_destroy(arena);
    site_tree_finish(&tree);
    saved_finish(&saved);
    address_answers_destroy(answers);
}

/* Half past midnight in Copenhagen is the day before in UTC. */
static void the_day_is_the_sites(void **state) {
    const struct address_silence silence = {.asked_ms = INT64_C(1795908600000)};
    struct zone *zone = zone_create("Europe/Copenhagen");
    char day[ADDRESS_DAY];
    (void)state;
    assert_string_equal(address_asked_on(&silence, zone, day), "2026-11-29");
    assert_string_equal(address_asked_on(&silence, NULL, day), "2026-11-28");
    zone_destroy(zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(the_file_is_taken_again_when_it_changes),
        DESK_TEST(the_file_is_read_strictly),
        DESK_TEST(as_many_are_read_as_are_asked),
        DESK_TEST(it_is_said_at_the_field_of_the_slide),
        cmocka_unit_test(the_day_is_the_sites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
