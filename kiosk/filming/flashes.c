#include "filming/flashes.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { FPS_MOST = 32, QUARTER = FLASHES_FRAME / 4 };
static const double change_min = 0.1, dark_max = 0.8;

/* Relative luminance of a grey (IEC 61966-2-1). */
static double light_of(uint8_t grey) {
    double value = grey / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* One cell: the extreme it last turned at, and when within the last second it turned. */
struct cell {
    double low, high; /* since it last turned */
    int way;          /* 1: it last grew lighter, −1: darker */
    int turns;        /* within the last second */
    bool turned[FPS_MOST];
};

static bool turns(struct cell *cell, double light) {
    cell->low = light < cell->low ? light : cell->low;
    cell->high = light > cell->high ? light : cell->high;
    bool up = cell->way <= 0 && light - cell->low >= change_min && cell->low < dark_max;
    bool down = cell->way >= 0 && cell->high - light >= change_min && light < dark_max;
    if (!up && !down)
        return false;
    cell->way = up ? 1 : -1;
    cell->low = cell->high = light;
    return true;
}

static void step(struct cell *cell, double light, int slot) {
    cell->turns -= cell->turned[slot];
    cell->turned[slot] = turns(cell, light);
    cell->turns += cell->turned[slot];
}

/* So many flashes that a quarter of the cells have at least as many. */
static int of_a_quarter(const struct cell cells[FLASHES_FRAME]) {
    int with[FPS_MOST + 1] = {0}, cells_with = 0, most = FPS_MOST;
    for (int i = 0; i < FLASHES_FRAME; i++)
        with[cells[i].turns / 2]++;
    while (most > 0 && (cells_with += with[most]) < QUARTER)
        most--;
    return most;
}

struct flashes flashes_count(const uint8_t *greys, int64_t frames, int fps_num, int fps_den) {
    struct cell cells[FLASHES_FRAME];
    struct flashes out = {0, 0};
    double lights[256];
    int second = (fps_num + fps_den - 1) / fps_den;
    second = second < FPS_MOST ? second : FPS_MOST;
    for (int i = 0; i < 256; i++)
        lights[i] = light_of((uint8_t)i);
    memset(cells, 0, sizeof cells);
    for (int64_t n = 0; n < frames; n++) {
        for (int i = 0; i < FLASHES_FRAME; i++) {
            double light = lights[greys[n * FLASHES_FRAME + i]];
            if (n == 0)
                cells[i].low = cells[i].high = light;
            step(&cells[i], light, (int)(n % second));
        }
        int most = of_a_quarter(cells);
        if (most > out.most)
            out = (struct flashes){most, n >= second ? n - second + 1 : 0};
    }
    return out;
}
