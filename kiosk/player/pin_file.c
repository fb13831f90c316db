#include "player/pin_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"
#include "system/disk_fd.h"

char *pin_file_beside(const char *settings) {
    char *folder = disk_parent(settings), *path = folder ? disk_path(folder, PIN_FILE_NAME) : NULL;
    free(folder);
    return path;
}

bool pin_file_read(const char *path, char hash[PIN_HASH_MAX], struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    *fail = (struct fail){0};
    if (!disk_exists(path) || !disk_read(path, PIN_HASH_MAX, &text, &size, fail))
        return false;
    text[strcspn(text, "\n")] = '\0';
    bool fine = pin_hash_valid(text) || fail_set(fail, "%s: not what kioskctl pin writes", path);
    if (fine)
        snprintf(hash, PIN_HASH_MAX, "%s", text);
    free(text);
    return fine;
}

bool pin_file_write(const char *path, const char *hash, uid_t uid, struct fail *fail) {
    char line[PIN_HASH_MAX + 1];
    int length = snprintf(line, sizeof line, "%s\n", hash);
    return disk_write_private(path, line, (size_t)length, uid, fail);
}
