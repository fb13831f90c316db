#include "intake/ics_observance.h"

#include <stdlib.h>
#include <string.h>

#include "core/time/zone.h"
#include "intake/ics_recur.h"

enum { OBSERVANCES_MAX = 64, ONSETS_MAX = 4000 };

struct ics_onset {
    int64_t wall_s; /* on the clock before it */
    int from, to;   /* offsets, s */
};

struct filler {
    struct ics_observances *out;
    struct ics_onset onset; /* its offsets */
    const struct ics_rule *rule;
};

static bool add(struct filler *filler, int64_t wall_s) {
    struct ics_observances *out = filler->out;
    if (out->count == ONSETS_MAX)
        return false;
    filler->onset.wall_s = wall_s;
    out->onsets[out->count++] = filler->onset;
    return true;
}

static bool each(void *context, int64_t day, int32_t second) {
    struct filler *filler = context;
    const struct ics_rule *rule = filler->rule;
    int64_t wall_s = day * DAY_S + second, until_s = rule->until.day * DAY_S + rule->until.second;
    if (rule->has_until && rule->until.is_date)
        until_s += DAY_S - 1;
    if (rule->has_until && wall_s - (rule->until.utc ? filler->onset.from : 0) > until_s)
        return false;
    return add(filler, wall_s);
}

static void add_extra(struct filler *filler, const struct ics_file *file,
                      const struct ics_component *observance) {
    const struct ics_property *at = ics_first(file, observance, ICS_RDATE);
    for (; at; at = ics_next(file, at))
        for (const char *text = at->value; *text;) {
            size_t length = strcspn(text, ",");
            struct ics_wall wall;
            if (ics_wall_parse(text, length, &wall) && !add(filler, wall.day * DAY_S + wall.second))
                return;
            text += length + (text[length] == ',');
        }
}

static void read_observance(struct ics_observances *out, const struct ics_file *file,
                            const struct ics_component *observance, size_t *looked_at) {
    const struct ics_property *start = ics_first(file, observance, ICS_DTSTART);
    const struct ics_property *from = ics_first(file, observance, ICS_TZOFFSETFROM);
    const struct ics_property *to = ics_first(file, observance, ICS_TZOFFSETTO);
    const struct ics_property *repeat = ics_first(file, observance, ICS_RRULE);
    struct filler filler = {.out = out};
    struct ics_wall wall;
    struct ics_rule rule;
    if (!start || !to || !ics_wall_parse(start->value, strlen(start->value), &wall) ||
        !ics_offset_parse(to->value, &filler.onset.to))
        return;
    if (!from || !ics_offset_parse(from->value, &filler.onset.from))
        filler.onset.from = filler.onset.to;
    if (!add(&filler, wall.day * DAY_S + wall.second))
        return;
    if (repeat && ics_rule_parse(repeat->value, &rule) == ICS_RULE_READ && !ics_recur_too_often(&rule) &&
        rule.frequency >= ICS_MONTHLY) {
        int64_t first = civil_days(1900, 1, 1);
        struct ics_recur recur = {.rule = &rule,
                                  .start_day = wall.day,
                                  .start_second = wall.second,
                                  .from_day = first > wall.day + 1 ? first : wall.day + 1,
                                  .to_day = civil_days(2101, 1, 1),
                                  .looked_at = looked_at,
                                  .each = each,
                                  .context = &filler};
        filler.rule = &rule;
        (void)!ics_recur_walk(&recur); /* as far as it goes */
    }
    add_extra(&filler, file, observance);
}

static int by_time(const void *left, const void *right) {
    const struct ics_onset *a = left, *b = right;
    return (a->wall_s > b->wall_s) - (a->wall_s < b->wall_s);
}

bool ics_observances_init(struct ics_observances *observances, const struct ics_file *file, size_t zone,
                          size_t *looked_at) {
    *observances = (struct ics_observances){.onsets = calloc(ONSETS_MAX, sizeof(struct ics_onset))};
    if (!observances->onsets)
        return false;
    int parts = 0;
    for (size_t i = zone + 1; i < file->component_count && parts < OBSERVANCES_MAX; i++) {
        const struct ics_component *part = &file->components[i];
        if (part->kind == ICS_CALENDAR || part->kind == ICS_EVENT || part->kind == ICS_ZONE)
            break;
        if (part->kind != ICS_OBSERVANCE)
            continue;
        read_observance(observances, file, part, looked_at);
        parts++;
    }
    if (observances->count == 0) {
        ics_observances_finish(observances);
        return false;
    }
    qsort(observances->onsets, observances->count, sizeof(struct ics_onset), by_time);
    struct ics_onset *tight = realloc(observances->onsets, observances->count * sizeof(struct ics_onset));
    observances->onsets = tight ? tight : observances->onsets;
    return true;
}

void ics_observances_finish(struct ics_observances *observances) {
    free(observances->onsets);
    *observances = (struct ics_observances){0};
}

int ics_observances_offset(const struct ics_observances *observances, int64_t wall_s) {
    size_t low = 0, high = observances->count; /* the first onset that is still to come */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct ics_onset *onset = &observances->onsets[middle];
        int gap = onset->to > onset->from ? onset->to - onset->from : 0;
        if (onset->wall_s + gap <= wall_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? observances->onsets[low - 1].to : observances->onsets[0].from;
}
