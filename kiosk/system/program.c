#include "system/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `name` in the folder of `length` bytes of `folder`; NULL: there is none to be run. */
static char *runnable(const char *folder, size_t length, const char *name) {
    char *path = NULL;
    if (length == 0 || asprintf(&path, "%.*s/%s", (int)length, folder, name) < 0)
        return NULL;
    if (access(path, X_OK) == 0)
        return path;
    free(path);
    return NULL;
}

char *program_in_path(const char *name) {
    const char *path = getenv("PATH");
    char *found = NULL;
    while (!found && path && *path) {
        size_t length = strcspn(path, ":");
        found = runnable(path, length, name);
        path += length + (path[length] == ':');
    }
    return found;
}

char *program_find(const char *name) {
    char own[4096];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = '\0';
    const char *slash = strrchr(own, '/');
    char *beside = slash ? runnable(own, (size_t)(slash - own), name) : NULL;
    return beside ? beside : program_in_path(name);
}
