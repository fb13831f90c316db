/* Signs by name, from Debian's icon font (Material Icons, package fonts-material-design-icons-iconfont). */
#pragma once

#include <stddef.h>

/* UTF-8 of the sign called `name` ("home", "work"), one private-use code point; NULL when there is none. */
const char *icon_find(const char *name);
/* The name nearest to a misspelt one, or NULL. */
const char *icon_nearest(const char *name);
/* The names in their order, from 0; NULL after the last. */
const char *icon_name(size_t number);
