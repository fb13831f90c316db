#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/archive_parts.h"
#include "desk/data/backup.h"
#include "desk/data/backup_parts.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/objects.h"
#include "desk/data/restore_parts.h"
#include "desk/data/trees.h"
#include "system/disk.h"
#include "system/disk_fd.h"

/* An archive on its way into a folder. */
struct unpacking {
    const char *file, *folder; /* where it comes from, where it goes */
    int fd;
    char *piece;                   /* BACKUP_PIECE bytes */
    uint64_t room;                 /* bytes that may still be written */
    struct backup_summary summary; /* as found */
    bool whole;                    /* and as its last entry says */
};

static enum outcome cut_short(const struct unpacking *unpacking, struct fail *fail) {
    return field_refuse(fail, "%s: is damaged, cut short, or no backup of kiosk-desk; take another one",
                        unpacking->file);
}

static enum outcome take_room(struct unpacking *unpacking, uint64_t size, struct fail *fail) {
    if (size > unpacking->room) {
        fail_at(fail, unpacking->folder, 0, 0, "the disk has no room for this backup; nothing was changed");
        return OUTCOME_FULL;
    }
    unpacking->room -= size;
    return OUTCOME_DONE;
}

/* What takes the bytes of an entry. */
struct taker {
    enum outcome (*take)(void *context, const void *bytes, size_t size, struct fail *fail);
    void *context;
};

/* Piece by piece. */
static enum outcome pass(struct unpacking *unpacking, uint64_t size, struct taker taker, struct fail *fail) {
    enum outcome outcome = take_room(unpacking, size, fail);
    for (uint64_t left = size; outcome == OUTCOME_DONE && left > 0;) {
        size_t piece = left < BACKUP_PIECE ? (size_t)left : BACKUP_PIECE;
        if (!archive_read(unpacking->fd, unpacking->piece, piece))
            return cut_short(unpacking, fail);
        outcome = taker.take(taker.context, unpacking->piece, piece, fail);
        left -= piece;
    }
    if (outcome == OUTCOME_DONE && !archive_skip_pad(unpacking->fd, size))
        outcome = cut_short(unpacking, fail);
    return outcome;
}

struct database_file {
    const char *path;
    int fd;
    crypto_generichash_state state;
};

static enum outcome take_database(void *context, const void *bytes, size_t size, struct fail *fail) {
    struct database_file *file = context;
    crypto_generichash_update(&file->state, bytes, size);
    return disk_write_fd(file->fd, bytes, size) ? OUTCOME_DONE : field_disk_failed(file->path, fail);
}

static enum outcome unpack_database(struct unpacking *unpacking, const struct archive_entry *entry,
                                    struct fail *fail) {
    struct database_file file = {.fd = -1};
    unsigned char bits[HASH_SIZE];
    if (strcmp(entry->name, BACKUP_DATABASE) != 0 || entry->size > BACKUP_DATABASE_MAX)
        return cut_short(unpacking, fail);
    char *path = disk_path(unpacking->folder, DATABASE_FILE);
    file.path = path ? path : unpacking->folder;
    file.fd = path ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    enum outcome outcome = file.fd >= 0 ? OUTCOME_DONE : field_disk_failed(file.path, fail);
    crypto_generichash_init(&file.state, NULL, 0, HASH_SIZE);
    if (outcome == OUTCOME_DONE)
        outcome = pass(unpacking, entry->size, (struct taker){take_database, &file}, fail);
    if (outcome == OUTCOME_DONE && fsync(file.fd) != 0)
        outcome = field_disk_failed(file.path, fail);
    if (file.fd >= 0)
        close(file.fd);
    crypto_generichash_final(&file.state, bits, sizeof bits);
    unpacking->summary.database = hash_of_bits(bits);
    free(path);
    return outcome;
}

static enum outcome take_object(void *context, const void *bytes, size_t size, struct fail *fail) {
    return object_add(context, bytes, size, fail);
}

