/* Text layout: UAX #9 (bidi), UAX #14 (line breaks), scripts, font fallback per character, soft hyphens,
 * ellipsis, fit-to-box. Measures through callbacks, draws into a draw list. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/draw.h"

struct breaks;

enum weight { WEIGHT_REGULAR, WEIGHT_MEDIUM, WEIGHT_BOLD };
enum { FACE_NONE = -1 };

/* The fonts, as the stage knows them. Faces are small numbers that are stable for the life of the engine. Not
 * thread-safe: used by one thread at a time. */
struct measure {
    void *context;
    /* The face for a code point in this weight, preferring the language's own font (zh-Hans, ur, …), then the
     * theme's order, then any installed one; FACE_NONE when no font has it. */
    int (*face)(void *context, uint32_t code_point, enum weight weight, const char *language);
    bool (*covers)(void *context, int face, uint32_t code_point);
    /* Advance in px of a run set in one face. */
    int (*width)(void *context, int face, int px, uint32_t script, bool rtl, const char *utf8, size_t length);
    /* ascent and descent are both positive px from the baseline. */
    void (*metrics)(void *context, int face, int px, int *ascent, int *descent);
    /* What to install for a character that no font has, or NULL; may be NULL itself. */
    const char *(*package)(uint32_t code_point);
    /* Set when a text could not be laid out for want of memory: what was measured then is of no use, and a
     * picture made with it is not to be shown. May be NULL. */
    bool *lost;
    struct breaks *breaks; /* NULL: its rules are read anew for each text */
};

/* The rules of where a line may end, of the languages asked for lately: reading them costs more than most
 * texts. Nothing of a text stays in it. Used by one thread at a time. NULL: out of memory. */
struct breaks *breaks_create(void);
void breaks_destroy(struct breaks *breaks);

enum align { ALIGN_START, ALIGN_CENTRE, ALIGN_END }; /* start is right in right-to-left languages */

struct paragraph_style {
    int px; /* em */
    enum weight weight;
    enum align align;
    struct colour colour;
    const char *language; /* BCP 47: sets the base direction, the line breaking rules and the fonts */
    double
        leading; /* line height in em, 0: 1.25; Arabic and other tall scripts are raised to what they need */
    int max_lines; /* 0: as many as the height holds */
    bool balanced; /* lines about as long as each other, for headings */
    bool loose;    /* words that belong together may stand on two lines, where room is short */
};

struct paragraph_size {
    int width, height; /* px; height is whole lines */
    int lines;
    bool cut;  /* text was left out: an ellipsis stands at the end */
    bool torn; /* a word was broken where its language does not allow it */
};

/* Lays out `text` (UTF-8; "\n" starts a new line, "**…**" is bold, U+00AD shows only at a break) in `box`;
 * what does not fit is replaced by "…" at a word end. Draws when `list` is not NULL. */
struct paragraph_size paragraph(struct draw_list *list, const struct measure *measure, const char *text,
                                struct box box, const struct paragraph_style *style);

/* The largest size between min_px and style->px at which `text` fits `box` uncut; min_px when none does. */
int paragraph_fit(const struct measure *measure, const char *text, struct box box,
                  const struct paragraph_style *style, int min_px);

/* The first character of `text` that would be seen and that no font has, 0 when all are there; *package
 * (untouched then) is what to install for it, or NULL. */
uint32_t paragraph_missing(const struct measure *measure, const char *text,
                           const struct paragraph_style *style, const char **package);

/* Is the language written right to left? */
bool language_rtl(const char *language);
/* The language of a stranger's text as far as they say (`said`, or NULL), else `reader`'s; "en" or "ar" where
 * its letters run the other way (UAX #9, P2). */
const char *text_language(const char *text, const char *said, const char *reader);
/* Wraps a value (phone number, URL, name) in U+2068 … U+2069 so that it cannot reorder; writes to `out`. */
void text_isolate(const char *value, char *out, size_t size);
