/* How often a slide comes round on a screen: read off the screens' own timeline. */
#pragma once

#include "core/scene/timeline.h"

struct loop;
/* The zone's loop as it is from `at_ms` on. NULL: no memory. */
struct loop *loop_create(const struct timeline_question *question, const char *zone,
                         int64_t at_ms) MUST_CHECK;
void loop_destroy(struct loop *loop);
/* From one turn to the next in the same language; 0: it has no two within two hours. */
int64_t loop_every_ms(const struct loop *loop, const struct slide *slide);
