#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/dpl.h"
#include "intake/feed_json.h"
#include "intake/feed_write.h"
#include "intake/html_text.h"
#include "intake/time_text.h"

/* False for an event that is over ("Occurred") or in a state we do not know. */
static bool state_parse(const char *text, enum event_state *state) {
    static const struct {
        const char *name;
        enum event_state state;
    } states[] = {{"Active", EVENT_ACTIVE},
                  {"Cancelled", EVENT_CANCELLED},
                  {"SoldOut", EVENT_SOLD_OUT},
                  {"TicketSaleNotOpen", EVENT_NOT_OPEN}};
    for (size_t i = 0; i < LENGTH(states) && text; i++)
        if (strcmp(text, states[i].name) == 0) {
            *state = states[i].state;
            return true;
        }
    return false;
}

static bool times_parse(const json_t *event, const struct zone *zone, struct event_times *times) {
    const json_t *at = json_object_get(event, "date_time");
    const char *start = dpl_text(at, "start"), *end = dpl_text(at, "end");
    if (!start || !time_parse_iso(start, zone, &times->start_ms))
        return false;
    if (!end || !time_parse_iso(end, zone, &times->end_ms) || times->end_ms < times->start_ms)
        times->end_ms = times->start_ms;
    times->all_day = json_is_true(json_object_get(event, "all_day"));
    if (times->all_day) { /* "00:00 to 23:59" means until the next midnight */
        times->start_ms = time_midnight(zone, times->start_ms, 0);
        int64_t day = time_midnight(zone, times->end_ms, 0);
        bool exclusive = times->end_ms == day && day > times->start_ms;
        times->end_ms = exclusive ? day : time_midnight(zone, times->end_ms, 1);
    }
    return true;
}

/* Free only when every kind of ticket says 0: kinds that are missing say nothing about the price, and whether
 * the number counts kroner or øre is not settled. */
static enum event_price price_of(const json_t *event) {
    const json_t *categories = json_object_get(event, "ticket_categories");
    size_t count = json_array_size(categories);
    for (size_t i = 0; i < count; i++) {
        const json_t *price = json_object_get(json_array_get(categories, i), "price");
        const json_t *value = json_object_get(price, "value");
        if (!json_is_number(value) || json_number_value(value) != 0.0)
            return PRICE_UNKNOWN;
    }
    return count > 0 ? PRICE_FREE : PRICE_UNKNOWN;
}

static bool put_texts(json_t *item, const char *key, const json_t *texts) {
    json_t *list = json_array();
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < json_array_size(texts) && i < TAGS_MAX; i++) {
        json_t *holder = json_object();
        ok = holder && dpl_put_words(holder, "text", json_string_value(json_array_get(texts, i)), PLACE_MAX);
        json_t *text = json_object_get(holder, "text");
        if (ok && text)
            ok = json_array_append(list, text) == 0;
        json_decref(holder);
    }
    if (ok && json_array_size(list) > 0)
        return json_object_set_new(item, key, list) == 0;
    json_decref(list);
    return ok;
}

/* NULL for what is missing or blank. */
static const char *filled(const json_t *object, const char *key) {
    const char *text = dpl_text(object, key);
    text = text ? text + strspn(text, " \t\r\n") : "";
    return *text ? text : NULL;
}

/* Four digits, as a number or as text; "" for anything else. */
static void zip_code(const json_t *address, char code[8]) {
    const json_t *zip = json_object_get(address, "zip_code");
    const char *text = filled(address, "zip_code");
    long long number = json_integer_value(zip);
    code[0] = '\0';
    if (json_is_integer(zip) && number > 0 && number <= 9999)
        snprintf(code, 8, "%04lld", number);
    else if (text && strspn(text, "0123456789") == 4 && text[4 + strspn(text + 4, " \t\r\n")] == '\0')
        snprintf(code, 8, "%.4s", text);
}

static bool put_place(json_t *item, const json_t *event) {
    const json_t *address = json_object_get(event, "address");
    const char *place = filled(address, "location");
    if (!place)
        place = json_string_value(json_array_get(json_object_get(event, "branches"), 0));
    const char *street = filled(address, "street"), *city = filled(address, "city");
    char line[600], code[8];
    zip_code(address, code);
    /* a zip code alone is no address */
    snprintf(line, sizeof(line), "%.250s%s%s%s%.250s", street ? street : "", street && city ? ", " : "",
             city ? code : "", city && code[0] ? " " : "", city ? city : "");
    return dpl_put_words(item, "place", place, PLACE_MAX) &&
           dpl_put_words(item, "room", dpl_text(address, "locationAdditional"), PLACE_MAX) &&
           dpl_put_words(item, "address", line, PLACE_MAX);
}

static json_t *add_event(struct feed_list *list, const json_t *event, struct event_times times,
                         enum event_state state) {
    const char *title = dpl_text(event, "title");
    char *words = title ? html_text(title) : NULL;
    json_t *item = feed_add_event(list, dpl_text(event, "uuid"), words, times, state, price_of(event));
    free(words);
    return item;
}

/* False only when out of memory. */
static bool take(struct feed_list *list, const json_t *event, const struct intake_options *options) {
    enum event_state state;
    struct event_times times;
    const char *state_text = dpl_text(event, "state");
    if (state_text && strcmp(state_text, "Occurred") == 0)
        return true;
    if (!state_parse(state_text, &state) || !times_parse(event, options->zone, &times)) {
        list->left_out++;
        return true;
    }
    if (!feed_in_window(times, options))
        return true;
    json_t *item = add_event(list, event, times, state);
    return !item || (dpl_put_words(item, "lead", dpl_text(event, "description"), LEAD_MAX) &&
                     put_place(item, event) && feed_put_url(item, "url", dpl_text(event, "url")) &&
                     put_texts(item, "tags", json_object_get(event, "tags")) &&
                     put_texts(item, "screens", json_object_get(event, "screen_names")));
}

bool dpl_events_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                       size_t *out_size, struct fail *fail) {
    static const struct feed_json kind = {"events", dpl_find, take};
    return feed_json_intake(&kind, bytes, size, options, out, out_size, fail);
}
