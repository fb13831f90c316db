/* Shared by the looks of opening hours. For this room alone. */
#pragma once

#include "core/feed/opening_week.h"
#include "core/scene/scene_kind.h"
#include "core/site/scene_words.h"

enum { SERVICES = 4, TIMES_MAX = OPENINGS_A_DAY * 20 };

/* A day as it is shown: the times of each service in one line. */
struct day {
    int64_t day;
    char name[WORDS_MAX]; /* "Tuesday", of one that is not shown "" */
    bool known;
    size_t count;
    struct {
        const struct day_opening *service; /* the first of its openings */
        char times[TIMES_MAX];             /* "10:00–12:00, 14:00–18:00" */
    } lines[SERVICES];
};

/* "Closed", or that nothing is known. */
const char *hours_state(const struct scene *scene, const struct day *day);
const char *hours_service_name(const struct scene *scene, const struct day_opening *opening);
/* Of OPENING_DAYS days. */
bool hours_is_shown(const struct scene *scene, const struct day *days, int i);
/* `*width` is at least that of the text. */
void hours_widen(struct scene *scene, int *width, const char *text, int px, enum weight weight);
/* One line at the top of `box`. */
void hours_put_cell(struct scene *scene, const char *text, struct box box, int px, enum weight weight,
                    struct colour colour);

/* The days from `first` on, in letters that are read from the declared distance, as many as have room. */
void hours_put_runs(struct scene *scene, const struct day *days, int first, struct box box);
