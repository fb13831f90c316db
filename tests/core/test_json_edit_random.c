/* Random edits of random texts and of every JSON file of the site, always the same ones: what is said, what
 * stays and what undoes them. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/json_edit.h"
#include "support/json_model.h"
#include "support/json_random.h"
#include "support/site_folder.h"

enum {
    RANDOM_TEXTS = 7500,
    EDITS_A_TEXT = 4,
    EDITS_A_FILE = 6,
    ROUNDS_A_FILE = 6,
    EDITS_MAX = 6,
    VALUE_MAX = 4000
};

static int done_of[4]; /* edits, by kind */

static struct random_text apply(struct random_text text, const struct json_op *op, struct fail *fail) {
    struct json_source source = {"a.json", text.bytes, text.size};
    struct random_text out = {NULL, 0};
    char *tight = malloc(text.size + !text.size); /* a byte too far is seen */
    memcpy(tight, text.bytes, text.size);
    source.text = tight;
    if (!json_edit(&source, op, &out.bytes, &out.size, fail))
        out.bytes = NULL;
    free(tight);
    return out;
}

static void complain(struct random_text text, const struct json_op *op, struct random_text out,
                     const char *what, const char *why) {
    fail_msg("%s: %s\nop %d path %s to %s value %s\n--- text\n%.*s\n--- made\n%.*s\n---", what, why,
             (int)op->kind, op->path, op->to ? op->to : "", op->value ? op->value : "", (int)text.size,
             text.bytes, (int)out.size, out.bytes ? out.bytes : "");
}

static bool same_text(struct random_text a, struct random_text b) {
    return a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

/* What undoes it, from the text before; and what undoes that is the edit itself again. */
static void judge_undo(struct random_text before, struct random_text after, const struct json_op *op,
                       struct arena *arena, struct json_op *undo) {
    struct fail fail = {0};
    struct json_op redo;
    if (!json_edit_inverse(&(struct json_source){"a.json", before.bytes, before.size}, op, arena, undo,
                           &fail))
        complain(before, op, after, "no inverse", fail.text);
    struct random_text undone = apply(after, undo, &fail);
    if (!undone.bytes || !same_text(undone, before))
        complain(after, undo, undone, "not undone", undone.bytes ? "" : fail.text);
    if (!json_edit_inverse(&(struct json_source){"a.json", after.bytes, after.size}, undo, arena, &redo,
                           &fail))
        complain(after, undo, undone, "no inverse of the inverse", fail.text);
    struct random_text again = apply(undone, &redo, &fail);
    if (!again.bytes || !same_text(again, after))
        complain(undone, &redo, again, "not done again", again.bytes ? "" : fail.text);
    free(undone.bytes);
    free(again.bytes);
}

/* The text afterwards; NULL bytes: it was refused, and rightly. */
static struct random_text judge(struct random_text before, const struct json_op *op, struct arena *arena,
                                struct json_op *undo) {
    struct fail fail = {0};
    struct random_text after = apply(before, op, &fail);
    json_t *model = random_parse(before), *was = json_deep_copy(model),
           *made = after.bytes ? random_parse(after) : NULL;
    enum model_outcome outcome = model_apply(&model, op);
    if (!after.bytes && (outcome != MODEL_REFUSED || !fail.text[0]))
        complain(before, op, after, "refused", fail.text);
    if (after.bytes && (!made || outcome != MODEL_DONE || !json_equal(made, model)))
        complain(before, op, after, "it means something else", made ? "" : "it is no JSON");
    if (after.bytes && json_equal(made, was) && !same_text(before, after) && op->kind != JSON_OP_MOVE)
        complain(before, op, after, "nothing was changed, but bytes", "");
    if (after.bytes && op->kind != JSON_OP_MOVE && (op->kind != JSON_OP_SET) &&
        !model_one_piece(before.bytes, before.size, after.bytes, after.size))
        complain(before, op, after, "other bytes were changed", "");
    if (after.bytes)
        judge_undo(before, after, op, arena, undo);
    json_decref(model);
    json_decref(was);
    json_decref(made);
    return after;
}

/* Edits one after the other; then all undone, last first. How many were done. */
static int edit_and_undo(struct random_text text, int edits) {
    struct json_op undos[EDITS_MAX];
    struct arena *arena = arena_create(64 << 20);
    struct random_text now = {malloc(text.size + 1), text.size};
    int done = 0;
    memcpy(now.bytes, text.bytes, text.size);
    for (int i = 0; i < edits; i++) {
        static struct random_edit edit;
        json_t *root = random_parse(now);
        assert_non_null(root);
        random_edit_make(root, &edit);
        json_decref(root);
        struct random_text after = judge(now, &edit.op, arena, &undos[done]);
        if (!after.bytes)
            continue;
        free(now.bytes);
        now = after;
        done++;
        done_of[edit.op.kind]++;
    }
    for (int i = done; i > 0; i--) {
        struct fail fail = {0};
        struct random_text before = apply(now, &undos[i - 1], &fail);
        if (!before.bytes)
            complain(now, &undos[i - 1], before, "not undone in turn", fail.text);
        free(now.bytes);
        now = before;
    }
    if (!same_text(now, text))
        complain(text, &undos[0], now, "not what it was after all was undone", "");
    free(now.bytes);
    arena_destroy(arena);
    return done;
}

static void random_texts(void **state) {
    int done = 0;
    (void)state;
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        random_seed = (uint32_t)i * 2654435761u;
        struct random_text text = random_text_make();
        done += edit_and_undo(text, EDITS_A_TEXT);
        free(text.bytes);
    }
    assert_in_range(done, 20000, RANDOM_TEXTS * EDITS_A_TEXT);
    for (size_t i = 0; i < LENGTH(done_of); i++)
        assert_in_range(done_of[i], 2000, done);
}

static int files_in(const char *folder) {
    char path[400], inside[400];
    int files = 0;
    snprintf(path, sizeof path, SITE_DIR "/%s", folder);
    DIR *listing = opendir(path);
    assert_non_null(listing);
    for (struct dirent *entry; (entry = readdir(listing));) {
        const char *end = strrchr(entry->d_name, '.');
        snprintf(inside, sizeof inside, "%s/%s", folder, entry->d_name);
        if (!end && entry->d_type == DT_DIR)
            files += files_in(inside);
        if (!end || strcmp(end, ".json") != 0)
            continue;
        struct random_text text;
        char root[] = SITE_DIR;
        assert_true(site_folder_read(root, inside, JSON_EDIT_TEXT_MAX, &text.bytes, &text.size, NULL));
        random_seed = (uint32_t)text.size;
        int done = 0;
        for (int i = 0; i < ROUNDS_A_FILE; i++)
            done += edit_and_undo(text, EDITS_A_FILE);
        assert_in_range(done, 10, ROUNDS_A_FILE * EDITS_A_FILE);
        free(text.bytes);
        files++;
    }
    closedir(listing);
    return files;
}

static void files_of_the_site(void **state) {
    (void)state;
    assert_in_range(files_in("playlists"), 25, 500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_texts),
        cmocka_unit_test(files_of_the_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