/* "objects/ab/HASH" and nothing else: the hash is looked at, the name is made anew. */
static enum outcome unpack_object(struct unpacking *unpacking, const struct archive_entry *entry,
                                  struct fail *fail) {
    const char *hex = entry->name + strlen(BACKUP_OBJECTS "ab/");
    char name[ARCHIVE_NAME + 1];
    unsigned char bits[HASH_SIZE];
    if (strlen(entry->name) != strlen(BACKUP_OBJECTS "ab/") + HASH_HEX || !hash_bits(hex, bits) ||
        entry->size > OBJECT_MAX || ++unpacking->summary.objects > BACKUP_OBJECTS_MAX)
        return cut_short(unpacking, fail);
    snprintf(name, sizeof name, BACKUP_OBJECTS "%.2s/%.64s", hex, hex);
    if (strcmp(name, entry->name) != 0)
        return cut_short(unpacking, fail);
    struct object_writer *writer = object_begin(unpacking->folder, fail);
    if (!writer)
        return OUTCOME_TROUBLE;
    enum outcome outcome = pass(unpacking, entry->size, (struct taker){take_object, writer}, fail);
    if (outcome != OUTCOME_DONE) {
        object_abandon(writer);
        return outcome;
    }
    outcome = object_end_as(writer, hex, fail);
    return outcome == OUTCOME_CONFLICT ? cut_short(unpacking, fail) : outcome;
}

/* What the last entry says of the log cannot be reckoned from the rest; it is read here, and held against the
 * log later. */
static bool read_head(const char *text, struct audit_head *head) {
    long long rows = 0;
    char hex[2 * AUDIT_HASH + 1] = "";
    const char *line = strstr(text, "\nlog ");
    return line && sscanf(line, "\nlog %lld %64[0-9a-f]", &rows, hex) == 2 && rows >= 0 &&
           hash_bits(hex, head->hash) && (head->rows = rows, true);
}

static enum outcome unpack_summary(struct unpacking *unpacking, const struct archive_entry *entry,
                                   struct fail *fail) {
    char text[BACKUP_SUMMARY_MAX + 1], expected[BACKUP_SUMMARY_MAX];
    if (entry->size > BACKUP_SUMMARY_MAX || !archive_read(unpacking->fd, text, (size_t)entry->size) ||
        !archive_skip_pad(unpacking->fd, entry->size))
        return cut_short(unpacking, fail);
    text[entry->size] = '\0';
    if (!read_head(text, &unpacking->summary.head) ||
        backup_summary_write(&unpacking->summary, expected) != entry->size ||
        memcmp(text, expected, (size_t)entry->size) != 0)
        return cut_short(unpacking, fail);
    unpacking->whole = true;
    return OUTCOME_DONE;
}

/* The database first, the summary last, objects between. */
static enum outcome unpack_all(struct unpacking *unpacking, struct fail *fail) {
    struct archive_entry entry;
    enum archive_next next = archive_next(unpacking->fd, &entry);
    if (next != ARCHIVE_ENTRY)
        return cut_short(unpacking, fail);
    enum outcome outcome = unpack_database(unpacking, &entry, fail);
    while (outcome == OUTCOME_DONE && (next = archive_next(unpacking->fd, &entry)) == ARCHIVE_ENTRY) {
        if (unpacking->whole)
            return cut_short(unpacking, fail);
        outcome = strcmp(entry.name, BACKUP_SUMMARY) == 0 ? unpack_summary(unpacking, &entry, fail)
                                                          : unpack_object(unpacking, &entry, fail);
    }
    return outcome == OUTCOME_DONE && (next != ARCHIVE_END || !unpacking->whole) ? cut_short(unpacking, fail)
                                                                                 : outcome;
}

enum outcome restore_unpack(const char *file, const char *folder, struct backup_summary *summary,
                            struct fail *fail) {
    struct unpacking unpacking = {.file = file, .folder = folder, .piece = malloc(BACKUP_PIECE)};
    uint64_t have = 0, reserve = 0;
    enum outcome outcome = OUTCOME_DONE;
    unpacking.fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (unpacking.fd < 0)
        outcome = field_disk_failed(file, fail);
    else if (!unpacking.piece)
        outcome = OUTCOME_TROUBLE, fail_set(fail, "out of memory");
    else if (!disk_space(folder, &have, &reserve, fail))
        outcome = OUTCOME_TROUBLE;
    unpacking.room = have > reserve ? have - reserve : 0;
    if (outcome == OUTCOME_DONE)
        outcome = unpack_all(&unpacking, fail);
    if (unpacking.fd >= 0)
        close(unpacking.fd);
    free(unpacking.piece);
    if (outcome == OUTCOME_DONE)
        *summary = unpacking.summary;
    return outcome;
}
