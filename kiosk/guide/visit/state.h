/* Where a visitor is in the guide, and how an action changes that. Pure: (guide, state, action, now) →
 * (state, effects). The state is plain data without pointers: a copy is a snapshot, and state_forget leaves
 * nothing of the visitor behind. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/site/screen_sound.h"
#include "guide/written/guide.h"

enum {
    STATE_HISTORY_MAX = 24,
    STATE_QUERY_MAX = 80, /* bytes of what was typed */
    STATE_PIN_MAX = 12,
    STATE_TICKED_MAX = 8, /* pages whose ticks are kept besides those of the shown one */
    STATE_VOLUME = 5,     /* of SOUND_VOLUME_MAX, after every reset; less where the screen allows no more */
    STATE_LEAVES_MAX = 1000,
    STATE_PACES = 3, /* how quickly it is read aloud: as usual, slower, slowest */
};

/* What fills the screen. X(IDENTIFIER, "name", many): the name stands in
 * statistics, pictures and --page; many: spot.of says which of them. */
#define PLACES(X)                                                                                            \
    X(REST, "rest", false)     /* the signage loop: nobody is here */                                        \
    X(SLIDES, "slides", false) /* the signage, touched: it stands still and can be leafed through */         \
    X(HOME, "home", false)                                                                                   \
    X(DOOR, "door", true)      /* of: number of the door */                                                  \
    X(TOPICS, "topics", false) /* every page, A–Å */                                                      \
    X(PAGE, "page", true)      /* of: number of the page; every kind of page */                              \
    X(EVENT, "event", true)    /* of: state_event_key of the event */                                        \
    X(ENTRY, "entry", true)    /* of: page number << 16 | entry number of its directory */                   \
    X(WAY, "way", true)        /* of: house number << 16 | spot number of its plan */                        \
    X(PHRASE, "phrase", true)  /* of: number of the phrase, large, in Danish */                              \
    X(SEARCH, "search", false)                                                                               \
    X(LANGUAGES, "languages", false)                                                                         \
    X(AIDS, "aids", false) /* easier to read */                                                              \
    X(ASK, "ask", false)                                                                                     \
    X(EMERGENCY, "emergency", false)                                                                         \
    X(PIN, "pin", false)     /* staff: asked for the PIN */                                                  \
    X(STAFF, "staff", false) /* staff: status and tools */                                                   \
    X(TOUCH_TEST, "touch-test", false)                                                                       \
    X(CLEANING, "cleaning", false) /* touches are ignored until `cleaning_until_ms` */

#define PLACE_ID(id, name, many) PLACE_##id,
enum place { PLACES(PLACE_ID) PLACE_COUNT };
#undef PLACE_ID
const char *place_name(enum place place); /* "" for none */
bool place_find(const char *name, enum place *out);
/* Are there several of it, told apart by spot.of? */
bool place_is_many(enum place place);
/* Is it staff's? */
bool place_is_staffs(enum place place);

struct spot {
    enum place place;
    uint32_t of;
    int leaf; /* which leaf of a long page, from 0; after a change of language the page may have fewer: the
                 view then shows its last */
};
bool spot_same(const struct spot *a, const struct spot *b);

enum text_size { TEXT_NORMAL, TEXT_LARGE, TEXT_LARGEST, TEXT_SIZES };
enum period { PERIOD_TODAY, PERIOD_WEEK, PERIOD_ALL };

