#include "core/feed/feed.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/feed/feed_json_parts.h"
#include "core/time/zone.h"

enum { ARENA_MAX = 4 * FEED_BYTES_MAX, OPEN_END_MS = 3600 * 1000 };
/* Bytes: four for each character that kiosk-intake lets through. */
enum {
    ID_BYTES_MAX = 1000,
    TITLE_BYTES_MAX = 1500,
    LEAD_BYTES_MAX = 4000,
    NAME_BYTES_MAX = 1000,
    TRACK_BYTES_MAX = 100,
    URL_BYTES_MAX = 4000
};

static const char *const feed_keys[] = {"kind", "items", "left_out", "unusable", "note", NULL};
static const char *const news_feed_keys[] = {"kind", "title", "items", "left_out", "unusable", "note", NULL};
static const char *const event_keys[] = {"id",    "title",   "lead",    "start", "end", "all_day",
                                         "place", "room",    "address", "state", "url", "language",
                                         "price", "screens", "tags",    NULL};
static const char *const opening_keys[] = {"date", "from", "to", "category", "branch", "branch_isil", NULL};
static const char *const headline_keys[] = {"id", "title", "url", "time", "language", NULL};
static const char *const departure_keys[] = {"line", "direction", "planned", "expected", "track",
                                             "stop", "state",     "vehicle", NULL};
static const char *const kind_names[] = {"events", "hours", "news", "departures", NULL};
const char *const event_state_names[] = {"active", "cancelled", "sold_out", "not_open", NULL};
const char *const event_price_names[] = {"unknown", "free", "paid", NULL};
const char *const departure_state_names[] = {"runs", "cancelled", "part_cancelled", NULL};
const char *const vehicle_names[] = {"other", "train", "metro", "tram", "bus", "ferry", NULL};

int64_t event_over_ms(int64_t start_ms, int64_t end_ms, bool all_day) {
    return end_ms > start_ms ? end_ms : start_ms + (all_day ? DAY_MS : OPEN_END_MS);
}

static bool read_event(struct feed_json *json, void *out) {
    struct event *event = out;
    int state = EVENT_ACTIVE, price = PRICE_UNKNOWN;
    if (!feed_json_keys(json, event_keys) || !feed_json_text(json, "id", true, ID_BYTES_MAX, &event->id) ||
        !feed_json_text(json, "title", true, TITLE_BYTES_MAX, &event->title) ||
        !feed_json_text(json, "lead", false, LEAD_BYTES_MAX, &event->lead) ||
        !feed_json_text(json, "place", false, NAME_BYTES_MAX, &event->place) ||
        !feed_json_text(json, "room", false, NAME_BYTES_MAX, &event->room) ||
        !feed_json_text(json, "address", false, NAME_BYTES_MAX, &event->address) ||
        !feed_json_text(json, "url", false, URL_BYTES_MAX, &event->url) ||
        !feed_json_text(json, "language", false, NAME_BYTES_MAX, &event->language) ||
        !feed_json_time(json, "start", true, &event->start_ms) ||
        !feed_json_time(json, "end", true, &event->end_ms) ||
        !feed_json_bool(json, "all_day", &event->all_day) ||
        !feed_json_choice(json, "state", event_state_names, true, &state) ||
        !feed_json_choice(json, "price", event_price_names, false, &price) ||
        !feed_json_texts(json, "tags", NAME_BYTES_MAX, &event->tags, &event->tag_count) ||
        !feed_json_texts(json, "screens", NAME_BYTES_MAX, &event->screens, &event->screen_count))
        return false;
    if (event->end_ms < event->start_ms)
        return feed_json_wrong(json, "end", "is before start");
    event->state = (enum event_state)state;
    event->price = (enum event_price)price;
    return true;
}

