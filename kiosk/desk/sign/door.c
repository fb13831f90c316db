#include "desk/sign/door.h"

#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAITING_MAX = 16 };

/* True when nothing is there any more, or never was. */
static bool clear_way(const struct sockaddr_un *address, struct fail *fail) {
    struct stat info;
    const char *path = address->sun_path;
    if (lstat(path, &info) != 0)
        return errno == ENOENT || fail_set(fail, "%s: %s", path, strerror(errno));
    if (!S_ISSOCK(info.st_mode))
        return fail_set(fail, "%s: something else than a socket stands there", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return fail_set(fail, "%s: %s", path, strerror(errno));
    bool alone = connect(fd, (const struct sockaddr *)address, sizeof *address) != 0 && errno == ECONNREFUSED;
    close(fd);
    if (!alone)
        return fail_set(fail, "%s: another program listens there", path);
    return unlink(path) == 0 || fail_set(fail, "%s: %s", path, strerror(errno));
}

static bool listen_at(const struct sockaddr_un *address, int *listener, struct fail *fail) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t before = umask(0117);
    bool bound = fd >= 0 && bind(fd, (const struct sockaddr *)address, sizeof *address) == 0;
    umask(before);
    if (bound && listen(fd, WAITING_MAX) == 0) {
        *listener = fd;
        return true;
    }
    fail_set(fail, "%s: cannot listen: %s", address->sun_path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return false;
}

static bool allow(struct door *door, const char *name, struct fail *fail) {
    door->allowed[door->allowed_count++] = 0;
    door->allowed[door->allowed_count++] = geteuid();
    if (!name)
        return true;
    const struct passwd *user = getpwnam(name);
    if (!user)
        return fail_set(fail, "there is no user %.100s", name);
    door->allowed[door->allowed_count++] = user->pw_uid;
    return true;
}

bool door_init(struct door *door, const char *path, const char *user, struct fail *fail) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    *door = (struct door){.listener = -1};
    if (strlen(path) >= sizeof address.sun_path)
        return fail_set(fail, "%.200s: a path too long for a socket", path);
    memcpy(address.sun_path, path, strlen(path));
    return allow(door, user, fail) && clear_way(&address, fail) && listen_at(&address, &door->listener, fail);
}

void door_finish(struct door *door) {
    if (door->listener >= 0)
        close(door->listener);
    door->listener = -1;
}

int door_next(const struct door *door, struct ucred *who) {
    socklen_t size = sizeof *who;
    int fd = accept4(door->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0 && getsockopt(fd, SOL_SOCKET, SO_PEERCRED, who, &size) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

bool door_allows(const struct door *door, uid_t user) {
    for (size_t i = 0; i < door->allowed_count; i++)
        if (door->allowed[i] == user)
            return true;
    return false;
}
