/* The compositor on SDL's dummy driver, in the window's own memory and through a renderer: slices, fades,
 * slides, cuts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "stage/layers.h"
#include "stage/mark.h"
#include "stage/window.h"

enum { WIDTH = 64, HEIGHT = 300 };

static int open_window(void **state) {
    static struct window window;
    struct fail fail;
    const struct window_options options = {.headless = true, .width = WIDTH, .height = HEIGHT};
    if (!window_prepare(&window, &options, &fail) || !window_open(&window, &fail) || window.renderer)
        return -1;
    *state = &window;
    return 0;
}

/* The dummy driver has no such renderer, so SDL's software one is taken, as where there is no GPU. */
static int open_renderer(void **state) {
    static struct window window;
    struct fail fail;
    const struct window_options options = {.headless = true, .width = WIDTH, .height = HEIGHT};
    setenv("SDL_RENDER_DRIVER", "opengl", 1);
    bool fine = window_prepare(&window, &options, &fail) && window_open(&window, &fail) && window.renderer;
    unsetenv("SDL_RENDER_DRIVER");
    *state = &window;
    return fine ? 0 : -1;
}

static int close_window(void **state) {
    window_close(*state);
    return 0;
}

static struct layers *one_zone(struct window *window, int degrees) {
    const struct box box = {0, 0, WIDTH, HEIGHT};
    struct layers *layers = layers_create(window, &box, 1, degrees, (struct colour){9, 9, 9, 255});
    assert_non_null(layers);
    return layers;
}

static struct pixels plain(uint32_t colour) {
    struct pixels pixels;
    assert_true(pixels_init(&pixels, WIDTH, HEIGHT));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        pixels.data[i] = colour;
    return pixels;
}

static uint32_t pixel_at(struct window *window, int x, int y) {
    struct pixels picture;
    assert_true(window_read(window, &picture));
    uint32_t pixel = picture.data[y * picture.width + x];
    pixels_finish(&picture);
    return pixel & 0xffffff;
}

static void show(struct layers *layers, uint32_t colour, enum transition transition, int64_t now_ns) {
    struct pixels pixels = plain(colour);
    assert_true(layers_offer(layers, 0, &pixels));
    assert_null(pixels.data);
    while (layers_upload(layers, LAYERS_SLICE_ROWS)) {
    }
    layers_start(layers, 0, transition, now_ns);
    assert_true(layers_present(layers, now_ns));
}

static void background_until_something_is_shown(void **state) {
    struct layers *layers = one_zone(*state, 0);
    assert_true(layers_present(layers, 0));
    assert_int_equal(pixel_at(*state, 5, 5), 0x090909);
    layers_destroy(layers);
}

static void uploads_in_slices(void **state) {
    struct window *window = *state;
    struct layers *layers = one_zone(window, 0);
    struct pixels pixels = plain(0xff204060);
    assert_true(layers_offer(layers, 0, &pixels));
    for (int slice = 0; slice < 2 && window->renderer; slice++) {
        assert_true(layers_upload(layers, LAYERS_SLICE_ROWS));
        assert_false(layers_ready(layers, 0));
    }
    assert_false(layers_upload(layers, LAYERS_SLICE_ROWS));
    assert_true(layers_ready(layers, 0));
    layers_destroy(layers);
}

static struct pixels zone_pixels(uint32_t colour) {
    struct pixels pixels = plain(colour);
    pixels.height = HEIGHT / 2;
    return pixels;
}

