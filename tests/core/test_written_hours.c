/* kiosk/core/feed/written_hours.c */
#include "core/feed/written_hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MON = 1, THU = 8, FRI = 16, SAT = 32 };

static const struct hours_window late[] = {{600, 1020}}, usual[] = {{600, 840}},
                                 two[] = {{540, 720}, {780, 900}}, night[] = {{1320, 120}},
                                 whole[] = {{0, 1440}};

static struct written_row row(uint8_t weekdays, const struct hours_window *hours, size_t count,
                              enum holiday_rule holidays) {
    return (struct written_row){
        .schedule = {.weekdays = weekdays, .hours = hours, .hours_count = count, .holidays = holidays},
        .service = SERVICE_STAFFED};
}

static void say(const struct opening_day *day, char *out, size_t size) {
    snprintf(out, size, "%s", day->count ? "" : day->known ? "closed" : "?");
    for (size_t i = 0; i < day->count; i++) {
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%d-%d", used ? ", " : "", day->openings[i].from_min,
                 day->openings[i].to_min);
    }
}

static void a_week_of_what_was_written(void **state) {
    (void)state;
    static const struct yearly_day closed[] = {{12, 24}, {12, 31}};
    const struct written_row weekday = row(MON | FRI, usual, 1, HOLIDAYS_NEVER),
                             thursday = row(THU, late, 1, HOLIDAYS_NEVER),
                             lunch = row(MON, two, 2, HOLIDAYS_NEVER),
                             club = row(SAT, night, 1, HOLIDAYS_ANY), always = row(0, whole, 1, HOLIDAYS_ANY),
                             bare = row(MON, NULL, 0, HOLIDAYS_ANY);
    const struct day_range spring = {(int32_t)civil_days(2026, 11, 30), (int32_t)civil_days(2026, 12, 1)};
    struct written_row shut = weekday, until = weekday, from = weekday;
    shut.schedule.except = &spring;
    shut.schedule.except_count = 1;
    until.schedule.has_to = from.schedule.has_from = true;
    until.schedule.to = from.schedule.from = (struct civil){.year = 2026, .month = 12, .day = 1};
    const struct {
        const char *why;
        struct written_row rows[3];
        int month, day;
        const char *days[OPENING_DAYS];
    } rows[] = {
        {"nothing written is closed all week",
         {{.service = SERVICE_STAFFED}},
         11,
         30,
         {"closed", "closed", "closed", "closed", "closed", "closed", "closed"}},
        {"weekdays with a long Thursday",
         {weekday, thursday},
         11,
         30,
         {"600-840", "closed", "closed", "600-1020", "600-840", "closed", "closed"}},
        {"the week begins today",
         {weekday, thursday},
         12,
         3,
         {"600-1020", "600-840", "closed", "closed", "600-840", "closed", "closed"}},
        {"a lunch break",
         {lunch},
         11,
         30,
         {"540-720, 780-900", "closed", "closed", "closed", "closed", "closed", "closed"}},
        {"24 December by its date, 25 December as a holiday",
         {weekday, thursday},
         12,
         24,
         {"closed", "closed", "closed", "closed", "600-840", "closed", "closed"}},
        {"over midnight into the day after",
         {club},
         12,
         5,
         {"1320-1440", "0-120", "closed", "closed", "closed", "closed", "closed"}},
        {"yesterday's night",
         {club},
         12,
         6,
         {"0-120", "closed", "closed", "closed", "closed", "closed", "1320-1440"}},
        {"always, but on the closed days",
         {always},
         12,
         24,
         {"closed", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440", "0-1440"}},
        {"a row without hours opens nothing",
         {bare},
         11,
         30,
         {"closed", "closed", "closed", "closed", "closed", "closed", "closed"}},
        {"an exception",
         {shut},
         11,
         30,
         {"closed", "closed", "closed", "closed", "600-840", "closed", "closed"}},
        {"until a day",
         {until},
         11,
         30,
         {"600-840", "closed", "closed", "closed", "closed", "closed", "closed"}},
        {"from a day",
         {from},
         11,
         30,
         {"closed", "closed", "closed", "closed", "600-840", "closed", "closed"}},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct written_hours hours = {rows[i].rows, LENGTH(rows[i].rows), closed, LENGTH(closed)};
        struct opening_week week;
        written_week(&hours, civil_days(2026, rows[i].month, rows[i].day), &week);
        for (int d = 0; d < OPENING_DAYS; d++) {
            char out[100];
            say(&week.days[d], out, sizeof out);
            if (strcmp(out, rows[i].days[d]) != 0)
                fail_msg("%s, day %d: %s", rows[i].why, d, out);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_week_of_what_was_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
