#include "intake/ics_except.h"

#include <stdlib.h>
#include <string.h>

static bool push(struct ics_except_list *list, int64_t value) {
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        int64_t *grown = realloc(list->items, room * sizeof(*grown));
        if (!grown)
            return false;
        list->items = grown;
        list->room = room;
    }
    list->items[list->count++] = value;
    return true;
}

bool ics_except_add(struct ics_except *except, const struct ics_time *at) {
    return except->all_day ? push(&except->days, at->wall.day) : push(&except->instants, at->utc_ms);
}

static bool add_named(struct ics_except *except, struct ics_zones *zones, const struct ics_entry *series,
                      const struct ics_time *named) {
    if (except->all_day || named->wall.is_date)
        return push(&except->days, ics_entry_day(zones, named));
    if (!named->wall.utc && !named->zone && /* floating: on the clock of the series, too */
        !push(&except->instants, ics_zone_utc_ms(zones, series->start.zone, named->wall)))
        return false;
    return push(&except->instants, named->utc_ms);
}

bool ics_except_init(struct ics_except *except, struct ics_zones *zones, const struct ics_entry *series) {
    *except = (struct ics_except){.all_day = series->all_day};
    const struct ics_property *at = ics_first(zones->file, series->component, ICS_EXDATE);
    for (; at; at = ics_next(zones->file, at))
        for (const char *text = at->value; *text;) {
            size_t length = strcspn(text, ",");
            struct ics_time named;
            if (ics_time_read(zones, at, series->calendar, text, length, &named) &&
                !add_named(except, zones, series, &named))
                return false;
            text += length + (text[length] == ',');
        }
    return true;
}

static int by_value(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

void ics_except_sort(struct ics_except *except) {
    if (except->instants.count > 1)
        qsort(except->instants.items, except->instants.count, sizeof(int64_t), by_value);
    if (except->days.count > 1)
        qsort(except->days.items, except->days.count, sizeof(int64_t), by_value);
}

static bool has(const struct ics_except_list *list, int64_t value) {
    return list->count > 0 && bsearch(&value, list->items, list->count, sizeof(int64_t), by_value);
}

bool ics_except_has(const struct ics_except *except, const struct ics_time *at) {
    return has(&except->days, at->wall.day) || has(&except->instants, at->utc_ms);
}

void ics_except_finish(struct ics_except *except) {
    free(except->instants.items);
    free(except->days.items);
    *except = (struct ics_except){0};
}
