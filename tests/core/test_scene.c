#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/draw/qr.h"
#include "core/site/scale.h"
#include "support/plain_font.h"
#include "support/scene_fixture.h"

static bool picture_size(void *context, const char *asset, int *width, int *height) {
    (void)context;
    *width = 1600;
    *height = 900;
    return strstr(asset, "missing") == NULL;
}

static void build(struct fixture *f, const char *language, int width, int height, struct draw_list *list,
                  struct report *report) {
    struct scene_request request = fixture_request(f, width, height);
    request.language = language;
    request.measure = &plain_font;
    request.picture_size = picture_size;
    if (height < 200) {
        request.screen_width = 1920;
        request.screen_height = 1080;
    }
    draw_init(list);
    assert_true(scene_build(&request, list, report));
}

/* All words of the list, in drawing order, with a space between runs. */
static char *words(const struct draw_list *list) {
    static char out[20000];
    out[0] = '\0';
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_TEXT) {
            strncat(out, list->items[i].text, sizeof out - strlen(out) - 2);
            strcat(out, " ");
        }
    return out;
}

static double luminance(struct colour c) {
    double v[] = {c.r / 255.0, c.g / 255.0, c.b / 255.0};
    for (int i = 0; i < 3; i++)
        v[i] = v[i] <= 0.03928 ? v[i] / 12.92 : pow((v[i] + 0.055) / 1.055, 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
}

static bool holds(const struct box *outer, int x, int y) {
    return x >= outer->x && x < outer->x + outer->w && y >= outer->y && y < outer->y + outer->h;
}

/* Every run lies inside the zone, on a flat colour it stands out against, and not on a picture. */
static void check_runs(const struct draw_list *list, int width, int height) {
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        if (item->kind != DRAW_TEXT)
            continue;
        assert_in_range(item->box.x, 0, width);
        assert_in_range(item->box.x + item->box.w, 0, width);
        assert_in_range(item->box.y, 0, height);
        const struct draw_item *under = NULL;
        for (size_t k = 0; k < i; k++)
            if (list->items[k].kind != DRAW_TEXT && list->items[k].kind != DRAW_CLIP &&
                holds(&list->items[k].box, item->box.x + item->box.w / 2, item->box.y - item->px / 4))
                under = &list->items[k];
        assert_non_null(under);
        assert_int_equal(under->kind, DRAW_RECT);
        double a = luminance(item->colour) + 0.05, b = luminance(under->colour) + 0.05;
        assert_true((a > b ? a / b : b / a) >= 4.5);
    }
}

/* What a slide of its type can have, more or less of it. */
static void fill(struct fixture *f, int variant) {
    const char *url = variant & 2 ? "https://ballerup.dk/english" : NULL;
    f->slide.headline = text_headline;
    f->slide.kicker = text_kicker;
    f->slide.sample = variant & 1;
    f->slide.picture.asset = variant & 4 ? "assets/a.svg" : NULL;
    f->slide.picture.credit = text_credit;
    const struct slide_kind *kind = slide_kind(f->slide.type);
    for (size_t i = 0; i < kind->text_count; i++)
        memcpy((char *)&f->slide + kind->texts[i].at, i % 2 ? &text_greeting : &text_caption,
               sizeof(struct localized));
    if (f->slide.type == SLIDE_TEXT)
        f->slide.text = (struct slide_text){.body = variant & 1 ? text_body : (struct localized){0},
                                            .picture_side = variant & 1 ? SIDE_END : SIDE_FULL,
                                            .qr_url = url};
    if (f->slide.type == SLIDE_EVENTS)
        f->slide.events.style = variant & 1 ? EVENTS_LIST : EVENTS_POSTER;
}

