#include "core/film/film.h"

bool film_size_valid(int width, int height) {
    int longer = width > height ? width : height, shorter = width > height ? height : width;
    return shorter >= FILM_SIDE_MIN && longer <= FILM_LONG_MAX && shorter <= FILM_SHORT_MAX &&
           width % 2 == 0 && height % 2 == 0;
}

bool film_fps_valid(int64_t num, int64_t den) {
    return num > 0 && den > 0 && num <= FILM_FPS_TERM_MAX && den <= FILM_FPS_TERM_MAX &&
           num >= FILM_FPS_MIN * den && num <= FILM_FPS_MAX * den;
}

size_t film_chunks(uint64_t bytes) {
    return (size_t)((bytes + FILM_CHUNK_BYTES - 1) / FILM_CHUNK_BYTES);
}

/* The least whole number that is not below a / b; both are positive. */
static int64_t divide_up(int64_t a, int64_t b) {
    return (a + b - 1) / b;
}

int64_t film_frame_ms(const struct film *film, int64_t frame) {
    return divide_up(frame * film->fps_den * 1000, film->fps_num);
}

int64_t film_length_ms(const struct film *film) {
    return film_frame_ms(film, film->frames);
}

int32_t film_frame_at(const struct film *film, int64_t ms, bool loops) {
    if (ms <= 0)
        return 0;
    int64_t unit = (int64_t)film->fps_den * 1000;
    if (loops) /* whole rounds are cut off first, so that the product stays small for ever */
        ms %= film->frames * unit;
    else if (ms >= film_length_ms(film))
        return film->frames - 1;
    int64_t frame = ms * film->fps_num / unit;
    return (int32_t)(frame % film->frames);
}

int64_t film_frame_sample(const struct film *film, int64_t frame) {
    return frame * film->fps_den * FILM_SOUND_HZ / film->fps_num;
}
