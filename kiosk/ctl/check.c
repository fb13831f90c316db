/* kioskctl check: what is wrong with a site, before anybody sees it on a screen. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/site/check_translations.h"
#include "core/site/site_findings.h"
#include "core/text/plain_text.h"
#include "ctl/check_scenes.h"
#include "ctl/command.h"
#include "ctl/progress.h"
#include "guide/written/inspect.h"
#include "publish/films.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl check [PATH…] [--all] [--strict] [--json] [--static] [--language da]\n"
    "Reads the sites and their guides in the folders PATH (default: this folder), and lays out every slide "
    "in every language,\n"
    "for landscape and portrait. Prints FILE:LINE:COL: error|warning: text [code], one a "
    "line; docs/findings.md lists the codes.\n"
    "A language that lacks more than 10 texts is summed up in one line.\n"
    "  --all     list each missing translation\n"
    "  --strict  warnings count as errors\n"
    "  --json    print a list of all findings: {\"file\", \"line\", \"column\", \"severity\", \"code\", "
    "\"text\"}\n"
    "  --static  only read the files: no fonts, no pictures\n"
    "  --language da|en  of the texts; English when left out\n"
    "Exit status: 0 fine, 1 there are errors, 2 wrong usage.\n";

struct options {
    bool strict, json, static_, all, danish;
};

struct totals {
    size_t errors, warnings;
};

static void check_folder(const char *folder, const struct options *options, struct report *report,
                         struct progress *progress) {
    struct disk_site *disk = disk_site_create(folder);
    if (!disk) {
        report_said(report, &(struct finding_place){SEVERITY_ERROR, "", 0, 0}, FOUND_NO_FOLDER);
        return;
    }
    struct site_files files = disk_site_files(disk);
    progress_say(progress, "reading %s", folder);
    int64_t now_ms = (int64_t)time(NULL) * 1000;
    struct inspection found;
    inspect(&files, now_ms, &found, report);
    if (found.site && !options->static_) {
        films_check(found.site, found.guide, &(struct publish_source){files, disk_site_open}, report);
        check_scenes(folder, &files, now_ms, report, progress);
    }
    if (found.site && !options->all && !options->json)
        check_translations(report, found.site, &files);
    inspection_finish(&found);
    disk_site_destroy(disk);
    report_sort(report);
}

/* Names inside the site become paths that an editor can open from here. */
static void full_name(const char *folder, const struct fail *finding, char *out, size_t size) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    if (finding->file[0] == '\0')
        snprintf(out, size, "%.*s", (int)length, folder);
    else if (length == 1 && folder[0] == '.')
        snprintf(out, size, "%s", finding->file);
    else
        snprintf(out, size, "%.*s%s%s", (int)length, folder, folder[length - 1] == '/' ? "" : "/",
                 finding->file);
}

/* One finding is one line, without the invisible isolates that a quoted address may carry. */
static void one_line(const char *text, char *out, size_t size) {
    size_t used = 0;
    for (const char *at = text; *at && used + 1 < size; at++)
        if (strncmp(at, "\u2068", 3) == 0 || strncmp(at, "\u2069", 3) == 0)
            at += 2;
        else
            out[used++] = (unsigned char)*at < ' ' ? ' ' : *at;
    out[used] = '\0';
}

static void print_finding(const char *folder, const struct fail *finding, bool danish, json_t *list) {
    bool error = finding->severity == SEVERITY_ERROR;
    char path[4400], name[4400], text[sizeof(finding->text)];
    full_name(folder, finding, path, sizeof(path));
    text_put(name, sizeof(name), path); /* a folder may be called anything */
    one_line(danish ? fail_danish(finding) : finding->text, text, sizeof(text));
    if (list)
        json_array_append_new(list,
                              json_pack("{s:s, s:i, s:i, s:s, s:s, s:s}", "file", name, "line", finding->line,
                                        "column", finding->column, "severity", error ? "error" : "warning",
                                        "code", finding->code, "text", text));
    else
        printf("%s:%d:%d: %s: %s%s%s%s\n", name, finding->line > 0 ? finding->line : 1,
               finding->column > 0 ? finding->column : 1, error ? "error" : "warning", text,
               finding->code[0] ? " [" : "", finding->code, finding->code[0] ? "]" : "");
}

static void check_one(const char *folder, const struct options *options, json_t *list,
                      struct totals *totals) {
    struct report report = {0};
    struct progress progress;
    progress_init(&progress);
    check_folder(folder, options, &report, &progress);
    progress_clear(&progress);
    for (size_t i = 0; i < report.count; i++)
        print_finding(folder, &report.items[i], options->danish, list);
    totals->errors += report.errors;
    totals->warnings += report.warnings;
    if (report.errors + report.warnings > report.count)
        fprintf(stderr, "kioskctl check: %s: only the first %zu findings are listed\n", folder, report.count);
    report_finish(&report);
}

/* -1: go on; else the exit status. */
static int parse(int argc, char **argv, struct options *options) {
    static const struct option names[] = {{"strict", no_argument, NULL, 's'},
                                          {"json", no_argument, NULL, 'j'},
                                          {"static", no_argument, NULL, 't'},
                                          {"all", no_argument, NULL, 'a'},
                                          {"help", no_argument, NULL, 'h'},
                                          {"language", required_argument, NULL, 'l'},
                                          {NULL, 0, NULL, 0}};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "h", names, NULL)) != -1;) {
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        }
        bool language = option == 'l' && (strcmp(optarg, "da") == 0 || strcmp(optarg, "en") == 0);
        if (option == '?' || (option == 'l' && !language)) {
            fputs(USAGE, stderr);
            return 2;
        }
        options->strict |= option == 's';
        options->json |= option == 'j';
        options->static_ |= option == 't';
        options->all |= option == 'a';
        if (option == 'l')
            options->danish = optarg[0] == 'd';
    }
    return -1;
}

static int run_command(int argc, char **argv) {
    struct options options = {0};
    struct totals totals = {0};
    int status = parse(argc, argv, &options);
    if (status >= 0)
        return status;
    json_t *list = options.json ? json_array() : NULL;
    if (optind == argc)
        check_one(".", &options, list, &totals);
    for (int i = optind; i < argc; i++)
        check_one(argv[i], &options, list, &totals);
    if (list && (json_dumpf(list, stdout, JSON_INDENT(1)) != 0 || putchar('\n') == EOF))
        totals.errors++;
    json_decref(list);
    fflush(stdout); /* before the summary, also where both go to one place */
    fprintf(stderr, "%zu error%s, %zu warning%s\n", totals.errors, totals.errors == 1 ? "" : "s",
            totals.warnings, totals.warnings == 1 ? "" : "s");
    return totals.errors > 0 || (options.strict && totals.warnings > 0) ? 1 : 0;
}

const struct command command_check = {
    .name = "check",
    .purpose = "find what is wrong with a site",
    .usage = USAGE,
    .run = run_command,
};
