#include "player/film_strikes.h"

#include <string.h>

/* The same bytes under another name are the same film. */
static bool same_film(const struct film *a, const struct film *b) {
    if (a == b)
        return true;
    if (a->bytes != b->bytes || a->chunk_count != b->chunk_count)
        return false;
    for (size_t i = 0; i < a->chunk_count; i++)
        if (strcmp(a->chunks[i], b->chunks[i]) != 0)
            return false;
    return a->chunk_count > 0;
}

static struct film_struck *find(const struct film_strikes *strikes, const struct film *film) {
    for (size_t i = 0; i < strikes->count; i++)
        if (same_film(strikes->items[i].film, film))
            return (struct film_struck *)&strikes->items[i];
    return NULL;
}

/* NULL: there is no room for one more. */
static struct film_struck *note(struct film_strikes *strikes, const struct film *film) {
    struct film_struck *struck = find(strikes, film);
    if (!struck && strikes->count < FILM_STRIKES_MAX) {
        struck = &strikes->items[strikes->count++];
        *struck = (struct film_struck){.film = film};
    }
    return struck;
}

bool film_strikes_add(struct film_strikes *strikes, const struct film *film) {
    struct film_struck *struck = note(strikes, film);
    return struck && ++struck->strikes >= FILM_STRIKES;
}

bool film_strikes_tell(struct film_strikes *strikes, const struct film *film) {
    struct film_struck *struck = note(strikes, film);
    bool first = !struck || !struck->told;
    if (struck)
        struck->told = true;
    return first;
}

void film_strikes_forgive(struct film_strikes *strikes, const struct film *film) {
    struct film_struck *struck = find(strikes, film);
    if (struck && struck->strikes < FILM_STRIKES)
        struck->strikes = 0;
}

bool film_strikes_out(const struct film_strikes *strikes, const struct film *film) {
    const struct film_struck *struck = find(strikes, film);
    return struck && struck->strikes >= FILM_STRIKES;
}
