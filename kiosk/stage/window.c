#include "stage/window.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/site/site.h"
#include "stage/renderer_probe.h"

static void set_hints(void) {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

/* SDL would ask for Wayland where there is none, and its library complains of that itself, past any log. */
static void choose_drivers(const struct window_options *options) {
    const char *wanted = getenv("SDL_VIDEODRIVER"), *runtime = getenv("XDG_RUNTIME_DIR");
    if (options->headless)
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    else if (!(wanted && *wanted) && !(runtime && *runtime))
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,KMSDRM");
}

/* SDL has drivers that draw for nobody, and takes them when no display answers. */
static bool is_display(const char *driver) {
    static const char *const displays[] = {"x11", "wayland", "KMSDRM"};
    for (size_t i = 0; i < LENGTH(displays); i++)
        if (SDL_strcasecmp(driver, displays[i]) == 0)
            return true;
    return false;
}

bool window_prepare(struct window *window, const struct window_options *options, struct fail *fail) {
    *window = (struct window){0};
    set_hints();
    choose_drivers(options);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return fail_set(fail, "no display: %s (start with --headless to play without one)", SDL_GetError());
    snprintf(window->driver, sizeof window->driver, "%s", SDL_GetCurrentVideoDriver());
    if (!options->headless && !is_display(window->driver)) {
        fail_set(fail,
                 "no display: none is connected, only SDL's driver \"%s\" is left (start with --headless to "
                 "play without one)",
                 window->driver);
        window_close(window);
        return false;
    }
    window->width = options->width;
    window->height = options->height;
    window->full_screen = options->width <= 0;
    if (!window->full_screen)
        return true;
    SDL_DisplayMode mode;
    if (SDL_GetDesktopDisplayMode(0, &mode) != 0 || mode.w <= 0 || mode.h <= 0) {
        fail_set(fail, "no display: it tells no size: %s", SDL_GetError());
        window_close(window);
        return false;
    }
    window->width = mode.w;
    window->height = mode.h;
    return true;
}

static bool has_memory(const struct window *window) {
    return strcmp(window->driver, "x11") == 0 || strcmp(window->driver, "dummy") == 0;
}

static bool prefers_software(const struct window *window) {
    const char *wanted = getenv("SDL_RENDER_DRIVER");
    if (wanted && *wanted)
        return strcmp(wanted, "software") == 0;
    return has_memory(window);
}

/* Painted pixels go into the window's memory as they are. */
static bool fits_pixels(const struct window *window) {
    uint32_t format = SDL_GetWindowPixelFormat(window->sdl);
    return format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888;
}

static int driver_index(const char *name) {
    SDL_RendererInfo info;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++)
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, name) == 0)
            return i;
    return -1;
}

static void pass_over(struct window *window, const char *name, const char *why) {
    if (window->passed_over_count < WINDOW_RENDERERS)
        snprintf(window->passed_over[window->passed_over_count++], sizeof window->passed_over[0],
                 "renderer %.30s: %.150s", name, why);
}

/* NULL: it cannot be made, or does not draw what it is told; noted. `name` NULL: SDL's choice. */
static struct SDL_Renderer *try_renderer(struct window *window, const char *name) {
    int index = name ? driver_index(name) : -1;
    struct fail fail = {0};
    SDL_RendererInfo info = {.name = name ? name : "of SDL's choice"};
    if (name && index < 0)
        return NULL;
    if (!name) /* and not the one that was named and has failed */
        SDL_SetHintWithPriority(SDL_HINT_RENDER_DRIVER, "", SDL_HINT_OVERRIDE);
    struct SDL_Renderer *renderer =
        SDL_CreateRenderer(window->sdl, index, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!renderer) {
        pass_over(window, info.name, SDL_GetError());
        return NULL;
    }
    if (SDL_GetRendererInfo(renderer, &info) == 0 && renderer_probe(renderer, &fail)) {
        snprintf(window->renderer_name, sizeof window->renderer_name, "%s", info.name);
        window->planes = renderer_probe_planes(renderer);
        return renderer;
    }
    pass_over(window, info.name, fail.text[0] ? fail.text : SDL_GetError());
    SDL_DestroyRenderer(renderer);
    return NULL;
}

