#include <stdlib.h>

#include "core/draw/draw.h"
#include "core/time/zone.h"
#include "desk/preview/painter_jail.h"
#include "stage/easel.h"
#include "stage/png_write.h"

static char *no_file(void *context, const char *name) {
    (void)context;
    (void)name;
    return NULL;
}

/* A letter, from its font to the packed picture. */
static bool write_a_letter(struct easel *easel, struct fail *fail) {
    const struct paint_book book = {.font_file = no_file};
    const struct painter painter = easel_painter(easel);
    const struct colour ink = {255, 255, 255, 255};
    struct report problems = {0};
    struct measure measure;
    struct draw_list list;
    struct pixels picture = {0};
    char *png = NULL;
    size_t size = 0;
    int missing = 0;
    bool fonts = painter.measure(painter.context, &book, &measure, &problems);
    report_finish(&problems);
    if (!fonts)
        return fail_set(fail, "there are no fonts: apt install fonts-inter fonts-noto-core");
    draw_init(&list);
    draw_run(&list,
             &(struct draw_text){.x = 2,
                                 .baseline = 20,
                                 .advance = 20,
                                 .face = measure.face(measure.context, 'A', WEIGHT_REGULAR, "en"),
                                 .px = 20,
                                 .script = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n',
                                 .colour = ink},
             "A", 1);
    const struct paint_job job = {.list = &list, .book = &book, .width = 24, .height = 24};
    bool fine = painter.paint(painter.context, &job, &picture, &missing) &&
                png_write_fast(&picture, &png, &size, fail);
    draw_finish(&list);
    pixels_finish(&picture);
    free(png);
    return fine || fail_set(fail, "out of memory");
}

bool painter_warm(struct fail *fail) {
    struct easel easel = {0};
    struct zone *zone = zone_create("Europe/Copenhagen");
    bool fine = zone ? write_a_letter(&easel, fail) : fail_set(fail, "ICU does not know Europe/Copenhagen");
    zone_destroy(zone);
    easel_finish(&easel);
    return fine;
}
