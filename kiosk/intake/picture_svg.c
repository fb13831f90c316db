#include "intake/picture_svg.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Elements and declarations that reach outside, run, or that the renderer would leave out without a word. */
static const char *const refused[] = {"<!doctype", "<!entity",        "<script", "<foreignobject",
                                      "<image",    "<iframe",         "<use",    "<style",
                                      "@import",   "<?xml-stylesheet"};

static bool self_contained(const char *bytes, struct fail *fail) {
    for (size_t i = 0; i < LENGTH(refused); i++)
        if (strcasestr(bytes, refused[i]))
            return fail_set(fail, "the SVG contains %s, which is not allowed", refused[i]);
    for (const char *at = bytes; (at = strcasestr(at, "href")); at += 4) {
        const char *value = at + 4 + strspn(at + 4, " \t\r\n");
        if (*value != '=')
            continue;
        value += 1 + strspn(value + 1, " \t\r\n");
        if ((*value == '"' || *value == '\'') && value[1] != '#')
            return fail_set(fail, "the SVG refers to something outside itself");
    }
    for (const char *at = bytes; (at = strcasestr(at, "url(")); at += 4)
        if (at[4 + strspn(at + 4, " \"'")] != '#')
            return fail_set(fail, "the SVG refers to something outside itself");
    return true;
}

/* SDL_image's renderer reads far beyond a gradient with exactly one colour. Tags are found as it finds them,
 * from "<" to ">" whatever stands between, and it adds a stop to the gradient named last. */
static bool gradients_whole(const char *bytes, struct fail *fail) {
    static const char blank[] = " \t\n\v\f\r";
    int stops = 0;
    bool lonely = false;
    for (const char *at = bytes; (at = strchr(at, '<'));) {
        const char *name = at + 1 + strspn(at + 1, blank), *end = strchr(at, '>');
        size_t length = strcspn(name, " \t\n\v\f\r>");
        if (!end)
            break;
        if (length == 4 && memcmp(name, "stop", 4) == 0)
            stops++;
        else if (length == 14 && memcmp(name + 6, "Gradient", 8) == 0) {
            lonely = lonely || stops == 1;
            stops = 0;
        }
        at = end;
    }
    return (!lonely && stops != 1) ||
           fail_set(fail, "a gradient of the SVG has only one colour; give it a second stop");
}

/* The value of `name` in the tag [tag, end), or NULL; points into the tag. */
static const char *attribute(const char *tag, const char *end, const char *name) {
    size_t length = strlen(name);
    for (const char *at = tag; at + length < end; at++) {
        if (!isspace((unsigned char)at[0]) || strncmp(at + 1, name, length) != 0)
            continue;
        const char *value = at + 1 + length;
        value += strspn(value, " \t\r\n");
        if (*value != '=')
            continue;
        value += 1 + strspn(value + 1, " \t\r\n");
        return *value == '"' || *value == '\'' ? value + 1 : NULL;
    }
    return NULL;
}

static double length_of(const char *value) {
    char *end;
    double number = value ? strtod(value, &end) : 0;
    return value && *end != '%' && number > 0 && number < 1e6 ? number : 0;
}

bool picture_svg_check(const char *bytes, size_t size, double *width, double *height, struct fail *fail) {
    if (size > SVG_BYTES_MAX)
        return fail_set(fail, "the SVG is larger than %d MiB", SVG_BYTES_MAX >> 20);
    if (strlen(bytes) != size)
        return fail_set(fail, "the SVG contains a NUL character");
    const char *tag = strstr(bytes, "<svg");
    const char *end = tag ? strchr(tag, '>') : NULL;
    if (!tag || !end)
        return fail_set(fail, "not a PNG, JPEG, WebP or SVG picture");
    const char *last = strstr(end, "</svg>");
    if (end[-1] != '/' && !last)
        return fail_set(fail, "the SVG is cut short");
    if (!self_contained(bytes, fail) || !gradients_whole(bytes, fail))
        return false;
    double w = length_of(attribute(tag, end, "width")), h = length_of(attribute(tag, end, "height"));
    const char *box = attribute(tag, end, "viewBox");
    double box_w = 0, box_h = 0;
    if (box && sscanf(box, "%*f%*[ ,]%*f%*[ ,]%lf%*[ ,]%lf", &box_w, &box_h) == 2 && box_w > 0 && box_h > 0) {
        w = w > 0 || h <= 0 ? w : h * box_w / box_h;
        h = h > 0 || w <= 0 ? h : w * box_h / box_w;
        w = w > 0 ? w : box_w;
        h = h > 0 ? h : box_h;
    }
    if (w <= 0 || h <= 0)
        return fail_set(fail, "the SVG has neither a width and height nor a viewBox");
    if (w / h > 1000 || h / w > 1000)
        return fail_set(fail, "the SVG is more than a thousand times as long as it is wide");
    *width = w;
    *height = h;
    return true;
}
