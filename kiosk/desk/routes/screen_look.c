#include "desk/routes/screen_look.h"

#include "desk/data/screen_events.h"
#include "desk/routes/devices.h"

enum { FRESH_MS = 10 * 1000, THERE_MS = 15 * 60 * 1000 };

/* Asked once: then it counts as asked. */
static bool wants(const struct screen_telling *telling, const struct screen_device *device) {
    const struct screen_status *status = &device->status;
    return rights_allow(telling->rights, ACTION_SEE, device->group) && device->reported &&
           telling->now_ms - status->received_ms < THERE_MS &&
           !(status->flags & (DEVICE_IN_USE | DEVICE_PLAYER_SILENT)) &&
           devices_look(telling->desk->devices, device->id, clock_sample(&telling->desk->clock), FRESH_MS);
}

enum outcome screen_look(const struct screen_telling *telling, struct database *database, struct fail *fail) {
    int64_t asked[DEVICE_SHOTS_MAX];
    size_t count = 0;
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < telling->devices.count && count < DEVICE_SHOTS_MAX; i++) {
        const struct screen_device *device = &telling->devices.list[i];
        if (!wants(telling, device))
            continue;
        outcome = command_look(database, device->id, telling->now_ms, fail);
        if (outcome == OUTCOME_DONE)
            asked[count++] = device->id;
        else if (outcome != OUTCOME_CONFLICT) /* it was asked already */
            return outcome;
    }
    for (size_t i = 0; i < count; i++)
        desk_wake(telling->desk, TOPIC_SCREEN + (uint64_t)asked[i]);
    return OUTCOME_DONE;
}
