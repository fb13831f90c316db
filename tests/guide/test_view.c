/* Whole pages of the guide, as kiosk/guide/view makes them. How they look is judged by kioskctl walk. */
#include "guide/view/metrics_parts.h"
#include "guide/view/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/draw/qr.h"
#include "guide/search/search.h"
#include "support/guide_fixture.h"
#include "support/plain_font.h"
#include "support/scene_fixture.h"

struct pages {
    struct fixture f;
    struct guide guide;
    struct guide_state state;
    struct view view;
    struct search_index *index;
    bool printed;
    bool shown_to_all; /* not to those alone who may see drafts */
};

static void pages_init(struct pages *pages) {
    memset(pages, 0, sizeof *pages);
    fixture_init(&pages->f);
    guide_fixture(&pages->guide, &pages->f.site);
    pages->guide.pages[FIXTURE_EVENTS].events.query.feeds = fixture_event_feed;
    pages->guide.pages[FIXTURE_EVENTS].events.query.days = 14;
    pages->f.screen.touch = (struct screen_touch){.on = true, .distance_mm = 600, .bottom_mm = 800};
    state_init(&pages->state, &pages->guide);
}

static bool picture_size(void *context, const char *asset, int *width, int *height) {
    (void)context;
    *width = 1600;
    *height = 1000;
    return strcmp(asset, "assets/absent.svg") != 0;
}

static void show_spot(struct pages *pages, struct spot spot, int width, int height) {
    view_finish(&pages->view);
    pages->state.spot = spot;
    struct view_request request = {.guide = &pages->guide,
                                   .state = &pages->state,
                                   .site = &pages->f.site,
                                   .screen = &pages->f.screen,
                                   .feeds = &pages->f.known_feeds,
                                   .index = pages->index,
                                   .now_ms = FIXTURE_NOW,
                                   .clock_wrong = pages->f.wrong_clock,
                                   .width = width,
                                   .height = height,
                                   .drafts = !pages->shown_to_all,
                                   .printed = pages->printed,
                                   .speech = true,
                                   .measure = &plain_font,
                                   .picture_size = picture_size};
    assert_true(view_build(&request, &pages->view));
}

static void show(struct pages *pages, enum place place, uint32_t of, int width, int height) {
    show_spot(pages, (struct spot){.place = place, .of = of}, width, height);
}

static void pages_finish(struct pages *pages) {
    view_finish(&pages->view);
    fixture_finish(&pages->f);
}

static const struct target *leads_to(const struct pages *pages, enum place place, uint32_t of) {
    for (int i = 0; i < pages->view.target_count; i++) {
        const struct action *action = &pages->view.targets[i].action;
        if (action->verb == VERB_GO && action->spot.place == place && action->spot.of == of)
            return &pages->view.targets[i];
    }
    return NULL;
}

/* A summary may be left out. The lower the picture, the more shapes of the doors are tried. */
static void doors_need_no_summary(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    for (int size = 0; size < TEXT_SIZES; size++)
        for (int height = 1080; height >= 270; height -= 90) {
            pages.state.aids.text_size = (enum text_size)size;
            show(&pages, PLACE_HOME, 0, 640, height);
            assert_non_null(leads_to(&pages, PLACE_DOOR, 0));
        }
    pages_finish(&pages);
}

/* Nothing leads anywhere on paper; what is read stays. */
static void on_paper_only_boxes_are_left(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    show(&pages, PLACE_PAGE, FIXTURE_FIRST_DAYS, 1240, 1754);
    assert_true(pages.view.target_count > 5);
    int boxes = 0, left = 0;
    for (int i = 0; i < pages.view.target_count; i++)
        boxes += pages.view.targets[i].role == ROLE_CHECKBOX;
    pages.printed = true;
    show(&pages, PLACE_PAGE, FIXTURE_FIRST_DAYS, 1240, 1754);
    for (int i = 0; i < pages.view.target_count; i++) {
        assert_int_equal(pages.view.targets[i].role, ROLE_CHECKBOX);
        left++;
    }
    assert_true(boxes > 0);
    assert_int_equal(left, boxes);
    show(&pages, PLACE_EMERGENCY, 0, 1240, 1754);
    assert_int_equal(pages.view.target_count, 0);
    pages_finish(&pages);
}

/* What is spoken ends with a whole character. */
static void names_are_cut_between_characters(void **state) {
    (void)state;
    struct pages pages;
    char title[400] = "";
    pages_init(&pages);
    for (int start = 0; start < 3; start++) {
        memset(title, 'x', (size_t)start);
        title[start] = '\0';
        while (strlen(title) < 390)
            strcat(title, "文");
        pages.f.events[0].title = title;
        show(&pages, PLACE_PAGE, FIXTURE_EVENTS, 1080, 1920);
        const struct target *target = leads_to(&pages, PLACE_EVENT, state_event_key(pages.f.events[0].id));
        assert_non_null(target);
        const char *character = "文";
        for (const char *c = target->label; *c; c++)
            if (*c == character[0] && strncmp(c, character, 3) != 0)
                fail_msg("half a character in \"%s\"", target->label);
        const struct localized_entry long_entry = {"en", title, 0, 0};
        pages.guide.pages[FIXTURE_CPR].title = (struct localized){1, &long_entry};
        show(&pages, PLACE_DOOR, 1, 1080, 1920);
        target = leads_to(&pages, PLACE_PAGE, FIXTURE_CPR);
        assert_non_null(target);
        assert_int_equal((strlen(target->label) - (size_t)start) % 3, 0);
    }
    pages_finish(&pages);
}

static bool says(const struct pages *pages, const char *text) {
    return strstr(pages->view.speech->text, text) != NULL;
}

static void an_event_says_in_which_state_it_is(void **state) {
    (void)state;
    static const struct {
        enum event_state state;
        const char *said;
    } rows[] = {{EVENT_CANCELLED, "Cancelled"},
                {EVENT_SOLD_OUT, "Sold out"},
                {EVENT_NOT_OPEN, "Booking not open yet"}};
    struct pages pages;
    pages_init(&pages);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (int e = 0; e < 6; e++)
            pages.f.events[e].state = EVENT_ACTIVE;
        show(&pages, PLACE_EVENT, state_event_key(pages.f.events[0].id), 1080, 1920);
        assert_false(says(&pages, rows[i].said));
        pages.f.events[0].state = rows[i].state;
        show(&pages, PLACE_EVENT, state_event_key(pages.f.events[0].id), 1080, 1920);
        assert_true(says(&pages, rows[i].said));
    }
    pages_finish(&pages);
}