/* One zone fades; the other one's pixels stay as they are, until the window is exposed. */
static void other_zones_are_left_alone(void **state) {
    const struct box boxes[] = {{0, 0, WIDTH, HEIGHT / 2}, {0, HEIGHT / 2, WIDTH, HEIGHT / 2}};
    struct layers *layers = layers_create(*state, boxes, 2, 0, (struct colour){9, 9, 9, 255});
    const uint32_t colours[] = {0xff101010, 0xff202020, 0xff303030};
    for (int i = 0; i < 3; i++) {
        struct pixels pixels = zone_pixels(colours[i]);
        assert_true(layers_offer(layers, i % 2, &pixels));
        while (layers_upload(layers, LAYERS_SLICE_ROWS)) {
        }
        layers_start(layers, i % 2, i == 2 ? TRANSITION_FADE : TRANSITION_CUT, 0);
        if (i > 0)
            assert_true(layers_present(layers, LAYERS_TRANSITION_NS / 2));
    }
    assert_int_equal(pixel_at(*state, 3, 3), 0x202020); /* half way */
    assert_int_equal(pixel_at(*state, 3, HEIGHT - 3), 0x202020);
    layers_expose(layers);
    assert_true(layers_present(layers, LAYERS_TRANSITION_NS));
    assert_int_equal(pixel_at(*state, 3, 3), 0x303030);
    assert_int_equal(pixel_at(*state, 3, HEIGHT - 3), 0x202020);
    layers_destroy(layers);
}

static void fade_mixes_and_ends(void **state) {
    struct layers *layers = one_zone(*state, 0);
    show(layers, 0xff000000, TRANSITION_FADE, 0);
    assert_false(layers_moving(layers, -1)); /* the first picture is not faded in from nothing */
    show(layers, 0xffffffff, TRANSITION_FADE, 1000);
    assert_true(layers_moving(layers, 0));
    assert_true(layers_present(layers, 1000 + LAYERS_TRANSITION_NS / 2));
    int middle = (int)(pixel_at(*state, 5, 5) & 0xff);
    assert_in_range(middle, 126, 129);
    assert_true(layers_present(layers, 1000 + LAYERS_TRANSITION_NS));
    assert_false(layers_moving(layers, -1));
    assert_int_equal(pixel_at(*state, 5, 5), 0xffffff);
    layers_destroy(layers);
}

static void nothing_is_offered_while_it_moves(void **state) {
    struct layers *layers = one_zone(*state, 0);
    show(layers, 0xff000000, TRANSITION_CUT, 0);
    show(layers, 0xffffffff, TRANSITION_FADE, 0);
    struct pixels pixels = plain(0xff123456);
    assert_false(layers_offer(layers, 0, &pixels));
    assert_non_null(pixels.data);
    pixels_finish(&pixels);
    layers_destroy(layers);
}

static void what_is_withdrawn_does_not_come_on(void **state) {
    struct layers *layers = one_zone(*state, 0);
    show(layers, 0xff303030, TRANSITION_CUT, 0);
    for (int uploaded = 0; uploaded < 2; uploaded++) {
        struct pixels pixels = plain(0xff606060);
        assert_true(layers_offer(layers, 0, &pixels));
        while (uploaded && layers_upload(layers, LAYERS_SLICE_ROWS)) {
        }
        layers_withdraw(layers, 0);
        assert_false(layers_upload(layers, HEIGHT));
        assert_false(layers_ready(layers, 0));
        layers_start(layers, 0, TRANSITION_CUT, 0);
        layers_expose(layers);
        assert_true(layers_present(layers, 0));
        assert_int_equal(pixel_at(*state, 5, 5), 0x303030);
    }
    show(layers, 0xff909090, TRANSITION_FADE, 0);
    layers_withdraw(layers, 0); /* too late: it is on its way */
    assert_true(layers_present(layers, LAYERS_TRANSITION_NS));
    assert_int_equal(pixel_at(*state, 5, 5), 0x909090);
    layers_destroy(layers);
}

