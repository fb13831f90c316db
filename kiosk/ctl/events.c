#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/feed/feed.h"
#include "core/time/instant.h"
#include "core/time/zone.h"
#include "ctl/command.h"
#include "system/disk.h"
#include "system/intake_client.h"

static const char USAGE[] =
    "usage: kioskctl events FILE --from T --to T [--tz ZONE] [--format F] [--json]\n"
    "Lists the events of a calendar or feed that overlap [from, to), as a screen would get them.\n"
    "T is ISO 8601, local to ZONE (default Europe/Copenhagen) without an offset. F is a \"format\" of "
    "feeds in site.json,\n"
    "guessed from the content when not given.\n";

enum { FILE_MAX = 16 << 20 };

struct options {
    const char *file, *from, *to, *zone_name, *format;
    bool json;
};

/* By the first character that counts; the jail finds out whether it is true. */
static const char *guess(const char *bytes) {
    if (strncmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes += 3;
    bytes += strspn(bytes, " \t\r\n");
    return *bytes == '[' ? "dpl-events" : *bytes == '<' ? "rss" : "ics";
}

/* Instants keep their offset; the days of an all-day event are dates, the last one exclusive. */
static void moment(const struct event *event, int64_t ms, const struct zone *zone, char *text, size_t size) {
    if (!event->all_day) {
        instant_format(ms, zone, text, size);
        return;
    }
    struct civil day = zone_local(zone, ms);
    snprintf(text, size, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static bool print(const struct feed_data *feed, const struct zone *zone, bool as_json) {
    json_t *list = json_array();
    for (size_t i = 0; i < feed->count; i++) {
        const struct event *event = &feed->events[i];
        char start[40], end[40];
        moment(event, event->start_ms, zone, start, sizeof(start));
        moment(event, event->end_ms, zone, end, sizeof(end));
        const char *state = event_state_names[event->state];
        if (as_json)
            json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:b, s:s?, s:s, s:s?}", "id",
                                                  event->id, "title", event->title, "start", start, "end",
                                                  end, "all_day", event->all_day, "place", event->place,
                                                  "state", state, "url", event->url));
        else
            printf("%-25s  %-25s  %-9s  %s%s%s\n", start, end, state, event->title, event->place ? " · " : "",
                   event->place ? event->place : "");
    }
    bool ok = !as_json || (json_dumpf(list, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF);
    json_decref(list);
    return ok && fflush(stdout) == 0;
}

/* On standard error, so that the list stays a list. */
static void say_left_out(const struct options *options, const struct feed_data *feed,
                         const struct zone *zone) {
    const char *file = options->file;
    size_t left_out = feed->left_out, unusable = feed->unusable;
    if (left_out > 0 && feed->count > 0) {
        char last[40];
        const struct event *event = &feed->events[feed->count - 1];
        moment(event, event->start_ms, zone, last, sizeof(last));
        fprintf(stderr,
                "kioskctl events: %s: %zu event%s left out, because a feed has at most %d events and %d MiB: "
                "the next "
                "%zu are kept, the last of them begins %s\n",
                file, left_out, left_out == 1 ? " is" : "s are", FEED_ITEMS_MAX, FEED_BYTES_MAX >> 20,
                feed->count, last);
    }
    if (unusable > 0)
        fprintf(
            stderr,
            "kioskctl events: %s: %zu event%s left out, because a date or repetition in %s cannot be used\n",
            file, unusable, unusable == 1 ? " is" : "s are", unusable == 1 ? "it" : "them");
    if (feed->note)
        fprintf(stderr, "kioskctl events: %s: %s\n", file, feed->note);
}

static bool list_events(const struct options *options, const struct zone *zone, int64_t from_ms,
                        int64_t to_ms, struct fail *fail) {
    char *bytes = NULL, *out = NULL, from[32], to[32];
    size_t size = 0, out_size = 0;
    snprintf(from, sizeof(from), "%" PRId64, from_ms / 1000);
    snprintf(to, sizeof(to), "%" PRId64, to_ms / 1000);
    const char *const args[] = {"--from", from, "--to", to, "--tz", options->zone_name, NULL};
    if (!disk_read(options->file, FILE_MAX, &bytes, &size, fail))
        return false;
    const char *format = options->format ? options->format : guess(bytes);
    const struct intake_request request = {
        .format = format, .args = args, .bytes = bytes, .size = size, .max = FEED_BYTES_MAX};
    bool ok = intake_run(&request, &out, &out_size, fail);
    struct feed_data *feed = ok ? feed_parse("events", out, out_size, to_ms, fail) : NULL;
    ok = feed != NULL;
    if (ok && feed->kind != FEED_KIND_EVENTS)
        ok = fail_set(fail, "this is a feed without events");
    if (ok && !print(feed, zone, options->json))
        ok = fail_set(fail, "cannot write");
    if (ok)
        say_left_out(options, feed, zone);
    feed_destroy(feed);
    free(bytes);
    free(out);
    return ok;
}

static bool options_parse(int argc, char **argv, struct options *options) {
    static const struct option names[] = {{"from", required_argument, NULL, 'a'},
                                          {"to", required_argument, NULL, 'b'},
                                          {"tz", required_argument, NULL, 'z'},
                                          {"format", required_argument, NULL, 'f'},
                                          {"json", no_argument, NULL, 'j'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    int letter;
    optind = 1;
    while ((letter = getopt_long(argc, argv, "", names, NULL)) != -1)
        switch (letter) {
        case 'a':
            options->from = optarg;
            break;
        case 'b':
            options->to = optarg;
            break;
        case 'z':
            options->zone_name = optarg;
            break;
        case 'f':
            options->format = optarg;
            break;
        case 'j':
            options->json = true;
            break;
        case 'h':
            fputs(USAGE, stdout);
            exit(0);
        default:
            return false;
        }
    options->file = optind + 1 == argc ? argv[optind] : NULL;
    return options->file && options->from && options->to;
}

static bool format_known(const char *name) {
    enum feed_format format;
    char all[200];
    if (!name || feed_format_find(name, &format))
        return true;
    fprintf(stderr, "kioskctl events: --format %s: there is no such format; known are %s\n", name,
            feed_format_names(all, sizeof all));
    return false;
}

static int run_command(int argc, char **argv) {
    struct options options = {.zone_name = "Europe/Copenhagen"};
    if (!options_parse(argc, argv, &options)) {
        fputs(USAGE, stderr);
        return 2;
    }
    if (!format_known(options.format))
        return 2;
    struct zone *zone = zone_create(options.zone_name);
    int64_t from_ms, to_ms;
    if (!zone || !instant_parse(options.from, zone, &from_ms) || !instant_parse(options.to, zone, &to_ms) ||
        from_ms >= to_ms) {
        fputs(
            "kioskctl events: --from and --to are times like 2026-12-24T15:00, the first before the second, "
            "and --tz a zone like Europe/Copenhagen\n",
            stderr);
        zone_destroy(zone);
        return 2;
    }
    struct fail fail = {0};
    bool ok = list_events(&options, zone, from_ms, to_ms, &fail);
    if (!ok)
        fprintf(stderr, "kioskctl events: %s: %s\n", options.file, fail.text);
    zone_destroy(zone);
    return ok ? 0 : 1;
}

const struct command command_events = {
    .name = "events",
    .purpose = "list what a calendar or feed holds",
    .usage = USAGE,
    .run = run_command,
};
