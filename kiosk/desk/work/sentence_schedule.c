#include <stdio.h>
#include <string.h>

#include "core/time/calendar.h"
#include "desk/work/sentence_parts.h"

enum { TOLD_MOST = 4 /* hours or days; more are counted */ };

static void say_clock(const struct telling *telling, int minutes, char out[PART]) {
    if (minutes % 60 == 0 && sentence_short_hours[telling->language])
        snprintf(out, PART, "%d", minutes / 60);
    else
        snprintf(out, PART, "%d%c%02d", minutes / 60, sentence_clock[telling->language], minutes % 60);
}

static void say_date(const struct telling *telling, int64_t day, char out[PART]) {
    int64_t today = zone_day(telling->order->site->zone, telling->order->now_ms);
    struct civil date = civil_from_days(day), now = civil_from_days(today);
    char number[12], year[12];
    snprintf(number, sizeof number, "%d", date.day);
    snprintf(year, sizeof year, "%d", date.year);
    sentence_part(telling, date.year == now.year ? SAY_DATE : SAY_DATE_YEAR, number,
                  sentence_months[date.month - 1][telling->language], year, out);
}

/* Has it a name of its own, "i dag", "i morgen"? */
static bool is_near(const struct telling *telling, int64_t day) {
    int64_t today = zone_day(telling->order->site->zone, telling->order->now_ms);
    return day == today || day == today + 1;
}

static void say_day(const struct telling *telling, int64_t day, char out[PART]) {
    int64_t today = zone_day(telling->order->site->zone, telling->order->now_ms);
    if (is_near(telling, day))
        sentence_part(telling, day == today ? SAY_TODAY : SAY_TOMORROW, NULL, NULL, NULL, out);
    else
        say_date(telling, day, out);
}

/* "3. december" → "den 3. december" */
static void put_on(const struct telling *telling, char date[PART]) {
    char out[PART];
    sentence_part(telling, SAY_ON_DATE, date, NULL, NULL, out);
    memcpy(date, out, sizeof out);
}

/* As above, where something is on that day. */
static void say_on_day(const struct telling *telling, int64_t day, char out[PART]) {
    say_day(telling, day, out);
    if (!is_near(telling, day))
        put_on(telling, out);
}

static int64_t day_of(const struct civil *civil) {
    return civil_days(civil->year, civil->month, civil->day);
}

static int minute_of(const struct civil *civil) {
    return civil->hour * 60 + civil->minute;
}

/* "i morgen", or "i morgen kl. 9" */
static void say_moment(const struct telling *telling, const struct civil *civil, char out[PART]) {
    char day[PART], clock[PART];
    say_day(telling, day_of(civil), day);
    say_clock(telling, minute_of(civil), clock);
    if (minute_of(civil) == 0)
        memcpy(out, day, sizeof day);
    else
        sentence_part(telling, SAY_AT, day, clock, NULL, out);
}

static void say_from_to(const struct telling *telling, const struct schedule *schedule, char out[PART]) {
    int64_t first = day_of(&schedule->from), last = day_of(&schedule->to);
    int begin = minute_of(&schedule->from), end = minute_of(&schedule->to);
    char a[PART], b[PART], day[PART];
    if (begin == 0 && end == 0) { /* whole days; "to" is the midnight behind the last */
        say_day(telling, first, a);
        say_day(telling, last - 1, b);
        if (last - first <= 1)
            say_on_day(telling, first, out);
        else
            sentence_part(telling, SAY_FROM_THROUGH, a, b, NULL, out);
    } else if (first == last || (last == first + 1 && end == 0)) {
        say_on_day(telling, first, day);
        say_clock(telling, begin, a);
        say_clock(telling, end ? end : 1440, b);
        sentence_part(telling, SAY_ON_DAY_HOURS, day, a, b, out);
    } else {
        say_moment(telling, &schedule->from, a);
        say_moment(telling, &schedule->to, b);
        sentence_part(telling, SAY_FROM_TO, a, b, NULL, out);
    }
}

