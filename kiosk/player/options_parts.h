/* Shared by the parts of options. Not for others. */
#pragma once

#include <stddef.h>

#include "player/options.h"

/* One option by its long name. */
bool options_set(struct options *options, const char *name, const char *value, struct fail *fail) MUST_CHECK;
/* The long names that take a value; they are the keys of the file too. */
const char *const *options_names(size_t *count);
/* Reads the file `path` into `options`; keeps its name and what it holds. False: `fail` says where the
 * mistake stands. */
bool options_read_file(struct options *options, const char *path, struct fail *fail) MUST_CHECK;
