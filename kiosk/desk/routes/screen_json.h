/* A device and a screen of the site, as the list tells of them. */
#pragma once

#include <jansson.h>

#include "core/site/site.h"
#include "desk/data/publications.h"
#include "desk/data/rights.h"
#include "desk/routes/screen_devices.h"
#include "desk/routes/screen_state.h"

struct screen_telling {
    struct desk *desk;
    const struct rights *rights;   /* of whoever looks */
    struct publication published;  /* the newest; zeroed: none */
    const struct site *site;       /* as published; NULL: nothing is */
    struct screen_devices devices; /* all */
    int64_t now_ms;
};
/* NULL: no memory, or *hidden: all of its devices are of groups that they may not see. */
json_t *json_of_screen(const struct screen_telling *telling, const struct screen *screen,
                       bool *hidden) MUST_CHECK;
