/* How a file is to be sent: whole, one part, packed, or not at all because it is there already (RFC 9110 §12
 * to §14). Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Does If-None-Match (NULL: none was sent) name `etag`, which has its quotes? */
bool etag_named(const char *if_none_match, const char *etag);

enum range_kind {
    RANGE_ALL,  /* none asked for, or in a way that may be ignored */
    RANGE_PART, /* from `first` to `last`, both included */
    RANGE_NONE, /* 416: not within the file */
};
struct range {
    enum range_kind kind;
    uint64_t first, last;
};
/* Of a file of `size` bytes; several parts at once are not served. `if_range` other than `etag` asks for all.
 * Headers may be NULL. */
struct range range_wanted(const char *range, const char *if_range, const char *etag, uint64_t size);

/* Does Accept-Encoding (NULL: none was sent) name gzip, and not to refuse it (RFC 9110 §12.5.3)? */
bool gzip_taken(const char *accept_encoding);
