/* Finding pages, entries and events: kiosk/guide/search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/time/zone.h"
#include "guide/search/search.h"
#include "guide/search/search_parts.h"
#include "support/guide_fixture.h"
#include "support/site_folder.h"

#define NOW 1796297400000LL /* 3 December 2026 11:30 UTC */
#define HOUR 3600000LL
enum { TODAY = 20790 };

static struct site site;
static struct guide guide;
static struct screen screen;
static struct event events[5];
static struct feed_data feed = {.kind = FEED_KIND_EVENTS, .feed_id = "events", .events = events};
static struct feed_data *const known[] = {&feed};
static const struct feeds feeds = {known, 1};
static struct search_index *search_index;

static int build(void **state) {
    (void)state;
    static const char *const children[] = {"children"}, *const hall[] = {"Town hall"},
                             *const other[] = {"Other"};
    memset(&site, 0, sizeof site);
    memset(&screen, 0, sizeof screen);
    site.zone = zone_create("Europe/Copenhagen");
    guide_fixture(&guide, &site);
    guide.languages[FIXTURE_EN].stop_words = "how, do, I";
    screen.event_names = hall;
    screen.event_name_count = 1;
    events[0] = (struct event){.id = "1", .title = "Doctor Who", .start_ms = NOW - 3 * HOUR, .end_ms = NOW};
    events[1] = (struct event){.id = "2",
                               .title = "Chess for all",
                               .lead = "No doctor needed",
                               .room = "Beginners’ room",
                               .start_ms = NOW - HOUR,
                               .end_ms = NOW + 1};
    events[2] = (struct event){.id = "3",
                               .title = "Storytelling",
                               .place = "Ballerup Bibliotek",
                               .start_ms = NOW + HOUR,
                               .end_ms = NOW + 2 * HOUR,
                               .tags = children,
                               .tag_count = 1};
    events[3] = (struct event){.id = "4",
                               .title = "Elsewhere",
                               .start_ms = NOW + HOUR,
                               .end_ms = NOW + 2 * HOUR,
                               .screens = other,
                               .screen_count = 1};
    events[4] = (struct event){.id = "5",
                               .title = "Story café",
                               .start_ms = NOW + 9 * HOUR,
                               .end_ms = NOW + 9 * HOUR,
                               .screens = hall,
                               .screen_count = 1};
    feed.count = LENGTH(events);
    search_index = search_index_create(&guide, &feeds);
    return search_index != NULL ? 0 : -1;
}

static int finish(void **state) {
    (void)state;
    search_index_destroy(search_index);
    search_index_destroy(NULL);
    zone_destroy(site.zone);
    return 0;
}

