#include "player/starts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"

enum { COUNT_MAX = 1000, DOUBLINGS_MAX = 6 };

char *starts_path(const char *runtime_folder) {
    return runtime_folder ? disk_path(runtime_folder, "starts") : NULL;
}

static bool plausible(const struct start *start) {
    return start->ended >= 0 && start->ended <= COUNT_MAX && start->late >= 0 && start->late <= COUNT_MAX &&
           start->stretch >= 0 && start->stretch <= STARTS_STRETCH_MAX && start->at_s >= 0;
}

static void parse(const char *text, struct starts *starts) {
    struct starts found = {0};
    for (int used = 0; *text && found.count < STARTS_KEPT; text += used) {
        struct start *start = &found.items[found.count++];
        used = 0;
        if (sscanf(text, "%" SCNu32 ".%" SCNu64 " %d %d %d %" SCNd64 " %n", &start->id.epoch, &start->id.seq,
                   &start->ended, &start->late, &start->stretch, &start->at_s, &used) != 6 ||
            used == 0 || !plausible(start))
            return;
    }
    *starts = found;
}

void starts_read(struct starts *starts, const char *runtime_folder) {
    char *path = starts_path(runtime_folder), *bytes = NULL;
    size_t size;
    *starts = (struct starts){0};
    if (path && disk_exists(path) && disk_read(path, STARTS_TEXT_MAX, &bytes, &size, NULL))
        parse(bytes, starts);
    free(bytes);
    free(path);
}

size_t starts_format(const struct starts *starts, char text[STARTS_TEXT_MAX]) {
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < starts->count; i++) {
        const struct start *start = &starts->items[i];
        used += (size_t)snprintf(text + used, STARTS_TEXT_MAX - used,
                                 "%" PRIu32 ".%" PRIu64 " %d %d %d %" PRId64 "\n", start->id.epoch,
                                 start->id.seq, start->ended, start->late, start->stretch, start->at_s);
    }
    return used;
}

void starts_write(const struct starts *starts, const char *runtime_folder) {
    char *path = starts_path(runtime_folder), text[STARTS_TEXT_MAX];
    size_t length = starts_format(starts, text);
    bool done = !path || (length ? disk_write(path, text, length, NULL) : disk_remove(path, NULL));
    (void)done; /* then it is not counted */
    free(path);
}

static size_t find(const struct starts *starts, struct generation_id id) {
    size_t at = 0;
    while (at < starts->count && !generation_id_same(starts->items[at].id, id))
        at++;
    return at;
}

const struct start *starts_of(const struct starts *starts, struct generation_id id) {
    size_t at = find(starts, id);
    return at < starts->count ? &starts->items[at] : NULL;
}

static void drop(struct starts *starts, size_t at) {
    starts->count--;
    memmove(&starts->items[at], &starts->items[at + 1], (starts->count - at) * sizeof *starts->items);
}

void starts_begin(struct starts *starts, struct generation_id id, int64_t now_s) {
    size_t at = find(starts, id);
    struct start start = at < starts->count ? starts->items[at] : (struct start){.id = id};
    if (at < starts->count)
        drop(starts, at);
    else if (starts->count == STARTS_KEPT)
        starts->count--;
    start.ended += start.ended < COUNT_MAX;
    start.at_s = now_s;
    memmove(&starts->items[1], &starts->items[0], starts->count * sizeof *starts->items);
    starts->items[0] = start;
    starts->count++;
}

/* Nothing to be remembered of it is not kept. */
static void tidy(struct starts *starts, size_t at) {
    const struct start *start = &starts->items[at];
    if (start->ended == 0 && start->late == 0 && start->stretch == 0)
        drop(starts, at);
}

void starts_take_back(struct starts *starts, struct generation_id id) {
    size_t at = find(starts, id);
    if (at == starts->count)
        return;
    starts->items[at].ended -= starts->items[at].ended > 0;
    tidy(starts, at);
}

void starts_late(struct starts *starts, struct generation_id id) {
    size_t at = find(starts, id);
    if (at == starts->count)
        return;
    struct start *start = &starts->items[at];
    start->ended -= start->ended > 0;
    start->late += start->late < COUNT_MAX;
    start->stretch += start->stretch < STARTS_STRETCH_MAX;
}

void starts_survived(struct starts *starts, struct generation_id id) {
    size_t at = find(starts, id);
    if (at == starts->count)
        return;
    starts->items[at].ended = starts->items[at].late = 0;
    tidy(starts, at);
}

void starts_forgive(struct starts *starts) {
    for (size_t at = starts->count; at-- > 0;) {
        starts->items[at].ended = starts->items[at].late = 0;
        tidy(starts, at);
    }
}

int start_deadline_s(const struct start *start) {
    return STARTS_DEADLINE_S << (start ? start->stretch : 0);
}

int64_t start_aside_until_s(const struct start *start, bool good) {
    if (!start || (start->late == 0 && start->ended < (good ? STARTS_ENDED_GOOD : STARTS_ENDED)))
        return 0;
    int doublings = start->late + start->ended - 1;
    return start->at_s + ((int64_t)STARTS_AGAIN_S << (doublings < DOUBLINGS_MAX ? doublings : DOUBLINGS_MAX));
}
