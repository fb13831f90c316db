#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store_parts.h"
#include "system/disk.h"

void store_screen(const struct store *store, char screen[STORE_SCREEN_MAX]) {
    char *path = disk_path(store->folder, "screen"), *text = NULL;
    size_t size = 0;
    screen[0] = '\0';
    if (path && disk_read(path, STORE_SCREEN_MAX - 1, &text, &size, NULL))
        snprintf(screen, STORE_SCREEN_MAX, "%s", text);
    free(text);
    free(path);
}

bool store_screen_keep(struct store *store, const char *screen, struct fail *fail) {
    char held[STORE_SCREEN_MAX];
    store_screen(store, held);
    if (!store_may_write(store, fail))
        return false;
    if (strcmp(held, screen) == 0)
        return true;
    char *path = disk_path(store->folder, "screen");
    bool done = path ? (screen[0] ? disk_write(path, screen, strlen(screen), fail) : disk_remove(path, fail))
                     : fail_set(fail, "out of memory");
    free(path);
    return done;
}
