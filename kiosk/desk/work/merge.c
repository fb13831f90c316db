#include "desk/work/merge.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/site/site_file.h"
#include "desk/work/merge_json.h"
#include "desk/work/merge_lines.h"
#include "desk/work/playlist_text.h"

enum { TEXT_SHOWN = 64 << 10 /* bytes of a text that a conflict shows */ };

bool is_json(const char *path) {
    size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

static bool same_file(const struct site_tree_file *a, const struct site_tree_file *b) {
    return a && b ? a->object == b->object && strcmp(a->hash.hex, b->hash.hex) == 0 : a == b;
}

struct version {
    char *bytes;
    size_t size;
};
struct file_merge {
    const char *path;
    struct version base, mine, theirs;
};

static enum outcome read_version(const struct site_tree *tree, const char *path, struct version *out,
                                 struct fail *fail) {
    return site_tree_find(tree, path) ? site_tree_read(tree, path, TEXT_MAX, &out->bytes, &out->size, fail)
                                      : OUTCOME_DONE;
}

/* As a JSON text, so that it can be shown as values are; malloc'd, NULL: there is none, or it is none that
 * can be shown. */
static char *as_text(const struct version *version) {
    json_t *text =
        version->bytes && version->size <= TEXT_SHOWN ? json_stringn(version->bytes, version->size) : NULL;
    char *quoted = text ? json_dumps(text, JSON_ENCODE_ANY) : NULL;
    json_decref(text);
    return quoted;
}

static enum outcome contend(const struct file_merge *merge, struct conflicts *conflicts, struct fail *fail) {
    char *base = as_text(&merge->base), *mine = as_text(&merge->mine), *theirs = as_text(&merge->theirs);
    struct conflict conflict = {merge->path, "", base, mine, theirs, "", 0};
    bool kept = conflicts_add(conflicts, &conflict);
    fail_set(fail, kept ? "%.150s was changed otherwise meanwhile" : "%.150s: out of memory", merge->path);
    free(base);
    free(mine);
    free(theirs);
    return kept ? OUTCOME_CONFLICT : OUTCOME_TROUBLE;
}

static struct merge_text text_of(const struct version *version) {
    return (struct merge_text){version->bytes, version->size};
}

static struct json_source source_of(const char *path, const struct version *version) {
    return (struct json_source){path, version->bytes, version->size};
}

/* All three are there. */
static enum outcome merge_texts(const struct file_merge *merge, struct conflicts *conflicts,
                                struct version *out, struct fail *fail) {
    struct merge_json json = {source_of(merge->path, &merge->base), source_of(merge->path, &merge->mine),
                              source_of(merge->path, &merge->theirs)};
    if (is_json(merge->path)) {
        enum outcome outcome = merge_json(&json, conflicts, &out->bytes, &out->size, fail);
        return outcome == OUTCOME_REFUSED ? contend(merge, conflicts, fail) : outcome;
    }
    switch (merge_lines(text_of(&merge->base), text_of(&merge->mine), text_of(&merge->theirs), &out->bytes,
                        &out->size)) {
    case MERGE_DONE:
        return OUTCOME_DONE;
    case MERGE_CONFLICT:
        return contend(merge, conflicts, fail);
    case MERGE_NO_MEMORY:
        break;
    }
    fail_set(fail, "out of memory");
    return OUTCOME_TROUBLE;
}

static struct version begin_playlist(void) {
    static const char EMPTY[] = "{\"slides\": []}";
    return (struct version){strdup(EMPTY), strlen(EMPTY)};
}

/* Both have changed it. */
static enum outcome merge_both(const struct site_tree *base, const struct site_tree *mine,
                               struct site_tree *onto, const char *path, struct conflicts *conflicts,
                               struct fail *fail) {
    struct file_merge merge = {.path = path};
    struct version out = {0};
    if (site_file_is_object(path))
        return contend(&merge, conflicts, fail);
    enum outcome outcome = read_version(base, path, &merge.base, fail);
    if (outcome == OUTCOME_DONE)
        outcome = read_version(mine, path, &merge.mine, fail);
    if (outcome == OUTCOME_DONE)
        outcome = read_version(onto, path, &merge.theirs, fail);
    if (outcome == OUTCOME_DONE && !site_tree_find(base, path) && is_playlist(path))
        merge.base = begin_playlist(); /* two people made it at once: both their slides are in it */
    if (outcome == OUTCOME_DONE && merge.base.bytes && merge.mine.bytes && merge.theirs.bytes)
        outcome = merge_texts(&merge, conflicts, &out, fail);
    else if (outcome == OUTCOME_DONE)
        outcome = contend(&merge, conflicts, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_put_text(onto, path, out.bytes, out.size, fail);
    free(out.bytes);
    free(merge.base.bytes);
    free(merge.mine.bytes);
    free(merge.theirs.bytes);
    return outcome;
}

static enum outcome take(const struct site_tree *mine, struct site_tree *onto, const char *path,
                         struct fail *fail) {
    const struct site_tree_file *file = site_tree_find(mine, path);
    struct version text = {0};
    if (!file) {
        site_tree_remove(onto, path);
        return OUTCOME_DONE;
    }
    if (file->object)
        return site_tree_put_object(onto, path, file->hash.hex, file->size, fail);
    enum outcome outcome = read_version(mine, path, &text, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_put_text(onto, path, text.bytes, text.size, fail);
    free(text.bytes);
    return outcome;
}

static enum outcome merge_file(const struct site_tree *base, const struct site_tree *mine,
                               struct site_tree *onto, const char *path, struct conflicts *conflicts,
                               struct fail *fail) {
    const struct site_tree_file *before = site_tree_find(base, path), *wanted = site_tree_find(mine, path);
    const struct site_tree_file *now = site_tree_find(onto, path);
    if (same_file(before, wanted) || same_file(wanted, now))
        return OUTCOME_DONE;
    return same_file(before, now) ? take(mine, onto, path, fail)
                                  : merge_both(base, mine, onto, path, conflicts, fail);
}

/* All conflicts are found, not only the first. */
enum outcome merge_trees(const struct site_tree *base, const struct site_tree *mine, struct site_tree *onto,
                         struct conflicts *conflicts, struct fail *fail) {
    enum outcome all = OUTCOME_DONE;
    for (size_t i = 0; i < base->count + mine->count; i++) {
        const char *path = i < base->count ? base->files[i].path : mine->files[i - base->count].path;
        if (i < base->count && site_tree_find(mine, path))
            continue; /* it comes again */
        enum outcome outcome = merge_file(base, mine, onto, path, conflicts, fail);
        if (outcome != OUTCOME_DONE)
            all = outcome;
        if (outcome != OUTCOME_DONE && outcome != OUTCOME_CONFLICT)
            break;
    }
    return all;
}
