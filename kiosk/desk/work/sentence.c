#include "desk/work/sentence.h"

#include <stdio.h>
#include <string.h>

#include "core/time/calendar.h"
#include "desk/work/sentence_words.h"

enum { PART = 200, SCREENS_NAMED = 4 };

struct telling {
    const struct sentence_order *order;
    int language;
    char *out; /* the phrase that is being put together, SENTENCE_MAX */
};

/* Fills the template; `a`, `b`, `c` may be NULL where it has no place for them. */
static void fill(const struct telling *telling, enum sentence_word word, const char *const parts[3],
                 char *out, size_t size) {
    size_t used = 0;
    for (const char *at = sentence_words[word][telling->language]; *at && used + 1 < size; at++) {
        bool place = at[0] == '{' && at[1] >= '0' && at[1] <= '2' && at[2] == '}';
        if (!place) {
            out[used++] = *at;
            continue;
        }
        int n = snprintf(out + used, size - used, "%s", parts[at[1] - '0'] ? parts[at[1] - '0'] : "");
        used = used + (size_t)n < size ? used + (size_t)n : size - 1;
        at += 2;
    }
    out[used] = '\0';
}

static void fill3(const struct telling *telling, enum sentence_word word, const char *a, const char *b,
                  const char *c, char out[PART]) {
    fill(telling, word, (const char *const[]){a, b, c}, out, PART);
}

/* A part of the phrase, with `before` between it and what is there. */
static void append(const struct telling *telling, const char *before, const char *part) {
    size_t used = strlen(telling->out);
    snprintf(telling->out + used, SENTENCE_MAX - used, "%s%s", used ? before : "", part);
}

static void say_clock(const struct telling *telling, int minutes, char out[PART]) {
    if (minutes % 60 == 0 && sentence_short_hours[telling->language])
        snprintf(out, PART, "%d", minutes / 60);
    else
        snprintf(out, PART, "%d%c%02d", minutes / 60, sentence_clock[telling->language], minutes % 60);
}

static void say_day(const struct telling *telling, int64_t day, char out[PART]) {
    int64_t today = zone_day(telling->order->site->zone, telling->order->now_ms);
    struct civil date = civil_from_days(day), now = civil_from_days(today);
    char number[12], year[12];
    snprintf(number, sizeof number, "%d", date.day);
    snprintf(year, sizeof year, "%d", date.year);
    if (day == today || day == today + 1)
        fill3(telling, day == today ? SAY_TODAY : SAY_TOMORROW, NULL, NULL, NULL, out);
    else
        fill3(telling, date.year == now.year ? SAY_DATE : SAY_DATE_YEAR, number,
              sentence_months[date.month - 1][telling->language], year, out);
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
        fill3(telling, SAY_AT, day, clock, NULL, out);
}

static void say_from_to(const struct telling *telling, const struct schedule *schedule, char out[PART]) {
    int64_t first = day_of(&schedule->from), last = day_of(&schedule->to);
    int begin = minute_of(&schedule->from), end = minute_of(&schedule->to);
    char a[PART], b[PART], day[PART];
    if (begin == 0 && end == 0) { /* whole days; "to" is the midnight behind the last */
        say_day(telling, first, a);
        say_day(telling, last - 1, b);
        if (last - first <= 1)
            memcpy(out, a, sizeof a);
        else
            fill3(telling, SAY_FROM_THROUGH, a, b, NULL, out);
    } else if (first == last || (last == first + 1 && end == 0)) {
        say_day(telling, first, day);
        say_clock(telling, begin, a);
        say_clock(telling, end ? end : 1440, b);
        fill3(telling, SAY_ON_DAY_HOURS, day, a, b, out);
    } else {
        say_moment(telling, &schedule->from, a);
        say_moment(telling, &schedule->to, b);
        fill3(telling, SAY_FROM_TO, a, b, NULL, out);
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
        fill3(telling, SAY_FROM, part, NULL, NULL, out);
    } else if (minute_of(&schedule->to) == 0) {
        say_day(telling, day_of(&schedule->to) - 1, part);
        fill3(telling, SAY_THROUGH, part, NULL, NULL, out);
    } else {
        say_moment(telling, &schedule->to, part);
        fill3(telling, SAY_UNTIL, part, NULL, NULL, out);
    }
    append(telling, " ", out);
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
        append(telling, " ", out);
}

static void say_hours(const struct telling *telling, const struct schedule *schedule) {
    char out[PART], a[PART], b[PART];
    if (schedule->hours_count == 0)
        return;
    if (!schedule->weekdays && schedule->date_count == 0 && schedule->holidays != HOLIDAYS_ONLY &&
        schedule->holidays != HOLIDAYS_CLOSED && !schedule->named_days)
        append(telling, " ", sentence_words[SAY_EVERY_DAY][telling->language]);
    for (size_t i = 0; i < schedule->hours_count; i++) {
        say_clock(telling, schedule->hours[i].from_min, a);
        say_clock(telling, schedule->hours[i].to_min, b);
        fill3(telling, SAY_HOURS, a, b, NULL, out);
        append(telling, i == 0 ? " " : sentence_words[SAY_AND][telling->language], out);
    }
}

static size_t days_in(const struct day_range *ranges, size_t count) {
    size_t days = 0;
    for (size_t i = 0; i < count; i++)
        days += (size_t)(ranges[i].to_day - ranges[i].from_day);
    return days;
}

