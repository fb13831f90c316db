/* A small site for testing scenes: theme, screens of every shape, feeds with every state. */
#pragma once

#include <stddef.h>
#include <string.h>

#include "core/scene/scene.h"
#include "core/site/slide_kind.h"

#define TEXT(name, ...)                                                                                      \
    static const struct localized_entry name##_entries[] = {__VA_ARGS__};                                    \
    static const struct localized name = {sizeof name##_entries / sizeof *name##_entries, name##_entries}

TEXT(text_name, {"en", "Ballerup Municipality", 0, 0}, {"da", "Ballerup Kommune", 0, 0});
TEXT(text_screen, {"en", "Town hall", 0, 0}, {"da", "Rådhuset", 0, 0});
TEXT(text_kicker, {"en", "Find us", 0, 0}, {"da", "Find os", 0, 0}, {"ar", "اعثر علينا", 0, 0},
     {"uk", "Де нас знайти", 0, 0});
TEXT(text_headline, {"en", "Citizen Service is here", 0, 0}, {"da", "Borgerservice er her", 0, 0},
     {"ar", "خدمة المواطنين هنا", 0, 0}, {"uk", "Центр обслуговування тут", 0, 0});
TEXT(text_body,
     {"en", "Ballerup Town Hall, Hold-an Vej 7. Telephone 44 77 20 00. Please book before you come.", 0, 0},
     {"da", "Ballerup Rådhus, Hold-an Vej 7. Telefon 44 77 20 00. Bestil gerne tid, før du kommer.", 0, 0},
     {"ar", "دار بلدية بالروب. الهاتف 44 77 20 00. في حالة الطوارئ اتصل بالرقم 112.", 0, 0},
     {"uk", "Ратуша Баллерупа, Hold-an Vej 7. Телефон 44 77 20 00. Запишіться заздалегідь.", 0, 0});
TEXT(text_long, {"en", "Child and youth counselling", 0, 0},
     {"da", "Uddannelses\u00advejledning og beskæftigelses\u00adforanstaltninger", 0, 0});
TEXT(text_statement, {"en", "Welcome to Ballerup", 0, 0}, {"da", "Velkommen til Ballerup", 0, 0},
     {"ar", "أهلا بكم في بالروب", 0, 0}, {"uk", "Ласкаво просимо до Баллерупа", 0, 0});
TEXT(text_on, {"en", "On in Ballerup", 0, 0}, {"da", "Det sker i Ballerup", 0, 0},
     {"ar", "الفعاليات في بالروب", 0, 0}, {"uk", "Події в Баллерупі", 0, 0});
TEXT(text_hours, {"en", "Opening hours", 0, 0}, {"da", "Åbningstider", 0, 0});
TEXT(text_greeting, {"en", "Welcome", 0, 0}, {"da", "Velkommen", 0, 0}, {"zh-Hans", "欢迎", 0, 0});
TEXT(text_guest, {"en", "Visitors from our partner town", 0, 0}, {"da", "Gæster fra vores venskabsby", 0, 0},
     {"zh-Hans", "来自友好城市的客人", 0, 0});
TEXT(text_caption, {"en", "Take a book for a walk", 0, 0}, {"da", "Tag en bog med på tur", 0, 0});
TEXT(text_credit, {"en", "Drawing: Ballerup", 0, 0}, {"da", "Tegning: Ballerup", 0, 0});
TEXT(text_library, {"en", "The library", 0, 0}, {"da", "Biblioteket", 0, 0});

#define FIXTURE_HOUR 3600000LL
#define FIXTURE_NOW 1796297400000LL /* Thursday 3 December 2026 11:30 UTC: 12:30 in Copenhagen */
#define FIXTURE_DAY 20790           /* 2026-12-03 in days since 1970 */

struct fixture {
    struct site site;
    struct screen screen;
    struct feed feeds[FEED_KIND_COUNT]; /* one of each kind, in their order */
    struct screen_zone zone;
    struct slide slide;
    bool wrong_clock;
    int64_t now_ms;
    struct event events[6];
    struct opening openings[12];
    struct headline headlines[4];
    struct departure departures[4];
    struct feed_data data[FEED_KIND_COUNT];
    struct feed_data *known[FEED_KIND_COUNT];
    struct feeds known_feeds;
    struct house_weeks houses;
};

static const char *const fixture_languages[] = {"da", "en"};
static const char *const fixture_staffed[] = {"betjent", "betjening"}, *const fixture_self[] = {"selvbetjen",
                                                                                                "ubetjent"};
static const char *const fixture_event_feed[] = {"events"};
static const char *const fixture_hours_feed[] = {"hours"};
static const char *const fixture_news_feed[] = {"news"};
static const char *const fixture_departures_feed[] = {"departures"};

static inline int64_t fixture_at(int days, int hour, int minute) {
    return (FIXTURE_DAY + days) * 24 * FIXTURE_HOUR + (hour - 1) * FIXTURE_HOUR + minute * 60000LL;
}

static inline void fixture_events(struct fixture *f) {
    const struct event events[] = {
        {.id = "1",
         .title = "International Café",
         .lead = "Meet people from the whole world over a cup of coffee. No sign-up.",
         .place = "Ballerup Bibliotek",
         .room = "Sal 1",
         .start_ms = fixture_at(0, 16, 30),
         .end_ms = fixture_at(0, 18, 0),
         .price = PRICE_FREE,
         .url = "https://bibliotek.ballerup.dk/arrangementer/international-cafe"},
        {.id = "2",
         .title = "Dansk for begyndere",
         .place = "Ballerup Bibliotek",
         .start_ms = fixture_at(1, 17, 0),
         .end_ms = fixture_at(1, 19, 0),
         .state = EVENT_CANCELLED,
         .price = PRICE_FREE},
        {.id = "3",
         .title = "Julekoncert med Ballerup Musikskoles store symfoniorkester og børnekor",
         .place = "Baltoppen LIVE",
         .start_ms = fixture_at(2, 15, 0),
         .end_ms = fixture_at(2, 16, 30),
         .state = EVENT_SOLD_OUT,
         .price = PRICE_PAID},
        {.id = "4",
         .title = "Story time in Ukrainian",
         .place = "Ballerup Bibliotek",
         .start_ms = fixture_at(2, 10, 0),
         .end_ms = fixture_at(2, 11, 0)},
        {.id = "5",
         .title = "Homework help",
         .place = "Måløv Bibliotek",
         .start_ms = fixture_at(4, 15, 0),
         .end_ms = fixture_at(4, 17, 0),
         .price = PRICE_FREE},
        {.id = "6",
         .title = "Exhibition: a town in the world",
         .place = "Rådhuset",
         .start_ms = fixture_at(-3, 0, 0),
         .end_ms = fixture_at(15, 0, 0),
         .all_day = true},
    };
    static const int order[] = {5, 0, 1, 3, 2, 4};
    for (int i = 0; i < 6; i++)
        f->events[i] = events[order[i]];
    for (int i = 0; i < 6; i++)
        f->events[i].feed_id = "events";
}

/* One late, one cancelled, one as planned, one of which nothing but the plan is known. */
static inline void fixture_departures(struct fixture *f) {
    const int64_t minute = 60000;
    f->departures[0] = (struct departure){.line = "C",
                                          .direction = "Klampenborg St.",
                                          .track = "2",
                                          .stop = "Ballerup St.",
                                          .planned_ms = FIXTURE_NOW + 4 * minute,
                                          .expected_ms = FIXTURE_NOW + 7 * minute,
                                          .vehicle = VEHICLE_TRAIN};
    f->departures[1] = (struct departure){.line = "350S",
                                          .direction = "Nørreport St.",
                                          .stop = "Ballerup St. (Banegårdspladsen)",
                                          .planned_ms = FIXTURE_NOW + 5 * minute,
                                          .state = DEPARTURE_CANCELLED,
                                          .vehicle = VEHICLE_BUS};
    f->departures[2] = (struct departure){.line = "H",
                                          .direction = "Østerport St.",
                                          .track = "1",
                                          .stop = "Ballerup St.",
                                          .planned_ms = FIXTURE_NOW + 12 * minute,
                                          .expected_ms = FIXTURE_NOW + 12 * minute,
                                          .state = DEPARTURE_PART_CANCELLED,
                                          .vehicle = VEHICLE_TRAIN};
    f->departures[3] = (struct departure){.line = "834",
                                          .direction = "Måløv St. via Ågerup",
                                          .stop = "Ballerup St. (Banegårdspladsen)",
                                          .planned_ms = FIXTURE_NOW + 20 * minute,
                                          .vehicle = VEHICLE_BUS};
    f->data[FEED_KIND_DEPARTURES].departures = f->departures;
    f->data[FEED_KIND_DEPARTURES].count = 4;
    f->data[FEED_KIND_DEPARTURES].fetched_ms = FIXTURE_NOW - minute;
    f->feeds[FEED_KIND_DEPARTURES].format = FEED_REJSEPLANEN;
    f->feeds[FEED_KIND_DEPARTURES].stale_ms = 10 * minute;
}

static inline void fixture_init(struct fixture *f) {
    memset(f, 0, sizeof *f);
    f->now_ms = FIXTURE_NOW;
    static const char *const fonts[] = {"Inter", "Noto Sans"};
    f->site = (struct site){.id = "test",
                            .name = text_name,
                            .languages = {"en", "da"},
                            .language_count = 2,
                            .zone = zone_create("Europe/Copenhagen"),
                            .theme = {.paper = {0xF7, 0xF3, 0xEA, 255},
                                      .ink = {0x13, 0x26, 0x2E, 255},
                                      .muted = {0x4A, 0x5B, 0x62, 255},
                                      .primary = {0x0F, 0x4C, 0x5C, 255},
                                      .on_primary = {255, 255, 255, 255},
                                      .accent = {0xF2, 0xB3, 0x3D, 255},
                                      .on_accent = {0x13, 0x26, 0x2E, 255},
                                      .logo = "assets/logo.svg",
                                      .logo_on_dark = "assets/logo-on-dark.svg",
                                      .fonts = fonts,
                                      .font_count = 2},
                            .services = {fixture_staffed, fixture_self, 2, 2},
                            .feeds = f->feeds,
                            .feed_count = FEED_KIND_COUNT};
    static const char *const ids[] = {"events", "hours", "news", "departures"};
    static const char *const urls[] = {"https://bibliotek.ballerup.dk/e", "https://bibliotek.ballerup.dk/h",
                                       "https://news.example/n", "https://board.example/d"};
    for (int i = 0; i < FEED_KIND_COUNT; i++) {
        f->feeds[i] =
            (struct feed){.id = ids[i], .url = urls[i], .name = text_library, .stale_ms = 24 * FIXTURE_HOUR};
        f->data[i] = (struct feed_data){
            .kind = (enum feed_kind)i, .feed_id = ids[i], .fetched_ms = FIXTURE_NOW - FIXTURE_HOUR};
        f->known[i] = &f->data[i];
    }
    fixture_events(f);
    for (int i = 0; i < 6; i++) { /* today to Saturday; closed on Sunday; Monday to Wednesday open */
        int32_t day = FIXTURE_DAY + i + (i > 2);
        f->openings[2 * i] = (struct opening){day, 7 * 60, 22 * 60, "Selvbetjening", "12", "DK-715100"};
        f->openings[2 * i + 1] =
            (struct opening){day, 10 * 60, 18 * 60, "Betjent åbningstid", "12", "DK-715100"};
    }
    f->headlines[0] = (struct headline){"1", "New cycle path along the lake opens on Monday", NULL, "en",
                                        FIXTURE_NOW - FIXTURE_HOUR};
    f->headlines[1] = (struct headline){
        "2", "Denmark's parliament agrees on a reform of how municipalities welcome newcomers", NULL, "en",
        FIXTURE_NOW - 5 * FIXTURE_HOUR};
    f->headlines[2] =
        (struct headline){"3", "Frost in the night", NULL, "en", FIXTURE_NOW - 20 * FIXTURE_HOUR};
    f->headlines[3] = (struct headline){"4", "Library sets a new record", NULL, "en", 0};
    f->data[0].events = f->events;
    f->data[0].count = 6;
    f->data[1].openings = f->openings;
    f->data[1].count = 12;
    f->data[2].headlines = f->headlines;
    f->data[2].count = 4;
    f->data[2].title = "The Danish News";
    fixture_departures(f);
    f->known_feeds = (struct feeds){f->known, FEED_KIND_COUNT};
    f->screen = (struct screen){.id = "raadhus",
                                .name = text_screen,
                                .languages = fixture_languages,
                                .language_count = 2,
                                .width_mm = 930,
                                .viewing_distance_mm = 3000};
    f->zone = (struct screen_zone){"main", ZONE_PLAYLIST, 0, 0, 1, 1};
    f->slide = (struct slide){.type = SLIDE_TEXT,
                              .id = "slide",
                              .file = "playlists/test.json",
                              .line = 7,
                              .column = 3,
                              .bilingual = BILINGUAL_ALTERNATE,
                              .text = {.picture_side = SIDE_END},
                              .picture = {.focus_x = 0.5, .focus_y = 0.5}};
}

static inline void fixture_finish(struct fixture *f) {
    zone_destroy(f->site.zone);
}

/* Gives the slide a type; one that shows a feed gets its own, one that plays a film a film. */
static inline void fixture_type(struct fixture *f, enum slide_type type) {
    static const struct feed_query queries[] = {
        [FEED_KIND_EVENTS] = {fixture_event_feed, 1, FEED_KIND_EVENTS, .days = 14, .limit = 10},
        [FEED_KIND_HOURS] = {fixture_hours_feed, 1, FEED_KIND_HOURS, .days = 14},
        [FEED_KIND_NEWS] = {fixture_news_feed, 1, FEED_KIND_NEWS, .limit = 10},
        [FEED_KIND_DEPARTURES] = {fixture_departures_feed, 1, FEED_KIND_DEPARTURES, .limit = 10}};
    static const struct film film = {.name = "assets/film/a.film.json",
                                     .file = "assets/film/a.mp4",
                                     .poster = "assets/film/a.png",
                                     .width = 1920,
                                     .height = 1080,
                                     .fps_num = 25,
                                     .fps_den = 1,
                                     .frames = 50};
    static const struct film_part part = {.film = &film, .frames = 50, .loops = 1};
    const struct slide_kind *kind = slide_kind(type);
    f->slide.type = type;
    memset(&f->slide.text, 0, sizeof f->slide - offsetof(struct slide, text));
    if (kind->feeds.query_at)
        memcpy((char *)&f->slide + kind->feeds.query_at, &queries[kind->feeds.kind], sizeof *queries);
    if (kind->film_at)
        memcpy((char *)&f->slide + kind->film_at, &part, sizeof part);
    if (type == SLIDE_FILM) {
        f->slide.film.captions = CAPTIONS_NONE; /* they stand in files */
        f->slide.picture.fit = FIT_CONTAIN;
    }
}

static inline struct scene_request fixture_request(struct fixture *f, int width, int height) {
    return (struct scene_request){.site = &f->site,
                                  .screen = &f->screen,
                                  .zone = &f->zone,
                                  .slide = &f->slide,
                                  .language = "en",
                                  .feeds = &f->known_feeds,
                                  .houses = f->houses,
                                  .now_ms = f->now_ms,
                                  .clock_wrong = f->wrong_clock,
                                  .width = width,
                                  .height = height,
                                  .screen_width = width,
                                  .screen_height = height};
}
