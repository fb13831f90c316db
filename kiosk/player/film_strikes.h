/* Films whose decoder failed again and again: they are set aside, so that a broken film costs no more. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/film/film.h"

enum { FILM_STRIKES = 3, FILM_STRIKES_MAX = 32 };

/* Zero-initialise: so it is to be where the content is another one. */
struct film_strikes {
    struct film_struck {
        const struct film *film;
        int strikes;
        bool told;
    } items[FILM_STRIKES_MAX];
    size_t count;
};

/* It failed. True: it is out from now on. */
bool film_strikes_add(struct film_strikes *strikes, const struct film *film);
/* It played well: what was before is forgiven, unless it is out. */
void film_strikes_forgive(struct film_strikes *strikes, const struct film *film);
bool film_strikes_out(const struct film_strikes *strikes, const struct film *film);
/* Is that it cannot be played to be told? Once of each. */
bool film_strikes_tell(struct film_strikes *strikes, const struct film *film);
