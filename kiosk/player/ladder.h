/* The safety ladder: current generation → previous one → the one that proved itself last → what is left of
 * them → the picture compiled into the program. Only what its signature covers is ever played. A folder is a
 * ladder of one rung.
 *
 * What cannot be shown is stepped back from, and tried again later, each time after a longer while: the cause
 * is nearly always this machine's. A generation is refused (store.h, the player's word) only for what lies in
 * the content itself: it was found unusable twice, or it ended the player STARTS_ENDED times and another one
 * then played well on this very machine. */
#pragma once

#include "player/starts.h"
#include "show/content.h"

struct deadline;

enum rung { RUNG_CURRENT, RUNG_PREVIOUS, RUNG_BUILTIN };
enum ladder_news { LADDER_SAME, LADDER_FEEDS, LADDER_GENERATION };
enum { LADDER_GOOD_SLIDES = 3, LADDER_GOOD_S = 120, LADDER_WHY_MAX = 400, LADDER_FAILED_MAX = 4 };

struct ladder {
    const char *folder, *feeds, *cache; /* of a site in a folder */
    struct store *store;                /* owned; NULL for a folder */
    const char *store_folder, *runtime_folder;
    const char *trust;         /* file with the keys to believe; NULL: those the store keeps */
    const char *configuration; /* options_told; NULL: no word is given on any generation */
    struct deadline *deadline; /* may be NULL */
    int panel_width, panel_height;
    struct generation_id playing; /* 0.0: none */
    struct generation_id wanted;  /* the store's current one */
    enum rung rung;
    bool damaged;             /* what is played has lost files; slides that need them are skipped */
    uint64_t state_n;         /* of the state it was chosen from */
    int64_t clock_s;          /* UTC: it is this late at least; 0: not known */
    char why[LADDER_WHY_MAX]; /* why it is not the current generation, whole; "" when it is */
    struct starts starts;
    struct generation_id counted; /* whose start is under way */
    bool began;                   /* … and has not survived yet */
    bool presented;               /* … but shown something */
    bool paused;                  /* ladder_pause: neither is held against it */
    bool running;                 /* this program has shown something, of whatever generation */
    bool marked;
    int64_t began_s;
    struct {
        struct generation_id id;
        char why[LADDER_WHY_MAX];
    } failed[LADDER_FAILED_MAX]; /* cannot be shown now; forgotten with a new state, and when tried again */
    size_t failed_count;
    struct generation_id doubted; /* found unusable once */
    int tries;
    int64_t again_s; /* when the current one is tried again, monotonic; 0: not */
};

/* What can be played at `now_s` (monotonic), best rung first; NULL: the built-in picture. `report` gets why
 * not better. Caller owns the content; ladder->rung and ->playing say which it is. Its start counts against
 * it from here on, and the deadline runs until ladder_presented. */
struct content *ladder_load(struct ladder *ladder, int64_t now_s, struct report *report);
/* At most once a second: has something changed on disk, or is it time to try again? */
enum ladder_news ladder_poll(struct ladder *ladder, int64_t now_s);
/* What is played is on the screen. */
void ladder_presented(struct ladder *ladder);
/* What is played has itself shown LADDER_GOOD_SLIDES slides or run LADDER_GOOD_S: remembered as good. Says
 * about what it plays instead of, if that ended the player: that is refused. */
bool ladder_good(struct ladder *ladder, struct fail *fail) MUST_CHECK;
/* What is played has run STARTS_QUICK_S: earlier ends no longer count. */
void ladder_survived(struct ladder *ladder);
/* The player ends as asked. */
void ladder_ended(struct ladder *ladder, int64_t now_s);
/* What was loaded cannot be shown. `unusable`: for a reason in the content; said twice it is refused, unless
 * it is damaged here. False: the word cannot be written. */
bool ladder_cannot(struct ladder *ladder, bool unusable, const char *why, struct fail *fail) MUST_CHECK;
/* From now on, until ladder_resume, whatever happens is the display's: no end counts, no deadline runs. */
void ladder_pause(struct ladder *ladder);
void ladder_resume(struct ladder *ladder, int64_t now_s);
/* The store, when there is one by now; then it is read from. */
void ladder_open(struct ladder *ladder);
void ladder_close(struct ladder *ladder);
const char *rung_name(enum rung rung);
/* Ends in a row, of the one that is wanted. */
int ladder_crashes(const struct ladder *ladder);
