/* A film's frames on the panel: in their colours, cut, scaled and turned, in the window's own memory and
 * through a renderer; and what pictures do with them that come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/film/film_ring.h"
#include "show/turn.h"
#include "stage/film_sheet.h"
#include "stage/layers.h"
#include "stage/renderer_probe.h"

enum { WIDTH = 128, HEIGHT = 96, NEAR = 12 };
static const struct film film = {.width = 128, .height = 64, .fps_num = 25, .fps_den = 1, .frames = 50};

/* Y, U, V of BT.709 in limited range, and what they are. */
static const struct {
    uint8_t y, u, v;
    uint32_t rgb;
} COLOURS[] = {
    {63, 102, 240, 0xff0000}, {173, 42, 26, 0x00ff00}, {32, 240, 118, 0x0000ff}, {235, 128, 128, 0xffffff}};
enum { RED = 0xff0000, GREEN = 0x00ff00, BLUE = 0x0000ff, WHITE = 0xffffff, PAPER = 0x405060 };

static uint8_t memory[2][64 * 1024];

/* Its quarters are red, green, blue, white, from the upper left; `turned`: the other way round. */
static struct film_frame frame_of(int number, int64_t position, bool turned) {
    struct film_ring ring = film_ring_of(film.width, film.height);
    struct film_frame frame = {.position = position, .width = film.width, .height = film.height};
    for (int p = 0; p < 3; p++) {
        struct film_plane plane = film_ring_plane(&ring, 0, p);
        assert_true(plane.at + (uint64_t)plane.stride * (uint64_t)plane.height <= sizeof memory[0]);
        frame.planes[p] = memory[number] + plane.at;
        frame.strides[p] = plane.stride;
        for (int y = 0; y < plane.height; y++)
            for (int x = 0; x < plane.width; x++) {
                int quarter = 2 * (2 * y / plane.height) + 2 * x / plane.width;
                int colour = turned ? 3 - quarter : quarter;
                memory[number][plane.at + (uint64_t)(y * plane.stride + x)] = p == 0   ? COLOURS[colour].y
                                                                              : p == 1 ? COLOURS[colour].u
                                                                                       : COLOURS[colour].v;
            }
    }
    return frame;
}

static bool is_near(uint32_t seen, uint32_t wanted) {
    for (int shift = 0; shift <= 16; shift += 8)
        if (abs((int)(seen >> shift & 255) - (int)(wanted >> shift & 255)) > NEAR)
            return false;
    return true;
}

static struct film_place place_in(struct box box, enum picture_fit fit, double focus_x, int degrees) {
    struct film_place place;
    int width, height;
    turn_size(degrees, WIDTH, HEIGHT, &width, &height);
    assert_true(
        film_place_make(&film, &(struct film_fit){box, fit, focus_x, 0.5}, width, height, degrees, &place));
    return place;
}

/* The colours of the quarters of `place` in the picture, upright again. */
static void assert_quarters(const struct pixels *picture, const struct film_place *place,
                            const uint32_t wanted[4], const char *what) {
    for (int i = 0; i < 4; i++) {
        double across = i % 2 ? 0.75 : 0.25, down = i / 2 ? 0.75 : 0.25, x = across, y = down;
        if (place->degrees == 90) {
            x = 1 - down;
            y = across;
        } else if (place->degrees == 180) {
            x = 1 - across;
            y = 1 - down;
        } else if (place->degrees == 270) {
            x = down;
            y = 1 - across;
        }
        int left = place->box.x + (int)(x * place->box.w), top = place->box.y + (int)(y * place->box.h);
        uint32_t seen = picture->data[top * picture->width + left] & 0xffffff;
        if (!is_near(seen, wanted[i]))
            fail_msg("%s: quarter %d is %06x, not %06x", what, i, seen, wanted[i]);
    }
}

static struct window *open_window(const char *renderer) {
    static struct window window;
    struct fail fail;
    const struct window_options options = {.headless = true, .width = WIDTH, .height = HEIGHT};
    if (renderer)
        setenv("SDL_RENDER_DRIVER", renderer, 1); /* the dummy driver has none: SDL's software one is taken */
    bool fine = window_prepare(&window, &options, &fail) && window_open(&window, &fail);
    unsetenv("SDL_RENDER_DRIVER");
    assert_true(fine && (renderer != NULL) == (window.renderer != NULL));
    return &window;
}

