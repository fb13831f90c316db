#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "guide/load_parts.h"

enum { DAYS_EVENTS = 60, DAYS_HOURS = 7, TAGS_MAX = 20 };

static const char *const kind_names[] = {"text", "directory", "events", "hours", "phrases"};
static const char *const kind_icons[] = {"article", "list", "event", "schedule", "forum"};

#define COMMON "id", "kind", "icon", "title", "summary", "keywords", "url", "contact", "source", "see_also"
static const char *const text_keys[] = {COMMON};
static const char *const directory_keys[] = {COMMON, "directory"};
static const char *const events_keys[] = {COMMON, "feeds", "tags", "tag_titles", "days"};
static const char *const hours_keys[] = {COMMON, "feeds", "branch", "days"};
static const struct {
    const char *const *keys;
    size_t count;
} kind_keys[] = {
    [PAGE_TEXT] = {text_keys, LENGTH(text_keys)},
    [PAGE_DIRECTORY] = {directory_keys, LENGTH(directory_keys)},
    [PAGE_EVENTS] = {events_keys, LENGTH(events_keys)},
    [PAGE_HOURS] = {hours_keys, LENGTH(hours_keys)},
    [PAGE_PHRASES] = {text_keys, LENGTH(text_keys)},
};

/* "english" → "English" */
static const char *capital(struct arena *arena, const char *text) {
    UChar32 first;
    int32_t at = 0, length = (int32_t)strlen(text), used = 0;
    uint8_t letter[U8_MAX_LENGTH + 1] = {0};
    char out[READER_NAME_MAX + U8_MAX_LENGTH + 1];
    U8_NEXT((const uint8_t *)text, at, length, first);
    UChar32 upper = first > 0 ? u_totitle(first) : 0;
    U8_APPEND_UNSAFE(letter, used, upper);
    int size = snprintf(out, sizeof out, "%s%s", (const char *)letter, text + at);
    const char *copy = arena_copy(arena, out, (size_t)size);
    return copy ? copy : text;
}

static void read_tag_titles(const struct json_place *place, struct guide_loading *loading,
                            struct guide_page *out) {
    const struct feed_query *query = &out->query;
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
            place_warning(&item,
                          "the button says \"%s\" in every language; name \"%s\" in \"tag_titles\": "
                          "{\"%s\": {\"en\": …}}",
                          tags[i].plain, query->tags[i], query->tags[i]);
    }
    out->tags = tags;
    out->query.tag_count = tags ? query->tag_count : 0;
}

static void read_feeds_of(const struct json_place *place, struct guide_loading *loading,
                          struct guide_page *out) {
    struct feed_query *query = &out->query;
    bool events = out->kind == PAGE_EVENTS;
    *query =
        (struct feed_query){.kind = events ? FEED_KIND_EVENTS : FEED_KIND_HOURS, .limit = QUERY_LIMIT_MAX};
    query->feed_count = read_feed_names(place, loading->site, query->kind, &query->feeds);
    query->days = read_int(place, "days", 1, 366, events ? DAYS_EVENTS : DAYS_HOURS);
    if (events) {
        query->tag_count = read_texts(place, "tags", TAGS_MAX, &query->tags);
        read_tag_titles(place, loading, out);
    } else {
        query->branch = read_text(place, "branch", READER_NAME_MAX);
    }
}

static void read_see_also(const struct json_place *place, struct guide_page *out) {
    out->see_also_count = read_texts(place, "see_also", GUIDE_SEE_ALSO_MAX, &out->see_also);
}

static bool read_page(const struct json_place *place, struct guide_loading *loading, struct guide_page *out) {
    size_t before = place->reader->errors;
    if (!json_is_object(place->value)) {
        place_error(place, "must be a page: { … }");
        return false;
    }
    place_position(place, &out->line, &out->column);
    out->id = read_new_id(place, loading->written, loading->written_count, "page");
    if (out->id)
        loading->written[loading->written_count++] = out->id;
    int kind = read_choice(place, "kind", kind_names, LENGTH(kind_names),
                           place_member(place, "kind").value ? -1 : PAGE_TEXT);
    if (kind < 0 || !place_object(place, kind_keys[kind].keys, kind_keys[kind].count))
        return false;
    out->kind = (enum guide_page_kind)kind;
    out->icon = read_icon(place, kind_icons[kind]);
    read_title(place, "title", loading, "what the page is called, in each language", &out->title);
    read_shown(place, "summary", loading, &out->summary);
    read_localized_in(place, "keywords", &loading->languages, &out->keywords);
    read_urls(place, "url", loading, &out->url);
    read_contact(place, "contact", loading, &out->contact);
    read_source(place, &out->source);
    out->sample = out->kind == PAGE_TEXT && (!out->source.checked_day || !out->source.owner);
    read_see_also(place, out);
    if (out->kind == PAGE_EVENTS || out->kind == PAGE_HOURS)
        read_feeds_of(place, loading, out);
    if (out->kind == PAGE_DIRECTORY)
        out->directory = load_directory(place, loading);
    if (!out->id || place->reader->errors != before || (out->kind == PAGE_DIRECTORY && !out->directory))
        return false;
    load_texts(place, loading, out);
    return out->kind != PAGE_TEXT || out->text_count > 0;
}

/* Only now are all pages known. A name that leads nowhere is taken out. */
static void resolve_see_also(const struct json_place *list, size_t count, struct guide_loading *loading) {
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(list, i), id = place_member(&place, "id"),
                          names = place_member(&place, "see_also");
        struct guide_page *page = NULL;
        for (size_t p = 0; p < loading->guide->page_count && !page; p++)
            if (json_is_string(id.value) &&
                strcmp(loading->guide->pages[p].id, json_string_value(id.value)) == 0)
                page = &loading->guide->pages[p];
        size_t named = page ? place_array(&names, GUIDE_SEE_ALSO_MAX) : 0, kept = 0;
        const char **known = named ? arena_alloc(loading->guide->arena, named * sizeof *known) : NULL;
        for (size_t n = 0; known && n < named; n++) {
            struct json_place item = place_item(&names, n);
            const struct guide_page *other = read_page_name(&item, loading);
            if (other == page)
                place_error(&item, "a page need not point to itself");
            else if (other)
                known[kept++] = other->id;
        }
        if (page) {
            page->see_also = known;
            page->see_also_count = kept;
        }
    }
}

static void note_places(struct guide *guide) {
    for (size_t i = 0; i < guide->page_count; i++) {
        const struct guide_page *page = &guide->pages[i];
        const struct guide_page **place = page->kind == PAGE_EVENTS    ? &guide->events
                                          : page->kind == PAGE_HOURS   ? &guide->hours
                                          : page->kind == PAGE_PHRASES ? &guide->phrases_page
                                                                       : NULL;
        if (place && !*place)
            *place = page;
    }
}

void load_pages(const struct json_place *root, struct guide_loading *loading) {
    struct guide *guide = loading->guide;
    struct json_place list = place_member(root, "pages");
    size_t count = place_array(&list, GUIDE_PAGES_MAX);
    if (!list.value)
        place_missing(root, "pages", "a list of pages");
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct guide_page *page = &guide->pages[guide->page_count];
        *page = (struct guide_page){0};
        if (read_page(&place, loading, page))
            guide->page_count++;
        else
            *page = (struct guide_page){0};
    }
    resolve_see_also(&list, count, loading);
    note_places(guide);
}
