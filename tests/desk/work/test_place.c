/* Where a slide goes that certain screens are to show, and what refers to it. */
#include "desk/work/place.h"
#include "desk/work/references.h"
#include "support/desk_site.h"

#define MAIN "playlists/main.json"
#define WHEN "{\"from\": \"2026-11-29T09:00\", \"to\": \"2026-11-29T16:00\"}"
#define POLICY                                                                                               \
    "{\"actions\": [{\"id\": \"A\", \"title\": {\"en\": \"A\"}, \"slides\": [\"main/first\", "               \
    "\"main/second\", "                                                                                      \
    "\"none/none\"]}]}\n"

static int64_t newest(struct database *database) {
    int64_t id = 0;
    struct fail fail = {0};
    assert_int_equal(revision_newest(database, &id, &fail), OUTCOME_DONE);
    return id;
}

/* What it says is done, too. `screens`: "one turned". */
static enum outcome place(struct database *database, const char *slide, const char *screens, const char *when,
                          char file[PLACE_FILE_MAX], size_t *ops, struct fail *fail) {
    char copy[100], *rest = copy;
    const char *ids[8];
    struct site_tree tree = {0};
    struct placed placed;
    struct place_order order = {slide ? MAIN : NULL, slide, ids, 0, when};
    struct saved saved = {0};
    int64_t base = newest(database);
    snprintf(copy, sizeof copy, "%s", screens);
    for (char *word; (word = strtok_r(rest, " ", &rest));)
        ids[order.screen_count++] = word;
    assert_int_equal(site_tree_init(&tree, database, base, fail), OUTCOME_DONE);
    enum outcome outcome = place_slide(&tree, &order, &placed, fail);
    *ops = placed.ops.count;
    strcpy(file, placed.file);
    if (outcome == OUTCOME_DONE && *ops > 0) {
        struct edit edit = {.base = base, .ops = placed.ops.items, .count = placed.ops.count, .note = ""};
        outcome = edit_save(database, &desk_act, &edit, &saved, fail);
        for (size_t i = 0; i < saved.findings.count; i++)
            if (saved.findings.items[i].severity == SEVERITY_ERROR)
                fail_msg("%s: %s", saved.findings.items[i].file, saved.findings.items[i].text);
    }
    saved_finish(&saved);
    edit_ops_finish(&placed.ops);
    site_tree_finish(&tree);
    return outcome;
}

/* Which screens show the slide, "one turned". */
static void shown_on(struct database *database, const char *file, const char *slide, char out[100]) {
    struct site_tree tree = {0};
    struct report report = {0};
    struct fail fail = {0};
    assert_int_equal(site_tree_init(&tree, database, newest(database), &fail), OUTCOME_DONE);
    struct site_files files = site_tree_files(&tree);
    struct site *site = site_load(&files, &report);
    assert_non_null(site);
    out[0] = '\0';
    for (size_t i = 0; i < site->screen_count; i++)
        for (size_t z = 0; z < site->screens[i].content_count; z++)
            for (size_t p = 0; p < site->screens[i].content[z].playlist_count; p++) {
                const struct playlist *playlist = site->screens[i].content[z].playlists[p];
                for (size_t s = 0; s < playlist->slide_count && strcmp(playlist->file, file) == 0; s++)
                    if (strcmp(playlist->slides[s].id, slide) == 0)
                        sprintf(out + strlen(out), "%s%s", out[0] ? " " : "", site->screens[i].id);
            }
    site_destroy(site);
    report_finish(&report);
    site_tree_finish(&tree);
}