/* An unknown price is not free; what keeps people from going stands in the title. */
static void an_event_says_price_and_kind_and_leads_back(void **state) {
    (void)state;
    static const char *const children[] = {"children", "inhouse"};
    static const struct {
        enum event_price price;
        enum event_state state;
        const char *said, *unsaid;
    } rows[] = {{PRICE_FREE, EVENT_ACTIVE, "Free", "Price not given"},
                {PRICE_PAID, EVENT_ACTIVE, "Costs money", "Free"},
                {PRICE_UNKNOWN, EVENT_ACTIVE, "Price not given", "Free"},
                {PRICE_UNKNOWN, EVENT_CANCELLED, "Cancelled", "Price"}};
    struct pages pages;
    pages_init(&pages);
    pages.f.events[0].tags = children;
    pages.f.events[0].tag_count = 2;
    uint32_t key = state_event_key(pages.f.events[0].id);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        pages.f.events[0].price = rows[i].price;
        pages.f.events[0].state = rows[i].state;
        show(&pages, PLACE_EVENT, key, 1920, 1080);
        assert_true(says(&pages, rows[i].said) && !says(&pages, rows[i].unsaid));
        assert_true(says(&pages, "children") && !says(&pages, "inhouse"));
        assert_non_null(leads_to(&pages, PLACE_PAGE, FIXTURE_EVENTS));
    }
    show(&pages, PLACE_PAGE, FIXTURE_EVENTS, 1920, 1080);
    const struct target *target = leads_to(&pages, PLACE_EVENT, key);
    assert_true(target && strncmp(target->label, "Cancelled · ", strlen("Cancelled · ")) == 0);
    assert_true(strstr(target->detail, "children") != NULL);
    pages_finish(&pages);
}

/* As on the signage: no way to what does not take place, and none that is not encrypted. */
static void an_event_has_a_code_when_it_can_be_visited(void **state) {
    (void)state;
    static const struct {
        const char *url;
        enum event_state state;
        bool code;
    } rows[] = {{"https://bibliotek.ballerup.dk/1", EVENT_ACTIVE, true},
                {"https://bibliotek.ballerup.dk/1", EVENT_SOLD_OUT, true},
                {"https://bibliotek.ballerup.dk/1", EVENT_CANCELLED, false},
                {"http://bibliotek.ballerup.dk/1", EVENT_ACTIVE, false},
                {"https://evil.example/bibliotek.ballerup.dk", EVENT_ACTIVE, false},
                {NULL, EVENT_ACTIVE, false}};
    struct pages pages;
    pages_init(&pages);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        pages.f.events[0].url = rows[i].url;
        pages.f.events[0].state = rows[i].state;
        show(&pages, PLACE_EVENT, state_event_key(pages.f.events[0].id), 1080, 1920);
        assert_int_equal(pages.view.qr, rows[i].code);
    }
    pages_finish(&pages);
}

static const struct guide_house fed_house = {
    .id = "library", .query = {.feeds = fixture_hours_feed, .feed_count = 1, .kind = FEED_KIND_HOURS}};
static const struct guide_house *const fed_houses[] = {&fed_house};

/* Hours that lie days ahead are shown; today says that nothing is known of it. */
static void hours_begin_where_the_feed_does(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    pages.guide.pages[FIXTURE_HOURS].houses = (struct guide_houses){fed_houses, 1};
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1080, 1920);
    assert_true(says(&pages, "07:00–22:00") && says(&pages, "Closed") && !says(&pages, "No information"));
    for (int i = 0; i < 12; i++)
        pages.f.openings[i].day += 2;
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1080, 1920);
    assert_true(says(&pages, "07:00–22:00") && says(&pages, "No information"));
    pages_finish(&pages);
}

/* Without any hours the page is of some use still: whom to ask, and where they stand on the web. */
static void hours_nobody_knows_say_whom_to_ask(void **state) {
    (void)state;
    struct pages pages;
    GUIDE_TEXT(url, {"en", "https://bib.ballerup.dk/", 0, 0});
    GUIDE_TEXT(office, {"en", "Citizen Service", 0, 0});
    pages_init(&pages);
    pages.guide.pages[FIXTURE_HOURS].houses = (struct guide_houses){fed_houses, 1};
    pages.guide.pages[FIXTURE_HOURS].url = url;
    pages.guide.people.ask = (struct guide_contact){.office = office, .phone = "4477 2000"};
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_false(says(&pages, "Citizen Service"));
    pages.f.known_feeds.count = 0;
    for (int upright = 0; upright < 2; upright++) {
        show(&pages, PLACE_PAGE, FIXTURE_HOURS, upright ? 1080 : 1920, upright ? 1920 : 1080);
        assert_true(says(&pages, "There is no information at the moment. Please ask us."));
        assert_true(says(&pages, "Citizen Service") && says(&pages, "4 4, 7 7, 2 0, 0 0"));
        assert_true(pages.view.qr);
        assert_int_equal(pages.view.leaves, 1);
    }
    pages_finish(&pages);
}

static bool has_rules(const struct pages *pages) {
    for (size_t i = 0; i < pages->view.list.count; i++) {
        const struct draw_item *item = &pages->view.list.items[i];
        if (item->kind == DRAW_RECT && item->box.h <= 3 && item->box.w > 400 && item->box.w < 1900)
            return true;
    }
    return false;
}

/* Rather a small code than tables taken apart. */
static void tables_of_hours_stand_above_a_small_code(void **state) {
    (void)state;
    int least[2] = {0, 0};
    struct pages pages;
    GUIDE_TEXT(url, {"en", "https://bib.ballerup.dk/", 0, 0});
    pages_init(&pages);
    struct guide_page *page = &pages.guide.pages[FIXTURE_HOURS];
    page->houses = (struct guide_houses){fed_houses, 1};
    for (int code = 0; code < 2; code++) {
        page->url = code ? url : (struct localized){0};
        for (int height = 340; height < 1400 && !least[code]; height += 10) {
            show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, height);
            if (pages.view.qr == code && has_rules(&pages))
                least[code] = height;
        }
    }
    assert_true(least[0] > 0 && least[1] > 0);
    if (least[1] - least[0] > 150)
        fail_msg("%d px without, %d px with a code", least[0], least[1]);
    pages_finish(&pages);
}

