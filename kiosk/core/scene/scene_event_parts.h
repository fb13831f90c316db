/* Events on slides: what the list, the poster and the strip share. For the events slide alone. */
#pragma once

#include "core/feed/event_words.h"
#include "core/scene/scene_parts.h"

struct event_reader reader_of(const struct scene *scene);
/* The labels as pills from x on; what they take with the gap after each, 0 when there are none. */
void event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px);
int event_pills_width(struct scene *scene, const struct event *event, int px);

void scene_event_poster(struct scene *scene, const struct event *event);
/* As many whole rows as fit `box`, at least as large as must be; none lies on another. */
void scene_event_list(struct scene *scene, const struct event *const *events, size_t count, struct box box);
