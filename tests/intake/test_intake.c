/* kiosk-intake as others use it: the program itself, through system/intake_client.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "core/feed/feed.h"
#include "support/film_file.h"
#include "support/intake_here.h"
#include "system/disk.h"
#include "system/intake_client.h"

static const char *const window_2024[] = {"--from", "2024-09-01", "--to", "2025-09-01", NULL};
static const char *const window_2026[] = {"--from", "2026-10-01", "--to", "2027-01-24", NULL};

static struct feed_data *take(const char *format, const char *const *window, const void *bytes, size_t size,
                              struct fail *fail) {
    char *out = NULL;
    size_t out_size = 0;
    const struct intake_request request = {
        .format = format, .args = window, .bytes = bytes, .size = size, .max = FEED_BYTES_MAX};
    if (!intake_run(&request, &out, &out_size, fail))
        return NULL;
    struct feed_data *feed = feed_parse("test", out, out_size, 0, fail);
    if (!feed)
        fail_msg("the reader refuses what intake wrote: %s\n%s", fail->text, out);
    free(out);
    return feed;
}

static void sample_read(const char *name, char **bytes, size_t *size) {
    char path[500];
    struct fail fail;
    snprintf(path, sizeof(path), TEST_DATA "/data/feeds/%s", name);
    if (!disk_read(path, 1 << 20, bytes, size, &fail))
        fail_msg("%s", fail.text);
}

/* One line an item: seconds, state letter, title, place … compared with what the samples say when read by
 * eye.
 */
static void describe(const struct feed_data *feed, char *text, size_t size) {
    static const char states[] = {'a', 'c', 's', 'n'}, prices[] = {'?', '0', '+'};
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < feed->count && used < size; i++) {
        const struct event *event = &feed->events[i];
        const struct opening *opening = &feed->openings[i];
        const struct headline *headline = &feed->headlines[i];
        const struct departure *departure = &feed->departures[i];
        int length = 0;
        if (feed->kind == FEED_KIND_EVENTS)
            length = snprintf(text + used, size - used, "%lld+%lld %c%c%s %s|%s\n",
                              (long long)event->start_ms / 1000,
                              (long long)(event->end_ms - event->start_ms) / 60000, states[event->state],
                              prices[event->price], event->all_day ? " day" : "", event->title,
                              event->place ? event->place : "");
        else if (feed->kind == FEED_KIND_HOURS)
            length = snprintf(text + used, size - used, "%d %d-%d %s|%s\n", opening->day, opening->from_min,
                              opening->to_min, opening->category, opening->branch);
        else if (feed->kind == FEED_KIND_DEPARTURES)
            length = snprintf(text + used, size - used, "%lld+%lld %s %s\n",
                              (long long)departure->planned_ms / 1000,
                              (long long)(departure->expected_ms - departure->planned_ms) / 1000,
                              departure->line, departure->direction);
        else
            length = snprintf(text + used, size - used, "%lld %s %s\n", (long long)headline->time_ms / 1000,
                              headline->language ? headline->language : "-", headline->title);
        used += (size_t)length;
    }
}

static void expect(const char *what, const char *format, const char *const *window, const char *bytes,
                   size_t size, const char *expected) {
    struct fail fail = {0};
    char text[8000];
    struct feed_data *feed = take(format, window, bytes, size, &fail);
    if (!feed)
        fail_msg("%s: %s", what, fail.text);
    describe(feed, text, sizeof(text));
    feed_destroy(feed);
    if (strcmp(text, expected) != 0)
        fail_msg("%s: expected\n%sgot\n%s", what, expected, text);
}

