#include "guide/view/spoken_parts.h"

#include <stdbool.h>
#include <string.h>

static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

static bool year(const char *text) {
    return strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0;
}

/* A space of any width that keeps a number together. */
static size_t space(const char *text) {
    return *text == ' ' ? 1 : strncmp(text, "\u00a0", 2) == 0 ? 2 : strncmp(text, "\u202f", 3) == 0 ? 3 : 0;
}

/* Not inside a longer number: "1.4477 2000", "4477 2000,50". */
static bool ends(const char *text) {
    return !((*text == '.' || *text == ',' || *text == '-') && digits(text + 1) > 0);
}

size_t spoken_telephone(const char *text, char before) {
    if ((before >= '0' && before <= '9') || before == '.' || before == ',' || before == '-')
        return 0;
    size_t first = digits(text), gap = first == 4 ? space(text + 4) : 0;
    if (first == 8)
        return ends(text + 8) ? 8 : 0;
    if (gap == 0 || digits(text + 4 + gap) != 4 || !ends(text + 8 + gap))
        return 0;
    return year(text) && year(text + 4 + gap) ? 0 : 8 + gap;
}
