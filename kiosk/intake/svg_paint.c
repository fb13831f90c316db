#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/svg_colour.h"
#include "intake/svg_numbers.h"
#include "intake/svg_parts.h"

enum { CHAIN_MAX = 8, STOPS_MAX = 1000, KEY_MAX = 300 };

/* A gradient and those it takes its attributes from. */
struct chain {
    xmlNode *nodes[CHAIN_MAX];
    size_t count;
};

static xmlNode *by_reference(struct svg_writing *writing, xmlNode *node) {
    for (xmlAttr *at = node->properties; at; at = at->next)
        if (svg_is_href(at)) {
            char *value = (char *)xmlNodeListGetString(node->doc, at->children, 1);
            xmlNode *found =
                value && *value == '#' ? xmlHashLookup(writing->ids, (const xmlChar *)value + 1) : NULL;
            xmlFree(value);
            return found;
        }
    return NULL;
}

static struct chain chain_of(struct svg_writing *writing, xmlNode *node) {
    struct chain chain = {{NULL}, 0};
    for (; node && chain.count < CHAIN_MAX; node = by_reference(writing, node))
        chain.nodes[chain.count++] = node;
    return chain;
}

static const char *attribute(struct svg_writing *writing, const struct chain *chain, const char *name) {
    const char *value = NULL;
    for (size_t i = 0; i < chain->count && !value; i++)
        value = svg_value(writing->arena, chain->nodes[i], name);
    return value;
}

/* Without a "%", numbers are parts of the shape's box; nanosvg takes them for pixels. */
static bool put_place(struct svg_writing *writing, const struct chain *chain, const char *name, bool box) {
    const char *value = attribute(writing, chain, name);
    char *end;
    if (!value)
        return true;
    double number = strtod(value, &end);
    if (end == value || !isfinite(number))
        return false;
    fprintf(writing->gradients, " %s=\"", name);
    bool done = true;
    if (box && *end != '%')
        fprintf(writing->gradients, "%.9g%%", number * 100);
    else
        done = svg_length(value, writing->gradients);
    fputc('"', writing->gradients);
    return done;
}

/* nanosvg always begins in the middle, and never repeats. */
static bool plain(struct svg_writing *writing, const struct chain *chain) {
    static const char *const pairs[][2] = {{"fx", "cx"}, {"fy", "cy"}};
    const char *spread = attribute(writing, chain, "spreadMethod"), *radius = attribute(writing, chain, "fr");
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        const char *focus = attribute(writing, chain, pairs[i][0]),
                   *centre = attribute(writing, chain, pairs[i][1]);
        double place = centre ? strtod(centre, NULL) : 0.5;
        if (centre && strchr(centre, '%'))
            place /= 100;
        if (focus &&
            fabs(strtod(focus, NULL) / (strchr(focus, '%') ? 100 : 1) - place) > 1e-3 * fabs(place) + 1e-6)
            return svg_refuse(writing, chain->nodes[0], "has a gradient whose focus is not its centre",
                              "remove fx and fy");
    }
    if (radius && strtod(radius, NULL) > 0)
        return svg_refuse(writing, chain->nodes[0], "has a gradient with an inner circle", "remove fr");
    return !spread || strcmp(spread, "pad") == 0 ||
           svg_refuse(writing, chain->nodes[0], "has a gradient that repeats",
                      "remove spreadMethod, or add stops");
}

static bool colour_of(struct svg_writing *writing, const xmlNode *node, const char *value,
                      const char *current, uint32_t *rgb, double *alpha) {
    if (strcasecmp(value, "currentColor") == 0)
        value = current ? current : "black";
    return svg_colour(value, rgb, alpha) ||
           svg_refuse(writing, node, "has a colour that is not understood", "write it as #rrggbb");
}

static xmlNode *stops_of(const struct chain *chain) {
    for (size_t i = 0; i < chain->count; i++)
        for (xmlNode *at = chain->nodes[i]->children; at; at = at->next)
            if (svg_is(at, "stop"))
                return chain->nodes[i];
    return NULL;
}

/* nanosvg reads beyond a gradient of one stop, so that one is written twice. */
static bool put_stops(struct svg_writing *writing, xmlNode *holder, const struct svg_style *style,
                      double opacity) {
    double offset = 0;
    int count = 0;
    char last[120] = "";
    for (xmlNode *at = holder->children; at; at = at->next) {
        uint32_t rgb;
        double alpha;
        if (!svg_is(at, "stop"))
            continue;
        const char *colour = svg_value(writing->arena, at, "stop-color");
        const char *own = svg_value(writing->arena, at, "color");
        if (!colour_of(writing, at, colour ? colour : "black", own ? own : style->values[SVG_COLOR], &rgb,
                       &alpha))
            return false;
        if (++count > STOPS_MAX)
            return svg_refuse(writing, at, "has a gradient of more than 1000 stops", "use fewer");
        alpha *= svg_fraction(svg_value(writing->arena, at, "stop-opacity"), 1) * opacity;
        offset = fmax(offset, svg_fraction(svg_value(writing->arena, at, "offset"), 0));
        snprintf(last, sizeof(last), "<stop offset=\"%.6f\" stop-color=\"#%06x\" stop-opacity=\"%.6f\"/>",
                 offset, rgb, alpha);
        fputs(last, writing->gradients);
    }
    if (count == 1)
        fputs(last, writing->gradients);
    return true;
}

