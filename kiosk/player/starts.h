/* How the starts with each generation ended on this machine since it was switched on: one small file in the
 * runtime folder. Only how often and when; what follows from it for the content is ladder.h's. */
#pragma once

#include "store/store.h"

enum {
    STARTS_KEPT = 4,       /* generations */
    STARTS_QUICK_S = 120,  /* what has run so long has survived */
    STARTS_ENDED = 2,      /* after so many ends in a row it is set aside for a while; */
    STARTS_ENDED_GOOD = 3, /* one that is known to be good, only then */
    STARTS_DEADLINE_S = 10,
    STARTS_STRETCH_MAX = 5,
    STARTS_AGAIN_S = 20,
};

struct start {
    struct generation_id id;
    int ended;    /* starts in a row that ended by themselves before they had survived */
    int late;     /* … that showed nothing within their time */
    int stretch;  /* how often the time to its first picture was doubled */
    int64_t at_s; /* when the newest began, monotonic */
};
/* Newest first. Zero-initialise. */
struct starts {
    size_t count;
    struct start items[STARTS_KEPT];
};
enum { STARTS_TEXT_MAX = STARTS_KEPT * 96 };

/* None when there is no folder, or no such file, or it is not ours. */
void starts_read(struct starts *starts, const char *runtime_folder);
/* Nothing without a folder. A failure is silent: nothing is remembered then. */
void starts_write(const struct starts *starts, const char *runtime_folder);
/* What the file holds; its length. */
size_t starts_format(const struct starts *starts, char text[STARTS_TEXT_MAX]);
char *starts_path(const char *runtime_folder) MUST_CHECK; /* malloc'd; NULL without a folder */

/* NULL: never started, or survived. */
const struct start *starts_of(const struct starts *starts, struct generation_id id);
/* A start with `id`: until the contrary is known it will have ended by itself. */
void starts_begin(struct starts *starts, struct generation_id id, int64_t now_s);
/* That start does not count: it was asked to end, or failed for something else. */
void starts_take_back(struct starts *starts, struct generation_id id);
/* That start showed nothing in its time; the next one has twice as long. */
void starts_late(struct starts *starts, struct generation_id id);
/* It has survived: it may have the time it took from now on, and nothing else is held against it. */
void starts_survived(struct starts *starts, struct generation_id id);

/* A run ends as asked, with a picture on the screen: nothing is held against any of them any more. */
void starts_forgive(struct starts *starts);

/* Seconds that its next start has until the first picture. */
int start_deadline_s(const struct start *start);
/* Is it set aside? Then until when (monotonic s), later each time; 0: it is not. `good`: it has proved itself
 * before. `start` may be NULL. */
int64_t start_aside_until_s(const struct start *start, bool good);
