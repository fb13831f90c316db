#include "film/fault.h"

#include <stdio.h>

bool film_fault_set(struct film_fault *fault, enum film_trouble trouble, const char *format, ...) {
    if (fault->trouble)
        return false;
    char text[sizeof fault->why.text];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    fault->trouble = trouble;
    return fail_set(&fault->why, "%s", text);
}