static void say_span(const struct telling *telling, const struct schedule *schedule) {
    char out[PART], part[PART];
    if (!schedule->has_from && !schedule->has_to)
        return;
    if (schedule->has_from && schedule->has_to) {
        say_from_to(telling, schedule, out);
    } else if (schedule->has_from) {
        say_moment(telling, &schedule->from, part);
        sentence_part(telling, SAY_FROM, part, NULL, NULL, out);
    } else if (minute_of(&schedule->to) == 0) {
        say_day(telling, day_of(&schedule->to) - 1, part);
        sentence_part(telling, SAY_THROUGH, part, NULL, NULL, out);
    } else {
        say_moment(telling, &schedule->to, part);
        sentence_part(telling, SAY_UNTIL, part, NULL, NULL, out);
    }
    sentence_append(telling, " ", out);
}

/* "mandag–fredag", "lørdag og søndag" */
static void say_weekdays(const struct telling *telling, const struct schedule *schedule) {
    char out[PART] = "";
    size_t used = 0;
    int left = __builtin_popcount(schedule->weekdays);
    for (int day = 0; day < 7 && used < sizeof out; day++) {
        int end = day;
        if (!(schedule->weekdays >> day & 1))
            continue;
        while (end + 1 < 7 && (schedule->weekdays >> (end + 1) & 1))
            end++;
        bool row = end - day >= 2;
        left -= row ? end - day + 1 : 1;
        const char *before = !used ? "" : left > 0 ? ", " : sentence_words[SAY_AND][telling->language];
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s%s%s", before,
                                 sentence_weekdays[day][telling->language], row ? "–" : "",
                                 row ? sentence_weekdays[end][telling->language] : "");
        if (row)
            day = end;
    }
    if (out[0])
        sentence_append(telling, " ", out);
}

/* Are there days that it is on, of which nothing has been said yet? */
static bool is_any_day(const struct schedule *schedule) {
    return !schedule->weekdays && schedule->date_count == 0 && schedule->holidays != HOLIDAYS_ONLY &&
           schedule->holidays != HOLIDAYS_CLOSED && !schedule->named_days;
}

/* What is said next leaves some of them out, or takes hours of each. */
static void say_every_day(const struct telling *telling, const struct schedule *schedule) {
    bool fewer = schedule->holidays != HOLIDAYS_ANY || schedule->except_count > 0;
    if (is_any_day(schedule) && (schedule->hours_count > 0 || (fewer && !telling->out[0])))
        sentence_append(telling, " ", sentence_words[SAY_EVERY_DAY][telling->language]);
}

static void say_hours(const struct telling *telling, const struct schedule *schedule) {
    char out[PART] = "", window[PART], a[PART], b[PART];
    size_t count = schedule->hours_count;
    snprintf(a, sizeof a, "%zu", count);
    if (count > TOLD_MOST)
        sentence_part(telling, SAY_PERIODS, a, NULL, NULL, out);
    for (size_t i = 0; i < count && count <= TOLD_MOST; i++) {
        say_clock(telling, schedule->hours[i].from_min, a);
        say_clock(telling, schedule->hours[i].to_min, b);
        sentence_part(telling, SAY_HOURS, a, b, NULL, window);
        sentence_listed(telling, i, count, window, out);
    }
    if (count > 0)
        sentence_append(telling, " ", out);
}

static size_t days_in(const struct day_range *ranges, size_t count) {
    size_t days = 0;
    for (size_t i = 0; i < count; i++)
        days += (size_t)(ranges[i].to_day - ranges[i].from_day);
    return days;
}

/* "20.–22. december", "31. december – 2. januar 2027" */
static void say_row(const struct telling *telling, int64_t first, int64_t last, char out[PART]) {
    struct civil from = civil_from_days(first), to = civil_from_days(last);
    char day[PART], end[PART];
    say_date(telling, last, end);
    snprintf(day, sizeof day, "%d", from.day);
    if (from.year != to.year || from.month != to.month)
        say_date(telling, first, day);
    sentence_part(telling, from.year == to.year && from.month == to.month ? SAY_ROW : SAY_ROW_LONG, day, end,
                  NULL, out);
}

