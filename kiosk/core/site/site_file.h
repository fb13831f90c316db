/* What a file of a site is, by its name alone. */
#pragma once

#include <stdbool.h>

/* The media type (RFC 6838) of a file that screens take, by the ending of its name; NULL: they do not. */
const char *site_file_type(const char *name);
/* One of the types above? */
bool site_file_type_known(const char *type);
/* A picture of the site's, under assets/: drawn or photographed, and decoded in a jail before anybody sees
 * it. */
bool site_file_is_picture(const char *name);
/* Pictures, films and fonts, which are kept by their hashes; the others are texts, which people edit. */
bool site_file_is_object(const char *name);
