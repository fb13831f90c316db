#include "system/disk_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk.h"
#include "system/disk_fd.h"
#include "system/hash_stream.h"

enum { PIECE = 128 << 10 };

int stream_open(const char *path, struct fail *fail) {
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
        return fd;
    fail_set(fail, "%s: %s", path, fd < 0 ? strerror(errno) : "not a regular file");
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Every byte from `fd` into the hash, and to `out` where that is none of −1. Reading and writing fail with
 * errno; *size is at most `max` + a piece. */
static bool flow(int fd, int out, uint64_t max, struct hash *hash, uint64_t *size) {
    struct hash_stream stream;
    char *piece = malloc(PIECE);
    uint64_t total = 0;
    ssize_t got = -1;
    hash_start(&stream);
    while (piece && total <= max && (got = read(fd, piece, PIECE)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || (out >= 0 && !disk_write_fd(out, piece, (size_t)got))) {
            got = -1;
            break;
        }
        hash_add(&stream, piece, (size_t)got);
        total += (uint64_t)got;
    }
    int reason = errno;
    free(piece);
    errno = reason;
    *hash = hash_end(&stream);
    *size = total;
    return got >= 0;
}

bool stream_hash(int fd, const char *name, uint64_t max, struct hash *hash, uint64_t *size,
                 struct fail *fail) {
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return fail_set(fail, "%s: not a regular file", name);
    if ((uint64_t)info.st_size > max)
        return fail_set(fail, "%s: %jd bytes, more than the %ju allowed", name, (intmax_t)info.st_size,
                        (uintmax_t)max);
    if (!flow(fd, -1, max, hash, size))
        return fail_set(fail, "%s: %s", name, strerror(errno));
    return *size <= max || fail_set(fail, "%s: grows while it is read", name);
}

bool stream_right(const char *path, const char *hex, uint64_t size, struct fail *fail) {
    struct hash hash;
    uint64_t got = 0;
    int fd = stream_open(path, fail);
    if (fd < 0)
        return false;
    bool read = stream_hash(fd, path, size, &hash, &got, fail);
    close(fd);
    return read && ((got == size && strcmp(hash.hex, hex) == 0) ||
                    fail_set(fail, "%s: not what its name says", path));
}

/* Into the open temporary file. */
static bool fill(int fd, int out, const char *path, const char *hex, uint64_t size, struct fail *fail) {
    struct hash hash;
    uint64_t got = 0;
    if (!flow(fd, out, size, &hash, &got) || fsync(out) != 0)
        return fail_set(fail, "%s: cannot write: %s", path, strerror(errno));
    return (got == size && strcmp(hash.hex, hex) == 0) ||
           fail_set(fail, "%s: what it is made of was changed meanwhile: begin again", path);
}

bool stream_copy(int fd, const char *path, const char *hex, uint64_t size, struct fail *fail) {
    char *parent = disk_parent(path), *temporary = NULL;
    if (!parent || asprintf(&temporary, "%s.%ld%s", path, (long)getpid(), DISK_TEMPORARY) < 0) {
        free(parent);
        return fail_set(fail, "%s: out of memory", path);
    }
    bool done = disk_make_folder(parent, fail);
    int out = done ? open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666) : -1;
    if (done && out < 0)
        done = fail_set(fail, "%s: cannot write: %s", path, strerror(errno));
    if (out >= 0) {
        done = fill(fd, out, path, hex, size, fail);
        close(out);
        if (done && rename(temporary, path) != 0)
            done = fail_set(fail, "%s: cannot write: %s", path, strerror(errno));
        if (!done)
            unlink(temporary);
    }
    done = done && disk_sync_folder(parent, fail);
    free(parent);
    free(temporary);
    return done;
}