static const struct {
    const char *text, *folded, *why;
} folds[] = {
    {"Læge på Rådhuset", "lage pa radhuset", "Danish"},
    {"LAEGE PAA RAADHUSET", "lage pa radhuset", "Danish on an English keyboard"},
    {"København", "kobenhavn", "o with a stroke"},
    {"Koebenhavn", "kobenhavn", "and without"},
    {"Straße STRASSE", "strasse strasse", "German"},
    {"Müll Muell Ärzte Aerzte Möbel Moebel", "mull mull arzte arzte mobel mobel", "without umlauts"},
    {"Żółć, gęślą jaźń!", "zolc gesla jazn", "Polish"},
    {"ăâîșț ĂÂÎȘȚ", "aist aist", "Romanian; two a are one"},
    {"Isparta ISPARTA ısparta İsparta", "isparta isparta isparta isparta", "Turkish dotted and dotless i"},
    {"œuvre Đorđe Þór", "ouvre dorde thor", "French, Serbian, Icelandic"},
    {"ΟΔΟΣ οδός", "οδοσ οδοσ", "Greek: accent and final sigma"},
    {"Київ Ґанок", "киів ганок", "Ukrainian"},
    {"сім'я сім’я сімʼя", "сімя сімя сімя", "every apostrophe"},
    {"Ёлка ЙОД", "елка иод", "Russian"},
    {"أحمد إحمد آحمد ٱحمد احمد", "احمد احمد احمد احمد احمد", "Arabic: forms of alef"},
    {"مُسْتَشْفًى مستشفي", "مستشفي مستشفي", "vowel marks; alef maqsura"},
    {"مدرسة مدرسه", "مدرسه مدرسه", "teh marbuta"},
    {"العـــربية", "العربيه", "tatweel"},
    {"ایران ایراني کتاب كتاب", "ايران ايراني كتاب كتاب", "Farsi yeh and kaf"},
    {"می\u200cخواهم", "ميخواهم", "zero width non-joiner"},
    {"ﻻ ﷲ", "لا الله", "presentation forms"},
    {"١١٢ ۱۱۲ १८१३", "112 112 1813", "digits of other scripts"},
    {"שָׁלוֹם מלך", "שלומ מלכ", "Hebrew points and final forms"},
    {"क़लम हिन्दी", "कलम हिन्दी", "Hindi: without nukta, with vowel signs and virama"},
    {"ＡＢＣ１２３ ﾃｽﾄ", "abc123 テスト", "wide and narrow forms"},
    {"看医生。", "看医生", "Chinese"},
    {"한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "Korean: letters, so that half a syllable matches"},
    {"ไทย", "ไทย", "Thai"},
    {"  CPR-nummer / e-mail\t(nyt) ", "cpr nummer e mail nyt", "one space between words"},
    {"bolig\u00adselskab", "boligselskab", "soft hyphen"},
    {"ﬁn Ⅻ ½", "fin xii 1 2", "compatibility forms"},
    {"…!?", "", "nothing to look for"},
    {"a\xff\xc3", "a", "broken UTF-8"},
};

static void what_looks_alike_is_alike(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(folds); i++) {
        char out[200];
        size_t length = search_fold(folds[i].text, out, sizeof out);
        if (strcmp(out, folds[i].folded) != 0 || length != strlen(out))
            fail_msg("%s: \"%s\" is \"%s\", not \"%s\"", folds[i].why, folds[i].text, out, folds[i].folded);
        char again[200];
        search_fold(out, again, sizeof again);
        assert_string_equal(again, out); /* folding what is folded changes nothing */
    }
}

static void folding_stays_inside_its_room(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(folds); i++)
        for (size_t size = 0; size <= strlen(folds[i].folded) + 1; size++) {
            char *out = malloc(size + 1); /* the sanitizer sees a byte too many */
            assert_non_null(out);
            size_t length = search_fold(folds[i].text, out, size);
            if (size > 0) {
                assert_true(length < size);
                assert_memory_equal(out, folds[i].folded, length);
                assert_int_equal(out[length], 0);
                assert_int_not_equal(folds[i].folded[length] & 0xc0, 0x80); /* whole characters */
            }
            free(out);
        }
}

/* "page:doctor", "entry:bk", "event:2", separated by spaces. */
static const char *names(const char *query, int language) {
    static char out[400];
    struct found found[8];
    size_t count = search(search_index, &screen, language, query, NOW, found, LENGTH(found)), length = 0;
    out[0] = 0;
    for (size_t i = 0; i < count; i++) {
        const char *kind = found[i].kind == FOUND_PAGE    ? "page"
                           : found[i].kind == FOUND_ENTRY ? "entry"
                           : found[i].kind == FOUND_EVENT ? "event"
                                                          : "emergency";
        const char *id = found[i].kind == FOUND_PAGE    ? found[i].page->id
                         : found[i].kind == FOUND_ENTRY ? found[i].entry->id
                         : found[i].kind == FOUND_EVENT ? found[i].event->id
                                                        : "";
        length += (size_t)snprintf(out + length, sizeof out - length, "%s%s:%s", i > 0 ? " " : "", kind, id);
        assert_true(i == 0 || found[i - 1].score >= found[i].score);
    }
    return out;
}

