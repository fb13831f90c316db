#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/disk.h"
#include "store/store_private.h"

bool store_mark(struct store *store, bool good, struct generation_id id, struct fail *fail) {
    char text[40];
    snprintf(text, sizeof text, "%" PRIu32 ".%" PRIu64, id.epoch, id.seq);
    char *path = store_path(store, "player/%s", good ? "good" : "rejected");
    bool done = path ? disk_write(path, text, strlen(text), fail) : fail_set(fail, "out of memory");
    free(path);
    return done;
}

struct generation_id store_marked(const struct store *store, bool good) {
    struct generation_id id = {0, 0};
    char *path = store_path(store, "player/%s", good ? "good" : "rejected"), *bytes = NULL;
    size_t size = 0;
    if (path && disk_read(path, 40, &bytes, &size, NULL) && !generation_id_parse(bytes, &id)) {
        id = (struct generation_id){0, 0};
    }
    free(bytes);
    free(path);
    return id;
}
