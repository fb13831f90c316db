#include "stage/easel.h"

#include <stdlib.h>

#include "stage/film_shot.h"
#include "stage/fonts.h"
#include "stage/paint.h"
#include "stage/scaled.h"
#include "system/program.h"

static void use_book(struct easel *easel, uint32_t number) {
    if (number == easel->book)
        return;
    fonts_destroy(easel->fonts);
    scaled_clear(easel->scaled);
    easel->fonts = NULL;
    easel->book = number;
}

static bool measure(void *context, const struct paint_book *book, struct measure *out,
                    struct report *problems) {
    struct easel *easel = context;
    use_book(easel, book->number);
    if (!easel->fonts)
        easel->fonts = fonts_create(book->theme, book->font_file, book->context, problems);
    if (!easel->fonts)
        return false;
    *out = fonts_measure(easel->fonts);
    return true;
}

static bool paint_here(void *context, const struct paint_job *job, struct pixels *out, int *missing) {
    struct easel *easel = context;
    bool keeps = easel->keep_all || job->keep != PAINT_KEEP_NOTHING;
    const struct paint_tools tools = {.fonts = easel->fonts,
                                      .pictures = job->book->pictures.read ? &job->book->pictures : NULL,
                                      .scaled = keeps ? easel->scaled : NULL};
    scaled_common(easel->scaled, job->keep == PAINT_KEEP_COMMON);
    return paint_turned(job, &tools, out, missing);
}

void easel_keep(struct easel *easel) {
    if (!easel->scaled)
        easel->scaled = scaled_create();
}

void easel_keep_all(struct easel *easel) {
    easel_keep(easel);
    easel->keep_all = true;
}

static bool film_here(void *context, const struct film_wanted *wanted, struct pixels *picture,
                      struct fail *fail) {
    const struct easel *easel = context;
    return easel->decoder ? film_shot_lay(easel->decoder, wanted, picture, fail)
                          : fail_set(fail, "kiosk-film is not installed");
}

void easel_films(struct easel *easel) {
    if (!easel->decoder)
        easel->decoder = program_find("kiosk-film");
    easel->films = true;
}

struct painter easel_painter(struct easel *easel) {
    return (struct painter){easel, measure, paint_here, easel->films ? film_here : NULL};
}

void easel_forget(struct easel *easel) {
    fonts_destroy(easel->fonts);
    easel->fonts = NULL;
    scaled_forget(easel->scaled);
}

void easel_finish(struct easel *easel) {
    fonts_destroy(easel->fonts);
    scaled_destroy(easel->scaled);
    free(easel->decoder);
    *easel = (struct easel){0};
}
