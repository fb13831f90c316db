/* Which items of which feeds somebody wants to see: as written on a slide or a page of the guide. Answered by
 * feed_select.h and opening_week.h. */
#pragma once

#include <stddef.h>

#include "core/site/feed_format.h"

enum { QUERY_LIMIT_MAX = 50 };

struct feed_query {
    const char *const *feeds; /* ids */
    size_t feed_count;
    enum feed_kind kind;     /* of the items wanted; feeds of another kind are passed over */
    int days;                /* how far ahead events are shown, 1–366 */
    int limit;               /* items at most, 1–QUERY_LIMIT_MAX; 0: as many as the caller takes */
    const char *const *tags; /* only events with one of these; count 0: all */
    size_t tag_count;
    const char *branch; /* hours: branch id or ISIL (ISO 15511); NULL: all in the feed */
};
