/* The safety ladder: current generation → previous one → what is left of either → the picture compiled into
 * the program. Only what its signature covers is ever played. Chooses what to play and keeps the player's
 * word on generations. A folder is a ladder of one rung. */
#pragma once

#include "player/content.h"

enum rung { RUNG_CURRENT, RUNG_PREVIOUS, RUNG_BUILTIN };
enum ladder_news { LADDER_SAME, LADDER_FEEDS, LADDER_GENERATION };
enum { LADDER_GOOD_SLIDES = 3, LADDER_GOOD_S = 120 };

struct ladder {
    const char *folder, *feeds, *cache; /* of a site in a folder */
    struct store *store;                /* owned; NULL for a folder */
    const char *store_folder, *runtime_folder;
    const char *trust; /* file with the keys to believe; NULL: those the store keeps */
    int panel_width, panel_height;
    struct generation_id playing;   /* 0.0: none */
    struct generation_id crashed;   /* stepped back from, because it ended the player too often */
    struct generation_id failed[2]; /* cannot be shown, as far as this run knows */
    enum rung rung;
    bool damaged;                 /* what is played has lost files; slides that need them are skipped */
    uint64_t state_n;             /* of the state it was chosen from */
    char why[400];                /* why it is not the current generation, whole; "" when it is */
    int crashes;                  /* of starts of `counted` before this one */
    struct generation_id counted; /* whose starts are being counted */
    bool began, marked;
};

/* What can be played now, best rung first; NULL: the built-in picture. `report` gets why not better. Caller
 * owns the content; ladder->rung and ->playing say which it is. */
struct content *ladder_load(struct ladder *ladder, struct report *report);
/* At most once a second: has something changed on disk? */
enum ladder_news ladder_poll(struct ladder *ladder);
/* What is played has itself shown LADDER_GOOD_SLIDES slides or run LADDER_GOOD_S: remembered as good. */
bool ladder_good(struct ladder *ladder, struct fail *fail) MUST_CHECK;
/* What is played has run CRASHES_QUICK_S, or the player ends as asked: earlier ends no longer count. */
void ladder_survived(struct ladder *ladder);
/* What is played cannot be shown: it is refused from now on, or, when it is damaged, until it is repaired. */
bool ladder_refuse(struct ladder *ladder, struct fail *fail) MUST_CHECK;
/* This start ends for want of a display: it does not speak against the generation. */
void ladder_take_back(struct ladder *ladder);
/* The store, when there is one by now; then it is read from. */
void ladder_open(struct ladder *ladder);
void ladder_close(struct ladder *ladder);
const char *rung_name(enum rung rung);