static void test_samples(void **state) {
    (void)state;
    static const struct {
        const char *name, *format;
        const char *const *window;
        const char *expected;
    } rows[] = {
        /* sold out on a whole day, free because its only ticket is; cancelled stays and is shown as such */
        {"dpl-cms/events-sample.synthetic.json", "dpl-events", window_2026,
         "1796311800+120 a? International café|Ballerup Bibliotek\n"
         "1796511600+1440 s0 day Højtlæsning på arabisk – قراءة قصص للأطفال|\n"
         "1796925600+90 c? Aflyst: Book talk in English|\n"},
        /* 02:30+01:00 is the second 02:30 of that night; 75 and 0: not free */
        {"dpl-cms/dpl-cms-events.json", "dpl-events", window_2026,
         "1792850400+120 a? Sprogcafé for nye borgere / Language café|Hovedbiblioteket\n"
         "1792891800+90 c? Jazz i krypten|\n"},
        {"dpl-cms/opening_hours-sample.synthetic.json", "dpl-hours", window_2026,
         "20790 420-1320 Selvbetjening|12\n20790 600-1080 Betjent åbningstid|12\n"},
        {"dpl-cms/ding-redia-rss-event.synthetic.xml", "rss", window_2026,
         "1796311800+120 a? International café|Ballerup Bibliotek\n"},
        {"rss/newspaper-sample.synthetic.xml", "rss", window_2026,
         "1795424400 en Trains: new timetable starts in December\n"
         "1795417200 en Very long headline that has to be cut at a word border because the screen has only "
         "two "
         "lines for it and nobody wants to read more than that…\n"
         "0 ar أخبار بالعربية: رقم الطوارئ 112\n"},
        {"rss/sample-rdf.xml", "rss", window_2026, "1371247200 en A RDF News\n"},
        {"rss/sample-youtube.xml", "rss", window_2026, "1573501500 - YT_VIDEO_TITLE\n"},
        {"ics/xibo-3633-danish-municipal-allday.ics", "ics", window_2024, /* 13 days, end exclusive */
         "1734735600+18720 a? day Juleferie|\n"},
        {"ics/event_with_time_over_multiple_days_yearly.ics", "ics", window_2024,
         "1729904400+600 a? Sleep over at Bobs|\n"},
        /* the first series begins the day after the clocks change */
        {"ics/RepeatingEvent.Oct21.ics", "ics", window_2024,
         "1729461600+60 a? RepeatingEventDayAfterToday|\n1729548000+60 a? RepeatingEventDayAfterToday|\n"
         "1729634400+60 a? RepeatingEventDayAfterToday|\n1730070000+60 a? RepeatingEventWeekAfterToday|\n"
         "1730156400+60 a? RepeatingEventWeekAfterToday|\n1730242800+60 a? RepeatingEventWeekAfterToday|\n"},
        {"ics/fullday_until.ics", "ics", window_2024, "1746396000+1440 a? day Person A's Birthday|\n"},
        {"ics/sliceMultiDayEvents.ics", "ics", window_2024,
         "1726610400+1440 a? day 1 day single|\n1726696800+1440 a? day 1 day repeat|\n"
         "1726783200+2880 a? day 2 day single|\n1727042400+2880 a? day 2 day repeat|\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *bytes;
        size_t size;
        sample_read(rows[i].name, &bytes, &size);
        expect(rows[i].name, rows[i].format, rows[i].window, bytes, size, rows[i].expected);
        free(bytes);
    }
}

static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *format, *bytes, *why;
    } rows[] = {
        {"dpl-events", "<!DOCTYPE html><html><body>Log in</body></html>", "this is a web page, not a feed"},
        {"ics", "\n <html>Log in</html>", "this is a web page, not a feed"},
        {"rss", "<!-- x --><HTML></HTML>", "this is a web page, not a feed"},
        {"rss", "", "the feed is empty"},
        {"ics", "[]", "not a calendar: it does not begin with BEGIN:VCALENDAR"},
        {"dpl-events", "{}", "the feed is not a list of objects"},
        {"dpl-events", "[1]", "the feed is not a list of objects"},
        {"rss", "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss>&a;</rss>",
         "a DOCTYPE with declarations of its own is not allowed"},
        {"rss", "<opml/>", "neither RSS nor Atom"},
        {"picture", "GIF89a\1\0\1\0\0\0\0;", "not a PNG, JPEG, WebP or SVG picture"},
        {"picture", "<svg width='1' height='1'><image href='file:///etc/passwd'/></svg>",
         "the SVG contains <image> (line 1), which cannot be drawn; save the photograph as JPEG or PNG and "
         "use that"},
        {"picture", "<svg width='1' height='1'><a xlink:href='https://x.example'/></svg>",
         "the SVG refers to something outside itself (line 1)"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *out;
        size_t size;
        struct fail fail = {0};
        const struct intake_request request = {
            .format = rows[i].format, .bytes = rows[i].bytes, .size = strlen(rows[i].bytes), .max = 1 << 20};
        assert_false(intake_run(&request, &out, &size, &fail));
        assert_string_equal(fail.text, rows[i].why);
    }
}

