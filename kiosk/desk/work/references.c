#include "desk/work/references.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_edit.h"
#include "core/site/site.h"
#include "desk/work/playlist_text.h"

/* A slide that is referred to. */
struct named_slide {
    char file[SLIDE_NAME_MAX], id[SLIDE_NAME_MAX];
};

static bool parse(const char *name, struct named_slide *out) {
    const char *slash = strchr(name, '/');
    return slash &&
           snprintf(out->file, sizeof out->file, "playlists/%.*s.json", (int)(slash - name), name) <
               (int)sizeof out->file &&
           snprintf(out->id, sizeof out->id, "%s", slash + 1) < (int)sizeof out->id;
}

static enum outcome there(const struct site_tree *tree, const char *file, const char *id, bool *out,
                          struct fail *fail) {
    struct playlist_text text;
    enum outcome outcome = playlist_text_init(&text, tree, file, fail);
    *out = outcome == OUTCOME_DONE && playlist_text_slide(&text, id) != NULL;
    playlist_text_finish(&text);
    return outcome;
}

/* Neither there is the same, too. */
static bool same_file(const struct site_tree *before, const struct site_tree *after, const char *file) {
    const struct site_tree_file *old = site_tree_find(before, file), *now = site_tree_find(after, file);
    return old && now ? strcmp(old->hash.hex, now->hash.hex) == 0 : old == now;
}

/* Who takes the place of a slide that is gone. */
struct heir_search {
    const struct named_slide *gone;
    struct named_slide heir;
    enum {
        HEIR_NONE,
        HEIR_ONLY /* one came, one went */,
        HEIR_THERE /* where it was */,
        HEIR_ALIKE /* its id */
    } found;
    size_t came, went;
};

static size_t place_in(const struct playlist_text *text, const char *id) {
    for (size_t i = 0; i < value_length(text->slides); i++)
        if (value_item(text->slides, i) == playlist_text_slide(text, id))
            return i;
    return SIZE_MAX;
}

static void see_slide(struct heir_search *search, const char *file, const char *id, bool there) {
    bool alike = strcmp(id, search->gone->id) == 0;
    int found = alike ? HEIR_ALIKE : there ? HEIR_THERE : HEIR_ONLY;
    search->came++;
    if (found <= (int)search->found || strlen(id) >= sizeof search->heir.id)
        return;
    search->found = found;
    snprintf(search->heir.file, sizeof search->heir.file, "%s", file);
    snprintf(search->heir.id, sizeof search->heir.id, "%s", id);
}

static enum outcome search_playlist(struct heir_search *search, const struct site_tree *before,
                                    const struct site_tree *after, const char *file, struct fail *fail) {
    struct playlist_text old = {0}, now = {0};
    enum outcome outcome = playlist_text_init(&old, before, file, fail);
    if (outcome == OUTCOME_DONE)
        outcome = playlist_text_init(&now, after, file, fail);
    size_t gone_from = strcmp(file, search->gone->file) == 0 ? place_in(&old, search->gone->id) : SIZE_MAX;
    bool in_place = value_length(old.slides) == value_length(now.slides);
    for (size_t i = 0; i < value_length(now.slides); i++) {
        const char *id = value_text(value_member(value_item(now.slides, i), "id"));
        if (id && !playlist_text_slide(&old, id))
            see_slide(search, file, id, in_place && i == gone_from);
    }
    for (size_t i = 0; i < value_length(old.slides); i++) {
        const char *id = value_text(value_member(value_item(old.slides, i), "id"));
        search->went += id && !playlist_text_slide(&now, id);
    }
    playlist_text_finish(&old);
    playlist_text_finish(&now);
    return outcome;
}

/* `heir` is as it was when there is none. */
static enum outcome find_heir(const struct site_tree *before, const struct site_tree *after,
                              const struct named_slide *gone, struct named_slide *heir, bool *found,
                              struct fail *fail) {
    struct heir_search search = {.gone = gone};
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < after->count && outcome == OUTCOME_DONE; i++) {
        const char *file = after->files[i].path;
        if (is_playlist(file) && !same_file(before, after, file))
            outcome = search_playlist(&search, before, after, file, fail);
    }
    *found = search.found > HEIR_ONLY || (search.found == HEIR_ONLY && search.came == 1 && search.went == 1);
    if (*found)
        *heir = search.heir;
    return outcome;
}

