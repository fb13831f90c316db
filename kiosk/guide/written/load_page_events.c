/* What is on, from calendars; tags become buttons. */
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

enum { DAYS_DEFAULT = 60, TAGS_MAX = 20 };

/* "english" → "English" */
static const char *capital(struct arena *arena, const char *text) {
    UChar32 first;
    int32_t at = 0, length = (int32_t)strlen(text), used = 0;
    uint8_t letter[U8_MAX_LENGTH + 1] = {0};
    U8_NEXT((const uint8_t *)text, at, length, first);
    UChar32 upper = first > 0 ? u_totitle(first) : 0;
    U8_APPEND_UNSAFE(letter, used, upper);
    char *out = arena_alloc(arena, (size_t)(length - at + used) + 1);
    if (!out)
        return text;
    memcpy(out, letter, (size_t)used);
    memcpy(out + used, text + at, (size_t)(length - at));
    return out;
}

static void read_tag_titles(const struct json_place *place, struct guide_loading *loading,
                            struct guide_page *out) {
    const struct feed_query *query = &out->events.query;
    struct json_place titles = place_member(place, "tag_titles"), list = place_member(place, "tags");
    size_t before = place->reader->errors;
    bool named = !titles.value || place_object(&titles, query->tags, query->tag_count);
    if (!named || place->reader->errors != before)
        return;
    struct guide_tag *tags =
        query->tag_count ? arena_alloc(loading->guide->arena, query->tag_count * sizeof *tags) : NULL;
    for (size_t i = 0; tags && i < query->tag_count; i++) {
        struct json_place item = place_item(&list, i);
        read_shown(&titles, query->tags[i], loading, &tags[i].title);
        tags[i].plain = capital(loading->guide->arena, query->tags[i]);
        if (tags[i].title.count == 0)
            place_warning(&item, FOUND_TAG_UNTITLED, tags[i].plain, query->tags[i], query->tags[i]);
    }
    out->events.tags = tags;
    out->events.query.tag_count = tags ? query->tag_count : 0;
}

static bool read_events(const struct json_place *place, struct guide_loading *loading,
                        struct guide_page *page) {
    struct feed_query *query = &page->events.query;
    *query = (struct feed_query){.kind = FEED_KIND_EVENTS, .limit = QUERY_LIMIT_MAX};
    query->feed_count = read_feed_names(place, loading->site, query->kind, &query->feeds);
    query->days = read_int(place, "days", 1, 366, DAYS_DEFAULT);
    query->tag_count = read_texts(place, "tags", TAGS_MAX, &query->tags);
    read_tag_titles(place, loading, page);
    return true;
}

static const char *const keys[] = {"feeds", "tags", "tag_titles", "days"};

const struct page_kind page_kind_events = {.name = "events",
                                           .icon = "event",
                                           .keys = keys,
                                           .key_count = LENGTH(keys),
                                           .read = read_events,
                                           .has_filters = true,
                                           .has_periods = true,
                                           .place = offsetof(struct guide, own.events)};