/* Thursday 3 December, 12:30; the feed is fetched at that moment and fresh for a day. */
static void hours_say_what_is_open_now(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    pages.guide.pages[FIXTURE_HOURS].houses = (struct guide_houses){fed_houses, 1};
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_true(says(&pages, "Open now, closes at 22:00, staff until 18:00"));
    assert_true(says(&pages, "Today: With staff 10:00–18:00, Self-service 07:00–22:00")); /* staff first */
    pages.printed = true; /* read on another day */
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1240, 1754);
    assert_true(!says(&pages, "Open now") && !says(&pages, "Today") && says(&pages, "Thursday 3 December"));
    pages.printed = false;
    pages.f.wrong_clock = true;
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_false(says(&pages, "Open now"));
    pages.f.wrong_clock = false;
    pages.f.data[FEED_KIND_HOURS].fetched_ms -= 40 * 24 * FIXTURE_HOUR;
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_true(!says(&pages, "Open now") && says(&pages, "As of "));
    pages_finish(&pages);
}

/* A house with written hours and a plan of one floor, in which the screen hangs. */
static const struct localized_entry desk_name[] = {{"en", "Citizen Service", 0, 0}},
                                    ground_name[] = {{"en", "Ground floor", 0, 0}},
                                    door_name[] = {{"en", "Blue door", 0, 0}};
static const struct hours_window all_morning[] = {{600, 840}};
static const struct written_row thursday[] = {
    {.schedule = {.weekdays = 8, .hours = all_morning, .hours_count = 1, .holidays = HOLIDAYS_NEVER}}};
enum { SPOT_HERE, SPOT_DOOR, SPOT_DESK };
static const struct plan_way plan_ways[] = {{SPOT_HERE, SPOT_DOOR, false}, {SPOT_DOOR, SPOT_DESK, false}};

struct planned {
    struct plan_spot spots[3];
    struct guide_plan plan;
    struct guide_house house;
    const struct guide_house *houses[1];
    struct guide_place place;
    struct guide_counter counter;
};

static void plan_init(struct planned *p, struct pages *pages) {
    static const char *const languages[] = {"da", "en"};
    memset(p, 0, sizeof *p);
    p->spots[SPOT_HERE] = (struct plan_spot){.id = "here", .x = 0.2, .y = 0.8, .screen = pages->f.screen.id};
    p->spots[SPOT_DOOR] = (struct plan_spot){.id = "door", .name = {1, door_name}, .x = 0.2, .y = 0.2};
    p->spots[SPOT_DESK] = (struct plan_spot){.id = "desk", .name = {1, desk_name}, .x = 0.7, .y = 0.2};
    p->plan = (struct guide_plan){.id = "town",
                                  .floors = {{"ground", "assets/ground.svg", {1, ground_name}}},
                                  .floor_count = 1,
                                  .spots = p->spots,
                                  .spot_count = 3,
                                  .ways = plan_ways,
                                  .way_count = 2};
    p->house = (struct guide_house){.id = "town", .hours = {thursday, 1, NULL, 0}, .plan = &p->plan};
    p->houses[0] = &p->house;
    p->place = (struct guide_place){.screen = pages->f.screen.id, .house = &p->house};
    p->counter = (struct guide_counter){.name = {1, desk_name},
                                        .languages = languages,
                                        .language_count = 2,
                                        .house = &p->house,
                                        .spot = &p->spots[SPOT_DESK]};
    pages->guide.houses = (struct guide_houses){p->houses, 1};
    pages->guide.people.places = &p->place;
    pages->guide.people.place_count = 1;
    pages->guide.people.counters = &p->counter;
    pages->guide.people.counter_count = 1;
    pages->guide.pages[FIXTURE_CPR].contact =
        (struct guide_contact){.office = {1, desk_name}, .house = &p->house, .spot = &p->spots[SPOT_DESK]};
    pages->guide.pages[FIXTURE_BEER].kind = PAGE_PLAN;
    pages->guide.pages[FIXTURE_BEER].source.expires_day = 0;
}

static void hours_begin_with_the_house_one_stands_in(void **state) {
    (void)state;
    static const struct localized_entry town[] = {{"en", "Town Hall", 0, 0}},
                                        library[] = {{"en", "Library", 0, 0}};
    struct pages pages;
    struct planned planned;
    struct guide_house other = fed_house;
    const struct guide_house *const both[] = {&other, &planned.house};
    pages_init(&pages);
    plan_init(&planned, &pages);
    planned.house.name = (struct localized){1, town};
    other.name = (struct localized){1, library};
    pages.guide.pages[FIXTURE_HOURS].houses = (struct guide_houses){both, 2};
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_true(strstr(pages.view.speech->text, "Town Hall") < strstr(pages.view.speech->text, "Library"));
    pages.state.aids.speech = true; /* rows of the tables are stops, but not while nobody listens */
    assert_null(pages.view.stops);
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_non_null(pages.view.stops);
    assert_non_null(strstr(pages.view.stops->said.text, "Town Hall, heading level 2\n"));
    assert_non_null(strstr(pages.view.stops->said.text, "row 2 of 7: "));
    pages.state.aids.speech = false;
    planned.place.house = NULL; /* nobody has said where it stands */
    show(&pages, PLACE_PAGE, FIXTURE_HOURS, 1920, 1080);
    assert_true(strstr(pages.view.speech->text, "Library") < strstr(pages.view.speech->text, "Town Hall"));
    pages_finish(&pages);
}

/* The middle of the mark "you are here", as a share of the plan's width and height. */
static void mark_at(const struct pages *pages, double *x, double *y) {
    const struct draw_item *picture = NULL, *mark = NULL;
    for (size_t i = 0; i < pages->view.list.count; i++) {
        const struct draw_item *item = &pages->view.list.items[i];
        if (item->kind == DRAW_PICTURE && strcmp(item->text, "assets/ground.svg") == 0)
            picture = item;
        if (item->kind == DRAW_RECT && item->colour.r == 176 && item->radius * 2 >= item->box.h - 1)
            mark = item;
    }
    assert_true(picture && mark);
    *x = (mark->box.x + mark->box.w / 2.0 - picture->box.x) / picture->box.w;
    *y = (mark->box.y + mark->box.h / 2.0 - picture->box.y) / picture->box.h;
}

