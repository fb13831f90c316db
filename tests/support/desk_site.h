/* A small site as revision 1 of a desk's database: what people would have imported. */
#pragma once

#include "desk/work/edit.h"
#include "support/desk_folder.h"
#include "support/small_site.h"

#define DESK_PAGE "playlists/guide/pages/cpr.en.md"

static inline void desk_site_put(struct site_tree *tree, const char *path, const char *text) {
    struct fail fail = {0};
    if (site_tree_put_text(tree, path, text, strlen(text), &fail) != OUTCOME_DONE)
        fail_msg("%s: %s", path, fail.text);
}

static inline void desk_site_begin(struct database *database) {
    struct site_tree nothing = {.database = database}, site = {.database = database};
    struct saving saving = {REVISION_IMPORT, "", &nothing, &site};
    struct saved saved = {0};
    struct fail fail = {0};
    desk_site_put(&site, "playlists/site.json", SMALL_SITE);
    desk_site_put(&site, "playlists/main.json", SMALL_MAIN);
    desk_site_put(&site, "playlists/strip.json", SMALL_STRIP);
    desk_site_put(&site, DESK_PAGE, "# One\n\nfirst\n\nsecond\n\nthird\n");
    if (saving_run(database, &desk_act, &saving, &saved, &fail) != OUTCOME_DONE)
        fail_msg("%s", fail.text);
    assert_int_equal(saved.revision, 1);
    saved_finish(&saved);
    site_tree_finish(&site);
}

/* Does `ops`, as the page writes them, to revision `base`; `saved` is to be finished. */
static inline enum outcome desk_site_edit(struct database *database, int64_t base, const char *json,
                                          struct saved *saved, struct fail *fail) {
    struct edit_ops ops;
    *saved = (struct saved){0};
    if (!edit_ops_read(&ops, json, strlen(json), fail))
        fail_msg("%s: %s", json, fail->text);
    struct edit edit = {.base = base, .ops = ops.items, .count = ops.count, .note = ""};
    enum outcome outcome = edit_save(database, &desk_act, &edit, saved, fail);
    edit_ops_finish(&ops);
    return outcome;
}

/* Of the newest revision; to be freed. NULL: there is none. */
static inline char *desk_site_text(struct database *database, const char *path) {
    struct fail fail = {0};
    int64_t newest = 0;
    char *bytes = NULL;
    size_t size = 0;
    assert_int_equal(revision_newest(database, &newest, &fail), OUTCOME_DONE);
    if (tree_read(database, newest, path, TEXT_MAX, &bytes, &size, &fail) != OUTCOME_DONE)
        return NULL;
    return bytes;
}
