/* One frame of a film in the picture of its zone, decoded and converted as the player does it, and waited
 * for: for pictures of a moment. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/draw/pixels.h"
#include "show/painter.h"

/* Lays the frame that is `wanted` into `picture`, where nothing lies over it. `program`: the path of
 * kiosk-film. Blocking, for some seconds at most. False: `fail` says why, and the picture is as it was. */
bool film_shot_lay(const char *program, const struct film_wanted *wanted, struct pixels *picture,
                   struct fail *fail) MUST_CHECK;
