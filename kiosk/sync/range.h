/* What a server says when it is asked for the rest of a file (RFC 9110 §14). Pure. */
#pragma once

#include <stdint.h>

enum range_answer {
    RANGE_REST,    /* it sends what was asked for */
    RANGE_WHOLE,   /* it sends the file from its beginning, as one without ranges does */
    RANGE_WRONG,   /* it sends another part, or does not say which */
    RANGE_REFUSED, /* it sends neither because a part was asked for, as far as can be told */
    RANGE_LATER,   /* it has no time now (RFC 9110 §15.6.4, RFC 6585 §4): what is there stays good */
};

/* `status` is the HTTP status, `content_range` the value of that header ("": none). Asked for were the bytes
 * from `from` on of a file of `size`. */
enum range_answer range_judge(long status, const char *content_range, uint64_t from, uint64_t size);