static void a_plan_shows_where_one_is_and_leads_on(void **state) {
    (void)state;
    struct pages pages;
    struct planned planned;
    pages_init(&pages);
    plan_init(&planned, &pages);
    for (int language = FIXTURE_EN; language <= FIXTURE_AR; language++)
        for (int upright = 0; upright < 2; upright++) {
            double x, y;
            pages.state.language = language;
            show(&pages, PLACE_PAGE, FIXTURE_BEER, upright ? 1080 : 1920, upright ? 1920 : 1080);
            assert_non_null(leads_to(&pages, PLACE_WAY, SPOT_DESK));
            assert_null(leads_to(&pages, PLACE_WAY, SPOT_HERE)); /* a turn is no place to go to */
            mark_at(&pages, &x, &y);                             /* left is left in Arabic, too */
            assert_true(x > 0.19 && x < 0.21 && y > 0.79 && y < 0.81);
        }
    pages_finish(&pages);
}

static void a_way_is_drawn_and_said(void **state) {
    (void)state;
    struct pages pages;
    struct planned planned;
    pages_init(&pages);
    plan_init(&planned, &pages);
    show(&pages, PLACE_WAY, SPOT_DESK, 1920, 1080);
    assert_true(says(&pages, "You are here") && says(&pages, "Ground floor"));
    assert_true(says(&pages, "Open now, closes at 14:00"));
    const char *door = strstr(pages.view.speech->text, "Blue door");
    assert_true(door && strstr(door, "Citizen Service")); /* what one passes, in order */
    planned.plan.way_count = 1;
    show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
    assert_null(leads_to(&pages, PLACE_WAY, SPOT_DESK)); /* nobody is sent where no way leads */
    pages_finish(&pages);
}

/* What is written on a ground of its own, which is as red as that. */
static struct box label_of(const struct pages *pages, const char *words, int red) {
    for (size_t i = 1; i < pages->view.list.count; i++) {
        const struct draw_item *item = &pages->view.list.items[i], *ground = item - 1;
        if (item->kind == DRAW_TEXT && strcmp(item->text, words) == 0 && ground->kind == DRAW_RECT &&
            ground->colour.r == red)
            return ground->box;
    }
    fail_msg("\"%s\" is not there", words);
    return (struct box){0};
}

static void names_of_places_near_each_other_lie_apart(void **state) {
    (void)state;
    static const struct {
        double x, y;
    } rows[] = {{0.24, 0.8}, {0.16, 0.8}, {0.2, 0.76}, {0.2, 0.84}, {0.21, 0.79}};
    struct pages pages;
    struct planned planned;
    pages_init(&pages);
    plan_init(&planned, &pages);
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int upright = 0; upright < 2; upright++) {
            planned.spots[SPOT_DESK].x = rows[i].x;
            planned.spots[SPOT_DESK].y = rows[i].y;
            show(&pages, PLACE_WAY, SPOT_DESK, upright ? 1080 : 1920, upright ? 1920 : 1080);
            struct box here = label_of(&pages, "You are here", 176),
                       there = label_of(&pages, "Citizen Service", 0x0F);
            if (here.x < there.x + there.w && there.x < here.x + here.w && here.y < there.y + there.h &&
                there.y < here.y + here.h)
                fail_msg("row %zu: the names of both places cross", i);
        }
    pages_finish(&pages);
}

static void a_contact_is_open_or_not_and_leads_to_its_counter(void **state) {
    (void)state;
    struct pages pages;
    struct planned planned;
    pages_init(&pages);
    plan_init(&planned, &pages);
    for (int upright = 0; upright < 2; upright++) {
        show(&pages, PLACE_PAGE, FIXTURE_CPR, upright ? 1080 : 1920, upright ? 1920 : 1080);
        assert_non_null(leads_to(&pages, PLACE_WAY, SPOT_DESK));
        assert_true(says(&pages, "Open now, closes at 14:00"));
    }
    planned.house.sample = true; /* nobody has checked the hours */
    show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
    assert_true(says(&pages, "Open now, closes at 14:00\nSAMPLE"));
    planned.spots[SPOT_HERE].screen = "elsewhere";
    show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
    assert_null(leads_to(&pages, PLACE_WAY, SPOT_DESK)); /* in another house */
    pages_finish(&pages);
}

static void a_counter_says_which_languages_are_spoken_now(void **state) {
    (void)state;
    static const char *const uk[] = {"uk"};
    static const struct hours_window early[] = {{540, 600}};
    static const struct counter_time at_nine[] = {
        /* as the house; it is over today */
        {uk, 1, {.weekdays = 8, .hours = early, .hours_count = 1, .holidays = HOLIDAYS_NEVER}}};
    struct pages pages;
    struct planned planned;
    pages_init(&pages);
    plan_init(&planned, &pages);
    planned.counter.times = at_nine;
    planned.counter.time_count = 1;
    show(&pages, PLACE_ASK, 0, 1920, 1080);
    assert_true(says(&pages, "Now: ") && says(&pages, "Next: ") &&
                says(&pages, "Thursday 10 December 09:00–10:00"));
    planned.house.hours.count = 0; /* nobody knows when it is open */
    show(&pages, PLACE_ASK, 0, 1920, 1080);
    assert_true(!says(&pages, "Now: ") && says(&pages, "English"));
    pages_finish(&pages);
}

/* A language nobody has approved, offered for what cannot wait: that, and in which languages all the rest is.
 */
