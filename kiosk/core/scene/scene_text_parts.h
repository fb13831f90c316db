/* Shared by the looks of a text slide. For this room alone. */
#pragma once

#include "core/scene/scene_kind.h"

/* A number to call, as large as a panel of its own allows; what else there is to know beside it, in both
 * languages at once when the slide says so. */
void text_alarm(struct scene *scene);
