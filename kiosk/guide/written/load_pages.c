#include <string.h>

#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

static const char *const common_keys[] = {"id",       "kind", "icon",    "picture", "title",   "summary",
                                          "keywords", "url",  "contact", "source",  "see_also"};

/* -1: reported. */
static int read_kind(const struct json_place *place) {
    const char *names[GUIDE_PAGE_KIND_COUNT];
    for (int i = 0; i < GUIDE_PAGE_KIND_COUNT; i++)
        names[i] = page_kind((enum guide_page_kind)i)->name;
    return read_choice(place, "kind", names, GUIDE_PAGE_KIND_COUNT,
                       place_member(place, "kind").value ? -1 : 0);
}

static void read_see_also(const struct json_place *place, struct guide_page *out) {
    out->see_also_count = read_texts(place, "see_also", GUIDE_SEE_ALSO_MAX, &out->see_also);
}

static bool read_page(const struct json_place *place, struct guide_loading *loading, struct guide_page *out) {
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_PAGE);
        return false;
    }
    place_position(place, &out->at.line, &out->at.column);
    out->id = read_new_id(place, loading->written, loading->written_count);
    if (out->id)
        loading->written[loading->written_count++] = out->id;
    int number = read_kind(place);
    const struct page_kind *kind = number >= 0 ? page_kind((enum guide_page_kind)number) : NULL;
    if (!kind || !place_object_of(place, common_keys, LENGTH(common_keys), kind->keys, kind->key_count))
        return false;
    out->kind = (enum guide_page_kind)number;
    out->icon = read_icon(place, kind->icon);
    read_guide_picture(place, loading, &out->picture);
    read_title(place, "title", loading, "what the page is called, in each language",
               "hvad siden hedder, på hvert sprog", &out->title);
    read_shown(place, "summary", loading, &out->summary);
    read_localized_in(place, "keywords", &loading->languages, &out->keywords);
    read_urls(place, "url", loading, &out->url);
    read_contact(place, "contact", loading, &out->contact);
    read_source(place, &out->source);
    out->sample = kind->is_text && (!out->source.checked_day || !out->source.owner);
    read_see_also(place, out);
    bool whole = !kind->read || kind->read(place, loading, out);
    if (!whole || !out->id || place->reader->errors != before)
        return false;
    load_texts(place, loading, out);
    return !kind->is_text || out->text_count > 0;
}

/* Only now are all pages known. A name that leads nowhere is taken out. */
static void resolve_see_also(const struct json_place *list, size_t count, struct guide_loading *loading) {
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(list, i), id = place_member(&place, "id"),
                          names = place_member(&place, "see_also");
        struct guide_page *page = NULL;
        for (size_t p = 0; p < loading->guide->page_count && !page; p++)
            if (value_is(id.value, VALUE_TEXT) &&
                strcmp(loading->guide->pages[p].id, value_text(id.value)) == 0)
                page = &loading->guide->pages[p];
        size_t named = page ? place_array(&names, GUIDE_SEE_ALSO_MAX) : 0, kept = 0;
        const char **known = named ? arena_alloc(loading->guide->arena, named * sizeof *known) : NULL;
        for (size_t n = 0; known && n < named; n++) {
            struct json_place item = place_item(&names, n);
            const struct guide_page *other = read_page_name(&item, loading);
            if (other == page)
                place_error(&item, FOUND_PAGE_TO_ITSELF);
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
        size_t at = page_kind(page->kind)->place;
        const struct guide_page **place =
            at ? (const struct guide_page **)(void *)((char *)guide + at) : NULL;
        if (place && !*place)
            *place = page;
    }
}

void load_pages(const struct json_place *root, struct guide_loading *loading) {
    struct guide *guide = loading->guide;
    struct json_place list = place_member(root, "pages");
    size_t count = place_array(&list, GUIDE_PAGES_MAX);
    if (!list.value)
        place_missing(root, "pages", "a list of pages", "en liste af sider");
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
