#include "intake/ics_recur.h"

#include <stdlib.h>

#include "core/time/zone.h"

enum { PERIOD_DAYS_MAX = 366 };

/* A day and where it lies in its week, month and year. */
struct date {
    int64_t day;
    int year, month, month_day, month_length, year_day, year_length;
    int weekday; /* 1 = Monday */
};

struct walk {
    const struct ics_recur *recur;
    struct ics_rule rule; /* with what it takes from DTSTART */
    struct civil start;
    int32_t times[ICS_TIMES_MAX];
    size_t time_count;
    int64_t days[PERIOD_DAYS_MAX];
    size_t day_count;
    int64_t count; /* instances so far */
    size_t looked_at;
    bool ended;
};

static int bits_in(uint64_t bits) {
    return __builtin_popcountll(bits);
}

static bool bit(uint64_t bits, int n) {
    return bits >> n & 1;
}

static bool leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && leap(year));
}

bool ics_recur_too_often(const struct ics_rule *rule) {
    int hours = bits_in(rule->times.hours), minutes = bits_in(rule->times.minutes),
        seconds = bits_in(rule->times.seconds);
    return (hours ? hours : 1) * (minutes ? minutes : 1) * (seconds ? seconds : 1) > ICS_TIMES_MAX;
}

static void fill_times(struct walk *walk) {
    struct ics_rule *rule = &walk->rule;
    int32_t start = walk->recur->start_second;
    uint64_t hours = rule->times.hours ? rule->times.hours : UINT64_C(1) << (start / 3600);
    uint64_t minutes = rule->times.minutes ? rule->times.minutes : UINT64_C(1) << (start / 60 % 60);
    uint64_t seconds = rule->times.seconds ? rule->times.seconds : UINT64_C(1) << (start % 60);
    for (int h = 0; h < 24; h++)
        for (int m = 0; bit(hours, h) && m < 60; m++)
            for (int s = 0; bit(minutes, m) && s < 60; s++)
                if (bit(seconds, s) && walk->time_count < ICS_TIMES_MAX)
                    walk->times[walk->time_count++] = (h * 60 + m) * 60 + s;
}

/* What a rule does not say, DTSTART does. */
static void fill_from_start(struct walk *walk) {
    struct ics_rule *rule = &walk->rule;
    bool days = rule->weekdays || rule->nth_count > 0;
    bool month_days = rule->month_days[0] || rule->month_days[1];
    if (days || month_days || rule->has_year_days)
        return;
    bool by_week = rule->weeks[0] || rule->weeks[1];
    if (rule->frequency == ICS_WEEKLY || (rule->frequency == ICS_YEARLY && by_week))
        rule->weekdays = (uint8_t)(1u << walk->start.weekday);
    else if (rule->frequency != ICS_DAILY && !by_week)
        rule->month_days[0] = 1u << walk->start.day;
    if (rule->frequency == ICS_YEARLY && !by_week && !rule->months)
        rule->months = (uint16_t)(1u << walk->start.month);
}

/* How many weeks a year has, when they begin with `week_start` and the first has at least four days. */
static int weeks_in(int year, int week_start) {
    int first = (civil_from_days(civil_days(year, 1, 1)).weekday - week_start + 7) % 7;
    return first == 3 || (first == 2 && leap(year)) ? 53 : 52;
}

static bool week_fits(const struct ics_rule *rule, const struct date *date) {
    int year = date->year, of_week = (date->weekday - rule->week_start + 7) % 7;
    int week = (date->year_day - (of_week + 1) + 10) / 7;
    if (week < 1)
        week = weeks_in(--year, rule->week_start);
    int weeks = weeks_in(year, rule->week_start);
    if (week > weeks) {
        week = 1;
        weeks = weeks_in(year + 1, rule->week_start);
    }
    return bit(rule->weeks[0], week) || bit(rule->weeks[1], weeks - week + 1);
}

