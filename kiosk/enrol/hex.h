/* Bytes as lower-case hexadecimal digits, and back, strictly. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

/* False, `bytes` untouched: NULL, or not exactly 2 × `size` digits 0–9a–f. */
bool hex_read(const char *text, void *bytes, size_t size) MUST_CHECK;
/* `text` takes 2 × `size` + 1; returns it. */
char *hex_write(const void *bytes, size_t size, char *text);
