#include "desk/data/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/archive_parts.h"
#include "desk/data/backup_parts.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/objects.h"
#include "system/disk.h"
#include "system/disk_fd.h"

struct backup {
    int fd;
    char *part; /* FILE.PROCESS.tmp */
    char *copy; /* DIR/backup.PROCESS.tmp: the database as it was at one moment */
    struct database *database;
    sqlite3 *handle; /* of the copy */
    int64_t now_ms;
    struct backup_summary summary;
};

size_t backup_summary_write(const struct backup_summary *summary, char text[BACKUP_SUMMARY_MAX]) {
    char head[2 * AUDIT_HASH + 1];
    sodium_bin2hex(head, sizeof head, summary->head.hash, AUDIT_HASH);
    int size = snprintf(text, BACKUP_SUMMARY_MAX,
                        "kiosk-desk backup 1\ndatabase %s\nobjects %" PRIu64 "\nlog %" PRId64 " %s\n",
                        summary->database.hex, summary->objects, summary->head.rows, head);
    struct hash hash = hash_bytes(text, (size_t)size);
    size += snprintf(text + size, BACKUP_SUMMARY_MAX - (size_t)size, "this %s\n", hash.hex);
    return (size_t)size;
}

/* What earlier ones left there that were killed. */
static bool sweep_beside(const char *file, struct fail *fail) {
    const char *slash = strrchr(file, '/');
    char *parent = disk_parent(file);
    bool done = parent ? disk_sweep(parent, slash ? slash + 1 : file, DISK_SWEEP_DEAD, fail)
                       : fail_set(fail, "out of memory");
    free(parent);
    return done;
}

