/* kiosk/guide/written/way.c */
#include "guide/written/way.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"

/* Two floors: a hall with two rooms and a short cut, stairs and a lift further away, an attic without a way.
 */
enum { SCREEN, HALL, ROOM, BACK, STAIRS_0, LIFT_0, STAIRS_1, LIFT_1, OFFICE, ATTIC };
static const struct plan_spot spots[] = {
    [SCREEN] = {.x = 0.1, .y = 0.9},
    [HALL] = {.x = 0.5, .y = 0.9},
    [ROOM] = {.x = 0.5, .y = 0.1},
    [BACK] = {.x = 0.1, .y = 0.1},
    [STAIRS_0] = {.x = 0.6, .y = 0.9},
    [LIFT_0] = {.x = 0.9, .y = 0.9},
    [STAIRS_1] = {.floor = 1, .x = 0.6, .y = 0.9},
    [LIFT_1] = {.floor = 1, .x = 0.9, .y = 0.9},
    [OFFICE] = {.floor = 1, .x = 0.1, .y = 0.9},
    [ATTIC] = {.floor = 1, .x = 0.1, .y = 0.1},
};
static const struct plan_way ways[] = {
    {SCREEN, HALL, false},     {HALL, ROOM, false},       {SCREEN, BACK, false},      {BACK, ROOM, true},
    {HALL, STAIRS_0, false},   {STAIRS_0, LIFT_0, false}, {STAIRS_0, STAIRS_1, true}, {LIFT_1, LIFT_0, false},
    {STAIRS_1, LIFT_1, false}, {OFFICE, STAIRS_1, false},
};
static const struct guide_plan plan = {
    .spots = spots, .spot_count = LENGTH(spots), .ways = ways, .way_count = LENGTH(ways)};

static void the_shortest_way_is_found(void **state) {
    (void)state;
    static const struct {
        const char *why;
        int from, to;
        bool wheels;
        const char *way;
    } rows[] = {
        {"one step", SCREEN, HALL, false, "0 1"},
        {"as short one way as the other, but for stairs", SCREEN, ROOM, true, "0 1 2"},
        {"back again", ROOM, SCREEN, true, "2 1 0"},
        {"up the stairs", SCREEN, OFFICE, false, "0 1 4 6 8"},
        {"the lift for wheels", SCREEN, OFFICE, true, "0 1 4 5 7 6 8"},
        {"where one is", HALL, HALL, false, "1"},
        {"no way", SCREEN, ATTIC, false, ""},
        {"no such spot", SCREEN, LENGTH(spots), false, ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct way way = way_find(&plan, (size_t)rows[i].from, (size_t)rows[i].to, rows[i].wheels);
        char said[200] = "";
        for (size_t k = 0; k < way.count; k++)
            snprintf(said + strlen(said), sizeof said - strlen(said), "%s%d", k ? " " : "", way.spots[k]);
        if (strcmp(said, rows[i].way) != 0)
            fail_msg("%s: %s", rows[i].why, said);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_shortest_way_is_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
