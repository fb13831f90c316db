/* One slide as people wrote it: what all have in common, and what its kind alone has. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/draw/picture_fit.h"
#include "core/draw/transition.h"
#include "core/site/slide_kinds.h"
#include "core/text/localized.h"
#include "core/time/schedule.h"

#define DWELL_MIN_MS 1000
#define DWELL_MAX_MS (24 * 3600 * 1000)
enum { EVERY_MIN_S = 30, EVERY_MAX_S = 3600 };

enum bilingual { BILINGUAL_ALTERNATE, BILINGUAL_TOGETHER };

struct picture {
    const char *asset; /* name inside the site: "assets/lake.svg"; NULL: no picture */
    enum picture_fit fit;
    double focus_x, focus_y; /* 0–1, the point that stays visible when cropped; default 0.5 0.5 */
    struct localized alt;
    struct localized credit;
};

/* Where a statement comes from and how long it holds (content rules: no statement without them). */
struct source {
    const char *url;                  /* NULL: none given */
    const char *owner;                /* office that answers for it; NULL until somebody does */
    int32_t seen_day;                 /* days since 1970, 0: not given */
    int32_t checked_day;              /* 0: never checked → the slide carries the sample mark */
    int32_t expires_day;              /* first local day on which it is no longer shown; 0: never */
    int expires_line, expires_column; /* where that stands */
};

/* When its turn comes. */
struct slide_turn {
    struct schedule schedule;
    int priority;     /* 0 normal … 9; only the highest active priority is shown */
    bool evergreen;   /* shown only when nothing else is */
    int64_t every_ms; /* comes again within its loop so that it is never away for longer; 0: once a round */
};

struct slide {
    enum slide_type type;
    const char *id; /* unique in its playlist */
    const char *file;
    int line, column;
    int64_t dwell_ms; /* clamped on reading */
    enum transition transition;
    enum bilingual bilingual;
    const char *const *languages; /* order for this slide; count 0: the screen's */
    size_t language_count;
    struct slide_turn turn;
    bool sample; /* true when the source was never checked */
    struct source source;
    struct localized headline;
    struct localized kicker; /* small line over the headline: the topic */
    struct picture picture;
    const char *page; /* id of the guide's page with more about this; NULL: none */
#define SLIDE_PAYLOAD(name, id) struct slide_##name name;
    union { /* by `type` */
        SLIDE_KINDS(SLIDE_PAYLOAD)
    };
#undef SLIDE_PAYLOAD
};
