#include "guide/written/way.h"

#include <math.h>

#include "core/base/compiler.h"

enum { NOWHERE = 255 };
#define CHANGE_OF_FLOOR 1.0

static double length_of(const struct guide_plan *plan, const struct plan_way *way) {
    const struct plan_spot *a = &plan->spots[way->a], *b = &plan->spots[way->b];
    return a->floor != b->floor ? CHANGE_OF_FLOOR : hypot(a->x - b->x, a->y - b->y);
}

/* The distances from `from` to all, and which spot comes before each: by relaxing every way as often as there
 * are spots, which for a house is a few thousand steps. */
static void measure(const struct guide_plan *plan, size_t from, bool wheels, double *far, uint8_t *before) {
    for (size_t i = 0; i < plan->spot_count; i++) {
        far[i] = i == from ? 0 : INFINITY;
        before[i] = NOWHERE;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < plan->way_count; i++) {
            const struct plan_way *way = &plan->ways[i];
            if (wheels && way->stairs)
                continue;
            for (int turn = 0; turn < 2; turn++) {
                size_t a = turn ? way->b : way->a, b = turn ? way->a : way->b;
                double length = far[a] + length_of(plan, way);
                if (length >= far[b])
                    continue;
                far[b] = length;
                before[b] = (uint8_t)a;
                changed = true;
            }
        }
    }
}

struct way way_find(const struct guide_plan *plan, size_t from, size_t to, bool wheels) {
    struct way way = {.count = 0};
    double far[PLAN_SPOTS_MAX];
    uint8_t before[PLAN_SPOTS_MAX];
    if (from >= plan->spot_count || to >= plan->spot_count)
        return way;
    measure(plan, from, wheels, far, before);
    if (isinf(far[to]))
        return way;
    for (size_t at = to; at != NOWHERE; at = before[at])
        way.spots[way.count++] = (uint8_t)at;
    for (size_t i = 0; i < way.count / 2; i++) {
        uint8_t spot = way.spots[i];
        way.spots[i] = way.spots[way.count - 1 - i];
        way.spots[way.count - 1 - i] = spot;
    }
    return way;
}
