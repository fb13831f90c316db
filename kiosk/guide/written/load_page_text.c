/* A page that is read. */
#include "guide/written/page_kind.h"

const struct page_kind page_kind_text = {.name = "text", .icon = "article", .is_text = true, .prints = true};
