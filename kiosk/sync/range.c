#include "sync/range.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* "bytes 5-9/10" or "bytes 5-9/" with a star: begins where it was asked to and is of the same file. */
static bool begins_at(const char *content_range, uint64_t from, uint64_t size) {
    uint64_t first, last, total;
    char rest;
    if (strncasecmp(content_range, "bytes", 5) != 0)
        return false;
    const char *range = content_range + 5;
    if (sscanf(range, " %20" SCNu64 "-%20" SCNu64 "/%20" SCNu64 " %c", &first, &last, &total, &rest) == 3)
        return first == from && last >= first && last < total && total == size;
    int end = 0;
    return sscanf(range, " %20" SCNu64 "-%20" SCNu64 "/* %n", &first, &last, &end) == 2 && end > 0 &&
           range[end] == '\0' && first == from && last >= first && last < size;
}

enum range_answer range_judge(long status, const char *content_range, uint64_t from, uint64_t size) {
    switch (status) {
    case 200:
        return RANGE_WHOLE;
    case 206:
        return begins_at(content_range, from, size) ? RANGE_REST : RANGE_WRONG;
    case 408:
    case 425:
    case 429:
    case 503:
    case 504:
        return RANGE_LATER;
    default:
        return RANGE_REFUSED;
    }
}
