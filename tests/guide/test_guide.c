#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "guide/written/check.h"
#include "guide/written/guide.h"
#include "support/site_folder.h"

#define G "playlists/guide/"

/* A site in memory. Rows change one file by one replacement. */
struct memory_file {
    const char *name, *text;
};
static const struct memory_file good[] = {
    {"playlists/site.json", "{\"id\": \"t\", \"languages\": [\"en\", \"da\"],\n"
                            " \"feeds\": {\"cal\": {\"format\": \"ics\", \"url\": \"https://a.dk/c\"},\n"
                            "  \"open\": {\"format\": \"dpl-hours\", \"url\": \"https://a.dk/h\"}},\n"
                            " \"layouts\": {\"wide\": {\"zones\": [\n"
                            "  {\"name\": \"main\", \"at\": [0, 0, 100, 90]},\n"
                            "  {\"name\": \"touch\", \"kind\": \"touch\", \"at\": [0, 90, 100, 10]}]}},\n"
                            " \"screens\": {\"hall\": {\"layout\": \"wide\", \"touch\": {},\n"
                            "  \"zones\": {\"main\": [\"playlists/p.json\"]}}}}\n"},
    {"playlists/p.json",
     "{\"slides\": [{\"id\": \"a\", \"type\": \"text\", \"headline\": {\"en\": \"A\"}}]}\n"},
    {G "guide.json",
     "{\"languages\": [\"uk\"],\n"
     " \"doors\": [{\"id\": \"live\", \"icon\": \"home\", \"colour\": \"#2E5E3E\", \"title\": {\"en\": "
     "\"L\", \"da\": \"B\"},\n"
     "  \"pages\": [\"cpr\", \"clubs\", \"bank\"]}],\n"
     " \"pages\": [\n"
     "  {\"id\": \"cpr\", \"icon\": \"badge\", \"title\": {\"en\": \"C\", \"da\": \"C\"},\n"
     "   \"url\": {\"en\": \"https://a.dk/\"},\n"
     "   \"contact\": {\"phone\": \"4477 2000\", \"mail\": \"info@a.dk\"},\n"
     "   \"source\": {\"owner\": \"O\", \"checked_on\": \"2026-11-01\", \"expires_on\": \"2027-01-31\"},\n"
     "   \"see_also\": [\"bank\"]},\n"
     "  {\"id\": \"bank\", \"title\": {\"en\": \"K\", \"da\": \"K\"}},\n"
     "  {\"id\": \"clubs\", \"kind\": \"directory\", \"directory\": \"clubs\",\n"
     "   \"title\": {\"en\": \"F\", \"da\": \"F\"}},\n"
     "  {\"id\": \"on\", \"kind\": \"events\", \"feeds\": [\"cal\"], \"tags\": [\"x\"],\n"
     "   \"tag_titles\": {\"x\": {\"en\": \"X!\", \"da\": \"X?\"}},"
     "   \"title\": {\"en\": \"E\", \"da\": \"E\"}},\n"
     "  {\"id\": \"open\", \"kind\": \"hours\", \"feeds\": [\"open\"], \"branch\": \"1\",\n"
     "   \"title\": {\"en\": \"H\", \"da\": \"H\"}},\n"
     "  {\"id\": \"say\", \"kind\": \"phrases\", \"title\": {\"en\": \"P\", \"da\": \"P\"}}],\n"
     " \"ask\": {\"office\": {\"en\": \"O\", \"da\": \"O\"}},\n"
     " \"counters\": [{\"name\": {\"en\": \"N\", \"da\": \"N\"}, \"languages\": [\"da\", \"pl\"], "
     "\"house\": \"town\", \"spot\": \"desk\", \"times\": [{\"languages\": [\"uk\"], "
     "\"when\": {\"weekdays\": [\"tue\"], \"hours\": [[\"10:00\", \"12:00\"]]}}]}],\n"
     " \"phrases\": [{\"en\": \"Hi\", \"da\": \"Hej\", \"so\": \"Salaan\"}],\n"
     " \"places\": [{\"screen\": \"hall\", \"address\": {\"en\": \"V\", \"da\": \"V\"}, \"house\": "
     "\"town\"}],\n"
     " \"houses\": [{\"id\": \"town\", \"name\": {\"en\": \"T\", \"da\": \"T\"}, \"plan\": \"town\",\n"
     "  \"hours\": [{\"when\": {\"weekdays\": [\"mon\"], \"hours\": [[\"10:00\", \"14:00\"]]}, "
     "\"service\": \"staffed\"}],\n"
     "  \"closed_on\": [\"12-24\"]},\n"
     "  {\"id\": \"books\", \"name\": {\"en\": \"B\", \"da\": \"B\"}, \"feeds\": [\"open\"]}]}\n"},
    {G "plans/town.json", "{\"floors\": [{\"id\": \"low\", \"name\": {\"en\": \"L\", \"da\": \"L\"}, "
                          "\"picture\": \"assets/low.svg\"}],\n"
                          " \"spots\": [{\"id\": \"here\", \"at\": [10, 20], \"screen\": \"hall\"},\n"
                          "  {\"id\": \"turn\", \"at\": [50, 20]},\n"
                          "  {\"id\": \"desk\", \"at\": [50, 80], \"icon\": \"info\", \"name\": {\"en\": "
                          "\"D\", \"da\": \"D\"}}],\n"
                          " \"ways\": [[\"here\", \"turn\", \"desk\"]]}\n"},
    {"assets/low.svg", "<svg/>"},
    {G "pages/cpr.en.md", "# C\n\n- [ ] one\n- [ ] two\n"},
    {G "pages/cpr.da.md", "- [ ] en\n- [ ] to\n"},
    {G "pages/bank.en.md", "Go.\n"},
    {G "pages/bank.da.md", "Tag.\n"},
    {G "pages/bank.da.easy.md", "Tag det.\n"},
    {G "pages/cpr.en.easy.md", "- [ ] one\n- [ ] two\n"},
    {G "directories/clubs.json",
     "{\"facets\": [{\"id\": \"sport\", \"title\": {\"en\": \"S\", \"da\": \"S\"}, \"options\": [\n"
     "  {\"id\": \"ball\", \"title\": {\"en\": \"B\", \"da\": \"B\"}},\n"
     "  {\"id\": \"run\", \"title\": {\"en\": \"R\", \"da\": \"R\"}}]}],\n"
     " \"entries\": [\n"
     "  {\"id\": \"bk\", \"title\": {\"en\": \"BK\"}, \"sport\": [\"run\"], \"address\": \"Vej 1\",\n"
     "   \"status\": \"ended\", \"since\": 2001, \"ended\": 2020}]}\n"},
    {G "languages/uk.json",
     "{\"language\": \"uk\", \"name\": \"Українська\", \"voice\": \"uk\", \"keyboard\": \"uk\",\n"
     " \"reviewer\": null, \"reviewed_on\": null,\n"
     " \"words\": {\"back\": \"Назад\", \"done_of\": \"%d з %d\"}}\n"},
    {G "keyboards.json",
     "{\"keyboards\": [\n"
     "  {\"id\": \"da\", \"name\": {\"da\": \"Dansk\"}, \"rows\": [\"qwertyå\", \"as\"]},\n"
     "  {\"id\": \"uk\", \"name\": {\"uk\": \"У\"}, \"rows\": [\"йцу\"]}]}\n"},
    {G "policy.json",
     "{\"actions\": [\n"
     "  {\"id\": \"H2a\", \"title\": {\"en\": \"T\"}, \"pages\": [\"cpr\"], \"slides\": [\"p/a\"]}]}\n"},
};
struct memory {
    struct memory_file files[LENGTH(good)];
    char *changed;
};