static void say_days(const struct telling *telling, const struct schedule *schedule) {
    char out[PART], number[24];
    size_t days = days_in(schedule->dates, schedule->date_count);
    snprintf(number, sizeof number, "%zu", days);
    if (days == 1)
        say_day(telling, schedule->dates[0].from_day, out);
    else
        fill3(telling, SAY_DAYS_CHOSEN, number, NULL, NULL, out);
    if (days > 0)
        append(telling, " ", out);
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
        append(telling, rules[schedule->holidays].before,
               sentence_words[rules[schedule->holidays].word][telling->language]);
}

static void say_named_days(const struct telling *telling, const struct schedule *schedule) {
    char names[PART] = "", out[PART];
    for (size_t i = 0; i < CALENDAR_DAY_COUNT; i++) {
        size_t used = strlen(names);
        if (schedule->named_days >> i & 1)
            snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "",
                     strcmp(sentence_languages[telling->language], "da") == 0 ? calendar_names[i].danish
                                                                              : calendar_names[i].english);
    }
    if (!schedule->named_days)
        return;
    fill3(telling, SAY_ONLY_NAMED, names, NULL, NULL, out);
    append(telling, " ", out);
}

static void say_exceptions(const struct telling *telling, const struct schedule *schedule) {
    char out[PART], part[PART];
    size_t days = days_in(schedule->except, schedule->except_count);
    if (days == 0)
        return;
    if (days == 1)
        say_day(telling, schedule->except[0].from_day, part);
    else
        snprintf(part, sizeof part, "%zu", days);
    fill3(telling, days == 1 ? SAY_EXCEPT_DAY : SAY_EXCEPT_DAYS, part, NULL, NULL, out);
    append(telling, ", ", out);
}

static void say_schedule(const struct telling *telling, const struct schedule *schedule) {
    say_span(telling, schedule);
    say_days(telling, schedule);
    say_weekdays(telling, schedule);
    say_hours(telling, schedule);
    say_named_days(telling, schedule);
    say_holidays(telling, schedule);
    say_exceptions(telling, schedule);
}

static void say_when(const struct telling *telling) {
    const struct sentence_order *order = telling->order;
    const struct slide *slide = order->slide;
    char out[PART], day[PART], rest[SENTENCE_MAX] = "";
    struct telling list = {order, telling->language, rest};
    say_schedule(telling, &slide->turn.schedule);
    say_schedule(&list, &order->playlist->schedule);
    if (rest[0] && telling->out[0])
        append(telling, ", ", sentence_words[SAY_WITHIN_LIST][telling->language]);
    else if (rest[0])
        append(telling, "", rest);
    if (slide->source.expires_day && !slide->turn.schedule.has_to) {
        say_day(telling, slide->source.expires_day - 1, day);
        fill3(telling, SAY_THROUGH, day, NULL, NULL, out);
        append(telling, " ", out);
    }
    if (!telling->out[0])
        append(telling, "", sentence_words[SAY_ALWAYS][telling->language]);
    if (slide->turn.evergreen)
        append(telling, ", ", sentence_words[SAY_EVERGREEN][telling->language]);
}

static void say_screens(const struct telling *telling) {
    const struct sentence_order *order = telling->order;
    char number[24], out[PART];
    snprintf(number, sizeof number, "%zu", order->screen_count);
    if (order->screen_count > SCREENS_NAMED) {
        fill3(telling, SAY_SCREENS, number, NULL, NULL, out);
        append(telling, "", out);
        return;
    }
    for (size_t i = 0; i < order->screen_count; i++) {
        const struct screen *screen = order->screens[i];
        const struct localized_entry *name =
            localized_pick(&screen->name, sentence_languages[telling->language], order->site->languages,
                           order->site->language_count);
        append(telling, i + 1 == order->screen_count ? sentence_words[SAY_AND][telling->language] : ", ",
               name ? name->text : screen->id);
    }
}

static void say_turns(const struct telling *telling) {
    const struct sentence_order *order = telling->order;
    char out[PART], number[24];
    snprintf(number, sizeof number, "%lld", (long long)((order->slide->dwell_ms + 500) / 1000));
    fill3(telling, SAY_DWELL, number, NULL, NULL, out);
    append(telling, "", out);
    int64_t minutes = (order->every_ms + 30000) / 60000;
    snprintf(number, sizeof number, "%lld", (long long)minutes);
    if (order->every_ms > 0) {
        fill3(telling, minutes <= 1 ? SAY_EVERY_MINUTE : SAY_EVERY_MINUTES, number, NULL, NULL, out);
        append(telling, "", out);
    }
}

const char *sentence_write(const struct sentence_order *order, int language, char out[SENTENCE_MAX]) {
    char screens[SENTENCE_MAX] = "", when[SENTENCE_MAX] = "", turns[SENTENCE_MAX] = "";
    struct telling telling = {order, language, screens};
    if (order->state == SHOWING_UNUSED) {
        snprintf(out, SENTENCE_MAX, "%s", sentence_words[order->broken ? SAY_BROKEN : SAY_UNUSED][language]);
        return out;
    }
    say_screens(&telling);
    telling.out = when;
    say_when(&telling);
    telling.out = turns;
    say_turns(&telling);
    fill(&telling, order->state == SHOWING_OVER ? SAY_OVER : SAY_SHOWN,
         (const char *const[]){screens, when, turns}, out, SENTENCE_MAX);
    return out;
}
