/* The feeds of a site. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/site/link_host.h"
#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/text/plain_text.h"

enum { URL_MAX = 2000, LINK_HOSTS_MAX = 20, KEY_PARAMETER_MAX = 40 };

static void read_format(const struct json_place *feed, struct feed *out) {
    const char *names[FEED_FORMAT_COUNT];
    char all[200], what[220], danish[220];
    for (int i = 0; i < FEED_FORMAT_COUNT; i++)
        names[i] = feed_formats[i].name;
    snprintf(what, sizeof what, "one of %s", feed_format_names(all, sizeof all));
    snprintf(danish, sizeof danish, "en af %s", all);
    if (!place_member(feed, "format").value)
        place_missing(feed, "format", what, danish);
    out->format = (enum feed_format)read_choice(feed, "format", names, FEED_FORMAT_COUNT, 0);
}

static size_t read_hosts(const struct json_place *above, const char *key, const char *const **out) {
    struct json_place place = place_member(above, key);
    size_t count = read_texts(above, key, LINK_HOSTS_MAX, out);
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&place, i);
        if (!link_host_valid((*out)[i]))
            place_error(&item, FOUND_NO_HOST);
    }
    return count;
}

/* An empty list is one: no code at all. */
static void read_link_hosts(const struct json_place *feed, struct feed *out) {
    static const char *const none[1];
    struct json_place place = place_member(feed, "link_hosts");
    out->link_host_count = read_hosts(feed, "link_hosts", &out->link_hosts);
    if (value_is(place.value, VALUE_LIST) && !out->link_hosts)
        out->link_hosts = none;
}

void read_counted_hosts(const struct json_place *root, struct site *site) {
    site->visitors.counted.count = read_hosts(root, "counted_hosts", &site->visitors.counted.names);
}

/* What is live is never shown as such for as long as somebody might write. */
static void read_periods(const struct json_place *feed, struct feed *out) {
    const struct feed_format_row *format = &feed_formats[out->format];
    const struct feed_kind_row *kind = &feed_kinds[format->kind];
    struct json_place stale = place_member(feed, "stale_hours");
    int least = kind->least_minutes > 1 ? kind->least_minutes : 1;
    out->poll_ms = INT64_C(60000) * read_int(feed, "poll_minutes", least, 1440, format->poll_minutes);
    out->stale_ms = INT64_C(3600000) * read_int(feed, "stale_hours", 1, 8760, 24);
    if (kind->live_minutes)
        out->stale_ms = INT64_C(60000) * kind->live_minutes;
    if (kind->live_minutes && stale.value)
        place_error(&stale, FOUND_LIVE_FEED, format->name, kind->live_minutes);
}

/* Has the query of `url` this parameter already? In any case of letters. */
static bool has_parameter(const char *url, const char *name) {
    size_t length = strlen(name);
    for (const char *at = strchr(url, '?'); at; at = strchr(at + 1, '&'))
        if (strncasecmp(at + 1, name, length) == 0 && at[1 + length] == '=')
            return true;
    return false;
}

/* A key in the address would be published with the site, for everybody to read. */
static void read_key_parameter(const struct json_place *feed, struct feed *out) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    static const char *const known[] = {"accessId", "access_token", "apikey", "api_key", "api-key"};
    struct json_place place = place_member(feed, "key_parameter"), url = place_member(feed, "url");
    const char *name = out->key_parameter = read_text(feed, "key_parameter", KEY_PARAMETER_MAX);
    if (name && strspn(name, letters) != strlen(name))
        place_error(&place, FOUND_NO_PARAMETER);
    if (out->url && name && strchr(out->url, '#'))
        place_error(&url, FOUND_KEY_BEHIND);
    const char *published = out->url && name && has_parameter(out->url, name) ? name : NULL;
    for (size_t i = 0; i < LENGTH(known) && out->url && !published; i++)
        published = has_parameter(out->url, known[i]) ? known[i] : NULL;
    if (published)
        place_error(&url, FOUND_KEY_PUBLISHED, published, published);
}

static bool read_feed(const struct json_place *place, const struct site *site, struct feed *out) {
    static const char *const keys[] = {"format",      "url",        "name",         "poll_minutes",
                                       "stale_hours", "link_hosts", "key_parameter"};
    size_t before = place->reader->errors;
    if (!id_valid(place->key)) {
        place_key_error(place, FOUND_NO_FEED_NAME);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    out->id = arena_copy(place->reader->arena, place->key, strlen(place->key));
    struct json_place url = place_member(place, "url");
    read_format(place, out);
    if (!url.value)
        place_missing(place, "url", "an https address", "en https-adresse");
    out->url = read_text(place, "url", URL_MAX);
    if (out->url && !https_url_valid(out->url))
        place_error(&url, FOUND_NO_ADDRESS);
    read_localized(place, "name", site, false, &out->name);
    read_periods(place, out);
    read_key_parameter(place, out);
    read_link_hosts(place, out);
    place_position(place, &out->line, &out->column);
    return out->id && place->reader->errors == before;
}

void read_feeds(const struct json_place *root, struct site *site) {
    struct json_place place = place_member(root, "feeds"), member;
    size_t count = 0;
    if (!place.value || !place_map(&place, SITE_FEEDS_MAX, &count))
        return;
    site->feeds = arena_alloc(site->arena, count * sizeof(*site->feeds));
    for (size_t n = 0; site->feeds && place_next_member(&place, n, &member); n++) {
        struct feed feed = {0};
        if (read_feed(&member, site, &feed))
            site->feeds[site->feed_count++] = feed;
    }
}