/* `from` becomes `to` in one file; `to` NULL: the file is not there. */
static struct memory memory_with(const char *file, const char *from, const char *to) {
    struct memory memory = {.changed = NULL};
    memcpy(memory.files, good, sizeof good);
    for (size_t i = 0; file && i < LENGTH(good); i++) {
        if (strcmp(good[i].name, file) != 0)
            continue;
        const char *at = strstr(good[i].text, from);
        if (!to) {
            memory.files[i].text = NULL;
            return memory;
        }
        if (!at)
            fail_msg("%s does not hold: %s", file, from);
        memory.changed = malloc(strlen(good[i].text) + strlen(to) + 1);
        assert_non_null(memory.changed);
        memcpy(memory.changed, good[i].text, (size_t)(at - good[i].text));
        strcpy(memory.changed + (at - good[i].text), to);
        strcat(memory.changed, at + strlen(from));
        memory.files[i].text = memory.changed;
        return memory;
    }
    return memory;
}

static const char *find(const struct memory *memory, const char *name) {
    for (size_t i = 0; i < LENGTH(good); i++)
        if (strcmp(memory->files[i].name, name) == 0)
            return memory->files[i].text;
    return NULL;
}

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    const char *text = find(context, name);
    if (!text || strlen(text) > max)
        return fail_set(why, "is absent or too large");
    *size = strlen(text);
    *bytes = malloc(*size + 1);
    assert_non_null(*bytes);
    memcpy(*bytes, text, *size + 1);
    return true;
}

static bool file_exists(void *context, const char *name) {
    return find(context, name) != NULL;
}

struct loaded {
    struct memory memory;
    struct site *site;
    struct guide *guide;
    struct report report;
};

static void load(struct loaded *loaded, const char *file, const char *from, const char *to) {
    *loaded = (struct loaded){.memory = memory_with(file, from, to)};
    struct site_files files = {&loaded->memory, read_file, file_exists};
    loaded->site = site_load(&files, &loaded->report);
    if (!loaded->site || loaded->report.count > 0)
        fail_msg("site: %s", loaded->report.count ? loaded->report.items[0].text : "none");
    loaded->guide = guide_load(loaded->site, &files, &loaded->report);
    report_sort(&loaded->report);
}

static void unload(struct loaded *loaded) {
    guide_destroy(loaded->guide);
    site_destroy(loaded->site);
    report_finish(&loaded->report);
    free(loaded->memory.changed);
}

static void a_good_guide_is_read_whole(void **state) {
    (void)state;
    struct loaded l;
    load(&l, NULL, NULL, NULL);
    const struct guide *guide = l.guide;
    if (!guide || l.report.count > 0)
        fail_msg("%s", l.report.count ? l.report.items[0].text : "no guide");
    assert_int_equal(guide->page_count, 6);
    assert_int_equal(guide->door_count, 1);
    assert_int_equal(guide->doors[0].page_count, 3);
    assert_ptr_equal(guide->doors[0].pages[1], guide_page_find(guide, "clubs"));
    assert_string_equal(guide->doors[0].icon, "\uE88A");
    assert_int_equal(guide->doors[0].colour.g, 0x5E);
    assert_ptr_equal(guide->own.events, guide_page_find(guide, "on"));
    assert_ptr_equal(guide->own.hours, guide_page_find(guide, "open"));
    assert_ptr_equal(guide->own.phrases, guide_page_find(guide, "say"));
    assert_ptr_equal(guide_door_find(guide, "live"), &guide->doors[0]);
    assert_null(guide_door_find(guide, "work"));

    const struct guide_page *cpr = guide_page_find(guide, "cpr"), *bank = guide_page_find(guide, "bank");
    assert_false(cpr->sample);
    assert_true(bank->sample);
    assert_int_equal(cpr->text_count, 2);
    assert_int_equal(cpr->texts[1].steps, 2);
    assert_string_equal(guide_text_easy(guide, cpr, 0)->blocks[0].text, "one");
    assert_null(guide_text_easy(guide, cpr, 1)); /* only what somebody wrote */
    assert_string_equal(guide_text_easy(guide, bank, 1)->file, G "pages/bank.da.easy.md");
    assert_null(guide_text_easy(guide, bank, -1));
    assert_true(guide_has_easy(guide));
    assert_string_equal(cpr->see_also[0], "bank");
    assert_non_null(bank->icon);
    assert_int_equal(cpr->at.line, 5);
    assert_int_equal(guide->own.events->events.query.kind, FEED_KIND_EVENTS);
    assert_string_equal(guide->own.events->events.query.feeds[0], "cal");
    assert_string_equal(guide->own.events->events.tags[0].title.entries[1].text, "X?");
    assert_string_equal(guide->own.hours->houses.items[0]->query.branch, "1");
    assert_null(guide->own.hours->houses.items[0]->id);

    const struct guide_house *town = house_find(&guide->houses, "town");
    assert_ptr_equal(guide_house_of(guide, "hall"), town);
    assert_null(guide_house_of(guide, "cellar"));
    assert_int_equal(town->hours.rows[0].service, SERVICE_STAFFED);
    assert_int_equal(town->hours.rows[0].schedule.holidays, HOLIDAYS_NEVER);
    assert_int_equal(town->hours.closed[0].month, 12);
    assert_true(town->sample);
    assert_int_equal(town->plan->way_count, 2);
    assert_int_equal(plan_screen_find(town->plan, "hall"), 0);
    assert_ptr_equal(guide->people.counters[0].spot, &town->plan->spots[plan_spot_find(town->plan, "desk")]);
    assert_int_equal(guide->people.counters[0].time_count, 1);
    assert_string_equal(house_find(&guide->houses, "books")->query.feeds[0], "open");

    const struct guide_directory *clubs = guide_page_find(guide, "clubs")->directory;
    assert_int_equal(clubs->entry_count, 1);
    assert_int_equal(clubs->entries[0].options[0], 1 << 1);
    assert_int_equal(clubs->entries[0].status, ENTRY_ENDED);
    assert_int_equal(clubs->entries[0].ended_year, 2020);
    assert_true(clubs->entries[0].sample);

    assert_int_equal(guide->keyboard_count, 2);
    assert_int_equal(guide->keyboards[0].counts[0], 7);
    assert_string_equal(guide->keyboards[0].rows[0][6], "å");
    assert_string_equal(guide->people.phrases[0].text.entries[2].language, "so");
    assert_string_equal(guide->people.counters[0].languages[1], "pl");
    assert_ptr_equal(guide->policy.actions[0].pages[0], cpr);
    assert_int_equal(guide->file_count, LENGTH(good) - 2);
    unload(&l);
}

