#include <inttypes.h>
#include <stdio.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/data/backup.h"
#include "system/hash.h"

static const char USAGE[] =
    "usage: kiosk-desk restore --from FILE --data DIR\n"
    "Puts back what \"kiosk-desk backup\" wrote, once all of it was verified. The desk must not be running; "
    "what is in DIR is put aside\n"
    "beside it. Everybody has to sign in again. Publish once afterwards, and in a new epoch (kiosk-desk "
    "publish --epoch) when something\n"
    "was published after the backup: screens take only what is newer than they have.\n";

static int run_command(int argc, char **argv) {
    const char *from = NULL, *data = NULL;
    const struct desk_option options[] = {
        {"from", &from, NULL, true}, {"data", &data, NULL, true}, {NULL, NULL, NULL, false}};
    struct backup_restored restored = {0};
    struct act act = desk_console();
    struct fail fail = {0};
    int first, status = desk_options_read(argc, argv, options, 0, &first, USAGE);
    if (status >= 0)
        return status;
    if (backup_restore(from, data, &act, &restored, &fail) != OUTCOME_DONE)
        return desk_say_fail(&fail);
    printf("%s: restored, %" PRIu64 " pictures and fonts\nlog %lld:%s\n", data, restored.objects,
           (long long)restored.head.rows, hash_of_bits(restored.head.hash).hex);
    if (restored.aside[0])
        printf("%s: what was there before\n", restored.aside);
    return 0;
}

const struct command desk_command_restore = {
    .name = "restore",
    .purpose = "put back what a backup holds",
    .usage = USAGE,
    .run = run_command,
};
