/* The feeds that previews show: those a kiosk-sync on this machine keeps. */
#pragma once

#include "desk/painted/preview_wire.h"
#include "desk/routes/desk.h"

enum { FEEDS_STATE = 24 };
/* The folder around the feeds, for painters, malloc'd; NULL: there are none, or not yet (logged). */
char *preview_feeds_around(struct desk *desk) MUST_CHECK;
/* Has a question shown with them, when there are any. Returns `state`, which changes when they do. */
const char *preview_feeds_ask(const struct desk *desk, struct preview_question *question,
                              char state[FEEDS_STATE]);