/* Pages behind a door stand in groups with a heading, those of a plain list above them. */
static void a_doors_pages_stand_in_groups(void **state) {
    (void)state;
    static const char file[] = G "guide.json", list[] = "\"pages\": [\"cpr\", \"clubs\", \"bank\"]";
    struct loaded l;
    load(&l, file, list,
         "\"pages\": [\"bank\"], \"groups\": [{\"title\": {\"en\": \"P\", \"da\": \"Q\"}, \"pages\": "
         "[\"cpr\", \"on\"]}, {\"title\": {\"en\": \"F\", \"da\": \"G\"}, \"pages\": [\"clubs\"]}]");
    assert_non_null(l.guide);
    assert_int_equal(l.report.count, 0);
    const struct guide_door *door = &l.guide->doors[0];
    assert_int_equal(door->page_count, 4);
    assert_ptr_equal(door->pages[0], guide_page_find(l.guide, "bank"));
    assert_ptr_equal(door->pages[3], guide_page_find(l.guide, "clubs"));
    assert_int_equal(door->group_count, 2);
    assert_int_equal(door->groups[0].first, 1);
    assert_int_equal(door->groups[1].first, 3);
    assert_string_equal(localized_find(&door->groups[1].title, "da")->text, "G");
    /* two headings more that Ukrainian lacks */
    assert_int_equal(l.guide->languages[guide_language_find(l.guide, "uk")].untranslated, 3 + 6 + 2);
    unload(&l);
    load(&l, file, list,
         "\"groups\": [{\"title\": {\"en\": \"P\", \"da\": \"Q\"}, \"pages\": [\"cpr\"]},"
         " {\"title\": {\"en\": \"F\", \"da\": \"G\"}, \"pages\": [\"clubs\", \"cpr\", \"bank\"]}, 7]");
    assert_int_equal(l.report.errors, 2);
    assert_non_null(strstr(l.report.items[0].text, "twice"));
    assert_non_null(strstr(l.report.items[1].text, "must be a group of pages"));
    assert_int_equal(l.guide->doors[0].page_count, 3);
    unload(&l);
    load(&l, file, list, "\"groups\": [{\"title\": {\"en\": \"P\", \"da\": \"Q\"}, \"pages\": []}]");
    assert_non_null(l.report.errors ? strstr(l.report.items[0].text, "\"pages\" is missing") : NULL);
    unload(&l);
}

static void languages_stand_in_for_each_other(void **state) {
    (void)state;
    struct loaded l;
    load(&l, NULL, NULL, NULL);
    const struct guide *guide = l.guide;
    int uk = guide_language_find(guide, "uk"), da = guide_language_find(guide, "da");
    assert_int_equal(guide_language_find(guide, "en"), 0); /* the site's own, in the site's order */
    assert_int_equal(da, 1);
    assert_int_equal(uk, 2);
    assert_int_equal(guide_language_find(guide, "pl"), -1);
    assert_true(guide->languages[da].offered);
    assert_false(guide->languages[uk].offered); /* nobody has approved it */
    assert_string_equal(guide->languages[uk].keyboard, "uk");
    assert_string_equal(guide->languages[0].keyboard, "da"); /* none of its own: the first */
    assert_string_equal(guide_say(guide, uk, WORDS_BACK), "Назад");
    assert_string_equal(guide_say(guide, uk, WORDS_SEARCH), "Search");
    assert_string_equal(guide_say(guide, -1, WORDS_SEARCH), "Search");
    assert_int_equal(guide->languages[uk].missing, GUIDE_WORD_COUNT + WORD_COUNT - 2);
    assert_int_equal(guide->languages[uk].untranslated, 1 + 6 + 2); /* a door, titles, two texts */
    assert_int_equal(guide->languages[0].missing + guide->languages[0].untranslated, 0);
    const struct guide_page *cpr = guide_page_find(guide, "cpr"), *say = guide_page_find(guide, "say");
    assert_string_equal(guide_text_pick(guide, cpr, da)->language, "da");
    assert_string_equal(guide_text_pick(guide, cpr, uk)->language, "en");
    assert_null(guide_text_pick(guide, say, uk));
    assert_true(guide_page_shown(cpr, 20849)); /* 2027-01-31, its last day */
    assert_false(guide_page_shown(cpr, 20850));
    assert_true(guide_page_shown(say, 99999));
    unload(&l);

    load(&l, G "languages/uk.json", "null, \"reviewed_on\": null",
         "\"A. B.\", \"reviewed_on\": \"2026-11-01\"");
    assert_true(l.guide->languages[2].offered);
    assert_int_equal(l.guide->languages[2].reviewed_day, 20758);
    unload(&l);
}

/* Before anybody has approved it, a site may offer a language for what cannot wait. */
static void a_draft_may_be_offered_for_what_cannot_wait(void **state) {
    (void)state;
    static const struct {
        const char *offer;
        bool essentials;
    } rows[] = {
        {"\"id\": \"t\",", false},
        {"\"id\": \"t\", \"offer\": \"essentials\",", true},
        {"\"id\": \"t\", \"offer\": {\"uk\": \"essentials\"},", true},
        {"\"id\": \"t\", \"offer\": {\"pl\": \"essentials\"},", false},
    };
    struct loaded l;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        load(&l, "playlists/site.json", "\"id\": \"t\",", rows[i].offer);
        const struct guide_language *da = &l.guide->languages[1], *uk = &l.guide->languages[2];
        assert_int_equal(uk->essentials, rows[i].essentials);
        assert_int_equal(guide_language_open(uk, false), rows[i].essentials);
        assert_false(guide_language_whole(uk, false));
        assert_true(guide_language_whole(uk, true) && guide_language_open(uk, true));
        assert_false(da->essentials);
        assert_true(guide_language_whole(da, false));
        unload(&l);
    }
}

