#include "player/config_watch.h"

#include <string.h>
#include <sys/stat.h>

static void look(const struct config_watch *watch, int64_t seen[4]) {
    struct stat found;
    memset(seen, 0, 4 * sizeof *seen);
    if (!watch->path || stat(watch->path, &found) != 0)
        return;
    seen[0] = (int64_t)found.st_ino;
    seen[1] = found.st_size;
    seen[2] = found.st_mtim.tv_sec * 1000000000LL + found.st_mtim.tv_nsec;
    seen[3] = found.st_ctim.tv_sec * 1000000000LL + found.st_ctim.tv_nsec; /* rights */
}

void config_watch_init(struct config_watch *watch, const char *path) {
    watch->path = path;
    look(watch, watch->seen);
}

bool config_watch_changed(struct config_watch *watch) {
    int64_t now[4];
    look(watch, now);
    bool changed = memcmp(now, watch->seen, sizeof now) != 0;
    memcpy(watch->seen, now, sizeof now);
    return changed;
}
