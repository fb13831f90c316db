#include <string.h>

#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

enum { YEAR_MIN = 1800, YEAR_MAX = 2100 };

static const char *const entry_keys[] = {"id",      "title",  "text",  "picture", "address", "url",
                                         "contact", "status", "since", "ended",   "source"};
static const char *const status_names[] = {"active", "ended", "unknown"};
static const enum entry_status statuses[] = {ENTRY_ACTIVE, ENTRY_ENDED, ENTRY_UNKNOWN};

static void read_options(const struct json_place *facet, const struct guide_loading *loading,
                         struct guide_facet *out) {
    static const char *const keys[] = {"id", "title"};
    struct json_place list = place_member(facet, "options");
    size_t count = place_array(&list, GUIDE_OPTIONS_MAX);
    const char *known[GUIDE_OPTIONS_MAX];
    if (!list.value || (value_is(list.value, VALUE_LIST) && value_length(list.value) == 0))
        place_missing(facet, "options", "what can be chosen", "hvad der kan vælges");
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        size_t at = out->option_count;
        out->options[at].id = known[at] = read_new_id(&place, known, at);
        read_title(&place, "title", loading, "what the option is called", "hvad valget hedder",
                   &out->options[at].title);
        out->option_count += known[at] != NULL;
    }
}

static void read_facets(const struct json_place *root, const struct guide_loading *loading,
                        struct guide_directory *out) {
    static const char *const keys[] = {"id", "title", "options"};
    struct json_place list = place_member(root, "facets");
    size_t count = place_array(&list, GUIDE_FACETS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        const char *known[LENGTH(entry_keys) + GUIDE_FACETS_MAX];
        memcpy(known, entry_keys, sizeof entry_keys);
        for (size_t k = 0; k < out->facet_count; k++)
            known[LENGTH(entry_keys) + k] = out->facets[k].id;
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        struct guide_facet *facet = &out->facets[out->facet_count];
        *facet = (struct guide_facet){.id = NULL}; /* one that was refused may have stood there */
        facet->id = read_new_id(&place, known, LENGTH(entry_keys) + out->facet_count);
        read_title(&place, "title", loading, "what the filter is called", "hvad filteret hedder",
                   &facet->title);
        read_options(&place, loading, facet);
        out->facet_count += facet->id != NULL;
    }
}

static uint32_t read_chosen(const struct json_place *entry, const struct guide_facet *facet) {
    struct json_place list = place_member(entry, facet->id);
    size_t count = place_array(&list, GUIDE_OPTIONS_MAX);
    const char *names[GUIDE_OPTIONS_MAX];
    for (size_t k = 0; k < facet->option_count; k++)
        names[k] = facet->options[k].id;
    uint32_t chosen = 0;
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&list, i);
        const char *name = place_text(&item, READER_NAME_MAX, false);
        size_t at = 0;
        while (name && at < facet->option_count && strcmp(names[at], name) != 0)
            at++;
        if (!name)
            continue;
        const char *nearest = nearest_name(name, names, facet->option_count);
        if (at == facet->option_count)
            fail_suggest(place_error(&item, FOUND_UNKNOWN_OPTION, facet->id, name), nearest);
        else
            chosen |= UINT32_C(1) << at;
    }
    return chosen;
}

static void read_status(const struct json_place *place, struct guide_entry *out) {
    struct json_place since = place_member(place, "since"), ended = place_member(place, "ended");
    size_t before = place->reader->errors;
    int status = read_choice(place, "status", status_names, LENGTH(status_names), -1);
    out->status = status < 0 ? ENTRY_PLAIN : statuses[status];
    out->since_year = read_int(place, "since", YEAR_MIN, YEAR_MAX, 0);
    out->ended_year = read_int(place, "ended", YEAR_MIN, YEAR_MAX, 0);
    if (place->reader->errors != before)
        return;
    if (out->ended_year && out->status != ENTRY_ENDED)
        place_error(&ended, FOUND_ENDED_STATUS);
    else if (out->since_year && out->status == ENTRY_PLAIN)
        place_error(&since, FOUND_NO_STATUS);
    else if (out->ended_year && out->since_year > out->ended_year)
        place_error(&ended, FOUND_ENDED_EARLY, out->ended_year, out->since_year);
}