static int open_memory(void **state) {
    *state = open_window(NULL);
    return 0;
}

static int open_pixels(void **state) {
    *state = open_window("opengl");
    return 0;
}

/* SDL's software renderer turns planes into pixels itself. */
static int open_planes(void **state) {
    struct window *window = open_window("opengl");
    window->planes = true;
    *state = window;
    return 0;
}

static int close_window(void **state) {
    window_close(*state);
    return 0;
}

static struct layers *one_zone(struct window *window) {
    const struct box box = {0, 0, WIDTH, HEIGHT};
    struct layers *layers = layers_create(window, &box, 1, 0, (struct colour){9, 9, 9, 255});
    assert_non_null(layers);
    return layers;
}

static struct pixels plain(uint32_t colour) {
    struct pixels pixels;
    assert_true(pixels_init(&pixels, WIDTH, HEIGHT));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        pixels.data[i] = colour | 0xff000000u;
    pixels.opaque = true;
    return pixels;
}

static void bring(struct layers *layers, uint32_t colour, const struct film_place *place,
                  enum transition transition, int64_t now_ns) {
    struct pixels pixels = plain(colour);
    assert_true(layers_offer(layers, 0, &pixels));
    if (place)
        layers_place_film(layers, 0, place);
    while (layers_upload(layers, PIXELS_SIDE_MAX)) {
    }
    layers_start(layers, 0, transition, now_ns);
}

static uint32_t seen_at(struct layers *layers, struct window *window, int64_t now_ns, int x, int y) {
    struct pixels picture = {0};
    window_copy_next(window, &picture);
    assert_true(layers_present(layers, now_ns));
    uint32_t seen = picture.data[y * picture.width + x] & 0xffffff;
    pixels_finish(&picture);
    return seen;
}

static void in_its_colours_cut_and_turned(void **state) {
    struct window *window = *state;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        static const struct {
            struct box box;
            enum picture_fit fit;
            double focus_x;
            uint32_t quarters[4];
        } ROWS[] = {
            {{0, 0, 96, 48}, FIT_COVER, 0.5, {RED, GREEN, BLUE, WHITE}},
            {{3, 5, 81, 77}, FIT_CONTAIN, 0.5, {RED, GREEN, BLUE, WHITE}}, /* odd, and a band left over */
            {{8, 8, 40, 80}, FIT_COVER, 0, {RED, RED, BLUE, BLUE}},
            {{8, 8, 40, 80}, FIT_COVER, 1, {GREEN, GREEN, WHITE, WHITE}},
        };
        for (size_t i = 0; i < LENGTH(ROWS); i++) {
            struct film_place place = place_in(ROWS[i].box, ROWS[i].fit, ROWS[i].focus_x, degrees);
            struct film_frame frame = frame_of(0, 0, false);
            struct layers *layers = one_zone(window);
            bring(layers, PAPER, &place, TRANSITION_CUT, 0);
            assert_int_equal(seen_at(layers, window, 0, place.box.x, place.box.y), PAPER); /* no frame yet */
            assert_true(layers_film(layers, 0, &frame));
            assert_false(layers_film(layers, 0, &frame)); /* it is there */
            struct pixels picture = {0};
            window_copy_next(window, &picture);
            assert_true(layers_present(layers, 0));
            char what[40];
            snprintf(what, sizeof what, "row %zu at %d", i, degrees);
            assert_quarters(&picture, &place, ROWS[i].quarters, what);
            for (int y = 0; y < HEIGHT; y++) /* and nothing else is drawn on */
                for (int x = 0; x < WIDTH; x++)
                    if (x < place.box.x || x >= place.box.x + place.box.w || y < place.box.y ||
                        y >= place.box.y + place.box.h)
                        assert_int_equal(picture.data[y * WIDTH + x] & 0xffffff, PAPER);
            pixels_finish(&picture);
            layers_destroy(layers);
        }
    }
}