static void what_cannot_wait_is_open_before_the_rest(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    pages.guide.languages[FIXTURE_UK].essentials = true;
    pages.shown_to_all = true;
    show(&pages, PLACE_LANGUAGES, 0, 1920, 1080);
    assert_true(says(&pages, "Українська") && says(&pages, "Emergency, Ask a person, Say it in Danish"));
    assert_false(says(&pages, "العربية")); /* not offered at all */
    pages.state.language = FIXTURE_UK;
    static const struct spot closed[] = {
        {.place = PLACE_HOME}, {.place = PLACE_DOOR},  {.place = PLACE_TOPICS}, {.place = PLACE_SEARCH},
        {.place = PLACE_PAGE}, {.place = PLACE_EVENT}, {.place = PLACE_ENTRY},
    };
    for (size_t i = 0; i < LENGTH(closed); i++) {
        show(&pages, closed[i].place, closed[i].of, 1920, 1080);
        assert_non_null(leads_to(&pages, PLACE_EMERGENCY, 0));
        assert_non_null(leads_to(&pages, PLACE_ASK, 0));
        assert_non_null(leads_to(&pages, PLACE_PAGE, FIXTURE_PHRASES));
        assert_null(leads_to(&pages, PLACE_SEARCH, 0));
        assert_null(leads_to(&pages, PLACE_TOPICS, 0));
        assert_null(leads_to(&pages, PLACE_DOOR, 0));
        assert_true(says(&pages, "Shown in English, Dansk"));
    }
    show(&pages, PLACE_PAGE, FIXTURE_PHRASES, 1920, 1080);
    assert_non_null(leads_to(&pages, PLACE_PHRASE, 0));
    assert_null(leads_to(&pages, PLACE_SEARCH, 0));
    show(&pages, PLACE_EMERGENCY, 0, 1920, 1080);
    assert_true(says(&pages, "1 1 2"));
    pages.state.language = FIXTURE_DA; /* all of it */
    show(&pages, PLACE_HOME, 0, 1920, 1080);
    assert_non_null(leads_to(&pages, PLACE_DOOR, 0));
    assert_non_null(leads_to(&pages, PLACE_SEARCH, 0));
    pages_finish(&pages);
}

/* A page that is translated does not say that it is not, whatever its links lack. */
static void a_link_need_not_be_summed_up(void **state) {
    static const struct guide_block blocks[] = {{BLOCK_PARAGRAPH, "Робіть це по черзі.", 0, 1}};
    static const struct guide_text text = {"uk", "playlists/guide/pages/first-days.uk.md", blocks, 1, 0,
                                           NULL};
    static const char *const also[] = {"cpr"};
    (void)state;
    struct pages pages;
    pages_init(&pages);
    struct guide_page *page = &pages.guide.pages[FIXTURE_FIRST_DAYS];
    page->texts = &text;
    page->see_also = also;
    page->see_also_count = 1;
    pages.state.language = FIXTURE_UK;
    show(&pages, PLACE_PAGE, FIXTURE_FIRST_DAYS, 1920, 1080);
    assert_non_null(leads_to(&pages, PLACE_PAGE, FIXTURE_CPR));
    assert_false(says(&pages, "Not translated yet"));
    page->texts = fix_first_texts; /* English */
    show(&pages, PLACE_PAGE, FIXTURE_FIRST_DAYS, 1920, 1080);
    assert_true(says(&pages, "Not translated yet"));
    pages_finish(&pages);
}

/* Where it may be a later day, every day has its date, and nothing can be asked for by today. */
static void nothing_is_said_of_today_by_a_wrong_clock(void **state) {
    (void)state;
    static const int kinds[] = {FIXTURE_HOURS, FIXTURE_EVENTS};
    struct pages pages;
    pages_init(&pages);
    pages.guide.pages[FIXTURE_HOURS].houses = (struct guide_houses){fed_houses, 1};
    for (size_t i = 0; i < LENGTH(kinds); i++)
        for (int wrong = 0; wrong < 2; wrong++) {
            pages.f.wrong_clock = wrong;
            show(&pages, PLACE_PAGE, (uint32_t)kinds[i], 1080, 1920);
            assert_int_equal(says(&pages, "Today"), !wrong);
            assert_true(!wrong || says(&pages, "Thursday 3 December"));
        }
    pages_finish(&pages);
}

static const struct draw_item *drawn(const struct pages *pages, enum draw_kind kind, const char *text) {
    for (size_t i = 0; i < pages->view.list.count; i++) {
        const struct draw_item *item = &pages->view.list.items[i];
        if (item->kind == kind && (!text || (item->text && strstr(item->text, text))))
            return item;
    }
    return NULL;
}

static void a_headset_is_asked_for_where_there_is_a_socket(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    show(&pages, PLACE_AIDS, 0, 1920, 1080);
    assert_false(says(&pages, "headset"));
    pages.f.screen.touch.headset = true;
    show(&pages, PLACE_AIDS, 0, 1920, 1080);
    assert_true(says(&pages, "Plug a headset in"));
    pages_finish(&pages);
}

/* Until something is typed, the ways without typing; all of them or, on a low panel, none. */
static void search_offers_other_ways(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    show(&pages, PLACE_SEARCH, 0, 1920, 1080);
    for (uint32_t i = 0; i < pages.guide.door_count; i++)
        assert_non_null(leads_to(&pages, PLACE_DOOR, i));
    assert_non_null(leads_to(&pages, PLACE_TOPICS, 0));
    assert_int_equal(pages.view.found, 0);
    strcpy(pages.state.query, "cpr");
    pages.index = search_index_create(&pages.guide, &pages.f.known_feeds);
    show(&pages, PLACE_SEARCH, 0, 1920, 1080);
    assert_true(pages.view.found > 0);
    assert_null(leads_to(&pages, PLACE_TOPICS, 0));
    strcpy(pages.state.query, "xqxq"); /* nothing is found: a person, and the other ways again */
    show(&pages, PLACE_SEARCH, 0, 1920, 1080);
    assert_int_equal(pages.view.found, 0);
    const struct draw_item *said = drawn(&pages, DRAW_TEXT, "Nothing found"),
                           *button = drawn(&pages, DRAW_TEXT, "All topics");
    assert_true(said && button && said->px > button->px);
    assert_non_null(leads_to(&pages, PLACE_ASK, 0));
    for (uint32_t i = 0; i < pages.guide.door_count; i++)
        assert_non_null(leads_to(&pages, PLACE_DOOR, i));
    search_index_destroy(pages.index);
    pages.index = NULL;
    pages.state.query[0] = '\0';
    pages.f.screen.width_mm = 180;
    show(&pages, PLACE_SEARCH, 0, 1920, 1080);
    assert_null(leads_to(&pages, PLACE_DOOR, 0));
    assert_null(leads_to(&pages, PLACE_TOPICS, 0));
    pages_finish(&pages);
}

