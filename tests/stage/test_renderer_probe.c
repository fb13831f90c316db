/* A renderer that does not draw what it is told is found out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <SDL2/SDL.h>
#include <string.h>

#include "stage/renderer_probe.h"

enum { WIDTH = 320, HEIGHT = 180 };

static SDL_Renderer *make(SDL_Surface **surface, int width, int height) {
    *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    assert_non_null(*surface);
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(*surface);
    assert_non_null(renderer);
    return renderer;
}

static void finish(SDL_Renderer *renderer, SDL_Surface *surface) {
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(surface);
}

static void one_that_draws_passes(void **state) {
    (void)state;
    SDL_Surface *surface;
    struct fail fail = {0};
    SDL_Renderer *renderer = make(&surface, WIDTH, HEIGHT);
    assert_true(renderer_probe(renderer, &fail));
    finish(renderer, surface);
}

/* As OpenGL without its library does: it clears, and textures are missing. */
static void one_that_only_clears_does_not(void **state) {
    (void)state;
    SDL_Surface *surface;
    struct fail fail = {0};
    SDL_Renderer *renderer = make(&surface, WIDTH, HEIGHT);
    assert_int_equal(SDL_RenderSetClipRect(renderer, &(SDL_Rect){0, 0, 1, 1}), 0);
    assert_false(renderer_probe(renderer, &fail));
    assert_non_null(strstr(fail.text, "picture 1 of 5"));
    finish(renderer, surface);
}

static void one_that_puts_things_elsewhere_does_not(void **state) {
    (void)state;
    SDL_Surface *surface;
    struct fail fail = {0};
    SDL_Renderer *renderer = make(&surface, WIDTH, HEIGHT);
    assert_int_equal(SDL_RenderSetScale(renderer, 0.5f, 0.5f), 0);
    assert_false(renderer_probe(renderer, &fail));
    assert_non_null(strstr(fail.text, "of 5"));
    finish(renderer, surface);
}

static void one_without_a_picture_does_not(void **state) {
    (void)state;
    SDL_Surface *surface;
    struct fail fail = {0};
    SDL_Renderer *renderer = make(&surface, 16, 16);
    assert_false(renderer_probe(renderer, &fail));
    assert_non_null(strstr(fail.text, "16 × 16"));
    finish(renderer, surface);
}

static void planes_are_told_by_their_colour(void **state) {
    (void)state;
    SDL_Surface *surface;
    SDL_Renderer *renderer = make(&surface, WIDTH, HEIGHT);
    assert_int_equal(SDL_RenderSetClipRect(renderer, &(SDL_Rect){0, 0, 1, 1}), 0);
    assert_false(renderer_probe_planes(renderer));
    assert_int_equal(SDL_RenderSetClipRect(renderer, NULL), 0);
    assert_true(renderer_probe_planes(renderer));
    finish(renderer, surface);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_draws_passes),
        cmocka_unit_test(one_that_only_clears_does_not),
        cmocka_unit_test(one_that_puts_things_elsewhere_does_not),
        cmocka_unit_test(one_without_a_picture_does_not),
        cmocka_unit_test(planes_are_told_by_their_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
