/* How each kind of page is written and what can be chosen on it. One file a kind: load_page_NAME.c; what it
 * looks like stands in view_NAME.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "guide/written/page_kinds.h"

struct guide_loading;
struct guide_page;
struct json_place;

struct page_kind {
    const char *name;
    const char *icon; /* its sign unless the page has one of its own */
    /* Keys besides those of every page, and who reads them: false when the page cannot be shown without.
     * NULL: there are none. */
    const char *const *keys;
    size_t key_count;
    bool (*read)(const struct json_place *place, struct guide_loading *loading, struct guide_page *page);
    bool is_text; /* it is its text: must have one, in the site's languages, and a source that was checked */
    bool prints;  /* means the same on paper: it is no list to choose from */
    bool has_filters; /* what was chosen on it is kept while the visitor stays */
    bool has_periods; /* a time and one of its query's tags can be chosen */
    size_t place;     /* offset in struct guide of the place that the first page of the kind has; 0: none */
};

const struct page_kind *page_kind(enum guide_page_kind kind);

#define PAGE_KIND_ROW(name, id) extern const struct page_kind page_kind_##name;
GUIDE_PAGE_KINDS(PAGE_KIND_ROW)
#undef PAGE_KIND_ROW
