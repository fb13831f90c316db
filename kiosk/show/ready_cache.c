#include "show/ready_cache.h"

#include <stdio.h>
#include <stdlib.h>

#include "show/ready.h"
#include "system/disk.h"
#include "system/hash.h"
#include "system/intake_client.h"

enum { SOURCE_MAX = 64 << 20 };

char *ready_cache_make(const char *cache, const struct site_files *files, const char *asset, int panel_width,
                       int panel_height) {
    char *bytes = NULL, *made = NULL, *path = NULL, name[HASH_HEX + 40], fit[32];
    size_t size = 0, made_size = 0;
    if (!files->read(files->context, asset, SOURCE_MAX, &bytes, &size, NULL))
        return NULL;
    snprintf(fit, sizeof fit, "%dx%d", panel_width, panel_height);
    snprintf(name, sizeof name, "%s.%s", hash_bytes(bytes, size).hex, fit);
    const char *const args[] = {"--fit", fit, NULL};
    const struct intake_request request = {
        .format = "picture", .args = args, .bytes = bytes, .size = size, .max = READY_BYTES_MAX};
    path = cache ? disk_path(cache, name) : NULL;
    if (path && !disk_exists(path) &&
        !(intake_run(&request, &made, &made_size, NULL) && disk_write(path, made, made_size, NULL))) {
        free(path);
        path = NULL;
    }
    free(made);
    free(bytes);
    return path;
}
