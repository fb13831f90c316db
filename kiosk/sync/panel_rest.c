#include "sync/panel_rest.h"

#include <jansson.h>
#include <stdlib.h>

#include "system/disk.h"

enum { STATUS_BYTES_MAX = 256 << 10, SILENT_S = 60 };

bool panel_rests(const char *player, int64_t now_s) {
    char *text = NULL;
    size_t size = 0;
    if (!player || !disk_read(player, STATUS_BYTES_MAX, &text, &size, NULL))
        return false;
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    int64_t age_s = now_s - json_integer_value(json_object_get(root, "time"));
    bool dark = json_is_true(json_object_get(root, "dark")) && age_s <= SILENT_S;
    json_decref(root);
    free(text);
    return dark;
}