static bool read_opening(struct feed_json *json, void *out) {
    struct opening *opening = out;
    if (!feed_json_keys(json, opening_keys) || !feed_json_date(json, "date", &opening->day) ||
        !feed_json_clock(json, "from", &opening->from_min) ||
        !feed_json_clock(json, "to", &opening->to_min) ||
        !feed_json_text(json, "category", false, NAME_BYTES_MAX, &opening->category) ||
        !feed_json_text(json, "branch", false, NAME_BYTES_MAX, &opening->branch) ||
        !feed_json_text(json, "branch_isil", false, NAME_BYTES_MAX, &opening->branch_isil))
        return false;
    if (opening->to_min <= opening->from_min)
        return feed_json_wrong(json, "to", "is not after from");
    return true;
}

static bool read_headline(struct feed_json *json, void *out) {
    struct headline *headline = out;
    return feed_json_keys(json, headline_keys) &&
           feed_json_text(json, "id", true, ID_BYTES_MAX, &headline->id) &&
           feed_json_text(json, "title", true, TITLE_BYTES_MAX, &headline->title) &&
           feed_json_text(json, "url", false, URL_BYTES_MAX, &headline->url) &&
           feed_json_text(json, "language", false, NAME_BYTES_MAX, &headline->language) &&
           feed_json_time(json, "time", false, &headline->time_ms);
}

static bool read_departure(struct feed_json *json, void *out) {
    struct departure *departure = out;
    int state = DEPARTURE_RUNS, vehicle = VEHICLE_OTHER;
    if (!feed_json_keys(json, departure_keys) ||
        !feed_json_text(json, "line", true, NAME_BYTES_MAX, &departure->line) ||
        !feed_json_text(json, "direction", true, NAME_BYTES_MAX, &departure->direction) ||
        !feed_json_text(json, "track", false, TRACK_BYTES_MAX, &departure->track) ||
        !feed_json_text(json, "stop", false, NAME_BYTES_MAX, &departure->stop) ||
        !feed_json_time(json, "planned", true, &departure->planned_ms) ||
        !feed_json_time(json, "expected", false, &departure->expected_ms) ||
        !feed_json_choice(json, "state", departure_state_names, true, &state) ||
        !feed_json_choice(json, "vehicle", vehicle_names, true, &vehicle))
        return false;
    departure->state = (enum departure_state)state;
    departure->vehicle = (enum vehicle)vehicle;
    return true;
}

/* Ids last, so that equal feeds sort equally whatever order they came in. */
static int by_start(const void *a, const void *b) {
    const struct event *x = a, *y = b;
    if (x->start_ms != y->start_ms)
        return x->start_ms < y->start_ms ? -1 : 1;
    int title = strcmp(x->title, y->title);
    return title ? title : strcmp(x->id, y->id);
}

/* What is absent comes first. */
static int by_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

static int by_day(const void *a, const void *b) {
    const struct opening *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->from_min != y->from_min)
        return x->from_min - y->from_min;
    int branch = by_text(x->branch, y->branch);
    return branch ? branch : by_text(x->category, y->category);
}

/* What is the same to a reader is in one order, whatever order it came in. */
static int by_planned(const void *a, const void *b) {
    const struct departure *x = a, *y = b;
    if (x->planned_ms != y->planned_ms)
        return x->planned_ms < y->planned_ms ? -1 : 1;
    int line = strcmp(x->line, y->line);
    return line ? line : strcmp(x->direction, y->direction);
}

/* Those of one time stay as they are in the feed. Written in this order by kiosk-intake, so there is little
 * to do. */
static void newest_first(struct headline *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct headline item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1].time_ms < item.time_ms; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static void take_events(struct feed_data *feed, struct event *events) {
    feed->events = events;
    for (size_t i = 0; i < feed->count; i++)
        events[i].feed_id = feed->feed_id;
}

static const struct {
    size_t size;
    bool (*read)(struct feed_json *json, void *out);
    int (*compare)(const void *a, const void *b); /* NULL: see newest_first */
} kinds[] = {
    [FEED_KIND_EVENTS] = {sizeof(struct event), read_event, by_start},
    [FEED_KIND_HOURS] = {sizeof(struct opening), read_opening, by_day},
    [FEED_KIND_NEWS] = {sizeof(struct headline), read_headline, NULL},
    [FEED_KIND_DEPARTURES] = {sizeof(struct departure), read_departure, by_planned},
};

