/* Who paints: a port. What is to be painted is said here; the stage does it, on any thread. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/fail.h"
#include "core/draw/draw.h"
#include "core/draw/pixels.h"
#include "core/site/site.h"
#include "core/text/paragraph.h"

struct guide;

/* Where pictures come from: the .pic of an asset, as it is in its file, malloc'd; false when there is none.
 */
struct paint_source {
    void *context;
    bool (*read)(void *context, const char *asset, char **bytes, size_t *size);
};

/* What scenes and views are drawn from: fonts, pictures, pages. It outlives all that is painted from it. */
struct paint_book {
    uint32_t number; /* another number: another book, with fonts of its own */
    const struct theme *theme;
    char *(*font_file)(void *context, const char *name);
    bool (*picture_size)(void *context, const char *asset, int *width, int *height);
    void *context; /* of font_file and picture_size */
    struct paint_source pictures;
    const struct guide *guide; /* for a ZONE_TOUCH; NULL: the site has none */
    bool drafts;               /* also languages that nobody has approved */
};

/* What is kept of the pictures that were scaled for a job, for the next ones. */
enum paint_keep {
    PAINT_KEEP_NOTHING,
    PAINT_KEEP,       /* until the visitor is forgotten */
    PAINT_KEEP_COMMON /* for everybody: a page that everybody sees first */
};

/* This list at this size, with the fonts and pictures of this book. */
struct paint_job {
    const struct draw_list *list;
    const struct paint_book *book;
    int width, height; /* px, upright */
    int degrees;       /* the pixels are turned so for the panel: 0, 90, 180 or 270 clockwise */
    enum paint_keep keep;
    bool ahead; /* nobody sees it: its fonts and pictures are made ready for the next job, and that is all */
};

/* A frame of a film for the picture of its zone. */
struct film_place;
struct film_wanted {
    const struct film_place *place; /* in that picture */
    int32_t frame;                  /* of place->film */
    int file, index;                /* descriptors to read: the film, its index; they stay the caller's */
};

struct painter {
    void *context;
    /* Opens the fonts of `book` when they are not open yet. `measure` is good until the next call with
     * another book. False: there are none at all; `problems` says so. */
    bool (*measure)(void *context, const struct paint_book *book, struct measure *measure,
                    struct report *problems);
    /* After `measure` for the same book. `*missing` counts pictures that could not be had, and were left out.
     * A job done ahead leaves `out` as it is. False: out of memory. */
    bool (*paint)(void *context, const struct paint_job *job, struct pixels *out, int *missing);
    /* Lays that frame into a picture that `paint` made, where nothing lies over it. False: `fail` says why,
     * and the poster stays. NULL: films are their posters here. */
    bool (*film)(void *context, const struct film_wanted *wanted, struct pixels *picture, struct fail *fail);
};
