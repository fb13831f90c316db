#include "desk/routes/screen_devices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/routes/devices.h"

static void see_row(void *context, const struct screen_row *row) {
    struct screen_devices *devices = context;
    if (row->revoked_ms != 0)
        return;
    if (devices->count == devices->room) {
        size_t room = devices->room ? 2 * devices->room : 16;
        struct screen_device *list = realloc(devices->list, room * sizeof *list);
        devices->failed |= !list;
        if (!list)
            return;
        devices->list = list;
        devices->room = room;
    }
    struct screen_device *device = &devices->list[devices->count++];
    *device = (struct screen_device){.id = row->id, .group = row->group, .enrolled_ms = row->enrolled_ms};
    memcpy(device->key, row->key, sizeof device->key);
    snprintf(device->screen, sizeof device->screen, "%s", row->name);
}

static int by_id(const void *left, const void *right) {
    int64_t a = ((const struct screen_device *)left)->id, b = ((const struct screen_device *)right)->id;
    return (a > b) - (a < b);
}

static void see_status(void *context, const struct screen_status *status) {
    struct screen_devices *devices = context;
    const struct screen_device wanted = {.id = status->screen};
    struct screen_device *device =
        devices->count ? bsearch(&wanted, devices->list, devices->count, sizeof wanted, by_id) : NULL;
    if (device) {
        device->reported = true;
        device->status = *status;
    }
}

static void see_group(void *context, const struct group *group) {
    struct screen_devices *devices = context;
    for (size_t i = 0; i < devices->count; i++)
        if (devices->list[i].group == group->id)
            snprintf(devices->list[i].group_name, sizeof devices->list[i].group_name, "%s", group->name);
}

enum outcome screen_devices_read(struct screen_devices *devices, struct desk *desk, struct database *database,
                                 struct fail *fail) {
    pthread_mutex_lock(&desk->devices->mutex);
    enum outcome outcome = devices_write(desk, database, fail);
    pthread_mutex_unlock(&desk->devices->mutex);
    if (outcome == OUTCOME_DONE)
        outcome = screen_list(database, see_row, devices, fail);
    if (devices->count)
        qsort(devices->list, devices->count, sizeof *devices->list, by_id);
    if (outcome == OUTCOME_DONE)
        outcome = screen_status_list(database, see_status, devices, fail);
    if (outcome == OUTCOME_DONE)
        outcome = group_list(database, see_group, devices, fail);
    if (outcome == OUTCOME_DONE && devices->failed) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    return outcome;
}

void screen_devices_finish(struct screen_devices *devices) {
    free(devices->list);
    *devices = (struct screen_devices){0};
}
