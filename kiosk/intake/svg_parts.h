/* Shared by picture_svg and svg_paint: the drawing that is being written again. Not for others. */
#pragma once

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdio.h>

#include "intake/svg_style.h"

struct svg_writing {
    struct arena *arena;
    FILE *gradients, *shapes; /* nanosvg wants a gradient before what uses it */
    xmlHashTable *ids;        /* gradients by id */
    xmlHashTable *written;    /* number of the gradient that was written for an id and opacity */
    size_t count;
    struct fail *fail;
};

bool svg_is(const xmlNode *node, const char *name);
/* Is it "href", with any prefix? Also one that was never declared. */
bool svg_is_href(const xmlAttr *attribute);
/* "the SVG … (line N); …" Returns false. */
bool svg_refuse(struct svg_writing *writing, const xmlNode *node, const char *what, const char *remedy);
/* Writes fill or stroke of a shape as attributes that nanosvg understands. */
bool svg_put_paint(struct svg_writing *writing, const xmlNode *node, const struct svg_style *style,
                   enum svg_property which) MUST_CHECK;
