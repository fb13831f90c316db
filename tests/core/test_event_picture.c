/* Which picture stands with an event: kiosk/core/feed/event_picture.h; how it is written: site.json. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/feed/event_picture.h"
#include "support/site_folder.h"

static struct site *load(const char *folder) {
    char path[300];
    snprintf(path, sizeof path, "%s", folder);
    const struct site_files files = {path, site_folder_read, site_folder_has};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    assert_non_null(site);
    report_finish(&report);
    return site;
}

static void it_is_of_the_events_kind(void **state) {
    (void)state;
    static const char *const CAFE[] = {"café", "kaffe"}, *const MEETING[] = {"council meeting", "møde"},
                             *const IT[] = {"it"}, *const ARABIC[] = {"حفلة"}, *const TOWN[] = {"town"};
    struct event_picture kinds[] = {{.words = CAFE, .word_count = 2, .picture.asset = "cafe"},
                                    {.words = MEETING, .word_count = 2, .picture.asset = "meeting"},
                                    {.words = IT, .word_count = 1, .picture.asset = "it"},
                                    {.words = ARABIC, .word_count = 1, .picture.asset = "party"},
                                    {.feeds = TOWN, .feed_count = 1, .picture.asset = "town-hall"}};
    const struct site site = {.theme = {.event_pictures = kinds, .event_picture_count = LENGTH(kinds)}};
    static const struct {
        const char *title, *tag, *feed, *asset;
    } ROWS[] = {
        {"International café", NULL, "library", "cafe"},
        {"STRIKKECAFÉ, hver uge", NULL, "library", "cafe"},
        {"Caféen er lukket", NULL, "library", NULL}, /* no word ends with it */
        {"Kaffe og møde", NULL, "library", "cafe"},  /* the first of the kinds, not of the words */
        {"Byrådsmøde", NULL, "town", "meeting"},
        {"Open Council  meeting", NULL, "library", NULL}, /* words as they are written */
        {"Open Council Meeting!", NULL, "library", "meeting"},
        {"Mødested for alle", NULL, "town", "town-hall"},
        {"IT-hjælp", NULL, "library", "it"},
        {"Visit", NULL, "library", NULL}, /* a short word is all of it */
        {"حفلة", NULL, "library", "party"},
        {"Noget andet", "møde", "library", "meeting"},
        {"Noget andet", "børn", "library", NULL},
        {"", NULL, "library", NULL},
        {"é", NULL, "town", "town-hall"},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct event event = {.title = ROWS[i].title,
                                    .feed_id = ROWS[i].feed,
                                    .tags = &ROWS[i].tag,
                                    .tag_count = ROWS[i].tag != NULL};
        const struct event_picture *found = event_picture(&site, &event);
        const char *asset = found ? found->picture.asset : "none";
        if (strcmp(asset, ROWS[i].asset ? ROWS[i].asset : "none") != 0)
            fail_msg("\"%s\": %s", ROWS[i].title, asset);
    }
}

/* In the default site nothing is shown with what it is not, and whatever is not known with a neutral one. */
static void the_default_site_knows_the_usual_ones(void **state) {
    (void)state;
    static const struct {
        const char *title, *feed, *asset;
    } ROWS[] = {
        {"Byrådsmøde", "town-calendar", "town-hall"},
        {"Meeting of the municipal council", "town-calendar", "town-hall"},
        {"Borgermøde om lokalplan 123", "town-calendar", "meeting"},
        {"Velkomstaften for nye borgere – Welcome evening", "town-calendar", "handshake"},
        {"Julekoncert", "town-calendar", "concert"},
        {"Familiefilm om lørdagen", "library-events", "cinema"},
        {"International café", "library-events", "cafe"},
        {"Strikkecafé", "library-events", "cafe"},
        {"Sprogcafé", "library-events", "lesson"},
        {"Dansk i hverdagen – Danish conversation", "library-events", "lesson"},
        {"Розмовний клуб – ukrainsk samtaleklub", "library-events", "lesson"},
        {"Højtlæsning på arabisk – قراءة قصص للأطفال", "library-events", "grandparent"},
        {"Book talk in English", "library-events", "reading"},
        {"English Book Circle", "library-events", "reading"},
        {"IT-hjælp: MitID og Digital Post", "library-events", "phone"},
        {"Foredrag: Ballerups byhistorie", "library-events", "meeting"},
        {"Udstilling: Billeder fra venskabsbyerne", "library-events", "library-front"},
        {"Kulturnat", "town-calendar", "town-hall"},
        {"Julemarked på torvet", "town-calendar", "town-hall"},
    };
    struct site *site = load(SITE_DIR);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct event event = {.title = ROWS[i].title, .feed_id = ROWS[i].feed};
        const struct event_picture *found = event_picture(site, &event);
        char asset[60];
        snprintf(asset, sizeof asset, "assets/%s.svg", ROWS[i].asset);
        assert_non_null(found);
        if (strcmp(found->picture.asset, asset) != 0)
            fail_msg("\"%s\": %s, not %s", ROWS[i].title, found->picture.asset, asset);
    }
    site_destroy(site);
}

static void count_grandparent(void *context, const char *name, const char *file, int line) {
    (void)file;
    (void)line;
    *(int *)context += strcmp(name, "assets/grandparent.svg") == 0; /* that no slide shows */
}

static void they_belong_to_the_site(void **state) {
    (void)state;
    struct site *site = load(SITE_DIR);
    int count = 0;
    site_assets(site, count_grandparent, &count);
    assert_int_equal(count, 1);
    site_destroy(site);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_of_the_events_kind),
        cmocka_unit_test(the_default_site_knows_the_usual_ones),
        cmocka_unit_test(they_belong_to_the_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
