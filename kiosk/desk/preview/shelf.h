/* The contents a painter has open: their texts read, their fonts open, for the next question about them. */
#pragma once

#include "desk/painted/painter_process.h"
#include "desk/preview/errands.h"
#include "show/content.h"
#include "stage/easel.h"

struct book {
    struct content *content; /* NULL: the place is free */
    struct easel easel;
    struct errand_sender sender; /* its question: whose content, feeds and size these are */
    char *folder, *feeds;        /* paths; feeds NULL: none */
    uint64_t feeds_stamp, used;
};
/* Zero-initialise but for the first three. */
struct shelf {
    const char *contents, *feeds, *cache; /* folders; feeds NULL: there are none */
    int helper;                           /* where pictures are asked for; see errands.h */
    struct book books[PAINTER_KEEPS];
    uint64_t clock;
};
/* Opens it, unless it is open; what was not used for longest is closed for it. Feeds that have changed are
 * read again. NULL: `fail` says what is wrong with the content. Good until the next call. */
struct book *shelf_take(struct shelf *shelf, const struct preview_question *question,
                        struct fail *fail) MUST_CHECK;
/* Closes the content of this name, or all (""). */
void shelf_drop(struct shelf *shelf, const char *content);
