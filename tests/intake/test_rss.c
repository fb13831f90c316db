/* Feeds as they are in the wild: what of each reaches the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/feed/feed.h"
#include "intake/intake.h"

#define NOW_MS INT64_C(1795694400000) /* 2026-11-26T12:00:00Z */

static struct intake_options options = {.from_ms = NOW_MS, .to_ms = NOW_MS + 1, .now_ms = NOW_MS};

static struct feed_data *take(const char *bytes, size_t size, struct fail *fail) {
    char *out = NULL;
    size_t out_size = 0;
    if (!rss_intake(bytes, size, &options, &out, &out_size, fail))
        return NULL;
    struct feed_data *feed = feed_parse("test", out, out_size, 0, fail);
    if (!feed)
        fail_msg("the reader refuses what intake wrote: %s\n%s", fail->text, out);
    free(out);
    return feed;
}

/* "title|title", in the order of the screen; with the address or the time (seconds before now) when asked
 * for. */
enum show { TITLES, ADDRESSES, AGES };

static void expect(const char *why, const char *bytes, size_t size, enum show show, const char *expected) {
    struct fail fail = {0};
    char text[4000] = "";
    size_t used = 0;
    struct feed_data *feed = take(bytes, size, &fail);
    for (size_t i = 0; feed && i < feed->count; i++) {
        const struct headline *item = &feed->headlines[i];
        used += (size_t)snprintf(text + used, sizeof(text) - used, "%s", i > 0 ? "|" : "");
        if (show == AGES && item->time_ms)
            snprintf(text + used, sizeof(text) - used, "%lld", (long long)(NOW_MS - item->time_ms) / 1000);
        else if (show == TITLES)
            snprintf(text + used, sizeof(text) - used, "%s", item->title);
        else
            snprintf(text + used, sizeof(text) - used, "%s",
                     show == ADDRESSES && item->url ? item->url : "-");
        used += strlen(text + used);
    }
    feed_destroy(feed);
    if (!feed || strcmp(text, expected) != 0)
        fail_msg("%s: expected %s, got %s%s", why, expected, text, fail.text);
}

#define RSS(items) "<rss version='2.0'><channel><title>C</title>" items "</channel></rss>"
#define ITEM(title) "<item><title>" title "</title></item>"

static void test_encodings(void **state) {
    (void)state;
    static const struct {
        const char *why, *charset, *bytes;
    } rows[] = {
        {"windows-1252 is what ISO-8859-1 means", NULL,
         "<?xml version='1.0' encoding='ISO-8859-1'?>" RSS(ITEM("B\xF8rn 10\x96"
                                                                "12"))},
        {"a blank line before the declaration", NULL,
         "\r\n <?xml version='1.0' encoding='latin1'?>" RSS(ITEM("B\xF8rn 10\x96"
                                                                 "12"))},
        {"UTF-8 promised, windows-1252 sent", NULL,
         "<?xml version='1.0' encoding='utf-8'?>" RSS(ITEM("B\xF8rn 10\x96"
                                                           "12"))},
        {"nothing promised", NULL,
         RSS(ITEM("B\xF8rn 10\x96"
                  "12"))},
        {"one of the two pasted from elsewhere", NULL,
         RSS(ITEM("Børn 10\x96"
                  "12"))},
        {"Latin-1 promised, UTF-8 sent", NULL,
         "<?xml version='1.0' encoding='iso-8859-1'?>" RSS(ITEM("Børn 10–12"))},
        {"the header says so", "windows-1252",
         RSS(ITEM("B\xF8rn 10\x96"
                  "12"))},
        {"another header", "ibm-865", "<?xml version='1.0'?>" RSS(ITEM("B\x9Brn 10&#150;12"))},
        {"the document's own word comes first", "ibm-865",
         "<?xml version='1.0' encoding='UTF-8'?>" RSS(ITEM("Børn 10–12"))},
        {"two marks", "ibm-865", "\xEF\xBB\xBF\n\xEF\xBB\xBF<?xml version='1.0'?>" RSS(ITEM("Børn 10–12"))},
        {"a name nobody knows", NULL, "<?xml version='1.0' encoding='x-none'?>" RSS(ITEM("Børn 10–12"))},
        {"UTF-16 said, UTF-8 sent", NULL, "<?xml version='1.0' encoding='utf-16'?>" RSS(ITEM("Børn 10–12"))},
        {"C1 controls", NULL,
         RSS(ITEM("Børn 10\xC2\x96"
                  "12"))},
        {"C1 controls by number", NULL, RSS(ITEM("Børn 10&#x96;12"))},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        options.charset = rows[i].charset;
        expect(rows[i].why, rows[i].bytes, strlen(rows[i].bytes), TITLES, "Børn 10–12");
    }
    options.charset = NULL;
    static const char narrow[] = "<?xml version='1.0' encoding='UTF-16'?>" RSS(ITEM("T"));
    char wide[2 * sizeof narrow] = "";
    for (size_t i = 0; i < sizeof narrow; i++)
        wide[2 * i] = narrow[i];
    expect("UTF-16 without a mark", wide, 2 * strlen(narrow), TITLES, "T");
}

