/* Edits of a site: what they make of it, two editors at once, and taking back. */
#include "desk/data/objects.h"
#include "desk/work/finding_paths.h"
#include "support/desk_site.h"

#define MAIN "playlists/main.json"
#define SET(path, value) "[{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"" path "\",\"value\":" value "}]"
#define TEXT(value) "[{\"file\":\"" DESK_PAGE "\",\"op\":\"set\",\"path\":\"\",\"value\":\"" value "\"}]"

#define NEW_LIST(id)                                                                                         \
    "[{\"file\":\"playlists/"                                                                                \
    "new.json\",\"op\":\"set\",\"path\":\"\",\"value\":{\"name\":{\"en\":\"N\"},\"slides\":"                 \
    "[]}},{\"file\":\"playlists/new.json\",\"op\":\"insert\",\"path\":\"/"                                   \
    "slides[-]\",\"value\":{\"id\":\"" id "\"}}]"

static void saves_what_is_right_and_refuses_the_rest(void **state) {
    static const struct {
        const char *ops, *file, *has;
        enum outcome outcome;
        const char *reason;
    } rows[] = {
        {SET("/slides[id=first]/headline/da", "\"Ny\""), MAIN, "\"da\": \"Ny\"", OUTCOME_DONE,
         "one value of one slide"},
        {SET("/slides[id=none]/headline/da", "\"Ny\""), MAIN, NULL, OUTCOME_REFUSED,
         "a slide that is not there"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"n\","
         "\"type\":\"text\",\"headline\":{\"en\":\"N\"}}}]",
         MAIN, "\"id\": \"n\"", OUTCOME_DONE, "a new slide"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"move\",\"path\":\"/slides[id=n]\",\"to\":\"/slides[0]\"}]", MAIN,
         NULL, OUTCOME_DONE, "it goes to the front"},
        {"[{\"file\":\"playlists/desk-1.json\",\"op\":\"set\",\"path\":\"\",\"value\":{\"name\":{\"en\":"
         "\"New\"},\"slides\":[]}}]",
         "playlists/desk-1.json", "\"name\": {\"en\": \"New\"}", OUTCOME_DONE, "a new file"},
        {"[{\"file\":\"playlists/desk-1.json\",\"op\":\"remove\",\"path\":\"\"}]", "playlists/desk-1.json",
         NULL, OUTCOME_DONE, "which goes again"},
        {"[{\"file\":\"playlists/desk-1.json\",\"op\":\"remove\",\"path\":\"\"}]", "playlists/desk-1.json",
         NULL, OUTCOME_REFUSED, "but only once"},
        {TEXT("# Two\\n"), DESK_PAGE, "# Two\n", OUTCOME_DONE, "a text as a whole"},
        {"[{\"file\":\"elsewhere.json\",\"op\":\"set\",\"path\":\"\",\"value\":{}}]", "elsewhere.json", NULL,
         OUTCOME_REFUSED, "outside of the site's folders"},
        {"[{\"file\":\"assets/a.png\",\"op\":\"set\",\"path\":\"\",\"value\":\"bytes\"}]", "assets/a.png",
         NULL, OUTCOME_REFUSED, "pictures are uploaded, not written"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"/name/en\",\"value\":\"x\",\"before\":\"00\"}]",
         MAIN, NULL, OUTCOME_CONFLICT, "its author saw another value"},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    desk_site_begin(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct saved saved;
        int64_t newest = 0;
        assert_int_equal(revision_newest(database, &newest, &fail), OUTCOME_DONE);
        enum outcome outcome = desk_site_edit(database, newest, rows[i].ops, &saved, &fail);
        if (outcome != rows[i].outcome)
            fail_msg("%s: %d, %s", rows[i].reason, outcome, fail.text);
        assert_int_equal(saved.revision, outcome == OUTCOME_DONE ? newest + 1 : 0);
        char *text = desk_site_text(database, rows[i].file);
        if (rows[i].has && (!text || !strstr(text, rows[i].has)))
            fail_msg("%s: %s", rows[i].reason, text);
        free(text);
        saved_finish(&saved);
    }
}

/* Both begin with revision 1; the first saves, then the second. */
static void two_editors_meet_only_on_the_same_value(void **state) {
    static const struct {
        const char *first, *second;
        enum outcome outcome;
        const char *file, *has, *theirs;
        const char *reason;
    } rows[] = {
        {SET("/slides[id=first]/headline/da", "\"A\""), SET("/slides[id=first]/headline/en", "\"B\""),
         OUTCOME_DONE, MAIN, "\"headline\": {\"en\": \"B\", \"da\": \"A\"}", NULL,
         "Danish and English of one headline"},
        {SET("/slides[id=first]/headline/da", "\"A\""), SET("/slides[id=second]/headline/da", "\"B\""),
         OUTCOME_DONE, MAIN, "\"B\"", NULL, "two slides"},
        {SET("/slides[id=first]/headline/da", "\"A\""), SET("/slides[id=first]/headline/da", "\"B\""),
         OUTCOME_CONFLICT, MAIN, "\"A\"", "\"A\"", "one value"},
        {SET("/slides[id=first]/headline/da", "\"A\""), SET("/slides[id=first]/headline/da", "\"A\""),
         OUTCOME_DONE, MAIN, "\"A\"", NULL, "alike"},
        {SET("/slides[id=first]/headline", "{\"en\":\"First\",\"da\":\"A\"}"),
         SET("/slides[id=first]/headline", "{\"en\":\"B\",\"da\":\"F\xc3\xb8rst\"}"), OUTCOME_DONE, MAIN,
         "{\"en\": \"B\", \"da\": \"A\"}", NULL, "what is set whole is compared leaf by leaf"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"remove\",\"path\":\"/slides[id=first]\"}]",
         SET("/slides[id=first]/headline/da", "\"B\""), OUTCOME_CONFLICT, MAIN, "second", NULL,
         "the slide is gone"},
        {SET("/slides[id=first]/headline/da", "\"A\""),
         "[{\"file\":\"" MAIN "\",\"op\":\"remove\",\"path\":\"/slides[id=first]\"}]", OUTCOME_CONFLICT, MAIN,
         "\"A\"", NULL, "the slide was changed that somebody else takes away"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"a\"}}]",
         "[{\"file\":\"" MAIN "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"b\"}}]",
         OUTCOME_DONE, MAIN, "{\"id\": \"b\"}", NULL, "two new slides"},
        {"[{\"file\":\"" MAIN "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"a\"}}]",
         "[{\"file\":\"" MAIN
         "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"a\",\"x\":1}}]",
         OUTCOME_CONFLICT, MAIN, "{\"id\": \"a\"}", "{\"id\": \"a\"}", "two new slides of one id"},
        {TEXT("# One\\n\\nFIRST\\n\\nsecond\\n\\nthird\\n"),
         TEXT("# One\\n\\nfirst\\n\\nsecond\\n\\nTHIRD\\n"), OUTCOME_DONE, DESK_PAGE,
         "# One\n\nFIRST\n\nsecond\n\nTHIRD\n", NULL, "two lines of a text"},
        {TEXT("# One\\n\\nFIRST\\n\\nsecond\\n\\nthird\\n"),
         TEXT("# One\\n\\nMINE\\n\\nsecond\\n\\nthird\\n"), OUTCOME_CONFLICT, DESK_PAGE, "FIRST", "FIRST",
         "the same line"},
        {SET("/slides[id=first]/headline/da", "\"A\""), TEXT("# Two\\n"), OUTCOME_DONE, DESK_PAGE, "# Two\n",
         NULL, "two files"},
        {NEW_LIST("a"), NEW_LIST("b"), OUTCOME_DONE, "playlists/new.json", "\"b\"", NULL,
         "both made the same list, for a slide each"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk_folder *desk = NULL;
        struct fail fail = {0};
        struct saved saved;
        assert_int_equal(desk_make((void **)&desk), 0);
        desk_site_begin(desk->database);
        enum outcome outcome = desk_site_edit(desk->database, 1, rows[i].first, &saved, &fail);
        saved_finish(&saved);
        if (outcome != OUTCOME_DONE)
            fail_msg("%s: %s", rows[i].reason, fail.text);
        outcome = desk_site_edit(desk->database, 1, rows[i].second, &saved, &fail);
        if (outcome != rows[i].outcome || (saved.conflicts.count > 0) != (outcome == OUTCOME_CONFLICT))
            fail_msg("%s: %d, %s", rows[i].reason, outcome, fail.text);
        char *text = desk_site_text(desk->database, rows[i].file);
        if (!strstr(text, rows[i].has))
            fail_msg("%s: %s", rows[i].reason, text);
        if (rows[i].theirs && !strstr(saved.conflicts.items[0].theirs, rows[i].theirs))
            fail_msg("%s: %s", rows[i].reason, saved.conflicts.items[0].theirs);
        if (saved.conflicts.count > 0)
            assert_int_equal(saved.conflicts.items[0].at_ms, DESK_NOW);
        free(text);
        saved_finish(&saved);
        assert_int_equal(desk_clear((void **)&desk), 0);
    }
    (void)state;
}

static void undo_gives_the_same_bytes(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct fail fail = {0};
    struct saved saved;
    struct hash before, after;
    desk_site_begin(database);
    static const char *const edits[] = {
        SET("/slides[id=first]/headline/da", "\"A\""),
        SET("/dwell_seconds", "10.0"),
        "[{\"file\":\"" MAIN "\",\"op\":\"move\",\"path\":\"/slides[id=first]\",\"to\":\"/slides[-]\"}]",
        "[{\"file\":\"playlists/n.json\",\"op\":\"set\",\"path\":\"\",\"value\":{\"slides\":[]}}]",
        TEXT("# Two\\n"),
        "[{\"file\":\"" DESK_PAGE "\",\"op\":\"remove\",\"path\":\"\"}]"};
    assert_int_equal(tree_hash(database, 1, &before, &fail), OUTCOME_DONE);
    for (size_t i = 0; i < LENGTH(edits); i++) {
        int64_t newest = 0;
        assert_int_equal(revision_newest(database, &newest, &fail), OUTCOME_DONE);
        assert_int_equal(desk_site_edit(database, newest, edits[i], &saved, &fail), OUTCOME_DONE);
        int64_t made = saved.revision;
        saved_finish(&saved);
        if (made == newest)
            continue; /* 10 and 10.0 are one number: nothing was to be changed */
        assert_int_equal(edit_undo(database, &desk_act, made, &saved, &fail), OUTCOME_DONE);
        assert_int_equal(tree_hash(database, saved.revision, &after, &fail), OUTCOME_DONE);
        assert_string_equal(before.hex, after.hex);
        saved_finish(&saved);
    }
    assert_int_equal(edit_undo(database, &desk_act, 1, &saved, &fail), OUTCOME_REFUSED);
}

static void undo_keeps_what_came_after_and_refuses_what_stands_on_it(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct fail fail = {0};
    struct saved saved;
    desk_site_begin(database);
    static const char *const edits[] = {SET("/slides[id=first]/headline/da", "\"A\""),
                                        SET("/slides[id=second]/headline/da", "\"B\""),
                                        SET("/slides[id=second]/headline/da", "\"C\"")};
    for (size_t i = 0; i < LENGTH(edits); i++) {
        assert_int_equal(desk_site_edit(database, (int64_t)i + 1, edits[i], &saved, &fail), OUTCOME_DONE);
        saved_finish(&saved);
    }
    assert_int_equal(edit_undo(database, &desk_act, 2, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    char *text = desk_site_text(database, MAIN);
    assert_non_null(strstr(text, "F\xc3\xb8rst"));
    assert_non_null(strstr(text, "\"C\""));
    free(text);
    assert_int_equal(edit_undo(database, &desk_act, 3, &saved, &fail), OUTCOME_CONFLICT);
    assert_int_equal(saved.conflicts.count, 1);
    assert_string_equal(saved.conflicts.items[0].path, "/slides[id=second]/headline/da");
    assert_string_equal(saved.conflicts.items[0].theirs, "\"C\"");
    saved_finish(&saved);
}

struct told {
    char words[400];
};

static void tell(void *context, const struct change *change) {
    struct told *told = context;
    size_t used = strlen(told->words);
    snprintf(told->words + used, sizeof told->words - used, "%lld %s: %s→%s|", (long long)change->revision,
             change->op, change->before, change->after);
}

static void a_slide_has_a_history(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct fail fail = {0};
    struct saved saved;
    struct told told = {""};
    desk_site_begin(database);
    assert_int_equal(
        desk_site_edit(database, 1, SET("/slides[id=first]/headline/da", "\"A\""), &saved, &fail),
        OUTCOME_DONE);
    saved_finish(&saved);
    assert_int_equal(edit_undo(database, &desk_act, 2, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    struct change_query query = {.path = MAIN, .slide = "first", .most = 10};
    assert_int_equal(change_list(database, &query, tell, &told, &fail), OUTCOME_DONE);
    assert_string_equal(told.words, "3 set /slides[id=first]/headline/da: \"A\"→\"F\xc3\xb8rst\"|"
                                    "2 set /slides[id=first]/headline/da: \"F\xc3\xb8rst\"→\"A\"|");
}

static void findings_are_those_of_a_check(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct fail fail = {0};
    struct saved saved;
    struct report report = {0};
    struct edit_ops ops;
    desk_site_begin(database);
    const char *json = SET("/slides[id=first]/colour", "\"red\"");
    assert_true(edit_ops_read(&ops, json, strlen(json), &fail));
    struct edit edit = {.base = 1, .ops = ops.items, .count = ops.count, .note = ""};
    struct site_tree tree;
    assert_int_equal(edit_check(database, &edit, DESK_NOW, &tree, &report, &fail), OUTCOME_DONE);
    assert_int_equal(report.errors, 1);
    site_tree_finish(&tree);
    assert_int_equal(desk_site_edit(database, 1, json, &saved, &fail), OUTCOME_DONE);
    assert_int_equal(saved.findings.errors, 1);
    assert_string_equal(saved.findings.items[0].file, MAIN);
    assert_true(saved.findings.items[0].line > 0);
    saved_finish(&saved);
    report_finish(&report);
    edit_ops_finish(&ops);
}

static void a_slide_that_they_removed_is_told_whole(void **state) {
    static const struct {
        const char *mine, *has, *reason;
    } rows[] = {
        {SET("/slides[id=first]/headline/da", "\"B\""), "\"B\"", "a text of it was changed"},
        {SET("/slides[id=first]/headline/fo", "\"C\""), "\"C\"", "a language was added"},
        {SET("/slides[id=first]/headline", "{\"da\":\"D\",\"en\":\"E\"}"), "\"D\"", "two texts were changed"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk_folder *desk = NULL;
        struct fail fail = {0};
        struct saved saved;
        assert_int_equal(desk_make((void **)&desk), 0);
        desk_site_begin(desk->database);
        const char *theirs = "[{\"file\":\"" MAIN "\",\"op\":\"remove\",\"path\":\"/slides[id=first]\"}]";
        assert_int_equal(desk_site_edit(desk->database, 1, theirs, &saved, &fail), OUTCOME_DONE);
        saved_finish(&saved);
        assert_int_equal(desk_site_edit(desk->database, 1, rows[i].mine, &saved, &fail), OUTCOME_CONFLICT);
        const struct conflict *conflict = &saved.conflicts.items[0];
        if (saved.conflicts.count != 1 || strcmp(conflict->path, "/slides[id=first]") != 0 ||
            conflict->theirs || !conflict->base || !strstr(conflict->mine, rows[i].has))
            fail_msg("%s: %zu, %s", rows[i].reason, saved.conflicts.count, conflict->path);
        saved_finish(&saved);
        assert_int_equal(desk_clear((void **)&desk), 0);
    }
}

static void a_try_has_the_pictures_that_came_since(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct fail fail = {0};
    struct saved saved = {0};
    struct site_tree before, after, tree;
    struct hash hash;
    struct object_writer *writer = object_begin(((struct desk_folder *)*state)->path, &fail);
    assert_int_equal(object_add(writer, "x", 1, &fail), OUTCOME_DONE);
    assert_int_equal(object_end(writer, &hash, &fail), OUTCOME_DONE);
    desk_site_begin(database);
    assert_int_equal(site_tree_init(&before, database, 1, &fail), OUTCOME_DONE);
    assert_int_equal(site_tree_init(&after, database, 1, &fail), OUTCOME_DONE);
    assert_int_equal(site_tree_put_object(&after, "assets/new.png", hash.hex, 1, &fail), OUTCOME_DONE);
    struct saving saving = {REVISION_EDIT, "", &before, &after};
    assert_int_equal(saving_run(database, &desk_act, &saving, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    site_tree_finish(&before);
    site_tree_finish(&after);
    struct edit edit = {.base = 1, .note = ""};
    assert_int_equal(edit_tree(database, &edit, &tree, &fail), OUTCOME_DONE);
    assert_non_null(site_tree_find(&tree, "assets/new.png"));
    site_tree_finish(&tree);
}

static void findings_lead_to_their_fields(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    static const struct {
        const char *json, *path, *reason;
    } rows[] = {
        {SET("/slides[id=first]/colour", "\"red\""), "/slides[id=first]/colour", "an unknown key"},
        {SET("/slides[id=first]/headline", "{\"da\":\"A\"}"), "/slides[id=first]/headline/en",
         "a language that is missing, though the finding stands at the one that is there"},
    };
    desk_site_begin(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct report report = {0};
        struct edit_ops ops;
        struct site_tree tree;
        struct arena *arena = arena_create(1 << 20);
        assert_true(edit_ops_read(&ops, rows[i].json, strlen(rows[i].json), &fail));
        struct edit edit = {.base = 1, .ops = ops.items, .count = ops.count, .note = ""};
        assert_int_equal(edit_check(database, &edit, DESK_NOW, &tree, &report, &fail), OUTCOME_DONE);
        const char **paths = finding_paths(&tree, &report, arena);
        assert_non_null(paths);
        bool found = false;
        for (size_t k = 0; k < report.count; k++)
            found |= paths[k] && strcmp(paths[k], rows[i].path) == 0;
        if (!found)
            fail_msg("%s: nothing leads to %s", rows[i].reason, rows[i].path);
        arena_destroy(arena);
        site_tree_finish(&tree);
        report_finish(&report);
        edit_ops_finish(&ops);
    }
}

static void operations_are_read_strictly(void **state) {
    static const struct {
        const char *json, *says;
    } rows[] = {
        {"{}", "list"},
        {"[1]", "no object"},
        {"[{\"file\":\"playlists/a.json\",\"path\":\"\",\"op\":\"burn\"}]", "one of set"},
        {"[{\"file\":\"playlists/a.json\",\"path\":\"/a\",\"op\":\"set\"}]", "value"},
        {"[{\"file\":\"playlists/a.json\",\"path\":\"/a\",\"op\":\"remove\",\"value\":1}]", "value"},
        {"[{\"file\":\"playlists/a.json\",\"path\":\"/a\",\"op\":\"move\"}]", "to"},
        {"[{\"file\":\"../a\",\"path\":\"/a\",\"op\":\"remove\"}]", "of the site"},
        {"[{\"file\":1,\"path\":\"/a\",\"op\":\"remove\"}]", "texts"},
        {"[{\"file\":\"playlists/a.json\",\"path\":\"/a\",\"op\":\"remove\",\"x\":1}]", "has only"},
        {"[", "JSON"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct edit_ops ops;
        struct fail fail = {0};
        assert_false(edit_ops_read(&ops, rows[i].json, strlen(rows[i].json), &fail));
        if (!strstr(fail.text, rows[i].says))
            fail_msg("%s: %s", rows[i].json, fail.text);
        edit_ops_finish(&ops);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(saves_what_is_right_and_refuses_the_rest),
        cmocka_unit_test(two_editors_meet_only_on_the_same_value),
        DESK_TEST(undo_gives_the_same_bytes),
        DESK_TEST(undo_keeps_what_came_after_and_refuses_what_stands_on_it),
        DESK_TEST(a_slide_has_a_history),
        DESK_TEST(findings_are_those_of_a_check),
        DESK_TEST(findings_lead_to_their_fields),
        DESK_TEST(a_try_has_the_pictures_that_came_since),
        cmocka_unit_test(a_slide_that_they_removed_is_told_whole),
        cmocka_unit_test(operations_are_read_strictly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
