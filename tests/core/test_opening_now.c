/* kiosk/core/feed/opening_now.c */
#include "core/feed/opening_now.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A Monday, 30 November 2026. */
enum { TODAY = 20787, A_DAY_MAX = 3 };

struct hours {
    int day, from, to; /* hours of the day; from == to == 0 ends the list */
    char service;      /* 's' staffed, 'w' without staff, 't' telephone hours, 'u' the house's own */
};

static const char *sentence(const struct hours *list, int known, int minute, const char *language,
                            char *out) {
    struct opening_week week = {0};
    for (int d = 0; d < OPENING_DAYS; d++)
        week.days[d] = (struct opening_day){.day = TODAY + d, .known = d < known};
    for (; list->from != list->to; list++)
        opening_day_add(&week.days[list->day],
                        &(struct day_opening){.from_min = list->from * 60,
                                              .to_min = list->to * 60,
                                              .service = list->service == 's'   ? SERVICE_STAFFED
                                                         : list->service == 'w' ? SERVICE_SELF
                                                                                : SERVICE_AS_NAMED,
                                              .name = list->service == 't' ? "Telefontid" : ""});
    struct opening_now now = opening_now(&week, minute);
    opening_now_words(NULL, &now, TODAY, language, out, OPENING_WORDS_MAX);
    return out;
}

static void it_is_said_when_a_house_is_open(void **state) {
    (void)state;
    static const struct {
        const char *why;
        struct hours list[8];
        int known, minute; /* days of the week that are known */
        const char *english, *danish;
    } rows[] = {
        {"open",
         {{0, 10, 18, 'u'}},
         7,
         600,
         "Open now · closes at 18:00",
         "Åbent nu · lukker kl.\u00a018.00"},
        {"its last minute",
         {{0, 10, 18, 'u'}},
         7,
         1079,
         "Open now · closes at 18:00",
         "Åbent nu · lukker kl.\u00a018.00"},
        {"just closed, and nothing in the week", {{0, 10, 18, 'u'}}, 7, 1080, "Closed now", "Lukket nu"},
        {"before it opens",
         {{0, 10, 18, 'u'}},
         7,
         599,
         "Closed now · opens at 10:00",
         "Lukket nu · åbner kl.\u00a010.00"},
        {"tomorrow",
         {{0, 10, 18, 'u'}, {1, 9, 12, 'u'}},
         7,
         1200,
         "Closed now · opens tomorrow at 09:00",
         "Lukket nu · åbner i morgen kl.\u00a009.00"},
        {"on Thursday",
         {{3, 9, 12, 'u'}},
         7,
         1200,
         "Closed now · opens on Thursday at 09:00",
         "Lukket nu · åbner torsdag kl.\u00a009.00"},
        {"a day before is not known: it may open then",
         {{3, 9, 12, 'u'}},
         2,
         1200,
         "Closed now",
         "Lukket nu"},
        {"nothing is known", {{0}}, 0, 700, "", ""},
        {"a known day without hours", {{0}}, 1, 700, "Closed now", "Lukket nu"},
        {"a break",
         {{0, 9, 12, 'u'}, {0, 13, 15, 'u'}},
         7,
         725,
         "Closed now · opens at 13:00",
         "Lukket nu · åbner kl.\u00a013.00"},
        {"one after the other",
         {{0, 9, 12, 'u'}, {0, 12, 15, 'u'}},
         7,
         700,
         "Open now · closes at 15:00",
         "Åbent nu · lukker kl.\u00a015.00"},
        {"until midnight",
         {{0, 9, 24, 'u'}},
         7,
         700,
         "Open now · closes at 24:00",
         "Åbent nu · lukker kl.\u00a024.00"},
        {"over midnight",
         {{0, 9, 24, 'u'}, {1, 0, 2, 'u'}},
         7,
         700,
         "Open now · closes at 02:00",
         "Åbent nu · lukker kl.\u00a002.00"},
        {"day and night",
         {{0, 0, 24, 'u'},
          {1, 0, 24, 'u'},
          {2, 0, 24, 'u'},
          {3, 0, 24, 'u'},
          {4, 0, 24, 'u'},
          {5, 0, 24, 'u'},
          {6, 0, 24, 'u'}},
         7,
         700,
         "Open now",
         "Åbent nu"},
        {"staff go before it closes",
         {{0, 7, 22, 'w'}, {0, 10, 18, 's'}},
         7,
         700,
         "Open now · closes at 22:00 · staff until 18:00",
         "Åbent nu · lukker kl.\u00a022.00 · betjent til kl.\u00a018.00"},
        {"staff come later",
         {{0, 7, 22, 'w'}, {0, 10, 18, 's'}},
         7,
         500,
         "Open now · closes at 22:00 · staff from 10:00",
         "Åbent nu · lukker kl.\u00a022.00 · betjent fra kl.\u00a010.00"},
        {"staff are gone",
         {{0, 7, 22, 'w'}, {0, 10, 18, 's'}, {1, 10, 18, 's'}},
         7,
         1200,
         "Open now · closes at 22:00 · self-service only",
         "Åbent nu · lukker kl.\u00a022.00 · kun selvbetjening"},
        {"staff stay to the end",
         {{0, 7, 18, 'w'}, {0, 10, 18, 's'}},
         7,
         700,
         "Open now · closes at 18:00",
         "Åbent nu · lukker kl.\u00a018.00"},
        {"self-service goes on behind staff",
         {{0, 10, 18, 's'}, {0, 18, 22, 'w'}},
         7,
         700,
         "Open now · closes at 22:00 · staff until 18:00",
         "Åbent nu · lukker kl.\u00a022.00 · betjent til kl.\u00a018.00"},
        {"telephone hours open no door",
         {{0, 9, 15, 't'}, {0, 10, 14, 's'}},
         7,
         880,
         "Closed now",
         "Lukket nu"},
        {"telephone hours are all there is: nothing is claimed", {{0, 9, 15, 't'}}, 7, 700, "", ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[OPENING_WORDS_MAX];
        if (strcmp(sentence(rows[i].list, rows[i].known, rows[i].minute, "en", out), rows[i].english) != 0)
            fail_msg("%s: %s", rows[i].why, out);
        if (strcmp(sentence(rows[i].list, rows[i].known, rows[i].minute, "da", out), rows[i].danish) != 0)
            fail_msg("%s: %s", rows[i].why, out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_is_said_when_a_house_is_open)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
