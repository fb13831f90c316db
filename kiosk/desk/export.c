#include <inttypes.h>
#include <stdio.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/work/folder.h"

static const char USAGE[] =
    "usage: kiosk-desk export --data DIR --to DIR [--revision N] [--force]\n"
    "Writes the site to a folder that is not there yet, or is empty: all of it or nothing, every byte as it "
    "was imported or edited.\n"
    "  --revision N  as it was then (the newest)\n"
    "  --force       put aside what is there, whole, as DIR.before-1\n";

static int export(struct database *database, int64_t revision, const char *to, enum folder_over over) {
    struct site_tree tree = {0};
    struct fail fail = {0};
    char aside[FOLDER_PATH_MAX] = "";
    enum outcome outcome = revision ? OUTCOME_DONE : revision_newest(database, &revision, &fail);
    if (outcome == OUTCOME_DONE && revision == 0) {
        fail_set(&fail, "there is no site yet: run \"kiosk-desk import\"");
        outcome = OUTCOME_ABSENT;
    }
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&tree, database, revision, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = folder_export(&tree, to, over, aside, &fail);
    if (outcome == OUTCOME_DONE)
        printf("%s: revision %" PRId64 ", %zu files\n", to, revision, tree.count);
    else
        desk_say_fail(&fail);
    if (aside[0])
        printf("%s: what was there before\n", aside);
    site_tree_finish(&tree);
    return outcome == OUTCOME_DONE ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    const char *data = NULL, *to = NULL, *number = NULL;
    bool force = false;
    const struct desk_option options[] = {{"data", &data, NULL, true},
                                          {"to", &to, NULL, true},
                                          {"revision", &number, NULL, false},
                                          {"force", NULL, &force, false},
                                          {NULL, NULL, NULL, false}};
    int64_t revision = 0;
    int first, status = desk_options_read(argc, argv, options, 0, &first, USAGE);
    if (status >= 0)
        return status;
    if (number && !desk_number_read(number, 1, INT64_MAX, &revision)) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct database *database = desk_database(data, DATABASE_MUST_EXIST);
    status = database ? export(database, revision, to, force ? FOLDER_ASIDE : FOLDER_NEW) : 1;
    database_close(database);
    return status;
}

const struct command desk_command_export = {
    .name = "export",
    .purpose = "write the site to a folder",
    .usage = USAGE,
    .run = run_command,
};
