/* A painter without fonts files or SDL: it notes what it was asked for and fills pictures with one colour a
 * job. */
#pragma once

#include "core/draw/draw.h"
#include "show/painter.h"
#include "support/plain_font.h"

struct fake_painter {
    int measured, painted; /* calls */
    struct paint_job job;  /* the last; its list is gone */
    uint64_t drawn[8];     /* hashes of the first lists */
    bool no_fonts, no_memory;
    bool decodes;  /* it has frames of films */
    bool no_film;  /* but not this one */
    int films;     /* frames asked for */
    int32_t frame; /* the last of them */
};

static inline bool fake_measure(void *context, const struct paint_book *book, struct measure *measure,
                                struct report *problems) {
    struct fake_painter *fake = context;
    (void)book;
    fake->measured++;
    *measure = plain_font;
    if (fake->no_fonts)
        report_add(problems, SEVERITY_ERROR, "", 0, 0, "no font at all is installed");
    return !fake->no_fonts;
}

static inline bool fake_paint(void *context, const struct paint_job *job, struct pixels *out, int *missing) {
    struct fake_painter *fake = context;
    fake->job = *job;
    fake->job.list = NULL;
    *missing = 0;
    if (fake->no_memory || !pixels_init(out, job->width, job->height))
        return false;
    if (fake->painted < 8)
        fake->drawn[fake->painted] = draw_hash(job->list);
    fake->painted++;
    for (int i = 0; i < job->width * job->height; i++)
        out->data[i] = 0xff000000u | (uint32_t)fake->painted;
    return true;
}

/* Its upper left pixel becomes the frame's number. */
static inline bool fake_film(void *context, const struct film_wanted *wanted, struct pixels *picture,
                             struct fail *fail) {
    struct fake_painter *fake = context;
    fake->films++;
    fake->frame = wanted->frame;
    if (fake->no_film || wanted->file < 0 || wanted->index < 0)
        return fail_set(fail, "there is no decoder");
    picture->data[0] = (uint32_t)wanted->frame;
    return true;
}

static inline struct painter fake_painter(struct fake_painter *fake) {
    return (struct painter){fake, fake_measure, fake_paint, fake->decodes ? fake_film : NULL};
}