struct row {
    const char *file, *from, *to;
    enum severity severity;
    const char *where; /* the finding's file; NULL: `file` */
    int line, column;
    const char *says;
};

static void expect_row(const struct row *row) {
    struct loaded l;
    const char *where = row->where ? row->where : row->file;
    bool found = false;
    load(&l, row->file, row->from, row->to);
    for (size_t i = 0; i < l.report.count; i++) {
        const struct fail *item = &l.report.items[i];
        found = found ||
                (item->severity == row->severity && item->line == row->line && item->column == row->column &&
                 strcmp(item->file, where) == 0 && strstr(item->text, row->says));
    }
    char line[800] = "nothing";
    if (l.report.count > 0)
        fail_format(&l.report.items[0], line, sizeof line);
    if (!found || l.report.count > 1) /* one cause, one finding */
        fail_msg("%s: %s: %zu findings, first %s", row->from, row->to ? row->to : "(absent)", l.report.count,
                 line);
    unload(&l);
}

static void every_row(const struct row *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect_row(&rows[i]);
}

#define ERROR SEVERITY_ERROR
#define WARNING SEVERITY_WARNING

static void pages_and_doors_are_checked(void **state) {
    (void)state;
    static const char file[] = G "guide.json";
    static const struct row rows[] = {
        {file, "\"ask\"", "\"aks\": 1, \"ask\"", ERROR, NULL, 18, 2, "did you mean \"ask\""},
        {file, "\"ask\"", "\"terms\": {\"xx\": [\"O\"]}, \"ask\"", ERROR, NULL, 18, 12, "no language \"xx\""},
        {file, " \"ask\": {\"office\": {\"en\": \"O\", \"da\": \"O\"}},\n", "", ERROR, NULL, 1, 1,
         "\"ask\" is missing"},
        {file, "\"icon\": \"home\"", "\"icon\": \"homme\"", ERROR, NULL, 2, 35, "did you mean \"home\""},
        {file, "\"icon\": \"badge\"", "\"icon\": \"unheard_of\"", ERROR, NULL, 5, 25, "the names stand in"},
        {file, "\"icon\": \"badge\"", "\"picture\": 5", ERROR, NULL, 5, 28, "{ … }"},
        {file, "\"icon\": \"badge\"", "\"picture\": \"pages/cpr.en.md\"", ERROR, NULL, 5, 28, "assets/"},
        {file, "\"icon\": \"badge\"", "\"picture\": {\"focus\": [50, 50]}", ERROR, NULL, 5, 28,
         "\"asset\" is missing"},
        {file, "\"icon\": \"badge\"", "\"picture\": {\"asset\": \"assets/no.svg\"}", ERROR, NULL, 5, 38,
         "assets/no.svg"},
        {file, "\"cpr\", \"clubs\"", "\"cpr\", \"clubz\", \"clubs\"", ERROR, NULL, 3, 20,
         "did you mean \"clubs\""},
        {file, "\"cpr\", \"clubs\"", "\"cpr\", \"cpr\", \"clubs\"", ERROR, NULL, 3, 20,
         "behind this door twice"},
        {file, "\"see_also\": [\"bank\"]", "\"see_also\": [\"nowhere\"]", ERROR, NULL, 9, 17,
         "no page \"nowhere\""},
        {file, "\"see_also\": [\"bank\"]", "\"see_also\": [\"cpr\"]", ERROR, NULL, 9, 17, "to itself"},
        {file, "\"id\": \"say\"", "\"id\": \"Say\"", ERROR, NULL, 17, 10, "is not a name"},
        {file, "{\"id\": \"on\",", "{\"id\": \"cpr\",", ERROR, NULL, 13, 10,
         "the id \"cpr\" stands here twice"},
        {file, "\"kind\": \"events\"", "\"kind\": \"evnts\"", ERROR, NULL, 13, 24, "must be one of"},
        {file, "\"https://a.dk/\"", "\"http://a.dk/\"", ERROR, NULL, 6, 18, "https"},
        {file, "{\"en\": \"https://a.dk/\"}", "\"https://a.dk/\"", ERROR, NULL, 6, 11,
         "write {\"en\": \"https://a.dk/\", \"da\": …}"},
        {file, "\"2026-11-01\"", "\"2026-11-31\"", ERROR, NULL, 8, 43, "must be a date"},
        {file, "\"4477 2000\"", "\"call us\"", ERROR, NULL, 7, 25, "telephone number"},
        {file, "\"info@a.dk\"", "\"info\"", ERROR, NULL, 7, 46, "mail address"},
        {file, "\"info@a.dk\"", "\"anna.jensen@a.dk\"", WARNING, NULL, 7, 46, "a person's"},
        {file, "\"info@a.dk\"", "\"ajn@a.dk\"", WARNING, NULL, 7, 46, "a person's"},
        {file, "\"title\": {\"en\": \"K\", \"da\": \"K\"}", "\"title\": {\"en\": \"K\"}", WARNING, NULL, 10,
         27, "\"title\" is not translated into \"da\""},
        {file, "\"title\": {\"en\": \"K\", \"da\": \"K\"}",
         "\"summary\": {\"da\": \"S\"}, \"title\": {\"en\": \"K\", \"da\": \"K\"}", WARNING, NULL, 10, 29,
         "\"summary\" is not translated into \"en\""},
        {file, "\"title\": {\"en\": \"K\", \"da\": \"K\"}",
         "\"title\": {\"en\": \"K\", \"da\": \"K\", \"zh-Hans\": \"K\"}", ERROR, NULL, 10, 50,
         "no language \"zh-Hans\"; add it to \"languages\" in playlists/guide/guide.json"},
        {file, ", \"title\": {\"en\": \"K\", \"da\": \"K\"}", "", ERROR, NULL, 10, 3, "\"title\" is missing"},
        {file, ", \"bank\"]}]", "]}]", WARNING, NULL, 10, 3, "no door leads to page \"bank\""},
        {file, "[\"cal\"]", "[\"call\"]", ERROR, NULL, 13, 44, "no feed \"call\""},
        {file, "[\"cal\"]", "[\"open\"]", ERROR, NULL, 13, 44,
         "not of a kind that can be shown as \"events\""},
        {file, "[\"open\"], \"branch\"", "[\"cal\"], \"branch\"", ERROR, NULL, 15, 45, "shown as \"hours\""},
        {file, "\"x\": {\"en\"", "\"y\": {\"en\"", ERROR, NULL, 14, 19, "unknown key \"y\""},
        {file, "\"x\": {\"en\": \"X!\", \"da\": \"X?\"}", "\"x\": {\"en\": \"X!\"}", WARNING, NULL, 14, 24,
         "\"x\" is not translated into \"da\""},
        {file, "[\"x\"],\n   \"tag_titles\": {\"x\": {\"en\": \"X!\", \"da\": \"X?\"}},", "[\"øl\"],",
         WARNING, NULL, 13, 61, "the button says \"Øl\" in every language"},
        {file, "\"branch\"", "\"tags\"", ERROR, NULL, 15, 54, "unknown key \"tags\""},
        {file, "\"feeds\": [\"cal\"], ", "", ERROR, NULL, 13, 3, "\"feeds\" is missing"},
        {file, "\"directory\": \"clubs\"", "\"directory\": \"club\"", ERROR, NULL, 11, 53,
         "club.json does not exist"},
        {file, "[\"da\", \"pl\"]", "[\"da\", \"polish language\"]", ERROR, NULL, 19, 68, "is not a language"},
        {file, "[\"da\", \"pl\"]", "[\"da\", \"da\"]", ERROR, NULL, 19, 68, "stands here twice"},
        {file, "\"da\": \"Hej\", ", "", ERROR, NULL, 20, 14, "must have a \"da\""},
        {file, "{\"en\": \"Hi\", \"da\": \"Hej\", \"so\": \"Salaan\"}", "{\"da\": \"Hej\"}", ERROR, NULL, 20,
         14, "besides \"da\""},
        {file, "\"screen\": \"hall\"", "\"screen\": \"hal\"", ERROR, NULL, 21, 24, "no screen \"hal\""},
        {file, "[\"uk\"]", "[\"uk\", \"da\"]", ERROR, NULL, 1, 22, "\"da\" is there already"},
        {file, "[\"uk\"]", "[\"uk\", \"pl\"]", ERROR, NULL, 1, 22, "languages/pl.json does not exist"},
        {file, "[\"uk\"]", "[\"uk\", \"../x\"]", ERROR, NULL, 1, 22, "not a BCP 47 language tag"},
        {file, "{\"languages\"", "[{\"languages\"", ERROR, NULL, 26, 1, "not valid JSON"},
    };
    every_row(rows, LENGTH(rows));
}

