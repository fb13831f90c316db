/* The pictures of the default site's guide: each page has one of its own, described in the site's languages,
 * and no crop cuts its subject (picture-subjects.tsv). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/draw/pixels.h"
#include "core/site/slide_kind.h"
#include "guide/written/guide.h"
#include "support/site_folder.h"

enum { PICTURE_WIDTH = 1920, PICTURE_HEIGHT = 1440, SUBJECTS_MAX = 100 };

struct subject {
    char asset[80];
    double left, top, right, bottom; /* percent */
};
struct pictures {
    struct site *site;
    struct guide *guide;
    struct subject subjects[SUBJECTS_MAX];
    size_t count;
};

static void read_subjects(struct pictures *pictures) {
    char line[200];
    FILE *file = fopen(TEST_DATA "/guide/picture-subjects.tsv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        struct subject *s = &pictures->subjects[pictures->count];
        if (*line == '#')
            continue;
        assert_true(pictures->count < SUBJECTS_MAX);
        assert_int_equal(
            sscanf(line, "%79s %lf %lf %lf %lf", s->asset, &s->left, &s->top, &s->right, &s->bottom), 5);
        pictures->count++;
    }
    fclose(file);
}

static int load(void **state) {
    static struct pictures pictures;
    static char folder[] = SITE_DIR;
    const struct site_files files = {folder, site_folder_read, site_folder_has};
    struct report report = {0};
    pictures.site = site_load(&files, &report);
    assert_non_null(pictures.site);
    pictures.guide = guide_load(pictures.site, &files, &report);
    assert_non_null(pictures.guide);
    report_finish(&report);
    read_subjects(&pictures);
    *state = &pictures;
    return 0;
}

static int unload(void **state) {
    struct pictures *pictures = *state;
    guide_destroy(pictures->guide);
    site_destroy(pictures->site);
    return 0;
}

/* Start page, doors and pages, one after the other; NULL: there are no more. */
static const struct picture *nth(const struct guide *guide, size_t n, const char **of) {
    *of = n == 0                                          ? "the start page"
          : n <= guide->door_count                        ? guide->doors[n - 1].id
          : n - 1 - guide->door_count < guide->page_count ? guide->pages[n - 1 - guide->door_count].id
                                                          : NULL;
    return !*of                     ? NULL
           : n == 0                 ? &guide->picture
           : n <= guide->door_count ? &guide->doors[n - 1].picture
                                    : &guide->pages[n - 1 - guide->door_count].picture;
}

static void each_has_its_own(void **state) {
    const struct pictures *pictures = *state;
    const char *of, *other;
    const struct picture *picture, *twin;
    for (size_t i = 0; (picture = nth(pictures->guide, i, &of)); i++) {
        if (!picture->asset)
            fail_msg("%s has no picture", of);
        for (size_t k = 0; k < i; k++)
            if ((twin = nth(pictures->guide, k, &other)) && strcmp(twin->asset, picture->asset) == 0)
                fail_msg("%s and %s share %s", of, other, picture->asset);
    }
}

static void each_is_described(void **state) {
    const struct pictures *pictures = *state;
    const struct picture *picture;
    const char *of;
    for (size_t i = 0; (picture = nth(pictures->guide, i, &of)); i++)
        for (size_t l = 0; l < pictures->site->language_count; l++)
            if (!localized_find(&picture->alt, pictures->site->languages[l]))
                fail_msg("the picture of %s is not described in %s", of, pictures->site->languages[l]);
}

static const struct subject *subject_of(const struct pictures *pictures, const char *asset) {
    for (size_t i = 0; i < pictures->count; i++)
        if (strcmp(pictures->subjects[i].asset, asset) == 0)
            return &pictures->subjects[i];
    return NULL;
}

