/* Whole frames against pictures in golden/, by eye-sized tolerance: fonts differ a little between Debian
 * releases. KIOSK_GOLDEN=write makes them anew: look at each before keeping it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stage/paint.h"
#include "stage/png_write.h"

enum { WIDTH = 560, HEIGHT = 280, TILE = 20, FAR_OFF = 96 };

struct frame {
    const char *name, *language, *package_file, *text;
};

static const struct frame frames[] = {
    {"latin", "da", NULL,
     "**Æblegrød på åen** – kæmpe­store spørgsmål? Ring 112 eller skriv til ballerup.dk."},
    {"cyrillic", "uk", NULL, "**Ласкаво просимо!** Їжа, ґанок і щастя. Телефон 112."},
    {"greek", "el", NULL, "**Καλώς ήρθατε** στο δημαρχείο. Τηλέφωνο 112."},
    {"arabic", "ar", "NotoSansArabic-Regular.ttf", "**مرحبا بكم** في بلدية باليروب. أهلا وسهلا بالجميع."},
    {"arabic-112", "ar", "NotoSansArabic-Regular.ttf",
     "في حالة الطوارئ اتصل 112 أو \u2068+45 44 77 20 00\u2069 وموقعنا ballerup.dk الآن."},
    {"hebrew", "he", "NotoSansHebrew-Regular.ttf", "**ברוכים הבאים** לעירייה. חייגו 112 בחירום (תמיד)."},
    {"devanagari", "hi", "NotoSansDevanagari-Regular.ttf",
     "**स्वागत है** नगर भवन में। आपातकाल में 112 डायल करें। क्षत्रिय"},
    {"thai", "th", "NotoSansThai-Regular.ttf", "**ยินดีต้อนรับ** สู่ศาลากลาง ที่นี่ผู้ใหญ่ปู่ย่าก็มาได้ โทร 112"},
    {"chinese", "zh-Hans", "../../opentype/noto/NotoSansCJK-Regular.ttc",
     "**欢迎光临**市政厅。紧急情况请拨打112，网址是ballerup.dk。"},
};

static void draw_frame(const struct frame *frame, struct pixels *out) {
    /* Noto Sans throughout: Inter was redrawn between Debian 12 and 13 */
    static const char *const families[] = {"Noto Sans"};
    const struct theme theme = {.fonts = families, .font_count = LENGTH(families)};
    struct report report = {0};
    struct fonts *fonts = fonts_create(&theme, NULL, NULL, &report);
    assert_non_null(fonts);
    struct measure measure = fonts_measure(fonts);
    struct paragraph_style style = {
        .px = 40, .colour = {20, 30, 50, 255}, .language = frame->language, .leading = 1.3};
    struct draw_list list;
    draw_init(&list);
    draw_rect(&list, (struct box){0, 0, WIDTH, HEIGHT}, (struct colour){255, 255, 255, 255}, 0);
    paragraph(&list, &measure, frame->text, (struct box){20, 10, WIDTH - 40, HEIGHT - 20}, &style);
    assert_true(pixels_init(out, WIDTH, HEIGHT));
    const struct paint_tools tools = {.fonts = fonts};
    paint(&list, &tools, out, NULL);
    draw_finish(&list);
    report_finish(&report);
    fonts_destroy(fonts);
}

static SDL_Surface *load_golden(const char *path) {
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *argb = file == NULL ? NULL : SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(file);
    return argb;
}

/* Green only: the text is nearly grey. */
static int difference(const SDL_Surface *golden, const struct pixels *got, int x, int y) {
    const uint8_t *row = (const uint8_t *)golden->pixels + y * golden->pitch;
    uint32_t wanted = ((const uint32_t *)(const void *)row)[x];
    return abs((int)(wanted >> 8 & 255) - (int)(got->data[y * WIDTH + x] >> 8 & 255));
}

/* Tile by tile: over a whole frame, mostly white, one wrong digit would be lost in the mean. */
static void compare(const struct frame *frame, const struct pixels *got, const SDL_Surface *golden) {
    assert_int_equal(golden->w, WIDTH);
    assert_int_equal(golden->h, HEIGHT);
    long total = 0;
    for (int top = 0; top < HEIGHT; top += TILE)
        for (int left = 0; left < WIDTH; left += TILE) {
            long sum = 0, far = 0;
            for (int y = top; y < top + TILE; y++)
                for (int x = left; x < left + TILE; x++) {
                    sum += difference(golden, got, x, y);
                    far += difference(golden, got, x, y) > FAR_OFF;
                }
            total += sum;
            if (sum > 30 * TILE * TILE || far > TILE * TILE / 8)
                fail_msg("%s: another picture at %d,%d: mean difference %ld, %ld pixels far off", frame->name,
                         left, top, sum / (TILE * TILE), far);
        }
    if (total > 2L * WIDTH * HEIGHT)
        fail_msg("%s: mean difference %.2f", frame->name, (double)total / (WIDTH * HEIGHT));
}

static void test_frames(void **state) {
    (void)state;
    const char *mode = getenv("KIOSK_GOLDEN");
    for (size_t i = 0; i < LENGTH(frames); i++) {
        const struct frame *frame = &frames[i];
        char font[256], path[512];
        snprintf(font, sizeof(font), "/usr/share/fonts/truetype/noto/%s",
                 frame->package_file == NULL ? "" : frame->package_file);
        snprintf(path, sizeof(path), "%s/stage/golden/%s.png", TEST_DATA, frame->name);
        if (frame->package_file != NULL && access(font, R_OK) != 0) {
            print_message("%s: skipped, %s is not installed\n", frame->name, font);
            continue;
        }
        struct pixels pixels;
        draw_frame(frame, &pixels);
        if (mode != NULL && strcmp(mode, "write") == 0) {
            assert_true(png_write_file(&pixels, path, NULL));
        } else {
            SDL_Surface *golden = load_golden(path);
            if (golden == NULL)
                fail_msg("%s is missing", path);
            compare(frame, &pixels, golden);
            SDL_FreeSurface(golden);
        }
        pixels_finish(&pixels);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_frames)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
