#include "player/crashes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/disk.h"

int crashes_begin(const char *runtime_folder, struct generation_id id) {
    char *path = runtime_folder ? disk_path(runtime_folder, "starts") : NULL, *bytes = NULL, line[80];
    if (!path)
        return 0;
    struct generation_id before = {0, 0};
    size_t size;
    int count = 0;
    if (!disk_read(path, sizeof line, &bytes, &size, NULL) ||
        sscanf(bytes, "%" SCNu32 ".%" SCNu64 " %d", &before.epoch, &before.seq, &count) != 3 ||
        before.epoch != id.epoch || before.seq != id.seq || count < 0)
        count = 0;
    int length = snprintf(line, sizeof line, "%" PRIu32 ".%" PRIu64 " %d\n", id.epoch, id.seq, count + 1);
    bool written = disk_write(path, line, (size_t)length, NULL);
    free(bytes);
    free(path);
    return written ? count : 0;
}

void crashes_clear(const char *runtime_folder) {
    char *path = runtime_folder ? disk_path(runtime_folder, "starts") : NULL;
    if (path)
        unlink(path);
    free(path);
}