/* From one keyboard to the next leads the way to those of the offered languages, and to no others. */
static void only_keyboards_of_offered_languages_are_shown(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    for (int drafts = 0; drafts < 2; drafts++) {
        bool seen[GUIDE_KEYBOARDS_MAX] = {false};
        pages.shown_to_all = !drafts;
        pages.state.keyboard = 0;
        for (size_t i = 0; i < pages.guide.keyboard_count; i++) {
            show(&pages, PLACE_SEARCH, 0, 1920, 1080);
            for (int k = 0; k < pages.view.target_count; k++)
                if (pages.view.targets[k].action.verb == VERB_KEYBOARD)
                    pages.state.keyboard = pages.view.targets[k].action.value;
            seen[pages.state.keyboard] = true;
        }
        for (size_t i = 0; i < pages.guide.keyboard_count; i++) {
            const char *id = pages.guide.keyboards[i].id;
            bool site = strcmp(id, "en") == 0 || strcmp(id, "da") == 0;
            if (seen[i] != (site || drafts))
                fail_msg("keyboard %s, %s", id, drafts ? "with drafts" : "without");
        }
    }
    pages_finish(&pages);
}

/* In both directions of reading the address begins where its code does, without what only counts visitors. */
static void an_address_stands_beneath_its_code(void **state) {
    (void)state;
    static const struct localized_entry url = {"en", "https://ballerup.dk/english?src=k1", 0, 0};
    struct pages pages;
    pages_init(&pages);
    pages.guide.pages[FIXTURE_CPR].url = (struct localized){1, &url};
    for (int rtl = 0; rtl < 2; rtl++) {
        pages.state.language = rtl ? FIXTURE_AR : FIXTURE_EN;
        show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
        const struct draw_item *code = drawn(&pages, DRAW_MODULES, NULL);
        const struct draw_item *address = drawn(&pages, DRAW_TEXT, "english");
        assert_non_null(code);
        assert_non_null(address);
        assert_null(drawn(&pages, DRAW_TEXT, "src="));
        assert_true(address->box.y > code->box.y + code->box.h);
        if (rtl)
            assert_int_equal(code->box.x + code->box.w, address->box.x + address->box.w);
        else
            assert_int_equal(code->box.x, address->box.x);
    }
    pages_finish(&pages);
}

static struct colour header(const struct pages *pages) {
    for (size_t i = 1; i < pages->view.list.count; i++)
        if (pages->view.list.items[i].kind == DRAW_RECT && pages->view.list.items[i].box.y == 0 &&
            pages->view.list.items[i].box.h < 400)
            return pages->view.list.items[i].colour;
    fail_msg("no header");
    return (struct colour){0, 0, 0, 0};
}

/* The door a visitor came through lends its pages its colour, else the first that leads there. */
static void a_door_lends_its_pages_its_colour(void **state) {
    (void)state;
    static const struct colour green = {0x2E, 0x5E, 0x3E, 255}, pale = {0xF0, 0xE0, 0x80, 255};
    struct pages pages;
    pages_init(&pages);
    struct guide_door *doors = pages.guide.doors;
    const struct guide_page *both = &pages.guide.pages[FIXTURE_CPR];
    doors[0].pages[doors[0].page_count++] = both;
    doors[1].pages[doors[1].page_count++] = both;
    doors[0].colour = green;
    doors[1].colour = pale;
    const struct {
        enum place place;
        uint32_t of;
        int through; /* the door in the history; -1: none */
        bool contrast;
        struct colour header;
    } rows[] = {{PLACE_DOOR, 1, -1, false, pale},
                {PLACE_PAGE, FIXTURE_CPR, -1, false, green},
                {PLACE_PAGE, FIXTURE_CPR, 1, false, pale},
                {PLACE_PAGE, FIXTURE_CPR, 0, false, green},
                {PLACE_PAGE, FIXTURE_CPR, 1, true, {0, 0, 0, 255}},
                {PLACE_HOME, 0, -1, false, pages.f.site.theme.primary}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        pages.state.depth = rows[i].through >= 0;
        pages.state.history[0] = (struct spot){.place = PLACE_DOOR, .of = (uint32_t)rows[i].through};
        pages.state.aids.high_contrast = rows[i].contrast;
        show(&pages, rows[i].place, rows[i].of, 1920, 1080);
        struct colour seen = header(&pages);
        assert_memory_equal(&seen, &rows[i].header, sizeof seen);
    }
    pages_finish(&pages);
}

/* Below the page's title. */
static int headings(const struct pages *pages) {
    int count = 0;
    for (int i = 0; pages->view.stops && i < pages->view.stops->count; i++)
        count += pages->view.stops->items[i].kind == STOP_HEADING && pages->view.stops->items[i].level == 2;
    return count;
}

/* Each group's name stands just above its pages and is a heading for who listens; where it goes on, on the
 * next leaf again. */
static void a_doors_groups_have_their_names(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    struct guide_door *door = &pages.guide.doors[0];
    for (size_t i = 0; i < 2; i++)
        door->groups[i] = (struct guide_door_group){i ? fix_chess : fix_football, i};
    door->group_count = 2;
    pages.state.aids.speech = true;
    for (size_t tall = 0; tall < 2; tall++) {
        show(&pages, PLACE_DOOR, 0, tall ? 1080 : 1920, tall ? 1920 : 1080);
        assert_int_equal(pages.view.leaves, 1);
        assert_int_equal(headings(&pages), 2);
    }
    while (door->page_count < GUIDE_DOOR_PAGES_MAX)
        door->pages[door->page_count++] = &pages.guide.pages[FIXTURE_DOCTOR];
    for (int leaf = 0; leaf < 2; leaf++) {
        show_spot(&pages, (struct spot){.place = PLACE_DOOR, .leaf = leaf}, 1080, 1920);
        assert_true(pages.view.leaves > 1);
        assert_int_equal(headings(&pages), leaf ? 1 : 2);
    }
    pages_finish(&pages);
}

