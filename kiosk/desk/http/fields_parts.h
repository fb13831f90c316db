/* Private to the reading of fields. */
#pragma once

#include "desk/http/fields.h"

/* `object`, made by us, if it keeps to `fields`. */
const struct json_value *fields_check_made(const struct json_value *object, const struct field *fields,
                                           struct findings *findings) MUST_CHECK;
