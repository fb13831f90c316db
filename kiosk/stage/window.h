/* The window and its renderer: KMSDRM, Wayland, X11, or none (dummy). Main thread only. */
#pragma once

#include <stdbool.h>

#include "core/compiler.h"
#include "core/fail.h"

struct SDL_Window;
struct SDL_Renderer;

struct window_options {
    bool headless;     /* SDL's dummy driver */
    int width, height; /* 0: full screen in the display's own mode */
};
struct window {
    struct SDL_Window *sdl;
    struct SDL_Renderer *renderer;
    int width, height; /* px of the panel */
    bool full_screen;
    bool software;
    bool claim;      /* window_claim has something to do */
    char driver[24]; /* "x11", "KMSDRM", … */
};

/* Video up and the panel's size known, before there is a window: painting can begin. False: no display. */
bool window_prepare(struct window *window, const struct window_options *options,
                    struct fail *fail) MUST_CHECK;
/* The window itself. On X11 SDL's software renderer is used (through llvmpipe the same costs five times the
 * CPU) unless $SDL_RENDER_DRIVER says otherwise; elsewhere an accelerated one with vsync, always, because a
 * Raspberry Pi 5 shows garbage without it; else software. */
bool window_open(struct window *window, struct fail *fail) MUST_CHECK;
/* To be called when the first picture is on screen. On X11 only now the window manager, if any, is asked to
 * put the window above everything: SDL waits 0.1 s for it, even when there is none. */
void window_claim(struct window *window);
void window_close(struct window *window);