static void test_forms(void **state) {
    (void)state;
    static const struct {
        const char *why, *bytes, *expected;
    } rows[] = {
        {"a name for RSS 2.0",
         "<rss xmlns='http://backend.userland.com/rss2'><channel>" ITEM("T") "</channel></rss>", "T"},
        {"another",
         "<rss xmlns='http://cyber.law.harvard.edu/rss/rss.html'><channel>" ITEM("T") "</channel></rss>",
         "T"},
        {"RSS 0.9",
         "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>C</title></channel>" ITEM(
             "T") "</rdf:RDF>",
         "T"},
        {"RSS 0.91",
         "<?xml version='1.0'?><!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
         "\"http://my.netscape.com/publish/formats/rss-0.91.dtd\">" RSS(ITEM("K&oslash;b")),
         "Køb"},
        {"capitals", "<RSS><Channel><Item><Title>T</Title></Item></Channel></RSS>", "T"},
        {"items beside the channel", "<rss><channel><title>C</title></channel>" ITEM("T") "</rss>", "T"},
        {"Atom 0.3",
         "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title type='text/html' "
         "mode='escaped'>A &amp;amp; B</title><modified>2026-11-26T10:00:00Z</modified></entry></feed>",
         "A & B"},
        {"words in a word", RSS(ITEM("&lt;b&gt;Vigtigt&lt;/b&gt;: CO&lt;sub&gt;2&lt;/sub&gt;")),
         "Vigtigt: CO2"},
        {"undated stay as in the feed", RSS(ITEM("Zebra") ITEM("Ære") ITEM("Alfa") ITEM("mellem")),
         "Zebra|Ære|Alfa|mellem"},
        {"so do those of one time",
         RSS("<item><title>Z</title><guid>2</guid><pubDate>2026-11-26</pubDate></item>"
             "<item><title>A</title><guid>1</guid><pubDate>2026-11-26</pubDate></item>"),
         "Z|A"},
        {"one link, two titles",
         RSS("<item><title>Et</title><link>https://e.dk/</link></item>"
             "<item><title>To</title><link>https://e.dk/</link></item>"),
         "Et|To"},
        {"one link, one title: one item",
         RSS("<item><title>Et</title><link>https://e.dk/</link></item>"
             "<item><title>Et</title><link>https://e.dk/</link></item>"),
         "Et"},
        {"the newer of two",
         RSS("<item><title>old</title><guid>g</guid><pubDate>2026-11-24</pubDate></item>" ITEM(
             "x") "<item><title>new</title><guid>g</guid><pubDate>2026-11-25</pubDate></item>"),
         "new|x"},
        {"dated long ahead: not on top for ever",
         RSS("<item><title>2099</title><pubDate>Thu, 26 Nov 2099 10:00:00 GMT</pubDate></item>"
             "<item><title>now</title><pubDate>Thu, 26 Nov 2026 10:00:00 GMT</pubDate></item>"),
         "now|2099"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(rows[i].why, rows[i].bytes, strlen(rows[i].bytes), TITLES, rows[i].expected);
}

static void test_links(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"on a line of its own", "<link>\n  https://e.dk/1\t</link>", "https://e.dk/1"},
        {"a raw &", "<link>https://e.dk/?a=1&b=2</link>", "https://e.dk/?a=1&b=2"},
        {"a guid is one", "<guid>https://e.dk/1</guid>", "https://e.dk/1"},
        {"unless it says no", "<guid isPermaLink='false'>https://e.dk/1</guid>", "-"},
        {"somebody's name", "<link>https://ballerup.dk@e.example/</link>", "-"},
        {"a look-alike", "<link>https://b\xD0\xB0llerup.dk/</link>", "-"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char text[500];
        int size = snprintf(text, sizeof(text), RSS("<item><title>T</title>%s</item>"), rows[i][1]);
        expect(rows[i][0], text, (size_t)size, ADDRESSES, rows[i][2]);
    }
}

/* As far as whole items go, and the list says so. */
static void test_broken(void **state) {
    (void)state;
    static const struct {
        const char *why, *bytes, *expected;
        size_t left_out;
        const char *note;
    } rows[] = {
        {"a raw &", RSS(ITEM("Salg & køb") ITEM("AT&T")), "Salg & køb|AT&T", 0, "line 1: a \"&\""},
        {"names of HTML", RSS(ITEM("K&oslash;b") ITEM("&nbsp;&LT;3")), "Køb|<3", 0, "HTML"},
        {"control characters",
         RSS(ITEM("a\x0B"
                  "b")),
         "a b", 0, "character"},
        {"cut short", "<rss><channel>" ITEM("A") ITEM("B") "<item><title>C</ti", "A|B", 1,
         "1 items are left out"},
        {"a tag never closed", RSS(ITEM("A") "\n<item><title>B<b></title></item>" ITEM("C")), "A|C", 1,
         "line 2"},
        {"an item never closed", RSS(ITEM("A") "<item><title>B</title>" ITEM("C")), "A|C", 1, "left out"},
        {"something behind the end", RSS(ITEM("A")) "<script>x < y</script>", "A", 0, "0 items"},
        {"something before the beginning", "Warning: mysql\n<br />" RSS(ITEM("A")), "A", 0, "0 items"},
        {"Atom with prefixes",
         "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>A</a:title></a:entry></x>", "A", 0,
         "mismatch"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        expect(rows[i].why, rows[i].bytes, strlen(rows[i].bytes), TITLES, rows[i].expected);
        struct feed_data *feed = take(rows[i].bytes, strlen(rows[i].bytes), &fail);
        if (feed->unusable != rows[i].left_out || !feed->note || !strstr(feed->note, rows[i].note))
            fail_msg("%s: %zu left out, %s", rows[i].why, feed->unusable,
                     feed->note ? feed->note : "no note");
        feed_destroy(feed);
    }
}

static void test_refused(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" RSS(ITEM("&a;")), "DOCTYPE"},
        {"<!DOCTYPE r SYSTEM 'x' [<!ENTITY a 'b'>]>" RSS(ITEM("&a;")), "DOCTYPE"},
        {"<!-- > --><!DOCTYPE r [ ", "DOCTYPE"},
        {"{\"version\": \"https://jsonfeed.org/version/1\"}", "broken"},
        {"\x1F\x8B\x08\x00\x00", "broken"},
        {"<rss><channel><item>", "broken or cut short"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        if (take(rows[i][0], strlen(rows[i][0]), &fail) || !strstr(fail.text, rows[i][1]))
            fail_msg("row %zu: %s", i, fail.text);
    }
}

static void repeat(char *text, size_t size, const char *unit) {
    size_t length = strlen(unit), used = strlen(text);
    for (; used + length + 100 < size; used += length)
        memcpy(text + used, unit, length);
    text[used] = '\0';
}

/* A MiB each of what was slow, or large: squares would take hours. */
static void test_size(void **state) {
    (void)state;
    static const struct {
        const char *begin, *unit, *end;
        bool fine;
    } rows[] = {
        {"<rss><channel><item><title>T", "&lt;!--", "</title></item></channel></rss>", true},
        {"<rss><channel><item><title>T", "&lt;a", "</title></item></channel></rss>", true},
        {"<rss><channel><item><title>T", "&lt;a x=\"", "</title></item></channel></rss>", true},
        {"<rss><channel>",
         "<item><title>Nyt</title><description>Lorem ipsum dolor sit amet</description></item>",
         "</channel></rss>", true},
        {"<rss><channel>", "<item><title>Nyt & gammelt</title><b></item>", "</channel></rss>", false},
        {"<rss><channel><!--", " -- ", "--><item><title>A</title></item></channel></rss>", true},
        {"<rss><channel>", "<!--", "", false},
        {"<rss><channel><item><title>A</title></item>", "<![CDATA[", "", true},
    };
    size_t size = 1 << 20;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        strcpy(text, rows[i].begin);
        repeat(text, size, rows[i].unit);
        strcat(text, rows[i].end);
        struct feed_data *feed = take(text, strlen(text), &fail);
        if ((feed != NULL) != rows[i].fine)
            fail_msg("%s: %s", rows[i].unit, fail.text);
        feed_destroy(feed);
    }
    free(text);
}

static int setup(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    options.zone = zone;
    return zone ? 0 : -1;
}
static int teardown(void **state) {
    (void)state;
    zone_destroy((struct zone *)(uintptr_t)options.zone);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_encodings), cmocka_unit_test(test_forms),
                                       cmocka_unit_test(test_links),     cmocka_unit_test(test_broken),
                                       cmocka_unit_test(test_refused),   cmocka_unit_test(test_size)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
