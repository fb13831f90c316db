/* The words of one event, shared by the list, the poster and the strip. Private to core/scene_event*.c. */
#pragma once

#include "core/scene_parts.h"
#include "core/scene_words.h"

/* Local days since 1970 of the day it is listed under (today for one that runs already) and its last day. */
struct event_days {
    int64_t shown, last, today;
    bool running; /* began on an earlier day */
};
struct event_days event_days(const struct scene *scene, const struct event *event);

/* "16:30", "All day", "until 24 December". */
void event_time(const struct scene *scene, const struct event *event, char *out, size_t size);
/* Place and room, or "" when neither is known. */
void event_place(const struct event *event, char *out, size_t size);
/* Labels: cancelled, sold out, not open, free. An unknown or paid price says nothing. */
enum { EVENT_LABELS = 2 };
struct event_label {
    const char *text;
    bool strong; /* a warning, not a service */
};
size_t event_labels(const struct scene *scene, const struct event *event,
                    struct event_label out[EVENT_LABELS]);
/* The labels as pills from x on; returns the width with the gap after them. */
int event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px, bool draw);
/* Its title's language, as far as the feed says. */
const char *event_language(const struct scene *scene, const struct event *event);

void scene_event_poster(struct scene *scene, const struct event *event);
/* All whole rows that fit `box`. */
void scene_event_list(struct scene *scene, const struct event *const *events, size_t count, struct box box);
