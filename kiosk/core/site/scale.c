#include "core/site/scale.h"

#include <math.h>

enum { PX_MIN = 12 };

double scale_floor_px(double px_per_mm, double distance_mm) {
    return SCALE_X_HEIGHT * distance_mm / SCALE_X_HEIGHT_EM * px_per_mm;
}

static int at_least(double px) {
    return px > PX_MIN ? (int)lround(px) : PX_MIN;
}

bool scale_is_strip(int width, int height, int screen_height) {
    return height * 7 < width && height * 5 < screen_height;
}

struct scale scale_make(const struct screen *screen, int screen_width, int screen_height, int width,
                        int height) {
    struct scale scale = {.width = width, .height = height};
    scale.low = scale_is_strip(width, height, screen_height);
    scale.narrow = width < height * 1.1;
    double px_per_mm = fmax(screen_width, screen_height) / screen->width_mm;
    double floor = scale_floor_px(px_per_mm, screen->viewing_distance_mm);
    scale.code = (int)ceil(screen->viewing_distance_mm / 10 * px_per_mm);
    scale.margin = (int)lround(fmin(fmin(screen_width, screen_height) * 0.06, width * 0.11));
    if (scale.low) {
        double line = height * (height * 11 > width ? 0.33 : 0.44); /* a short strip has two rows */
        scale.body_min = at_least(fmin(floor, line) * 0.8);
        scale.body_max = at_least(line);
        scale.gap = (int)lround(height * 0.3);
    } else {
        double room = fmin(width / 13.0, height / 10.0);
        double body = fmin(floor, room);
        scale.body_min = at_least(body);
        scale.body_max = at_least(fmax(body, fmin(body * 1.5, room)));
        scale.gap = (int)lround(scale.body_min * 0.6);
    }
    scale.columns = !scale.narrow && width >= 22 * scale.body_min;
    scale.head_min = at_least(scale.body_min * 1.2);
    scale.head_max = at_least(fmax(scale.head_min, fmin(scale.body_max * 2.0, width / 7.0)));
    scale.display_max = at_least(fmax(scale.head_max, fmin(width / 8.0, height / 5.0)));
    scale.small = at_least(scale.body_min * 0.65);
    scale.tiny = at_least(scale.body_min * 0.38);
    return scale;
}
