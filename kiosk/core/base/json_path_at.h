/* Which values stand at places of a JSON text, the way back from json_locate.h: for a finding, so that a page
 * can show it beside its field. Pure. */
#pragma once

#include "core/base/json_edit.h"
#include "core/base/json_values.h"

/* Of each spot the path (json_edit.h) of the value or key that stands there, or of the last one that begins
 * before it; NULL: there is none. `paths` has room for `count`; they live in `arena`. False: it is no JSON,
 * it is too large to be edited, or there was no memory. */
bool json_paths_at(const struct json_source *source, const struct json_spot *spots, size_t count,
                   struct arena *arena, const char **paths) MUST_CHECK;
