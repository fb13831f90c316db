#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"
#include "system/hash_stream.h"

enum { ALIVE_BYTES = 32 << 20 }; /* so much a slow card reads in a second or two */

bool store_has_object(const struct store *store, const char *hex, uint64_t size) {
    struct stat info;
    char *path = hash_valid(hex) ? store_object_path(store, hex) : NULL;
    bool there = path && lstat(path, &info) == 0 && S_ISREG(info.st_mode) && (uint64_t)info.st_size == size;
    free(path);
    return there;
}

bool store_has_picture(const struct store *store, const char *hex, int w, int h) {
    struct stat info;
    char *path = hash_valid(hex) ? store_picture_path(store, hex, w, h) : NULL;
    bool there = path && lstat(path, &info) == 0 && S_ISREG(info.st_mode);
    free(path);
    return there;
}

char *store_object_path(const struct store *store, const char *hex) {
    return store_path(store, "o/%.2s/%s", hex, hex);
}

char *store_picture_path(const struct store *store, const char *hex, int w, int h) {
    return store_path(store, "p/%s.%dx%d", hex, w, h);
}

char *store_part_path(const struct store *store, const char *hex) {
    return store_path(store, "incoming/%s.part", hex);
}

uint64_t store_part_size(const struct store *store, const char *hex) {
    struct stat info;
    char *path = hash_valid(hex) ? store_part_path(store, hex) : NULL;
    bool there = path && lstat(path, &info) == 0 && S_ISREG(info.st_mode);
    free(path);
    return there ? (uint64_t)info.st_size : 0;
}

int store_object_open(const struct store *store, const char *hex, uint64_t size, struct fail *fail) {
    if (!store_has_object(store, hex, size)) {
        fail_set(fail, "object %s is missing or cut short", hex);
        return -1;
    }
    char *path = store_object_path(store, hex);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    if (fd < 0)
        fail_set(fail, "object %s: %s", hex, path ? strerror(errno) : "out of memory");
    free(path);
    return fd;
}

static bool bytes_right(const struct store *store, int fd, const char *hex, uint64_t size,
                        struct fail *fail) {
    struct hash_stream stream;
    char buffer[32768];
    uint64_t total = 0;
    ssize_t n = 0;
    hash_start(&stream);
    while (total <= size && (n = read(fd, buffer, sizeof buffer)) != 0) {
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return fail_set(fail, "object %s: %s", hex, strerror(errno));
        }
        hash_add(&stream, buffer, (size_t)n);
        if (total / ALIVE_BYTES != (total + (uint64_t)n) / ALIVE_BYTES) {
            store_alive(store);
        }
        total += (uint64_t)n;
    }
    if (total != size) {
        return fail_set(fail, "object %s: %s than the manifest says", hex,
                        total < size ? "shorter" : "longer");
    }
    if (strcmp(hash_end(&stream).hex, hex) != 0) {
        return fail_set(fail, "object %s: the hash is wrong", hex);
    }
    return true;
}

static bool part_right(const struct store *store, int fd, const char *hex, uint64_t size, struct fail *fail) {
    if (!bytes_right(store, fd, hex, size, fail)) {
        return false;
    }
    store_alive(store);
    return fsync(fd) == 0 || fail_set(fail, "object %s: fsync: %s", hex, strerror(errno));
}

static bool passing(int reason) {
    return reason == ENOMEM || reason == EMFILE || reason == ENFILE || reason == EINTR;
}

enum object_state store_object_check(const struct store *store, const char *hex, uint64_t size,
                                     struct fail *fail) {
    struct stat info;
    char *path = hash_valid(hex) ? store_object_path(store, hex) : NULL;
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    int reason = path ? errno : ENOMEM;
    enum object_state state = OBJECT_WRONG;
    free(path);
    if (fd < 0) {
        fail_set(fail, "object %s: %s", hex, strerror(reason));
        return passing(reason) ? OBJECT_UNREADABLE : OBJECT_WRONG;
    }
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        fail_set(fail, "object %s: not a regular file", hex);
    } else if (bytes_right(store, fd, hex, size, fail)) {
        state = OBJECT_RIGHT;
    }
    close(fd);
    return state;
}

