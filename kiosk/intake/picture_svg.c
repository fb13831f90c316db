#include "intake/picture_svg.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/svg_numbers.h"
#include "intake/svg_parts.h"
#include "intake/xml_find.h"
#include "intake/xml_text.h"

#define SVG_SPACE "http://www.w3.org/2000/svg"
enum { ARENA_MAX = 64 << 20, DASHES_MAX = 8 };

bool svg_is(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
           (!node->ns || strcmp((const char *)node->ns->href, SVG_SPACE) == 0);
}

bool svg_is_href(const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name, *colon = strrchr(name, ':');
    return strcmp(colon ? colon + 1 : name, "href") == 0;
}

bool svg_refuse(struct svg_writing *writing, const xmlNode *node, const char *what, const char *remedy) {
    int line = (int)xmlGetLineNo((xmlNode *)node);
    return fail_at(writing->fail, NULL, line, 0, "the SVG %s (line %d), which cannot be drawn; %s", what,
                   line, remedy);
}

static bool is_svg(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE &&
           (!node->ns || strcmp((const char *)node->ns->href, SVG_SPACE) == 0);
}

static bool listed(const xmlNode *node, const char *const *names) {
    for (; *names; names++)
        if (svg_is(node, *names))
            return true;
    return false;
}

static bool has_words(xmlNode *node) {
    char *text = xml_text(node);
    free(text);
    return text != NULL;
}

/* Elements that would be missing from the picture, and what their authors can do. */
static const struct {
    const char *name, *remedy;
} refused[] = {
    {"text", "turn text into paths (Inkscape: Path > Object to Path), or put the words on the slide"},
    {"image", "save the photograph as JPEG or PNG and use that"},
    {"use", "turn clones into shapes (Inkscape: Edit > Clone > Unlink Clone)"},
    {"style", "save with presentation attributes instead of a style sheet (Inkscape: Plain SVG; Illustrator: "
              "Styling: Presentation Attributes)"},
    {"script", "remove it: a picture stands still"},
    {"foreignObject", "draw it with shapes"},
    {"iframe", "remove it"},
    {"switch", "keep one of its choices only"},
    {"svg", "draw its content without the inner <svg>"},
};
/* Never drawn themselves: they are refused where they are used. */
static const char *const hidden[] = {"title",
                                     "desc",
                                     "metadata",
                                     "defs",
                                     "linearGradient",
                                     "radialGradient",
                                     "stop",
                                     "clipPath",
                                     "mask",
                                     "marker",
                                     "pattern",
                                     "filter",
                                     "symbol",
                                     "animate",
                                     "animateTransform",
                                     "animateMotion",
                                     "set",
                                     "view",
                                     "cursor",
                                     "font",
                                     NULL};
static const char *const shapes[] = {"path", "rect",     "circle",  "ellipse",
                                     "line", "polyline", "polygon", NULL};

/* What reaches outside, wherever it stands. */
static bool outside(const xmlAttr *attribute, const char *value) {
    value += strspn(value, " \t\r\n");
    if (svg_is_href(attribute) && *value != '#' && *value != '\0')
        return true;
    for (const char *at = value; (at = strcasestr(at, "url(")); at += 4)
        if (at[4 + strspn(at + 4, " \"'")] != '#')
            return true;
    return strcasestr(value, "@import") != NULL;
}

/* All elements, also those that are never drawn: gradients by their ids, and nothing from outside. */
static bool collect(struct svg_writing *writing, xmlNode *node) {
    for (; node; node = node->next) {
        if (node->type == XML_PI_NODE && strcmp((const char *)node->name, "xml-stylesheet") == 0)
            return svg_refuse(writing, node, "has a style sheet", refused[3].remedy);
        if (!is_svg(node) || svg_is(node, "metadata") || svg_is(node, "title") || svg_is(node, "desc"))
            continue;
        if (svg_is(node, "script") || (svg_is(node, "style") && has_words(node)))
            return svg_refuse(writing, node, svg_is(node, "style") ? "contains <style>" : "contains <script>",
                              refused[svg_is(node, "style") ? 3 : 4].remedy);
        for (xmlAttr *at = node->properties; at; at = at->next) {
            char *value = (char *)xmlNodeListGetString(node->doc, at->children, 1);
            bool bad = value && !svg_is(node, "image") && outside(at, value);
            if (value && strcmp((const char *)at->name, "id") == 0 &&
                (svg_is(node, "linearGradient") || svg_is(node, "radialGradient") || svg_is(node, "pattern")))
                (void)xmlHashAddEntry(writing->ids, (const xmlChar *)value, node);
            xmlFree(value);
            if (bad)
                return fail_at(writing->fail, NULL, (int)xmlGetLineNo(node), 0,
                               "the SVG refers to something outside itself (line %ld)", xmlGetLineNo(node));
        }
        if (!collect(writing, node->children))
            return false;
    }
    return true;
}

