/* What a house's hours are in words. */
#include <stdio.h>
#include <string.h>

#include "guide/view/hours_parts.h"

static void now_words(const struct page *page, const struct opening_week *week, char *out, size_t size) {
    struct civil at = zone_local(page->request->site->zone, page->request->now_ms);
    struct opening_now now = opening_now(week, at.hour * 60 + at.minute);
    opening_now_words(&page->guide->words, &now, week->days[0].day, page->tag, out, size);
}

/* Neither of a day that nobody knows, nor on paper, which is read on another. */
static bool knows_day(const struct page *page) {
    return !page->request->clock_wrong && !page->request->printed;
}

/* Where the hours are not old, either. */
static bool says_now(const struct page *page, enum hours_origin origin) {
    return knows_day(page) && (origin == HOURS_FEED || origin == HOURS_WRITTEN);
}

void page_open_words(const struct page *page, const struct guide_house *house, bool marked, char *out,
                     size_t size) {
    struct opening_week week;
    const struct view_request *request = page->request;
    out[0] = '\0';
    if (!house)
        return;
    enum hours_origin origin = house_week(house, request->site, request->feeds, request->now_ms, &week);
    if (!says_now(page, origin))
        return;
    now_words(page, &week, out, size);
    size_t used = strlen(out);
    if (used > 0 && !marked && origin == HOURS_WRITTEN && house->sample)
        snprintf(out + used, size - used, "\n%s", page_word(page, WORD_SAMPLE));
}

/* Usual services in the visitor's language; others as the staff wrote them. */
static const char *service_name(const struct page *page, const struct day_opening *opening) {
    return opening->service == SERVICE_SELF      ? page_word(page, WORD_SELF_SERVICE)
           : opening->service == SERVICE_STAFFED ? page_word(page, WORD_STAFFED)
                                                 : opening->name;
}

/* Staff first, then the house itself, then without staff, then what else there is. */
static int rank(const struct day_opening *opening) {
    return opening->service == SERVICE_STAFFED ? 0
           : opening->service == SERVICE_SELF  ? 2
           : *opening->name                    ? 3
                                               : 1;
}

static void find_services(const struct page *page, const struct opening_week *week, struct hours_table *out) {
    const struct day_opening *found[HOURS_SERVICES_MAX];
    for (int wanted = 0; wanted <= 3; wanted++)
        for (int d = 0; d < OPENING_DAYS; d++)
            for (size_t i = 0; i < week->days[d].count; i++) {
                const struct day_opening *opening = &week->days[d].openings[i];
                size_t at = 0;
                while (at < out->service_count && !same_service(found[at], opening))
                    at++;
                if (rank(opening) != wanted || at < out->service_count)
                    continue;
                out->crowded |= at == HOURS_SERVICES_MAX;
                if (at == HOURS_SERVICES_MAX)
                    continue;
                found[out->service_count] = opening;
                out->services[out->service_count++] = service_name(page, opening);
            }
}

static void add_times(const struct page *page, const struct day_opening *opening,
                      const struct hours_table *table, struct hours_row *row) {
    const char *name = service_name(page, opening);
    char from[20], to[20];
    words_time(opening->from_min, page->tag, from, sizeof from);
    words_time(opening->to_min, page->tag, to, sizeof to);
    row->any = true; /* also by a service that has no room of its own */
    for (size_t k = 0; k < table->service_count; k++) {
        if (strcmp(table->services[k], name) != 0)
            continue;
        size_t used = strlen(row->times[k]);
        snprintf(row->times[k] + used, HOURS_TIMES_MAX - used, "%s%s–%s", used ? ", " : "", from, to);
    }
}

static void fill_rows(const struct page *page, const struct opening_week *week, struct hours_table *out) {
    int64_t today = knows_day(page) ? week->days[0].day : DAY_UNKNOWN;
    for (int i = 0; i < OPENING_DAYS; i++) {
        const struct opening_day *day = &week->days[i];
        if (!day->known && i > 0)
            continue;
        struct hours_row *row = &out->rows[out->row_count++];
        row->known = day->known;
        row->today = day->day == today;
        words_day(&page->guide->words, day->day, today, page->tag, row->day, WORDS_MAX);
        for (size_t k = 0; k < day->count; k++)
            add_times(page, &day->openings[k], out, row);
    }
}

/* How old the oldest of its feeds is. */
static void fill_age(const struct page *page, const struct feed_query *query, struct hours_table *out) {
    int64_t fetched_ms = INT64_MAX;
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *data = feeds_find(page->request->feeds, query->feeds[i]);
        fetched_ms = data && data->fetched_ms < fetched_ms ? data->fetched_ms : fetched_ms;
    }
    struct civil at = zone_local(page->request->site->zone, fetched_ms);
    words_updated(&page->guide->words, &at, page->tag, out->age, sizeof out->age);
}

void hours_table_fill(struct page *page, const struct guide_house *house, struct hours_table *out) {
    const struct view_request *request = page->request;
    struct opening_week week;
    *out = (struct hours_table){.name = NULL};
    out->name = page_pick_aside(page, &house->name, &out->name_language);
    enum hours_origin origin = house_week(house, request->site, request->feeds, request->now_ms, &week);
    out->any = origin != HOURS_NONE;
    if (!out->any)
        return;
    if (says_now(page, origin))
        now_words(page, &week, out->now, sizeof out->now);
    find_services(page, &week, out);
    fill_rows(page, &week, out);
    if (origin == HOURS_OLD)
        fill_age(page, &house->query, out);
    else if (origin == HOURS_WRITTEN && house->sample)
        snprintf(out->age, sizeof out->age, "%s", page_word(page, WORD_SAMPLE));
}