static void texts_are_checked(void **state) {
    (void)state;
    static const struct row rows[] = {
        {G "pages/cpr.da.md", "- [ ] to\n", "", ERROR, NULL, 1, 1, "has 1 boxes to tick, but \"en\" has 2"},
        {G "pages/cpr.en.easy.md", "- [ ] two\n", "", ERROR, NULL, 1, 1,
         "has 1 boxes to tick, but \"en\" has 2"},
        {G "pages/cpr.en.easy.md", "- [ ] one", "- [ ] one [x](https://a.dk/)", ERROR, NULL, 1, 12, "a link"},
        {G "pages/bank.da.easy.md", "Tag det.",
         "Henvendelse vedrørende betalingsløsninger foretages telefonisk.", WARNING, NULL, 1, 1,
         "has lix 105; write shorter sentences and words, at most lix 30"},
        {G "pages/cpr.en.md", "# C", "[x](https://a.dk/)", ERROR, NULL, 1, 2, "a link"},
        {G "pages/bank.da.md", "", NULL, WARNING, G "guide.json", 10, 10, "not translated into \"da\""},
        {G "pages/bank.en.md", "Go.",
         "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 "
         "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1",
         WARNING, NULL, 1, 1, "61 words in one block"},
    };
    every_row(rows, LENGTH(rows));
}

static void languages_and_keyboards_are_checked(void **state) {
    (void)state;
    static const char uk[] = G "languages/uk.json", keys[] = G "keyboards.json";
    static const struct row rows[] = {
        {uk, "\"language\": \"uk\"", "\"language\": \"pl\"", ERROR, NULL, 1, 14, "must be \"uk\""},
        {uk, "\"name\": \"Українська\", ", "", ERROR, NULL, 1, 1, "\"name\" is missing"},
        {uk, "\"voice\"", "\"voise\"", ERROR, NULL, 1, 42, "did you mean \"voice\""},
        {uk, "\"keyboard\": \"uk\"", "\"keyboard\": \"ua\"", ERROR, NULL, 1, 69, "no keyboard \"ua\""},
        {uk, "\"reviewer\": null", "\"reviewer\": \"A. B.\"", ERROR, NULL, 2, 14, "does not say when"},
        {uk, "\"reviewed_on\": null", "\"reviewed_on\": \"2026-11-01\"", ERROR, NULL, 2, 35, "who approved"},
        {uk, "\"reviewed_on\": null", "\"reviewed_on\": \"1.11.2026\"", ERROR, NULL, 2, 35, "must be a date"},
        {uk, "\"back\"", "\"bak\"", ERROR, NULL, 3, 12, "no word \"bak\"; did you mean \"back\""},
        {uk, "\"%d з %d\"", "\"%d з %s\"", ERROR, NULL, 3, 40, "same %d and %s"},
        {uk, "\"%d з %d\"", "\"%d\"", ERROR, NULL, 3, 40, "\"%d of %d done\""},
        {uk, "\"Назад\"", "3", ERROR, NULL, 3, 20, "a text in quotes"},
        {keys, "\"qwertyå\"", "\"qwertyuiopå123\"", ERROR, NULL, 2, 50, "more than 13 keys"},
        {keys, "\"as\"", "\"aq\"", ERROR, NULL, 2, 61, "\"q\" is on this keyboard twice"},
        {keys, "\"as\"", "\"a s\"", ERROR, NULL, 2, 61, "the space has a key"},
        {keys, "[\"qwertyå\", \"as\"]", "[\"q\", \"w\", \"e\", \"r\", \"t\"]", ERROR, NULL, 2, 49,
         "at most 4"},
    };
    every_row(rows, LENGTH(rows));
    struct loaded l;
    load(&l, keys, "", NULL); /* nobody could search */
    assert_null(l.guide);
    assert_int_equal(l.report.errors, 1);
    assert_string_equal(l.report.items[0].text, "does not exist");
    unload(&l);
}

