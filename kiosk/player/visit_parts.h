/* Shared by the parts of visit, and by who drives it. Not for others. */
#pragma once

#include "guide/view/hold.h"
#include "guide/visit/state.h"
#include "guide/visit/touch.h"
#include "player/delay.h"
#include "player/film_run.h"
#include "player/input.h"
#include "player/pin.h"
#include "player/speech.h"
#include "player/tally.h"
#include "player/visit.h"
#include "show/sight.h"
#include "stage/sound.h"

enum {
    VISIT_CORNER_MS = 5000, /* the hold that asks for the PIN */
    VISIT_BARS = SITE_ZONES_MAX,
};
#define VISIT_CORNER_MM 30.0
#define MS_NS 1000000LL

struct visit_bar {
    struct box box;
    struct target *targets;
    int count;
};

/* From fingers and keys to a press under way. */
struct visit_hand {
    struct touch touch;
    struct inputs inputs;
    struct visit_bar bars[VISIT_BARS];
    struct hold hold;
    struct press press; /* where the finger was last */
    int64_t input_ms;   /* when the input at hand happened, monotonic */
    int64_t corner_ms;  /* when the hold in the corner is long enough; 0: none */
    bool faulty;        /* the touch panel */
};

/* What the visitor sees: asked of the painter, and taken. */
struct visit_screen {
    struct sight shown; /* what is on the screen while the guide is */
    struct spot shown_spot, asked_spot;
    uint64_t numbers, asked;    /* requests given out; the one awaited, 0: none */
    bool stale;                 /* what is shown is not what should be */
    bool frame;                 /* a frame is to be drawn */
    bool presented;             /* a first picture was, of whatever */
    int64_t slide_ms;           /* wall: when the signage was touched */
    struct search_index *index; /* of the world's guide and feeds; NULL: not made yet */
};

/* What the painter makes ready while nobody waits for it. */
struct visit_ahead {
    int slide;     /* the one to look ahead to: 1 the next, -1 the one before, 0: both are done */
    size_t warmed; /* how many pages are ready for the first touches */
};

/* What is heard. */
struct visit_voice {
    struct speech speech;
    struct sound sound;
    bool films;   /* their sound is allowed now */
    bool speak;   /* the next answer is to be read aloud */
    bool listens; /* whoever was here last, */
    int language; /* in this one: they are told when it is over, and everything else of theirs is gone then */
};

struct visit {
    struct visit_options options;
    struct visit_world world;
    bool has_world;
    struct instant now; /* of this turn */
    struct guide_state state;
    struct pin *pin;
    struct visit_hand hand;
    struct visit_screen screen;
    struct visit_ahead ahead;
    struct visit_voice voice;
    struct delay delay;
    struct tally tally;
    struct film_run film;
    int32_t
        film_stands_ms; /* where in it the frame was asked for that is on while it is paused; -1: it plays */
    bool left, restart, wiping;
};

static inline int64_t visit_ms(const struct visit *visit) {
    return visit->now.mono_ns / MS_NS;
}
/* How long somebody has been away is told by this one: it follows --speed. */
static inline int64_t visit_steady_ms(const struct visit *visit) {
    return visit->now.steady_ms;
}

/* visit_act.c */
void visit_do(struct visit *visit, const struct action *action);
void visit_end(struct visit *visit, bool by_idle);
void visit_effects(struct visit *visit, uint32_t effects);
void visit_input(struct visit *visit, const struct input *input);
void visit_press(struct visit *visit, struct press press);
void visit_time(struct visit *visit);
struct target visit_target(const struct visit *visit, const struct press *press); /* below the finger */
/* From now on what is freed is overwritten, or no longer. */
void visit_keep_nothing(bool on);
/* visit_sound.c */
/* Ends what is said and says this. */
void visit_say(struct visit *visit, const struct utterance *what);
/* A tone, unless it is read aloud or somebody is being read to: never both. */
void visit_sound_warning(struct visit *visit, bool read_aloud);
void visit_sound_tick(struct visit *visit);
void visit_sound_level(struct visit *visit); /* as the visitor has it, within the screen's limit */
/* What may be heard now: the screen's hours, and whether there is a device. Returns effects. */
uint32_t visit_sound_hears(struct visit *visit);
/* visit_film.c */
void visit_film_turn(struct visit *visit, struct layers *layers);
void visit_film_presented(struct visit *visit);
int64_t visit_film_due_ms(const struct visit *visit); /* steady; INT64_MAX: never */
void visit_film_finish(struct visit *visit);
/* visit_show.c */
void visit_ask(struct visit *visit);
void visit_look_ahead(struct visit *visit);
void visit_look_below(struct visit *visit, const struct action *action); /* where a finger is going to lead */
void visit_warm(struct visit *visit); /* the painter makes ready for the first touch */
void visit_make_index(struct visit *visit);
void visit_take(struct visit *visit, struct layers *layers);
/* What the finger is on is shown as pressed, or no longer. */
void visit_mark(struct visit *visit, struct layers *layers);
/* When what is shown changes by itself, wall ms. INT64_MAX: never, or a newer answer is awaited; asking again
 * before it came would make it stale, and so for ever. */
int64_t visit_changes_ms(const struct visit *visit);
