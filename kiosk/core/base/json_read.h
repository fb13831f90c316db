/* JSON that people write: parsed by jansson, what is wrong said by json_fault.h. A site, which may be large,
 * is read by json_values.h. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct json_t;

/* `text` (UTF-8, no duplicate keys; a byte order mark is passed over). Caller json_decrefs it. NULL: `fail`
 * says what is wrong, where in `file`, and what to do. */
struct json_t *json_read(const char *file, const char *text, size_t size, struct fail *fail) MUST_CHECK;