static enum outcome begin(struct backup *backup, const char *file, struct fail *fail) {
    long process = (long)getpid();
    if (asprintf(&backup->part, "%s.%ld%s", file, process, DISK_TEMPORARY) < 0)
        backup->part = NULL;
    if (asprintf(&backup->copy, "%s/backup.%ld%s", database_folder(backup->database), process,
                 DISK_TEMPORARY) < 0)
        backup->copy = NULL;
    if (!backup->part || !backup->copy) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    if (!sweep_beside(file, fail))
        return OUTCOME_TROUBLE;
    unlink(backup->part); /* of one that was killed, and had our number: in a container they all have */
    unlink(backup->copy);
    backup->fd = open(backup->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    return backup->fd >= 0 ? OUTCOME_DONE : field_disk_failed(backup->part, fail);
}

/* One moment's database; writing goes on meanwhile. SQLite takes an empty file, which is nobody else's to
 * read. */
static enum outcome copy_database(struct backup *backup, struct fail *fail) {
    int fd = open(backup->copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return field_disk_failed(backup->copy, fail);
    close(fd);
    struct statement copy = STATEMENT(backup->database, "VACUUM INTO ?");
    statement_text(&copy, backup->copy);
    enum outcome outcome = statement_run(&copy, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    int code =
        sqlite3_open_v2(backup->copy, &backup->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    return code == SQLITE_OK ? OUTCOME_DONE : database_failed(backup->database, code, fail);
}

/* One file as an entry; its size is known before, and its hash after. */
static enum outcome put_file(struct backup *backup, const char *path, const char *name, struct hash *hash,
                             struct fail *fail) {
    struct archive_entry entry = {.size = 0};
    struct stat info;
    crypto_generichash_state state;
    unsigned char bits[HASH_SIZE];
    char *piece = malloc(BACKUP_PIECE);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    enum outcome outcome = OUTCOME_DONE;
    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    if (!piece) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    } else if (fd < 0 || fstat(fd, &info) != 0) {
        outcome = field_disk_failed(path, fail);
    } else {
        entry.size = (uint64_t)info.st_size;
        snprintf(entry.name, sizeof entry.name, "%s", name);
        if (!archive_head(backup->fd, &entry, backup->now_ms))
            outcome = field_disk_failed(backup->part, fail);
    }
    for (uint64_t left = entry.size; outcome == OUTCOME_DONE && left > 0;) {
        size_t size = left < BACKUP_PIECE ? (size_t)left : BACKUP_PIECE;
        if (!archive_read(fd, piece, size))
            outcome = field_disk_failed(path, fail);
        else if (!disk_write_fd(backup->fd, piece, size))
            outcome = field_disk_failed(backup->part, fail);
        crypto_generichash_update(&state, (const unsigned char *)piece, size);
        left -= size;
    }
    if (outcome == OUTCOME_DONE && !archive_pad(backup->fd, entry.size))
        outcome = field_disk_failed(backup->part, fail);
    crypto_generichash_final(&state, bits, sizeof bits);
    *hash = hash_of_bits(bits);
    if (fd >= 0)
        close(fd);
    free(piece);
    return outcome;
}

static enum outcome put_object(struct backup *backup, const char *hex, uint64_t size, struct fail *fail) {
    char name[ARCHIVE_NAME];
    struct hash found = {""};
    const char *folder = database_folder(backup->database);
    char *path = object_path(folder, hex);
    if (!path) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    snprintf(name, sizeof name, BACKUP_OBJECTS "%.2s/%.64s", hex, hex);
    enum outcome outcome = object_find(folder, hex, size, fail);
    if (outcome == OUTCOME_DONE)
        outcome = put_file(backup, path, name, &found, fail);
    if (outcome == OUTCOME_DONE && strcmp(found.hex, hex) != 0)
        outcome = field_damaged(fail, "object %s is damaged; upload that picture again", hex);
    free(path);
    backup->summary.objects++;
    return outcome;
}

/* Those the copy names, whatever was added since. */
static enum outcome put_objects(struct backup *backup, struct fail *fail) {
    struct database of_copy = {.handle = backup->handle, .path = backup->copy, .folder = backup->copy};
    enum outcome outcome = OUTCOME_DONE;
    struct statement ask =
        STATEMENT(&of_copy, "SELECT hash, size FROM file WHERE packed IS NULL ORDER BY hash");
    while (outcome == OUTCOME_DONE && statement_row(&ask)) {
        size_t size = 0;
        const void *bits = column_bytes(&ask, 0, &size);
        struct hash hash = size == HASH_SIZE ? hash_of_bits(bits) : (struct hash){""};
        outcome = put_object(backup, hash.hex, (uint64_t)column_int(&ask, 1), fail);
    }
    enum outcome end = statement_end(&ask, outcome == OUTCOME_DONE ? fail : NULL);
    if (outcome == OUTCOME_DONE && end == OUTCOME_DONE)
        outcome = audit_head(&of_copy, &backup->summary.head, fail);
    return outcome != OUTCOME_DONE ? outcome : end;
}

static enum outcome put_summary(struct backup *backup, struct fail *fail) {
    char text[BACKUP_SUMMARY_MAX];
    struct archive_entry entry = {.name = BACKUP_SUMMARY,
                                  .size = backup_summary_write(&backup->summary, text)};
    bool done = archive_head(backup->fd, &entry, backup->now_ms) &&
                disk_write_fd(backup->fd, text, (size_t)entry.size) && archive_pad(backup->fd, entry.size) &&
                archive_finish(backup->fd) && fsync(backup->fd) == 0;
    return done ? OUTCOME_DONE : field_disk_failed(backup->part, fail);
}

static enum outcome place(struct backup *backup, const char *file, struct fail *fail) {
    char *parent = disk_parent(file);
    enum outcome outcome = OUTCOME_DONE;
    if (!parent || rename(backup->part, file) != 0)
        outcome = field_disk_failed(file, fail);
    else if (!disk_sync_folder(parent, fail))
        outcome = OUTCOME_TROUBLE;
    free(parent);
    return outcome;
}

static void end(struct backup *backup) {
    sqlite3_close(backup->handle);
    if (backup->fd >= 0)
        close(backup->fd);
    if (backup->part)
        unlink(backup->part);
    if (backup->copy)
        unlink(backup->copy);
    free(backup->part);
    free(backup->copy);
}

enum outcome backup_write(struct database *database, const char *file, int64_t now_ms, struct fail *fail) {
    struct backup backup = {.fd = -1, .database = database, .now_ms = now_ms};
    enum outcome outcome = objects_sweep(database_folder(database), fail);
    if (outcome == OUTCOME_DONE)
        outcome = begin(&backup, file, fail);
    if (outcome == OUTCOME_DONE)
        outcome = copy_database(&backup, fail);
    if (outcome == OUTCOME_DONE)
        outcome = put_file(&backup, backup.copy, BACKUP_DATABASE, &backup.summary.database, fail);
    if (outcome == OUTCOME_DONE)
        outcome = put_objects(&backup, fail);
    if (outcome == OUTCOME_DONE)
        outcome = put_summary(&backup, fail);
    if (outcome == OUTCOME_DONE)
        outcome = place(&backup, file, fail);
    end(&backup);
    return outcome;
}
