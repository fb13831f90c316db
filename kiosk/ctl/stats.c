/* kioskctl stats: how much the guide is used. Numbers from 1 to 4 are nowhere shown, nor any sum from which
 * one could be worked out: a sum adds up only what is shown. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/time/instant.h"
#include "ctl/command.h"
#include "ctl/stats_growth.h"
#include "store/counters.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl stats [--db FILE] [--from DAY] [--to DAY] [--growth L [--web FILE]] [--csv | --json]\n"
    "How much the guide is used: sums a screen and language. --csv and --json give every day's numbers.\n"
    "  --db FILE          what the player counts; default: this user's, else "
    "/var/lib/kiosk/player/counters.db\n"
    "  --growth L         month by month and beside the year before: visits, those in other languages than "
    "L, codes shown\n"
    "  --web FILE         with --growth: what a web server counted of the codes, lines of "
    "2026-12-01,raadhus.cpr,14\n"
    "  --from, --to DAY   first and last day, 2026-12-01\n"
    "Numbers from 1 to 4 are neither kept nor shown but as \"1-4\". \"12+\" is a sum that leaves such "
    "numbers out.\n";
#define SYSTEM_FILE "/var/lib/kiosk/player/counters.db"
enum { SUMS_MAX = 4000, LAST_DAY = 47482 /* 2100-01-01 */ };

struct sum {
    char screen[COUNTERS_NAME_MAX], language[COUNTERS_NAME_MAX], name[COUNTERS_NAME_MAX];
    int64_t shown; /* of parts that are shown */
    bool more;     /* some are not */
};
struct stats {
    bool csv;
    json_t *list; /* NULL: not asked for */
    struct sum *sums;
    size_t count;
    bool full;
};

static bool few(int64_t count) {
    return count > 0 && count < COUNTERS_FEW;
}

static void add(struct stats *stats, const char *screen, const char *language, const struct count_row *row) {
    struct sum *sum = NULL;
    for (size_t i = 0; !sum && i < stats->count; i++)
        if (strcmp(stats->sums[i].name, row->name) == 0 && strcmp(stats->sums[i].language, language) == 0 &&
            strcmp(stats->sums[i].screen, screen) == 0)
            sum = &stats->sums[i];
    if (!sum && stats->count < SUMS_MAX) {
        sum = &stats->sums[stats->count++];
        snprintf(sum->screen, sizeof sum->screen, "%s", screen);
        snprintf(sum->language, sizeof sum->language, "%s", language);
        snprintf(sum->name, sizeof sum->name, "%s", row->name);
    }
    stats->full |= !sum;
    if (sum && few(row->count))
        sum->more = true;
    else if (sum)
        sum->shown += row->count;
}

static void see(void *context, const struct count_row *row) {
    struct stats *stats = context;
    char number[32];
    if (few(row->count))
        snprintf(number, sizeof number, "1-%d", COUNTERS_FEW - 1);
    else
        snprintf(number, sizeof number, "%lld", (long long)row->count);
    if (stats->csv)
        printf("%s,%s,%s,%s,%s,%s\n", row->screen, row->day, row->language, row->page, row->name, number);
    else if (stats->list)
        json_array_append_new(
            stats->list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "screen", row->screen, "day", row->day,
                                   "language", row->language, "page", row->page, "name", row->name, "count",
                                   few(row->count) ? json_string(number) : json_integer(row->count)));
    else
        add(stats, row->screen, row->language[0] ? row->language : "-", row);
}

static void print_sum(const struct sum *sum) {
    char number[40];
    snprintf(number, sizeof number, "%lld%s", (long long)sum->shown, sum->more ? "+" : "");
    printf("  %-16s %-9s %9s\n", sum->name, sum->language, number);
}

static void print_table(const struct stats *stats) {
    bool more = false;
    for (size_t i = 0; i < stats->count; i++) {
        const struct sum *sum = &stats->sums[i];
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first &= strcmp(stats->sums[j].screen, sum->screen) != 0;
        more |= sum->more;
        if (!first)
            continue;
        printf("%s%s\n", i ? "\n" : "", sum->screen);
        for (int counter = 0; counter < COUNTER_COUNT; counter++)
            for (size_t j = i; j < stats->count; j++)
                if (strcmp(stats->sums[j].screen, sum->screen) == 0 &&
                    strcmp(stats->sums[j].name, counter_name((enum counter)counter)) == 0)
                    print_sum(&stats->sums[j]);
    }
    if (stats->count == 0)
        puts("Nothing was counted in this time.");
    if (more)
        puts("\n+ a day's number from 1 to 4 is left out of the sum.");
}

