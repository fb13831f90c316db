/* HTML's one way to write what came from outside. Pure. */
#pragma once

#include <stdio.h>

/* `text` so that it is text, also in an attribute in quotes: & < > " ' are escaped, control characters and
 * what is no UTF-8 left out. */
void html_escape(FILE *out, const char *text);