static void every_scene_stays_legible(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 885},  {1306, 885}, {614, 885},
                                   {1080, 1690}, {1920, 86},  {3840, 1770}};
    for (size_t s = 0; s < LENGTH(sizes); s++)
        for (int type = 0; type < SLIDE_KIND_COUNT; type++)
            for (int variant = 0; variant < 8; variant++) {
                struct fixture f;
                fixture_init(&f);
                fixture_type(&f, (enum slide_type)type);
                fill(&f, variant);
                struct draw_list list;
                build(&f, variant & 2 ? "ar" : "da", sizes[s][0], sizes[s][1], &list, NULL);
                check_runs(&list, sizes[s][0], sizes[s][1]);
                draw_finish(&list);
                fixture_finish(&f);
            }
}

/* Does a slide that has all that it can have look different without this text? */
static bool is_drawn_in(enum slide_type type, size_t text_at, int width, int height) {
    struct fixture f;
    struct draw_list with, without;
    fixture_init(&f);
    fixture_type(&f, type);
    fill(&f, 5);
    build(&f, "da", width, height, &with, NULL);
    memset((char *)&f.slide + text_at, 0, sizeof(struct localized));
    build(&f, "da", width, height, &without, NULL);
    bool drawn = !draw_equal(&with, &without);
    draw_finish(&with);
    draw_finish(&without);
    fixture_finish(&f);
    return drawn;
}

/* Where there is room for it: a film leaves words none in every shape. */
static bool is_drawn(enum slide_type type, size_t text_at) {
    return is_drawn_in(type, text_at, 1920, 885) || is_drawn_in(type, text_at, 1080, 1690);
}

static void texts_are_drawn_where_the_kind_says_so(void **state) {
    (void)state;
    for (int type = 0; type < SLIDE_KIND_COUNT; type++) {
        const struct slide_kind *kind = slide_kind((enum slide_type)type);
        if (is_drawn((enum slide_type)type, offsetof(struct slide, kicker)) != kind->draws_kicker)
            fail_msg("slides of type %s: draws_kicker is wrong", kind->name);
        for (size_t i = 0; i < kind->text_count; i++)
            if (!is_drawn((enum slide_type)type, kind->texts[i].at))
                fail_msg("slides of type %s never show their \"%s\"", kind->name, kind->texts[i].name);
    }
}

static void body_is_never_under_the_floor(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    double floor = scale_floor_px(1920 / 930.0, 3000);
    assert_true(fabs(floor - 69.5) < 0.2); /* x-height 17.85 mm at 3 m */
    struct scale scale = scale_make(&f.screen, 1920, 1080, 1920, 885);
    assert_true(scale.body_min >= (int)floor && scale.head_min > scale.body_min);
    struct scale big = scale_make(&f.screen, 3840, 2160, 3840, 1770);
    assert_in_range(big.body_min, 2 * scale.body_min - 2, 2 * scale.body_min + 2);
    assert_true(scale_make(&f.screen, 1920, 1080, 1920, 86).low);
    assert_true(scale_make(&f.screen, 1920, 1080, 614, 885).narrow);
    f.slide.text.body = text_body;
    f.slide.headline = text_headline;
    struct draw_list list;
    struct report report = {0};
    build(&f, "da", 1920, 1080, &list, &report);
    assert_int_equal(report.count, 0);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == DRAW_TEXT)
            assert_true(list.items[i].px >= (int)floor);
    draw_finish(&list);
    fixture_finish(&f);
}

static void right_to_left_is_mirrored(void **state) {
    (void)state;
    TEXT(same, {"en", "0000", 0, 0}, {"ar", "0000", 0, 0});
    struct fixture f;
    fixture_init(&f);
    f.slide.headline = f.slide.text.body = same;
    f.slide.picture.asset = "assets/a.svg";
    struct draw_list ltr, rtl;
    build(&f, "en", 1920, 885, &ltr, NULL);
    build(&f, "ar", 1920, 885, &rtl, NULL);
    assert_int_equal(ltr.count, rtl.count);
    for (size_t i = 0; i < ltr.count; i++)
        if (ltr.items[i].kind == DRAW_PICTURE || ltr.items[i].kind == DRAW_RECT)
            assert_int_equal(rtl.items[i].box.x, 1920 - ltr.items[i].box.x - ltr.items[i].box.w);
    draw_finish(&ltr);
    draw_finish(&rtl);
    fixture_finish(&f);
}

