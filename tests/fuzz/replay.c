/* Gives every file named, or in the folders named, to a fuzz target once: the corpus as a test, with any
 * compiler. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/target.h"
#include "system/disk.h"

enum { INPUT_MAX = 64 << 20 };

static int replay(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        return -1;
    if (!S_ISDIR(status.st_mode)) {
        char *bytes = NULL;
        size_t size = 0;
        struct fail fail;
        if (!disk_read(path, INPUT_MAX, &bytes, &size, &fail)) {
            fprintf(stderr, "%s\n", fail.text);
            return -1;
        }
        fprintf(stderr, "%s\n", path); /* the last one named is the one that failed */
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
        free(bytes);
        return 1;
    }
    DIR *folder = opendir(path);
    int count = folder ? 0 : -1;
    for (struct dirent *entry; count >= 0 && (entry = readdir(folder));) {
        char *inside = entry->d_name[0] == '.' ? NULL : disk_path(path, entry->d_name);
        int more = inside ? replay(inside) : 0;
        count = more < 0 ? -1 : count + more;
        free(inside);
    }
    if (folder)
        closedir(folder);
    return count;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (replay(argv[i]) <= 0) {
            fprintf(stderr, "%s: no inputs here\n", argv[i]);
            return 1;
        }
    return argc > 1 ? 0 : 2;
}