enum verb {
    VERB_NONE,
    VERB_BACK,
    VERB_HOME,
    VERB_GO,       /* to `spot` */
    VERB_LEAF,     /* to leaf number `value` */
    VERB_LANGUAGE, /* number `value`; from the signage it also opens the guide */
    VERB_SLIDE,    /* `value` slides on, ± */
    VERB_PAUSE,    /* on or off */
    VERB_TICK,     /* box number `value` */
    VERB_FILTER,   /* facet value >> 8, option value & 255: on or off */
    VERB_UNFILTER, /* all filters off */
    VERB_PERIOD,   /* enum period */
    VERB_KIND,     /* of event, 0: every */
    VERB_TYPE,     /* the key with text `text` */
    VERB_ERASE,    /* one grapheme */
    VERB_ERASE_ALL,
    VERB_KEYBOARD,  /* number `value` */
    VERB_TEXT_SIZE, /* enum text_size */
    VERB_CONTRAST,
    VERB_REACH,
    VERB_TIME,
    VERB_SPEECH, /* on or off */
    VERB_REPEAT, /* read again from the start; begins to read aloud when nobody has */
    VERB_SPEECH_PAUSE,
    VERB_VOLUME,  /* `value` steps, ± */
    VERB_CLEAR,   /* "clear and leave" */
    VERB_STAY,    /* the warning was touched */
    VERB_PIN_KEY, /* digit `value`; 10 erases */
    VERB_PIN_DONE,
    VERB_CLEAN, /* cleaning mode for 60 s */
    VERB_RESTART,
    VERB_CORNER,    /* PLACE_TOUCH_TEST: corner `value`, 0–3 */
    VERB_EASY_TEXT, /* on or off */
    VERB_PACE,      /* read aloud slower; after the slowest as usual */
    VERB_KEYS,      /* say what the keys do, and read from the start */
    /* the page of a film */
    VERB_FILM_PLAY,     /* on or off; at its end: from the start */
    VERB_FILM_BACK,     /* STATE_FILM_BACK_MS */
    VERB_FILM_AGAIN,    /* from the start */
    VERB_FILM_CAPTIONS, /* number `value` of its captions; -1: none */
    VERB_COUNT
};
struct action {
    enum verb verb;
    int value;
    struct spot spot; /* VERB_GO */
    char text[8];     /* VERB_TYPE: UTF-8 */
};

/* What the screen lets be heard now (state_hears). */
struct state_hearing {
    int most;   /* volume, 1–SOUND_VOLUME_MAX */
    bool films; /* their sound: where it is off, their captions are on */
};
/* How the visitor reads and listens. */
struct state_aids {
    enum text_size text_size;
    bool high_contrast, easy_reach, more_time;
    bool easy_text; /* pages in easy language where there is one */
    bool speech;    /* read aloud what is shown */
    int volume;     /* of what is read aloud and of films: 0–hearing.most; STATE_VOLUME after every reset
                       (EN 301 549 5.1.3.13) */
    struct state_hearing hearing;
    int pace; /* of reading aloud: 0 as usual, 1 slower, 2 slowest */
};
/* What is ticked and filtered on pages. */
struct state_chosen {
    uint64_t ticks;      /* of page `ticks_page` */
    uint32_t ticks_page; /* number of the page + 1; 0: none */
    struct {
        uint64_t ticks;
        uint32_t page;                  /* number + 1; 0: none */
    } ticked[STATE_TICKED_MAX];         /* of other pages, the latest first */
    uint32_t filters_page;              /* whose filters, period and kind these are: number + 1; 0: none */
    uint32_t filters[GUIDE_FACETS_MAX]; /* of the directory shown: options chosen; 0: all */
    enum period period;                 /* PERIOD_WEEK until chosen */
    int kind; /* PAGE_EVENTS: number of the chosen tag among the feed's, from 1; 0: every kind */
};
/* The film that is shown, or was stopped, on a page of the kind. Another one begins anew. */
struct state_film {
    uint32_t page; /* number + 1; 0: none was begun */
    bool playing, ended;
    int64_t began_ms; /* monotonic, while it plays: when it began, had it played since without a stop */
    int32_t at_ms;   /* where it stands; while it plays: where it was when what is shown of it last changed */
    int32_t next_ms; /* while it plays: where that changes next, its end at the latest */
    int32_t length_ms;
    int captions; /* number of those chosen, + 1; 0: nothing was chosen; -1: none are wanted */
};
/* How long nobody has done anything. */
struct state_idle {
    int64_t touched_ms; /* monotonic: when the visitor last did something */
    int64_t reading_ms; /* time the shown page needs to be read; lengthens the idle time. Set by the caller
                           from the view; 0 on arrival, at most STATE_READING_MAX_MS counts */
    bool warned;        /* the warning before the reset is shown */
    int64_t warned_ms;  /* monotonic: since when */
    int countdown_s;    /* of the warning or of cleaning: the seconds shown; 0: none */
};
/* What the visitor did last, when it changed something where they are: that is said, not the whole page. */
struct state_told {
    enum verb verb; /* VERB_NONE: the page is said; VERB_KEYS: what the keys do, and then the page */
    int value;
    char text[8];
};
/* The staff's places. */
struct state_staff {
    char pin[STATE_PIN_MAX + 1];
    int64_t cleaning_until_ms; /* monotonic */
    uint32_t corners;          /* PLACE_TOUCH_TEST: a bit for each corner touched */
};

