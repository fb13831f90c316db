#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

static const char *const common_keys[] = {
    "id",        "type",      "kicker",   "headline", "dwell_seconds", "transition", "bilingual",
    "languages", "evergreen", "priority", "when",     "source",        "page",       "every_seconds"};

void read_picture(const struct json_place *slide, const struct site_loading *loading, struct picture *out) {
    const struct language_set languages = {loading->site->languages, loading->site->language_count,
                                           SITE_FILE};
    struct json_place place = place_member(slide, "picture");
    if (value_is(place.value, VALUE_TEXT)) {
        char *written = place_written(&place);
        place_error(&place, FOUND_NO_PICTURE_OBJECT, written ? written : "\"assets/…\"");
        free(written);
        return;
    }
    read_picture_object(&place, &languages, loading->files, out);
}

/* The kind that "type" names; NULL: reported. */
static const struct slide_kind *read_kind(const struct json_place *place, enum slide_type *type) {
    const char *names[SLIDE_KIND_COUNT];
    for (int i = 0; i < SLIDE_KIND_COUNT; i++)
        names[i] = slide_kind((enum slide_type)i)->name;
    int found = read_choice(place, "type", names, SLIDE_KIND_COUNT, -1);
    if (found < 0 && !place_member(place, "type").value) {
        char all[200], what[220], danish[220];
        names_list(all, sizeof all, names, SLIDE_KIND_COUNT);
        snprintf(what, sizeof what, "one of %s", all);
        snprintf(danish, sizeof danish, "en af %s", all);
        place_missing(place, "type", what, danish);
    }
    if (found < 0)
        return NULL;
    *type = (enum slide_type)found;
    return slide_kind(*type);
}

static void read_common(const struct json_place *place, const struct site_loading *loading,
                        const struct slide_defaults *defaults, struct slide *slide) {
    slide->dwell_ms = read_dwell(place, defaults->dwell_ms);
    slide->transition =
        (enum transition)read_choice(place, "transition", transition_names, 3, defaults->transition);
    slide->bilingual =
        (enum bilingual)read_choice(place, "bilingual", bilingual_names, 2, defaults->bilingual);
    slide->language_count = read_languages(place, "languages", loading->site, &slide->languages);
    slide->turn.evergreen = read_bool(place, "evergreen", false);
    slide->turn.priority = read_int(place, "priority", 0, 9, 0);
    slide->turn.every_ms = (int64_t)read_int(place, "every_seconds", EVERY_MIN_S, EVERY_MAX_S, 0) * 1000;
    const struct site *site = loading->site;
    read_schedule(place, site->zone, &site->playlists[site->playlist_count].schedule, &slide->turn.schedule);
    read_localized(place, "kicker", loading->site, false, &slide->kicker);
    struct json_place page = place_member(place, "page");
    slide->page = page.value ? place_id(&page) : NULL;
    read_localized(place, "headline", loading->site, false, &slide->headline);
}

static void read_query(const struct json_place *place, const struct site_loading *loading,
                       const struct slide_kind *kind, struct slide *slide) {
    struct feed_query *query = (void *)((char *)slide + kind->feeds.query_at);
    query->kind = kind->feeds.kind;
    bool spared =
        kind->feeds.may_lack || (kind->feeds.instead && place_member(place, kind->feeds.instead).value);
    if (spared && !place_member(place, "feeds").value)
        return;
    query->feed_count = read_feed_names(place, loading->site, query->kind, &query->feeds);
}

bool slide_read(const struct json_place *place, const struct site_loading *loading,
                const struct slide_defaults *defaults, struct slide *slide) {
    size_t before = place->reader->errors;
    struct json_place id = place_member(place, "id");
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_SLIDE);
        return false;
    }
    const struct slide_kind *kind = read_kind(place, &slide->type);
    if (!kind || !place_object_of(place, common_keys, LENGTH(common_keys), kind->keys, kind->key_count))
        return false;
    slide->id = place_id(&id);
    if (!id.value)
        place_missing(place, "id", "a name of its own, such as \"health-card\"",
                      "sit eget navn, f.eks. ”health-card”");
    slide->file = loading->site->playlists[loading->site->playlist_count].file;
    place_position(place, &slide->line, &slide->column);
    read_common(place, loading, defaults, slide);
    if (kind->feeds.query_at)
        read_query(place, loading, kind, slide);
    kind->read(place, loading, slide);
    read_source(place, &slide->source);
    slide->sample = kind->sourcing >= SOURCING_CHECKED && place_member(place, "source").value &&
                    (!slide->source.checked_day || !slide->source.owner);
    return place->reader->errors == before;
}
