/* The table of routes as an OpenAPI 3.1 document, from which the page's types are made, too. Pure. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "desk/http/route.h"

/* JSON text, malloc'd, the same for the same table; routes without a summary are left out. NULL: out of
 * memory. */
char *openapi_write(const struct route *routes, size_t count, const char *title,
                    const char *version) MUST_CHECK;