static void the_right_thing_comes_first(void **state) {
    (void)state;
    static const struct {
        const char *query;
        int language;
        const char *expected, *why;
    } rows[] = {
        {"", FIXTURE_EN, "", "nothing typed"},
        {"?!", FIXTURE_EN, "", "no letters"},
        {"doctor", FIXTURE_EN,
         "page:doctor event:2 emergency:", "title before an event's text; one that is over is not found"},
        {"doc", FIXTURE_EN,
         "page:doctor event:2 page:first-days emergency:", "from the start of words; a text last"},
        {"octor", FIXTURE_EN, "page:doctor", "a letter is missing; summaries are not forgiven"},
        {"docotr", FIXTURE_EN, "page:doctor", "two are swapped"},
        {"dokter", FIXTURE_EN, "", "two errors are too many"},
        {"dcto", FIXTURE_EN, "", "a short word has none"},
        {"illnes", FIXTURE_EN, "page:doctor emergency:", "a synonym"},
        {"ilness", FIXTURE_EN, "page:doctor", "a synonym with an error"},
        {"doctor find", FIXTURE_EN, "page:doctor", "every word, in any order"},
        {"doctor bank", FIXTURE_EN, "page:doctor event:2",
         "not all on one page: what is in a title or a synonym"},
        {"how do I find a doctor", FIXTURE_EN, "page:doctor", "words that ask, and short ones, say nothing"},
        {"how do", FIXTURE_EN, "page:doctor event:2", "nothing else is typed"},
        {"doctors", FIXTURE_EN, "page:doctor", "plural"},
        {"doctorvisit", FIXTURE_EN, "page:doctor", "a compound"},
        {"лікаря", FIXTURE_UK, "page:doctor", "inflected"},
        {"doctor zzzzz", FIXTURE_EN, "page:doctor event:2", "a word that stands nowhere"},
        {"bank", FIXTURE_EN, "page:first-days page:school", "in the text; in the guide's order"},
        {"school", FIXTURE_EN, "page:school", "title"},
        {"document", FIXTURE_UK, "page:first-days", "a text that stands in for a missing one"},
        {"skole", FIXTURE_EN, "page:school", "the Danish word helps everybody"},
        {"laege", FIXTURE_UK, "page:doctor", "also without æ"},
        {"лікар", FIXTURE_UK, "page:doctor", "Ukrainian"},
        {"Реєстрація", FIXTURE_UK, "page:cpr", "a Ukrainian synonym"},
        {"طَبيب", FIXTURE_AR, "page:doctor", "Arabic with a vowel mark"},
        {"医生", FIXTURE_ZH, "page:doctor", "Chinese has no spaces"},
        {"register", FIXTURE_EN, "page:cpr", "summary"},
        {"football", FIXTURE_EN, "entry:bk", "an option of a directory's entry"},
        {"chess", FIXTURE_EN, "event:2 entry:queens", "title start before an option"},
        {"story", FIXTURE_EN, "event:5 event:3", "a whole word before the start of one"},
        {"chess beginners", FIXTURE_EN, "entry:queens event:2", "the word that is found worst decides"},
        {"children", FIXTURE_EN, "event:3", "by its tag"},
        {"bibliotek", FIXTURE_EN, "event:3", "by its place"},
        {"cafe", FIXTURE_EN, "event:5", "without its accent; a moment that is still to come"},
        {"112", FIXTURE_EN, "emergency:", "the number that is called in need"},
        {"11", FIXTURE_EN, "emergency:", "the start of it"},
        {"Police", FIXTURE_UK, "emergency:", "who comes, in any language"},
        {"paramedics", FIXTURE_EN, "emergency:", "what people type who need it"},
        {"emergncy", FIXTURE_EN, "emergency:", "in a hurry"},
        {"elsewhere", FIXTURE_EN, "", "meant for another screen"},
        {"beer", FIXTURE_EN, "", "a page past its date"},
        {"c", FIXTURE_EN,
         "page:cpr page:clubs event:2 page:school entry:bk event:5 page:first-days page:doctor",
         "title starts, title words, synonyms"},
    };
    int wrong = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *got = names(rows[i].query, rows[i].language);
        if (strcmp(got, rows[i].expected) == 0)
            continue;
        print_error("%s: \"%s\" finds \"%s\", not \"%s\"\n", rows[i].why, rows[i].query, got,
                    rows[i].expected);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void ones_own_language_comes_first(void **state) {
    (void)state;
    assert_string_equal(names("find", FIXTURE_EN), "page:doctor page:first-days");
    assert_string_equal(names("find", FIXTURE_DA), "page:doctor page:first-days");
    struct found english, ukrainian;
    assert_int_equal(search(search_index, &screen, FIXTURE_EN, "school", NOW, &english, 1), 1);
    assert_int_equal(search(search_index, &screen, FIXTURE_UK, "school", NOW, &ukrainian, 1), 1);
    assert_true(english.score > ukrainian.score);
}

/* Whatever language is shown and whatever language somebody types. */
static void whom_to_call_comes_first(void **state) {
    (void)state;
    static const struct {
        const char *language, *query;
        bool first;
    } rows[] = {
        {"en", "112", true},     {"da", "112", true},       {"uk", "112", true},
        {"ar", "١١٢", true},     {"en", "114", true},       {"en", "1813", true},
        {"en", "police", true},  {"en", "politi", true},    {"en", "ambulance", true},
        {"da", "politi", true},  {"da", "brandv", true},    {"da", "ambulance", true},
        {"uk", "поліція", true}, {"uk", "швидка", true},    {"ar", "الشرطة", true},
        {"ar", "الإسعاف", true}, {"zh-Hans", "警察", true}, {"zh-Hans", "急救", true},
        {"da", "police", true},  {"en", "politly", true},   {"en", "pole", false},
        {"en", "days", false},   {"da", "flytning", false}, {"en", "library", false},
    };
    char folder[] = TEST_DATA "/data/records/site";
    struct site_files files = {folder, site_folder_read, site_folder_has};
    struct report report = {0};
    struct site *own = site_load(&files, &report);
    struct guide *whole = own ? guide_load(own, &files, &report) : NULL;
    struct search_index *index = whole ? search_index_create(whole, NULL) : NULL;
    assert_non_null(index);
    int wrong = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct found found[SEARCH_RESULTS_MAX];
        size_t count = search(index, own->screens, guide_language_find(whole, rows[i].language),
                              rows[i].query, NOW, found, LENGTH(found));
        if ((count > 0 && found[0].kind == FOUND_EMERGENCY) == rows[i].first)
            continue;
        print_error("%s: \"%s\"\n", rows[i].language, rows[i].query);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    search_index_destroy(index);
    guide_destroy(whole);
    site_destroy(own);
    report_finish(&report);
}

static void no_more_than_there_is_room_for(void **state) {
    (void)state;
    struct found all[SEARCH_RESULTS_MAX], two[3];
    memset(two, 0xa5, sizeof two);
    struct found untouched = two[2];
    size_t count = search(search_index, &screen, FIXTURE_EN, "c", NOW, all, LENGTH(all));
    assert_true(count > 2);
    assert_int_equal(search(search_index, &screen, FIXTURE_EN, "c", NOW, two, 2), 2);
    assert_memory_equal(&untouched, &two[2], sizeof untouched);
    for (int i = 0; i < 2; i++)
        assert_true(two[i].page == all[i].page && two[i].score == all[i].score);
    assert_int_equal(search(search_index, &screen, FIXTURE_EN, "c", NOW, two, 0), 0);
    assert_int_equal(search(NULL, &screen, FIXTURE_EN, "c", NOW, two, 2), 0);
}

static void one_edit_and_no_more(void **state) {
    (void)state;
    static const struct {
        const char *query, *word;
        bool near;
    } rows[] = {
        {"doctor", "doctor", true},        {"doktor", "doctor", true},        {"dctor", "doctor", true},
        {"doctoor", "doctor", true},       {"docotr", "doctor", true},        {"doctorx", "doctor", true},
        {"octor", "doctor", true},         {"xdoctor", "doctor", true},       {"odctor", "doctor", true},
        {"docktr", "doctor", false},       {"dockter", "doctor", false},      {"doctorxy", "doctor", false},
        {"kinderg", "kindergarten", true}, {"kindreg", "kindergarten", true}, {"лікра", "лікаря", true},
        {"лкаря", "лікаря", true},         {"лісаря", "лікаря", true},        {"лісаг", "лікаря", false},
        {"школа", "ратуша", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (search_nearly(rows[i].query, strlen(rows[i].query), rows[i].word, strlen(rows[i].word), 1) !=
            rows[i].near)
            fail_msg("\"%s\" and \"%s\"", rows[i].query, rows[i].word);
}

static void two_edits_in_a_long_word(void **state) {
    (void)state;
    static const struct {
        const char *query, *word;
        bool near;
    } rows[] = {
        {"kindregatren", "kindergarten", true}, {"kindregarden", "kindergarten", true},
        {"psycholgst", "psychologist", true},   {"kinderxxgarten", "kindergarten", true},
        {"kiderrgaten", "kindergarten", false}, {"лікраа", "лікаря", true},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (search_nearly(rows[i].query, strlen(rows[i].query), rows[i].word, strlen(rows[i].word), 2) !=
            rows[i].near)
            fail_msg("\"%s\" and \"%s\"", rows[i].query, rows[i].word);
}

static void another_form_or_a_part(void **state) {
    (void)state;
    enum { FORM = 1, PART = 2, TAIL = 4, PREFIX = 8, COMPOUND_FAR = 16, SUFFIX_FAR = 32 };
    static const struct {
        const char *query, *word;
        int like;
    } rows[] = {
        {"skoler", "skole", FORM},
        {"skolerne", "skole", FORM},
        {"школу", "школа", FORM},
        {"lekarza", "lekarz", FORM},
        {"okullar", "okul", FORM},
        {"wohnungen", "wohnung", FORM},
        {"вагітність", "вагітна", FORM},
        {"страхування", "страховка", 0},
        {"bil", "bilist", 0},
        {"ko", "kort", 0},
        {"skat", "skaterbane", 0},
        {"card", "health", 0},
        {"المدارس", "مدرسة", 0},
        {"الطبيب", "طبيب", FORM},
        {"بالدراجة", "دراجة", FORM},
        {"حمل", "الحمل", FORM},
        {"lagetider", "lage", PART},
        {"skattekort", "skat", PART},
        {"studenterbolig", "bolig", TAIL},
        {"bolig", "studenterbolig", TAIL},
        {"проголосувати", "голосувати", TAIL | PREFIX},
        {"zaglosowac", "glosowac", TAIL | PREFIX},
        {"закрити", "зима", 0},
        {"jobsuche", "job", COMPOUND_FAR},
        {"schwimmhalle", "schwimmen", COMPOUND_FAR | SUFFIX_FAR},
        {"tasiniyorum", "tasinmak", SUFFIX_FAR},
        {"disim", "dis", SUFFIX_FAR},
    };
    int wrong = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *query = rows[i].query, *word = rows[i].word;
        size_t q = strlen(query), w = strlen(word);
        int like = search_kin(query, q, word, w);
        if (like == 0) /* what is looked at only then */
            like |= search_kin_part(query, q, word, w) << 1 |
                    search_kin_tail(query, q, word, w, SEARCH_COMPOUNDS) << 2 |
                    search_kin_tail(query, q, word, w, SEARCH_PREFIXES) << 3;
        if (like == 0)
            like |= search_kin_far(query, q, word, w, SEARCH_COMPOUNDS) << 4 |
                    search_kin_far(query, q, word, w, SEARCH_SUFFIXES) << 5;
        if (like == rows[i].like)
            continue;
        print_error("\"%s\" and \"%s\": %d, not %d\n", query, word, like, rows[i].like);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void languages_make_words_in_their_own_ways(void **state) {
    (void)state;
    assert_true(search_makes("da", SEARCH_COMPOUNDS) && search_makes("de-CH", SEARCH_COMPOUNDS));
    assert_true(search_makes("tr", SEARCH_SUFFIXES) && search_makes("uk", SEARCH_PREFIXES));
    assert_false(search_makes("en", SEARCH_COMPOUNDS) || search_makes("d", SEARCH_COMPOUNDS) ||
                 search_makes("zh-Hans", SEARCH_SUFFIXES) || search_makes("da", SEARCH_PREFIXES));
}

static void the_nearest_are_offered(void **state) {
    (void)state;
    struct found found[SEARCH_NEAREST_MAX];
    size_t count = search_nearest(search_index, &screen, FIXTURE_EN, "dokterr", NOW, found);
    assert_true(count >= 1 && count <= SEARCH_NEAREST_MAX);
    assert_string_equal(found[0].page->id, "doctor");
    for (size_t i = 0; i < count; i++)
        assert_true(found[i].kind == FOUND_PAGE && found[i].score > 0 &&
                    (i == 0 || found[i].score <= found[i - 1].score));
    assert_int_equal(search_nearest(search_index, &screen, FIXTURE_EN, "?!", NOW, found), 0);
    assert_int_equal(search_nearest(search_index, &screen, FIXTURE_EN, "ωωωω", NOW, found), 0);
    assert_int_equal(search_nearest(NULL, &screen, FIXTURE_EN, "doctor", NOW, found), 0);
}

static int64_t clock_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec * 1000000000ll + t.tv_nsec;
}

/* The largest content there may be: 200 pages of 300 words in two languages and titles in fourteen, 2 000
 * events. The time is printed; the limit leaves room for sanitizers and a busy machine. */
static void a_key_costs_little(void **state) {
    (void)state;
    enum { PAGES = 200, EVENTS = 2000, LANGUAGES = 14, WORDS = 300 };
    static const char *const parts[] = {"kom", "mune", "skole", "bo",    "lig", "regi", "ster",
                                        "læ",  "ge",   "kort",  "arbej", "de",  "tid",  "hus",
                                        "ø",   "vej",  "bør",   "ne",    "pas", "ning"};
    struct guide *big = calloc(1, sizeof *big);
    struct event *many = calloc(EVENTS, sizeof *many);
    char *text = malloc(PAGES * WORDS * 40);
    assert_true(big != NULL && many != NULL && text != NULL);
    uint32_t dice = 1;
    size_t used = 0;
    for (int w = 0; w < PAGES * WORDS; w++) {
        for (int p = 0; p < 3; p++, dice = dice * 1664525 + 1013904223)
            used += (size_t)sprintf(text + used, "%s", parts[(dice >> 16) % LENGTH(parts)]);
        text[used++] = w % WORDS == WORDS - 1 ? 0 : ' ';
    }
    guide_fixture(big, &site);
    struct localized_entry titles[LANGUAGES];
    for (int l = 0; l < LANGUAGES; l++)
        titles[l] =
            (struct localized_entry){l < 5 ? big->languages[l].tag : "xx", "Hvordan jeg finder bolig", 0, 0};
    struct guide_block blocks[PAGES];
    struct guide_text texts[PAGES][2];
    const char *at = text;
    for (int p = 0; p < PAGES; p++, at += strlen(at) + 1) {
        blocks[p] = (struct guide_block){BLOCK_PARAGRAPH, at, 0, 1};
        texts[p][0] = (struct guide_text){"en", "", &blocks[p], 1, 0, NULL};
        texts[p][1] = (struct guide_text){"da", "", &blocks[p], 1, 0, NULL};
        struct localized title = {LANGUAGES, titles};
        if (p == FIXTURE_EVENTS)
            continue;
        big->pages[p] = (struct guide_page){.kind = PAGE_TEXT,
                                            .id = "p",
                                            .title = title,
                                            .summary = title,
                                            .keywords = title,
                                            .texts = texts[p],
                                            .text_count = 2};
    }
    big->page_count = PAGES;
    char leads[20][200];
    for (int i = 0; i < 20; i++)
        snprintf(leads[i], sizeof leads[i], "%.180s", text + i * 1000);
    for (int e = 0; e < EVENTS; e++)
        many[e] = (struct event){.id = "e",
                                 .title = "Sprogcafé for alle",
                                 .lead = leads[e % 20],
                                 .place = "Ballerup Bibliotek",
                                 .start_ms = NOW,
                                 .end_ms = NOW + HOUR};
    struct feed_data data = {.kind = FEED_KIND_EVENTS, .feed_id = "events", .events = many, .count = EVENTS};
    struct feed_data *const list[] = {&data};
    struct feeds some = {list, 1};
    int64_t begun = clock_ns();
    struct search_index *index = search_index_create(big, &some);
    int64_t made = clock_ns() - begun;
    assert_non_null(index);
    static const char *const typed[] = {"b",          "bo",
                                        "bol",        "bolig",
                                        "boligskole", "boligskole kort",
                                        "zzzzz",      "hvordan bolix",
                                        "s",          "sprogcafe for alle"};
    int64_t slowest = 0;
    for (size_t i = 0; i < LENGTH(typed); i++) {
        struct found found[SEARCH_RESULTS_MAX];
        int64_t best = INT64_MAX;
        size_t count = 0;
        for (int round = 0; round < 5; round++) {
            begun = clock_ns();
            count = search(index, &screen, FIXTURE_EN, typed[i], NOW, found, LENGTH(found));
            int64_t took = clock_ns() - begun;
            best = took < best ? took : best;
        }
        print_message("\"%s\": %zu results, %.3f ms\n", typed[i], count, (double)best / 1e6);
        slowest = best > slowest ? best : slowest;
    }
    print_message("index made in %.1f ms, %zu KiB\n", (double)made / 1e6, index->folded_count / 1024);
    search_index_destroy(index);
    free(text);
    free(many);
    free(big);
    assert_true(slowest < made / 2); /* looked through several times, but never folded anew */
}

/* On a Latin keyboard: syllable by syllable, as one word, or only its beginning. */
static void chinese_is_found_by_its_pinyin(void **state) {
    (void)state;
    static const struct localized_entry title = {"zh-Hans", "医疗卡和医生", 0, 0},
                                        words = {"zh-Hans", "看病, 儿童保育", 0, 0};
    static const struct {
        const char *query;
        bool found;
    } rows[] = {{"医生", true},        {"kanbing", true},  {"kan bing", true}, {"kanb", true},
                {"ertongbaoyu", true}, {"yinhang", false}, {"看病", true}};
    struct localized old_title = guide.pages[FIXTURE_DOCTOR].title,
                     old_words = guide.pages[FIXTURE_DOCTOR].keywords;
    guide.pages[FIXTURE_DOCTOR].title = (struct localized){1, &title};
    guide.pages[FIXTURE_DOCTOR].keywords = (struct localized){1, &words};
    struct search_index *index = search_index_create(&guide, NULL);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct found found[8];
        size_t count =
            search(index, &screen, guide_language_find(&guide, "zh-Hans"), rows[i].query, NOW, found, 8);
        bool there = false;
        for (size_t k = 0; k < count; k++)
            there |= found[k].kind == FOUND_PAGE && found[k].page == &guide.pages[FIXTURE_DOCTOR];
        if (there != rows[i].found)
            fail_msg("%s", rows[i].query);
    }
    search_index_destroy(index);
    guide.pages[FIXTURE_DOCTOR].title = old_title;
    guide.pages[FIXTURE_DOCTOR].keywords = old_words;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_looks_alike_is_alike),
        cmocka_unit_test(folding_stays_inside_its_room),
        cmocka_unit_test(the_right_thing_comes_first),
        cmocka_unit_test(ones_own_language_comes_first),
        cmocka_unit_test(whom_to_call_comes_first),
        cmocka_unit_test(no_more_than_there_is_room_for),
        cmocka_unit_test(one_edit_and_no_more),
        cmocka_unit_test(a_key_costs_little),
        cmocka_unit_test(another_form_or_a_part),
        cmocka_unit_test(the_nearest_are_offered),
        cmocka_unit_test(two_edits_in_a_long_word),
        cmocka_unit_test(languages_make_words_in_their_own_ways),
        cmocka_unit_test(chinese_is_found_by_its_pinyin),
    };
    return cmocka_run_group_tests(tests, build, finish);
}
