#include "desk/data/objects.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/field_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"

#define INCOMING "objects/incoming"

struct object_writer {
    char *folder, *part;
    int fd;
    uint64_t size;
    crypto_generichash_state state;
};

char *object_path(const char *folder, const char *hex) {
    unsigned char bits[HASH_SIZE];
    char *path = NULL;
    if (!hash_bits(hex, bits) || asprintf(&path, "%s/objects/%.2s/%s", folder, hex, hex) < 0)
        return NULL;
    return path;
}

/* DIR/objects/incoming/CHANCE.PROCESS.tmp, which disk_sweep knows. */
static bool open_part(struct object_writer *writer, struct fail *fail) {
    unsigned long long chance = 0; /* two threads of one process may write at once */
    randombytes_buf(&chance, sizeof chance);
    char *incoming = disk_path(writer->folder, INCOMING);
    if (!incoming)
        return fail_set(fail, "out of memory");
    bool made = disk_make_folder(incoming, fail);
    if (asprintf(&writer->part, "%s/%016llx.%ld%s", incoming, chance, (long)getpid(), DISK_TEMPORARY) < 0)
        writer->part = NULL;
    free(incoming);
    if (made && !writer->part)
        fail_set(fail, "out of memory");
    if (!made || !writer->part)
        return false;
    writer->fd = open(writer->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (writer->fd < 0)
        field_disk_failed(writer->part, fail);
    return writer->fd >= 0;
}

struct object_writer *object_begin(const char *folder, struct fail *fail) {
    struct object_writer *writer = calloc(1, sizeof *writer);
    if (writer) {
        writer->fd = -1;
        writer->folder = strdup(folder);
    }
    if (!writer || !writer->folder) {
        fail_set(fail, "out of memory");
    } else if (open_part(writer, fail)) {
        crypto_generichash_init(&writer->state, NULL, 0, HASH_SIZE);
        return writer;
    }
    object_abandon(writer);
    return NULL;
}

enum outcome object_add(struct object_writer *writer, const void *bytes, size_t size, struct fail *fail) {
    if (size > OBJECT_MAX - writer->size)
        return field_refuse(fail, "more than the %d MiB that a file may have", (int)(OBJECT_MAX >> 20));
    if (!disk_write_fd(writer->fd, bytes, size))
        return field_disk_failed(writer->part, fail);
    crypto_generichash_update(&writer->state, bytes, size);
    writer->size += size;
    return OUTCOME_DONE;
}

static enum outcome place(struct object_writer *writer, const char *hex, struct fail *fail) {
    char *path = object_path(writer->folder, hex), *parent = path ? disk_parent(path) : NULL;
    enum outcome outcome = OUTCOME_DONE;
    if (!parent || !disk_make_folder(parent, fail)) {
        if (!parent)
            fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    } else if (fsync(writer->fd) != 0 || rename(writer->part, path) != 0) {
        outcome = field_disk_failed(path, fail);
    } else if (!disk_sync_folder(parent, fail)) {
        outcome = OUTCOME_TROUBLE;
    }
    free(parent);
    free(path);
    return outcome;
}

/* One that is there is as good as new: its time of grace begins again. */
static bool is_there(const struct object_writer *writer, const char *hex) {
    char *path = object_path(writer->folder, hex);
    bool there = path && utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) == 0 &&
                 object_check(writer->folder, hex, writer->size, NULL) == OUTCOME_DONE;
    free(path);
    return there;
}

/* `hex` NULL: whatever it is. */
static enum outcome finish(struct object_writer *writer, const char *hex, struct hash *hash,
                           struct fail *fail) {
    unsigned char bits[HASH_SIZE];
    enum outcome outcome = OUTCOME_DONE;
    crypto_generichash_final(&writer->state, bits, sizeof bits);
    struct hash found = hash_of_bits(bits);
    if (hex && strcmp(hex, found.hex) != 0) {
        fail_set(fail, "object %s is not what its name says", hex);
        outcome = OUTCOME_CONFLICT;
    }
    if (outcome == OUTCOME_DONE && !is_there(writer, found.hex))
        outcome = place(writer, found.hex, fail);
    object_abandon(writer);
    if (outcome == OUTCOME_DONE)
        *hash = found;
    return outcome;
}

enum outcome object_end(struct object_writer *writer, struct hash *hash, struct fail *fail) {
    return finish(writer, NULL, hash, fail);
}

enum outcome object_end_as(struct object_writer *writer, const char *hex, struct fail *fail) {
    struct hash hash;
    return finish(writer, hex, &hash, fail);
}

void object_abandon(struct object_writer *writer) {
    if (!writer)
        return;
    if (writer->fd >= 0)
        close(writer->fd);
    if (writer->part)
        unlink(writer->part);
    free(writer->part);
    free(writer->folder);
    free(writer);
}

enum outcome object_find(const char *folder, const char *hex, uint64_t size, struct fail *fail) {
    struct stat info;
    char *path = object_path(folder, hex);
    bool there = path && lstat(path, &info) == 0 && S_ISREG(info.st_mode) && (uint64_t)info.st_size == size;
    free(path);
    return field_known(there ? OUTCOME_DONE : OUTCOME_ABSENT, fail, "object %.64s is not there", hex);
}

static bool hash_fd(int fd, struct hash *hash) {
    crypto_generichash_state state;
    unsigned char buffer[32768], bits[HASH_SIZE];
    ssize_t got = 0;
    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    while ((got = read(fd, buffer, sizeof buffer)) != 0) {
        if (got < 0 && errno != EINTR)
            return false;
        crypto_generichash_update(&state, buffer, got > 0 ? (unsigned long long)got : 0);
    }
    crypto_generichash_final(&state, bits, sizeof bits);
    *hash = hash_of_bits(bits);
    return true;
}

enum outcome object_check(const char *folder, const char *hex, uint64_t size, struct fail *fail) {
    struct hash hash = {""};
    enum outcome outcome = object_find(folder, hex, size, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    char *path = object_path(folder, hex);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0 || !hash_fd(fd, &hash))
        outcome = field_disk_failed(path ? path : hex, fail);
    else
        outcome = strcmp(hash.hex, hex) == 0
                      ? OUTCOME_DONE
                      : field_damaged(fail, "object %s is not what its name says", hex);
    if (fd >= 0)
        close(fd);
    free(path);
    return outcome;
}

enum outcome objects_sweep(const char *folder, struct fail *fail) {
    char *incoming = disk_path(folder, INCOMING);
    bool swept = incoming ? disk_sweep(incoming, NULL, DISK_SWEEP_DEAD, fail) &&
                                disk_sweep(folder, NULL, DISK_SWEEP_DEAD, fail)
                          : fail_set(fail, "out of memory");
    free(incoming);
    return swept ? OUTCOME_DONE : OUTCOME_TROUBLE;
}