enum object_state store_object_read(const struct store *store, const char *hex, uint64_t size, bool afresh,
                                    char **bytes, struct fail *fail) {
    char *path = hash_valid(hex) ? store_object_path(store, hex) : NULL, *read = NULL;
    size_t got = 0;
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    int reason = path ? errno : ENOMEM;
    free(path);
    if (fd < 0) {
        fail_set(fail, "object %s: %s", hex, strerror(reason));
        return passing(reason) ? OBJECT_UNREADABLE : OBJECT_WRONG;
    }
    if (afresh)
        posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    errno = 0;
    bool done = disk_read_fd(fd, hex, (size_t)size, &read, &got, fail);
    enum object_state state = !done && errno == ENOMEM ? OBJECT_UNREADABLE : OBJECT_WRONG;
    if (done && (got != size || strcmp(hash_bytes(read, got).hex, hex) != 0))
        fail_set(fail, "object %s: the hash is wrong", hex);
    else if (done)
        state = OBJECT_RIGHT;
    close(fd);
    if (state == OBJECT_RIGHT)
        *bytes = read;
    else
        free(read);
    return state;
}

bool store_object_drop(struct store *store, const char *hex, struct fail *fail) {
    char *path = hash_valid(hex) ? store_object_path(store, hex) : NULL;
    bool done = store_may_write(store, fail) &&
                (path ? disk_remove(path, fail) : fail_set(fail, "not the name of an object"));
    free(path);
    return done;
}

bool store_adopt(struct store *store, const char *hex, uint64_t size, struct fail *fail) {
    if (!store_may_write(store, fail)) {
        return false;
    }
    if (!hash_valid(hex)) {
        return fail_set(fail, "not the name of an object");
    }
    char *part = store_part_path(store, hex), *path = store_object_path(store, hex);
    char *parent = path ? disk_parent(path) : NULL;
    int fd = -1;
    bool done = false;
    if (!part || !parent) {
        fail_set(fail, "object: out of memory");
    } else if ((fd = open(part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) < 0) {
        fail_set(fail, "%s: %s", part, strerror(errno));
    } else if (!part_right(store, fd, hex, size, fail)) {
        unlink(part); /* resuming from wrong bytes would fail for ever */
    } else if (disk_make_folder(parent, fail)) {
        store_alive(store);
        done = rename(part, path) == 0 || fail_set(fail, "%s: %s", path, strerror(errno));
        done = done && disk_sync_folder(parent, fail);
    }
    if (fd >= 0) {
        close(fd);
    }
    free(part);
    free(path);
    free(parent);
    return done;
}

bool store_picture_write(struct store *store, const char *hex, int w, int h, const void *bytes, size_t size,
                         struct fail *fail) {
    if (!store_may_write(store, fail)) {
        return false;
    }
    if (!hash_valid(hex)) {
        return fail_set(fail, "not the name of an object");
    }
    char *path = store_picture_path(store, hex, w, h);
    store_alive(store);
    bool done = path ? disk_write(path, bytes, size, fail) : fail_set(fail, "picture: out of memory");
    free(path);
    return done;
}

static char *film_path(const struct store *store, const char *hex) {
    return hash_valid(hex) ? store_path(store, "p/%s.film", hex) : NULL;
}

bool store_film_fit(const struct store *store, const char *hex, const char *index) {
    char *path = film_path(store, hex), *bytes = NULL;
    size_t size = 0;
    bool fit = path && disk_read(path, HASH_HEX, &bytes, &size, NULL) && strcmp(bytes, index) == 0;
    free(bytes);
    free(path);
    return fit;
}

bool store_film_found_fit(struct store *store, const char *hex, const char *index, struct fail *fail) {
    if (!store_may_write(store, fail)) {
        return false;
    }
    char *path = film_path(store, hex);
    store_alive(store);
    bool done = path ? disk_write(path, index, strlen(index), fail) : fail_set(fail, "film: out of memory");
    free(path);
    return done;
}
