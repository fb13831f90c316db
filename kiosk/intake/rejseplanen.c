/* A board of departures of Rejseplanen API 2.0 (HAFAS): what leaves a stop, planned and expected. Lists of
 * one are objects there, and an expected time stands only where it differs from the plan. */
#include <stdio.h>
#include <string.h>

#include "intake/feed_json.h"

enum { LINE_CHARS = 24, TRACK_CHARS = 16, CODE_MAX = 40, TIMES_MAX = 32 };
enum {
    GONE_MS = 3600 * 1000,       /* what left longer ago is not kept */
    AHEAD_MS = 24 * 3600 * 1000, /* nor what leaves later than this */
    LATE_MIN = 12 * 60, /* an expected time so far before the plan is the next day's; none is so late */
    HOUR_MS = 3600 * 1000
};

static const char *text_of(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

static bool is_true(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    const char *text = json_string_value(value);
    return json_is_true(value) || (text && strcmp(text, "true") == 0);
}

/* A wall-clock time that occurs twice is the one that is still to come, unless the feed says how far it is
 * from UTC (`offset`, minutes, or NULL). */
static bool moment_of(const char *date, const char *time, const json_t *offset,
                      const struct intake_options *options, int64_t *out) {
    struct civil at = {0};
    char rest;
    int seconds = 0;
    int parts = time ? sscanf(time, "%2d:%2d:%2d%c", &at.hour, &at.minute, &seconds, &rest) : 0;
    if (!date || (parts != 2 && parts != 3) ||
        sscanf(date, "%4d-%2d-%2d%c", &at.year, &at.month, &at.day, &rest) != 3 ||
        !civil_valid_date(at.year, at.month, at.day) || at.year < 1970 || at.year > 2099 || at.hour < 0 ||
        at.hour > 23 || at.minute < 0 || at.minute > 59)
        return false;
    if (json_is_integer(offset) && json_integer_value(offset) > -LATE_MIN - 60 &&
        json_integer_value(offset) < 15 * 60) {
        int64_t minutes = civil_days(at.year, at.month, at.day) * 1440 + at.hour * 60 + at.minute;
        *out = (minutes - json_integer_value(offset)) * 60000;
        return true;
    }
    *out = zone_utc(options->zone, at);
    struct civil later = zone_local(options->zone, *out + HOUR_MS);
    if (later.hour == at.hour && later.minute == at.minute && *out + HOUR_MS / 2 < options->now_ms)
        *out += HOUR_MS;
    return true;
}

struct times {
    int64_t planned_ms, expected_ms; /* expected 0: not known */
};

/* Is this journey followed? Without, nothing but the plan is known of it. */
static bool is_live(const json_t *departure) {
    const json_t *kind = json_object_get(departure, "prognosisType");
    return json_is_string(kind) && json_string_length(kind) > 0;
}

static bool times_of(const json_t *departure, const struct intake_options *options, struct times *out) {
    const char *date = text_of(departure, "date"), *expected_date = text_of(departure, "rtDate");
    const char *expected = text_of(departure, "rtTime");
    const json_t *offset = json_object_get(departure, "rtTz");
    out->expected_ms = 0;
    if (!moment_of(date, text_of(departure, "time"), json_object_get(departure, "tz"), options,
                   &out->planned_ms))
        return false;
    if (!expected) {
        out->expected_ms = is_live(departure) ? out->planned_ms : 0;
        return true;
    }
    if (!moment_of(expected_date ? expected_date : date, expected,
                   offset ? offset : json_object_get(departure, "tz"), options, &out->expected_ms))
        return false;
    if (!expected_date && out->expected_ms < out->planned_ms - LATE_MIN * INT64_C(60000))
        out->expected_ms += DAY_MS;
    int64_t off = out->expected_ms - out->planned_ms;
    return off > -LATE_MIN * INT64_C(60000) && off < LATE_MIN * INT64_C(60000);
}

/* "S-Tog", "Re", "Bus", "Metro": as the categories are called there, from their beginning. */
static const char *vehicle_of(const json_t *product) {
    static const struct {
        const char *begins;
        enum vehicle vehicle;
    } rows[] = {{"S-Tog", VEHICLE_TRAIN},    {"Re", VEHICLE_TRAIN},        {"IC", VEHICLE_TRAIN},
                {"Lokaltog", VEHICLE_TRAIN}, {"Lokalbane", VEHICLE_TRAIN}, {"Tog", VEHICLE_TRAIN},
                {"EC", VEHICLE_TRAIN},       {"Øresund", VEHICLE_TRAIN},   {"Metro", VEHICLE_METRO},
                {"Letbane", VEHICLE_TRAM},   {"Bus", VEHICLE_BUS},         {"Togbus", VEHICLE_BUS},
                {"Flexbus", VEHICLE_BUS},    {"Færge", VEHICLE_FERRY},     {"Havnebus", VEHICLE_FERRY}};
    const char *names[] = {text_of(product, "catOutL"), text_of(product, "catOut")};
    size_t longest = 0;
    enum vehicle found = VEHICLE_OTHER;
    for (size_t n = 0; n < LENGTH(names); n++)
        for (size_t i = 0; names[n] && i < LENGTH(rows); i++) {
            size_t length = strlen(rows[i].begins);
            if (length > longest && strncmp(names[n], rows[i].begins, length) == 0) {
                longest = length;
                found = rows[i].vehicle;
            }
        }
    if (found == VEHICLE_OTHER && names[1] && strstr(names[1], "bus")) /* "Ekspresbus" */
        found = VEHICLE_BUS;
    return vehicle_names[found];
}

/* The journey's product at the stop, else the first one of all it has. */
static const json_t *product_of(const json_t *departure) {
    const json_t *here = json_object_get(departure, "ProductAtStop"),
                 *all = json_object_get(departure, "Product");
    return json_is_object(here) ? here : json_is_array(all) ? json_array_get(all, 0) : all;
}

static const char *line_of(const json_t *departure, const json_t *product) {
    const char *names[] = {text_of(product, "displayNumber"), text_of(product, "line"),
                           text_of(product, "name"), text_of(departure, "name")};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (names[i] && *names[i])
            return names[i];
    return NULL;
}

static const char *state_of(const json_t *departure) {
    return departure_state_names[is_true(departure, "cancelled")       ? DEPARTURE_CANCELLED
                                 : is_true(departure, "partCancelled") ? DEPARTURE_PART_CANCELLED
                                                                       : DEPARTURE_RUNS];
}

/* Where it leaves from, as known last. */
static const char *track_of(const json_t *departure) {
    const char *now = text_of(departure, "rtTrack");
    return now && *now ? now : text_of(departure, "track");
}

static bool fill(json_t *item, const json_t *departure, const struct times *times) {
    const json_t *product = product_of(departure);
    return item && feed_put_text(item, "line", line_of(departure, product), LINE_CHARS) &&
           feed_put_text(item, "direction", text_of(departure, "direction"), PLACE_MAX) &&
           feed_put_text(item, "track", track_of(departure), TRACK_CHARS) &&
           feed_put_text(item, "stop", text_of(departure, "stop"), PLACE_MAX) &&
           json_object_set_new(item, "planned", json_integer(times->planned_ms / 1000)) == 0 &&
           (times->expected_ms == 0 ||
            json_object_set_new(item, "expected", json_integer(times->expected_ms / 1000)) == 0) &&
           json_object_set_new(item, "state", json_string(state_of(departure))) == 0 &&
           json_object_set_new(item, "vehicle", json_string(vehicle_of(product))) == 0;
}

/* False only when out of memory. */
static bool take(struct feed_list *list, const json_t *departure, const struct intake_options *options) {
    struct times times;
    if (!times_of(departure, options, &times)) {
        list->left_out++;
        return true;
    }
    int64_t leaves_ms = times.expected_ms > times.planned_ms ? times.expected_ms : times.planned_ms;
    if (leaves_ms < options->now_ms - GONE_MS || times.planned_ms > options->now_ms + AHEAD_MS) {
        list->used++;
        return true;
    }
    json_t *item = json_object();
    bool ok = fill(item, departure, &times);
    bool whole = ok && json_object_get(item, "line") && json_object_get(item, "direction");
    if (whole)
        ok = json_array_append(list->items, item) == 0;
    else
        list->left_out++;
    json_decref(item);
    return ok;
}

/* Of the server's own words only the code is told: they might repeat the key that it was asked with. */
static bool refused(const json_t *root, struct fail *fail) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    const char *code = text_of(root, "errorCode");
    if (!code)
        return false;
    bool plain = *code && strlen(code) <= CODE_MAX && strspn(code, letters) == strlen(code);
    fail_set(fail, "the server says %s%s", plain ? code : "an error",
             plain && strcmp(code, "API_AUTH") == 0 ? ": the key is wrong, or not for this" : "");
    return true;
}

/* One departure alone is no array. */
static bool find(const json_t *root, const json_t **items, struct fail *fail) {
    *items = json_object_get(root, "Departure");
    bool board = json_is_object(root) && (!*items || json_is_array(*items) || json_is_object(*items));
    if (board && (*items || json_object_get(root, "serverVersion"))) /* without any: nothing leaves */
        return true;
    return !refused(root, fail) && fail_set(fail, "this is no board of departures");
}

bool rejseplanen_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                        size_t *out_size, struct fail *fail) {
    const struct feed_json kind = {feed_kind_name(FEED_KIND_DEPARTURES), find, take};
    return feed_json_intake(&kind, bytes, size, options, out, out_size, fail);
}
