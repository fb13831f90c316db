/* A site comes from a folder and goes into one. */
#include <sys/stat.h>

#include "desk/work/folder.h"
#include "desk/work/import.h"
#include "support/desk_site.h"

static void put(const char *folder, const char *name, const char *text) {
    struct fail fail = {0};
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!disk_write(path, text, strlen(text), &fail))
        fail_msg("%s", fail.text);
}

static void make_site(const struct desk_folder *desk, char folder[100]) {
    snprintf(folder, 100, "%s/site", desk->root);
    put(folder, "playlists/site.json", SMALL_SITE);
    put(folder, "playlists/main.json", SMALL_MAIN);
    put(folder, "playlists/strip.json", SMALL_STRIP);
    put(folder, "assets/deep/a.svg", "<svg/>");
    put(folder, "assets/.hidden", "x");
    put(folder, "playlists/main.json~", "x");
    put(folder, "README.md", "no part of the site");
}

static enum outcome import(struct database *database, const char *folder, int64_t base, struct saved *saved,
                           struct fail *fail) {
    struct report refused = {0};
    struct import_order order = {folder, base, ""};
    *saved = (struct saved){0};
    enum outcome outcome = import_folder(database, &desk_act, &order, &refused, saved, fail);
    if (refused.count > 0)
        snprintf(fail->text, sizeof fail->text, "%.100s: %.280s", refused.items[0].file,
                 refused.items[0].text);
    report_finish(&refused);
    return outcome;
}

/* What `diff -r` says. */
static int differ(const char *a, const char *b) {
    char command[1400];
    snprintf(command, sizeof command, "diff -r -x '.*' -x '*~' -x README.md '%s' '%s'", a, b);
    return system(command);
}

static void comes_in_and_goes_out_as_it_is(void **state) {
    struct desk_folder *desk = *state;
    struct fail fail = {0};
    struct saved saved;
    struct site_tree tree;
    char site[100], out[100], aside[FOLDER_PATH_MAX];
    make_site(desk, site);
    snprintf(out, sizeof out, "%s/out/", desk->root);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    assert_int_equal(saved.revision, 1);
    assert_int_equal(saved.findings.errors, 0);
    saved_finish(&saved);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    assert_int_equal(saved.revision, 1); /* nothing has changed */
    saved_finish(&saved);
    assert_int_equal(site_tree_init(&tree, desk->database, 1, &fail), OUTCOME_DONE);
    assert_int_equal(tree.count, 4);
    assert_int_equal(folder_export(&tree, out, FOLDER_NEW, aside, &fail), OUTCOME_DONE);
    assert_int_equal(differ(site, out), 0);
    assert_int_equal(folder_export(&tree, out, FOLDER_NEW, aside, &fail), OUTCOME_REFUSED);
    put(out, "mine.txt", "somebody's own");
    assert_int_equal(folder_export(&tree, out, FOLDER_ASIDE, aside, &fail), OUTCOME_DONE);
    assert_int_equal(differ(site, out), 0);
    put(aside, "mine.txt", "still there"); /* the folder that was put aside is one */
    site_tree_finish(&tree);
}

static void a_second_import_is_merged(void **state) {
    struct desk_folder *desk = *state;
    struct fail fail = {0};
    struct saved saved;
    char site[100];
    make_site(desk, site);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    assert_int_equal(desk_site_edit(desk->database, 1,
                                    "[{\"file\":\"playlists/main.json\",\"op\":\"set\",\"path\":\"/slides[id="
                                    "first]/headline/da\",\"value\":\"A\"}]",
                                    &saved, &fail),
                     OUTCOME_DONE);
    saved_finish(&saved);
    char changed[1000];
    snprintf(changed, sizeof changed, "%s", SMALL_MAIN);
    memcpy(strstr(changed, "Second"), "SECOND", 6);
    put(site, "playlists/main.json", changed);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    assert_int_equal(saved.revision, 3);
    saved_finish(&saved);
    char *text = desk_site_text(desk->database, "playlists/main.json");
    assert_non_null(strstr(text, "\"A\""));
    assert_non_null(strstr(text, "SECOND"));
    free(text);
    memcpy(strstr(changed, "First"), "FIRST", 5);
    memcpy(strstr(changed, "F\xc3\xb8rst"), "XXXXXX", 6);
    put(site, "playlists/main.json", changed);
    assert_int_equal(import(desk->database, site, 1, &saved, &fail), OUTCOME_CONFLICT);
    assert_int_equal(saved.conflicts.count, 1);
    saved_finish(&saved);
}

