/* A painted picture as PNG: eight bits of red, green and blue each, without alpha. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/draw/pixels.h"

/* Into a file, packed well. */
bool png_write_file(const struct pixels *pixels, const char *path, struct fail *fail) MUST_CHECK;
/* Into memory, packed fast: for whoever waits for it. *bytes is malloc'd. */
bool png_write_fast(const struct pixels *pixels, char **bytes, size_t *size, struct fail *fail) MUST_CHECK;