static void expect_whole(const struct subject *subject, const struct picture *picture, const char *of) {
    static const struct {
        double width, height;
        const char *why;
    } boxes[] = {{16, 9, "the whole of a wide screen"},
                 {4, 3, "a card"},
                 {1, 1, "half of a screen"},
                 {9, 16, "the whole of an upright screen"},
                 {5, 2, "a band above what is touched"},
                 {2, 3, "beside a text"}};
    for (size_t b = 0; b < LENGTH(boxes); b++) {
        struct pixels_part part = pixels_cover(PICTURE_WIDTH, PICTURE_HEIGHT, boxes[b].width, boxes[b].height,
                                               picture->focus_x, picture->focus_y);
        double left = part.x * 100 / PICTURE_WIDTH, top = part.y * 100 / PICTURE_HEIGHT;
        double right = left + part.w * 100 / PICTURE_WIDTH, bottom = top + part.h * 100 / PICTURE_HEIGHT;
        if (subject->left < left || subject->right > right || subject->top < top || subject->bottom > bottom)
            fail_msg("%s: %s is cut at %g : %g (%s): seen are %.1f to %.1f across, %.1f to %.1f down", of,
                     picture->asset, boxes[b].width, boxes[b].height, boxes[b].why, left, right, top, bottom);
    }
}

/* A band that is too low for all of it keeps its upper part: heads, not feet. */
static void expect_heads(const struct subject *subject, const struct picture *picture, const char *of) {
    static const double BANDS[] = {3, 3.7, 4.5};
    for (size_t b = 0; b < LENGTH(BANDS); b++) {
        struct pixels_part part =
            pixels_cover(PICTURE_WIDTH, PICTURE_HEIGHT, BANDS[b], 1, picture->focus_x, picture->focus_y);
        double top = part.y * 100 / PICTURE_HEIGHT, bottom = top + part.h * 100 / PICTURE_HEIGHT;
        double half = subject->top + (subject->bottom - subject->top) * 0.45;
        if (subject->top < top || half > bottom)
            fail_msg("%s: %s in a band of %g : 1 shows %.1f to %.1f down, not %.1f to %.1f", of,
                     picture->asset, BANDS[b], top, bottom, subject->top, half);
    }
}

static void no_crop_cuts_the_subject(void **state) {
    const struct pictures *pictures = *state;
    const struct picture *picture;
    const char *of;
    for (size_t i = 0; (picture = nth(pictures->guide, i, &of)); i++) {
        const struct subject *subject = subject_of(pictures, picture->asset);
        if (!subject)
            fail_msg("picture-subjects.tsv does not say what matters in %s", picture->asset);
        expect_whole(subject, picture, of);
        expect_heads(subject, picture, of);
    }
}

static void nor_on_a_slide(void **state) {
    const struct pictures *pictures = *state;
    size_t seen = 0;
    for (size_t p = 0; p < pictures->site->playlist_count; p++)
        for (size_t s = 0; s < pictures->site->playlists[p].slide_count; s++) {
            const struct slide *slide = &pictures->site->playlists[p].slides[s];
            const struct subject *subject =
                slide->picture.asset ? subject_of(pictures, slide->picture.asset) : NULL;
            if (slide_film_part(slide) || slide_alarms(slide) || !slide->picture.asset)
                continue; /* a poster, a sign, no picture */
            if (!subject)
                fail_msg("picture-subjects.tsv does not say what matters in %s", slide->picture.asset);
            expect_whole(subject, &slide->picture, slide->id);
            expect_heads(subject, &slide->picture, slide->id);
            seen++;
        }
    assert_true(seen > 20);
}

static void nor_with_an_event(void **state) {
    const struct pictures *pictures = *state;
    assert_true(pictures->site->theme.event_picture_count > 10);
    for (size_t i = 0; i < pictures->site->theme.event_picture_count; i++) {
        const struct picture *picture = &pictures->site->theme.event_pictures[i].picture;
        const struct subject *subject = subject_of(pictures, picture->asset);
        if (!subject)
            fail_msg("picture-subjects.tsv does not say what matters in %s", picture->asset);
        expect_whole(subject, picture, "an event");
        expect_heads(subject, picture, "an event");
        for (size_t l = 0; l < pictures->site->language_count; l++)
            assert_non_null(localized_find(&picture->alt, pictures->site->languages[l]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_has_its_own),         cmocka_unit_test(each_is_described),
        cmocka_unit_test(no_crop_cuts_the_subject), cmocka_unit_test(nor_on_a_slide),
        cmocka_unit_test(nor_with_an_event),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
