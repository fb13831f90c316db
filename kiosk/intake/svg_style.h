/* How the shapes of an SVG look: what each element says and inherits (SVG 2 §6, CSS Cascade). */
#pragma once

#include <libxml/tree.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"

enum svg_property {
    SVG_FILL,
    SVG_STROKE,
    SVG_COLOR,
    SVG_FILL_OPACITY,
    SVG_STROKE_OPACITY,
    SVG_STROKE_WIDTH,
    SVG_STROKE_DASHARRAY,
    SVG_STROKE_DASHOFFSET,
    SVG_STROKE_LINECAP,
    SVG_STROKE_LINEJOIN,
    SVG_STROKE_MITERLIMIT,
    SVG_FILL_RULE,
    SVG_VISIBILITY,
    SVG_PROPERTIES
};

struct svg_style {
    const char *values[SVG_PROPERTIES]; /* NULL: as SVG begins */
    double opacity;                     /* of this and all around it */
};

extern const char *const svg_property_names[SVG_PROPERTIES];

/* What `node` says about `name`, in its style attribute or one of its own; NULL: nothing, or "inherit". Valid
 * as long as the arena. */
const char *svg_value(struct arena *arena, xmlNode *node, const char *name);
/* `style` becomes that of `node` inside it. */
void svg_style_enter(struct arena *arena, xmlNode *node, struct svg_style *style);
/* A number or percentage, 0–1; `otherwise` for NULL or what is none. */
double svg_fraction(const char *value, double otherwise);
