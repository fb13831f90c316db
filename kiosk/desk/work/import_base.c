#include "desk/work/import_base.h"

#include <stdlib.h>

#include "desk/data/imported.h"

struct reading {
    struct site_tree *base;
    enum outcome outcome;
    struct fail *fail;
};

static void take(void *context, const struct tree_file *file) {
    struct reading *reading = context;
    struct site_tree *base = reading->base;
    char *bytes = NULL;
    size_t size = 0;
    if (reading->outcome != OUTCOME_DONE)
        return;
    if (file->object) {
        reading->outcome = site_tree_put_object(base, file->path, file->hash.hex, file->size, reading->fail);
        return;
    }
    reading->outcome = imported_read(base->database, file->path, &bytes, &size, reading->fail);
    if (reading->outcome == OUTCOME_DONE)
        reading->outcome = site_tree_put_text(base, file->path, bytes, size, reading->fail);
    free(bytes);
}

enum outcome import_base_read(struct site_tree *base, struct database *database, struct fail *fail) {
    struct reading reading = {base, OUTCOME_DONE, fail};
    enum outcome outcome = site_tree_init(base, database, 0, fail);
    if (outcome == OUTCOME_DONE)
        outcome = imported_list(database, take, &reading, &base->revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = reading.outcome;
    if (outcome != OUTCOME_DONE)
        site_tree_finish(base);
    return outcome;
}

static enum outcome keep_file(struct imported *imported, const struct site_tree *mine,
                              const struct site_tree_file *file, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    if (file->object)
        return imported_put_object(imported, file->path, file->hash.hex, file->size, fail);
    enum outcome outcome = site_tree_read(mine, file->path, TEXT_MAX, &bytes, &size, fail);
    if (outcome == OUTCOME_DONE)
        outcome = imported_put_text(imported, file->path, bytes, size, fail);
    free(bytes);
    return outcome;
}

enum outcome import_base_keep(const struct site_tree *mine, int64_t revision, struct fail *fail) {
    struct imported imported;
    enum outcome outcome = imported_begin(mine->database, revision, &imported, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    for (size_t i = 0; i < mine->count && outcome == OUTCOME_DONE; i++)
        outcome = keep_file(&imported, mine, &mine->files[i], fail);
    return imported_end(&imported, outcome, fail);
}