/* What an import was merged with is not in its folder: that it is missing there takes nothing back. */
static void a_merged_import_is_no_base(void **state) {
    struct desk_folder *desk = *state;
    struct fail fail = {0};
    struct saved saved;
    char site[100], changed[1000];
    make_site(desk, site);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    assert_int_equal(desk_site_edit(desk->database, 1,
                                    "[{\"file\":\"playlists/main.json\",\"op\":\"set\",\"path\":\"/slides[id="
                                    "first]/headline/da\",\"value\":\"A\"}]",
                                    &saved, &fail),
                     OUTCOME_DONE);
    saved_finish(&saved);
    snprintf(changed, sizeof changed, "%s", SMALL_MAIN);
    memcpy(strstr(changed, "Second"), "SECOND", 6);
    put(site, "playlists/main.json", changed);
    for (int again = 0; again < 2; again++) { /* the second time nothing has changed */
        assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
        assert_int_equal(saved.revision, 3);
        saved_finish(&saved);
    }
    memcpy(strstr(changed, "SECOND"), "Second", 6);
    put(site, "playlists/main.json", changed);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    assert_int_equal(saved.revision, 4);
    saved_finish(&saved);
    char *text = desk_site_text(desk->database, "playlists/main.json");
    assert_non_null(strstr(text, "\"A\""));
    assert_non_null(strstr(text, "Second"));
    free(text);
}

static void what_does_not_belong_is_refused(void **state) {
    static const struct {
        const char *command, *says;
    } rows[] = {
        {"ln -s /etc/passwd playlists/x.json", "x.json: a link"},
        {"ln -s /etc assets/etc", "assets/etc: a link"},
        {"mkfifo assets/pipe", "no file"},
        {"touch \"$(printf 'assets/a\\nb')\"", "rename it"},
        {"head -c 1200000 /dev/zero >playlists/big.md", "more than"},
        {"rm playlists/site.json", "holds no site"},
        {"rm -r ../site", "No such file"},
    };
    struct desk_folder *desk = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct saved saved;
        char site[100], command[300];
        int64_t newest = 1;
        make_site(desk, site);
        snprintf(command, sizeof command, "cd '%s' && %s", site, rows[i].command);
        assert_int_equal(system(command), 0);
        assert_int_not_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
        if (!strstr(fail.text, rows[i].says))
            fail_msg("%s: %s", rows[i].command, fail.text);
        saved_finish(&saved);
        assert_int_equal(revision_newest(desk->database, &newest, &fail), OUTCOME_DONE);
        assert_int_equal(newest, 0);
        assert_true(!disk_exists(site) || disk_remove(site, &fail));
    }
}

static void a_preview_is_made_once_and_old_ones_go(void **state) {
    struct desk_folder *desk = *state;
    struct fail fail = {0};
    struct saved saved;
    struct site_tree tree;
    struct stat first, again;
    char site[100], path[FOLDER_PATH_MAX], one[FOLDER_PATH_MAX], text[80];
    make_site(desk, site);
    assert_int_equal(import(desk->database, site, IMPORT_ON_LAST, &saved, &fail), OUTCOME_DONE);
    saved_finish(&saved);
    assert_int_equal(site_tree_init(&tree, desk->database, 1, &fail), OUTCOME_DONE);
    assert_int_equal(folder_preview(&tree, one, &fail), OUTCOME_DONE);
    assert_int_equal(differ(site, one), 0);
    assert_int_equal(stat(one, &first), 0);
    assert_int_equal(folder_preview(&tree, path, &fail), OUTCOME_DONE);
    assert_string_equal(path, one);
    assert_int_equal(stat(one, &again), 0);
    assert_int_equal(first.st_ino, again.st_ino);
    for (int i = 0; i < PREVIEWS_KEPT; i++) {
        snprintf(text, sizeof text, "# %d\n", i);
        desk_site_put(&tree, DESK_PAGE, text);
        assert_int_equal(folder_preview(&tree, path, &fail), OUTCOME_DONE);
        assert_true(disk_exists(path));
    }
    assert_false(disk_exists(one));
    assert_int_equal(folder_previews_sweep(desk->path, &fail), OUTCOME_DONE);
    assert_false(disk_exists(path));
    site_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(comes_in_and_goes_out_as_it_is),
        DESK_TEST(a_second_import_is_merged),
        DESK_TEST(a_merged_import_is_no_base),
        DESK_TEST(what_does_not_belong_is_refused),
        DESK_TEST(a_preview_is_made_once_and_old_ones_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
