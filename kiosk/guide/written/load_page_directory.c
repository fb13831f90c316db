/* A list that filters. */
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

static bool read_directory(const struct json_place *place, struct guide_loading *loading,
                           struct guide_page *page) {
    page->directory = load_directory(place, loading);
    return page->directory != NULL;
}

static const char *const keys[] = {"directory"};

const struct page_kind page_kind_directory = {.name = "directory",
                                              .icon = "list",
                                              .keys = keys,
                                              .key_count = LENGTH(keys),
                                              .read = read_directory,
                                              .has_filters = true};
