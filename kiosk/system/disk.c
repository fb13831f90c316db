#include "system/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk_fd.h"

enum { HUGE_PAGE = 2 << 20 };

/* Large files go into huge pages, where there are some: fewer page faults than reading costs. */
static char *room_for(size_t size) {
    if (size < (size_t)2 * HUGE_PAGE)
        return malloc(size);
    size_t whole = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    char *room = aligned_alloc(HUGE_PAGE, whole);
    if (room)
        madvise(room, whole, MADV_HUGEPAGE);
    return room;
}

bool disk_read_fd(int fd, const char *name, size_t max, char **bytes, size_t *size, struct fail *fail) {
    struct stat info;
    if (fstat(fd, &info) != 0) {
        return fail_set(fail, "%s: %s", name, strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail_set(fail, "%s: not a regular file", name);
    }
    if ((uintmax_t)info.st_size > max) {
        return fail_set(fail, "%s: %jd bytes, more than the %zu allowed", name, (intmax_t)info.st_size, max);
    }
    size_t wanted = (size_t)info.st_size, got = 0;
    char *buffer = room_for(wanted + 1);
    if (!buffer) {
        return fail_set(fail, "%s: out of memory", name);
    }
    while (got < wanted) {
        ssize_t n = read(fd, buffer + got, wanted - got);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            fail_set(fail, "%s: %s", name, n < 0 ? strerror(errno) : "became shorter while it was read");
            free(buffer);
            return false;
        }
        got += (size_t)n;
    }
    buffer[got] = '\0';
    *bytes = buffer;
    *size = got;
    return true;
}

bool disk_write_fd(int fd, const void *bytes, size_t size) {
    const char *at = bytes;
    while (size > 0) {
        ssize_t n = write(fd, at, size);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (size_t)n;
    }
    return true;
}

bool disk_read(const char *path, size_t max, char **bytes, size_t *size, struct fail *fail) {
    /* O_NONBLOCK: a FIFO in place of a file must not hang us. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        return fail_set(fail, "%s: %s", path, strerror(errno));
    }
    bool done = disk_read_fd(fd, path, max, bytes, size, fail);
    close(fd);
    return done;
}

bool disk_read_linked(const char *path, size_t max, char **bytes, size_t *size, struct fail *fail) {
    char *real = realpath(path, NULL);
    bool done =
        (real || fail_set(fail, "%s: %s", path, strerror(errno))) && disk_read(real, max, bytes, size, fail);
    free(real);
    return done;
}

bool disk_exists(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0;
}

char *disk_path(const char *folder, const char *name) {
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

char *disk_parent(const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return strdup(".");
    }
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

bool disk_sync_folder(const char *path, struct fail *fail) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
    if (fd < 0) {
        return fail_set(fail, "%s: %s", path, strerror(errno));
    }
    bool done = fsync(fd) == 0;
    if (!done) {
        fail_set(fail, "%s: fsync: %s", path, strerror(errno));
    }
    close(fd);
    return done;
}

bool disk_make_folder(const char *path, struct fail *fail) {
    struct stat info;
    if (stat(path, &info) == 0) {
        return S_ISDIR(info.st_mode) || fail_set(fail, "%s: not a folder", path);
    }
    char *parent = disk_parent(path);
    if (!parent) {
        return fail_set(fail, "%s: out of memory", path);
    }
    bool done = disk_make_folder(parent, fail);
    if (done && mkdir(path, 0777) != 0 && errno != EEXIST) {
        done = fail_set(fail, "%s: %s", path, strerror(errno));
    }
    done = done && disk_sync_folder(parent, fail);
    free(parent);
    return done;
}

enum { PRIVATE_MODE = 0400 };

/* Handed over before it holds anything. `owner` NULL: it is for everybody whom the umask leaves. */
static int create(const char *path, const uid_t *owner) {
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    if (!owner)
        return open(path, flags | O_TRUNC, 0666);
    unlink(path); /* of a process that is no more, perhaps of other rights */
    int fd = open(path, flags | O_EXCL, 0600);
    if (fd >= 0 && fchmod(fd, PRIVATE_MODE) == 0 &&
        (*owner == geteuid() || fchown(fd, *owner, (gid_t)-1) == 0))
        return fd;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return -1;
}

static bool write_and_sync(const char *path, const void *bytes, size_t size, const uid_t *owner) {
    int fd = create(path, owner);
    if (fd < 0) {
        return false;
    }
    bool done = disk_write_fd(fd, bytes, size) && fsync(fd) == 0;
    int reason = errno;
    if (close(fd) != 0 && done) {
        return false;
    }
    errno = reason;
    return done;
}

static bool replace(const char *path, const void *bytes, size_t size, const uid_t *owner, struct fail *fail) {
    bool done = false;
    char *parent = disk_parent(path), *temporary = NULL;
    if (!parent || asprintf(&temporary, "%s.%ld%s", path, (long)getpid(), DISK_TEMPORARY) < 0) {
        free(parent);
        return fail_set(fail, "%s: out of memory", path);
    }
    if (!disk_make_folder(parent, fail)) {
        goto out;
    }
    if (!write_and_sync(temporary, bytes, size, owner) || rename(temporary, path) != 0) {
        fail_set(fail, "%s: cannot write: %s", path, strerror(errno));
        unlink(temporary);
        goto out;
    }
    done = disk_sync_folder(parent, fail);
out:
    free(parent);
    free(temporary);
    return done;
}

bool disk_write(const char *path, const void *bytes, size_t size, struct fail *fail) {
    return replace(path, bytes, size, NULL, fail);
}

bool disk_write_private(const char *path, const void *bytes, size_t size, uid_t uid, struct fail *fail) {
    return replace(path, bytes, size, &uid, fail);
}