/* "2TU" counts in the month, or in the year when a yearly rule names no month. */
static bool weekday_fits(const struct ics_rule *rule, const struct date *date) {
    bool by_year = rule->frequency == ICS_YEARLY && !rule->months;
    bool counts = rule->frequency == ICS_MONTHLY || rule->frequency == ICS_YEARLY;
    int at = by_year ? date->year_day : date->month_day;
    int length = by_year ? date->year_length : date->month_length;
    if (bit(rule->weekdays, date->weekday))
        return true;
    for (size_t i = 0; i < rule->nth_count; i++) {
        int nth = rule->nth[i].nth;
        if (rule->nth[i].weekday == date->weekday &&
            (!counts || nth == (nth > 0 ? (at - 1) / 7 + 1 : -((length - at) / 7 + 1))))
            return true;
    }
    return false;
}

static bool year_day_fits(const struct ics_rule *rule, const struct date *date) {
    int front = date->year_day, back = date->year_length - front + 1;
    return bit(rule->year_days.bits[0][front / 64], front % 64) ||
           bit(rule->year_days.bits[1][back / 64], back % 64);
}

static bool fits(const struct ics_rule *rule, const struct date *date) {
    if (rule->months && !bit(rule->months, date->month))
        return false;
    if ((rule->month_days[0] || rule->month_days[1]) && !bit(rule->month_days[0], date->month_day) &&
        !bit(rule->month_days[1], date->month_length - date->month_day + 1))
        return false;
    if ((rule->weekdays || rule->nth_count > 0) && !weekday_fits(rule, date))
        return false;
    if (rule->has_year_days && !year_day_fits(rule, date))
        return false;
    return (!rule->weeks[0] && !rule->weeks[1]) || week_fits(rule, date);
}

/* Adds the days of one month, or the part of it from `first` on that has `count` days. */
static void add_days(struct walk *walk, int64_t first, int count) {
    struct civil civil = civil_from_days(first);
    struct date date = {.day = first,
                        .year = civil.year,
                        .month = civil.month,
                        .month_day = civil.day,
                        .month_length = month_length(civil.year, civil.month),
                        .year_day = (int)(first - civil_days(civil.year, 1, 1)) + 1,
                        .year_length = 365 + leap(civil.year),
                        .weekday = civil.weekday};
    for (int i = 0; i < count; i++) {
        if (walk->day_count < PERIOD_DAYS_MAX && fits(&walk->rule, &date))
            walk->days[walk->day_count++] = date.day;
        walk->looked_at++;
        date.day++;
        date.month_day++;
        date.year_day++;
        date.weekday = date.weekday % 7 + 1;
        if (date.month_day > date.month_length && i + 1 < count) { /* a week that goes on in the next month */
            add_days(walk, date.day, count - i - 1);
            break;
        }
    }
}

/* The first day of the period `index`; 0 is the one DTSTART lies in. */
static int64_t period_begin(const struct walk *walk, int64_t index) {
    const struct ics_rule *rule = &walk->rule;
    int64_t step = index * rule->interval, start = walk->recur->start_day;
    switch (rule->frequency) {
    case ICS_DAILY:
        return start + step;
    case ICS_WEEKLY:
        return start - (walk->start.weekday - rule->week_start + 7) % 7 + 7 * step;
    case ICS_MONTHLY:
        return civil_days(walk->start.year, walk->start.month + (int)step, 1);
    default:
        return civil_days(walk->start.year + (int)step, 1, 1);
    }
}

/* The last period that begins on or before `day`, counted from 0. */
static int64_t period_at(const struct walk *walk, int64_t day) {
    const struct ics_rule *rule = &walk->rule;
    int64_t begin = period_begin(walk, 0);
    struct civil at = civil_from_days(day);
    int64_t months = (int64_t)(at.year - walk->start.year) * 12 + at.month - walk->start.month;
    if (day <= begin)
        return 0;
    switch (rule->frequency) {
    case ICS_DAILY:
        return (day - begin) / rule->interval;
    case ICS_WEEKLY:
        return (day - begin) / 7 / rule->interval;
    case ICS_MONTHLY:
        return months / rule->interval;
    default:
        return (at.year - walk->start.year) / rule->interval;
    }
}

