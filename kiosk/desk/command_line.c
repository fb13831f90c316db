#include "desk/command_line.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/text/plain_text.h"

enum { OPTIONS_MAX = 12 };

static bool take(const struct desk_option *option) {
    if (option->flag)
        *option->flag = true;
    else
        *option->text = optarg;
    return option->flag || optarg[0];
}

static int wrong(const char *usage) {
    fputs(usage, stderr);
    return 2;
}

int desk_options_read(int argc, char **argv, const struct desk_option *options, int operands, int *first,
                      const char *usage) {
    struct option names[OPTIONS_MAX + 2] = {{"help", no_argument, NULL, 'h'}};
    for (int i = 0; options[i].name; i++)
        names[i + 1] = (struct option){options[i].name, options[i].flag ? no_argument : required_argument,
                                       NULL, 1000 + i};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "h", names, NULL)) != -1;) {
        if (option == 'h') {
            fputs(usage, stdout);
            return 0;
        }
        if (option < 1000 || !take(&options[option - 1000]))
            return wrong(usage);
    }
    for (int i = 0; options[i].name; i++)
        if (options[i].must && !*options[i].text)
            return wrong(usage);
    *first = optind;
    return argc - optind == operands ? -1 : wrong(usage);
}

bool desk_number_read(const char *text, int64_t least, int64_t most, int64_t *out) {
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno || end == text || *end || number < least || number > most)
        return false;
    *out = number;
    return true;
}

struct database *desk_database(const char *folder, enum database_open how) {
    struct fail fail = {0};
    struct database *database = database_open(folder, how, &fail);
    if (!database)
        desk_say_fail(&fail);
    return database;
}

struct act desk_console(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct act){.who = "console", .now_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000};
}

int desk_say_fail(const struct fail *fail) {
    char place[300];
    fprintf(stderr, "kiosk-desk: %s%s\n", fail_place(fail, place, sizeof place), fail->text);
    return 1;
}

void desk_say_findings(FILE *out, const char *folder, const struct report *report, bool warnings) {
    char line[800], clean[1600];
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    for (size_t i = 0; i < report->count; i++) {
        const struct fail *finding = &report->items[i];
        if (!warnings && finding->severity != SEVERITY_ERROR)
            continue;
        text_put(clean, sizeof clean, fail_format(finding, line, sizeof line));
        if (finding->file[0] && length > 0)
            fprintf(out, "%.*s/%s", (int)length, folder, clean);
        else
            fprintf(out, "%s%s", finding->file[0] ? "" : "kiosk-desk: ", clean);
        fprintf(out, finding->code[0] ? " [%s]\n" : "%s\n", finding->code);
    }
}

void desk_say_conflicts(const struct conflicts *conflicts) {
    for (size_t i = 0; i < conflicts->count; i++) {
        const struct conflict *conflict = &conflicts->items[i];
        time_t at_s = conflict->at_ms / 1000;
        struct tm utc;
        char when[32] = "";
        if (conflict->at_ms && gmtime_r(&at_s, &utc))
            strftime(when, sizeof when, " at %Y-%m-%dT%H:%M:%SZ", &utc);
        fprintf(stderr, "%s%s%s: changed here and by %s%s\n  here:   %.300s\n  theirs: %.300s\n",
                conflict->file, conflict->path[0] ? "#" : "", conflict->path,
                conflict->by && conflict->by[0] ? conflict->by : "the console", when,
                conflict->mine ? conflict->mine : "(taken away)",
                conflict->theirs ? conflict->theirs : "(taken away)");
    }
}
