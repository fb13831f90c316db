#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/text/plain_text.h"
#include "core/time/instant.h"

const char *const transition_names[] = {"fade", "slide", "cut"};
const char *const bilingual_names[] = {"alternate", "together"};

static bool site_has_language(const struct site *site, const char *language) {
    for (size_t i = 0; i < site->language_count; i++)
        if (strcmp(site->languages[i], language) == 0)
            return true;
    return false;
}

static bool language_allowed(const struct json_place *member, const struct language_set *languages) {
    if (!languages->tags && language_valid(member->key))
        return true;
    for (size_t i = 0; languages->tags && i < languages->count; i++)
        if (strcmp(languages->tags[i], member->key) == 0)
            return true;
    const char *nearest =
        languages->tags ? nearest_name(member->key, languages->tags, languages->count) : NULL;
    if (!languages->tags)
        place_key_error(member, FOUND_NO_LANGUAGE, member->key);
    else if (nearest)
        place_key_error(member, FOUND_MISSPELT_LANGUAGE, member->key, nearest);
    else
        place_key_error(member, FOUND_LANGUAGE_NOT_IN, member->key, languages->file);
    return false;
}

void read_localized(const struct json_place *above, const char *key, const struct site *site, bool any,
                    struct localized *out) {
    struct language_set languages = {any ? NULL : site->languages,
                                     any ? SITE_LANGUAGES_MAX : site->language_count, SITE_FILE};
    read_localized_in(above, key, &languages, out);
}

void read_localized_in(const struct json_place *above, const char *key, const struct language_set *languages,
                       struct localized *out) {
    struct json_place place = place_member(above, key);
    read_localized_at(&place, languages, out);
}

/* What people write first: one text for all languages. Shows it as it should be. */
static bool one_text_for_all(const struct json_place *place, const struct language_set *languages) {
    if (!value_is(place->value, VALUE_TEXT))
        return false;
    char *written = place_written(place);
    const char *first = languages->tags && languages->count > 0 ? languages->tags[0] : "en";
    const char *second = languages->tags && languages->count > 1 ? languages->tags[1] : NULL;
    place_error(place, FOUND_ONE_TEXT_FOR_ALL, first, written ? written : "\"…\"", second ? ", \"" : "",
                second ? second : "", second ? "\": …" : "");
    free(written);
    return true;
}

void read_localized_at(const struct json_place *place, const struct language_set *languages,
                       struct localized *out) {
    struct arena *arena = place->reader->arena;
    struct json_place member;
    size_t count = 0, max = languages->count > SITE_LANGUAGES_MAX ? languages->count : SITE_LANGUAGES_MAX;
    if (!place->value || one_text_for_all(place, languages) || !place_map(place, max, &count))
        return;
    struct localized_entry *entries = arena_alloc(arena, count * sizeof(*entries));
    size_t kept = 0;
    for (size_t n = 0; entries && place_next_member(place, n, &member); n++) {
        if (!language_allowed(&member, languages))
            continue;
        const char *text = place_text(&member, SITE_TEXT_MAX, true);
        const char *language = arena_copy(arena, member.key, strlen(member.key));
        if (!text || !language)
            continue;
        entries[kept] = (struct localized_entry){.language = language, .text = text};
        place_position(&member, &entries[kept].line, &entries[kept].column);
        kept++;
    }
    *out = (struct localized){.count = kept, .entries = entries};
}

void read_colour(const struct json_place *above, const char *key, struct colour *out) {
    struct json_place place = place_member(above, key);
    const char *text = value_text(place.value);
    if (place.value && !(text && colour_parse(text, out)))
        place_error(&place, FOUND_NO_COLOUR);
}

size_t read_texts(const struct json_place *above, const char *key, size_t max, const char *const **out) {
    struct json_place place = place_member(above, key);
    size_t count = place_array(&place, max), kept = 0;
    const char **texts = count ? arena_alloc(above->reader->arena, count * sizeof(*texts)) : NULL;
    for (size_t i = 0; texts && i < count; i++) {
        struct json_place item = place_item(&place, i);
        const char *text = place_text(&item, READER_NAME_MAX, false);
        if (text)
            texts[kept++] = text;
    }
    *out = texts;
    return kept;
}