static void directories_and_the_policy_are_checked(void **state) {
    (void)state;
    static const char clubs[] = G "directories/clubs.json", policy[] = G "policy.json";
    static const struct row rows[] = {
        {clubs, "[\"run\"]", "[\"runn\"]", ERROR, NULL, 5, 49, "did you mean \"run\""},
        {clubs, "\"sport\": [\"run\"]", "\"sports\": [\"run\"]", ERROR, NULL, 5, 39,
         "did you mean \"sport\""},
        {clubs, "\"id\": \"ball\"", "\"id\": \"run\"", ERROR, NULL, 3, 10,
         "the id \"run\" stands here twice"},
        {clubs, "\"status\": \"ended\"", "\"status\": \"over\"", ERROR, NULL, 6, 14, "must be one of"},
        {clubs, "\"since\": 2001", "\"since\": 2021", ERROR, NULL, 6, 47, "before it began"},
        {clubs, "\"since\": 2001", "\"since\": \"2001\"", ERROR, NULL, 6, 32, "a whole number"},
        {clubs, "\"status\": \"ended\"", "\"status\": \"active\"", ERROR, NULL, 6, 48,
         "needs \"status\": \"ended\""},
        {clubs, "{\"facets\": [",
         "{\"facets\": [{\"id\": \"title\", \"title\": {\"en\": \"T\", \"da\": \"T\"}, \"options\": "
         "[{\"id\": \"a\", \"title\": {\"en\": \"A\", \"da\": \"A\"}}]}, ",
         ERROR, NULL, 1, 20, "the id \"title\" stands here twice"},
        {policy, "\"cpr\"", "\"cprr\"", ERROR, NULL, 2, 49, "did you mean \"cpr\""},
        {policy, "\"p/a\"", "\"p/b\"", ERROR, NULL, 2, 68, "no screen shows a slide \"p/b\""},
        {policy, "\"p/a\"", "\"a\"", ERROR, NULL, 2, 68, "PLAYLIST/SLIDE"},
    };
    every_row(rows, LENGTH(rows));
}

/* A facet that is refused leaves nothing behind for the next one: with all its options there would be too
 * many.
 */
static void houses_and_plans_are_checked(void **state) {
    (void)state;
    static const char file[] = G "guide.json", plan[] = G "plans/town.json";
    static const struct row rows[] = {
        {file, "\"plan\": \"town\"", "\"plan\": \"tower\"", ERROR, NULL, 22, 68,
         "plans/tower.json does not exist"},
        {file, "\"name\": {\"en\": \"T\", \"da\": \"T\"}, ", "", ERROR, NULL, 22, 13, "\"name\" is missing"},
        {file, ", \"hours\": [[\"10:00\", \"14:00\"]]}, \"service\"", "}, \"service\"", ERROR, NULL, 23, 22,
         "\"hours\" is missing"},
        {file, "\"service\": \"staffed\"", "\"service\": \"café\"", ERROR, NULL, 23, 87,
         "one of: staffed, self_service"},
        {file, "\"12-24\"", "\"24-12\"", ERROR, NULL, 24, 17, "must be a day of every year"},
        {file, "\"12-24\"", "\"02-30\"", ERROR, NULL, 24, 17, "must be a day of every year"},
        {file, "{\"id\": \"books\"", "{\"id\": \"town\"", ERROR, NULL, 25, 10, "stands here twice"},
        {file, "\"kind\": \"hours\", \"feeds\": [\"open\"], \"branch\": \"1\"",
         "\"kind\": \"hours\", \"houses\": [\"book\"]", ERROR, NULL, 15, 46, "has no house \"book\""},
        {file, "\"kind\": \"hours\", \"feeds\"", "\"kind\": \"hours\", \"houses\": [\"books\"], \"feeds\"",
         ERROR, NULL, 15, 65, "leave \"feeds\" out"},
        {file, "\"kind\": \"hours\", \"feeds\": [\"open\"], ", "\"kind\": \"hours\", ", ERROR, NULL, 15, 3,
         "\"houses\" is missing"},
        {file, "\"kind\": \"phrases\"", "\"kind\": \"plan\", \"house\": \"books\"", ERROR, NULL, 17, 42,
         "has no \"plan\""},
        {file, "\"spot\": \"desk\"", "\"spot\": \"desc\"", ERROR, NULL, 19, 100,
         "the plan has no spot \"desc\""},
        {file, "\"languages\": [\"uk\"], \"when\"", "\"when\"", ERROR, NULL, 19, 118,
         "\"languages\" is missing"},
        {file, "\"mail\": \"info@a.dk\"", "\"mail\": \"info@a.dk\", \"house\": \"castle\"", ERROR, NULL, 7,
         68, "has no house \"castle\""},
        {plan, "\"assets/low.svg\"", "\"assets/high.svg\"", ERROR, NULL, 1, 70, "assets/high.svg"},
        {plan, "[50, 80]", "[50]", ERROR, NULL, 4, 24, "must say \"at\""},
        {plan, "[50, 80]", "[50, 180]", ERROR, NULL, 4, 29, "from 0 to 100"},
        {plan, "\"screen\": \"hall\"", "\"screen\": \"cellar\"", ERROR, NULL, 2, 53, "no screen \"cellar\""},
        {plan, "{\"id\": \"turn\"", "{\"id\": \"here\"", ERROR, NULL, 3, 10, "stands here twice"},
        {plan, "[\"here\", \"turn\", \"desk\"]", "[\"here\"]", ERROR, NULL, 5, 11, "at least two spots"},
        {plan, "\"turn\", \"desk\"]", "\"torn\", \"desk\"]", ERROR, NULL, 5, 20, "no spot \"torn\""},
        {plan, "\"here\", \"turn\", \"desk\"]", "\"turn\", \"desk\"]", WARNING, NULL, 2, 11,
         "no way leads to \"desk\" from screen \"hall\""},
    };
    every_row(rows, LENGTH(rows));
}

/* The guide with a page of meetings where its phrases were, and a playlist with their slide; without the file
 * `gone`, which may be NULL. */
static void load_meetings(struct loaded *l, const char *page, const char *rooms, const char *gone,
                          char playlist[600]) {
    *l = (struct loaded){.memory = memory_with(G "guide.json", "\"kind\": \"phrases\"", page)};
    snprintf(playlist, 600,
             "{\"slides\": [{\"id\": \"a\", \"type\": \"text\", \"headline\": {\"en\": \"A\"}},\n"
             " {\"id\": \"m\", \"type\": \"meetings\", \"feeds\": [\"cal\"], \"rooms\": {\n  %s}}]}\n",
             rooms);
    for (size_t i = 0; i < LENGTH(good); i++)
        if (strcmp(good[i].name, "playlists/p.json") == 0)
            l->memory.files[i].text = playlist;
        else if (gone && strcmp(good[i].name, gone) == 0)
            l->memory.files[i].text = NULL;
    struct site_files files = {&l->memory, read_file, file_exists};
    l->site = site_load(&files, &l->report);
    assert_non_null(l->site);
    l->guide = guide_load(l->site, &files, &l->report);
}

