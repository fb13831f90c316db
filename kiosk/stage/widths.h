/* How wide runs of text are, of those measured lately: shaping a text anew is what laying out a page costs.
 * Only a hash of each text is kept, and that no longer than the fonts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct widths;

struct widths *widths_create(void); /* NULL: out of memory; the others take it and keep nothing */
void widths_destroy(struct widths *widths);

/* Tells runs apart. `px` is the em. */
uint64_t widths_key(int face, int px, uint32_t script, bool rtl, const char *utf8, size_t length);
/* px of the run's advance; false: it is not known. */
bool widths_find(const struct widths *widths, uint64_t key, int *width);
void widths_keep(struct widths *widths, uint64_t key, int width);
