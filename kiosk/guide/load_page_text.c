/* A page that is read. */
#include "guide/page_kind.h"

const struct page_kind page_kind_text = {.name = "text", .icon = "article", .is_text = true};