static void fill_days(struct walk *walk, int64_t index) {
    int64_t begin = period_begin(walk, index);
    const struct ics_rule *rule = &walk->rule;
    walk->day_count = 0;
    if (rule->frequency == ICS_DAILY) {
        add_days(walk, begin, 1);
    } else if (rule->frequency == ICS_WEEKLY) {
        /* positions in the first week count from DTSTART: it is the first instance */
        int64_t first = index == 0 ? walk->recur->start_day : begin;
        add_days(walk, first, (int)(begin + 7 - first));
    } else {
        struct civil at = civil_from_days(begin);
        int last = rule->frequency == ICS_MONTHLY ? at.month : 12;
        for (int month = at.month; month <= last; month++)
            if (!rule->months || bit(rule->months, month))
                add_days(walk, civil_days(at.year, month, 1), month_length(at.year, month));
        walk->looked_at++;
    }
}

static int by_number(const void *left, const void *right) {
    int a = *(const int *)left, b = *(const int *)right;
    return (a > b) - (a < b);
}

/* BYSETPOS: which of the `total` instances of a period remain, in order, none twice. */
static size_t chosen(const struct ics_rule *rule, int total, int out[ICS_POSITIONS_MAX]) {
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < rule->position_count; i++) {
        int at = rule->positions[i] > 0 ? rule->positions[i] - 1 : total + rule->positions[i];
        if (at >= 0 && at < total)
            out[count++] = at;
    }
    qsort(out, count, sizeof(*out), by_number);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || out[i] != out[i - 1])
            out[kept++] = out[i];
    return kept;
}

static void give(struct walk *walk, int64_t day, int32_t second) {
    const struct ics_recur *recur = walk->recur;
    if (walk->ended || day < recur->start_day || (day == recur->start_day && second < recur->start_second))
        return;
    walk->count++;
    walk->looked_at += day >= recur->from_day;
    if (day > recur->to_day || (day >= recur->from_day && !recur->each(recur->context, day, second)) ||
        (walk->rule.count > 0 && walk->count >= walk->rule.count))
        walk->ended = true;
}

static void give_period(struct walk *walk) {
    int positions[ICS_POSITIONS_MAX] = {0};
    size_t per_day = walk->time_count, total = walk->day_count * per_day;
    bool by_position = walk->rule.position_count > 0;
    size_t count = by_position ? chosen(&walk->rule, (int)total, positions) : total;
    for (size_t i = 0; i < count && !walk->ended; i++) {
        size_t at = by_position ? (size_t)positions[i] : i;
        give(walk, walk->days[at / per_day], walk->times[at % per_day]);
    }
}

/* How many instances each whole period has, when that is the same for all; else 0. */
static int64_t steady(const struct walk *walk) {
    const struct ics_rule *rule = &walk->rule;
    if (rule->frequency > ICS_WEEKLY || rule->months || rule->month_days[0] || rule->month_days[1] ||
        rule->weeks[0] || rule->weeks[1] || rule->has_year_days || rule->position_count > 0 ||
        rule->nth_count > 0 || (rule->frequency == ICS_DAILY && rule->weekdays))
        return 0;
    int days = rule->frequency == ICS_WEEKLY ? bits_in(rule->weekdays) : 1;
    return days * (int64_t)walk->time_count;
}

bool ics_recur_walk(const struct ics_recur *recur) {
    struct walk walk = {.recur = recur, .rule = *recur->rule, .start = civil_from_days(recur->start_day)};
    fill_times(&walk);
    fill_from_start(&walk);
    int64_t near = period_at(&walk, recur->from_day), each = steady(&walk);
    int64_t index = walk.rule.count > 0 ? 0 : near;
    while (!walk.ended && period_begin(&walk, index) <= recur->to_day) {
        if (*recur->looked_at + walk.looked_at > ICS_DAYS_MAX || walk.looked_at > ICS_RULE_DAYS_MAX)
            break;
        fill_days(&walk, index);
        give_period(&walk);
        if (index == 0 && walk.rule.count > 0 && each > 0 && near > 1) { /* all between are alike */
            walk.count += (near - 1) * each;
            walk.ended |= walk.count >= walk.rule.count;
            index = near - 1;
        }
        index++;
    }
    *recur->looked_at += walk.looked_at;
    return walk.ended || period_begin(&walk, index) > recur->to_day;
}
