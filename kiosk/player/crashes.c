#include "player/crashes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/disk.h"

enum { LINE_MAX_BYTES = 80 };

static bool put(const char *path, struct generation_id id, int count) {
    char line[80];
    int length = snprintf(line, sizeof line, "%" PRIu32 ".%" PRIu64 " %d\n", id.epoch, id.seq, count);
    return disk_write(path, line, (size_t)length, NULL);
}

static char *file_in(const char *runtime_folder) {
    return runtime_folder ? disk_path(runtime_folder, "starts") : NULL;
}

int crashes_begin(const char *runtime_folder, struct generation_id id) {
    char *path = file_in(runtime_folder), *bytes = NULL;
    if (!path)
        return 0;
    struct generation_id before = {0, 0};
    size_t size;
    int count = 0;
    if (!disk_read(path, LINE_MAX_BYTES, &bytes, &size, NULL) ||
        sscanf(bytes, "%" SCNu32 ".%" SCNu64 " %d", &before.epoch, &before.seq, &count) != 3 ||
        before.epoch != id.epoch || before.seq != id.seq || count < 0)
        count = 0;
    bool written = put(path, id, count + 1);
    free(bytes);
    free(path);
    return written ? count : 0;
}

void crashes_take_back(const char *runtime_folder, struct generation_id id, int before) {
    char *path = file_in(runtime_folder);
    bool written = path && put(path, id, before);
    (void)written; /* nor was it counted, then */
    free(path);
}

void crashes_clear(const char *runtime_folder) {
    char *path = file_in(runtime_folder);
    if (path)
        unlink(path);
    free(path);
}
