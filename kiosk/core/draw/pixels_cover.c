#include <math.h>

#include "core/draw/pixels.h"

struct pixels_part pixels_cover(double width, double height, double box_width, double box_height,
                                double focus_x, double focus_y) {
    double scale = fmax(box_width / width, box_height / height);
    struct pixels_part part = {.w = box_width / scale, .h = box_height / scale};
    part.x = fmin(fmax(focus_x * width - part.w / 2, 0), width - part.w);
    double whole = fmin(fmax(part.h, box_width / PIXELS_BAND / scale), height);
    part.y = fmin(fmax(focus_y * height - whole / 2, 0), height - whole);
    return part;
}
