#include "core/feed/opening_now.h"

#include <stdio.h>

enum { DAY_MIN = 1440, WEEK_MIN = OPENING_DAYS * DAY_MIN, NEVER = -1 };

/* Of whom there is somebody, or a door. */
enum who { ANYBODY, STAFF };

static bool opens_door(const struct day_opening *opening) {
    return opening->service != SERVICE_AS_NAMED || !*opening->name;
}

static bool counts(const struct day_opening *opening, enum who who) {
    return who == STAFF ? opening->service == SERVICE_STAFFED : opens_door(opening);
}

/* Minutes from the first midnight. Until when it is open that is open at `minute`, one after the other;
 * `minute` itself: it is closed. */
static int open_until(const struct opening_week *week, int minute, enum who who) {
    for (bool on = true; on;) {
        on = false;
        for (int d = 0; d < OPENING_DAYS; d++)
            for (size_t i = 0; i < week->days[d].count; i++) {
                const struct day_opening *opening = &week->days[d].openings[i];
                int from = d * DAY_MIN + opening->from_min, to = d * DAY_MIN + opening->to_min;
                if (!counts(opening, who) || from > minute || to <= minute)
                    continue;
                minute = to;
                on = true;
            }
    }
    return minute;
}

/* The next beginning after `minute`, as far as every day until then is known; NEVER: none. */
static int next_opening(const struct opening_week *week, int minute, enum who who) {
    int best = NEVER;
    for (int d = 0; d < OPENING_DAYS && best == NEVER; d++) {
        if (!week->days[d].known)
            return NEVER;
        for (size_t i = 0; i < week->days[d].count; i++) {
            const struct day_opening *opening = &week->days[d].openings[i];
            int from = d * DAY_MIN + opening->from_min;
            if (counts(opening, who) && from > minute && (best == NEVER || from < best))
                best = from;
        }
    }
    return best;
}

static bool any_of(const struct opening_day *day, enum who who) {
    for (size_t i = 0; i < day->count; i++)
        if (counts(&day->openings[i], who))
            return true;
    return false;
}

static void find_staff(const struct opening_week *week, int minute, int end, struct opening_now *out) {
    int until = open_until(week, minute, STAFF), from = next_opening(week, minute, STAFF);
    bool without = false;
    for (size_t i = 0; i < week->days[0].count; i++)
        without |= week->days[0].openings[i].service == SERVICE_SELF;
    if (!without || until >= end)
        return;
    out->staff = until > minute ? STAFF_UNTIL : from != NEVER && from < DAY_MIN ? STAFF_FROM : STAFF_NONE;
    out->staff_min = out->staff == STAFF_UNTIL ? until : out->staff == STAFF_FROM ? from : 0;
    if (out->staff_min > DAY_MIN)
        out->staff = STAFF_NOT_SAID;
}

struct opening_now opening_now(const struct opening_week *week, int minute) {
    const struct opening_day *today = &week->days[0];
    struct opening_now out = {.state = OPENING_NOT_KNOWN};
    if (!today->known || (today->count > 0 && !any_of(today, ANYBODY)))
        return out;
    int until = open_until(week, minute, ANYBODY), change = until;
    out.state = until > minute ? OPENING_OPEN : OPENING_CLOSED;
    if (out.state == OPENING_OPEN)
        find_staff(week, minute, until, &out);
    else
        change = next_opening(week, minute, ANYBODY);
    out.changes = change != NEVER && change < WEEK_MIN;
    if (!out.changes)
        return out;
    int day = change / DAY_MIN, at = change % DAY_MIN;
    bool midnight = out.state == OPENING_OPEN && at == 0; /* it closes at 24:00, not at 0:00 */
    out.day = today->day + day - midnight;
    out.at_min = midnight ? DAY_MIN : at;
    return out;
}

static void closed_words(const struct words *words, const struct opening_now *now, int64_t today,
                         const char *language, char *out, size_t size) {
    char time[20], day[WORDS_MAX];
    if (!now->changes) {
        snprintf(out, size, "%s", word(words, WORD_CLOSED_NOW, language));
        return;
    }
    words_time(now->at_min, language, time, sizeof time);
    if (now->day <= today + 1) {
        enum word said = now->day == today ? WORD_OPENS_AT : WORD_OPENS_TOMORROW;
        word_fill(word(words, said, language), time, NULL, out, size);
        return;
    }
    words_weekday(now->day, language, day, sizeof day);
    word_fill(word(words, WORD_OPENS_ON, language), day, time, out, size);
}

static void staff_words(const struct words *words, const struct opening_now *now, const char *language,
                        char *out, size_t size) {
    char time[20];
    if (now->staff == STAFF_NONE) {
        snprintf(out, size, " · %s", word(words, WORD_STAFF_NONE, language));
        return;
    }
    size_t used = (size_t)snprintf(out, size, " · ");
    words_time(now->staff_min, language, time, sizeof time);
    word_fill(word(words, now->staff == STAFF_UNTIL ? WORD_STAFF_UNTIL : WORD_STAFF_FROM, language), time,
              NULL, out + used, size - used);
}

void opening_now_words(const struct words *words, const struct opening_now *now, int64_t today,
                       const char *language, char *out, size_t size) {
    char time[20], staff[OPENING_WORDS_MAX / 3] = "", open[OPENING_WORDS_MAX / 2];
    out[0] = '\0';
    if (now->state == OPENING_CLOSED)
        closed_words(words, now, today, language, out, size);
    if (now->state != OPENING_OPEN)
        return;
    words_time(now->at_min, language, time, sizeof time);
    word_fill(word(words, now->changes ? WORD_OPEN_UNTIL : WORD_OPEN_NOW, language), time, NULL, open,
              sizeof open);
    if (now->staff != STAFF_NOT_SAID)
        staff_words(words, now, language, staff, sizeof staff);
    snprintf(out, size, "%s%s", open, staff);
}
