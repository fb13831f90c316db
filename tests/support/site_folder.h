/* A site's files from a folder, for tests of layers that know no disk. `context` is the folder's path. */
#pragma once

#include <stdio.h>
#include <stdlib.h>

#include "core/site/site.h"

static inline bool site_folder_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                                    struct fail *why) {
    char path[1100];
    snprintf(path, sizeof path, "%s/%s", (const char *)context, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail_set(why, "absent");
    *bytes = malloc(max + 1);
    *size = *bytes ? fread(*bytes, 1, max, file) : 0;
    bool whole = *bytes && fgetc(file) == EOF;
    fclose(file);
    if (*bytes)
        (*bytes)[*size] = '\0';
    return whole || fail_set(why, "too large");
}

static inline bool site_folder_has(void *context, const char *name) {
    char path[1100];
    snprintf(path, sizeof path, "%s/%s", (const char *)context, name);
    FILE *file = fopen(path, "rb");
    if (file)
        fclose(file);
    return file != NULL;
}