static void slides_follow_the_rotation(void **state) {
    static const struct {
        int degrees, x, y;
        const char *reason;
    } rows[] = {{0, WIDTH - 2, HEIGHT / 2, "from the right"},
                {90, WIDTH / 2, HEIGHT - 2, "the viewer's right is the panel's bottom"},
                {180, 1, HEIGHT / 2, "the viewer's right is the panel's left"},
                {270, WIDTH / 2, 1, "the viewer's right is the panel's top"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct layers *layers = one_zone(*state, rows[i].degrees);
        show(layers, 0xff000000, TRANSITION_CUT, 0);
        show(layers, 0xffffffff, TRANSITION_SLIDE, 0);
        assert_true(layers_present(layers, LAYERS_TRANSITION_NS / 4));
        assert_int_equal(pixel_at(*state, rows[i].x, rows[i].y), 0xffffff);
        assert_int_equal(pixel_at(*state, WIDTH - 1 - rows[i].x, HEIGHT - 1 - rows[i].y), 0);
        layers_destroy(layers);
    }
}

static void thirty_steps_of_a_fade_differ(void **state) {
    (void)state;
    int before = 0;
    for (int i = 1; i <= 30; i++) {
        int alpha = (int)(layers_ease(i * LAYERS_TRANSITION_NS / 30) * 255 + 0.5);
        assert_true(alpha > before);
        before = alpha;
    }
    assert_int_equal(before, 255);
}

/* Over a white picture, black: a line inside the edge, a tint within it, the corner left alone. */
static void assert_marked(struct window *window, struct box box) {
    assert_int_equal(pixel_at(window, box.x + box.w / 2, box.y), 0xffffff);
    assert_int_equal(pixel_at(window, box.x + box.w / 2, box.y + 2), 0);
    assert_int_equal(pixel_at(window, box.x + 3, box.y + box.h / 2), 0);
    uint32_t tint = pixel_at(window, box.x + box.w / 2, box.y + box.h / 2);
    assert_in_range(tint & 0xff, 0xd0, 0xe4);
    assert_int_equal(tint, (tint & 0xff) * 0x010101);
    assert_int_equal(pixel_at(window, box.x + 2, box.y + 2), 0xffffff);
    assert_int_equal(pixel_at(window, box.x + box.w / 2, box.y + box.h), 0xffffff);
}

static void a_mark_lies_over_what_is_shown_and_leaves_it_as_it_was(void **state) {
    const struct mark first = {{10, 20, 40, 30}, 8, 4, {0, 0, 0, 255}},
                      second = {{10, 100, 44, 60}, 8, 4, {0, 0, 0, 255}};
    struct layers *layers = one_zone(*state, 0);
    show(layers, 0xffffffff, TRANSITION_CUT, 0);
    for (int covered = 0; covered < 2; covered++) {
        struct pixels cover = plain(0xffffffff);
        if (covered)
            assert_true(layers_cover(layers, &cover) && layers_present(layers, 1));
        assert_false(layers_mark(layers, NULL));
        assert_true(layers_mark(layers, &first));
        assert_false(layers_mark(layers, &first));
        assert_true(layers_present(layers, 2));
        assert_marked(*state, first.box);
        assert_true(layers_present(layers, 3)); /* no darker for being drawn again */
        assert_marked(*state, first.box);
        layers_expose(layers);
        assert_true(layers_present(layers, 4));
        assert_marked(*state, first.box);
        assert_true(layers_mark(layers, &second));
        assert_true(layers_present(layers, 5));
        assert_marked(*state, second.box);
        assert_int_equal(pixel_at(*state, 30, 35), 0xffffff);
        assert_true(layers_mark(layers, NULL));
        assert_true(layers_present(layers, 6));
        for (int y = 0; y < HEIGHT; y += 3)
            assert_int_equal(pixel_at(*state, 30, y), 0xffffff);
        pixels_finish(&cover);
    }
    assert_true(layers_mark(layers, &first));
    layers_uncover(layers); /* the page below a mark goes */
    assert_true(layers_mark(layers, NULL) && layers_present(layers, 7));
    assert_int_equal(pixel_at(*state, 30, 35), 0xffffff);
    layers_destroy(layers);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(background_until_something_is_shown),
        cmocka_unit_test(uploads_in_slices),
        cmocka_unit_test(other_zones_are_left_alone),
        cmocka_unit_test(fade_mixes_and_ends),
        cmocka_unit_test(nothing_is_offered_while_it_moves),
        cmocka_unit_test(slides_follow_the_rotation),
        cmocka_unit_test(thirty_steps_of_a_fade_differ),
        cmocka_unit_test(a_mark_lies_over_what_is_shown_and_leaves_it_as_it_was),
        cmocka_unit_test(what_is_withdrawn_does_not_come_on),
    };
    int failed = cmocka_run_group_tests_name("memory", tests, open_window, close_window);
    return failed + cmocka_run_group_tests_name("renderer", tests, open_renderer, close_window);
}
