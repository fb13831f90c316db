/* What of a screen's reports goes into its history. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "desk/routes/report_events.h"

enum { NOW_MS = 100000000, MINUTE = 60 * 1000 };

static const struct row {
    const char *why;
    int64_t ago_ms; /* of the report before */
    int boot;       /* 1 before */
    int64_t seq;    /* 1 before */
    const char *rung, *cause;
    uint32_t before, now; /* flags */
    const char *events;
} ROWS[] = {
    {"all as it was", 5 * MINUTE, 1, 1, "current", "", 0, 0, ""},
    {"started anew", 5 * MINUTE, 2, 1, "current", "", 0, 0, "started:9.9|"},
    {"another generation", 5 * MINUTE, 1, 2, "current", "", 0, 0, "plays:1.2|"},
    {"none yet", 5 * MINUTE, 1, 0, "", "", 0, 0, ""},
    {"it fell back", 5 * MINUTE, 1, 1, "previous", "", 0, 0, "rung:previous|"},
    {"a visitor came: nobody's business", 5 * MINUTE, 1, 1, "current", "", 0, DEVICE_IN_USE, ""},
    {"trouble begins", 5 * MINUTE, 1, 1, "current", "network", 0, DEVICE_DAMAGED,
     "damaged:|trouble:network: no route|"},
    {"and is over", 5 * MINUTE, 1, 1, "current", "", DEVICE_PLAYER_SILENT | DEVICE_CLOCK_BEHIND, 0,
     "clock over:|silent over:|"},
    {"it was away", 16 * MINUTE, 1, 1, "current", "", 0, 0, "back:|"},
    {"everything at once", 16 * MINUTE, 2, 2, "previous", "network", 0,
     DEVICE_DAMAGED | DEVICE_CLOCK_BEHIND | DEVICE_PLAYER_SILENT | DEVICE_TOUCH_FAULTY,
     "back:|started:9.9|plays:1.2|rung:previous|damaged:|clock:|silent:|touch:|trouble:network: no route|"},
};

static void tell(const struct report_event *events, size_t count, char *out, size_t size) {
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s:%s|", events[i].what, events[i].detail);
    }
}

static void what_changed_is_kept(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct row *row = &ROWS[i];
        const uint8_t boot[ENROL_BOOT] = {(uint8_t)row->boot};
        struct device_memory before = {.heard = true, .boot = {1}};
        struct screen_status status = {
            .received_ms = NOW_MS, .epoch = row->seq ? 1 : 0, .seq = row->seq, .flags = row->now};
        struct device_said said = {.version = "9.9"};
        struct report_event events[REPORT_EVENTS_MAX];
        char words[400];
        before.status = (struct screen_status){.received_ms = NOW_MS - row->ago_ms,
                                               .epoch = 1,
                                               .seq = 1,
                                               .rung = "current",
                                               .flags = row->before};
        strcpy(status.rung, row->rung);
        strcpy(said.cause, row->cause);
        strcpy(said.error, row->cause[0] ? "no route" : "");
        const struct screen_report now = {boot, &status, &said};
        tell(events, report_events(&before, &now, events), words, sizeof words);
        if (strcmp(words, row->events) != 0)
            fail_msg("%s: \"%s\" instead of \"%s\"", row->why, words, row->events);
        before.heard = false;
        assert_int_equal(report_events(&before, &now, events), 0); /* there is nothing to compare with */
    }
}

static void trouble_that_ends_is_told(void **state) {
    (void)state;
    struct device_memory before = {.heard = true};
    struct screen_status status = {.received_ms = NOW_MS};
    struct device_said said = {.version = "9.9"};
    struct report_event events[REPORT_EVENTS_MAX];
    const uint8_t boot[ENROL_BOOT] = {0};
    const struct screen_report now = {boot, &status, &said};
    before.status.received_ms = NOW_MS;
    strcpy(before.said.cause, "network");
    assert_int_equal(report_events(&before, &now, events), 1);
    assert_string_equal(events[0].what, "trouble over");
}

static const struct news_row {
    const char *why;
    bool heard;
    int64_t ago_ms;
    struct screen_status before, now;
    struct device_said said;
    bool news;
} NEWS[] = {
    {"the first since a start", false, MINUTE, {0}, {0}, {0}, true},
    {"all as it was", true, 5 * MINUTE, {.slide = "a"}, {.slide = "a"}, {0}, false},
    {"nobody is shown these", true, MINUTE, {.frame = "1"}, {.frame = "2", .temperature = 9}, {0}, false},
    {"another slide", true, MINUTE, {.slide = "a"}, {.slide = "b"}, {0}, true},
    {"another generation", true, MINUTE, {.seq = 1}, {.seq = 2}, {0}, true},
    {"a visitor came", true, MINUTE, {0}, {.flags = DEVICE_IN_USE}, {0}, true},
    {"it fell back", true, MINUTE, {.rung = "current"}, {.rung = "previous"}, {0}, true},
    {"it was away", true, 16 * MINUTE, {0}, {0}, {0}, true},
    {"trouble", true, MINUTE, {0}, {0}, {.cause = "network"}, true},
    {"another panel", true, MINUTE, {0}, {0}, {.panel_width = 1920}, true},
};

static void what_staff_see_is_news(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(NEWS); i++) {
        const struct news_row *row = &NEWS[i];
        const uint8_t boot[ENROL_BOOT] = {1};
        struct device_memory before = {.heard = row->heard, .status = row->before};
        struct screen_status status = row->now;
        before.status.received_ms = NOW_MS - row->ago_ms;
        status.received_ms = NOW_MS;
        if (report_is_news(&before, &(struct screen_report){boot, &status, &row->said}) != row->news)
            fail_msg("%s: %s", row->why, row->news ? "no news" : "news");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_changed_is_kept),
        cmocka_unit_test(trouble_that_ends_is_told),
        cmocka_unit_test(what_staff_see_is_news),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