static void captions_lie_over_it(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    assert_true(film_place_cover(&place, (struct box){40, 40, 48, 16}, WIDTH, HEIGHT));
    struct film_frame first = frame_of(0, 0, false), second = frame_of(1, 1, true);
    struct layers *layers = one_zone(window);
    bring(layers, PAPER, &place, TRANSITION_CUT, 0);
    layers_film(layers, 0, &first);
    assert_int_equal(seen_at(layers, window, 0, 50, 48), PAPER);
    layers_film(layers, 0, &second); /* only the film is drawn anew */
    assert_int_equal(seen_at(layers, window, 0, 50, 48), PAPER);
    assert_true(is_near(seen_at(layers, window, 0, 20, 48), GREEN));
    /* another caption: the film goes on in what is cut to, with no picture without it */
    struct film_place other = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    bring(layers, BLUE, &other, TRANSITION_CUT, 0);
    assert_true(is_near(seen_at(layers, window, 0, 50, 48), GREEN));
    layers_film(layers, 0, NULL); /* no frame: the picture below, which has the poster */
    assert_int_equal(seen_at(layers, window, 0, 50, 48), BLUE);
    layers_destroy(layers);
}

static void its_last_frame_goes_with_its_picture(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    struct film_frame frame = frame_of(0, 0, false);
    struct layers *layers = one_zone(window);
    bring(layers, PAPER, &place, TRANSITION_CUT, 0);
    layers_film(layers, 0, &frame);
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), RED));
    bring(layers, BLUE, NULL, TRANSITION_FADE, 0);
    assert_false(layers_film(layers, 0, &frame)); /* nobody's any more */
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), RED));
    uint32_t half = seen_at(layers, window, LAYERS_TRANSITION_NS / 2, 20, 10);
    assert_true(is_near(half, 0x800080));
    assert_int_equal(seen_at(layers, window, LAYERS_TRANSITION_NS, 20, 10), BLUE);
    layers_destroy(layers);
}

static void it_moves_while_it_comes_on(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    struct film_frame first = frame_of(0, 0, false), second = frame_of(1, 1, true);
    struct layers *layers = one_zone(window);
    bring(layers, BLUE, NULL, TRANSITION_CUT, 0);
    assert_int_equal(seen_at(layers, window, 0, 20, 10), BLUE);
    bring(layers, PAPER, &place, TRANSITION_FADE, 0);
    layers_film(layers, 0, &first);
    assert_true(is_near(seen_at(layers, window, LAYERS_TRANSITION_NS / 2, 20, 10), 0x800080));
    layers_film(layers, 0, &second);
    assert_true(is_near(seen_at(layers, window, LAYERS_TRANSITION_NS / 2, 20, 10), 0x8080ff));
    assert_true(is_near(seen_at(layers, window, LAYERS_TRANSITION_NS, 20, 10), WHITE));
    layers_film(layers, 0, NULL); /* the poster was not lost on the way */
    assert_int_equal(seen_at(layers, window, LAYERS_TRANSITION_NS, 20, 10), PAPER);

    bring(layers, RED, &place, TRANSITION_FADE, 0); /* the same where it ends while it comes on */
    layers_film(layers, 0, &first);
    layers_film(layers, 0, NULL);
    assert_int_equal(seen_at(layers, window, LAYERS_TRANSITION_NS - 1, 20, 10), RED);
    layers_destroy(layers);
}

static void its_last_frame_stays_when_nobody_decodes_it(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    struct film_frame first = frame_of(0, 0, false), second = frame_of(1, 1, true);
    struct layers *layers = one_zone(window);
    bring(layers, PAPER, &place, TRANSITION_CUT, 0);
    layers_film_stays(layers, 0); /* where there is none, the poster does */
    assert_int_equal(seen_at(layers, window, 0, 20, 10), PAPER);
    layers_film(layers, 0, &first);
    layers_film_stays(layers, 0);
    first.planes[0] = NULL; /* its memory is gone */
    layers_expose(layers);
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), RED));
    assert_false(layers_film(layers, 0, NULL)); /* and brings no poster back */
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), RED));
    layers_film(layers, 0, &second); /* the next one is laid over it as before */
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), WHITE));

    bring(layers, BLUE, NULL, TRANSITION_CUT, 0);
    bring(layers, PAPER, &place, TRANSITION_FADE, 0); /* the same while it comes on */
    layers_film(layers, 0, &second);
    layers_film_stays(layers, 0);
    assert_false(layers_film(layers, 0, NULL));
    assert_true(is_near(seen_at(layers, window, LAYERS_TRANSITION_NS, 20, 10), WHITE));
    layers_destroy(layers);
}