struct arguments {
    const char *db, *from, *to, *growth, *web;
    bool csv, json;
};

static int parse(int argc, char **argv, struct arguments *a) {
    static const struct option options[] = {
        {"db", 1, NULL, 'd'},   {"from", 1, NULL, 'f'},   {"to", 1, NULL, 't'},
        {"csv", 0, NULL, 'c'},  {"growth", 1, NULL, 'g'}, {"web", 1, NULL, 'w'},
        {"json", 0, NULL, 'j'}, {"help", 0, NULL, 'h'},   {NULL, 0, NULL, 0}};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        const char **field = option == 'd'   ? &a->db
                             : option == 'f' ? &a->from
                             : option == 't' ? &a->to
                             : option == 'g' ? &a->growth
                             : option == 'w' ? &a->web
                                             : NULL;
        if (option == 'h' || option == '?')
            return option == 'h' ? 0 : 2;
        if (field)
            *field = optarg;
        a->csv |= option == 'c';
        a->json |= option == 'j';
    }
    return optind < argc || (a->json && (a->csv || a->growth)) || (a->web && !a->growth) ? 2 : -1;
}

static bool day_of(const char *text, int32_t *day) {
    struct civil date;
    if (!text)
        return true;
    if (!civil_parse(text, &date, NULL)) {
        fprintf(stderr, "kioskctl stats: %s: write a day as 2026-12-01\n", text);
        return false;
    }
    *day = (int32_t)civil_days(date.year, date.month, date.day);
    return true;
}

static char *file_of(const struct arguments *a) {
    char *own = a->db ? strdup(a->db) : counters_path();
    if (a->db || (own && disk_exists(own)) || !disk_exists(SYSTEM_FILE))
        return own;
    free(own);
    return strdup(SYSTEM_FILE);
}

static int show(const char *file, int32_t from, int32_t to, const struct arguments *a) {
    struct stats stats = {.csv = a->csv, .list = a->json ? json_array() : NULL};
    struct fail fail;
    char line[800];
    stats.sums = calloc(SUMS_MAX, sizeof *stats.sums);
    if (!stats.sums || (a->json && !stats.list)) {
        free(stats.sums);
        fputs("kioskctl stats: out of memory\n", stderr);
        return 1;
    }
    if (a->csv)
        puts("screen,day,language,page,name,count");
    bool fine = counters_read(file, from, to, see, &stats, &fail);
    if (!fine)
        fprintf(stderr, "%s\n", fail_format(&fail, line, sizeof line));
    else if (a->json)
        fine = json_dumpf(stats.list, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
    else if (!a->csv)
        print_table(&stats);
    if (stats.full)
        fprintf(stderr, "kioskctl stats: more than %d sums; ask for a shorter time\n", SUMS_MAX);
    json_decref(stats.list);
    free(stats.sums);
    return fine && !stats.full ? 0 : 1;
}

static void see_growth(void *context, const struct count_row *row) {
    growth_add(context, row);
}

static int show_growth(const char *file, int32_t from, int32_t to, const struct arguments *a) {
    struct growth *growth = calloc(1, sizeof *growth);
    struct fail fail = {0};
    char line[800];
    if (!growth) {
        fputs("kioskctl stats: out of memory\n", stderr);
        return 1;
    }
    growth->local = a->growth;
    bool fine = counters_read(file, from, to, see_growth, growth, &fail) &&
                (!a->web || growth_read_web(growth, a->web, &fail));
    if (fine)
        growth_print(growth, a->csv);
    else
        fprintf(stderr, "%s\n", fail_format(&fail, line, sizeof line));
    if (growth->full)
        fprintf(stderr, "kioskctl stats: more than %d months; ask for a shorter time\n", GROWTH_MONTHS_MAX);
    fine &= !growth->full;
    free(growth);
    return fine ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    struct arguments a = {0};
    int32_t from = 0, to = LAST_DAY;
    int status = parse(argc, argv, &a);
    if (status >= 0) {
        fputs(USAGE, status ? stderr : stdout);
        return status;
    }
    if (!day_of(a.from, &from) || !day_of(a.to, &to))
        return 2;
    char *file = file_of(&a);
    if (!file) {
        fputs("kioskctl stats: say where the counters are: --db FILE\n", stderr);
        return 2;
    }
    status = a.growth ? show_growth(file, from, to, &a) : show(file, from, to, &a);
    free(file);
    return status;
}

const struct command command_stats = {
    .name = "stats",
    .purpose = "print how much the guide is used",
    .usage = USAGE,
    .run = run_command,
};