static bool put_gradient(struct svg_writing *writing, const struct chain *chain,
                         const struct svg_style *style, double opacity) {
    static const char *const linear[] = {"x1", "y1", "x2", "y2", NULL}, *const radial[] = {"cx", "cy", "r",
                                                                                           NULL};
    xmlNode *node = chain->nodes[0];
    bool is_linear = svg_is(node, "linearGradient");
    const char *units = attribute(writing, chain, "gradientUnits");
    const char *transform = attribute(writing, chain, "gradientTransform");
    bool box = !units || strcmp(units, "userSpaceOnUse") != 0;
    if (!plain(writing, chain))
        return false;
    fprintf(writing->gradients, "<%s id=\"g%zu\" gradientUnits=\"%s\"",
            is_linear ? "linearGradient" : "radialGradient", writing->count,
            box ? "objectBoundingBox" : "userSpaceOnUse");
    for (const char *const *name = is_linear ? linear : radial; *name; name++)
        if (!put_place(writing, chain, *name, box))
            return svg_refuse(writing, node, "has a gradient with a length that is not understood",
                              "use plain numbers");
    if (transform) {
        fputs(" gradientTransform=\"", writing->gradients);
        if (!svg_transform(transform, writing->gradients))
            return svg_refuse(writing, node, "has a gradientTransform that is not understood",
                              "use matrix, translate, scale, rotate");
        fputc('"', writing->gradients);
    }
    fputc('>', writing->gradients);
    if (!put_stops(writing, stops_of(chain), style, opacity))
        return false;
    fprintf(writing->gradients, "</%s>\n", is_linear ? "linearGradient" : "radialGradient");
    return true;
}

/* "url(#name)" with what to use when there is no such thing behind it. */
static bool reference(const char *value, char *name, size_t size, const char **otherwise) {
    const char *begin = strchr(value, '#'), *end = begin ? begin + strcspn(begin, "\"') \t") : NULL;
    const char *close = end ? strchr(end, ')') : NULL;
    if (!close || (size_t)(end - begin) > size)
        return false;
    memcpy(name, begin + 1, (size_t)(end - begin) - 1);
    name[end - begin - 1] = '\0';
    close++;
    close += strspn(close, " \t\r\n");
    *otherwise = *close ? close : "none";
    return true;
}

/* One for each opacity: nanosvg does not know fill-opacity for gradients. */
static bool put_reference(struct svg_writing *writing, const xmlNode *node, const struct svg_style *style,
                          enum svg_property which, xmlNode *gradient, double opacity) {
    char key[KEY_MAX];
    struct chain chain = chain_of(writing, gradient);
    const char *current = style->values[SVG_COLOR];
    snprintf(key, sizeof(key), "%p %.4f %s", (void *)gradient, opacity, current ? current : "");
    uintptr_t known = (uintptr_t)xmlHashLookup(writing->written, (const xmlChar *)key);
    if (!stops_of(&chain)) {
        fprintf(writing->shapes, " %s=\"none\"", svg_property_names[which]);
        return true;
    }
    if (!known) {
        if (!svg_is(gradient, "linearGradient") && !svg_is(gradient, "radialGradient"))
            return svg_refuse(writing, node, "is painted with a pattern", "use colours or gradients");
        known = ++writing->count;
        if (!put_gradient(writing, &chain, style, opacity) ||
            xmlHashAddEntry(writing->written, (const xmlChar *)key, (void *)known) != 0)
            return false;
    }
    fprintf(writing->shapes, " %s=\"url(#g%zu)\"", svg_property_names[which], (size_t)known);
    return true;
}

bool svg_put_paint(struct svg_writing *writing, const xmlNode *node, const struct svg_style *style,
                   enum svg_property which) {
    const char *value = style->values[which], *name = svg_property_names[which];
    double opacity =
               svg_fraction(style->values[which == SVG_FILL ? SVG_FILL_OPACITY : SVG_STROKE_OPACITY], 1),
           alpha;
    uint32_t rgb;
    value = value ? value : which == SVG_FILL ? "black" : "none";
    if (strncasecmp(value, "url(", 4) == 0) {
        char id[KEY_MAX];
        if (!reference(value, id, sizeof(id), &value))
            return svg_refuse(writing, node, "is painted with something that is not understood",
                              "use #rrggbb");
        xmlNode *found = xmlHashLookup(writing->ids, (const xmlChar *)id);
        if (found)
            return put_reference(writing, node, style, which, found, opacity);
    }
    if (strcasecmp(value, "none") == 0) {
        fprintf(writing->shapes, " %s=\"none\"", name);
        return true;
    }
    if (!colour_of(writing, node, value, style->values[SVG_COLOR], &rgb, &alpha))
        return false;
    fprintf(writing->shapes, " %s=\"#%06x\"", name, rgb);
    if (alpha * opacity < 1)
        fprintf(writing->shapes, " %s-opacity=\"%.6f\"", name, alpha * opacity);
    return true;
}
