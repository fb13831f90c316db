#include "desk/work/import.h"

#include <inttypes.h>
#include <stdio.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/data/announce.h"

static const char USAGE[] =
    "usage: kiosk-desk import --site DIR --data DIR [--base N] [--note TEXT]\n"
    "Takes the site in a folder (playlists/, assets/, fonts/) into the desk, every byte as it is, and prints "
    "what is wrong with it,\n"
    "one finding a line. What was changed in the folder since its last import is merged with what was "
    "changed in the desk.\n"
    "  --base N     the revision that the folder was exported from (what it held at the last import)\n"
    "  --note TEXT  what was changed, for the history\n"
    "The database is made when there is none.\n";

static void tell(const char *folder, const struct saved *saved, int64_t before) {
    desk_say_findings(stdout, folder, &saved->findings, true);
    if (saved->revision == before)
        printf("nothing changed: still revision %" PRId64 "\n", saved->revision);
    else
        printf("revision %" PRId64 "\n", saved->revision);
    fflush(stdout);
    fprintf(stderr, "%zu error%s, %zu warning%s\n", saved->findings.errors,
            saved->findings.errors == 1 ? "" : "s", saved->findings.warnings,
            saved->findings.warnings == 1 ? "" : "s");
}

static int import(struct database *database, const struct import_order *order) {
    struct act act = desk_console();
    struct report refused = {0};
    struct saved saved = {0};
    struct fail fail = {0};
    int64_t before = 0;
    enum outcome outcome = revision_newest(database, &before, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = import_folder(database, &act, order, &refused, &saved, &fail);
    desk_say_findings(stderr, order->folder, &refused, true);
    if (outcome == OUTCOME_DONE) {
        announce(database_folder(database));
        tell(order->folder, &saved, before);
    } else {
        desk_say_fail(&fail);
    }
    desk_say_conflicts(&saved.conflicts);
    report_finish(&refused);
    saved_finish(&saved);
    return outcome == OUTCOME_DONE ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    const char *site = NULL, *data = NULL, *base = NULL, *note = "";
    const struct desk_option options[] = {{"site", &site, NULL, true},
                                          {"data", &data, NULL, true},
                                          {"base", &base, NULL, false},
                                          {"note", &note, NULL, false},
                                          {NULL, NULL, NULL, false}};
    struct import_order order = {.base = IMPORT_ON_LAST};
    int first, status = desk_options_read(argc, argv, options, 0, &first, USAGE);
    if (status >= 0)
        return status;
    if (base && !desk_number_read(base, 1, INT32_MAX, &order.base)) {
        fputs(USAGE, stderr);
        return 2;
    }
    order.folder = site;
    order.note = note;
    struct database *database = desk_database(data, DATABASE_MAY_CREATE);
    status = database ? import(database, &order) : 1;
    database_close(database);
    return status;
}

const struct command desk_command_import = {
    .name = "import",
    .purpose = "take a site from a folder",
    .usage = USAGE,
    .run = run_command,
};
