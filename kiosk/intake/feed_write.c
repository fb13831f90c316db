#include "intake/feed_write.h"

#include <stdlib.h>
#include <string.h>

#include "intake/text_clean.h"
#include "intake/url_clean.h"

enum { NOTE_MAX = 300 };

bool feed_list_init(struct feed_list *list, const char *kind) {
    *list = (struct feed_list){.root = json_object(), .items = json_array()};
    if (list->root && list->items && json_object_set_new(list->root, "kind", json_string(kind)) == 0)
        return true;
    feed_list_finish(list);
    return false;
}

void feed_list_finish(struct feed_list *list) {
    json_decref(list->root);
    json_decref(list->items);
    *list = (struct feed_list){0};
}

bool feed_put_text(json_t *item, const char *key, const char *text, size_t max) {
    if (!text)
        return true;
    char *clean = text_clean(text, strlen(text), max);
    if (!clean)
        return false;
    bool ok = *clean == '\0' || json_object_set_new(item, key, json_string(clean)) == 0;
    free(clean);
    return ok;
}

bool feed_put_url(json_t *item, const char *key, const char *url) {
    char clean[URL_MAX + 1];
    return !url || !url_clean(url, clean, sizeof(clean)) ||
           json_object_set_new(item, key, json_string(clean)) == 0;
}

bool feed_put_note(struct feed_list *list, const char *note) {
    return feed_put_text(list->root, "note", note, NOTE_MAX);
}

bool feed_in_window(struct event_times times, const struct intake_options *options) {
    return times.start_ms < options->to_ms &&
           event_over_ms(times.start_ms, times.end_ms, times.all_day) > options->from_ms;
}

json_t *feed_add_event(struct feed_list *list, const char *id, const char *title, struct event_times times,
                       enum event_state state, enum event_price price) {
    json_t *item = json_object();
    bool ok = item && feed_put_text(item, "id", id, ID_MAX) &&
              feed_put_text(item, "title", title, TITLE_MAX) && json_object_get(item, "id") &&
              json_object_get(item, "title") &&
              json_object_set_new(item, "start", json_integer(times.start_ms / 1000)) == 0 &&
              json_object_set_new(item, "end", json_integer(times.end_ms / 1000)) == 0 &&
              (!times.all_day || json_object_set_new(item, "all_day", json_true()) == 0) &&
              json_object_set_new(item, "state", json_string(event_state_names[state])) == 0 &&
              json_object_set_new(item, "price", json_string(event_price_names[price])) == 0;
    if (!ok || json_array_append(list->items, item) != 0) {
        json_decref(item);
        list->left_out++;
        return NULL;
    }
    json_decref(item);
    return item;
}

static int64_t number(const json_t *item, const char *key) {
    return json_integer_value(json_object_get(item, key));
}

static const char *text(const json_t *item, const char *key) {
    const char *value = json_string_value(json_object_get(item, key));
    return value ? value : "";
}

static int by_text(const json_t *a, const json_t *b, const char *key) {
    return strcmp(text(a, key), text(b, key));
}

struct place {
    json_t *item;
    size_t index; /* in the feed */
};

/* One order for all kinds: keys a kind does not have compare equal. */
static int compare(const void *left, const void *right) {
    const struct place *x = left, *y = right;
    const json_t *a = x->item, *b = y->item;
    int64_t starts[2] = {number(a, "start"), number(b, "start")};
    int64_t times[2] = {number(a, "time"), number(b, "time")};
    int64_t planned[2] = {number(a, "planned"), number(b, "planned")};
    int order = (starts[0] > starts[1]) - (starts[0] < starts[1]);
    order = order ? order : (planned[0] > planned[1]) - (planned[0] < planned[1]);
    order = order ? order : (times[0] < times[1]) - (times[0] > times[1]);
    order = order ? order : by_text(a, b, "date");
    order = order ? order : by_text(a, b, "from");
    if (starts[0] != 0) { /* events */
        order = order ? order : by_text(a, b, "title");
        order = order ? order : by_text(a, b, "id");
    }
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* The first `most`. */
static json_t *sorted(json_t *items, size_t most) {
    size_t count = json_array_size(items);
    struct place *all = calloc(count + 1, sizeof *all);
    json_t *result = json_array();
    if (!all || !result) {
        free(all);
        json_decref(result);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        all[i] = (struct place){json_array_get(items, i), i};
    qsort(all, count, sizeof *all, compare);
    for (size_t i = 0; i < count && i < most; i++)
        if (json_array_append(result, all[i].item) != 0) {
            json_decref(result);
            result = NULL;
            break;
        }
    free(all);
    return result;
}

static bool put_count(json_t *root, const char *key, size_t count) {
    return count == 0 || json_object_set_new(root, key, json_integer((json_int_t)count)) == 0;
}

/* The list with its first `most` items as JSON; NULL when out of memory. */
static char *written(struct feed_list *list, size_t most) {
    json_t *items = sorted(list->items, most);
    size_t count = json_array_size(list->items), over = list->over + (count > most ? count - most : 0);
    if (!items || json_object_set_new(list->root, "items", items) != 0 ||
        !put_count(list->root, "left_out", over) || !put_count(list->root, "unusable", list->left_out))
        return NULL;
    return json_dumps(list->root, JSON_COMPACT);
}

bool feed_list_write(struct feed_list *list, char **out, size_t *out_size, struct fail *fail) {
    if (json_array_size(list->items) == 0 && list->left_out > 0 && list->used == 0)
        return fail_set(fail, "none of the %zu items can be used", list->left_out);
    size_t most = FEED_ITEMS_MAX, count = json_array_size(list->items);
    most = most < count ? most : count;
    char *json = written(list, most);
    while (json && strlen(json) > FEED_BYTES_MAX && most > 0) { /* long texts: fewer items */
        most = most * 9 / 10;
        free(json);
        json = written(list, most);
    }
    if (!json)
        return fail_set(fail, "out of memory");
    *out = json;
    *out_size = strlen(json);
    return true;
}