struct guide_state {
    struct spot spot;
    struct spot history[STATE_HISTORY_MAX]; /* where "back" leads; the oldest is forgotten when full */
    int focuses[STATE_HISTORY_MAX + 1]; /* the target that the keypad stood on there, and, while leaving, on
                                           what is shown; -1: none */
    int depth;

    int language; /* number in guide->languages */
    struct state_aids aids;

    int slide;   /* PLACE_SLIDES: how far from the slide that was touched, ±; 0: that one */
    bool paused; /* PLACE_SLIDES: does not return to the loop by itself */
    bool guided; /* has been in the guide, not only at the slides: nothing is cleared without a warning */

    struct state_chosen chosen;
    struct state_film film;
    char query[STATE_QUERY_MAX];
    int keyboard; /* number in guide->keyboards */

    int focus;   /* target that the keypad stands on, -1: none (nobody uses it) */
    int stop;    /* text that it stands on instead, from 1; 0: none */
    bool keypad; /* the visitor uses the keypad: the focus is shown */
    struct state_told told;
    bool leaving; /* asked whether everything is to be cleared: "clear and leave" once more does */

    struct state_idle idle;
    struct state_staff staff;
};

/* What the program has to do besides drawing. */
enum {
    EFFECT_SPEAK = 1 << 0,        /* what state->told says of the shown page */
    EFFECT_HUSH = 1 << 1,         /* be silent at once */
    EFFECT_SPEECH_PAUSE = 1 << 2, /* or go on */
    EFFECT_VOLUME = 1 << 3,
    EFFECT_SESSION_BEGIN = 1 << 4, /* somebody has begun */
    EFFECT_SESSION_END = 1 << 5,   /* forget everything of the visitor, wherever it is */
    EFFECT_BY_IDLE = 1 << 6,       /* with SESSION_END: the time ran out */
    EFFECT_PAGE = 1 << 7,          /* a page was opened: count it */
    EFFECT_PIN = 1 << 8,           /* check state->pin; then call state_pin_result */
    EFFECT_RESTART = 1 << 9,
    EFFECT_REDRAW = 1 << 10,    /* something that shows has changed */
    EFFECT_PACE = 1 << 12,      /* from the next text on */
    EFFECT_WARNING = 1 << 11,   /* the warning has appeared: a sound, where there is a loudspeaker */
    EFFECT_FILM = 1 << 13,      /* it plays, or stands, where it did not before */
    EFFECT_FILM_DONE = 1 << 14, /* it was seen to its end: count it */
};

/* Idle times, ms. A page's own reading time (100 words a minute, twice) lengthens the first. */
enum {
    STATE_IDLE_MS = 90000,    /* then the warning */
    STATE_WARNING_MS = 25000, /* ≥ 20 s to react (WCAG 2.1 SC 2.2.1), then the reset */
    STATE_SLIDES_MS = 30000,  /* the touched signage goes on by itself, without a warning, when nothing else
                                 was  done */
    STATE_CLEANING_MS = 60000,
    STATE_READING_MAX_MS = 600000,
    STATE_FILM_BACK_MS = 10000,
    STATE_CAME = -2,     /* told.value of VERB_FILM_CAPTIONS: nobody chose them, the next have come */
    STATE_MORE_TIME = 3, /* times as long with "more time": idle time, warning and slides */
};