/* The number to call is as large as the page's title: beside the text, or at the foot of an upright page. */
static void where_to_go_stands_beside_the_text(void **state) {
    (void)state;
    static const struct localized_entry url = {"en", "https://ballerup.dk/english", 0, 0};
    static const struct guide_block blocks[] = {{BLOCK_PARAGRAPH, "Do these things in this order.", 0, 1},
                                                {BLOCK_NUMBER, "Find somewhere to live", 1, 3},
                                                {BLOCK_NUMBER, "Open a bank account", 2, 4}};
    static const struct guide_text text = {"en", "playlists/guide/pages/cpr.en.md", blocks, 3, 0, NULL};
    static const struct {
        int width, height;
        bool foot;
    } rows[] = {{1920, 1080, false}, {1080, 1920, true}};
    struct pages pages;
    pages_init(&pages);
    struct guide_page *cpr = &pages.guide.pages[FIXTURE_CPR];
    cpr->url = (struct localized){1, &url};
    cpr->contact.phone = "44 77 20 00";
    cpr->texts = &text;
    cpr->text_count = 1;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        show(&pages, PLACE_PAGE, FIXTURE_CPR, rows[i].width, rows[i].height);
        const struct draw_item *title = drawn(&pages, DRAW_TEXT, "CPR"),
                               *phone = drawn(&pages, DRAW_TEXT, "44 77 20 00"),
                               *answer = drawn(&pages, DRAW_TEXT, "Do these"),
                               *code = drawn(&pages, DRAW_MODULES, NULL);
        assert_non_null(title);
        assert_non_null(phone);
        assert_non_null(answer);
        assert_non_null(code);
        assert_int_equal(phone->px, title->px);
        assert_true(answer->px > title->px / 2);
        assert_true(rows[i].foot ? phone->box.y > rows[i].height / 2 : phone->box.x > rows[i].width * 6 / 10);
        assert_true(code->box.w >= 60.0 * (rows[i].width > rows[i].height ? rows[i].width : rows[i].height) /
                                       pages.f.screen.width_mm);
        const char *first = strstr(pages.view.speech->text, "Do these"),
                   *then = strstr(pages.view.speech->text, "Phone");
        assert_true(first && then && first < then); /* the answer is read before the number */
    }
    pages_finish(&pages);
}

/* The same where one asks a person, above everything that can be touched there. */
static void the_number_to_ask_is_as_large_as_the_title(void **state) {
    (void)state;
    static const struct localized_entry office = {"en", "Citizen Service", 0, 0};
    struct pages pages;
    pages_init(&pages);
    pages.guide.people.ask = (struct guide_contact){.office = {1, &office}, .phone = "44 77 20 00"};
    for (int size = 0; size < TEXT_SIZES; size++)
        for (int upright = 0; upright < 2; upright++) {
            pages.state.aids.text_size = (enum text_size)size;
            int width = upright ? 1080 : 1920, height = upright ? 1920 : 1080;
            show(&pages, PLACE_ASK, 0, width, height);
            const struct draw_item *phone = drawn(&pages, DRAW_TEXT, "44 77 20 00");
            assert_non_null(phone);
            struct metrics m = metrics_make(&pages.f.screen, width, height, &pages.state);
            assert_int_equal(phone->px, m.title);
        }
    pages_finish(&pages);
}

/* The name of an office goes on behind its comma, or with its bracket, and is heard in one. */
static void an_office_goes_on_where_its_second_part_begins(void **state) {
    (void)state;
    static const struct {
        const char *office, *second;
    } rows[] = {{"The Citizen Service, Ballerup Town Hall", "Ballerup Town Hall"},
                {"The Agency of Family Law (Familieretshuset)", "(Familieretshuset)"}};
    struct pages pages;
    pages_init(&pages);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct localized_entry office = {"en", rows[i].office, 0, 0};
        pages.guide.people.ask = (struct guide_contact){.office = {1, &office}, .phone = "44 77 20 00"};
        show(&pages, PLACE_ASK, 0, 1920, 1080);
        assert_null(drawn(&pages, DRAW_TEXT, rows[i].office));
        assert_non_null(drawn(&pages, DRAW_TEXT, rows[i].second));
        assert_non_null(strstr(pages.view.speech->text, rows[i].office));
    }
    pages_finish(&pages);
}

/* A text that would go on on another leaf begins a step smaller where that keeps it on one, unless larger
 * letters were asked for. */
static void a_text_begins_smaller_rather_than_going_on(void **state) {
    (void)state;
    enum { PARTS = 14 };
    static struct guide_block blocks[PARTS];
    static struct guide_text text = {"en", "playlists/guide/pages/cpr.en.md", blocks, 0, 0, NULL};
    struct pages pages;
    pages_init(&pages);
    struct guide_page *cpr = &pages.guide.pages[FIXTURE_CPR];
    cpr->texts = &text;
    cpr->text_count = 1;
    for (int size = 0; size < 2; size++) {
        int smaller = 0;
        pages.state.aids.text_size = (enum text_size)size;
        struct metrics m = metrics_make(&pages.f.screen, 1920, 1080, &pages.state);
        for (size_t parts = 1; parts <= PARTS; parts++) {
            blocks[parts - 1] =
                (struct guide_block){BLOCK_PARAGRAPH, "Some words of a line of its own.", 0, (int)parts};
            text.count = parts;
            show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
            const struct draw_item *bar = drawn(&pages, DRAW_TEXT, "Emergency");
            assert_int_equal(bar->px, m.small);
            for (size_t i = 0; i < pages.view.list.count; i++) {
                const struct draw_item *item = &pages.view.list.items[i];
                bool below = item->kind == DRAW_TEXT && strstr(item->text, "Some words") && item->px < m.body;
                assert_true(!below || pages.view.leaves == 1);
                smaller += below;
            }
        }
        assert_int_equal(smaller > 0, size == TEXT_NORMAL);
    }
    pages_finish(&pages);
}

/* Another language every four seconds; read aloud in the page's own. */
static void the_start_greets_in_each_language(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    pages.state.spot.place = PLACE_HOME;
    bool seen[GUIDE_LANGUAGES_MAX] = {false};
    size_t open = 0;
    for (size_t i = 0; i < pages.guide.language_count; i++)
        open += pages.guide.languages[i].offered;
    struct view_request request = {.guide = &pages.guide,
                                   .state = &pages.state,
                                   .site = &pages.f.site,
                                   .screen = &pages.f.screen,
                                   .feeds = &pages.f.known_feeds,
                                   .now_ms = FIXTURE_NOW,
                                   .width = 1080,
                                   .height = 1920,
                                   .measure = &plain_font};
    for (size_t turn = 0; turn < open; turn++) {
        assert_true(view_build(&request, &pages.view));
        for (size_t i = 0; i < pages.guide.language_count; i++) {
            const char *welcome = word(&pages.guide.words, WORD_WELCOME, pages.guide.languages[i].tag);
            bool first = pages.guide.languages[i].offered && drawn(&pages, DRAW_TEXT, welcome);
            seen[i] |= first;
        }
        assert_true(says(&pages, word(&pages.guide.words, WORD_WELCOME, "en")));
        view_finish(&pages.view);
        assert_in_range(view_next_change(&request) - request.now_ms, 1, 4000);
        request.now_ms = view_next_change(&request);
    }
    for (size_t i = 0; i < pages.guide.language_count; i++)
        assert_int_equal(seen[i], pages.guide.languages[i].offered);
    pages_finish(&pages);
}

