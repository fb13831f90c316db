#include "core/time/calendar.h"

#include <stddef.h>

#include "core/base/compiler.h"
#include "core/time/zone.h"

int64_t calendar_easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return civil_days(year, month, day);
}

#define ROW(id, name, english, danish, is_public) [CALENDAR_##id] = {name, english, danish, is_public},
const struct calendar_name calendar_names[CALENDAR_DAY_COUNT] = {CALENDAR_DAYS(ROW)};
#undef ROW

enum { LAST_GREAT_PRAYER_YEAR = 2023 };

/* Days after Easter Sunday. */
static const struct {
    enum calendar_day day;
    int offset;
} moving[] = {{CALENDAR_MAUNDY_THURSDAY, -3}, {CALENDAR_GOOD_FRIDAY, -2},      {CALENDAR_EASTER_SUNDAY, 0},
              {CALENDAR_EASTER_MONDAY, 1},    {CALENDAR_GREAT_PRAYER_DAY, 26}, {CALENDAR_ASCENSION_DAY, 39},
              {CALENDAR_WHIT_SUNDAY, 49},     {CALENDAR_WHIT_MONDAY, 50}};

static const struct {
    enum calendar_day day;
    int month, of_month;
} fixed[] = {{CALENDAR_NEW_YEARS_DAY, 1, 1},          {CALENDAR_CONSTITUTION_DAY, 6, 5},
             {CALENDAR_CHRISTMAS_EVE, 12, 24},        {CALENDAR_CHRISTMAS_DAY, 12, 25},
             {CALENDAR_SECOND_CHRISTMAS_DAY, 12, 26}, {CALENDAR_NEW_YEARS_EVE, 12, 31}};

uint32_t calendar_days(int64_t day) {
    struct civil date = civil_from_days(day);
    uint32_t found = 0;
    for (size_t i = 0; i < LENGTH(fixed); i++)
        if (date.month == fixed[i].month && date.day == fixed[i].of_month)
            found |= 1u << fixed[i].day;
    int64_t offset = day - calendar_easter(date.year);
    for (size_t i = 0; i < LENGTH(moving); i++)
        if (offset == moving[i].offset &&
            (moving[i].day != CALENDAR_GREAT_PRAYER_DAY || date.year <= LAST_GREAT_PRAYER_YEAR))
            found |= 1u << moving[i].day;
    return found;
}

bool calendar_public_holiday(int64_t day) {
    uint32_t found = calendar_days(day);
    for (size_t i = 0; i < CALENDAR_DAY_COUNT; i++)
        if (found >> i & 1 && calendar_names[i].is_public)
            return true;
    return false;
}
