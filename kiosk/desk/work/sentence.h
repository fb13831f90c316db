/* Where and when a slide is shown, as one sentence for staff: "Vises på Rådhuset i morgen kl. 9–16, 12 s ad
 * gangen, ca. hvert 3. minut." The words are data (sentence_words.c). Pure. */
#pragma once

#include "desk/work/showing.h"

enum { SENTENCE_MAX = 1600 /* bytes with NUL */, SENTENCE_LANGUAGES = 2 };
extern const char *const sentence_languages[SENTENCE_LANGUAGES]; /* "da", "en" */

struct sentence_order {
    const struct site *site;
    const struct playlist *playlist; /* both NULL: it is UNUSED */
    const struct slide *slide;
    const struct screen *const *screens; /* that show it */
    size_t screen_count;
    enum showing_state state;
    bool broken; /* UNUSED because it cannot be read */
    bool empty;  /* its feeds bring nothing to show now */
    int64_t now_ms;
    int64_t every_ms; /* from one turn to the next; 0: it cannot be told */
};
/* `language` is an index of sentence_languages. Returns `out`. */
const char *sentence_write(const struct sentence_order *order, int language, char out[SENTENCE_MAX]);
