/* When a slide is shown, and the sentence that says so. */
#include "desk/work/sentence.h"
#include "desk/work/sentence_words.h"
#include "support/sentence_fixture.h"

#define WHEN(text) ",\"when\":{" text "}"

static void says_where_and_when(void **state) {
    static const struct {
        const char *slide, *list;
        size_t screens;
        int64_t every_ms;
        enum showing_state state;
        const char *da, *en, *reason;
    } rows[] = {
        {"", "", 1, 180000, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, 12 s ad gangen, ca. hvert 3. minut.",
         "Shown on Town hall all the time, 12 s at a time, about every 3 minutes.", "nothing limits it"},
        {WHEN("\"from\":\"2026-11-30T09:00\",\"to\":\"2026-11-30T16:00\""), "", 1, 175000, SHOWING_COMING,
         "Vises på Rådhuset i morgen kl. 9–16, 12 s ad gangen, ca. hvert 3. minut.",
         "Shown on Town hall tomorrow 9:00–16:00, 12 s at a time, about every 3 minutes.",
         "one span of a day"},
        {WHEN("\"from\":\"2026-11-29T09:30\",\"to\":\"2026-12-03T16:00\""), "", 2, 50000, SHOWING_ON,
         "Vises på Rådhuset og Hjørnet fra i dag kl. 9.30 til 3. december kl. 16, 12 s ad gangen, ca. hvert "
         "minut.",
         "Shown on Town hall and Corner from today at 9:30 to 3 December at 16:00, 12 s at a time, about "
         "every "
         "minute.",
         "over days, on two screens"},
        {WHEN("\"from\":\"2026-12-24\",\"to\":\"2027-01-02\""), "", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset fra 24. december til og med 2. januar 2027, 12 s ad gangen.",
         "Shown on Town hall from 24 December through 2 January 2027, 12 s at a time.",
         "whole days, next year"},
        {WHEN("\"to\":\"2026-11-20\""), "", 1, 0, SHOWING_OVER,
         "Vises ikke mere. Blev vist på Rådhuset til og med 20. november.",
         "No longer shown. It was shown on Town hall through 20 November.", "over"},
        {WHEN("\"weekdays\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],\"hours\":[[\"06:00\",\"10:00\"]],"
              "\"holidays\":\"never\""),
         "", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset mandag–fredag kl. 6–10, dog ikke på helligdage, 12 s ad gangen.",
         "Shown on Town hall Monday–Friday 6:00–10:00, except on public holidays, 12 s at a time.",
         "working days"},
        {WHEN("\"named_days\":[\"christmas-eve\",\"new-years-eve\"],\"hours\":[[\"12:00\",\"24:00\"]]"), "",
         1, 0, SHOWING_COMING,
         "Vises på Rådhuset kun juleaftensdag og nytårsaftensdag kl. 12–24, 12 s ad gangen.",
         "Shown on Town hall only on Christmas Eve and New Year's Eve 12:00–24:00, 12 s at a time.",
         "days by name"},
        {WHEN("\"holidays\":\"open\""), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset hver dag, dog ikke på helligdage, grundlovsdag, juleaftensdag og "
         "nytårsaftensdag, 12 s ad "
         "gangen.",
         "Shown on Town hall every day, except on public holidays, 5 June, 24 and 31 December, 12 s at a "
         "time.",
         "days offices are open"},
        {WHEN("\"hours\":[[\"09:00\",\"12:00\"],[\"13:00\",\"16:30\"]]"), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset hver dag kl. 9–12 og kl. 13–16.30, 12 s ad gangen.",
         "Shown on Town hall every day 9:00–12:00 and 13:00–16:30, 12 s at a time.", "hours of every day"},
        {WHEN("\"weekdays\":[\"sat\",\"sun\"]"), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset lørdag og søndag, 12 s ad gangen.",
         "Shown on Town hall Saturday and Sunday, 12 s at a time.", "two days are no row"},
        {WHEN("\"dates\":[\"2026-12-13\"]"), "", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset den 13. december, 12 s ad gangen.",
         "Shown on Town hall on 13 December, 12 s at a time.", "one date"},
        {",\"evergreen\":true", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, når intet andet er på, 12 s ad gangen.",
         "Shown on Town hall all the time, when nothing else is on, 12 s at a time.", "evergreen"},
        {"", "\"when\":{\"to\":\"2026-12-01\"},", 1, 0, SHOWING_ON,
         "Vises på Rådhuset til og med 1. december, 12 s ad gangen.",
         "Shown on Town hall through 1 December, 12 s at a time.", "as its playlist says"},
        {WHEN("\"hours\":[[\"12:00\",\"13:00\"]]"), "\"when\":{\"to\":\"2026-12-01\"},", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset hver dag kl. 12–13, inden for spillelistens tider (til og med 1. december), 12 s "
         "ad gangen.",
         "Shown on Town hall every day 12:00–13:00, within its playlist's times (through 1 December), 12 s "
         "at a time.",
         "both have times"},
        {",\"source\":{\"owner\":\"O\",\"expires_on\":\"2026-12-31\"}", "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset til og med 31. december, 12 s ad gangen.",
         "Shown on Town hall through 31 December, 12 s at a time.", "as long as its source holds"},
        {WHEN("\"from\":\"2026-12-03T09:00\",\"to\":\"2026-12-03T16:00\""), "", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset den 3. december kl. 9–16, 12 s ad gangen.",
         "Shown on Town hall on 3 December 9:00–16:00, 12 s at a time.", "one span of a day that has a date"},
        {WHEN("\"to\":\"2026-12-03\",\"weekdays\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],\"hours\":[[\"09:"
              "00\","
              "\"16:00\"]],\"holidays\":\"never\"") ",\"every_seconds\":120",
         "", 2, 110000, SHOWING_COMING,
         "Vises på Rådhuset og Hjørnet til og med 3. december mandag–fredag kl. 9–16, dog ikke på "
         "helligdage, "
         "12 s ad gangen, mindst hvert 2. minut.",
         "Shown on Town hall and Corner through 3 December Monday–Friday 9:00–16:00, except on public "
         "holidays, "
         "12 s at a time, at least every 2 minutes.",
         "all of it together"},
        {",\"every_seconds\":60", "", 1, 250000, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, 12 s ad gangen, ca. hvert 4. minut (ønsket: mindst hvert minut).",
         "Shown on Town hall all the time, 12 s at a time, about every 4 minutes (wanted: at least every "
         "minute).",
         "more often is wanted than there is room for"},
        {",\"every_seconds\":90", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, 12 s ad gangen, mindst hvert 90. sekund.",
         "Shown on Town hall all the time, 12 s at a time, at least every 90 seconds.", "no whole minutes"},
        {",\"every_seconds\":3600", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, 12 s ad gangen, mindst hver time.",
         "Shown on Town hall all the time, 12 s at a time, at least every hour.", "an hour"},
        {"", "", 1, 24000, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, 12 s ad gangen, ca. hvert 25. sekund.",
         "Shown on Town hall all the time, 12 s at a time, about every 25 seconds.", "alone in its loop"},
        {",\"alarm\":true", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, som alarmnummer på rød bund, 12 s ad gangen.",
         "Shown on Town hall all the time, as an emergency number on red, 12 s at a time.", "an alarm"},
        {",\"priority\":5", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, i stedet for alt med prioritet under 5, 12 s ad gangen.",
         "Shown on Town hall all the time, instead of all with a priority below 5, 12 s at a time.",
         "it keeps others away"},
        {",\"priority\":2", "\"priority\":7,", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, i stedet for alt med prioritet under 7, 12 s ad gangen.",
         "Shown on Town hall all the time, instead of all with a priority below 7, 12 s at a time.",
         "the higher of its own and its playlist's"},
        {",\"evergreen\":true", "\"priority\":7,", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, når intet andet er på, 12 s ad gangen.",
         "Shown on Town hall all the time, when nothing else is on, 12 s at a time.",
         "evergreen is below all, whatever its playlist"},
        {WHEN("\"dates\":[\"2026-12-13\",[\"2026-12-20\",\"2026-12-22\"],[\"2026-12-31\",\"2027-01-02\"]],"
              "\"except\":[\"2026-12-21\"]"),
         "", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset den 13. december, 20.–22. december og 31. december – 2. januar 2027, undtagen "
         "den 21. "
         "december, 12 s ad gangen.",
         "Shown on Town hall on 13 December, 20–22 December and 31 December – 2 January 2027, except on 21 "
         "December, 12 s at a time.",
         "a few days are named"},
        {WHEN("\"dates\":[\"2026-11-29\",\"2026-12-02\",\"2026-12-04\",\"2026-12-06\",\"2026-12-08\"]"), "",
         1, 0, SHOWING_ON, "Vises på Rådhuset på 5 bestemte dage, 12 s ad gangen.",
         "Shown on Town hall on 5 chosen days, 12 s at a time.", "more are counted"},
        {WHEN("\"except\":[[\"2026-11-30\",\"2026-12-01\"]]"), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset hver dag, undtagen i morgen og den 1. december, 12 s ad gangen.",
         "Shown on Town hall every day, except tomorrow and on 1 December, 12 s at a time.",
         "two days are no row"},
        {WHEN("\"hours\":[[\"06:00\",\"07:00\"],[\"08:00\",\"09:00\"],[\"10:00\",\"11:00\"],[\"12:00\",\"13:"
              "00\"],"
              "[\"14:00\",\"15:00\"]]"),
         "", 1, 0, SHOWING_ON, "Vises på Rådhuset hver dag i 5 tidsrum, 12 s ad gangen.",
         "Shown on Town hall every day in 5 periods, 12 s at a time.", "more hours than anybody reads"},
        {WHEN("\"to\":\"2027-02-01\"") ",\"source\":{\"owner\":\"O\",\"expires_on\":\"2026-12-31\"}", "", 1,
         0, SHOWING_ON, "Vises på Rådhuset til og med 31. december, 12 s ad gangen.",
         "Shown on Town hall through 31 December, 12 s at a time.", "its source ends before it does"},
        {",\"source\":{\"owner\":\"O\",\"expires_on\":\"2026-12-31\"}",
         "\"when\":{\"weekdays\":[\"sat\",\"sun\"]},", 1, 0, SHOWING_ON,
         "Vises på Rådhuset til og med 31. december lørdag og søndag, 12 s ad gangen.",
         "Shown on Town hall through 31 December Saturday and Sunday, 12 s at a time.",
         "its playlist's days, as long as its source holds"},
        {",\"type\":\"events\",\"feeds\":[\"town\"]", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, så længe der er arrangementer, 12 s ad gangen.",
         "Shown on Town hall all the time, as long as there are events, 12 s at a time.", "by its calendar"},
        {",\"type\":\"hours\",\"feeds\":[\"house\"]", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, så længe åbningstiderne kendes, 12 s ad gangen.",
         "Shown on Town hall all the time, as long as the opening hours are known, 12 s at a time.",
         "by its hours"},
        {",\"type\":\"meetings\",\"rooms\":{\"a\":{\"name\":{\"en\":\"A\"}}},\"meetings\":[{\"room\":\"a\","
         "\"title\":{\"en\":\"M\"},\"when\":{\"weekdays\":[\"mon\"],\"hours\":[[\"10:00\",\"11:00\"]]}}]",
         "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, så længe der er møder den dag, 12 s ad gangen.",
         "Shown on Town hall all the time, as long as there are meetings that day, 12 s at a time.",
         "by its meetings"},
        {",\"type\":\"news\",\"feeds\":[\"paper\"]", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, så længe der er nyheder, 12 s ad gangen.",
         "Shown on Town hall all the time, as long as there is news, 12 s at a time.", "by its news"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sentence_text text = {NULL, rows[i].slide, rows[i].list};
        struct sentence_told told;
        sentence_tell(&text, rows[i].screens, rows[i].every_ms, rows[i].reason, &told);
        if (told.showing.state != rows[i].state)
            fail_msg("%s: %s", rows[i].reason, showing_name(told.showing.state));
        assert_int_equal(told.showing.from_ms > NOW, told.showing.state == SHOWING_COMING);
        assert_string_equal(told.words[0], rows[i].da);
        assert_string_equal(told.words[1], rows[i].en);
    }
}

static void says_that_a_feed_brings_nothing(void **state) {
    struct sentence_text text = {NULL, ",\"type\":\"events\",\"feeds\":[\"town\"],\"evergreen\":true", ""};
    struct site *site = sentence_site(&text, "events");
    const struct screen *const screens[] = {&site->screens[0]};
    struct sentence_order order = {.site = site,
                                   .playlist = &site->playlists[0],
                                   .slide = &site->playlists[0].slides[0],
                                   .screens = screens,
                                   .screen_count = 1,
                                   .state = SHOWING_ALWAYS,
                                   .empty = true,
                                   .now_ms = NOW};
    char out[SENTENCE_MAX];
    (void)state;
    assert_string_equal(
        sentence_write(&order, 0, out),
        "Vises på Rådhuset hele tiden, så længe der er arrangementer (lige nu er der ikke noget), når "
        "intet andet er på, 12 s ad gangen.");
    assert_string_equal(
        sentence_write(&order, 1, out),
        "Shown on Town hall all the time, as long as there are events (right now there is nothing), "
        "when nothing else is on, 12 s at a time.");
    site_destroy(site);
}

static void says_why_not(void **state) {
    char out[SENTENCE_MAX];
    struct sentence_order order = {.state = SHOWING_UNUSED};
    (void)state;
    assert_string_equal(sentence_write(&order, 0, out), "Vises ikke på nogen skærm.");
    order.broken = true;
    assert_string_equal(sentence_write(&order, 1, out), "Not shown: there is an error in it.");
}

/* Each place of a template stands in each language. */
static void words_are_whole(void **state) {
    (void)state;
    for (int word = 0; word < SENTENCE_WORD_COUNT; word++)
        for (int place = 0; place < 3; place++) {
            char wanted[4] = {'{', (char)('0' + place), '}'};
            bool da = strstr(sentence_words[word][0], wanted), en = strstr(sentence_words[word][1], wanted);
            if (da != en)
                fail_msg("%s", sentence_words[word][0]);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_where_and_when),
        cmocka_unit_test(says_that_a_feed_brings_nothing),
        cmocka_unit_test(says_why_not),
        cmocka_unit_test(words_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
