/* The window and its renderer: KMSDRM, Wayland, X11, or none (dummy). Main thread only. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "stage/blit.h"

struct SDL_Window;
struct SDL_Renderer;

enum { WINDOW_RENDERERS = 4 };

struct window_options {
    bool headless;     /* SDL's dummy driver */
    int width, height; /* 0: full screen in the display's own mode */
};
struct window {
    struct SDL_Window *sdl;
    struct SDL_Renderer *renderer; /* NULL: frames are drawn straight into the window's memory, `target` */
    struct blit_target target;     /* valid from window_begin to window_present */
    int width, height;             /* px of the panel */
    bool full_screen;
    bool software;
    bool planes;                             /* the renderer draws a film's frames as they are decoded */
    bool claim;                              /* window_claim has something to do */
    char driver[24];                         /* "x11", "KMSDRM", …; "": there is no display */
    char renderer_name[24];                  /* "opengles2", …; "memory": there is none */
    char passed_over[WINDOW_RENDERERS][200]; /* renderers that were tried, and what was wrong with them */
    int passed_over_count;
    struct pixels *copy; /* wanted of the next frame; NULL: none */
};

/* Video up and the panel's size known, before there is a window: painting can begin. False: no display, and
 * everything is as before; it may be asked again. Only what somebody can look at is one: KMSDRM, Wayland,
 * X11, unless headless. */
bool window_prepare(struct window *window, const struct window_options *options,
                    struct fail *fail) MUST_CHECK;
/* The window itself. On X11 and headless there is no renderer: frames are made in the window's own shared
 * memory (a fade costs a third of what SDL's software renderer takes, and a fifteenth of llvmpipe), unless
 * $SDL_RENDER_DRIVER names another than "software"; elsewhere an accelerated one with vsync, always, because
 * a Raspberry Pi 5 shows garbage without it; else software. On KMSDRM opengles2, which is what a Pi has, is
 * tried before opengl. One that does not draw what it is told (renderer_probe.h) is passed over. */
bool window_open(struct window *window, struct fail *fail) MUST_CHECK;
/* To be called when the first picture is on screen. On X11 only now the window manager, if any, is asked to
 * put the window above everything: SDL waits 0.1 s for it, even when there is none. */
void window_claim(struct window *window);

/* Begins a frame. *kept: the last one is still there, so that only what changed need be drawn. */
bool window_begin(struct window *window, bool *kept) MUST_CHECK;
void window_clear(struct window *window, struct colour colour);
/* Shows the frame; what changed since the last one are `count` boxes, −1: everything. */
bool window_present(struct window *window, const struct box *changed, int count) MUST_CHECK;
/* The frame that is presented next goes into `out` as well (init'd then; left alone when it cannot be read),
 * just before it is shown. */
void window_copy_next(struct window *window, struct pixels *out);
/* What was last presented, window->width × height px, into `out` (init'd here). */
bool window_read(struct window *window, struct pixels *out) MUST_CHECK;

void window_close(struct window *window);
