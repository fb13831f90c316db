/* Shared by the parts of visit, and by who drives it. Not for others. */
#pragma once

#include "guide/search/search.h"
#include "guide/view/hold.h"
#include "guide/visit/state.h"
#include "guide/visit/touch.h"
#include "player/input.h"
#include "player/latency.h"
#include "player/pin.h"
#include "player/speech.h"
#include "player/visit.h"
#include "show/sight.h"
#include "stage/sound.h"
#include "store/counters.h"

enum {
    VISIT_CORNER_MS = 5000, /* the hold that asks for the PIN */
    VISIT_QR_MS = 3000,
    VISIT_BARS = SITE_ZONES_MAX,
};
#define VISIT_CORNER_MM 30.0
#define MS_NS 1000000LL

struct visit_bar {
    struct box box;
    struct target *targets;
    int count;
};

struct visit {
    struct visit_options options;
    struct visit_world world;
    bool has_world;
    struct guide_state state;
    struct touch touch;
    struct inputs inputs;
    struct speech speech;
    struct sound sound;
    struct pin *pin;
    struct counters *counters;
    struct search_index *index; /* of the world's guide and feeds; NULL: not made yet */
    struct latency latency, press_latency;
    struct visit_bar bars[VISIT_BARS];
    struct instant now; /* of this turn */

    struct sight shown; /* what is on the screen while the guide is */
    struct spot shown_spot, asked_spot;
    uint64_t numbers, asked; /* requests given out; the one awaited, 0: none */
    bool stale;              /* what is shown is not what should be */
    bool frame;              /* a frame is to be drawn */
    bool left, restart, wiping, presented;
    int ahead;          /* the slide to look ahead to: 1 the next, -1 the one before, 0: both are done */
    size_t warmed;      /* how many pages the painter has made ready for the first touches */
    int64_t slide_ms;   /* wall: when the signage was touched */
    int64_t input_ms;   /* when the input at hand happened, monotonic */
    int64_t acted_ns;   /* of the input that is not on the screen yet; 0: none */
    bool covered_acted; /* its picture is ready and not presented yet */
    bool faulty;        /* the touch panel */

    /* a press under way */
    struct hold hold;
    struct press press; /* where the finger was last */
    int64_t pressed_ns; /* when it went down on what is not shown as pressed yet; 0: nothing waits */
    bool marked_press;  /* its mark is ready and not presented yet */
    int64_t corner_ms;  /* when the hold in the corner is long enough; 0: none */

    bool speak; /* the next answer is to be read aloud */

    /* for the counters: of this session, without its texts */
    uint32_t counted; /* enum counter, a bit each */
    int last_language;
    struct spot counted_spot; /* whose opening was counted last */
    bool searched, search_empty;
    const char *qr_page; /* id of the page with the code */
    int64_t qr_ms;       /* when the code will have been shown long enough; 0: not */
};

static inline int64_t visit_ms(const struct visit *visit) {
    return visit->now.mono_ns / MS_NS;
}
/* How long somebody has been away is told by this one: it follows --speed. */
static inline int64_t visit_steady_ms(const struct visit *visit) {
    return visit->now.steady_ms;
}
int32_t visit_today(const struct visit *visit);

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
/* A tone, unless it is read aloud or somebody is being read to: never both. */
void visit_sound_warning(struct visit *visit, bool read_aloud);
void visit_sound_tick(struct visit *visit);
/* visit_show.c */
void visit_ask(struct visit *visit);
void visit_look_ahead(struct visit *visit);
void visit_warm(struct visit *visit); /* the painter makes ready for the first touch */
void visit_make_index(struct visit *visit);
void visit_take(struct visit *visit, struct layers *layers);
/* What the finger is on is shown as pressed, or no longer. */
void visit_mark(struct visit *visit, struct layers *layers);
/* When what is shown changes by itself, wall ms. INT64_MAX: never, or a newer answer is awaited; asking again
 * before it came would make it stale, and so for ever. */
int64_t visit_changes_ms(const struct visit *visit);
/* visit_count.c */
const char *visit_page_name(const struct visit *visit);
void visit_count(struct visit *visit, enum counter counter, const char *page);
void visit_count_page(struct visit *visit);
void visit_count_aids(struct visit *visit);
void visit_count_search(struct visit *visit);
void visit_count_end(struct visit *visit, bool by_idle);
void visit_write_counters(struct visit *visit);
const char *visit_place_name(enum place place);
