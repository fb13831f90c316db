/* Does a renderer draw what it is told? Some clear the window and leave textures out, or put them elsewhere,
 * and report no error. Main thread, right after the renderer was made; the window must have been given
 * nothing else yet. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct SDL_Renderer;

/* Draws a clear and small textures of known colours into the frame that is next (it is not presented), and
 * reads them back. False: `fail` says what was wrong. */
bool renderer_probe(struct SDL_Renderer *renderer, struct fail *fail) MUST_CHECK;
/* The same of planes of Y, U and V, in the colours of BT.709: a film's frame. False: they are to be turned
 * into pixels first. */
bool renderer_probe_planes(struct SDL_Renderer *renderer) MUST_CHECK;