/* Effects that nanosvg leaves out. */
static bool without_effects(struct svg_writing *writing, xmlNode *node) {
    static const struct {
        const char *name, *harmless, *what, *remedy;
    } effects[] = {
        {"clip-path", "none", "cuts a shape out (clip-path)",
         "cut it itself (Inkscape: Path > Intersection)"},
        {"mask", "none", "has a mask", "draw it without"},
        {"filter", "none", "has a filter", "draw it without, or save it as PNG"},
        {"marker", "none", "has markers", "turn strokes into paths"},
        {"marker-start", "none", "has markers", "turn strokes into paths"},
        {"marker-mid", "none", "has markers", "turn strokes into paths"},
        {"marker-end", "none", "has markers", "turn strokes into paths"},
        {"mix-blend-mode", "normal", "mixes colours (mix-blend-mode)", "use plain colours"},
        {"vector-effect", "none", "has a vector-effect", "remove it"},
        {"paint-order", "normal", "has a paint-order", "remove it, or draw fill and stroke as two shapes"},
        {"transform-origin", "0 0", "has a transform-origin", "use rotate(a x y)"},
        {"transform-box", "view-box", "has a transform-box", "remove it"},
    };
    for (size_t i = 0; i < LENGTH(effects); i++) {
        const char *value = svg_value(writing->arena, node, effects[i].name);
        if (value && strcmp(value, effects[i].harmless) != 0)
            return svg_refuse(writing, node, effects[i].what, effects[i].remedy);
    }
    return true;
}

static bool put_transform(struct svg_writing *writing, xmlNode *node) {
    const char *value = svg_value(writing->arena, node, "transform");
    if (!value || strcmp(value, "none") == 0)
        return true;
    fputs(" transform=\"", writing->shapes);
    if (!svg_transform(value, writing->shapes))
        return svg_refuse(writing, node, "has a transform that is not understood",
                          "use matrix, translate, scale, rotate, skewX and skewY with plain numbers");
    fputc('"', writing->shapes);
    return true;
}

static bool put_geometry(struct svg_writing *writing, xmlNode *node) {
    static const char *const lengths[] = {"x",  "y", "width", "height", "rx", "ry", "cx",
                                          "cy", "r", "x1",    "y1",     "x2", "y2"};
    const char *path = svg_is(node, "path") ? svg_value(writing->arena, node, "d") : NULL;
    const char *points =
        strncmp((const char *)node->name, "poly", 4) == 0 ? svg_value(writing->arena, node, "points") : NULL;
    bool fine = true;
    fprintf(writing->shapes, "<%s", (const char *)node->name);
    if (path || points) {
        fputs(path ? " d=\"" : " points=\"", writing->shapes);
        fine = path ? svg_path(path, writing->shapes) : svg_points(points, writing->shapes);
        fputc('"', writing->shapes);
        return fine ||
               svg_refuse(writing, node, path ? "has path data that is not understood" : "has broken points",
                          "save it again with the program that drew it");
    }
    for (size_t i = 0; i < LENGTH(lengths) && fine; i++) {
        const char *value = svg_value(writing->arena, node, lengths[i]);
        if (!value || strcmp(value, "auto") == 0)
            continue;
        fprintf(writing->shapes, " %s=\"", lengths[i]);
        fine = svg_length(value, writing->shapes);
        fputc('"', writing->shapes);
    }
    return fine || svg_refuse(writing, node, "has a length that is not understood", "use plain numbers");
}

static bool put_dashes(struct svg_writing *writing, const xmlNode *node, const char *value) {
    int count = 0;
    if (strcmp(value, "none") == 0)
        return true;
    fputs(" stroke-dasharray=\"", writing->shapes);
    for (const char *at = value; *(at += strspn(at, " \t\r\n,")); count++) {
        size_t length = strcspn(at, " \t\r\n,");
        char one[40];
        snprintf(one, sizeof(one), "%.*s", (int)length, at);
        if (count == DASHES_MAX || length >= sizeof(one) || !svg_length(one, writing->shapes))
            return svg_refuse(writing, node, "has a stroke-dasharray that is not understood",
                              "use at most eight plain numbers");
        fputc(' ', writing->shapes);
        at += length;
    }
    fputc('"', writing->shapes);
    return true;
}