static bool read_entry(const struct json_place *place, struct guide_loading *loading,
                       const struct guide_directory *directory, const char *const *known, size_t count,
                       struct guide_entry *out) {
    const char *keys[LENGTH(entry_keys) + GUIDE_FACETS_MAX];
    size_t before = place->reader->errors;
    memcpy(keys, entry_keys, sizeof entry_keys);
    for (size_t i = 0; i < directory->facet_count; i++)
        keys[LENGTH(entry_keys) + i] = directory->facets[i].id;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_ENTRY);
        return false;
    }
    if (!place_object(place, keys, LENGTH(entry_keys) + directory->facet_count))
        return false;
    out->id = read_new_id(place, known, count);
    read_localized_in(place, "title", &loading->languages,
                      &out->title); /* often a name, the same everywhere */
    if (!place_member(place, "title").value)
        place_missing(place, "title", "what the entry is called", "hvad posten hedder");
    read_shown(place, "text", loading, &out->text);
    read_guide_picture(place, loading, &out->picture);
    out->address = read_text(place, "address", GUIDE_LABEL_MAX);
    read_urls(place, "url", loading, &out->url);
    read_contact(place, "contact", loading, &out->contact);
    for (size_t i = 0; i < directory->facet_count; i++)
        out->options[i] = read_chosen(place, &directory->facets[i]);
    read_status(place, out);
    read_source(place, &out->source);
    out->sample = !out->source.checked_day || !out->source.owner;
    place_position(place, &out->line, &out->column);
    return place->reader->errors == before;
}

static void read_entries(const struct json_place *root, struct guide_loading *loading,
                         struct guide_directory *out) {
    struct json_place list = place_member(root, "entries");
    size_t count = place_array(&list, GUIDE_ENTRIES_MAX), kept = 0;
    const char *known[GUIDE_ENTRIES_MAX];
    struct guide_entry *entries = count ? arena_alloc(loading->guide->arena, count * sizeof *entries) : NULL;
    if (!list.value)
        place_missing(root, "entries", "a list of entries", "en liste af poster");
    for (size_t i = 0; entries && i < count; i++) {
        struct json_place place = place_item(&list, i);
        entries[kept] = (struct guide_entry){0};
        if (!read_entry(&place, loading, out, known, kept, &entries[kept]))
            continue;
        known[kept] = entries[kept].id;
        kept++;
    }
    out->entries = entries;
    out->entry_count = kept;
}

static const struct guide_directory *loaded_before(const struct guide *guide, const char *name) {
    for (size_t i = 0; i < guide->page_count; i++)
        if (guide->pages[i].directory && strcmp(guide->pages[i].directory->id, name) == 0)
            return guide->pages[i].directory;
    return NULL;
}

const struct guide_directory *load_directory(const struct json_place *page, struct guide_loading *loading) {
    static const char *const keys[] = {"facets", "entries"};
    struct json_place place = place_member(page, "directory");
    const char *id = place_id(&place);
    if (!place.value)
        place_missing(page, "directory", "the name of a file in directories/, such as \"clubs\"",
                      "navnet på en fil i directories/, f.eks. ”clubs”");
    const struct guide_directory *before = id ? loaded_before(loading->guide, id) : NULL;
    const char *name = id && !before ? guide_file_name(loading, "directories/%s.json", id) : NULL;
    if (!name)
        return before;
    struct guide_file file;
    struct guide_directory *out = arena_alloc(loading->guide->arena, sizeof *out);
    if (!guide_file_exists(loading, name)) {
        place_error(&place, FOUND_ABSENT_FILE, name);
        return NULL;
    }
    if (!out || !guide_file_open(loading, name, &file))
        return NULL;
    *out = (struct guide_directory){.id = id, .file = name};
    struct json_place root = place_root(&file.reader);
    bool done = place_object(&root, keys, LENGTH(keys));
    if (done) {
        read_facets(&root, loading, out);
        read_entries(&root, loading, out);
    }
    guide_file_close(&file);
    return done ? out : NULL;
}