/* How many lines go through runs of text. */
static int strikes(const struct draw_list *list) {
    int count = 0;
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = i + 1; k < list->count && list->items[i].kind == DRAW_TEXT; k++) {
            const struct draw_item *run = &list->items[i], *line = &list->items[k];
            count += line->kind == DRAW_RECT && line->box.x == run->box.x && line->box.w == run->box.w &&
                     line->box.y < run->box.y && line->box.y > run->box.y - run->px / 2 &&
                     line->box.h < run->px / 8;
        }
    return count;
}

static void events_tell_the_truth(void **state) {
    (void)state;
    static const struct {
        enum event_state state;
        enum event_price price;
        const char *says[2], *not [3];
    } rows[] = {
        {EVENT_ACTIVE, PRICE_UNKNOWN, {NULL}, {"Free", "Cancelled", "Sold"}},
        {EVENT_ACTIVE, PRICE_PAID, {NULL}, {"Free", "Cancelled", "Sold"}},
        {EVENT_ACTIVE, PRICE_FREE, {"Free"}, {"Cancelled", "Sold"}},
        {EVENT_CANCELLED, PRICE_FREE, {"Cancelled"}, {"Free", "Sold"}},
        {EVENT_SOLD_OUT, PRICE_FREE, {"Sold out", "Free"}, {"Cancelled"}},
        {EVENT_NOT_OPEN, PRICE_UNKNOWN, {"Booking not open"}, {"Free"}},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int style = EVENTS_LIST; style <= EVENTS_POSTER; style++) {
            struct fixture f;
            fixture_init(&f);
            fixture_type(&f, SLIDE_EVENTS);
            f.slide.events.style = (enum events_style)style;
            f.data[0].count = 1;
            f.events[0] = f.events[1];
            f.events[0].lead = NULL;
            f.events[0].state = rows[i].state;
            f.events[0].price = rows[i].price;
            struct draw_list list;
            build(&f, "en", 1920, 885, &list, NULL);
            char *said = words(&list);
            assert_int_equal(strikes(&list) > 0, rows[i].state == EVENT_CANCELLED);
            for (int k = 0; k < 2; k++)
                assert_true(!rows[i].says[k] || strstr(said, rows[i].says[k]));
            for (int k = 0; k < 3; k++)
                assert_false(rows[i].not [k] && strstr(said, rows[i].not [k]));
            draw_finish(&list);
            fixture_finish(&f);
        }
}

static bool says(struct fixture *f, const char *text) {
    struct draw_list list;
    build(f, "en", 1920, 885, &list, NULL);
    bool found = strstr(words(&list), text) != NULL;
    draw_finish(&list);
    return found;
}

static void hours_claim_closed_only_where_the_feed_speaks(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_HOURS);
    assert_true(says(&f, "07:00–22:00") && says(&f, "Closed") && !says(&f, "No information"));
    f.slide.hours.query.branch = "99"; /* a branch the feed never names */
    assert_true(says(&f, "No information") && !says(&f, "Closed"));
    f.slide.hours.query.branch = NULL;
    for (int i = 0; i < 12; i++) /* a feed that begins in four days */
        f.openings[i].day += 4;
    assert_true(says(&f, "No information") && says(&f, "07:00–22:00") && !says(&f, "Closed"));
    f.data[1].count = 0;
    assert_true(says(&f, "No information") && !says(&f, "Closed"));
    fixture_finish(&f);
}