static struct SDL_Renderer *create_renderer(struct window *window) {
    bool console = strcmp(window->driver, "KMSDRM") == 0;
    char wanted[24];
    const char *named = getenv("SDL_RENDER_DRIVER");
    snprintf(wanted, sizeof wanted, "%s", named ? named : "");
    const char *names[WINDOW_RENDERERS] = {wanted[0] ? wanted : NULL, console ? "opengles2" : NULL,
                                           console ? "opengl" : NULL, NULL};
    struct SDL_Renderer *renderer = NULL;
    for (int i = 0; !window->software && !renderer && i < WINDOW_RENDERERS; i++)
        if (names[i] && (i == 0 || strcmp(names[i], wanted) != 0))
            renderer = try_renderer(window, names[i]);
    if (!window->software && !renderer && !console)
        renderer = try_renderer(window, NULL);
    if (renderer)
        return renderer;
    window->software = true;
    snprintf(window->renderer_name, sizeof window->renderer_name, "software");
    return SDL_CreateRenderer(window->sdl, driver_index("software"), SDL_RENDERER_SOFTWARE);
}

/* Has the system bring the memory's pages at once, which is cheaper than one by one while the first frame is
 * drawn.
 */
static void touch(const struct SDL_Surface *surface) {
#ifdef MADV_POPULATE_WRITE
    madvise(surface->pixels, (size_t)surface->pitch * (size_t)surface->h, MADV_POPULATE_WRITE);
#else
    (void)surface;
#endif
}

static bool open_memory(struct window *window, struct fail *fail) {
    struct SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    if (!surface)
        return fail_set(fail, "no window memory: %s", SDL_GetError());
    touch(surface);
    window->width = surface->w;
    window->height = surface->h;
    snprintf(window->renderer_name, sizeof window->renderer_name, "memory");
    return true;
}

bool window_open(struct window *window, struct fail *fail) {
    window->software = prefers_software(window);
    /* Without it SDL 2 shows a software frame through OpenGL on X11; Wayland and KMSDRM have no other way. */
    bool memory = window->software && has_memory(window);
    if (memory)
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
    if (memory && fits_pixels(window))
        return open_memory(window, fail);
    window->renderer = create_renderer(window);
    if (!window->renderer)
        return fail_set(fail, "no renderer: %s", SDL_GetError());
    SDL_GetRendererOutputSize(window->renderer, &window->width, &window->height);
    return true;
}

bool window_begin(struct window *window, bool *kept) {
    *kept = false;
    if (window->renderer)
        return true;
    struct SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    if (!surface)
        return false;
    *kept = window->target.data == surface->pixels;
    window->target =
        (struct blit_target){surface->pixels, (size_t)surface->pitch / 4, surface->w, surface->h};
    return true;
}

void window_clear(struct window *window, struct colour colour) {
    if (!window->renderer) {
        struct box everything = {0, 0, window->target.width, window->target.height};
        blit_fill(&window->target, everything, (uint32_t)(colour.r << 16 | colour.g << 8 | colour.b));
        return;
    }
    SDL_SetRenderDrawColor(window->renderer, colour.r, colour.g, colour.b, 255);
    SDL_RenderClear(window->renderer);
}

/* As it lies there, begun and drawn. */
static bool copy_frame(struct window *window, struct pixels *out) {
    if (!pixels_init(out, window->width, window->height))
        return false;
    out->opaque = true;
    if (window->renderer)
        return SDL_RenderReadPixels(window->renderer, NULL, SDL_PIXELFORMAT_ARGB8888, out->data,
                                    out->width * 4) == 0;
    for (int y = 0; y < out->height && y < window->target.height; y++)
        for (int x = 0; x < out->width && x < window->target.width; x++)
            out->data[(size_t)y * (size_t)out->width + x] =
                window->target.data[(size_t)y * window->target.stride + x] | 0xff000000u;
    return true;
}

static void give_copy(struct window *window) {
    struct pixels copy = {0};
    if (copy_frame(window, &copy))
        *window->copy = copy;
    else
        pixels_finish(&copy);
    window->copy = NULL;
}

bool window_present(struct window *window, const struct box *changed, int count) {
    if (window->copy)
        give_copy(window);
    if (window->renderer) {
        SDL_RenderPresent(window->renderer);
        return true;
    }
    if (count < 0)
        return SDL_UpdateWindowSurface(window->sdl) == 0;
    SDL_Rect rects[SITE_ZONES_MAX];
    for (int i = 0; i < count && i < SITE_ZONES_MAX; i++)
        rects[i] = (SDL_Rect){changed[i].x, changed[i].y, changed[i].w, changed[i].h};
    return count == 0 || SDL_UpdateWindowSurfaceRects(window->sdl, rects, count) == 0;
}

bool window_read(struct window *window, struct pixels *out) {
    bool kept;
    return (window->renderer || window_begin(window, &kept)) && copy_frame(window, out);
}

void window_copy_next(struct window *window, struct pixels *out) {
    window->copy = out;
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
