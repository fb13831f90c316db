/* Objects that no version of the site has: an upload that was refused behind its last byte, or killed. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/objects.h"
#include "system/disk.h"

struct sweep {
    struct database *database;
    int64_t before_ms; /* what was written later may still be on its way into a revision */
    int removed;
};

static bool is_old(const struct sweep *sweep, int folder, const char *name) {
    struct stat info;
    return fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode) &&
           (int64_t)info.st_mtime * 1000 < sweep->before_ms;
}

static enum outcome is_known(struct database *database, const unsigned char bits[HASH_SIZE], bool *known,
                             struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT 1 FROM file WHERE hash = ?");
    statement_bytes(&ask, bits, HASH_SIZE);
    *known = statement_row(&ask);
    return statement_end(&ask, fail);
}

/* Inside a transaction nobody else's revision can begin to have it. */
static enum outcome remove_unless_known(struct sweep *sweep, int folder, const char *name,
                                        const unsigned char bits[HASH_SIZE], struct fail *fail) {
    bool known = false;
    enum outcome outcome = database_begin(sweep->database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = is_known(sweep->database, bits, &known, fail);
    if (outcome == OUTCOME_DONE && !known && is_old(sweep, folder, name)) {
        struct statement forget = STATEMENT(sweep->database, "DELETE FROM media WHERE hash = ?");
        statement_bytes(&forget, bits, HASH_SIZE);
        outcome = statement_run(&forget, fail);
        if (outcome == OUTCOME_DONE && unlinkat(folder, name, 0) != 0 && errno != ENOENT)
            outcome = field_disk_failed(name, fail);
        sweep->removed += outcome == OUTCOME_DONE;
    }
    return database_end(sweep->database, outcome, fail);
}

static enum outcome sweep_folder(struct sweep *sweep, int folder, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    unsigned char bits[HASH_SIZE];
    bool known = false;
    DIR *list = fdopendir(folder);
    if (!list) {
        close(folder);
        return OUTCOME_DONE;
    }
    for (const struct dirent *entry; outcome == OUTCOME_DONE && (entry = readdir(list));) {
        if (!hash_bits(entry->d_name, bits) || !is_old(sweep, dirfd(list), entry->d_name))
            continue;
        outcome = is_known(sweep->database, bits, &known, fail);
        if (outcome == OUTCOME_DONE && !known)
            outcome = remove_unless_known(sweep, dirfd(list), entry->d_name, bits, fail);
    }
    closedir(list);
    return outcome;
}

enum outcome objects_sweep_unused(struct database *database, int64_t now_ms, int *removed,
                                  struct fail *fail) {
    struct sweep sweep = {.database = database, .before_ms = now_ms - OBJECT_GRACE_MS};
    enum outcome outcome = OUTCOME_DONE;
    char *objects = disk_path(database_folder(database), "objects");
    DIR *list = objects ? opendir(objects) : NULL;
    free(objects);
    for (const struct dirent *entry; list && outcome == OUTCOME_DONE && (entry = readdir(list));) {
        int folder = strlen(entry->d_name) == 2 && entry->d_name[0] != '.'
                         ? openat(dirfd(list), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
                         : -1;
        if (folder >= 0)
            outcome = sweep_folder(&sweep, folder, fail);
    }
    if (list)
        closedir(list);
    *removed = sweep.removed;
    return outcome;
}
