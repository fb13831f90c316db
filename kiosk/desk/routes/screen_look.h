/* Somebody has the screens before them: those whose picture is old are asked for another one. */
#pragma once

#include "desk/routes/screen_json.h"

/* Asks at most as many as there is room for pictures, and none that a visitor uses or that is not there. */
enum outcome screen_look(const struct screen_telling *telling, struct database *database,
                         struct fail *fail) MUST_CHECK;
