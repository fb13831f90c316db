#include "core/film/film_part.h"

/* As one film without a seam. */
static struct film whole(const struct film_part *part) {
    struct film film = *part->film;
    film.frames = part->frames * part->loops;
    return film;
}

int64_t film_part_length_ms(const struct film_part *part) {
    struct film film = whole(part);
    return film_length_ms(&film);
}

int32_t film_part_frame_at(const struct film_part *part, int64_t ms) {
    struct film film = whole(part);
    return part->first + film_frame_at(&film, ms, false) % part->frames;
}

int64_t film_part_film_ms(const struct film_part *part, int64_t ms) {
    return film_frame_ms(part->film, film_part_frame_at(part, ms));
}

int64_t film_part_when(const struct film_part *part, int64_t ms, int64_t film_ms) {
    struct film film = whole(part);
    int32_t now = film_frame_at(&film, ms, false), round = now / part->frames * part->frames;
    int32_t then = film_frame_at(part->film, film_ms, false); /* on at that moment, or the first after it */
    if (film_frame_ms(part->film, then) < film_ms)
        then++;
    int32_t next = then - part->first + round;
    if (next <= now || next > round + part->frames)
        next = round + part->frames;
    return next < film.frames ? film_frame_ms(&film, next) : INT64_MAX;
}