static void old_and_empty_feeds_say_so(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    assert_false(says(&f, "As of"));
    f.data[0].fetched_ms = FIXTURE_NOW - 25 * FIXTURE_HOUR;
    assert_true(says(&f, "As of 2 December"));
    f.slide.events.style = EVENTS_POSTER;
    assert_true(says(&f, "As of 2 December"));
    f.data[0].count = 0;
    assert_true(says(&f, "No events are listed"));
    fixture_type(&f, SLIDE_NEWS);
    f.known_feeds.count = 0;
    assert_true(says(&f, "No news"));
    fixture_finish(&f);
}

/* What each kind says of today where the clock is right; where it is known to be behind, it may be another
 * day. */
static void nothing_is_said_of_today_by_a_wrong_clock(void **state) {
    (void)state;
    static const int heights[] = {885, 86};
    for (size_t h = 0; h < LENGTH(heights); h++)
        for (int type = 0; type < SLIDE_KIND_COUNT; type++)
            for (int variant = 0; variant < 2; variant++)
                for (int wrong = 0; wrong < 2; wrong++) {
                    struct fixture f;
                    struct draw_list list;
                    fixture_init(&f);
                    fixture_type(&f, (enum slide_type)type);
                    fill(&f, variant);
                    f.wrong_clock = wrong;
                    build(&f, "en", 1920, heights[h], &list, NULL);
                    const char *said = words(&list);
                    bool of_today = strstr(said, "Today") || strstr(said, "Tomorrow");
                    bool by_kind = type == SLIDE_EVENTS || type == SLIDE_HOURS;
                    if (wrong ? of_today : by_kind && !of_today)
                        fail_msg("%s, %s clock: %s", slide_kind((enum slide_type)type)->name,
                                 wrong ? "wrong" : "right", said);
                    draw_finish(&list);
                    fixture_finish(&f);
                }
}

static void days_have_their_dates_by_a_wrong_clock(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    f.wrong_clock = true;
    fixture_type(&f, SLIDE_HOURS);
    assert_true(says(&f, "Thursday 3 December") && says(&f, "Sunday 6 December") && says(&f, "Closed"));
    f.data[1].count = 0;
    assert_true(says(&f, "No information") && !says(&f, "December"));
    fixture_type(&f, SLIDE_EVENTS);
    assert_true(says(&f, "3 December") && says(&f, "30 November")); /* which the exhibition began */
    fixture_type(&f, SLIDE_NEWS);
    assert_true(says(&f, "3 December 11:30"));
    fixture_finish(&f);
}

/* An English lead on an Arabic screen ends with its full stop. */
static void unknown_languages_keep_their_direction(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    f.slide.events.style = EVENTS_POSTER;
    f.data[0].count = 1;
    f.events[0].title = "Café";
    f.events[0].lead = "Come in.";
    struct draw_list list;
    build(&f, "ar", 1920, 885, &list, NULL);
    bool found = false;
    for (size_t i = 0; i < list.count; i++)
        found |= list.items[i].kind == DRAW_TEXT && strcmp(list.items[i].text, "Come in.") == 0 &&
                 !list.items[i].rtl;
    assert_true(found);
    draw_finish(&list);
    fixture_finish(&f);
}

/* Arabic lacks every word here, so English stands in: its full stop ends the sentence, its number stays
 * before it. */
static void words_that_stand_in_keep_their_direction(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 885}, {1920, 86}, {614, 86}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct fixture f;
        struct draw_list list;
        bool found = false;
        fixture_init(&f);
        fixture_type(&f, SLIDE_EVENTS);
        f.data[0].count = 0;
        build(&f, "ar", sizes[i][0], sizes[i][1], &list, NULL);
        for (size_t k = 0; k < list.count; k++)
            found |= list.items[k].kind == DRAW_TEXT && strstr(list.items[k].text, "right now.") &&
                     !list.items[k].rtl;
        if (!found)
            fail_msg("%d × %d: %s", sizes[i][0], sizes[i][1], words(&list));
        draw_finish(&list);
        fixture_finish(&f);
    }
}

