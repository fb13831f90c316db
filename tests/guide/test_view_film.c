/* Tests kiosk/guide/view/view_film.c: what can be done with a film, and what its captions say. */
#include "guide/view/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/guide_fixture.h"
#include "support/page_fixture.h"
#include "support/scene_fixture.h"

static const struct film_captions files[] = {{"da", "assets/film/a.da.vtt"}, {"en", "assets/film/a.en.vtt"}};
static const struct caption danish[] = {{.from_ms = 500, .to_ms = 2300, .text = "Fem stationer"}};
static const struct caption english[] = {{.from_ms = 500, .to_ms = 2300, .text = "Five stations"}};
static const struct captions captions[] = {{danish, 1}, {english, 1}};
static const struct film film = {.name = "assets/film/a.film.json",
                                 .file = "assets/film/a.mp4",
                                 .poster = "assets/film/a.png",
                                 .width = 1920,
                                 .height = 1080,
                                 .fps_num = 25,
                                 .fps_den = 1,
                                 .frames = 65 * 25,
                                 .samples = 65 * FILM_SOUND_HZ,
                                 .captions = files,
                                 .caption_count = LENGTH(files)};

static struct fixture f;
static struct guide guide;
static struct guide_state at;
static struct view view;

static bool picture_size(void *context, const char *asset, int *width, int *height) {
    (void)context, (void)asset;
    *width = 1920;
    *height = 1080;
    return true;
}

static const struct measure fonts = {.face = page_fixture_face,
                                     .covers = plain_font_covers,
                                     .width = plain_font_width,
                                     .metrics = page_fixture_metrics};
static struct report wrong;

static void show(int width, int height) {
    view_finish(&view);
    view = (struct view){0};
    struct view_request request = {.guide = &guide,
                                   .state = &at,
                                   .site = &f.site,
                                   .screen = &f.screen,
                                   .feeds = &f.known_feeds,
                                   .now_ms = FIXTURE_NOW,
                                   .width = width,
                                   .height = height,
                                   .drafts = true,
                                   .speech = true,
                                   .measure = &fonts,
                                   .picture_size = picture_size};
    assert_true(view_build(&request, &view));
    report_finish(&wrong);
    wrong = (struct report){0};
    (void)rules_check(&request, &view, "film", &wrong);
}

static int fresh(void **state) {
    (void)state;
    fixture_init(&f);
    guide_fixture(&guide, &f.site);
    struct guide_page *page = &guide.pages[FIXTURE_CPR];
    page->kind = PAGE_FILM;
    page->film = (struct guide_film){&film, captions};
    f.screen.touch = (struct screen_touch){.on = true, .distance_mm = 600, .bottom_mm = 800};
    state_init(&at, &guide);
    state_act(&at, &guide, &(struct action){.verb = VERB_HOME}, 1000);
    struct action go = action_go(PLACE_PAGE, FIXTURE_CPR);
    state_act(&at, &guide, &go, 1000);
    return 0;
}

static int finish(void **state) {
    (void)state;
    view_finish(&view);
    view = (struct view){0};
    fixture_finish(&f);
    return 0;
}

static const struct target *target_of(enum verb verb, int value) {
    for (int i = 0; i < view.target_count; i++)
        if (view.targets[i].action.verb == verb && view.targets[i].action.value == value)
            return &view.targets[i];
    return NULL;
}

static bool says(const char *text) {
    for (size_t i = 0; i < view.list.count; i++)
        if (view.list.items[i].kind == DRAW_TEXT && strstr(view.list.items[i].text, text))
            return true;
    return false;
}

static void do_verb(enum verb verb, int value, int64_t now_ms) {
    struct action action = action_of(verb, value);
    state_act(&at, &guide, &action, now_ms);
}

static void all_of_it_can_be_done_in_every_shape(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 800}};
    for (size_t i = 0; i < LENGTH(sizes); i++)
        for (int size = 0; size < TEXT_SIZES; size++) {
            at.aids.text_size = (enum text_size)size;
            at.spot.leaf = 0;
            show(sizes[i][0], sizes[i][1]);
            const struct target *play = target_of(VERB_FILM_PLAY, 0);
            if (!play || !target_of(VERB_FILM_BACK, 0) || !target_of(VERB_FILM_AGAIN, 0))
                fail_msg("%d x %d, text %d: it cannot be played", sizes[i][0], sizes[i][1], size);
            assert_true(play->primary && play->box.y >= view.reach_top);
        }
}

