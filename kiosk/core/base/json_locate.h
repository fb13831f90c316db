/* Where values and keys stand in a JSON text that was already parsed and is known to be valid: for findings.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* One step down: a member when `key` is given, else the element `index` of an array. */
struct json_step {
    const char *key;
    size_t index;
};

/* Line and column (from 1, in characters) of the value that `steps` lead to, or of its key when `of_key`. A
 * path that leads nowhere gives the deepest place that exists. 0, 0: no memory, or the text is no JSON. */
void json_locate(const char *text, size_t size, const struct json_step *steps, size_t count, bool of_key,
                 int *line, int *column);

/* Line and column of the byte at `offset`. */
void json_position(const char *text, size_t size, size_t offset, int *line, int *column);