static bool read_items(struct feed_json *json, struct feed_data *feed, const json_t *items) {
    if (!json_is_array(items) || json_array_size(items) > FEED_ITEMS_MAX)
        return feed_json_wrong(json, "items", "must be a list of at most 2000");
    size_t count = json_array_size(items), size = kinds[feed->kind].size;
    char *out = arena_alloc(feed->arena, (count + 1) * size);
    if (!out)
        return feed_json_wrong(json, "items", "need too much memory");
    for (size_t i = 0; i < count; i++) {
        json->object = json_array_get(items, i);
        json->item = i + 1;
        if (!json_is_object(json->object))
            return feed_json_wrong(json, "items", "must be objects");
        if (!kinds[feed->kind].read(json, out + i * size))
            return false;
    }
    if (kinds[feed->kind].compare)
        qsort(out, count, size, kinds[feed->kind].compare);
    else
        newest_first((struct headline *)(void *)out, count);
    feed->count = count;
    if (feed->kind == FEED_KIND_EVENTS)
        take_events(feed, (void *)out);
    else if (feed->kind == FEED_KIND_HOURS)
        feed->openings = (void *)out;
    else if (feed->kind == FEED_KIND_DEPARTURES)
        feed->departures = (void *)out;
    else
        feed->headlines = (void *)out;
    return true;
}

static bool read_feed(struct feed_json *json, struct feed_data *feed) {
    int kind = -1;
    if (!json_is_object(json->object))
        return fail_set(json->fail, "feed %s: must be an object", json->feed_id);
    if (!feed_json_choice(json, "kind", kind_names, true, &kind))
        return false;
    feed->kind = (enum feed_kind)kind;
    if (!feed_json_keys(json, feed->kind == FEED_KIND_NEWS ? news_feed_keys : feed_keys) ||
        !feed_json_text(json, "title", false, TITLE_BYTES_MAX, &feed->title) ||
        !feed_json_count(json, "left_out", &feed->left_out) ||
        !feed_json_count(json, "unusable", &feed->unusable) ||
        !feed_json_text(json, "note", false, TITLE_BYTES_MAX, &feed->note))
        return false;
    return read_items(json, feed, json_object_get(json->object, "items"));
}

static struct feed_data *feed_create(const char *feed_id, int64_t fetched_ms) {
    struct feed_data *feed = calloc(1, sizeof *feed);
    if (feed)
        feed->arena = arena_create(ARENA_MAX);
    if (feed && feed->arena)
        feed->feed_id = arena_copy(feed->arena, feed_id, strlen(feed_id));
    if (!feed || !feed->feed_id) {
        feed_destroy(feed);
        return NULL;
    }
    feed->fetched_ms = fetched_ms;
    return feed;
}

struct feed_data *feed_parse(const char *feed_id, const char *json, size_t size, int64_t fetched_ms,
                             struct fail *fail) {
    if (size > FEED_BYTES_MAX) {
        fail_set(fail, "feed %s: larger than %d bytes", feed_id, FEED_BYTES_MAX);
        return NULL;
    }
    json_error_t error;
    json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        fail_at(fail, "", error.line, error.column, "feed %s: not JSON: %s", feed_id, error.text);
        return NULL;
    }
    struct feed_data *feed = feed_create(feed_id, fetched_ms);
    if (!feed) {
        fail_set(fail, "feed %s: out of memory", feed_id);
    } else {
        struct feed_json reader = {feed_id, root, 0, feed->arena, fail};
        if (!read_feed(&reader, feed)) {
            feed_destroy(feed);
            feed = NULL;
        }
    }
    json_decref(root);
    return feed;
}

void feed_destroy(struct feed_data *feed) {
    if (!feed)
        return;
    arena_destroy(feed->arena);
    free(feed);
}

const struct feed_data *feeds_find(const struct feeds *feeds, const char *feed_id) {
    for (size_t i = 0; feeds && i < feeds->count; i++)
        if (feeds->items[i] && strcmp(feeds->items[i]->feed_id, feed_id) == 0)
            return feeds->items[i];
    return NULL;
}