static struct box film_seen(void) {
    for (size_t i = 0; i < view.list.count; i++)
        if (view.list.items[i].kind == DRAW_FILM)
            return view.list.items[i].box;
    return (struct box){0};
}

GUIDE_TEXT(office, {"en", "The municipality of Ballerup", 0, 0});
GUIDE_TEXT(address, {"en", "https://ballerup.dk/english", 0, 0});

/* With all that a page can have besides, where the letters are large, and where buttons are low. */
static void it_obeys_the_rules_in_every_shape(void **state) {
    (void)state;
    static const struct {
        int width, height, mm;
    } panels[] = {{1920, 1080, 345}, {1080, 1920, 345}, {1920, 1080, 930}, {1080, 1920, 930}};
    static const char *const also[] = {"first-days", "school"};
    struct guide_page *page = &guide.pages[FIXTURE_CPR];
    page->contact = (struct guide_contact){.office = office, .phone = "44 77 20 00"};
    page->url = address;
    page->see_also = also;
    page->see_also_count = LENGTH(also);
    for (size_t i = 0; i < LENGTH(panels); i++)
        for (int aids = 0; aids < 2 * TEXT_SIZES; aids++) {
            f.screen.width_mm = panels[i].mm;
            at.aids.text_size = (enum text_size)(aids / 2);
            at.aids.easy_reach = aids % 2 == 1;
            at.spot.leaf = 0;
            show(panels[i].width, panels[i].height);
            struct box seen = film_seen();
            for (int leaf = 0; leaf < view.leaves; leaf++) {
                at.spot.leaf = leaf;
                show(panels[i].width, panels[i].height);
                if (wrong.count > 0)
                    fail_msg("%d px on %d mm, aids %d, leaf %d: %s", panels[i].width, panels[i].mm, aids,
                             leaf, wrong.items[0].text);
                struct box again = film_seen();
                bool beside = again.w * 3 < panels[i].width * 2; /* it takes nothing from what is read */
                if (leaf > 0 && again.h > 0 && (!beside || again.x != seen.x || again.y != seen.y))
                    fail_msg("%d px on %d mm, aids %d: the film is on leaf %d, too", panels[i].width,
                             panels[i].mm, aids, leaf);
            }
            if (seen.h * 4 < panels[i].height && seen.w < panels[i].width * 3 / 4)
                fail_msg("%d px on %d mm, aids %d: the film is only %d px high", panels[i].width,
                         panels[i].mm, aids, seen.h);
        }
}

/* In large text what else can be done stands on the next leaf, and the film stays. */
static void it_stays_beside_what_is_leafed_through(void **state) {
    (void)state;
    struct guide_page *page = &guide.pages[FIXTURE_CPR];
    page->contact = (struct guide_contact){.office = office, .phone = "44 77 20 00"};
    page->url = address;
    f.screen.width_mm = 930;
    at.aids.text_size = TEXT_LARGEST;
    state_hears(&at, 10, true);
    show(1920, 1080);
    struct box seen = film_seen();
    assert_true(view.leaves > 1 && target_of(VERB_FILM_PLAY, 0) && seen.w * 100 > 1920 * 40);
    at.spot.leaf = view.leaves - 1;
    show(1920, 1080);
    struct box again = film_seen();
    assert_true(again.x == seen.x && again.y == seen.y && again.w == seen.w && again.h == seen.h);
    assert_null(target_of(VERB_FILM_PLAY, 0));
}

/* On a wide page nothing but its captions, the title and the bar are above and below it. */
static void it_takes_most_of_a_wide_page(void **state) {
    (void)state;
    f.screen.width_mm = 930;
    show(1920, 1080);
    struct box seen = film_seen();
    assert_true(seen.w * 100 > 1920 * 55 && seen.h * 100 > 1080 * 55);
    const struct target *play = target_of(VERB_FILM_PLAY, 0);
    assert_true(play->box.x >= seen.x + seen.w);
}

