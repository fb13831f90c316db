#include "jail/fence.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* linux/landlock.h, written out: Debian 12's knows the first three of its versions only. */
struct ruleset {
    uint64_t files, network, scopes;
};
struct __attribute__((packed)) rule_below {
    uint64_t allowed;
    int32_t place;
};
enum { VERSION = 1, RULE_BELOW = 1 };
enum {
    FILE_RUN = 1 << 0,
    FILE_WRITE = 1 << 1,
    FILE_READ = 1 << 2,
    FOLDER_READ = 1 << 3,
    FILE_REMOVE = 1 << 5,
    FILE_MAKE = 1 << 8,
    FILE_TRUNCATE = 1 << 14,
    DEVICE_TELL = 1 << 15,
    OF_FILES = FILE_RUN | FILE_WRITE | FILE_READ | FILE_TRUNCATE | DEVICE_TELL, /* a file has no others */
};

/* All that this version of Landlock can refuse: execute to make a symbolic link; then links across folders,
 * truncating, device controls; TCP; abstract sockets and signals to others. */
static struct ruleset everything(long version, size_t *size) {
    uint64_t files = version >= 5 ? 0xffff : version >= 3 ? 0x7fff : version == 2 ? 0x3fff : 0x1fff;
    *size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    return (struct ruleset){files, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
}

static const uint64_t rights[] = {
    [FENCE_READ] = FILE_READ | FOLDER_READ,
    [FENCE_RUN] = FILE_READ | FOLDER_READ | FILE_RUN,
    [FENCE_DEVICE] = FILE_READ | FOLDER_READ | FILE_WRITE | DEVICE_TELL,
    [FENCE_KEEP] = FILE_READ | FOLDER_READ | FILE_WRITE | FILE_REMOVE | FILE_MAKE | FILE_TRUNCATE,
};

static bool allow_place(int rules, uint64_t known, const struct fence_place *place) {
    struct stat info;
    struct rule_below below = {.allowed = known & rights[place->use],
                               .place = open(place->path, O_PATH | O_CLOEXEC)};
    if (below.place < 0)
        return errno == ENOENT && place->may_lack;
    if (fstat(below.place, &info) == 0 && !S_ISDIR(info.st_mode))
        below.allowed &= OF_FILES;
    bool done = syscall(SYS_landlock_add_rule, rules, RULE_BELOW, &below, 0) == 0;
    int reason = errno;
    close(below.place);
    errno = reason;
    return done;
}

static bool refused(const char *what, struct fail *fail) {
    return fail_set(
        fail, "%s: cannot fence other files off: %s%s", what, strerror(errno),
        errno == EPERM ? "; in a systemd unit, add the three calls landlock_… to SystemCallFilter=" : "");
}

static bool put_up(int rules, uint64_t known, const struct fence_place *places, size_t count,
                   struct fail *fail) {
    for (size_t i = 0; i < count; i++)
        if (!allow_place(rules, known, &places[i]))
            return refused(places[i].path, fail);
    return (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
            syscall(SYS_landlock_restrict_self, rules, 0) == 0) ||
           refused(places[0].path, fail);
}

enum fence fence_enter(const struct fence_place *places, size_t count, struct fail *fail) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION);
    if (version < 0 && (errno == ENOSYS || errno == EOPNOTSUPP))
        return FENCE_ABSENT;
    size_t size = 0;
    struct ruleset all = everything(version, &size);
    int rules = version < 0 ? -1 : (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
    bool done = rules >= 0 ? put_up(rules, all.files, places, count, fail) : refused(places[0].path, fail);
    if (rules >= 0)
        close(rules);
    return done ? FENCE_UP : FENCE_REFUSED;
}
