#include "show/turn.h"

#include <math.h>

void turn_size(int degrees, int panel_width, int panel_height, int *width, int *height) {
    bool swap = degrees == 90 || degrees == 270;
    *width = swap ? panel_height : panel_width;
    *height = swap ? panel_width : panel_height;
}

struct box turn_box(struct box upright, int width, int height, int degrees) {
    struct box b = upright;
    switch (degrees) {
    case 90:
        return (struct box){height - b.y - b.h, b.x, b.h, b.w};
    case 180:
        return (struct box){width - b.x - b.w, height - b.y - b.h, b.w, b.h};
    case 270:
        return (struct box){b.y, width - b.x - b.w, b.h, b.w};
    default:
        return b;
    }
}

static double clamp(double v) {
    return v < 0 ? 0 : v > 1 ? 1 : v;
}

void turn_touch(double panel_x, double panel_y, int degrees, double *x, double *y) {
    double px = clamp(panel_x), py = clamp(panel_y);
    switch (degrees) {
    case 90:
        *x = py;
        *y = 1 - px;
        break;
    case 180:
        *x = 1 - px;
        *y = 1 - py;
        break;
    case 270:
        *x = 1 - py;
        *y = px;
        break;
    default:
        *x = px;
        *y = py;
    }
}

struct box turn_fraction(double x, double y, double w, double h, int width, int height) {
    int left = (int)lround(x * width), top = (int)lround(y * height);
    int right = (int)lround((x + w) * width), bottom = (int)lround((y + h) * height);
    return (struct box){left, top, right - left, bottom - top};
}
