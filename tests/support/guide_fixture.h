/* A small guide for testing without files: every kind of page, languages in five scripts, keyboards. */
#pragma once

#include <string.h>

#include "guide/written/guide.h"

#define GUIDE_TEXT(name, ...)                                                                                \
    static const struct localized_entry name##_entries[] = {__VA_ARGS__};                                    \
    static const struct localized name = {sizeof name##_entries / sizeof *name##_entries, name##_entries}

enum guide_fixture_language { FIXTURE_EN, FIXTURE_DA, FIXTURE_UK, FIXTURE_AR, FIXTURE_ZH };
enum guide_fixture_page {
    FIXTURE_FIRST_DAYS, /* boxes to tick */
    FIXTURE_CPR,
    FIXTURE_DOCTOR,
    FIXTURE_SCHOOL, /* boxes to tick */
    FIXTURE_CLUBS,  /* directory */
    FIXTURE_TWINS,  /* directory */
    FIXTURE_EVENTS,
    FIXTURE_HOURS,
    FIXTURE_PHRASES,
    FIXTURE_BEER, /* past its date */
    FIXTURE_PAGES,
};

GUIDE_TEXT(fix_first, {"en", "Your first days", 0, 0}, {"da", "Dine første dage", 0, 0},
           {"uk", "Ваші перші дні", 0, 0});
GUIDE_TEXT(fix_first_keys, {"en", "arrival, newcomer, checklist", 0, 0}, {"da", "ankomst, tilflytter", 0, 0});
GUIDE_TEXT(fix_cpr, {"en", "CPR number", 0, 0}, {"da", "CPR-nummer", 0, 0}, {"uk", "Номер CPR", 0, 0});
GUIDE_TEXT(fix_cpr_summary, {"en", "Register your address", 0, 0}, {"da", "Anmeld din adresse", 0, 0});
GUIDE_TEXT(fix_cpr_keys, {"en", "civil registration, id number", 0, 0}, {"da", "folkeregister", 0, 0},
           {"uk", "реєстрація", 0, 0});
GUIDE_TEXT(fix_doctor, {"en", "Find a doctor", 0, 0}, {"da", "Find en læge", 0, 0},
           {"uk", "Знайти лікаря", 0, 0}, {"ar", "ابحث عن طبيب", 0, 0}, {"zh-Hans", "看医生", 0, 0});
GUIDE_TEXT(fix_doctor_keys, {"en", "physician, health card, illness", 0, 0},
           {"da", "sygdom, sundhedskort", 0, 0});
GUIDE_TEXT(fix_school, {"en", "School and childcare", 0, 0}, {"da", "Skole og børnepasning", 0, 0});
GUIDE_TEXT(fix_clubs, {"en", "Clubs and associations", 0, 0}, {"da", "Foreninger", 0, 0});
GUIDE_TEXT(fix_twins, {"en", "Twin towns", 0, 0}, {"da", "Venskabsbyer", 0, 0});
GUIDE_TEXT(fix_events, {"en", "What’s on", 0, 0}, {"da", "Det sker", 0, 0});
GUIDE_TEXT(fix_hours, {"en", "Opening hours", 0, 0}, {"da", "Åbningstider", 0, 0});
GUIDE_TEXT(fix_phrases, {"en", "Show this to us", 0, 0}, {"da", "Vis os det her", 0, 0});
GUIDE_TEXT(fix_beer, {"en", "Beer festival", 0, 0}, {"da", "Ølfestival", 0, 0});
GUIDE_TEXT(fix_live, {"en", "I live here", 0, 0}, {"da", "Jeg bor her", 0, 0});
GUIDE_TEXT(fix_work, {"en", "I work here", 0, 0}, {"da", "Jeg arbejder her", 0, 0});
GUIDE_TEXT(fix_activity, {"en", "Activity", 0, 0}, {"da", "Aktivitet", 0, 0});
GUIDE_TEXT(fix_football, {"en", "Football", 0, 0}, {"da", "Fodbold", 0, 0});
GUIDE_TEXT(fix_chess, {"en", "Chess", 0, 0}, {"da", "Skak", 0, 0});
GUIDE_TEXT(fix_bk, {"en", "Ballerup football club", 0, 0}, {"da", "Ballerup Boldklub", 0, 0});
GUIDE_TEXT(fix_queens, {"en", "Queens and knights", 0, 0}, {"da", "Dronninger og springere", 0, 0});
GUIDE_TEXT(fix_queens_text, {"en", "Chess every Tuesday, beginners are welcome.", 0, 0},
           {"da", "Skak hver tirsdag, også for begyndere.", 0, 0});
GUIDE_TEXT(fix_east, {"en", "East Kilbride", 0, 0});
GUIDE_TEXT(fix_phrase, {"en", "I would like to register my address.", 0, 0},
           {"da", "Jeg vil gerne anmelde min adresse.", 0, 0});

static const struct guide_block fix_first_en_blocks[] = {
    {BLOCK_PARAGRAPH, "Do these things in **this** order.", 0, 1},
    {BLOCK_STEP, "Find somewhere to live", 0, 3},
    {BLOCK_STEP, "Open a bank account", 1, 4},
    {BLOCK_STEP, "Get a residence document", 2, 5},
};
static const struct guide_text fix_first_texts[] = {
    {"en", "playlists/guide/pages/first-days.en.md", fix_first_en_blocks, 4, 3, NULL},
};
static const struct guide_block fix_school_en_blocks[] = {
    {BLOCK_STEP, "Choose a school", 0, 1},
    {BLOCK_STEP, "Write to the bank of the school", 1, 2},
};
static const struct guide_text fix_school_texts[] = {
    {"en", "playlists/guide/pages/school.en.md", fix_school_en_blocks, 2, 2, NULL},
};
static const struct guide_entry fix_club_list[] = {
    {.id = "bk", .title = {2, fix_bk_entries}, .options = {1}},
    {.id = "queens", .title = {2, fix_queens_entries}, .text = {2, fix_queens_text_entries}, .options = {2}},
};
static const struct guide_directory fix_clubs_directory = {
    .id = "clubs",
    .file = "playlists/guide/directories/clubs.json",
    .facets = {{.id = "activity",
                .title = {2, fix_activity_entries},
                .options = {{"football", {2, fix_football_entries}}, {"chess", {2, fix_chess_entries}}},
                .option_count = 2}},
    .facet_count = 1,
    .entries = fix_club_list,
    .entry_count = 2,
};
static const struct guide_entry fix_twin_list[] = {
    {.id = "east-kilbride", .title = {1, fix_east_entries}, .status = ENTRY_ENDED, .ended_year = 2020},
};
static const struct guide_directory fix_twins_directory = {
    .id = "twins",
    .file = "playlists/guide/directories/twins.json",
    .entries = fix_twin_list,
    .entry_count = 1,
};
static const struct localized_entry fix_ambulance[] = {{"en", "Ambulance, fire, police", 0, 0}},
                                    fix_danger[] = {{"en", "Danger to life, fire, accident", 0, 0}},
                                    fix_life[] = {{"en", "paramedic, bleeding", 0, 0}},
                                    fix_police[] = {{"en", "Police", 0, 0}},
                                    fix_not_urgent[] = {{"en", "Police when it is not urgent", 0, 0}},
                                    fix_helpline[] = {{"en", "Medical helpline", 0, 0}},
                                    fix_ill[] = {{"en", "Illness that cannot wait for your doctor", 0, 0}};
static const struct guide_emergency fix_emergencies[] = {
    {"112", {1, fix_ambulance}, {1, fix_danger}, {1, fix_life}},
    {"114", {1, fix_police}, {1, fix_not_urgent}, {0}},
    {"1813", {1, fix_helpline}, {1, fix_ill}, {0}}};
static const struct localized_entry fix_desk[] = {{"en", "Citizen Service", 0, 0}};
static const struct plan_spot fix_spots[] = {{.id = "here", .x = 0.2, .y = 0.8},
                                             {.id = "desk", .name = {1, fix_desk}, .x = 0.7, .y = 0.2}};
static const struct guide_plan fix_plan = {
    .id = "town", .floor_count = 1, .spots = fix_spots, .spot_count = 2};
static const struct guide_house fix_house = {.id = "town", .plan = &fix_plan};
static const struct guide_house *const fix_houses[] = {&fix_house};
static const char *const fix_event_tags[] = {"language", "children"};
static const struct guide_tag fix_event_tag_names[] = {{.plain = "language"}, {.plain = "children"}};
static const char *const fix_event_feeds[] = {"events"};

static inline void guide_fixture_pages(struct guide *guide) {
    struct guide_page *pages = guide->pages;
    pages[FIXTURE_FIRST_DAYS] = (struct guide_page){.kind = PAGE_TEXT,
                                                    .id = "first-days",
                                                    .title = fix_first,
                                                    .keywords = fix_first_keys,
                                                    .texts = fix_first_texts,
                                                    .text_count = 1};
    pages[FIXTURE_CPR] = (struct guide_page){.kind = PAGE_TEXT,
                                             .id = "cpr",
                                             .title = fix_cpr,
                                             .summary = fix_cpr_summary,
                                             .keywords = fix_cpr_keys};
    pages[FIXTURE_DOCTOR] = (struct guide_page){
        .kind = PAGE_TEXT, .id = "doctor", .title = fix_doctor, .keywords = fix_doctor_keys};
    pages[FIXTURE_SCHOOL] = (struct guide_page){
        .kind = PAGE_TEXT, .id = "school", .title = fix_school, .texts = fix_school_texts, .text_count = 1};
    pages[FIXTURE_CLUBS] = (struct guide_page){
        .kind = PAGE_DIRECTORY, .id = "clubs", .title = fix_clubs, .directory = &fix_clubs_directory};
    pages[FIXTURE_TWINS] = (struct guide_page){
        .kind = PAGE_DIRECTORY, .id = "twins", .title = fix_twins, .directory = &fix_twins_directory};
    pages[FIXTURE_EVENTS] = (struct guide_page){.kind = PAGE_EVENTS,
                                                .id = "whats-on",
                                                .title = fix_events,
                                                .events = {.query = {.kind = FEED_KIND_EVENTS,
                                                                     .feeds = fix_event_feeds,
                                                                     .feed_count = 1,
                                                                     .tags = fix_event_tags,
                                                                     .tag_count = 2},
                                                           .tags = fix_event_tag_names}};
    pages[FIXTURE_HOURS] = (struct guide_page){.kind = PAGE_HOURS, .id = "hours", .title = fix_hours};
    pages[FIXTURE_PHRASES] = (struct guide_page){.kind = PAGE_PHRASES, .id = "show-us", .title = fix_phrases};
    pages[FIXTURE_BEER] = (struct guide_page){
        .kind = PAGE_TEXT, .id = "beer", .title = fix_beer, .source = {.expires_day = 20000}};
    guide->page_count = FIXTURE_PAGES;
    guide->own.events = &pages[FIXTURE_EVENTS];
    guide->own.hours = &pages[FIXTURE_HOURS];
    guide->own.phrases = &pages[FIXTURE_PHRASES];
}

/* `guide` and `site` stay valid as long as the caller keeps both. */
static inline void guide_fixture(struct guide *guide, struct site *site) {
    memset(guide, 0, sizeof *guide);
    site->languages[0] = "en";
    site->languages[1] = "da";
    site->language_count = 2;
    guide->site = site;
    guide->staff.language = "da";
    guide->people.emergencies = fix_emergencies;
    guide->people.emergency_count = 3;
    static const struct guide_language languages[] = {
        {.tag = "en", .name = "English", .site = true, .offered = true, .voice = "en-gb", .keyboard = "en"},
        {.tag = "da", .name = "Dansk", .site = true, .offered = true, .voice = "da", .keyboard = "da"},
        {.tag = "uk", .name = "Українська", .voice = "uk", .keyboard = "uk"},
        {.tag = "ar", .name = "العربية", .rtl = true, .voice = "ar", .keyboard = "ar"},
        {.tag = "zh-Hans", .name = "中文", .keyboard = "en"},
    };
    memcpy(guide->languages, languages, sizeof languages);
    guide->language_count = sizeof languages / sizeof *languages;
    static const struct guide_keyboard keyboards[] = {
        {.id = "en", .rows = {{"q", "w"}, {"a", "s"}}, .counts = {2, 2}, .row_count = 2},
        {.id = "da", .rows = {{"æ", "ø", "å"}}, .counts = {3}, .row_count = 1},
        {.id = "uk", .rows = {{"й", "ї"}}, .counts = {2}, .row_count = 1},
        {.id = "ar", .rtl = true, .rows = {{"ض", "ص"}}, .counts = {2}, .row_count = 1},
    };
    memcpy(guide->keyboards, keyboards, sizeof keyboards);
    guide->keyboard_count = sizeof keyboards / sizeof *keyboards;
    guide_fixture_pages(guide);
    guide->doors[0] =
        (struct guide_door){.id = "live",
                            .title = fix_live,
                            .pages = {&guide->pages[FIXTURE_FIRST_DAYS], &guide->pages[FIXTURE_CPR],
                                      &guide->pages[FIXTURE_DOCTOR]},
                            .page_count = 3};
    guide->doors[1] = (struct guide_door){
        .id = "work", .title = fix_work, .pages = {&guide->pages[FIXTURE_CPR]}, .page_count = 1};
    guide->door_count = 2;
    guide->people.phrases[0] = (struct guide_phrase){fix_phrase};
    guide->people.phrase_count = 1;
    guide->houses = (struct guide_houses){fix_houses, 1};
}
