/* When a slide is shown, and the sentence that says so. */
#include "desk/work/sentence.h"
#include "desk/work/sentence_words.h"
#include "support/desk_site.h"

/* Sunday, 29 November 2026, 10:00 in Copenhagen. */
#define NOW INT64_C(1795942800000)

struct text_site {
    const char *slide, *list; /* more members */
};

static bool read_text(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    const struct text_site *site = context;
    char *text = NULL;
    int length = -1;
    (void)max;
    if (strcmp(name, SITE_FILE) == 0)
        length = asprintf(&text,
                          "{\"id\":\"t\",\"name\":{\"en\":\"T\"},\"languages\":[\"da\",\"en\"],\"time_zone\":"
                          "\"Europe/Copenhagen\",\"screens\":{\"raadhus\":{\"name\":{\"en\":\"Town "
                          "hall\",\"da\":\"R\u00e5dhuset\"},"
                          "\"zones\":{\"main\":[\"playlists/"
                          "a.json\"]}},\"corner\":{\"name\":{\"en\":\"Corner\",\"da\":\"Hj\u00f8rnet\"},"
                          "\"zones\":{\"main\":[\"playlists/a.json\"]}}}}");
    else if (strcmp(name, "playlists/a.json") == 0)
        length = asprintf(&text,
                          "{%s\"slides\":[{\"id\":\"s\",\"type\":\"text\",\"headline\":{\"en\":\"S\",\"da\":"
                          "\"S\"},\"dwell_seconds\":12%s}]}",
                          site->list, site->slide);
    if (length < 0)
        return fail_set(why, "absent");
    *bytes = text;
    *size = (size_t)length;
    return true;
}

static bool has_text(void *context, const char *name) {
    (void)context;
    return strcmp(name, "playlists/a.json") == 0;
}

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
         "Vises på Rådhuset mandag–fredag kl. 6–10, ikke på helligdage, 12 s ad gangen.",
         "Shown on Town hall Monday–Friday 6:00–10:00, not on public holidays, 12 s at a time.",
         "working days"},
        {WHEN("\"named_days\":[\"christmas-eve\",\"new-years-eve\"],\"hours\":[[\"12:00\",\"24:00\"]]"), "",
         1, 0, SHOWING_COMING,
         "Vises på Rådhuset kl. 12–24 kun juleaftensdag, nytårsaftensdag, 12 s ad gangen.",
         "Shown on Town hall 12:00–24:00 only on Christmas Eve, New Year's Eve, 12 s at a time.",
         "days by name"},
        {WHEN("\"holidays\":\"open\""), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset ikke på helligdage, grundlovsdag, juleaftensdag og nytårsaftensdag, 12 s ad "
         "gangen.",
         "Shown on Town hall not on public holidays, 5 June, 24 and 31 December, 12 s at a time.",
         "days offices are open"},
        {WHEN("\"hours\":[[\"09:00\",\"12:00\"],[\"13:00\",\"16:30\"]]"), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset hver dag kl. 9–12 og kl. 13–16.30, 12 s ad gangen.",
         "Shown on Town hall every day 9:00–12:00 and 13:00–16:30, 12 s at a time.", "hours of every day"},
        {WHEN("\"weekdays\":[\"sat\",\"sun\"]"), "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset lørdag og søndag, 12 s ad gangen.",
         "Shown on Town hall Saturday and Sunday, 12 s at a time.", "two days are no row"},
        {WHEN("\"dates\":[\"2026-12-13\"]"), "", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset 13. december, 12 s ad gangen.", "Shown on Town hall 13 December, 12 s at a time.",
         "one date"},
        {",\"evergreen\":true", "", 1, 0, SHOWING_ALWAYS,
         "Vises på Rådhuset hele tiden, når intet andet er på, 12 s ad gangen.",
         "Shown on Town hall all the time, when nothing else is on, 12 s at a time.", "evergreen"},
        {"", "\"when\":{\"to\":\"2026-12-01\"},", 1, 0, SHOWING_ON,
         "Vises på Rådhuset til og med 1. december, 12 s ad gangen.",
         "Shown on Town hall through 1 December, 12 s at a time.", "as its playlist says"},
        {WHEN("\"hours\":[[\"12:00\",\"13:00\"]]"), "\"when\":{\"to\":\"2026-12-01\"},", 1, 0, SHOWING_COMING,
         "Vises på Rådhuset hver dag kl. 12–13, inden for spillelistens tider, 12 s ad gangen.",
         "Shown on Town hall every day 12:00–13:00, within its playlist's times, 12 s at a time.",
         "both have times"},
        {",\"source\":{\"owner\":\"O\",\"expires_on\":\"2026-12-31\"}", "", 1, 0, SHOWING_ON,
         "Vises på Rådhuset til og med 31. december, 12 s ad gangen.",
         "Shown on Town hall through 31 December, 12 s at a time.", "as long as its source holds"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct text_site text = {rows[i].slide, rows[i].list};
        struct site_files files = {&text, read_text, has_text};
        struct report report = {0};
        struct site *site = site_load(&files, &report);
        char out[SENTENCE_MAX];
        if (!site || report.errors > 0)
            fail_msg("%s: %s", rows[i].reason, report.items[0].text);
        const struct screen *screens[] = {&site->screens[0], &site->screens[1]};
        const struct slide *slide = &site->playlists[0].slides[0];
        struct showing showing = showing_at(site, &site->playlists[0], slide, NOW);
        if (showing.state != rows[i].state)
            fail_msg("%s: %s", rows[i].reason, showing_name(showing.state));
        assert_int_equal(showing.from_ms > NOW, showing.state == SHOWING_COMING);
        struct sentence_order order = {.site = site,
                                       .playlist = &site->playlists[0],
                                       .slide = slide,
                                       .screens = screens,
                                       .screen_count = rows[i].screens,
                                       .state = showing.state,
                                       .now_ms = NOW,
                                       .every_ms = rows[i].every_ms};
        assert_string_equal(sentence_write(&order, 0, out), rows[i].da);
        assert_string_equal(sentence_write(&order, 1, out), rows[i].en);
        site_destroy(site);
        report_finish(&report);
    }
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
        cmocka_unit_test(says_why_not),
        cmocka_unit_test(words_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