/* What is known of the feeds stands on the button that leads there; cancelled and wrong clocks say nothing.
 */
static void the_start_says_what_is_on_next(void **state) {
    (void)state;
    struct pages pages;
    pages_init(&pages);
    pages.guide.pages[FIXTURE_HOURS].houses = (struct guide_houses){fed_houses, 1};
    const struct {
        enum event_state state;
        bool wrong_clock;
        const char *event, *hours; /* NULL: nothing is said */
    } rows[] = {{EVENT_ACTIVE, false, "Today", "Open now · closes at 22:00"},
                {EVENT_CANCELLED, false, NULL, "Open now · closes at 22:00"},
                {EVENT_SOLD_OUT, false, NULL, "Open now · closes at 22:00"},
                {EVENT_ACTIVE, true, NULL, NULL}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (int k = 0; k < 6; k++)
            pages.f.events[k].state = rows[i].state;
        pages.f.wrong_clock = rows[i].wrong_clock;
        show(&pages, PLACE_HOME, 0, 1920, 1080);
        const struct target *event = leads_to(&pages, PLACE_PAGE, FIXTURE_EVENTS),
                            *hours = leads_to(&pages, PLACE_PAGE, FIXTURE_HOURS);
        assert_non_null(event);
        assert_non_null(hours);
        assert_int_equal(strchr(event->label, ':') != NULL, rows[i].event != NULL);
        assert_true(!rows[i].event || strstr(event->label, rows[i].event));
        assert_int_equal(strchr(hours->label, ':') != NULL, rows[i].hours != NULL);
        assert_true(!rows[i].hours || strstr(hours->label, rows[i].hours));
    }
    pages_finish(&pages);
}

/* In every size of text, wide and upright. */
static void numbers_to_call_never_shrink(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};
    struct pages pages;
    pages_init(&pages);
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        int before = 0;
        for (int size = TEXT_NORMAL; size < TEXT_SIZES; size++) {
            pages.state.aids.text_size = (enum text_size)size;
            show(&pages, PLACE_EMERGENCY, 0, sizes[i][0], sizes[i][1]);
            const struct draw_item *number = drawn(&pages, DRAW_TEXT, "1813");
            assert_non_null(number);
            assert_true(number->px >= before && number->px >= 79);
            before = number->px;
        }
    }
    pages_finish(&pages);
}

static bool same_code(const struct draw_item *code, const char *url) {
    struct qr qr;
    assert_true(qr_init(&qr, url));
    bool same =
        code->modules == qr.side && memcmp(code->bits, qr.bits, (size_t)qr.side * (size_t)qr.side) == 0;
    qr_finish(&qr);
    return same;
}

/* Only where the site wishes, and nothing of it is printed. */
static void a_code_says_which_screen_and_page_it_is_of(void **state) {
    (void)state;
    static const struct localized_entry url = {"en", "https://ballerup.dk/english", 0, 0};
    static const char *const hosts[] = {"ballerup.dk"};
    struct pages pages;
    char counted[200];
    pages_init(&pages);
    pages.f.screen.id = "hall";
    pages.guide.pages[FIXTURE_CPR].url = (struct localized){1, &url};
    snprintf(counted, sizeof counted, "%s?src=hall.%s", url.text, pages.guide.pages[FIXTURE_CPR].id);
    show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
    assert_true(same_code(drawn(&pages, DRAW_MODULES, NULL), url.text));
    pages.f.site.visitors.counted = (struct counted_hosts){hosts, 1};
    show(&pages, PLACE_PAGE, FIXTURE_CPR, 1920, 1080);
    assert_true(same_code(drawn(&pages, DRAW_MODULES, NULL), counted));
    assert_null(drawn(&pages, DRAW_TEXT, "src="));
    pages_finish(&pages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doors_need_no_summary),
        cmocka_unit_test(on_paper_only_boxes_are_left),
        cmocka_unit_test(names_are_cut_between_characters),
        cmocka_unit_test(an_event_says_in_which_state_it_is),
        cmocka_unit_test(an_event_has_a_code_when_it_can_be_visited),
        cmocka_unit_test(hours_begin_where_the_feed_does),
        cmocka_unit_test(what_cannot_wait_is_open_before_the_rest),
        cmocka_unit_test(a_link_need_not_be_summed_up),
        cmocka_unit_test(an_event_says_price_and_kind_and_leads_back),
        cmocka_unit_test(hours_nobody_knows_say_whom_to_ask),
        cmocka_unit_test(tables_of_hours_stand_above_a_small_code),
        cmocka_unit_test(hours_say_what_is_open_now),
        cmocka_unit_test(hours_begin_with_the_house_one_stands_in),
        cmocka_unit_test(a_plan_shows_where_one_is_and_leads_on),
        cmocka_unit_test(a_way_is_drawn_and_said),
        cmocka_unit_test(names_of_places_near_each_other_lie_apart),
        cmocka_unit_test(a_contact_is_open_or_not_and_leads_to_its_counter),
        cmocka_unit_test(a_counter_says_which_languages_are_spoken_now),
        cmocka_unit_test(nothing_is_said_of_today_by_a_wrong_clock),
        cmocka_unit_test(a_headset_is_asked_for_where_there_is_a_socket),
        cmocka_unit_test(search_offers_other_ways),
        cmocka_unit_test(only_keyboards_of_offered_languages_are_shown),
        cmocka_unit_test(where_to_go_stands_beside_the_text),
        cmocka_unit_test(the_number_to_ask_is_as_large_as_the_title),
        cmocka_unit_test(a_text_begins_smaller_rather_than_going_on),
        cmocka_unit_test(the_start_greets_in_each_language),
        cmocka_unit_test(the_start_says_what_is_on_next),
        cmocka_unit_test(numbers_to_call_never_shrink),
        cmocka_unit_test(an_office_goes_on_where_its_second_part_begins),
        cmocka_unit_test(a_door_lends_its_pages_its_colour),
        cmocka_unit_test(a_doors_groups_have_their_names),
        cmocka_unit_test(an_address_stands_beneath_its_code),
        cmocka_unit_test(a_code_says_which_screen_and_page_it_is_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