static void findings_name_the_slide(void **state) {
    (void)state;
    TEXT(snowman, {"en", "Snow \u2603", 0, 0});
    struct fixture f;
    fixture_init(&f);
    f.slide.headline = snowman;
    f.slide.picture.asset = "assets/missing.svg";
    struct draw_list list;
    struct report report = {0};
    build(&f, "da", 1920, 885, &list, &report);
    assert_int_equal(report.count, 3);
    assert_non_null(strstr(report.items[0].text, "cannot be shown"));
    assert_non_null(strstr(report.items[1].text, "not translated"));
    assert_non_null(strstr(report.items[2].text, "U+2603"));
    assert_string_equal(report.items[0].file, "playlists/test.json");
    assert_int_equal(report.items[0].line, 7);
    draw_finish(&list);
    report_finish(&report);
    fixture_finish(&f);
}

static void next_change_is_the_next_reason(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    struct scene_request request = fixture_request(&f, 1920, 885);
    assert_true(scene_next_change(&request) == INT64_MAX);
    fixture_type(&f, SLIDE_EVENTS);
    assert_true(scene_next_change(&request) == fixture_at(0, 18, 0)); /* the café ends */
    request.now_ms = fixture_at(0, 19, 0);
    assert_true(scene_next_change(&request) == fixture_at(1, 0, 0)); /* midnight */
    f.zone.kind = ZONE_HEADER;
    request.now_ms = FIXTURE_NOW + 1;
    assert_true(scene_next_change(&request) == FIXTURE_NOW + 60000);
    fixture_finish(&f);
}

static void codes_have_their_quiet_zone(void **state) {
    (void)state;
    struct qr qr;
    char printed[100];
    assert_true(qr_init(&qr, "https://ballerup.dk/english"));
    for (int i = 0; i < qr.side; i++)
        for (int k = 0; k < QR_QUIET; k++) {
            assert_int_equal(qr.bits[k * qr.side + i], 0);
            assert_int_equal(qr.bits[i * qr.side + qr.side - 1 - k], 0);
        }
    assert_int_equal(qr.bits[QR_QUIET * qr.side + QR_QUIET], 1); /* the finder's corner */
    qr_finish(&qr);
    char long_url[4000];
    memset(long_url, 'a', sizeof long_url - 1);
    long_url[sizeof long_url - 1] = '\0';
    assert_false(qr_init(&qr, long_url));
    assert_int_equal(qr_side(long_url), 0);
    for (size_t length = 2331; length > 0; length -= length > 400 ? 77 : 1) {
        long_url[length] = '\0';
        assert_true(qr_init(&qr, long_url));
        assert_int_equal(qr_side(long_url), qr.side);
        qr_finish(&qr);
    }
    assert_string_equal(qr_readable("https://ballerup.dk/", printed, sizeof printed), "ballerup.dk");
    assert_string_equal(qr_readable("https://a.dk/b/", printed, sizeof printed), "a.dk/b/");
    assert_string_equal(qr_readable("https://a.dk/?src=k1", printed, sizeof printed), "a.dk");
    assert_string_equal(qr_readable("https://a.dk/b?src=k1&id=2", printed, sizeof printed),
                        "a.dk/b?src=k1&id=2");
    assert_string_equal(qr_readable("https://a.dk/L%C3%A5n-caf%c3%a9%20%C3%9", printed, sizeof printed),
                        "a.dk/Lån-café%20%C3%9");
    assert_string_equal(qr_readable("https://a.dk/%D7%90%E2%80%AE%C3%97%C3", printed, sizeof printed),
                        "a.dk/%D7%90%E2%80%AE%C3%97%C3"); /* other scripts, what turns a line round, signs */
    assert_string_equal(qr_readable("https://a.dk/b?id=2&src=k1", printed, sizeof printed),
                        "a.dk/b?id=2&src=k1");
}

