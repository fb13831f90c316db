/* Where the programs of ours are that this one starts. */
#pragma once

#include "core/base/compiler.h"

/* The first executable `name` in $PATH, malloc'd; NULL: there is none. */
char *program_in_path(const char *name) MUST_CHECK;
/* The path of the program `name`: beside the running one, else the first in $PATH. malloc'd; NULL: there is
 * none. */
char *program_find(const char *name) MUST_CHECK;
