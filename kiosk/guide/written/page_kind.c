#include "guide/written/page_kind.h"

#define ROW(name, id) [PAGE_##id] = &page_kind_##name,
static const struct page_kind *const kinds[GUIDE_PAGE_KIND_COUNT] = {GUIDE_PAGE_KINDS(ROW)};
#undef ROW

const struct page_kind *page_kind(enum guide_page_kind kind) {
    return kinds[kind];
}
