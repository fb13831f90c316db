/* Lets COUNT screens in at a desk that is not running, as its page would, with keys made from their numbers
 * (desk_screens.h): the fast way to a thousand. usage: desk_enrol DATA SCREEN COUNT */
#include <stdio.h>
#include <stdlib.h>

#include "desk/data/groups.h"
#include "desk/data/screens.h"
#include "desk_screens.h"

static enum outcome enrol_all(struct database *database, const char *name, int count, struct fail *fail) {
    const struct act act = {.who = "console", .now_ms = 1000};
    int64_t group = 0, id = 0;
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = group_add(database, &act, "bench", &group, fail);
    for (int i = 0; outcome == OUTCOME_DONE && i < count; i++) {
        struct device_key key;
        screen_key(i, &key);
        outcome = screen_enrol(database, &act, key.public_half, name, group, &id, fail);
    }
    return database_end(database, outcome, fail);
}

int main(int argc, char **argv) {
    int count = argc == 4 ? atoi(argv[3]) : 0;
    struct fail fail = {0};
    if (count < 1 || count > SCREENS_MAX) {
        fprintf(stderr, "usage: desk_enrol DATA SCREEN COUNT (1 to %d)\n", SCREENS_MAX);
        return 2;
    }
    struct database *database = database_open(argv[1], DATABASE_MUST_EXIST, &fail);
    bool fine = database && enrol_all(database, argv[2], count, &fail) == OUTCOME_DONE;
    if (!fine)
        fprintf(stderr, "desk_enrol: %s\n", fail.text);
    database_close(database);
    return fine ? 0 : 1;
}
