/* What the site knows of each kind of slide: how it is read, what it says, which feeds it shows. What it
 * looks like stands in scene_kind.h. One file a kind: slide_NAME.c. */
#pragma once

#include "core/site/slide.h"

struct json_place;
struct site_loading;

/* Which languages of its order a slide takes a turn in. */
enum slide_turns {
    TURNS_BY_TEXT,        /* those it has words in; once when it has none at all */
    TURNS_EVERY_LANGUAGE, /* all: what it says is translated by the program */
    TURNS_ONCE,           /* it says all it has to say at once */
};

/* A text of its own in several languages. */
struct slide_field {
    const char *name; /* as in the playlist */
    size_t at;        /* offset of its struct localized in struct slide */
};

struct slide_kind {
    const char *name;
    /* Keys besides those of every slide. */
    const char *const *keys;
    size_t key_count;
    /* Reads them into its part of the union, and reports what is missing. */
    void (*read)(const struct json_place *place, const struct site_loading *loading, struct slide *slide);
    enum slide_turns turns;
    bool needs_picture; /* not shown while its picture cannot be */
    bool has_source; /* people state something in it: without a checked source it carries the sample mark */
    /* Texts besides headline, kicker, and what belongs to the picture: all are to be translated. */
    const struct slide_field *texts;
    size_t text_count;
    /* NULL: none. The last local day, since 1970, on which it has anything to say: it leaves the loop after
     * it, and `check` says so. */
    int32_t (*last_day)(const struct slide *slide);
    /* NULL: never. Does this one say something that needs a source? */
    bool (*states)(const struct slide *slide);
    size_t query_at; /* offset of its struct feed_query in struct slide; 0: it shows no feed. "feeds" is read
                        already */
    enum feed_kind feed_kind; /* of the items it shows of them */
};

const struct slide_kind *slide_kind(enum slide_type type);

/* What the slide shows of feeds; NULL: nothing. */
const struct feed_query *slide_query(const struct slide *slide);
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
