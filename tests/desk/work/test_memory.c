/* Each allocation of our own code refused once while two people's changes are merged: what is saved is whole,
 * and nothing of theirs is lost. */
#include "support/memory.h"

#include "desk/work/diff.h"
#include "desk/work/kept.h"
#include "desk/work/place.h"
#include "desk/work/references.h"
#include "support/desk_site.h"

#define MAIN "playlists/main.json"
#define GUIDE_VALUE                                                                                          \
    "{\"doors\":[{\"id\":\"live\",\"title\":{\"en\":\"I live here\",\"da\":\"Jeg bor "                       \
    "her\"},\"pages\":[\"cpr\"]}],"                                                                          \
    "\"pages\":[{\"id\":\"cpr\",\"title\":{\"en\":\"CPR\",\"da\":\"CPR\"}}]}"
#define KEYBOARDS_VALUE                                                                                      \
    "{\"keyboards\":[{\"id\":\"en\",\"name\":{\"en\":\"English\",\"da\":\"Engelsk\"},\"rtl\":false,"         \
    "\"rows\":["                                                                                             \
    "\"1234567890\",\"qwertyuiop\",\"asdfghjkl\",\"zxcvbnm\"]}]}"

static struct desk_folder *desk;

/* A step that is refused says why. */
static void step(enum outcome outcome, const struct fail *why, const char *what) {
    if (outcome != OUTCOME_DONE && !memory_short())
        fail_msg("%s: %s", what, why->text);
    if (outcome != OUTCOME_DONE && !why->text[0])
        fail_msg("allocation %ld: %s fails and does not say why", memory_refuses, what);
}

static int64_t newest(void) {
    int64_t id = 0;
    struct fail why = {0};
    assert_int_equal(revision_newest(desk->database, &id, &why), OUTCOME_DONE);
    return id;
}

static void edit(int64_t base, const char *json) {
    struct fail why = {0};
    struct saved saved;
    if (desk_site_edit(desk->database, base, json, &saved, &why) != OUTCOME_DONE)
        fail_msg("%s", why.text);
    saved_finish(&saved);
}

/* The one whose edit is tried wrote English and renamed a slide; somebody else has written Danish since. */
static struct edit_ops mine;
static struct kept *kept;
static int64_t base;

static void merge_story(void *context) {
    struct fail why = {0};
    struct saved saved = {0};
    struct edit change = {.base = base, .ops = mine.items, .count = mine.count, .note = "", .kept = kept};
    (void)context;
    int64_t before = base + 1;
    enum outcome outcome = edit_save(desk->database, &desk_act, &change, &saved, &why);
    step(outcome, &why, "edit");
    saved_finish(&saved);
    memory_judge(true);
    char *text = desk_site_text(desk->database, MAIN), *policy = desk_site_text(desk->database, POLICY_FILE);
    bool done = newest() > before;
    if ((outcome == OUTCOME_DONE) != done)
        fail_msg("allocation %ld: %d, but revision %d", memory_refuses, outcome, (int)newest());
    assert_non_null(strstr(text, "Dansk"));
    assert_int_equal(strstr(text, "English") != NULL, done);
    assert_int_equal(strstr(policy, "main/hello") != NULL, done);
    assert_int_equal(strstr(policy, "main/first") == NULL, done);
    free(text);
    free(policy);
    if (done) { /* back to before, for the next one */
        struct fail fail = {0};
        assert_int_equal(edit_undo(desk->database, &desk_act, newest(), &saved, &fail), OUTCOME_DONE);
        saved_finish(&saved);
        base = newest();
        char again[200];
        snprintf(again, sizeof again,
                 "[{\"file\":\"" MAIN
                 "\",\"op\":\"set\",\"path\":\"/slides[id=second]/headline/da\",\"value\":"
                 "\"Dansk %d\"}]",
                 (int)base);
        edit(base, again);
    }
    memory_judge(false);
}

/* What was read while memory was short is not taken for what the files say: with memory again, the findings
 * are those of somebody who never kept anything. */
