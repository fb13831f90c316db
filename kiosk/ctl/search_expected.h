/* Whether words lead where they should: a table of what people type, held against what they would find. */
#pragma once

#include "guide/search/search.h"

enum { SEARCH_EXPECTED_FIRST = 3 }; /* so many pages stand on the first leaf of what is found */

struct search_expected {
    const struct guide *guide;
    const struct search_index *index; /* of that guide */
    const struct screen *screen;
    int64_t now_ms; /* UTC */
    bool drafts;    /* also languages that visitors are not offered */
};

/* The id of a page as `kioskctl search` prints it; NULL: none. Lives as long as the guide. */
const char *search_found_id(const struct found *found);

/* `path`: a line each of words, language and page, with tabs between; lines that begin with "#" and empty
 * ones are passed over, and the first may be the heads. Says on standard output, as FILE:LINE, each whose
 * page is not among the first SEARCH_EXPECTED_FIRST pages, with those that are, and how many were right.
 * False: one was wrong, or (said on standard error) the table cannot be read. */
bool search_expected(const struct search_expected *expected, const char *path) MUST_CHECK;
