/* Each allocation of the guide refused once: nothing crashes, nothing leaks, no page is half there in
 * silence. */
#include "support/memory.h"

#include "guide/search/search.h"
#include "guide/view/view.h"
#include "support/plain_font.h"
#include "support/record.h"

static struct site *site;
static struct guide *whole;
static struct record_feeds known;
static struct search_index *whole_index;

static void load(void *context) {
    static char folder[] = RECORDS "/site";
    struct site_files files = {folder, site_folder_read, record_has};
    struct report report = {0};
    (void)context;
    struct guide *guide = guide_load(site, &files, &report);
    assert_true(guide || memory_short());
    if (!memory_short())
        assert_int_equal(report.errors, 0);
    bool less = !guide || guide->page_count < whole->page_count || guide->door_count < whole->door_count ||
                guide->keyboard_count < whole->keyboard_count ||
                guide->language_count < whole->language_count;
    if (less && report.errors == 0)
        fail_msg("allocation %ld: something of the guide is missing, and nobody says why", memory_refuses);
    memory_judge(true);
    for (size_t i = 0; guide && i < guide->page_count && report.errors == 0; i++)
        assert_int_equal(guide->pages[i].text_count, whole->pages[i].text_count);
    memory_judge(false);
    guide_destroy(guide);
    report_finish(&report);
}

static void a_guide_is_whole_or_says_what_it_lacks(void **state) {
    (void)state;
    assert_true(memory_try(load, NULL, 1) > 20);
}

static size_t find(const struct search_index *index, const char *query) {
    struct found found[SEARCH_RESULTS_MAX];
    return search(index, site_screen(site, "side"), 0, query, RECORD_NOW, found, LENGTH(found));
}

static void make_index(void *context) {
    (void)context;
    struct search_index *index = search_index_create(whole, &known.feeds);
    assert_true(index || memory_short());
    static const char *const queries[] = {"reg", "police", "caf", "football", "a"};
    for (size_t i = 0; index && i < LENGTH(queries); i++)
        assert_int_equal(find(index, queries[i]), find(whole_index, queries[i]));
    search_index_destroy(index);
}

static void an_index_is_whole_or_none(void **state) {
    (void)state;
    assert_true(memory_try(make_index, NULL, 1) > 3);
}

struct shown {
    struct view_request request;
    struct view view; /* as it should be */
};

static void build(void *context) {
    const struct shown *shown = context;
    struct view view = {0};
    bool built = view_build(&shown->request, &view);
    assert_true(built || memory_short());
    memory_judge(true);
    if (built &&
        (!draw_equal(&view.list, &shown->view.list) || view.target_count != shown->view.target_count ||
         !utterance_equal(view.speech, shown->view.speech)))
        fail_msg("allocation %ld: %s is not whole, and nobody knows", memory_refuses,
                 place_name(shown->request.state->spot.place));
    memory_judge(false);
    view_finish(&view);
}

static void a_page_is_whole_or_refused(void **state) {
    (void)state;
    static const enum place places[] = {
        PLACE_HOME, PLACE_DOOR,  PLACE_TOPICS,    PLACE_SEARCH, PLACE_PHRASE,    PLACE_AIDS, PLACE_ASK,
        PLACE_PIN,  PLACE_STAFF, PLACE_EMERGENCY, PLACE_SLIDES, PLACE_LANGUAGES, PLACE_PAGE};
    struct guide_state at;
    state_init(&at, whole);
    snprintf(at.query, sizeof at.query, "reg");
    for (size_t i = 0; i < LENGTH(places) - 1 + whole->page_count; i++) {
        size_t p = i < LENGTH(places) ? i : LENGTH(places) - 1;
        at.spot = (struct spot){.place = places[p], .of = p < i ? (uint32_t)(i - p) : 0};
        struct shown shown = {.request = {.guide = whole,
                                          .state = &at,
                                          .site = site,
                                          .screen = site_screen(site, "side"),
                                          .feeds = &known.feeds,
                                          .index = whole_index,
                                          .now_ms = RECORD_NOW,
                                          .width = 1920,
                                          .height = 1080,
                                          .speech = true,
                                          .slide = &site->playlists[0].slides[0],
                                          .slide_language = "en",
                                          .measure = &plain_font,
                                          .picture_size = record_picture}};
        assert_true(view_build(&shown.request, &shown.view));
        assert_true(memory_try(build, &shown, 97 + 2 * (int)i) > 3);
        view_finish(&shown.view);
    }
}

int main(void) {
    static char folder[] = RECORDS "/site";
    struct site_files files = {folder, site_folder_read, record_has};
    struct report report = {0};
    site = site_load(&files, &report);
    whole = site ? guide_load(site, &files, &report) : NULL;
    if (!whole)
        return 1;
    record_feeds_init(&known);
    whole_index = search_index_create(whole, &known.feeds);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_guide_is_whole_or_says_what_it_lacks),
        cmocka_unit_test(an_index_is_whole_or_none),
        cmocka_unit_test(a_page_is_whole_or_refused),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    search_index_destroy(whole_index);
    record_feeds_finish(&known);
    guide_destroy(whole);
    site_destroy(site);
    report_finish(&report);
    return failed;
}