size_t read_languages(const struct json_place *above, const char *key, const struct site *site,
                      const char *const **out) {
    size_t count = read_texts(above, key, SITE_LANGUAGES_MAX, out);
    struct json_place place = place_member(above, key);
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&place, i);
        if (!site_has_language(site, (*out)[i]))
            place_error(&item, FOUND_UNKNOWN_LANGUAGE, (*out)[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp((*out)[i], (*out)[k]) == 0)
                place_error(&item, FOUND_TWICE, (*out)[i]);
    }
    return count;
}

int32_t read_day(const struct json_place *above, const char *key) {
    struct json_place place = place_member(above, key);
    const char *text = value_text(place.value);
    struct civil date;
    if (!place.value)
        return 0;
    if (text && civil_parse(text, &date, NULL))
        return (int32_t)civil_days(date.year, date.month, date.day);
    place_error(&place, FOUND_NO_DATE);
    return 0;
}

const char *read_url(const struct json_place *above, const char *key) {
    struct json_place place = place_member(above, key);
    const char *url = read_text(above, key, URL_BYTES_MAX);
    if (!url || https_url_valid(url))
        return url;
    place_error(&place, FOUND_NO_ADDRESS);
    return NULL;
}

void read_source(const struct json_place *above, struct source *out) {
    static const char *const keys[] = {"url", "seen", "owner", "checked_on", "expires_on"};
    struct json_place place = place_member(above, "source");
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    out->url = read_url(&place, "url");
    out->owner = read_text(&place, "owner", READER_NAME_MAX);
    out->seen_day = read_day(&place, "seen");
    out->checked_day = read_day(&place, "checked_on");
    out->expires_day = read_day(&place, "expires_on");
    if (!out->expires_day)
        return;
    struct json_place expires = place_member(&place, "expires_on");
    out->expires_day++; /* the date itself is the last day */
    place_position(&expires, &out->expires_line, &out->expires_column);
}

size_t read_feed_names(const struct json_place *above, const struct site *site, enum feed_kind kind,
                       const char *const **out) {
    struct json_place place = place_member(above, "feeds");
    if (!place.value) {
        place_missing(above, "feeds", "a list of feeds of " SITE_FILE, "en liste af kilder fra " SITE_FILE);
        return 0;
    }
    size_t count = read_texts(above, "feeds", FEED_NAMES_MAX, out);
    if (value_length(place.value) == 0)
        place_error(&place, FOUND_NO_FEEDS);
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&place, i);
        const struct feed *feed = site_feed(site, (*out)[i]);
        if (!feed)
            place_error(&item, FOUND_UNKNOWN_FEED, (*out)[i]);
        else if (feed_formats[feed->format].kind != kind)
            place_error(&item, FOUND_WRONG_FEED, (*out)[i], feed_kind_name(kind));
    }
    return count;
}

const char *read_asset(const struct json_place *above, const char *key, const char *folder,
                       const struct site_files *files) {
    struct json_place place = place_member(above, key);
    const char *name = read_text(above, key, READER_NAME_MAX);
    if (!name)
        return NULL;
    if (!site_name_valid(name) || strncmp(name, folder, strlen(folder)) != 0) {
        place_error(&place, FOUND_NO_SITE_FILE, folder);
        return NULL;
    }
    if (!files->exists(files->context, name))
        place_complaint(&place, FOUND_ABSENT_PICTURE, name);
    return name;
}

int64_t read_dwell(const struct json_place *above, int64_t fallback) {
    struct json_place place = place_member(above, "dwell_seconds");
    if (!place.value)
        return fallback;
    if (!value_is_number(place.value)) {
        place_error(&place, FOUND_NO_SECONDS);
        return fallback;
    }
    double ms = value_number(place.value) * 1000;
    if (ms >= DWELL_MIN_MS && ms <= DWELL_MAX_MS)
        return llround(ms);
    place_warning(&place, FOUND_DWELL_LIMITED, ms < DWELL_MIN_MS ? DWELL_MIN_MS / 1000 : DWELL_MAX_MS / 1000);
    return ms < DWELL_MIN_MS ? DWELL_MIN_MS : DWELL_MAX_MS;
}
