/* What is counted of a visit: that something happened, never what it was about. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "guide/visit/state.h"
#include "store/counters.h"

enum { TALLY_CODE_MS = 3000 }; /* so long a code is shown to be counted */

/* Zero-initialise; then it counts nothing. */
struct tally {
    struct counters *counters; /* borrowed; NULL: nothing is counted */
    const struct guide *guide;
    int32_t today; /* local days since 1970 */
    int language;  /* of the visitor, or of the last one */
    /* of this session, without its texts */
    uint32_t counted;   /* enum counter, a bit each */
    struct spot opened; /* whose opening was counted last */
    bool searched;
    const char
        *vain; /* id of the page that a search in vain was nearest to, "": none; NULL: it found something */
    const char *code_page; /* id of the page with the code */
    int64_t code_ms;       /* when the code will have been shown long enough; 0: none is */
};

void tally_begin(struct tally *tally);
/* Where the visitor is now, and with which aids. */
void tally_state(struct tally *tally, const struct guide_state *state);
/* The results of what was typed are shown; counted when the search is left. `vain`: NULL, or when there are
 * none, the id of the nearest page, "" for none: the topic is counted, never the words. */
void tally_search(struct tally *tally, const char *vain);
/* A page is shown; `code`: with a code to take along, `other`: it is not the one that was there before. */
void tally_code(struct tally *tally, const struct guide_state *state, bool code, bool other, int64_t now_ms);
/* The film of the page was seen to its end. */
void tally_film(struct tally *tally, const struct guide_state *state);
void tally_tick(struct tally *tally, int64_t now_ms);
void tally_end(struct tally *tally, bool by_idle);
