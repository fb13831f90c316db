#include "desk/work/sentence.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/site/slide_kind.h"
#include "desk/work/sentence_parts.h"

enum { SCREENS_NAMED = 4 };

void sentence_fill(const struct telling *telling, enum sentence_word word, const char *const parts[3],
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

void sentence_part(const struct telling *telling, enum sentence_word word, const char *a, const char *b,
                   const char *c, char out[PART]) {
    sentence_fill(telling, word, (const char *const[]){a, b, c}, out, PART);
}

void sentence_append(const struct telling *telling, const char *before, const char *part) {
    size_t used = strlen(telling->out);
    snprintf(telling->out + used, SENTENCE_MAX - used, "%s%s", used ? before : "", part);
}

void sentence_listed(const struct telling *telling, size_t n, size_t count, const char *part,
                     char out[PART]) {
    size_t used = strlen(out);
    const char *before = n == 0 ? "" : n + 1 == count ? sentence_words[SAY_AND][telling->language] : ", ";
    snprintf(out + used, PART - used, "%s%s", before, part);
}

/* Until then at the latest. */
static void end_by(struct schedule *schedule, struct civil end, const struct zone *zone) {
    if (schedule->has_to && zone_utc(zone, schedule->to) <= zone_utc(zone, end))
        return;
    schedule->has_to = true;
    schedule->to = end;
}

/* What limits the slide itself: its times, and how long its source holds. */
static struct schedule own_schedule(const struct slide *slide, const struct zone *zone) {
    struct schedule own = slide->turn.schedule;
    int32_t last = slide_last_day(slide);
    if (last < INT32_MAX)
        end_by(&own, civil_from_days((int64_t)last + 1), zone);
    return own;
}

/* The playlist's times, for a slide that has none: only the day it ends may be its own. */
static struct schedule list_schedule(const struct schedule *list, const struct schedule *own,
                                     const struct zone *zone) {
    struct schedule both = *list;
    if (own->has_to)
        end_by(&both, own->to, zone);
    return both;
}

/* When it is let on: by its own times, within those of its playlist. */
static void say_times(const struct telling *telling) {
    const struct sentence_order *order = telling->order;
    const struct zone *zone = order->site->zone;
    const struct schedule *list = &order->playlist->schedule;
    struct schedule own = own_schedule(order->slide, zone), both = list_schedule(list, &own, zone);
    char within[SENTENCE_MAX] = "", out[SENTENCE_MAX];
    if (schedule_is_free(&order->slide->turn.schedule)) {
        sentence_schedule(telling, &both);
    } else {
        struct telling inner = {order, telling->language, within};
        sentence_schedule(telling, &own);
        sentence_schedule(&inner, list);
    }
    if (within[0]) {
        sentence_fill(telling, SAY_WITHIN_LIST, (const char *const[]){within, NULL, NULL}, out, sizeof out);
        sentence_append(telling, ", ", out);
    }
    if (!telling->out[0])
        sentence_append(telling, "", sentence_words[SAY_ALWAYS][telling->language]);
}

/* What else decides whether it is on then. */
static void say_conditions(const struct telling *telling) {
    static const enum sentence_word feeds[FEED_KIND_COUNT] = {[FEED_KIND_EVENTS] = SAY_WITH_EVENTS,
                                                              [FEED_KIND_HOURS] = SAY_WITH_HOURS,
                                                              [FEED_KIND_NEWS] = SAY_WITH_NEWS,
                                                              [FEED_KIND_DEPARTURES] = SAY_WITH_DEPARTURES};
    const struct sentence_order *order = telling->order;
    const struct feed_query *query = slide_query(order->slide);
    int rank = slide_rank(order->slide, order->playlist->priority);
    char number[24], out[PART];
    bool meetings = order->slide->type == SLIDE_MEETINGS;
    if (query)
        sentence_append(telling, ", ",
                        sentence_words[meetings ? SAY_WITH_MEETINGS : feeds[query->kind]][telling->language]);
    if (order->empty)
        sentence_append(telling, " ", sentence_words[SAY_EMPTY][telling->language]);
    if (order->slide->turn.evergreen)
        sentence_append(telling, ", ", sentence_words[SAY_EVERGREEN][telling->language]);
    snprintf(number, sizeof number, "%d", rank);
    sentence_part(telling, SAY_PRIORITY, number, NULL, NULL, out);
    if (rank > 0)
        sentence_append(telling, ", ", out);
    if (slide_alarms(order->slide))
        sentence_append(telling, ", ", sentence_words[SAY_ALARM][telling->language]);
}

static void say_screens(const struct telling *telling) {
    const struct sentence_order *order = telling->order;
    char number[24], out[PART];
    snprintf(number, sizeof number, "%zu", order->screen_count);
    if (order->screen_count > SCREENS_NAMED) {
        sentence_part(telling, SAY_SCREENS, number, NULL, NULL, out);
        sentence_append(telling, "", out);
        return;
    }
    for (size_t i = 0; i < order->screen_count; i++) {
        const struct screen *screen = order->screens[i];
        const struct localized_entry *name =
            localized_pick(&screen->name, sentence_languages[telling->language], order->site->languages,
                           order->site->language_count);
        sentence_append(telling,
                        i + 1 == order->screen_count ? sentence_words[SAY_AND][telling->language] : ", ",
                        name ? name->text : screen->id);
    }
}

/* "hvert minut", "hvert 3. minut"; seconds where minutes would be wrong. */
static void say_often(const struct telling *telling, int64_t ms, bool exact, char out[PART]) {
    int64_t seconds = (ms + 500) / 1000, minutes = (seconds + 30) / 60;
    bool short_time = exact ? seconds % 60 != 0 : seconds < 45;
    char number[24];
    snprintf(number, sizeof number, "%lld",
             (long long)(!short_time ? minutes
                         : exact     ? seconds
                                     : (seconds + 4) / 5 * 5));
    sentence_part(telling,
                  short_time      ? SAY_EVERY_SECONDS
                  : minutes == 60 ? SAY_EVERY_HOUR
                  : minutes <= 1  ? SAY_EVERY_MINUTE
                                  : SAY_EVERY_MINUTES,
                  number, NULL, NULL, out);
}

/* As often as it wants to come, while there is room for that; else how often it does. */
static void say_frequency(const struct telling *telling) {
    int64_t wanted_ms = telling->order->slide->turn.every_ms, every_ms = telling->order->every_ms;
    char wanted[PART], every[PART], out[PART];
    say_often(telling, wanted_ms, true, wanted);
    say_often(telling, every_ms, false, every);
    if (wanted_ms > 0 && every_ms <= wanted_ms * 3 / 2)
        sentence_part(telling, SAY_AT_LEAST, wanted, NULL, NULL, out);
    else
        sentence_part(telling, wanted_ms > 0 ? SAY_ABOUT_WANTED : SAY_ABOUT, every, wanted, NULL, out);
    if (wanted_ms > 0 || every_ms > 0)
        sentence_append(telling, "", out);
}

static void say_turns(const struct telling *telling) {
    char out[PART], number[24];
    snprintf(number, sizeof number, "%lld", (long long)((telling->order->slide->dwell_ms + 500) / 1000));
    sentence_part(telling, SAY_DWELL, number, NULL, NULL, out);
    sentence_append(telling, "", out);
    say_frequency(telling);
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
    say_times(&telling);
    say_conditions(&telling);
    telling.out = turns;
    say_turns(&telling);
    sentence_fill(&telling, order->state == SHOWING_OVER ? SAY_OVER : SAY_SHOWN,
                  (const char *const[]){screens, when, turns}, out, SENTENCE_MAX);
    utf8_clean(out); /* names of any length may have been cut */
    return out;
}