/* `guide` may be NULL everywhere (the site has none): then only the slides and the staff's places exist, and
 * the slides stand for the start page. One guide serves a whole visit: numbers in the state are numbers in
 * it. */

/* Nobody is here. */
void state_init(struct guide_state *state, const struct guide *guide);
/* What the signage speaks where it is touched: the language that the visit begins in. Changes nothing
 * elsewhere than at PLACE_REST, nor for a language that the guide does not have. */
void state_speaks(struct guide_state *state, const struct guide *guide, int language);
/* Overwrites all of it (explicit_bzero), then state_init. */
void state_forget(struct guide_state *state, const struct guide *guide);
/* Carries out an action; returns effects. `now_ms` is monotonic. What does not belong to the shown place or
 * does not exist changes nothing and returns 0.
 *   PLACE_REST: VERB_HOME and VERB_LANGUAGE open the guide, so do VERB_SPEECH and VERB_REPEAT (keys of the
 *     keypad), which also read aloud; VERB_GO leads to PLACE_LANGUAGES and PLACE_PIN; everything else only
 * stops the signage (PLACE_SLIDES). While the warning is shown every action but VERB_CLEAR is VERB_STAY.
 *   VERB_CLEAR asks first whoever listens or uses the keypad; then every other action is VERB_STAY, too.
 *   PLACE_CLEANING: nothing is done.
 *   PLACE_STAFF and PLACE_TOUCH_TEST are never reached by VERB_BACK, nor by VERB_GO but from each other. */
uint32_t state_act(struct guide_state *state, const struct guide *guide, const struct action *action,
                   int64_t now_ms);
/* The film of the page shown; NULL: it has none. */
const struct guide_film *state_film(const struct guide_state *state, const struct guide *guide);
/* Where it is, ms from its beginning; 0: it has not begun, or none is shown. While one plays nobody is
 * thought to have left. */
int64_t state_film_ms(const struct guide_state *state, int64_t now_ms);
/* Is its sound heard, if anybody plays it? False where none is shown. */
bool state_film_heard(const struct guide_state *state, const struct guide *guide);
/* Which of its captions are shown: those chosen, else those in the visitor's language, else English ones,
 * else the first; -1: none, which is only where it is heard. */
int state_film_captions(const struct guide_state *state, const struct guide *guide);
/* What the screen lets be heard from now on, until state_forget: at most volume `most` (1–SOUND_VOLUME_MAX),
 * films or not. Returns effects. */
uint32_t state_hears(struct guide_state *state, int most, bool films);
/* Any touch or key, before its action: time begins anew; a warning goes away (returns true: the touch did
 * only that; VERB_STAY has the effects). */
bool state_touched(struct guide_state *state, int64_t now_ms);
/* Time passes: warning, reset, end of cleaning. Returns effects. A late call shortens no warning. */
uint32_t state_tick(struct guide_state *state, const struct guide *guide, int64_t now_ms);
/* When state_tick has something to do next (monotonic ms), or a countdown that shows changes; INT64_MAX:
 * never. */
int64_t state_due_ms(const struct guide_state *state);
/* Whole seconds, rounded up, until the reset while the warning is shown, or until the end of cleaning; else
 * 0. */
int state_seconds_left(const struct guide_state *state, int64_t now_ms);
/* The PIN was right or wrong: forgets it, and opens PLACE_STAFF when right. The caller counts wrong ones. */
uint32_t state_pin_result(struct guide_state *state, const struct guide *guide, bool right, int64_t now_ms);

/* Is anybody using the guide or leafing through slides? */
static inline bool state_busy(const struct guide_state *state) {
    return state->spot.place != PLACE_REST;
}
/* A number for an event that outlives the feed's reloading: a hash of its id; never 0. */
uint32_t state_event_key(const char *event_id);
struct action action_go(enum place place, uint32_t of);
struct action action_of(enum verb verb, int value);
