#include "desk/data/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "system/hash.h"

static const char USAGE[] =
    "usage: kiosk-desk audit verify --data DIR [--known ROWS:HASH]\n"
    "Reckons the log's chain of hashes anew: was a row changed or taken out? Prints the head of the log.\n"
    "  --known ROWS:HASH  a head of an earlier time, as backup and this command print it: must be in the "
    "log\n";

static bool read_head(const char *text, struct audit_head *head) {
    const char *colon = strchr(text, ':');
    char rows[24];
    if (!colon || colon - text >= (long)sizeof rows)
        return false;
    memcpy(rows, text, (size_t)(colon - text));
    rows[colon - text] = '\0';
    return desk_number_read(rows, 0, INT64_MAX, &head->rows) && hash_bits(colon + 1, head->hash);
}

static int verify(struct database *database, const struct audit_head *known) {
    struct audit_head head = {0};
    struct fail fail = {0};
    int64_t broken = 0;
    enum outcome outcome = audit_verify(database, known, &broken, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = audit_head(database, &head, &fail);
    if (outcome != OUTCOME_DONE)
        return desk_say_fail(&fail);
    printf("all right: %" PRId64 " rows\nlog %" PRId64 ":%s\n", head.rows, head.rows,
           hash_of_bits(head.hash).hex);
    return 0;
}

static int run_command(int argc, char **argv) {
    const char *data = NULL, *known = NULL;
    const struct desk_option options[] = {
        {"data", &data, NULL, true}, {"known", &known, NULL, false}, {NULL, NULL, NULL, false}};
    struct audit_head head = {0};
    int first, status = desk_options_read(argc, argv, options, 1, &first, USAGE);
    if (status >= 0)
        return status;
    if (strcmp(argv[first], "verify") != 0 || (known && !read_head(known, &head))) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct database *database = desk_database(data, DATABASE_MUST_EXIST);
    status = database ? verify(database, known ? &head : NULL) : 1;
    database_close(database);
    return status;
}

const struct command desk_command_audit = {
    .name = "audit",
    .purpose = "was the log changed by anybody?",
    .usage = USAGE,
    .run = run_command,
};
