/* What staff read of a screen: the thing that most wants somebody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "desk/routes/screen_state.h"

enum { NOW_MS = 100000000, MINUTE = 60 * 1000 };
#define NONE ((int64_t)-1)

static const struct row {
    const char *why;
    int64_t reported_ms, published_ms, enrolled_ms; /* ago; NONE: never, or long ago */
    int64_t seq;                                    /* what it plays; 2 is published */
    const char *rung, *cause;
    uint32_t flags;
    const char *state, *words; /* English, how they begin */
} ROWS[] = {
    {"as it should be", MINUTE, 60 * MINUTE, NONE, 2, "current", "", 0, "ok", "Shows what is published"},
    {"somebody is at it: nothing to do", MINUTE, 60 * MINUTE, NONE, 2, "current", "", DEVICE_IN_USE, "ok",
     "A visitor"},
    {"nothing was published, nothing is missing", MINUTE, NONE, NONE, 0, "current", "", 0, "ok", "Shows"},
    {"let in a moment ago", NONE, 60 * MINUTE, NONE, 0, "", "", 0, "wait", "Has not reported yet"},
    {"just published", MINUTE, MINUTE, NONE, 1, "current", "", 0, "wait", "Fetches"},
    {"just published, and it says what keeps it", MINUTE, MINUTE, NONE, 1, "current", "network", 0, "warn",
     "Has not got"},
    {"published long ago", MINUTE, 16 * MINUTE, NONE, 1, "current", "", 0, "warn", "Has not got"},
    {"behind, with a visitor at it: that it is behind", MINUTE, 16 * MINUTE, NONE, 1, "current", "",
     DEVICE_IN_USE, "warn", "Has not got"},
    {"it could not play the newest", MINUTE, 60 * MINUTE, NONE, 1, "previous", "", 0, "warn",
     "Shows something"},
    {"its disk", MINUTE, 60 * MINUTE, NONE, 2, "current", "", DEVICE_DAMAGED, "warn", "Some of its content"},
    {"its clock", MINUTE, 60 * MINUTE, NONE, 2, "current", "", DEVICE_CLOCK_BEHIND, "warn", "Its clock"},
    {"its touch panel before its clock", MINUTE, 60 * MINUTE, NONE, 2, "current", "",
     DEVICE_CLOCK_BEHIND | DEVICE_TOUCH_FAULTY, "warn", "It does not feel"},
    {"two with one key, whatever they show", MINUTE, 60 * MINUTE, NONE, 2, "current", "", DEVICE_CLONED,
     "warn", "Two screens"},
    {"no player: nothing else that it says is worth much", MINUTE, 60 * MINUTE, NONE, 0, "", "",
     DEVICE_PLAYER_SILENT | DEVICE_CLONED, "warn", "Perhaps shows nothing"},
    {"not heard of", 16 * MINUTE, 60 * MINUTE, NONE, 2, "current", "", DEVICE_PLAYER_SILENT, "warn",
     "Has not reported for long"},
    {"tries what was just published, and shows what it had", MINUTE, MINUTE, NONE, 1, "previous", "", 0,
     "wait", "Fetches"},
    {"let in after that was published, and has nothing yet", MINUTE, 60 * MINUTE, MINUTE, 0, "builtin", "", 0,
     "wait", "Fetches"},
    {"let in long ago, and still has nothing", MINUTE, 60 * MINUTE, 30 * MINUTE, 0, "builtin", "", 0, "warn",
     "Has not got"},
};

static void the_worst_is_said(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct row *row = &ROWS[i];
        struct publication published = {0};
        struct device_said said = {.version = "1"};
        struct screen_status status = {.epoch = 1, .seq = row->seq, .flags = row->flags};
        if (row->published_ms != NONE)
            published = (struct publication){.epoch = 1, .seq = 2, .at_ms = NOW_MS - row->published_ms};
        int64_t enrolled_ms = row->enrolled_ms == NONE ? 0 : NOW_MS - row->enrolled_ms;
        status.received_ms = NOW_MS - row->reported_ms;
        strcpy(status.rung, row->rung);
        strcpy(said.cause, row->cause);
        const struct screen_facts facts = {.status = row->reported_ms == NONE ? NULL : &status,
                                           .said = &said,
                                           .published = &published,
                                           .enrolled_ms = enrolled_ms,
                                           .now_ms = NOW_MS};
        const struct screen_state *got = screen_state_of(&facts);
        if (strcmp(got->name, row->state) != 0 ||
            strncmp(got->words[LOCALE_EN], row->words, strlen(row->words)) != 0)
            fail_msg("%s: %s, \"%s\"", row->why, got->name, got->words[LOCALE_EN]);
        if (strcmp(got->name, "ok") != 0 && (!got->todo[LOCALE_DA] || !got->todo[LOCALE_EN]))
            fail_msg("%s: nobody is told what to do", row->why);
    }
}

/* A screen that was made while it was let in: nobody has published it yet. */
static void a_screen_that_is_not_published_says_so(void **state) {
    static const struct {
        const char *why;
        int64_t ago_ms; /* NONE: it has not reported */
        uint32_t flags;
        const char *words;
    } ABSENT[] = {
        {"let in a moment ago", NONE, 0, "Is not published yet"},
        {"it plays the newest, which has nothing for it", MINUTE, 0, "Is not published yet"},
        {"and its clock is wrong, which is less", MINUTE, DEVICE_CLOCK_BEHIND, "Is not published yet"},
        {"without a player nothing helps", MINUTE, DEVICE_PLAYER_SILENT, "Perhaps shows nothing"},
        {"not heard of", 16 * MINUTE, 0, "Has not reported for long"},
    };
    const struct publication published = {.epoch = 1, .seq = 2, .at_ms = NOW_MS - 60 * MINUTE};
    (void)state;
    for (size_t i = 0; i < LENGTH(ABSENT); i++) {
        struct screen_status status = {.epoch = 1,
                                       .seq = 2,
                                       .rung = "current",
                                       .flags = ABSENT[i].flags,
                                       .received_ms = NOW_MS - ABSENT[i].ago_ms};
        struct screen_facts facts = {.status = ABSENT[i].ago_ms == NONE ? NULL : &status,
                                     .published = &published,
                                     .absent = true,
                                     .now_ms = NOW_MS};
        const struct screen_state *got = screen_state_of(&facts);
        if (strcmp(got->words[LOCALE_EN], ABSENT[i].words) != 0 || strcmp(got->name, "warn") != 0)
            fail_msg("%s: %s, \"%s\"", ABSENT[i].why, got->name, got->words[LOCALE_EN]);
    }
}

static void a_screen_without_a_device_says_how_to_get_one(void **state) {
    (void)state;
    assert_string_equal(screen_state_of(NULL)->name, "unknown");
    assert_non_null(strstr(screen_state_of(NULL)->todo[LOCALE_EN], "code"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_is_said),
        cmocka_unit_test(a_screen_that_is_not_published_says_so),
        cmocka_unit_test(a_screen_without_a_device_says_how_to_get_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
