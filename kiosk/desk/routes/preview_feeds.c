#include "desk/routes/preview_feeds.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/fnv.h"
#include "system/disk.h"

/* "…/store/feeds/" → "feeds", and how long "…/store" is. */
static const char *name_in(const char *folder, size_t *around, char name[PREVIEW_NAME_MAX + 1]) {
    size_t end = strlen(folder);
    while (end > 1 && folder[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && folder[start - 1] != '/')
        start--;
    *around = start;
    snprintf(name, PREVIEW_NAME_MAX + 1, "%.*s", (int)(end - start), folder + start);
    return name;
}

char *preview_feeds_around(struct desk *desk) {
    char name[PREVIEW_NAME_MAX + 1];
    size_t length = 0;
    const char *feeds = desk->settings.feeds;
    if (!feeds)
        return NULL;
    bool fine = preview_name_valid(name_in(feeds, &length, name));
    char *around = length == 0 ? strdup(".") : strndup(feeds, length);
    desk->feeds_shown = fine && around && disk_exists(around);
    if (desk->feeds_shown)
        return around;
    desk_log(desk, "%s is no folder of feeds: previews show none until it is there when the desk starts",
             feeds);
    free(around);
    return NULL;
}

const char *preview_feeds_ask(const struct desk *desk, struct preview_question *question,
                              char state[FEEDS_STATE]) {
    uint64_t sum = 0; /* of all files, in whichever order they are told */
    size_t around = 0;
    struct stat found;
    state[0] = '\0';
    if (!desk->feeds_shown)
        return state;
    name_in(desk->settings.feeds, &around, question->feeds);
    DIR *folder = opendir(desk->settings.feeds);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (entry->d_name[0] != '.' && fstatat(dirfd(folder), entry->d_name, &found, 0) == 0) {
            const int64_t file[] = {(int64_t)found.st_ino, found.st_size, found.st_mtim.tv_sec,
                                    found.st_mtim.tv_nsec};
            sum += fnv64(fnv64(FNV64, entry->d_name, strlen(entry->d_name)), file, sizeof file);
        }
    if (folder)
        closedir(folder);
    snprintf(state, FEEDS_STATE, "%016" PRIx64, sum);
    return state;
}
