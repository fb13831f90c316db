#include "stage/window.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

static void set_hints(void) {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

bool window_prepare(struct window *window, const struct window_options *options, struct fail *fail) {
    *window = (struct window){0};
    set_hints();
    if (options->headless)
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return fail_set(fail, "no display: %s (start with --headless to play without one)", SDL_GetError());
    snprintf(window->driver, sizeof window->driver, "%s", SDL_GetCurrentVideoDriver());
    window->width = options->width;
    window->height = options->height;
    window->full_screen = options->width <= 0;
    if (!window->full_screen)
        return true;
    SDL_DisplayMode mode;
    if (SDL_GetDesktopDisplayMode(0, &mode) != 0) {
        fail_set(fail, "the display tells no size: %s", SDL_GetError());
        window_close(window);
        return false;
    }
    window->width = mode.w;
    window->height = mode.h;
    return true;
}

static bool prefers_software(const struct window *window) {
    const char *wanted = getenv("SDL_RENDER_DRIVER");
    if (wanted && *wanted)
        return strcmp(wanted, "software") == 0;
    return strcmp(window->driver, "x11") == 0 || strcmp(window->driver, "dummy") == 0;
}

static struct SDL_Renderer *create_renderer(struct window *window) {
    struct SDL_Renderer *renderer = NULL;
    if (!window->software)
        renderer = SDL_CreateRenderer(window->sdl, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!renderer) {
        window->software = true;
        renderer = SDL_CreateRenderer(window->sdl, -1, SDL_RENDERER_SOFTWARE);
    }
    return renderer;
}

bool window_open(struct window *window, struct fail *fail) {
    window->software = prefers_software(window);
    /* Without it SDL 2 shows a software frame through OpenGL on X11; Wayland and KMSDRM have no other way. */
    if (window->software && strcmp(window->driver, "x11") == 0)
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    window->claim = window->full_screen && strcmp(window->driver, "x11") == 0;
    uint32_t flags = window->full_screen ? SDL_WINDOW_BORDERLESS : 0;
    if (window->full_screen && !window->claim)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    SDL_Rect bounds = {SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 0, 0};
    if (window->claim)
        SDL_GetDisplayBounds(0, &bounds);
    window->sdl = SDL_CreateWindow("kiosk", bounds.x, bounds.y, window->width, window->height, flags);
    if (!window->sdl)
        return fail_set(fail, "no window: %s", SDL_GetError());
    if (window->full_screen)
        SDL_ShowCursor(SDL_DISABLE);
    window->renderer = create_renderer(window);
    if (!window->renderer)
        return fail_set(fail, "no renderer: %s", SDL_GetError());
    SDL_GetRendererOutputSize(window->renderer, &window->width, &window->height);
    return true;
}

void window_claim(struct window *window) {
    if (window->claim)
        SDL_SetWindowFullscreen(window->sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
    window->claim = false;
}

void window_close(struct window *window) {
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    if (window->sdl)
        SDL_DestroyWindow(window->sdl);
    if (window->driver[0])
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    *window = (struct window){0};
}
