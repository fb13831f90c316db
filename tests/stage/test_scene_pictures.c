/* Every kind of slide painted with the real fonts: whole, legible and without a report. With KIOSK_PICTURES
 * set to a folder the pictures are kept there to be looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <SDL_image.h>

#include "stage/fonts.h"
#include "stage/paint.h"
#include "stage/png_write.h"
#include "support/scene_fixture.h"

static struct fonts *fonts;

static bool read_picture(void *context, const char *asset, char **bytes, size_t *size) {
    (void)context;
    char path[512];
    struct pixels decoded, *out = &decoded;
    void *encoded;
    snprintf(path, sizeof path, SITE_DIR "/%s", asset);
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *argb = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(file);
    if (!argb || !pixels_init(out, argb->w, argb->h)) {
        SDL_FreeSurface(argb);
        return false;
    }
    for (int y = 0; y < argb->h; y++)
        memcpy(out->data + (size_t)y * (size_t)argb->w, (char *)argb->pixels + y * argb->pitch,
               (size_t)argb->w * 4);
    SDL_FreeSurface(argb);
    assert_true(pixels_encode(out, &encoded, size));
    pixels_finish(out);
    *bytes = encoded;
    return true;
}

/* Every drawing is taken for 16:9: no assertion here depends on its shape. */
static bool picture_size(void *context, const char *asset, int *width, int *height) {
    (void)context, (void)asset;
    *width = 1600;
    *height = 900;
    return true;
}

struct shape {
    const char *name;
    int width, height;               /* of the zone */
    int screen_width, screen_height; /* of the picture it is part of */
    int distance_mm;
};
static const struct shape main_zone = {"main", 1920, 885, 1920, 1080, 2500};
static const struct shape beside = {"beside", 1306, 885, 1920, 1080, 2000};
static const struct shape side = {"side", 614, 885, 1920, 1080, 2000};
static const struct shape portrait = {"portrait", 1080, 1690, 1080, 1920, 2500};
/* Two languages in one size, and the longest words, have no room there for letters of two metres. */
static const struct shape side_near = {"side", 614, 885, 1920, 1080, 1500};
static const struct shape ticker = {"ticker", 1920, 86, 1920, 1080, 3000};
static const struct shape header = {"header", 1920, 108, 1920, 1080, 3000};
static const struct shape ultra = {"4k", 3840, 1770, 3840, 2160, 3000};

/* Returns how many findings there were. */
static size_t shot(struct fixture *f, const char *name, const struct shape *shape, const char *language) {
    struct measure measure = fonts_measure(fonts);
    struct scene_request request = fixture_request(f, shape->width, shape->height);
    request.screen_width = shape->screen_width;
    request.screen_height = shape->screen_height;
    request.language = language;
    request.measure = &measure;
    request.picture_size = picture_size;
    struct screen screen = f->screen;
    screen.viewing_distance_mm = shape->distance_mm;
    request.screen = &screen;
    struct draw_list list;
    struct report report = {0};
    draw_init(&list);
    assert_true(scene_build(&request, &list, &report));
    struct pixels pixels;
    assert_true(pixels_init(&pixels, shape->width, shape->height));
    struct paint_source source = {.read = read_picture};
    int missing = 0;
    const struct paint_tools tools = {.fonts = fonts, .pictures = &source};
    paint(&list, &tools, &pixels, &missing);
    assert_int_equal(missing, 0);
    const char *folder = getenv("KIOSK_PICTURES");
    if (folder) {
        char path[512];
        struct fail fail;
        snprintf(path, sizeof path, "%s/%s-%s-%s.png", folder, name, shape->name, language);
        assert_true(png_write_file(&pixels, path, &fail));
    }
    size_t findings = report.count;
    for (size_t i = 0; i < report.count; i++)
        print_message("%s-%s-%s: %s\n", name, shape->name, language, report.items[i].text);
    pixels_finish(&pixels);
    draw_finish(&list);
    report_finish(&report);
    return findings;
}

static size_t everywhere(struct fixture *f, const char *name, const char *language) {
    static const struct shape *const shapes[] = {&main_zone, &beside, &side, &portrait, &ticker};
    size_t findings = 0;
    for (size_t i = 0; i < LENGTH(shapes); i++)
        if (shapes[i] != &side || !(f->slide.type == SLIDE_TEXT && f->slide.text.qr_url) ||
            !f->slide.picture.asset) /* too much for a side zone */
            findings += shot(f, name, shapes[i], language);
    return findings;
}

