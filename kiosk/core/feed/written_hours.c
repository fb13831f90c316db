#include "core/feed/written_hours.h"

enum { DAY_MIN = 1440 };

bool written_closed(const struct written_hours *hours, int64_t day) {
    struct civil date = civil_from_days(day);
    for (size_t i = 0; i < hours->closed_count; i++)
        if (hours->closed[i].month == date.month && hours->closed[i].day == date.day)
            return true;
    return false;
}

/* `day` counts from today. */
static void add(struct opening_week *week, int day, int from_min, int to_min, enum service service) {
    if (day < 0 || day >= OPENING_DAYS || from_min == to_min)
        return;
    opening_day_add(
        &week->days[day],
        &(struct day_opening){.from_min = from_min, .to_min = to_min, .service = service, .name = ""});
}

static void add_row(struct opening_week *week, const struct written_row *row, int day) {
    for (size_t i = 0; i < row->schedule.hours_count; i++) {
        struct hours_window window = row->schedule.hours[i];
        bool over_midnight = window.to_min <= window.from_min;
        add(week, day, window.from_min, over_midnight ? DAY_MIN : window.to_min, row->service);
        if (over_midnight)
            add(week, day + 1, 0, window.to_min, row->service);
    }
}

void written_week(const struct written_hours *hours, int64_t today, struct opening_week *week) {
    *week = (struct opening_week){0};
    for (int i = 0; i < OPENING_DAYS; i++)
        week->days[i] = (struct opening_day){.day = today + i, .known = true};
    for (int day = -1; day < OPENING_DAYS; day++) { /* yesterday's may reach over midnight */
        if (written_closed(hours, today + day))
            continue;
        for (size_t i = 0; i < hours->count; i++)
            if (schedule_on_day(&hours->rows[i].schedule, today + day))
                add_row(week, &hours->rows[i], day);
    }
}
