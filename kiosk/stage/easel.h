/* Paints jobs: the fonts of a book, and what is kept from one job to the next. One thread at a time. */
#pragma once

#include "show/painter.h"

struct fonts;
struct scaled;

/* Zero-initialise; then no picture is kept. */
struct easel {
    struct fonts *fonts;   /* NULL: not open */
    struct scaled *scaled; /* owned; NULL: pictures are scaled every time */
    uint32_t book;         /* whose fonts and pictures these are */
    bool keep_all;
    bool films;
    char *decoder; /* path of kiosk-film; NULL: it is not installed. Owned */
};

/* Keeps pictures from now on, as the jobs wish; without memory for that it does not. */
void easel_keep(struct easel *easel);
/* The same, whatever the jobs wish. */
void easel_keep_all(struct easel *easel);
/* Frames of films from now on, decoded by kiosk-film, each waited for: where nobody waits for pictures, and
 * where programs may be started. */
void easel_films(struct easel *easel);
/* The easel must outlive it. */
struct painter easel_painter(struct easel *easel);
/* The visitor has gone: the fonts are closed, and what was kept for them is dropped. */
void easel_forget(struct easel *easel);
void easel_finish(struct easel *easel);
