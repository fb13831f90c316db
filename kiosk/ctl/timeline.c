#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/scene/timeline.h"
#include "core/time/instant.h"
#include "ctl/command.h"
#include "ctl/findings.h"
#include "show/content.h"

static const char USAGE[] =
    "usage: kioskctl timeline --site DIR --screen NAME --from T --to T [--feeds DIR] [--json]\n"
    "Lists what each zone of a screen shows from T to T (ISO 8601, local to the site without an offset).\n"
    "--feeds: a folder with normalised feeds, for instance STORE/feeds.\n";

enum { ENTRIES_MAX = 200000 };

struct options {
    const char *site, *screen, *from, *to, *feeds;
    bool json;
};

static void say_entry(const struct timeline_entry *entry, const char *zone, const struct site *site,
                      json_t *list) {
    char start[40], end[40];
    instant_format(entry->start_ms, site->zone, start, sizeof(start));
    instant_format(entry->end_ms, site->zone, end, sizeof(end));
    if (list)
        json_array_append_new(list, json_pack("{s:s, s:s?, s:s, s:s, s:s}", "zone", zone, "slide",
                                              entry->slide ? entry->slide->id : NULL, "language",
                                              entry->language, "start", start, "end", end));
    else
        printf("%s  %s  %-10s %-4s %s\n", start, end, zone, entry->language,
               entry->slide ? entry->slide->id : "(nothing)");
}

/* On standard error: standard output is the list alone. */
static void say_round(const struct timeline_question *question, const char *zone, int64_t now_ms) {
    int64_t length_ms = timeline_round(question, zone, now_ms).length_ms;
    if (length_ms > ROUND_MOST_MS)
        fprintf(stderr, "kioskctl timeline: %s: a round takes %d min %d s; five minutes at most is better\n",
                zone, (int)(length_ms / 60000), (int)(length_ms / 1000 % 60));
}

static bool list_zone(const struct content *content, const struct screen *screen, const char *zone,
                      int64_t from_ms, int64_t to_ms, json_t *list) {
    const struct site *site = content_site(content);
    const struct guide *guide = content_guide(content);
    struct timeline_question question = {.site = site,
                                         .screen = screen,
                                         .feeds = content_feeds(content),
                                         .houses = house_weeks(guide ? &guide->houses : NULL)};
    size_t count = 0;
    say_round(&question, zone, from_ms);
    for (int64_t now_ms = from_ms; now_ms < to_ms; count++) {
        if (count >= ENTRIES_MAX) {
            fprintf(stderr, "kioskctl timeline: more than %d entries in one zone; ask for a shorter time\n",
                    ENTRIES_MAX);
            return false;
        }
        struct timeline_entry entry = timeline_at(&question, zone, now_ms);
        say_entry(&entry, zone, site, list);
        now_ms = entry.end_ms;
    }
    return true;
}

static int list_screen(const struct content *content, const struct options *options) {
    const struct site *site = content_site(content);
    const struct screen *screen = site_screen(site, options->screen);
    int64_t from_ms, to_ms;
    if (!screen) {
        fprintf(stderr, "kioskctl timeline: the site has no screen \"%s\"; it has:", options->screen);
        for (size_t i = 0; i < site->screen_count; i++)
            fprintf(stderr, " %s", site->screens[i].id);
        fputc('\n', stderr);
        return 1;
    }
    if (!instant_parse(options->from, site->zone, &from_ms) ||
        !instant_parse(options->to, site->zone, &to_ms) || from_ms >= to_ms) {
        fputs("kioskctl timeline: --from and --to are times like 2026-12-24T15:00, the first before the "
              "second\n",
              stderr);
        return 2;
    }
    json_t *list = options->json ? json_array() : NULL;
    bool ok = true;
    for (size_t i = 0; ok && i < screen->content_count; i++)
        ok = list_zone(content, screen, screen->content[i].zone, from_ms, to_ms, list);
    if (list && ok && (json_dumpf(list, stdout, JSON_INDENT(1)) != 0 || putchar('\n') == EOF))
        ok = false;
    json_decref(list);
    return ok ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    struct options options = {0};
    static const struct option names[] = {
        {"site", required_argument, NULL, 's'},  {"screen", required_argument, NULL, 'n'},
        {"from", required_argument, NULL, 'f'},  {"to", required_argument, NULL, 't'},
        {"feeds", required_argument, NULL, 'd'}, {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "h", names, NULL)) != -1;) {
        const char **const texts[] = {['s'] = &options.site,
                                      ['n'] = &options.screen,
                                      ['f'] = &options.from,
                                      ['t'] = &options.to,
                                      ['d'] = &options.feeds};
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        } else if (option == 'j') {
            options.json = true;
        } else if (option == '?') {
            fputs(USAGE, stderr);
            return 2;
        } else {
            *texts[option] = optarg;
        }
    }
    if (!options.site || !options.from || !options.to || optind < argc) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct report report = {0};
    struct content *content = content_from_folder(options.site, NULL, options.feeds, 1920, 1080, &report);
    findings_say(&report, !content);
    int status = content ? list_screen(content, &options) : 1;
    content_destroy(content);
    report_finish(&report);
    return status;
}

const struct command command_timeline = {
    .name = "timeline",
    .purpose = "list what a screen shows when",
    .usage = USAGE,
    .run = run_command,
};