static void a_meetings_page_knows_the_way_to_its_rooms(void **state) {
    (void)state;
    static const char page[] = "\"kind\": \"meetings\", \"slide\": \"p/m\"";
    static const struct {
        const char *page, *rooms, *says; /* NULL: all is well */
        int line;
        const char *gone;
    } rows[] = {
        {page, "\"hall\": {\"name\": {\"en\": \"H\"}, \"house\": \"town\", \"spot\": \"desk\"}", NULL, 0,
         NULL},
        {page, "\"hall\": {\"name\": {\"en\": \"H\"}}", NULL, 0, NULL},
        {page, "\"hall\": {\"name\": {\"en\": \"H\"}, \"house\": \"barn\", \"spot\": \"desk\"}",
         "room \"hall\": the guide has no house \"barn\"", 3, NULL},
        {page, "\"hall\": {\"name\": {\"en\": \"H\"}, \"house\": \"town\", \"spot\": \"turn\"}",
         "the plan of \"town\" has no spot \"turn\" with a name", 3, NULL},
        {page, "\"hall\": {\"name\": {\"en\": \"H\"}, \"house\": \"books\", \"spot\": \"desk\"}",
         "the plan of \"books\" has no spot \"desk\"", 3, NULL},
        {"\"kind\": \"meetings\", \"slide\": \"p/n\"", "\"hall\": {\"name\": {\"en\": \"H\"}}",
         "no screen shows a slide \"p/n\"", 17, NULL},
        {"\"kind\": \"meetings\", \"slide\": \"p/a\"", "\"hall\": {\"name\": {\"en\": \"H\"}}",
         "not of the type \"meetings\"", 17, NULL},
        {"\"kind\": \"meetings\"", "\"hall\": {\"name\": {\"en\": \"H\"}}", "\"slide\" is missing", 17, NULL},
        /* a house that was left out is complained of once */
        {page, "\"hall\": {\"name\": {\"en\": \"H\"}, \"house\": \"town\", \"spot\": \"desk\"}",
         "assets/low.svg", 1, "assets/low.svg"},
        /* and so is a slide: not here, too */
        {page, "\"hall\": {\"name\": 5}", "{ … }", 3, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct loaded l;
        char playlist[600];
        size_t said = 0;
        load_meetings(&l, rows[i].page, rows[i].rooms, rows[i].gone, playlist);
        for (size_t k = 0; k < l.report.count; k++)
            said += l.report.items[k].severity == ERROR;
        if (said != (rows[i].says ? 1 : 0))
            fail_msg("row %zu: %zu errors", i, said);
        for (size_t k = 0; k < l.report.count; k++)
            if (l.report.items[k].severity == ERROR &&
                (!strstr(l.report.items[k].text, rows[i].says) || l.report.items[k].line != rows[i].line))
                fail_msg("row %zu: line %d: %s", i, l.report.items[k].line, l.report.items[k].text);
        const struct guide_page *found = guide_page_find(l.guide, "say");
        if (i == 0)
            assert_string_equal(found->meetings.rooms[0].spot->id, "desk");
        else if (i < 3)
            assert_null(found->meetings.rooms[0].house);
        unload(&l);
    }
}

static void refused_facets_leave_no_options(void **state) {
    (void)state;
    char facets[3000] =
        "{\"facets\": [{\"id\": \"title\", \"title\": {\"en\": \"T\", \"da\": \"T\"}, \"options\": [";
    for (int i = 0; i < GUIDE_OPTIONS_MAX; i++)
        snprintf(facets + strlen(facets), sizeof facets - strlen(facets),
                 "%s{\"id\": \"o%d\", \"title\": {\"en\": \"O\", \"da\": \"O\"}}", i ? ", " : "", i);
    strcat(facets, "]}, ");
    struct loaded l;
    load(&l, G "directories/clubs.json", "{\"facets\": [", facets);
    const struct guide_page *clubs = guide_page_find(l.guide, "clubs");
    assert_true(!clubs || clubs->directory->facets[0].option_count == 2);
    assert_true(l.report.errors > 0);
    unload(&l);
}

/* Whom to call and what staff read is the site's. */
static void emergencies_and_staff_are_data(void **state) {
    (void)state;
    static const char from[] = "{\"languages\": [\"uk\"],\n";
    struct loaded l;
    load(&l, NULL, NULL, NULL);
    assert_int_equal(l.guide->people.emergency_count, 0); /* then 112 alone */
    assert_string_equal(l.guide->staff.language, "da");
    unload(&l);
    load(&l, G "guide.json", from,
         "{\"languages\": [\"uk\"], \"staff_language\": \"da\", \"emergency\": [\n"
         " {\"number\": \"110\", \"name\": {\"en\": \"Fire\", \"da\": \"Brand\"}, \"text\": {\"en\": \"F\", "
         "\"da\": \"B\"}},\n"
         " {\"number\": \"1-1\", \"name\": {\"en\": \"X\", \"da\": \"X\"}, \"text\": {\"en\": \"X\", \"da\": "
         "\"X\"}}],\n");
    assert_int_equal(l.guide->people.emergency_count, 1);
    assert_string_equal(l.guide->people.emergencies[0].number, "110");
    assert_string_equal(l.guide->people.emergencies[0].name.entries[1].text, "Brand");
    assert_int_equal(l.report.errors, 1);
    assert_non_null(strstr(l.report.items[0].text, "must be a number as it is dialled"));
    unload(&l);
    load(&l, G "guide.json", from, "{\"languages\": [\"uk\"], \"staff_language\": \"sv\",\n");
    assert_non_null(strstr(l.report.items[0].text, "the site has no language \"sv\""));
    unload(&l);
}

static void numbers_have_their_plural(void **state) {
    (void)state;
    static const struct {
        const char *forms, *finding; /* NULL: none */
        const char *says;            /* of 21, which is like 1 in Ukrainian */
    } rows[] = {
        {"{\"one\": \"%d x\", \"other\": \"%d xs\"}", NULL, "21 x"},
        {"{\"one\": \"x\", \"other\": \"%d xs\"}", "must hold the same %d and %s", "21 results"},
        {"{\"one\": \"%d x\"}", "\"other\" is missing", "21 results"},
        {"{\"other\": \"%d xs\", \"dual\": \"%d\"}", "\"dual\"", "21 results"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct loaded l;
        char words[200], said[60];
        snprintf(words, sizeof words, "\"results\": %s, \"back\"", rows[i].forms);
        load(&l, G "languages/uk.json", "\"back\"", words);
        assert_int_equal(l.report.errors, rows[i].finding ? 1 : 0);
        if (rows[i].finding && !strstr(l.report.items[0].text, rows[i].finding))
            fail_msg("%s: %s", rows[i].forms, l.report.items[0].text);
        word_fill_number(guide_say(l.guide, guide_language_find(l.guide, "uk"), WORDS_RESULTS), 21, NULL,
                         said, sizeof said);
        assert_string_equal(said, rows[i].says);
        unload(&l);
    }
}

static void a_site_without_a_guide_is_fine(void **state) {
    (void)state;
    struct loaded l;
    load(&l, G "guide.json", "", NULL);
    assert_null(l.guide);
    assert_int_equal(l.report.count, 0);
    unload(&l);
}

/* 2026-11-24T12:00:00Z; 2027-02-01T12:00:00Z */
static const int64_t NOON_MS = INT64_C(1795521600000), LATER_MS = INT64_C(1801483200000);

static void what_is_missing_is_said(void **state) {
    (void)state;
    static const struct {
        const char *file, *from, *to;
        int64_t now_ms;
        const char *where;
        int line, column;
        const char *says;
    } rows[] = {
        {NULL, NULL, NULL, NOON_MS, G "languages/uk.json", 1, 1, "9 of 9 titles and texts missing; a draft"},
        {NULL, NULL, NULL, LATER_MS, G "guide.json", 5, 3,
         "page \"cpr\" is no longer shown: its source holds until 2027-01-31"},
        {G "guide.json", "", NULL, NOON_MS, "playlists/site.json", 7, 22, "the site has no guide"},
        {"playlists/site.json", "\"kind\": \"touch\"", "\"kind\": \"header\"", NOON_MS, "playlists/site.json",
         7, 22, "no zone of kind \"touch\""},
        {"playlists/site.json", "\"at\": [0, 90, 100, 10]}]",
         "\"at\": [0, 90, 100, 10]}], \"portrait\": [{\"name\": \"main\", \"at\": [0, 0, 100, 100]}]",
         NOON_MS, "playlists/site.json", 7, 22, "in \"portrait\""},
        {"playlists/site.json", "\"id\": \"t\",", "\"id\": \"t\", \"offer\": \"essentials\",", NOON_MS,
         G "languages/uk.json", 1, 1, "a draft that nobody has approved, offered for what cannot wait"},
        {"playlists/site.json", "\"id\": \"t\",", "\"id\": \"t\", \"offer\": {\"uk\": \"essentials\"},",
         NOON_MS, G "languages/uk.json", 1, 1,
         "uk is offered for what cannot wait, but 5 of 5 texts are missing there"},
        {"playlists/site.json", "\"id\": \"t\",", "\"id\": \"t\", \"offer\": {\"pl\": \"essentials\"},",
         NOON_MS, "playlists/site.json", 1, 29, "is offered, but the guide has no language \"pl\""},
        {"playlists/site.json", "\"id\": \"t\",", "\"id\": \"t\", \"offer\": {\"da\": \"essentials\"},",
         NOON_MS, "playlists/site.json", 1, 29, "\"da\" need not be offered here"},
        {"playlists/p.json", "\"type\": \"text\"", "\"type\": \"text\", \"page\": \"bnk\"", NOON_MS,
         "playlists/p.json", 1, 13, "no page \"bnk\"; did you mean \"bank\"?"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct loaded l;
        struct report report = {0};
        bool found = false;
        load(&l, rows[i].file, rows[i].from, rows[i].to);
        guide_check(l.site, l.guide, rows[i].now_ms, &report);
        for (size_t k = 0; k < report.count; k++)
            found =
                found ||
                (strcmp(report.items[k].file, rows[i].where) == 0 && report.items[k].line == rows[i].line &&
                 report.items[k].column == rows[i].column && strstr(report.items[k].text, rows[i].says));
        if (!found)
            fail_msg("row %zu: %zu findings, first %s:%d:%d %s", i, report.count,
                     report.count ? report.items[0].file : "", report.count ? report.items[0].line : 0,
                     report.count ? report.items[0].column : 0, report.count ? report.items[0].text : "");
        report_finish(&report);
        unload(&l);
    }
}

/* Every word of the program stands in every language of this repository. */
static void assert_language_whole(const struct guide *guide, size_t at) {
    const struct guide_language *language = &guide->languages[at];
    const char *missing = NULL;
    if (strcmp(language->tag, "en") == 0) /* compiled in */
        return;
    for (int i = 0; !missing && i < GUIDE_WORD_COUNT; i++)
        missing = language->words[i] ? NULL : guide_word_key((enum guide_word)i);
    for (int i = 0; !missing && i < WORD_COUNT; i++)
        missing = guide->shared[at].text[i] ? NULL : word_key((enum word)i);
    if (missing)
        fail_msg("playlists/guide/languages/%s.json: the word \"%s\" is missing in \"%s\"", language->tag,
                 missing, language->name);
    assert_int_equal(language->missing, 0);
}

/* The guide of this repository, whatever stands in it. */
static void the_default_guide_has_no_errors(void **state) {
    (void)state;
    char folder[] = SITE_DIR, line[800];
    struct site_files files = {folder, site_folder_read, site_folder_has};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    struct guide *guide = guide_load(site, &files, &report);
    for (size_t i = 0; i < report.count; i++)
        if (report.items[i].severity == SEVERITY_ERROR)
            fail_msg("%s", fail_format(&report.items[i], line, sizeof line));
    assert_non_null(guide);
    for (int i = 0; i < STAFF_WORD_COUNT; i++)
        assert_non_null(guide->staff.words[i]);
    for (size_t i = 0; i < guide->language_count; i++)
        assert_language_whole(guide, i);
    guide_destroy(guide);
    site_destroy(site);
    report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_guide_is_read_whole),
        cmocka_unit_test(a_doors_pages_stand_in_groups),
        cmocka_unit_test(languages_stand_in_for_each_other),
        cmocka_unit_test(a_draft_may_be_offered_for_what_cannot_wait),
        cmocka_unit_test(pages_and_doors_are_checked),
        cmocka_unit_test(texts_are_checked),
        cmocka_unit_test(languages_and_keyboards_are_checked),
        cmocka_unit_test(directories_and_the_policy_are_checked),
        cmocka_unit_test(houses_and_plans_are_checked),
        cmocka_unit_test(a_meetings_page_knows_the_way_to_its_rooms),
        cmocka_unit_test(refused_facets_leave_no_options),
        cmocka_unit_test(emergencies_and_staff_are_data),
        cmocka_unit_test(numbers_have_their_plural),
        cmocka_unit_test(a_site_without_a_guide_is_fine),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(the_default_guide_has_no_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