/* An address is printed whole, on up to three lines, or its host is: never in letters nobody reads. */
static void addresses_can_be_typed(void **state) {
    (void)state;
    static const struct {
        const char *url, *printed;
        size_t reports;
    } rows[] = {
        {"https://ballerup.dk/english", "ballerup.dk/english", 0},
        {"https://www.dtu.dk/english", "www.dtu.dk/english", 0}, /* without "www." it may lead nowhere */
        {"https://ballerup.dk/taxonomy/our-partners", "ballerup.dk/taxonomy/our-partners", 0},
        {"https://bib.dk/Welcome%20to%20the%20library%20of%20Ballerup%20and%20to%20all%20of%20its%20books",
         "bib.dk", 1},
        {"https://a.dk/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789", "a.dk",
         1},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fixture f;
        fixture_init(&f);
        f.screen.viewing_distance_mm = 1000; /* there is room for a code */
        f.slide.headline = text_headline;
        f.slide.text.qr_url = rows[i].url;
        struct draw_list list;
        struct report report = {0};
        build(&f, "da", 1920, 885, &list, &report);
        char printed[4000] = ""; /* the address, then the slide's words */
        for (size_t k = 0, modules = 0; k < list.count; k++) {
            modules += list.items[k].kind == DRAW_MODULES;
            if (modules && list.items[k].kind == DRAW_TEXT)
                strncat(printed, list.items[k].text, sizeof printed - strlen(printed) - 1);
        }
        size_t length = strlen(rows[i].printed);
        assert_memory_equal(printed, rows[i].printed, length);
        assert_true(printed[length] != '/');
        for (size_t k = 0; report.count != rows[i].reports && k < report.count; k++)
            print_message("%s: %s\n", rows[i].url, report.items[k].text);
        assert_int_equal(report.count, rows[i].reports);
        draw_finish(&list);
        report_finish(&report);
        fixture_finish(&f);
    }
}

/* After a power failure without a network: it is known to be later, so no time is better than a wrong one. */
static void a_wrong_clock_is_not_shown(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 110}, {700, 110}}; /* in one row and in two */
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        char shown[2][500];
        for (int wrong = 0; wrong < 2; wrong++) {
            struct fixture f;
            struct draw_list list;
            fixture_init(&f);
            f.zone.kind = ZONE_HEADER;
            struct scene_request request = fixture_request(&f, sizes[i][0], sizes[i][1]);
            request.measure = &plain_font;
            request.slide = NULL;
            request.clock_wrong = wrong;
            request.screen_width = 1920;
            request.screen_height = 1080;
            draw_init(&list);
            assert_true(scene_build(&request, &list, NULL));
            snprintf(shown[wrong], sizeof shown[wrong], "%s", words(&list));
            draw_finish(&list);
            fixture_finish(&f);
        }
        assert_true(strpbrk(shown[0], "0123456789") != NULL);
        assert_null(strpbrk(shown[1], "0123456789"));
        assert_true(strlen(shown[1]) > 0); /* the name stays */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scene_stays_legible),
        cmocka_unit_test(texts_are_drawn_where_the_kind_says_so),
        cmocka_unit_test(body_is_never_under_the_floor),
        cmocka_unit_test(right_to_left_is_mirrored),
        cmocka_unit_test(events_tell_the_truth),
        cmocka_unit_test(hours_claim_closed_only_where_the_feed_speaks),
        cmocka_unit_test(old_and_empty_feeds_say_so),
        cmocka_unit_test(unknown_languages_keep_their_direction),
        cmocka_unit_test(words_that_stand_in_keep_their_direction),
        cmocka_unit_test(findings_name_the_slide),
        cmocka_unit_test(next_change_is_the_next_reason),
        cmocka_unit_test(a_wrong_clock_is_not_shown),
        cmocka_unit_test(nothing_is_said_of_today_by_a_wrong_clock),
        cmocka_unit_test(days_have_their_dates_by_a_wrong_clock),
        cmocka_unit_test(addresses_can_be_typed),
        cmocka_unit_test(codes_have_their_quiet_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
