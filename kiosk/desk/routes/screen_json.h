/* A device and a screen of the site, as the list tells of them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/feed/feed.h"
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
    const struct feeds *feeds;     /* NULL: none are known */
    struct screen_devices devices; /* all */
    int64_t now_ms;
};
struct screen_text { /* zeroed at first; `bytes` are malloc'd */
    char *bytes;
    size_t size, room;
};
/* False: no memory. */
bool screen_text_put(struct screen_text *text, const char *words) MUST_CHECK;
/* `between` and the screen as an object, with all its devices under "devices"; what stands beside them is of
 * the one that wants somebody most. Nothing, and *hidden: all of its devices are of groups that they may not
 * see. False: no memory. */
bool screen_json_write(const struct screen_telling *telling, const struct screen *screen, const char *between,
                       struct screen_text *text, bool *hidden) MUST_CHECK;
