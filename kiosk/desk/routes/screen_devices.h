/* All devices that are somebody's screen, with their groups and what they said last. */
#pragma once

#include "desk/data/groups.h"
#include "desk/data/screen_status.h"
#include "desk/data/screens.h"
#include "desk/routes/desk.h"

struct screen_device {
    int64_t id, group, enrolled_ms;
    unsigned char key[SCREEN_KEY];
    char screen[SCREEN_NAME_MAX + 1]; /* of the site, that it shows */
    char group_name[GROUP_NAME_MAX + 1];
    bool reported;
    struct screen_status status; /* when it reported */
};
struct screen_devices {
    struct screen_device *list;
    size_t count, room;
    bool failed; /* no memory for all of them */
};
/* Those that were revoked are left out. */
enum outcome screen_devices_read(struct screen_devices *devices, struct desk *desk, struct database *database,
                                 struct fail *fail) MUST_CHECK;
void screen_devices_finish(struct screen_devices *devices); /* zeroed is fine */
