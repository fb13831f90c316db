#include "desk/routes/preview_feeds.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/work/known_feeds.h"
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
    desk->feeds.shown = fine && around && disk_exists(around);
    if (desk->feeds.shown)
        return around;
    desk_log(desk, "%s is no folder of feeds: previews show none until it is there when the desk starts",
             feeds);
    free(around);
    return NULL;
}

const char *preview_feeds_ask(const struct desk *desk, struct preview_question *question,
                              char state[FEEDS_STATE]) {
    uint64_t version = 0;
    size_t around = 0;
    state[0] = '\0';
    if (!desk->feeds.shown)
        return state;
    name_in(desk->settings.feeds, &around, question->feeds);
    if (!known_feeds_version(desk->settings.feeds, &version))
        version = 0;
    snprintf(state, FEEDS_STATE, "%016" PRIx64, version);
    return state;
}