static void a_slide_goes_where_it_is_to_be_seen(void **state) {
    static const struct {
        const char *slide, *screens, *when;
        const char *file;
        size_t ops;
        const char *id, *shown, *reason;
    } rows[] = {
        {NULL, "one turned", NULL, MAIN, 0, NULL, NULL, "a new one: the list that both show"},
        {"first", "one turned", NULL, MAIN, 0, "first", "one turned", "it is there already"},
        {"first", "turned one", WHEN, MAIN, 1, "first", "one turned", "only its time changes"},
        {"first", "one turned", NULL, MAIN, 1, "first", "one turned", "and is taken away"},
        {"first", "turned", WHEN, "playlists/desk-turned.json", 5, "first", "turned", "a list is made"},
        {"second", "turned", NULL, "playlists/desk-turned.json", 2, "second", "turned", "and used again"},
        {NULL, "turned", NULL, "playlists/desk-turned.json", 0, NULL, NULL, "by new ones, too"},
        {NULL, "one", NULL, "playlists/desk-one.json", 2, NULL, NULL, "another list for another screen"},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    desk_site_begin(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        char file[PLACE_FILE_MAX], shown[100];
        size_t ops = 0;
        enum outcome outcome =
            place(database, rows[i].slide, rows[i].screens, rows[i].when, file, &ops, &fail);
        if (outcome != OUTCOME_DONE || strcmp(file, rows[i].file) != 0 || ops != rows[i].ops)
            fail_msg("%s: %d, %s, %zu operations, %s", rows[i].reason, outcome, file, ops, fail.text);
        if (!rows[i].id)
            continue;
        shown_on(database, file, rows[i].id, shown);
        if (strcmp(shown, rows[i].shown) != 0)
            fail_msg("%s: shown on %s", rows[i].reason, shown);
        char *text = desk_site_text(database, file);
        if (rows[i].when && !strstr(text, "\"when\": " WHEN))
            fail_msg("%s: %s", rows[i].reason, text);
        free(text);
    }
    char *text = desk_site_text(database, SITE_FILE);
    assert_non_null(strstr(text, "\"playlists/desk-turned.json\""));
    free(text);
}

static void what_cannot_be_is_said(void **state) {
    static const struct {
        const char *slide, *screens, *says;
    } rows[] = {
        {"first", "", "at least one screen"},
        {"first", "cellar", "no screen \"cellar\""},
        {"first", "one one", "named twice"},
        {"none", "one", "no slide \"none\""},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    desk_site_begin(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        char file[PLACE_FILE_MAX];
        size_t ops;
        assert_int_equal(place(database, rows[i].slide, rows[i].screens, NULL, file, &ops, &fail),
                         OUTCOME_REFUSED);
        if (!strstr(fail.text, rows[i].says))
            fail_msg("%s: %s", rows[i].says, fail.text);
    }
}

static void an_id_that_is_taken_gets_a_number(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct fail fail = {0};
    struct saved saved;
    char file[PLACE_FILE_MAX];
    size_t ops;
    desk_site_begin(database);
    assert_int_equal(place(database, "first", "one", NULL, file, &ops, &fail), OUTCOME_DONE);
    const char *again = "[{\"file\":\"" MAIN "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":"
                        "\"first\",\"type\":\"text\",\"headline\":{\"en\":\"x\",\"da\":\"x\"}}}]";
    assert_int_equal(desk_site_edit(database, newest(database), again, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    assert_int_equal(place(database, "first", "one", NULL, file, &ops, &fail), OUTCOME_DONE);
    char *text = desk_site_text(database, file);
    assert_non_null(strstr(text, "\"first\""));
    assert_non_null(strstr(text, "\"first-2\""));
    free(text);
}

static void what_refers_to_a_slide_follows(void **state) {
    static const struct {
        const char *ops, *policy, *page, *reason;
    } rows[] = {
        {"[{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"/slides[id=first]/id\",\"value\":\"hello\"}]",
         "\"main/hello\", \"main/second\", \"none/none\"", "main/hello", "another id"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"/slides[id=first]/id\",\"value\":\"hello\"},"
         "{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"/slides[id=second]/id\",\"value\":\"there\"}]",
         "\"main/hello\", \"main/there\", \"none/none\"", "main/hello", "two others"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"remove\",\"path\":\"/slides[id=first]\"}]",
         "\"main/second\", \"none/none\"", "main/first", "taken away"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"remove\",\"path\":\"/slides[id=first]\"},"
         "{\"file\":\"playlists/strip.json\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":"
         "\"first\"}}]",
         "\"strip/first\", \"main/second\", \"none/none\"", "strip/first", "in another list"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"move\",\"path\":\"/slides[id=first]\",\"to\":\"/slides[-]\"}]",
         "\"main/first\", \"main/second\", \"none/none\"", "main/first", "only another place"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk_folder *desk = NULL;
        struct fail fail = {0};
        struct saved saved;
        assert_int_equal(desk_make((void **)&desk), 0);
        desk_site_begin(desk->database);
        static const char put[] =
            "[{\"file\":\"" POLICY_FILE "\",\"op\":\"set\",\"path\":\"\",\"value\":" POLICY "},"
            "{\"file\":\"" GUIDE_FILE "\",\"op\":\"set\",\"path\":\"\",\"value\":"
            "{\"pages\": [{\"id\": \"a\"}, {\"id\": \"b\", \"slide\": \"main/first\"}]}}]";
        assert_int_equal(desk_site_edit(desk->database, 1, put, &saved, &fail), OUTCOME_DONE);
        saved_finish(&saved);
        enum outcome outcome = desk_site_edit(desk->database, 2, rows[i].ops, &saved, &fail);
        if (outcome != OUTCOME_DONE)
            fail_msg("%s: %s", rows[i].reason, fail.text);
        saved_finish(&saved);
        char *text = desk_site_text(desk->database, POLICY_FILE);
        if (!strstr(text, rows[i].policy))
            fail_msg("%s: %s", rows[i].reason, text);
        free(text);
        char page[60];
        snprintf(page, sizeof page, "\"slide\": \"%s\"", rows[i].page);
        text = desk_site_text(desk->database, GUIDE_FILE);
        if (!strstr(text, page))
            fail_msg("%s, the page: %s", rows[i].reason, text);
        free(text);
        assert_int_equal(desk_clear((void **)&desk), 0);
    }
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(a_slide_goes_where_it_is_to_be_seen),
        DESK_TEST(what_cannot_be_is_said),
        DESK_TEST(an_id_that_is_taken_gets_a_number),
        cmocka_unit_test(what_refers_to_a_slide_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
