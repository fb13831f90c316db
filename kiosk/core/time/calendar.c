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

bool calendar_public_holiday(int64_t day) {
    enum { GREAT_PRAYER_DAY = 26, LAST_GREAT_PRAYER_YEAR = 2023 };
    static const int after_easter[] = {-3, -2, 0, 1, 39, 49, 50};
    struct civil date = civil_from_days(day);
    if ((date.month == 1 && date.day == 1) || (date.month == 12 && (date.day == 25 || date.day == 26)))
        return true;
    int64_t offset = day - calendar_easter(date.year);
    for (size_t i = 0; i < LENGTH(after_easter); i++)
        if (offset == after_easter[i])
            return true;
    return offset == GREAT_PRAYER_DAY && date.year <= LAST_GREAT_PRAYER_YEAR;
}