/* A few days by their dates, "den 13. december og 20.–22. december"; more are only counted. */
static void say_ranges(const struct telling *telling, const struct day_range *ranges, size_t count,
                       enum sentence_word counted, char out[PART]) {
    char number[24], one[PART];
    bool dated = false; /* one "on" is enough for all that follow */
    snprintf(number, sizeof number, "%zu", days_in(ranges, count));
    if (count > TOLD_MOST) {
        sentence_part(telling, counted, number, NULL, NULL, out);
        return;
    }
    size_t told = 0, all = 0;
    for (size_t i = 0; i < count; i++)
        all += ranges[i].to_day - ranges[i].from_day == 2 ? 2 : 1;
    for (size_t i = 0; i < count; i++) {
        int64_t first = ranges[i].from_day, last = ranges[i].to_day - 1,
                step = last - first == 1 ? 1 : last - first + 1;
        for (int64_t day = first; day <= last; day += step) {
            bool single = step == 1, near = single && is_near(telling, day);
            if (single)
                say_day(telling, day, one);
            else
                say_row(telling, first, last, one);
            if (!near && !dated)
                put_on(telling, one);
            dated |= !near;
            sentence_listed(telling, told++, all, one, out);
        }
    }
}

static void say_dates(const struct telling *telling, const struct schedule *schedule) {
    char out[PART] = "";
    say_ranges(telling, schedule->dates, schedule->date_count, SAY_DAYS_CHOSEN, out);
    if (out[0])
        sentence_append(telling, " ", out);
}

static void say_holidays(const struct telling *telling, const struct schedule *schedule) {
    static const struct {
        const char *before;
        enum sentence_word word;
    } rules[] = {[HOLIDAYS_ONLY] = {" ", SAY_ONLY_HOLIDAYS},
                 [HOLIDAYS_NEVER] = {", ", SAY_NEVER_HOLIDAYS},
                 [HOLIDAYS_CLOSED] = {" ", SAY_ONLY_CLOSED},
                 [HOLIDAYS_OPEN] = {", ", SAY_ONLY_OPEN}};
    if (schedule->holidays != HOLIDAYS_ANY)
        sentence_append(telling, rules[schedule->holidays].before,
                        sentence_words[rules[schedule->holidays].word][telling->language]);
}

static void say_named_days(const struct telling *telling, const struct schedule *schedule) {
    char names[PART] = "", out[PART];
    bool danish = strcmp(sentence_languages[telling->language], "da") == 0;
    size_t count = (size_t)__builtin_popcount(schedule->named_days), told = 0;
    for (size_t i = 0; i < CALENDAR_DAY_COUNT; i++)
        if (schedule->named_days >> i & 1)
            sentence_listed(telling, told++, count,
                            danish ? calendar_names[i].danish : calendar_names[i].english, names);
    if (count == 0)
        return;
    sentence_part(telling, SAY_ONLY_NAMED, names, NULL, NULL, out);
    sentence_append(telling, " ", out);
}

static void say_exceptions(const struct telling *telling, const struct schedule *schedule) {
    char out[PART], days[PART] = "";
    say_ranges(telling, schedule->except, schedule->except_count, SAY_DAYS, days);
    if (!days[0])
        return;
    sentence_part(telling, SAY_EXCEPT, days, NULL, NULL, out);
    sentence_append(telling, ", ", out);
}

void sentence_schedule(const struct telling *telling, const struct schedule *schedule) {
    say_span(telling, schedule);
    say_dates(telling, schedule);
    say_named_days(telling, schedule);
    say_weekdays(telling, schedule);
    say_every_day(telling, schedule);
    say_hours(telling, schedule);
    say_holidays(telling, schedule);
    say_exceptions(telling, schedule);
}
