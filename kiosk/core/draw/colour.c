#include "core/draw/colour.h"

#include <math.h>

static int digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool colour_parse(const char *text, struct colour *out) {
    uint8_t parts[3];
    if (text[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        int high = digit(text[1 + 2 * i]);
        int low = high < 0 ? -1 : digit(text[2 + 2 * i]);
        if (low < 0)
            return false;
        parts[i] = (uint8_t)(16 * high + low);
    }
    if (text[7] != '\0')
        return false;
    *out = (struct colour){parts[0], parts[1], parts[2], 255};
    return true;
}

static double linear(uint8_t part) {
    double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour colour) {
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double colour_contrast(struct colour a, struct colour b) {
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}
