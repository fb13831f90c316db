/* Which screen asks (docs/enrolment.md, Every day after)? */
#pragma once

#include "desk/data/screens.h"
#include "desk/routes/devices.h"

struct device_asking {
    struct device_claims claims;
    int64_t id, group;
    char name[SCREEN_NAME_MAX + 1]; /* of the site's screen that it shows */
};
/* Of a route that is for screens. */
const struct device_asking *device_asking(const struct request *request);

/* What its token says, and the database does not deny. */
enum verdict device_authorize(struct desk *desk, struct request *request);
