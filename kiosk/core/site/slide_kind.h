/* What the site knows of each kind of slide: how it is read, what it says, which feeds it shows. What it
 * looks like stands in scene_kind.h. One file a kind: slide_NAME.c. */
#pragma once

#include "core/site/slide.h"

struct json_place;
struct site_loading;
struct report;

/* Which languages of its order a slide takes a turn in. */
enum slide_turns {
    TURNS_UNSAID,  /* of no kind: each has to say */
    TURNS_BY_TEXT, /* those it has words of its own in, also where the program adds others; once when it has
                      none */
    TURNS_EVERY_LANGUAGE, /* all: the program says it in each, and words of its own may be missing */
    TURNS_ONCE,           /* what it says is the same in each, or all of it stands there at once */
};

/* Whether people state something in it, which has to come from somewhere. */
enum slide_sourcing {
    SOURCING_UNSAID,  /* of no kind: each has to say */
    SOURCING_NONE,    /* a feed answers for it, or nothing is claimed */
    SOURCING_CHECKED, /* a source that is given has to be checked: till then the slide carries the sample mark
                       */
    SOURCING_WANTED,  /* the same, and `check` misses one that is not given */
};

/* A text of its own in several languages. */
struct slide_field {
    const char *name; /* as in the playlist */
    size_t at;        /* offset of its struct localized in struct slide */
};

/* What a kind shows of feeds; "feeds" is read already. */
struct slide_feeds {
    size_t query_at;     /* offset of its struct feed_query in struct slide; 0: it shows no feed */
    enum feed_kind kind; /* of the items it shows of them */
    const char *instead; /* key that may stand there instead of "feeds"; NULL: none */
    bool may_lack;       /* it says something without them, too */
};

struct slide_kind {
    const char *name;
    /* Keys besides those of every slide. */
    const char *const *keys;
    size_t key_count;
    /* Reads them into its part of the union, and reports what is missing. */
    void (*read)(const struct json_place *place, const struct site_loading *loading, struct slide *slide);
    enum slide_turns turns;
    bool draws_kicker;  /* else `check` says that it stands there in vain; every kind draws or speaks the
                           headline */
    bool needs_picture; /* not shown while its picture cannot be */
    enum slide_sourcing sourcing;
    /* Texts besides headline, kicker, and what belongs to the picture: all are to be translated. */
    const struct slide_field *texts;
    size_t text_count;
    /* NULL: none; a kind that changes with time without a feed has to say. The last local day, since 1970,
     * INT32_MAX for ever, on which it has anything to say: it leaves the loop after it, and `check` says so.
     */
    int32_t (*last_day)(const struct slide *slide);
    /* Where a source is wanted. NULL: always. Does this one say something that needs it? */
    bool (*states)(const struct slide *slide);
    /* NULL: no. Does it say something in this language, its texts left aside? NULL as `language`: in any. */
    bool (*speaks)(const struct slide *slide, const char *language);
    /* NULL: nothing. Reports what `check` finds wrong with one that is shown in these languages. */
    void (*check)(const struct slide *slide, const char *const *languages, size_t count,
                  struct report *report);
    size_t address_at; /* offset of the https address (const char *) that its code leads to; 0: it has none */
    size_t alarm_at;   /* offset of the bool that makes it a number to call in danger; 0: it never is one */
    struct slide_feeds feeds;
    size_t film_at; /* offset of its struct film_part in struct slide; 0: it plays no film */
};

const struct slide_kind *slide_kind(enum slide_type type);

/* What the slide shows of feeds; NULL: nothing. */
const struct feed_query *slide_query(const struct slide *slide);
/* What it plays of a film; NULL: nothing. */
const struct film_part *slide_film_part(const struct slide *slide);
/* Is it a number to call in danger, drawn on red? */
bool slide_alarms(const struct slide *slide);
/* Only the slides of the highest rank that are on are shown: 0 … 9, or −1, evergreen. `list` is its
 * playlist's priority. */
int slide_rank(const struct slide *slide, int list);
/* Where its code leads; NULL: it has none. */
const char *slide_address(const struct slide *slide);
/* The last local day on which it can be shown, by its source and its kind; INT32_MAX: for ever. */
int32_t slide_last_day(const struct slide *slide);
/* The n-th text of a slide that is to be translated, or NULL after the last; it may be absent (count 0).
 * *name (may be NULL) is its key. Words come first, those of its picture last. */
const struct localized *slide_text_at(const struct slide *slide, size_t n, const char **name);
/* The n-th text that only its kind has, or NULL after the last. */
const struct localized *slide_own_text(const struct slide *slide, size_t n);
/* Has it any words of its own, its picture's left aside? In this language? */
bool slide_has_words(const struct slide *slide);
bool slide_speaks(const struct slide *slide, const char *language);
/* Do all words that it has stand in this language? */
bool slide_translated(const struct slide *slide, const char *language);

#define SLIDE_KIND_ROW(name, id) extern const struct slide_kind slide_kind_##name;
SLIDE_KINDS(SLIDE_KIND_ROW)
#undef SLIDE_KIND_ROW
