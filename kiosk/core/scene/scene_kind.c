#include "core/scene/scene_kind.h"

#include "core/feed/feed_select.h"
#include "core/site/slide_kind.h"

#define ROW(name, id) [SLIDE_##id] = &scene_kind_##name,
static const struct scene_kind *const kinds[SLIDE_KIND_COUNT] = {SLIDE_KINDS(ROW)};
#undef ROW

const struct scene_kind *scene_kind(enum slide_type type) {
    return kinds[type];
}

int64_t scene_query_edge(const struct scene_moment *moment, int64_t until_ms) {
    return feed_next_edge(slide_query(moment->slide), moment->screen, moment->feeds, moment->now_ms,
                          until_ms);
}