/* Lengths and words that pass as they are. */
static bool put_stroke(struct svg_writing *writing, const xmlNode *node, const struct svg_style *style) {
    static const char *const words[] = {"butt", "round", "square", "miter", "bevel", "nonzero", "evenodd"};
    static const enum svg_property passed[] = {SVG_STROKE_WIDTH,    SVG_STROKE_DASHOFFSET, SVG_STROKE_LINECAP,
                                               SVG_STROKE_LINEJOIN, SVG_STROKE_MITERLIMIT, SVG_FILL_RULE};
    if (style->values[SVG_STROKE_DASHARRAY] &&
        !put_dashes(writing, node, style->values[SVG_STROKE_DASHARRAY]))
        return false;
    for (size_t i = 0; i < LENGTH(passed); i++) {
        const char *value = style->values[passed[i]];
        bool word = false;
        if (!value)
            continue;
        for (size_t k = 0; k < LENGTH(words); k++)
            word = word || strcmp(value, words[k]) == 0;
        fprintf(writing->shapes, " %s=\"", svg_property_names[passed[i]]);
        if (word)
            fputs(value, writing->shapes);
        else if (!svg_length(value, writing->shapes))
            return svg_refuse(writing, node, "has a stroke that is not understood", "use plain numbers");
        fputc('"', writing->shapes);
    }
    return true;
}

static bool put_shape(struct svg_writing *writing, xmlNode *node, const struct svg_style *style) {
    const char *visibility = style->values[SVG_VISIBILITY];
    if (visibility && strcmp(visibility, "visible") != 0)
        return true;
    if (!put_geometry(writing, node) || !put_transform(writing, node) ||
        !svg_put_paint(writing, node, style, SVG_FILL) || !svg_put_paint(writing, node, style, SVG_STROKE) ||
        !put_stroke(writing, node, style))
        return false;
    if (style->opacity < 1)
        fprintf(writing->shapes, " opacity=\"%.6f\"", style->opacity);
    fputs("/>\n", writing->shapes);
    return true;
}

static bool put_all(struct svg_writing *writing, xmlNode *node, struct svg_style style);

static bool put_group(struct svg_writing *writing, xmlNode *node, const struct svg_style *style) {
    fputs("<g", writing->shapes);
    if (!put_transform(writing, node))
        return false;
    fputs(">\n", writing->shapes);
    for (xmlNode *at = node->children; at; at = at->next)
        if (!put_all(writing, at, *style))
            return false;
    fputs("</g>\n", writing->shapes);
    return true;
}

static bool put_all(struct svg_writing *writing, xmlNode *node, struct svg_style style) {
    const char *display = is_svg(node) ? svg_value(writing->arena, node, "display") : NULL;
    if (!is_svg(node) || listed(node, hidden) || (display && strcmp(display, "none") == 0))
        return true;
    for (size_t i = 0; i < LENGTH(refused); i++)
        if (svg_is(node, refused[i].name)) {
            char what[40];
            snprintf(what, sizeof(what), "contains <%s>", refused[i].name);
            bool empty = (i == 0 || i == 3) && !has_words(node);
            return empty || svg_refuse(writing, node, what, refused[i].remedy);
        }
    svg_style_enter(writing->arena, node, &style);
    if (!without_effects(writing, node))
        return false;
    if (listed(node, shapes))
        return put_shape(writing, node, &style);
    if (svg_is(node, "g") || svg_is(node, "a"))
        return put_group(writing, node, &style);
    char what[100];
    snprintf(what, sizeof(what), "contains <%.60s>", (const char *)node->name);
    return svg_refuse(writing, node, what, "draw it with paths, rectangles, circles, lines and polygons");
}

static double length_of(const char *value) {
    char *end;
    double number = value ? strtod(value, &end) : 0;
    return value && *end != '%' && number > 0 && number < 1e6 ? number : 0;
}

