#include "intake/svg_style.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char blank[] = " \t\r\n";

const char *const svg_property_names[SVG_PROPERTIES] = {"fill",
                                                        "stroke",
                                                        "color",
                                                        "fill-opacity",
                                                        "stroke-opacity",
                                                        "stroke-width",
                                                        "stroke-dasharray",
                                                        "stroke-dashoffset",
                                                        "stroke-linecap",
                                                        "stroke-linejoin",
                                                        "stroke-miterlimit",
                                                        "fill-rule",
                                                        "visibility"};

static const char *copy(struct arena *arena, const char *begin, const char *end) {
    begin += strspn(begin, blank);
    while (end > begin && strchr(blank, end[-1]))
        end--;
    return end > begin ? arena_copy(arena, begin, (size_t)(end - begin)) : NULL;
}

/* The last declaration of `name` in a style attribute; "!important" changes nothing here. */
static const char *declared(struct arena *arena, const char *style, const char *name) {
    const char *found = NULL, *end = NULL;
    size_t length = strlen(name);
    for (const char *at = style; *at;) {
        at += strspn(at, " \t\r\n;");
        const char *colon = at + strcspn(at, ":;"), *stop = colon + strcspn(colon, ";");
        size_t size = strcspn(at, " \t\r\n:;");
        if (*colon == ':' && size == length && strncasecmp(at, name, length) == 0) {
            const char *important = memchr(colon, '!', (size_t)(stop - colon));
            found = colon + 1;
            end = important ? important : stop;
        }
        at = stop;
    }
    return found ? copy(arena, found, end) : NULL;
}

const char *svg_value(struct arena *arena, xmlNode *node, const char *name) {
    char *style = (char *)xmlGetNoNsProp(node, (const xmlChar *)"style");
    const char *value = style ? declared(arena, style, name) : NULL;
    xmlFree(style);
    char *own = value ? NULL : (char *)xmlGetNoNsProp(node, (const xmlChar *)name);
    if (own)
        value = copy(arena, own, own + strlen(own));
    xmlFree(own);
    return value && strcasecmp(value, "inherit") != 0 ? value : NULL;
}

double svg_fraction(const char *value, double otherwise) {
    char *end;
    double number = value ? strtod(value, &end) : otherwise;
    if (value && end == value)
        return otherwise;
    number = value && *end == '%' ? number / 100 : number;
    return number > 0 ? number < 1 ? number : 1 : 0;
}

void svg_style_enter(struct arena *arena, xmlNode *node, struct svg_style *style) {
    for (int i = 0; i < SVG_PROPERTIES; i++) {
        const char *value = svg_value(arena, node, svg_property_names[i]);
        if (value && i == SVG_COLOR && strcasecmp(value, "currentColor") == 0)
            value = NULL;
        style->values[i] = value ? value : style->values[i];
    }
    style->opacity *= svg_fraction(svg_value(arena, node, "opacity"), 1);
}
