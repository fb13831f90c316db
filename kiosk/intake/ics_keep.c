#include "intake/ics_keep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/feed/feed.h"
#include "intake/ics_title.h"

bool ics_keep_init(struct ics_keep *keep) {
    *keep = (struct ics_keep){.items = calloc(FEED_ITEMS_MAX, sizeof(struct ics_instance))};
    return keep->items != NULL;
}

void ics_keep_finish(struct ics_keep *keep) {
    free(keep->items);
    *keep = (struct ics_keep){0};
}

/* The same for the same calendar, whatever the order it was read in. */
static bool later(const struct ics_instance *a, const struct ics_instance *b) {
    if (a->times.start_ms != b->times.start_ms)
        return a->times.start_ms > b->times.start_ms;
    return a->entry->position > b->entry->position;
}

static void swap(struct ics_instance *a, struct ics_instance *b) {
    struct ics_instance kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_up(struct ics_keep *keep, size_t at) {
    for (; at > 0 && later(&keep->items[at], &keep->items[(at - 1) / 2]); at = (at - 1) / 2)
        swap(&keep->items[at], &keep->items[(at - 1) / 2]);
}

static void sift_down(struct ics_keep *keep) {
    for (size_t at = 0;;) {
        size_t child = 2 * at + 1;
        if (child + 1 < keep->count && later(&keep->items[child + 1], &keep->items[child]))
            child++;
        if (child >= keep->count || !later(&keep->items[child], &keep->items[at]))
            return;
        swap(&keep->items[at], &keep->items[child]);
        at = child;
    }
}

void ics_keep_add(struct ics_keep *keep, const struct ics_instance *instance) {
    if (keep->count < FEED_ITEMS_MAX) {
        keep->items[keep->count] = *instance;
        sift_up(keep, keep->count++);
        return;
    }
    keep->left_out++;
    if (!later(&keep->items[0], instance))
        return;
    keep->items[0] = *instance;
    sift_down(keep);
}

/* A changed instance says what it says; one without a time of its own says only that it is off. */
static const struct ics_property *said(const struct ics_file *file, const struct ics_instance *instance,
                                       enum ics_name name) {
    const struct ics_property *own = ics_first(file, instance->entry->component, name);
    return own || instance->entry->has_start ? own : ics_first(file, instance->series->component, name);
}

static bool put_text(json_t *item, const char *key, const struct ics_property *property, size_t max) {
    char *text = property ? ics_text(property->value, strlen(property->value), false) : NULL;
    bool ok = !property || (text && feed_put_text(item, key, text, max));
    free(text);
    return ok;
}

/* Descriptions with addresses or links are invitations, not teasers. */
static bool put_lead(json_t *item, const struct ics_property *property) {
    if (!property || strchr(property->value, '@') || strstr(property->value, "://"))
        return true;
    char *text = ics_text(property->value, strlen(property->value), true);
    bool ok = text && feed_put_text(item, "lead", text, LEAD_MAX);
    free(text);
    return ok;
}

/* The length of the item of a list at `text`: up to a comma that is not escaped. */
static size_t item_length(const char *text) {
    size_t length = 0;
    while (text[length] && text[length] != ',')
        length += text[length] == '\\' && text[length + 1] ? 2 : 1;
    return length;
}

static bool put_tag(json_t *tags, const char *value, size_t length) {
    char *text = ics_text(value, length, false);
    json_t *holder = json_object();
    bool ok = text && holder && feed_put_text(holder, "text", text, PLACE_MAX);
    json_t *tag = json_object_get(holder, "text");
    if (ok && tag)
        ok = json_array_append(tags, tag) == 0;
    json_decref(holder);
    free(text);
    return ok;
}

static bool put_tags(json_t *item, const struct ics_file *file, const struct ics_property *at) {
    json_t *tags = json_array();
    bool ok = tags != NULL;
    for (; ok && at; at = ics_next(file, at))
        for (const char *text = at->value; ok && *text && json_array_size(tags) < TAGS_MAX;) {
            size_t length = item_length(text);
            ok = put_tag(tags, text, length);
            text += length + (text[length] == ',');
        }
    if (ok && json_array_size(tags) > 0)
        return json_object_set_new(item, "tags", tags) == 0;
    json_decref(tags);
    return ok;
}

static bool write_one(const struct ics_file *file, const struct ics_instance *instance,
                      struct feed_list *list) {
    const struct ics_entry *entry = instance->entry;
    const char *written = entry->title ? entry->title : instance->series->title;
    char *title = ics_text(written ? written : "", written ? strlen(written) : 0, false), id[ID_MAX];
    if (!title)
        return false;
    const char *uid = entry->uid ? entry->uid : title;
    snprintf(id, sizeof(id), "%.200s@%" PRId64, uid, instance->named_ms / 1000);
    bool off = ics_title_cancelled(title);
    off |= entry->cancelled || instance->series->cancelled;
    json_t *item = feed_add_event(list, instance->repeated || !entry->uid ? id : uid, title, instance->times,
                                  off ? EVENT_CANCELLED : EVENT_ACTIVE, PRICE_UNKNOWN);
    const struct ics_property *url = said(file, instance, ICS_URL);
    bool ok = !item || (put_lead(item, said(file, instance, ICS_DESCRIPTION)) &&
                        put_text(item, "place", said(file, instance, ICS_LOCATION), PLACE_MAX) &&
                        (!url || feed_put_url(item, "url", url->value)) &&
                        put_tags(item, file, said(file, instance, ICS_CATEGORIES)));
    free(title);
    return ok;
}

bool ics_keep_write(struct ics_keep *keep, const struct ics_file *file, struct feed_list *list) {
    for (size_t i = 0; i < keep->count; i++)
        if (!write_one(file, &keep->items[i], list))
            return false;
    list->over += keep->left_out;
    return true;
}
