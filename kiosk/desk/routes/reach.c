#include "desk/routes/reach.h"

#include <string.h>

#include "core/site/site_file.h"
#include "desk/data/screens.h"
#include "desk/data/trees.h"
#include "desk/work/kept.h"
#include "desk/work/work_findings.h"

struct asking {
    const struct reach *reach;
    const char *screen;
    bool known, allowed;
};

static void see_screen(void *context, const struct screen_row *row) {
    struct asking *asking = context;
    if (row->revoked_ms != 0 || strcmp(row->name, asking->screen) != 0)
        return;
    asking->known = true;
    asking->allowed &= rights_allow(asking->reach->rights, asking->reach->action, row->group);
}

static bool shows(const struct screen *screen, const char *file) {
    for (size_t i = 0; i < screen->content_count; i++)
        for (size_t j = 0; j < screen->content[i].playlist_count; j++)
            if (strcmp(screen->content[i].playlists[j]->file, file) == 0)
                return true;
    return false;
}

/* Is it shown, and only by screens that are all in groups of theirs? */
static enum outcome file_allowed(const struct reach *reach, const struct site *site, const char *file,
                                 bool *allowed, struct fail *fail) {
    bool shown = false, fine = true;
    for (size_t i = 0; i < site->screen_count; i++) {
        struct asking asking = {reach, site->screens[i].id, false, true};
        if (!shows(&site->screens[i], file))
            continue;
        enum outcome outcome = screen_list(reach->database, see_screen, &asking, fail);
        if (outcome != OUTCOME_DONE)
            return outcome;
        shown = true;
        fine &= asking.known && asking.allowed;
    }
    *allowed = shown && fine;
    return OUTCOME_DONE;
}

static enum outcome ask_site(const struct reach *reach, const struct site *site, struct fail *fail) {
    for (size_t i = 0; i < reach->count; i++) {
        bool allowed = false;
        enum outcome outcome =
            site ? file_allowed(reach, site, reach->paths[i], &allowed, fail) : OUTCOME_DONE;
        if (outcome != OUTCOME_DONE)
            return outcome;
        if (allowed)
            continue;
        fail_said(fail, &(struct finding_place){.file = reach->paths[i]}, FOUND_OTHER_GROUPS);
        return OUTCOME_REFUSED;
    }
    return OUTCOME_DONE;
}

enum outcome reach_allows(const struct reach *reach, struct fail *fail) {
    struct site_tree tree = {0};
    struct kept_site *held;
    int64_t newest = 0;
    if (rights_allow(reach->rights, reach->action, GROUP_ALL))
        return OUTCOME_DONE;
    enum outcome outcome = revision_newest(reach->database, &newest, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&tree, reach->database, newest, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    tree.kept = reach->kept;
    const struct site *site = kept_site(&tree, KEPT_FOR_LATER, &held, NULL);
    outcome = ask_site(reach, site, fail);
    kept_release(held);
    site_tree_finish(&tree);
    return outcome;
}

struct difference {
    struct arena *arena;
    const char *paths[TREE_FILES_MAX * 2];
    size_t count;
    bool failed;
};

static void see_difference(void *context, const struct tree_difference *row) {
    struct difference *difference = context;
    if (!row->before.hex[0] && site_file_is_object(row->path))
        return;
    char *path = arena_copy(difference->arena, row->path, strlen(row->path));
    if (path && difference->count < LENGTH(difference->paths))
        difference->paths[difference->count++] = path;
    else
        difference->failed = true;
}

enum outcome reach_allows_between(const struct reach *reach, int64_t from, int64_t to, struct fail *fail) {
    if (rights_allow(reach->rights, reach->action, GROUP_ALL))
        return OUTCOME_DONE;
    if (from < 1) {
        fail_said(fail, NULL, FOUND_NOTHING_THERE);
        return OUTCOME_REFUSED;
    }
    struct arena *arena = arena_create(4 << 20);
    struct difference *difference = arena ? arena_alloc(arena, sizeof *difference) : NULL;
    enum outcome outcome = OUTCOME_TROUBLE;
    if (difference) {
        difference->arena = arena;
        outcome = tree_diff(reach->database, from, to, see_difference, difference, fail);
    }
    if (outcome == OUTCOME_DONE && !difference->failed) {
        struct reach all = *reach;
        all.paths = difference->paths;
        all.count = difference->count;
        outcome = reach_allows(&all, fail);
    } else if (outcome == OUTCOME_DONE || !difference) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    arena_destroy(arena);
    return outcome;
}