static void a_frame_of_another_size_is_none(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    struct film_frame frame = frame_of(0, 0, false);
    struct layers *layers = one_zone(window);
    bring(layers, PAPER, &place, TRANSITION_CUT, 0);
    frame.width -= 2;
    assert_false(layers_film(layers, 0, &frame));
    bring(layers, PAPER, NULL, TRANSITION_CUT, 0); /* and so is one where there is no film */
    frame.width += 2;
    assert_false(layers_film(layers, 0, &frame));
    assert_int_equal(seen_at(layers, window, 0, 20, 10), PAPER);
    layers_destroy(layers);
}

static void under_the_guide_and_back(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    struct film_frame first = frame_of(0, 0, false), second = frame_of(1, 1, true);
    struct layers *layers = one_zone(window);
    bring(layers, PAPER, &place, TRANSITION_CUT, 0);
    layers_film(layers, 0, &first);
    struct pixels guide = plain(0x123456);
    assert_true(layers_cover(layers, &guide));
    layers_film(layers, 0, &second);
    assert_int_equal(seen_at(layers, window, 0, 20, 10), 0x123456);
    layers_uncover(layers);
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), WHITE));
    layers_destroy(layers);
}

/* The guide's page is painted anew each second, and the film goes on over it. */
static void in_the_guide(void **state) {
    struct window *window = *state;
    struct film_place place = place_in((struct box){0, 0, WIDTH, 64}, FIT_COVER, 0.5, 0);
    struct film_frame first = frame_of(0, 0, false), second = frame_of(1, 1, true);
    struct layers *layers = one_zone(window);
    bring(layers, PAPER, NULL, TRANSITION_CUT, 0);
    struct pixels guide = plain(0x123456);
    assert_true(layers_cover(layers, &guide));
    assert_false(layers_cover_frame(layers, &first)); /* it has no place there */
    layers_cover_film(layers, &place);
    assert_true(layers_cover_frame(layers, &first));
    assert_false(layers_cover_frame(layers, &first));
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), RED));
    assert_int_equal(seen_at(layers, window, 0, 20, 80), 0x123456);
    assert_true(layers_cover_frame(layers, &second));
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), WHITE));
    struct pixels later = plain(0x654321);
    assert_true(layers_cover(layers, &later));
    layers_cover_film(layers, &place);
    assert_true(is_near(seen_at(layers, window, 0, 20, 10), WHITE));
    assert_int_equal(seen_at(layers, window, 0, 20, 80), 0x654321);
    assert_true(layers_cover_frame(layers, NULL)); /* the poster again */
    assert_int_equal(seen_at(layers, window, 0, 20, 10), 0x654321);
    assert_true(layers_cover_frame(layers, &first));
    struct pixels other = plain(0x222222);
    assert_true(layers_cover(layers, &other)); /* another page */
    layers_cover_film(layers, NULL);
    assert_int_equal(seen_at(layers, window, 0, 20, 10), 0x222222);
    layers_uncover(layers);
    assert_int_equal(seen_at(layers, window, 0, 20, 10), PAPER);
    layers_destroy(layers);
}

#define IN_EACH(test)                                                                                        \
    {#test " (memory)", test, open_memory, close_window, NULL},                                              \
        {#test " (pixels)", test, open_pixels, close_window, NULL}, {                                        \
#test " (planes)", test, open_planes, close_window, NULL                                             \
    }

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_EACH(in_its_colours_cut_and_turned),
        IN_EACH(captions_lie_over_it),
        IN_EACH(its_last_frame_goes_with_its_picture),
        IN_EACH(it_moves_while_it_comes_on),
        IN_EACH(its_last_frame_stays_when_nobody_decodes_it),
        IN_EACH(a_frame_of_another_size_is_none),
        IN_EACH(under_the_guide_and_back),
        IN_EACH(in_the_guide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