static size_t near_by(struct fixture *f, const char *name, const char *language) {
    static const struct shape *const shapes[] = {&main_zone, &beside, &side_near, &portrait, &ticker};
    size_t findings = 0;
    for (size_t i = 0; i < LENGTH(shapes); i++)
        findings += shot(f, name, shapes[i], language);
    return findings;
}

static void texts(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    f.slide.kicker = text_kicker;
    f.slide.headline = text_headline;
    f.slide.text.body = text_body;
    size_t findings = everywhere(&f, "plain", "da");
    f.slide.text.qr_url = "https://ballerup.dk/english";
    findings += everywhere(&f, "qr", "da") + shot(&f, "qr", &main_zone, "ar");
    f.slide.picture.asset = "assets/map.svg";
    f.slide.picture.credit = text_credit;
    findings += everywhere(&f, "picture", "da") + shot(&f, "picture", &ultra, "en");
    f.slide.picture.credit = (struct localized){0};
    findings += everywhere(&f, "picture", "ar") + everywhere(&f, "picture", "uk");
    f.slide.sample = true;
    f.slide.text.picture_side = SIDE_FULL;
    findings += everywhere(&f, "full", "en");
    f.slide.text.qr_url = NULL;
    f.slide.picture.asset = NULL;
    f.slide.bilingual = BILINGUAL_TOGETHER;
    findings += near_by(&f, "together", "da");
    assert_int_equal(findings, 0);
    fixture_finish(&f);
}

static void statements(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    f.slide.headline = text_statement;
    size_t findings = everywhere(&f, "statement", "en") + everywhere(&f, "statement", "ar");
    f.slide.headline = text_long;
    findings += near_by(&f, "long", "da");
    f.slide.headline = text_statement;
    f.slide.bilingual = BILINGUAL_TOGETHER;
    f.slide.picture.asset = "assets/town-hall.svg";
    f.slide.text.picture_side = SIDE_FULL;
    findings += everywhere(&f, "hero", "da");
    assert_int_equal(findings, 0);
    fixture_finish(&f);
}

static void pictures(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_IMAGE);
    f.slide.picture.asset = "assets/forest.svg";
    f.slide.picture.credit = text_credit;
    f.slide.image.caption = text_caption;
    size_t findings = everywhere(&f, "image", "en");
    fixture_type(&f, SLIDE_WELCOME);
    f.slide.welcome.greeting = text_greeting;
    f.slide.welcome.guest = text_guest;
    f.slide.picture.asset = "assets/bridge.svg";
    findings += everywhere(&f, "welcome", "en");
    f.slide.picture.asset = NULL;
    findings += shot(&f, "welcome-plain", &main_zone, "da");
    f.zone.kind = ZONE_HEADER;
    findings += shot(&f, "header", &header, "da");
    assert_int_equal(findings, 0);
    fixture_finish(&f);
}

static void lists(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    f.slide.headline = text_on;
    size_t findings = everywhere(&f, "events", "da") + everywhere(&f, "events", "ar");
    findings += shot(&f, "events", &ultra, "en") + shot(&f, "events", &main_zone, "uk");
    f.data[0].fetched_ms = FIXTURE_NOW - 30 * FIXTURE_HOUR;
    findings += everywhere(&f, "events-old", "en");
    f.slide.events.style = EVENTS_POSTER;
    findings += everywhere(&f, "poster-old", "en");
    f.data[0].fetched_ms = FIXTURE_NOW;
    f.events[0] = f.events[1];
    findings += everywhere(&f, "poster", "en");
    f.slide.picture.asset = "assets/cafe.svg";
    findings += shot(&f, "poster-picture", &main_zone, "da") + shot(&f, "poster-picture", &portrait, "da");
    f.slide.picture.asset = NULL;
    fixture_type(&f, SLIDE_HOURS);
    f.slide.headline = text_hours;
    findings += everywhere(&f, "hours", "da") + shot(&f, "hours", &main_zone, "en");
    fixture_type(&f, SLIDE_NEWS);
    f.slide.headline = (struct localized){0};
    findings += everywhere(&f, "news", "en");
    assert_int_equal(findings, 0);
    fixture_finish(&f);
}

static int start(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    struct report report = {0};
    fonts = fonts_create(&f.site.theme, NULL, NULL, &report);
    report_finish(&report);
    fixture_finish(&f);
    return fonts ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    fonts_destroy(fonts);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts), cmocka_unit_test(statements),
                                       cmocka_unit_test(pictures), cmocka_unit_test(lists)};
    return cmocka_run_group_tests(tests, start, stop);
}