/* What `name` should be; "" : to be taken out; `name` itself: to stay. */
static enum outcome follow(const struct site_tree *before, const struct site_tree *after, const char *name,
                           char out[SLIDE_NAME_MAX], struct fail *fail) {
    struct named_slide slide, to;
    bool was = false, is = false;
    snprintf(out, SLIDE_NAME_MAX, "%s", name);
    if (!parse(name, &slide) || same_file(before, after, slide.file))
        return OUTCOME_DONE;
    enum outcome outcome = there(before, slide.file, slide.id, &was, fail);
    if (outcome == OUTCOME_DONE)
        outcome = there(after, slide.file, slide.id, &is, fail);
    if (outcome != OUTCOME_DONE || !was || is)
        return outcome;
    out[0] = '\0';
    outcome = find_heir(before, after, &slide, &to, &is, fail);
    if (outcome == OUTCOME_DONE && is && !slide_name(to.file, to.id, out))
        out[0] = '\0';
    return outcome;
}

/* A file that refers to slides, on the way to what it is to be. */
struct mending {
    const struct site_tree *before;
    struct site_tree *after;
    struct json_source source;
    char *owned; /* NULL: nothing was changed yet */
    struct fail *fail;
};

static enum outcome change(struct mending *mending, const char *path, const char *to) {
    char value[SLIDE_NAME_MAX + 8], *out = NULL;
    struct json_op op = {
        .kind = to[0] ? JSON_OP_SET : JSON_OP_REMOVE, .path = path, .value = to[0] ? value : NULL};
    snprintf(value, sizeof value, "\"%s\"", to); /* ids are a-z, 0-9 and -, else the check says so */
    if (!json_edit(&mending->source, &op, &out, &mending->source.size, mending->fail))
        return OUTCOME_REFUSED;
    free(mending->owned);
    mending->owned = out;
    mending->source.text = out;
    return OUTCOME_DONE;
}

/* What stands at `path`; without an heir it goes, where it `may_go`. */
static enum outcome mend_name(struct mending *mending, const char *path, const char *name, bool may_go) {
    char to[SLIDE_NAME_MAX];
    enum outcome outcome = follow(mending->before, mending->after, name, to, mending->fail);
    bool stays = strcmp(to, name) == 0 || (!to[0] && !may_go);
    return outcome != OUTCOME_DONE || stays ? outcome : change(mending, path, to);
}

static enum outcome mend_policy(struct mending *mending, const struct json_value *root) {
    const struct json_value *actions = value_member(root, "actions");
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < value_length(actions); i++) {
        const struct json_value *slides = value_member(value_item(actions, i), "slides");
        for (size_t k = 0; k < value_length(slides) && outcome == OUTCOME_DONE; k++) {
            const char *name = value_text(value_item(slides, k));
            char escaped[SLIDE_NAME_MAX * 2], path[SLIDE_NAME_MAX * 2 + 60];
            if (!name || !path_escape(name, escaped, sizeof escaped))
                continue;
            snprintf(path, sizeof path, "/actions[%zu]/slides[=%s]", i, escaped);
            outcome = mend_name(mending, path, name, true);
        }
    }
    return outcome;
}

/* A page without its slide would be no page: the check says which one it wants. */
static enum outcome mend_guide(struct mending *mending, const struct json_value *root) {
    const struct json_value *pages = value_member(root, "pages");
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < value_length(pages) && outcome == OUTCOME_DONE; i++) {
        const char *name = value_text(value_member(value_item(pages, i), "slide"));
        char path[60];
        snprintf(path, sizeof path, "/pages[%zu]/slide", i);
        if (name)
            outcome = mend_name(mending, path, name, false);
    }
    return outcome;
}

static enum outcome mend_file(const struct site_tree *before, struct site_tree *after, const char *file,
                              enum outcome (*mend)(struct mending *mending, const struct json_value *root),
                              struct fail *fail) {
    struct playlist_text text;
    enum outcome outcome = playlist_text_init(&text, after, file, fail);
    struct mending mending = {before, after, {file, text.bytes, text.size}, NULL, fail};
    if (outcome == OUTCOME_DONE)
        outcome = mend(&mending, text.root);
    if (outcome == OUTCOME_DONE && mending.owned)
        outcome = site_tree_put_text(after, file, mending.owned, mending.source.size, fail);
    free(mending.owned);
    playlist_text_finish(&text);
    return outcome;
}

static bool playlists_differ(const struct site_tree *before, const struct site_tree *after) {
    for (size_t i = 0; i < before->count; i++)
        if (is_playlist(before->files[i].path) && !same_file(before, after, before->files[i].path))
            return true;
    return false;
}

enum outcome references_mend(const struct site_tree *before, struct site_tree *after, struct fail *fail) {
    if (!playlists_differ(before, after))
        return OUTCOME_DONE;
    enum outcome outcome = mend_file(before, after, POLICY_FILE, mend_policy, fail);
    return outcome == OUTCOME_DONE ? mend_file(before, after, GUIDE_FILE, mend_guide, fail) : outcome;
}
