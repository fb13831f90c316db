#include "core/feed/opening_week.h"

#include <string.h>

static bool any_in(const char *category, const char *const *parts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcasestr(category, parts[i]))
            return true;
    return false;
}

enum service service_of(const struct service_names *names, const char *category) {
    if (category && any_in(category, names->self, names->self_count))
        return SERVICE_SELF;
    return category && any_in(category, names->staffed, names->staffed_count) ? SERVICE_STAFFED
                                                                              : SERVICE_AS_NAMED;
}

bool same_service(const struct day_opening *a, const struct day_opening *b) {
    return a->service == b->service && (a->service != SERVICE_AS_NAMED || strcmp(a->name, b->name) == 0);
}

static bool opening_at_branch(const struct feed_query *query, const struct opening *opening) {
    if (!query->branch)
        return true;
    return (opening->branch && strcmp(opening->branch, query->branch) == 0) ||
           (opening->branch_isil && strcmp(opening->branch_isil, query->branch) == 0);
}

void opening_day_add(struct opening_day *day, const struct day_opening *opening) {
    size_t at = day->count;
    for (size_t i = 0; i < day->count; i++) {
        const struct day_opening *other = &day->openings[i];
        if (other->from_min == opening->from_min && other->to_min == opening->to_min &&
            same_service(other, opening))
            return; /* libraries enter some hours twice, and two branches in one building keep the same */
    }
    if (day->count == OPENINGS_A_DAY)
        return;
    for (; at > 0 && day->openings[at - 1].from_min > opening->from_min; at--)
        day->openings[at] = day->openings[at - 1];
    day->openings[at] = *opening;
    day->count++;
}

static void add(struct opening_day *day, const struct service_names *names, const struct opening *opening) {
    opening_day_add(day, &(struct day_opening){.from_min = opening->from_min,
                                               .to_min = opening->to_min,
                                               .service = service_of(names, opening->category),
                                               .name = opening->category ? opening->category : ""});
}

bool opening_known(const struct feed_query *query, const struct feeds *feeds, int32_t from_day) {
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *feed = feeds_find(feeds, query->feeds[i]);
        for (size_t k = 0; feed && feed->kind == FEED_KIND_HOURS && k < feed->count; k++)
            if (feed->openings[k].day >= from_day && opening_at_branch(query, &feed->openings[k]))
                return true;
    }
    return false;
}

void opening_week(const struct feed_query *query, const struct service_names *names,
                  const struct feeds *feeds, int64_t today, struct opening_week *week) {
    int64_t first = INT64_MAX, last = INT64_MIN;
    *week = (struct opening_week){0};
    for (int i = 0; i < OPENING_DAYS; i++)
        week->days[i].day = today + i;
    for (size_t f = 0; f < query->feed_count; f++) {
        const struct feed_data *data = feeds_find(feeds, query->feeds[f]);
        for (size_t i = 0; data && data->kind == FEED_KIND_HOURS && i < data->count; i++) {
            const struct opening *opening = &data->openings[i];
            if (!opening_at_branch(query, opening))
                continue;
            first = opening->day < first ? opening->day : first;
            last = opening->day > last ? opening->day : last;
            if (opening->day >= today && opening->day < today + OPENING_DAYS)
                add(&week->days[opening->day - today], names, opening);
        }
    }
    for (int i = 0; i < OPENING_DAYS; i++)
        week->days[i].known = week->days[i].day >= first && week->days[i].day <= last;
}
