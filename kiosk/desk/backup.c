#include "desk/data/backup.h"

#include <stdio.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "system/hash.h"

static const char USAGE[] =
    "usage: kiosk-desk backup --data DIR --to FILE\n"
    "Writes all of a desk (site, history, pictures, people, log) into one file, also while the desk runs. "
    "The "
    "signing key is not in it.\n"
    "Prints the head of the log: kept elsewhere, it shows later whether rows were taken out "
    "(kiosk-desk audit verify --known).\n";

static int run_command(int argc, char **argv) {
    const char *data = NULL, *to = NULL;
    const struct desk_option options[] = {
        {"data", &data, NULL, true}, {"to", &to, NULL, true}, {NULL, NULL, NULL, false}};
    struct audit_head head;
    struct fail fail = {0};
    int first, status = desk_options_read(argc, argv, options, 0, &first, USAGE);
    if (status >= 0)
        return status;
    struct database *database = desk_database(data, DATABASE_MUST_EXIST);
    if (!database)
        return 1;
    enum outcome outcome = audit_head(database, &head, &fail); /* before: the copy has at least these rows */
    if (outcome == OUTCOME_DONE)
        outcome = backup_write(database, to, desk_console().now_ms, &fail);
    if (outcome == OUTCOME_DONE)
        printf("%s\nlog %lld:%s\n", to, (long long)head.rows, hash_of_bits(head.hash).hex);
    else
        desk_say_fail(&fail);
    database_close(database);
    return outcome == OUTCOME_DONE ? 0 : 1;
}

const struct command desk_command_backup = {
    .name = "backup",
    .purpose = "write all of the desk into one file",
    .usage = USAGE,
    .run = run_command,
};
