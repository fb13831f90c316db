#include "player/panel.h"

#include <stdio.h>
#include <stdlib.h>

#include "player/options.h"
#include "system/disk.h"

enum { LINE_MAX_BYTES = 32 };

static char *file_in(const char *runtime_folder) {
    return runtime_folder ? disk_path(runtime_folder, "panel") : NULL;
}

bool panel_recall(const char *runtime_folder, int *width, int *height) {
    char *path = file_in(runtime_folder), *line = NULL;
    size_t size;
    bool known =
        path && disk_read(path, LINE_MAX_BYTES, &line, &size, NULL) && options_size(line, width, height);
    free(line);
    free(path);
    return known;
}

void panel_remember(const char *runtime_folder, int width, int height) {
    char line[LINE_MAX_BYTES];
    int before_width, before_height;
    if (panel_recall(runtime_folder, &before_width, &before_height) && before_width == width &&
        before_height == height)
        return;
    char *path = file_in(runtime_folder);
    int length = snprintf(line, sizeof line, "%dx%d", width, height);
    bool written = path && disk_write(path, line, (size_t)length, NULL);
    (void)written; /* next time without the head start, then */
    free(path);
}