static void test_too_much(void **state) {
    (void)state;
    size_t size = 17 << 20;
    char *bytes = malloc(size), *out;
    struct fail fail;
    assert_non_null(bytes);
    memset(bytes, '[', size);
    struct intake_request request = {.format = "dpl-events", .bytes = bytes, .size = size, .max = 1 << 20};
    assert_false(intake_run(&request, &out, &size, &fail));
    assert_string_equal(fail.text, "larger than 16 MiB");
    request.size = 100000; /* depth */
    assert_false(intake_run(&request, &out, &size, &fail));
    assert_non_null(strstr(fail.text, "broken"));
    free(bytes);
}

static enum intake_progress ask_film(const struct intake_request *request, char **out, struct fail *fail) {
    size_t size = 0;
    *out = NULL;
    assert_int_equal(lseek(*request->file, 0, SEEK_SET), 0);
    return intake_run_judged(request, out, &size, fail);
}

/* Hundreds of MB of data behind the tables: neither a file nor a pipe is read into memory, which the jail
 * gives 64 MiB of. */
static void test_film(void **state) {
    (void)state;
    enum { GROWN = 400 << 20, MAX = 1000 };
    static const char *const index[] = {"--index", "128x72,25/1,50,96000,34373", NULL};
    static const char *const other[] = {"--index", "128x72,25/1,51,96000,34373", NULL};
    static const char *const wrong[] = {"--index", "128x72,25/1,0,96000,34373", NULL};
    struct film_file film = film_file_kept();
    struct fail fail;
    char path[] = "/tmp/kiosk-film-XXXXXX", *out;
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, film.bytes, film.size) == (ssize_t)film.size);

    struct intake_request request = {.format = "film", .args = index, .file = &fd, .max = MAX};
    assert_int_equal(ask_film(&request, &out, &fail), INTAKE_DONE);
    assert_non_null(strstr(out, "\"frames\":50,\"samples\":96000,"));
    free(out);
    request.args = other;
    assert_int_equal(ask_film(&request, &out, &fail), INTAKE_REFUSED);
    assert_non_null(strstr(fail.text, "another one than its index says"));
    request.args = wrong;
    assert_int_equal(ask_film(&request, &out, &fail), INTAKE_TROUBLE);

    size_t chain[FILM_DEPTH_MAX] = {0};
    assert_int_equal(film_file_find(&film, "mdat", chain), 1);
    film_put_u32(film.bytes + chain[0], (uint32_t)(GROWN - chain[0]));
    assert_int_equal(pwrite(fd, film.bytes, film.size, 0), (ssize_t)film.size);
    request.args = NULL;
    assert_int_equal(ask_film(&request, &out, &fail), INTAKE_REFUSED);
    assert_non_null(strstr(fail.text, "cut short: it has 34373 bytes, and 419396"));
    assert_int_equal(ftruncate(fd, GROWN), 0);
    assert_int_equal(ask_film(&request, &out, &fail), INTAKE_DONE);
    assert_non_null(strstr(out, "\"bytes\":419430400,"));
    free(out);

    /* the same through a pipe, as somebody types it */
    char command[300];
    snprintf(command, sizeof command, "cat %s | " BIN_DIR "/kiosk-intake film", path);
    FILE *piped = popen(command, "re");
    char line[MAX] = "";
    assert_non_null(piped);
    assert_non_null(fgets(line, sizeof line, piped));
    assert_int_equal(pclose(piped), 0);
    assert_non_null(strstr(line, "\"bytes\":419430400,"));
    close(fd);
    unlink(path);
    free(film.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_film),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