static void inspect_story(void *context) {
    struct fail why = {0};
    struct site_tree tree = {0};
    struct report found = {0}, whole = {0};
    enum outcome outcome = site_tree_init(&tree, desk->database, base, &why);
    (void)context;
    step(outcome, &why, "open");
    struct kept *fresh = outcome == OUTCOME_DONE ? kept_create() : NULL;
    tree.kept = fresh;
    if (fresh) {
        kept_inspect(&tree, KEPT_FOR_LATER, DESK_NOW, &found);
        report_finish(&found);
    }
    memory_judge(true);
    if (fresh) {
        kept_inspect(&tree, KEPT_FOR_LATER, DESK_NOW, &found);
        uint64_t read = kept_counts(fresh).guides;
        kept_inspect(&tree, KEPT_FOR_LATER, DESK_NOW, &whole);
        report_finish(&whole);
        assert_int_equal(kept_counts(fresh).guides, read); /* it is kept by now */
        tree.kept = NULL;
        kept_inspect(&tree, KEPT_FOR_LATER, DESK_NOW, &whole);
        assert_int_equal(found.count, whole.count);
        for (size_t i = 0; i < found.count; i++)
            assert_string_equal(found.items[i].text, whole.items[i].text);
        report_finish(&found);
        report_finish(&whole);
    }
    memory_judge(false);
    site_tree_finish(&tree);
    kept_destroy(fresh);
}

static void nothing_read_without_memory_is_kept(void **state) {
    static const char guide[] =
        "[{\"file\":\"playlists/guide/guide.json\",\"op\":\"set\",\"path\":\"\",\"value\":" GUIDE_VALUE "},"
        "{\"file\":\"playlists/guide/keyboards.json\",\"op\":\"set\",\"path\":\"\",\"value\":" KEYBOARDS_VALUE
        "}]";
    (void)state;
    edit(newest(), guide);
    base = newest();
    assert_true(memory_try(inspect_story, NULL, 1) > 50);
}

static void nothing_of_theirs_is_lost(void **state) {
    static const char ops[] =
        "[{\"file\":\"" MAIN
        "\",\"op\":\"set\",\"path\":\"/slides[id=second]/headline/en\",\"value\":\"English\"},"
        "{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"/slides[id=first]/id\",\"value\":\"hello\"}]";
    struct fail fail = {0};
    (void)state;
    desk_site_begin(desk->database);
    edit(1,
         "[{\"file\":\"" POLICY_FILE "\",\"op\":\"set\",\"path\":\"\",\"value\":{\"actions\":[{\"id\":\"A\","
         "\"slides\":[\"main/first\"]}]}}]");
    base = 2;
    kept = kept_create();
    edit(base, "[{\"file\":\"" MAIN "\",\"op\":\"set\",\"path\":\"/slides[id=second]/headline/da\",\"value\":"
               "\"Dansk\"}]");
    assert_true(edit_ops_read(&mine, ops, sizeof ops - 1, &fail));
    assert_true(memory_try(merge_story, NULL, 1) > 100);
    edit_ops_finish(&mine);
    kept_destroy(kept);
}

static void look_story(void *context) {
    struct fail why = {0};
    struct site_tree from = {0}, to = {0};
    struct site_diff diff = {0};
    struct placed placed = {0};
    const char *screens[] = {"turned"};
    struct place_order order = {MAIN, "second", screens, 1, NULL};
    (void)context;
    enum outcome outcome = site_tree_init(&from, desk->database, 1, &why);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&to, desk->database, 3, &why);
    step(outcome, &why, "open");
    if (outcome == OUTCOME_DONE) {
        step(diff_sites(&from, &to, &diff, &why), &why, "diff");
        step(place_slide(&to, &order, &placed, &why), &why, "place");
    }
    diff_finish(&diff);
    edit_ops_finish(&placed.ops);
    site_tree_finish(&from);
    site_tree_finish(&to);
}

static void looking_without_memory_is_refused(void **state) {
    (void)state;
    assert_true(memory_try(look_story, NULL, 1) > 50);
}

static int make(void **state) {
    int status = desk_make(state);
    desk = *state;
    return status;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_theirs_is_lost),
        cmocka_unit_test(looking_without_memory_is_refused),
        cmocka_unit_test(nothing_read_without_memory_is_kept),
    };
    return cmocka_run_group_tests(tests, make, desk_clear);
}
