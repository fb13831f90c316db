/* The safety ladder: current generation → previous one → the one that proved itself last → what is left of
 * them → the picture compiled into the program. Only what its signature covers is ever played. A folder is a
 * ladder of one rung.
 *
 * What cannot be shown is stepped back from, and tried again later, each time after a longer while: the cause
 * is nearly always this machine's. A generation is refused (store.h, the player's word) only for what lies in
 * the content itself: it was found unusable twice, or it ended the player STARTS_ENDED times and another one
 * then played well on this very machine. */
#pragma once

#include "player/attempt.h"
#include "player/judgement.h"
#include "show/content.h"

enum rung { RUNG_CURRENT, RUNG_PREVIOUS, RUNG_BUILTIN };
enum ladder_news { LADDER_SAME, LADDER_FEEDS, LADDER_GENERATION };
enum { LADDER_GOOD_SLIDES = 3, LADDER_GOOD_S = 120, LADDER_WHY_MAX = 400, LADDER_FAILED_MAX = 4 };

/* Where content comes from: a site in a folder, or a store. */
struct ladder_source {
    const char *folder, *feeds, *cache;
    const char *store_folder;
    const char *state; /* folder of the player's word; NULL: in the store */
    const char *trust; /* file with the keys to believe; NULL: those the store keeps */
    int panel_width, panel_height;
};

/* What cannot be shown now, and when it is tried again. */
struct ladder_retry {
    struct {
        struct generation_id id;
        char why[LADDER_WHY_MAX];
    } failed[LADDER_FAILED_MAX]; /* forgotten with a new state, and when tried again */
    size_t failed_count;
    int tries;
    int64_t again_s; /* when the current one is tried again, monotonic; 0: not */
};

struct ladder {
    struct ladder_source from;
    struct store *store;          /* owned; NULL for a folder, and before there is one */
    struct generation_id playing; /* 0.0: none */
    struct generation_id wanted;  /* the store's current one */
    enum rung rung;
    bool damaged;             /* what is played has lost files; slides that need them are skipped */
    uint64_t state_n;         /* of the state it was chosen from */
    int64_t clock_s;          /* UTC: it is this late at least; 0: not known */
    char why[LADDER_WHY_MAX]; /* why it is not the current generation, whole; "" when it is */
    struct attempt attempt;
    struct judgement judgement;
    struct ladder_retry retry;
};

/* What can be played at `now_s` (monotonic), best rung first; NULL: the built-in picture. `report` gets why
 * not better. Caller owns the content; ladder->rung and ->playing say which it is. Its start counts against
 * it from here on, and the deadline runs until attempt_presented. */
struct content *ladder_load(struct ladder *ladder, int64_t now_s, struct report *report);
/* At most once a second: has something changed on disk, or is it time to try again? */
enum ladder_news ladder_poll(struct ladder *ladder, int64_t now_s);
/* What is played has itself shown LADDER_GOOD_SLIDES slides or run LADDER_GOOD_S: remembered as good. Says
 * about what it plays instead of, if that ended the player: that is refused. */
void ladder_good(struct ladder *ladder);
/* What was loaded cannot be shown. `unusable`: for a reason in the content; said twice it is refused, unless
 * it is damaged here. */
void ladder_cannot(struct ladder *ladder, bool unusable, const char *why);
/* The store, when there is one by now; then it is read from. */
void ladder_open(struct ladder *ladder);
void ladder_close(struct ladder *ladder);
const char *rung_name(enum rung rung);
/* Ends in a row, of the one that is wanted. */
int ladder_crashes(const struct ladder *ladder);