static void it_is_louder_and_quieter_where_it_is_heard(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 800}};
    f.screen.touch.hearing.on = true;
    show(1920, 1080);
    assert_null(target_of(VERB_VOLUME, 1));
    assert_true(says("There is no sound now.")); /* at other hours */
    state_hears(&at, 7, true);
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        show(sizes[i][0], sizes[i][1]);
        const struct target *louder = target_of(VERB_VOLUME, 1), *quieter = target_of(VERB_VOLUME, -1);
        if (!louder || !quieter)
            fail_msg("%d x %d: it has no volume", sizes[i][0], sizes[i][1]);
        double mm = f.screen.width_mm / (sizes[i][0] > sizes[i][1] ? sizes[i][0] : sizes[i][1]);
        assert_true(louder->box.h * mm >= 20 && louder->box.w * mm >= 20 && quieter->box.h * mm >= 20);
        assert_true(louder->box.y >= view.reach_top && quieter->box.y >= view.reach_top);
        assert_string_equal(louder->label, "Louder");
        assert_true(says("Volume 5 of 7"));
    }
    assert_false(says("There is no sound now.") || says("headset"));
    f.screen.touch.headset = true;
    show(1920, 1080);
    assert_true(says("headset"));
    do_verb(VERB_VOLUME, 2, 2000);
    show(1920, 1080);
    assert_true(says("Volume 7 of 7"));
    do_verb(VERB_SPEECH, 0, 2000);
    do_verb(VERB_VOLUME, -1, 2000);
    show(1920, 1080);
    assert_string_equal(view.speech->text, "Volume 6 of 7\n");
}

static void captions_are_chosen_by_their_names(void **state) {
    (void)state;
    show(1920, 1080);
    assert_string_equal(target_of(VERB_FILM_CAPTIONS, 0)->label, "Captions: Dansk");
    assert_true(target_of(VERB_FILM_CAPTIONS, 1)->on);
    assert_null(target_of(VERB_FILM_CAPTIONS, -1)); /* without sound there is no film without captions */
    state_hears(&at, 10, true);
    show(1920, 1080);
    assert_false(target_of(VERB_FILM_CAPTIONS, -1)->on);
    do_verb(VERB_FILM_CAPTIONS, -1, 2000);
    show(1920, 1080);
    assert_true(target_of(VERB_FILM_CAPTIONS, -1)->on);
}

static void it_says_what_is_said_and_how_long_it_lasts(void **state) {
    (void)state;
    show(1920, 1080);
    assert_true(says("1:05") && !says("stations"));
    assert_string_equal(target_of(VERB_FILM_PLAY, 0)->label, "Play");
    do_verb(VERB_FILM_PLAY, 0, 10000);
    state_tick(&at, &guide, 10500);
    show(1920, 1080);
    assert_string_equal(target_of(VERB_FILM_PLAY, 0)->label, "Pause");
    assert_true(says("Five stations") && says("1:05"));
    do_verb(VERB_FILM_CAPTIONS, 0, 10600);
    show(1920, 1080);
    assert_true(says("Fem stationer") && !says("Five"));
    state_tick(&at, &guide, 12300);
    show(1920, 1080);
    assert_true(!says("Fem stationer") && says("1:03"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_of_it_can_be_done_in_every_shape, fresh, finish),
        cmocka_unit_test_setup_teardown(it_obeys_the_rules_in_every_shape, fresh, finish),
        cmocka_unit_test_setup_teardown(it_stays_beside_what_is_leafed_through, fresh, finish),
        cmocka_unit_test_setup_teardown(it_takes_most_of_a_wide_page, fresh, finish),
        cmocka_unit_test_setup_teardown(it_is_louder_and_quieter_where_it_is_heard, fresh, finish),
        cmocka_unit_test_setup_teardown(captions_are_chosen_by_their_names, fresh, finish),
        cmocka_unit_test_setup_teardown(it_says_what_is_said_and_how_long_it_lasts, fresh, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
