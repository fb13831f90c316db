/* Events on slides: what the list, the poster and the strip share. Private to core/scene_event*.c. */
#pragma once

#include "core/event_words.h"
#include "core/scene_parts.h"
#include "core/scene_words.h"

struct event_reader reader_of(const struct scene *scene);
/* The labels as pills from x on; returns the width with the gap after them. */
int event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px, bool draw);

void scene_event_poster(struct scene *scene, const struct event *event);
/* All whole rows that fit `box`. */
void scene_event_list(struct scene *scene, const struct event *const *events, size_t count, struct box box);