/* The opening tag, with the size nanosvg is to see. */
static bool put_root(struct svg_writing *writing, xmlNode *root, struct picture_svg *svg, FILE *out) {
    const char *width = svg_value(writing->arena, root, "width"),
               *height = svg_value(writing->arena, root, "height");
    const char *box = svg_value(writing->arena, root, "viewBox");
    const char *ratio = svg_value(writing->arena, root, "preserveAspectRatio");
    double w = length_of(width), h = length_of(height), b[4] = {0};
    bool boxed =
        box && sscanf(box, "%lf%*[ ,\t\r\n]%lf%*[ ,\t\r\n]%lf%*[ ,\t\r\n]%lf", b, b + 1, b + 2, b + 3) == 4 &&
        b[2] > 0 && b[3] > 0;
    fputs("<svg xmlns=\"" SVG_SPACE "\"", out);
    if ((w > 0 && (fputs(" width=\"", out), !svg_length(width, out) || fputc('"', out) < 0)) ||
        (h > 0 && (fputs(" height=\"", out), !svg_length(height, out) || fputc('"', out) < 0)))
        return svg_refuse(writing, root, "has a width or height that is not understood", "use plain numbers");
    if (boxed) {
        fprintf(out, " viewBox=\"%.9g %.9g %.9g %.9g\"", b[0], b[1], b[2], b[3]);
        w = w > 0 || h <= 0 ? w : h * b[2] / b[3];
        h = h > 0 || w <= 0 ? h : w * b[3] / b[2];
        w = w > 0 ? w : b[2];
        h = h > 0 ? h : b[3];
    }
    if (ratio && strspn(ratio, "abcdefghijklmnopqrstuvwxyzMXY ") == strlen(ratio))
        fprintf(out, " preserveAspectRatio=\"%s\"", ratio);
    fputs(">\n", out);
    if (w <= 0 || h <= 0)
        return fail_set(writing->fail, "the SVG has neither a width and height nor a viewBox");
    if (w / h > 1000 || h / w > 1000)
        return fail_set(writing->fail, "the SVG is more than a thousand times as long as it is wide");
    svg->width = w;
    svg->height = h;
    return true;
}

static bool write_again(struct svg_writing *writing, xmlDoc *document, struct picture_svg *svg) {
    char *head = NULL, *gradients = NULL, *body = NULL;
    size_t sizes[3] = {0};
    xmlNode *root = xmlDocGetRootElement(document);
    struct svg_style style = {.opacity = 1};
    FILE *out = open_memstream(&head, &sizes[0]);
    writing->gradients = open_memstream(&gradients, &sizes[1]);
    writing->shapes = open_memstream(&body, &sizes[2]);
    bool done = out && writing->gradients && writing->shapes;
    if (!done)
        fail_set(writing->fail, "out of memory");
    done = done && collect(writing, document->children) && put_root(writing, root, svg, out) &&
           without_effects(writing, root);
    svg_style_enter(writing->arena, root, &style);
    done = done && put_group(writing, root, &style);
    FILE *files[] = {writing->gradients, writing->shapes};
    for (size_t i = 0; i < LENGTH(files); i++)
        if (files[i] && fclose(files[i]) != 0)
            done = false;
    if (done)
        fprintf(out, "<defs>\n%s</defs>\n%s</svg>\n", gradients, body);
    done = out && fclose(out) == 0 && done;
    free(gradients);
    free(body);
    svg->text = done ? head : NULL;
    svg->size = sizes[0];
    if (!done)
        free(head);
    return done;
}

static bool read_document(xmlDoc *document, struct picture_svg *svg, struct fail *fail) {
    xmlNode *root = xmlDocGetRootElement(document);
    if (!root || !svg_is(root, "svg"))
        return fail_set(fail, "not a PNG, JPEG, WebP or SVG picture");
    struct svg_writing writing = {
        .arena = arena_create(ARENA_MAX), .ids = xmlHashCreate(0), .written = xmlHashCreate(0), .fail = fail};
    bool done = writing.arena && writing.ids && writing.written && write_again(&writing, document, svg);
    xmlHashFree(writing.ids, NULL);
    xmlHashFree(writing.written, NULL);
    arena_destroy(writing.arena);
    return done;
}

bool picture_svg_read(const char *bytes, size_t size, struct picture_svg *svg, struct fail *fail) {
    struct xml_text text;
    struct fail why = {0};
    *svg = (struct picture_svg){0};
    if (size > SVG_BYTES_MAX)
        return fail_set(fail, "the SVG is larger than %d MiB", SVG_BYTES_MAX >> 20);
    if (!xml_text_init(&text, bytes, size, NULL, fail))
        return false;
    xmlDoc *document = xml_read(text.text, text.size, &why);
    bool done = document ? read_document(document, svg, fail)
                : strcasestr(text.text, "<svg") || strcasestr(text.text, ":svg")
                    ? fail_at(fail, NULL, why.line, 0, "the SVG is %s", why.text)
                    : fail_set(fail, "not a PNG, JPEG, WebP or SVG picture");
    xmlFreeDoc(document);
    xml_text_finish(&text);
    return done;
}
