/* A folder of the desk's for one test: made before, with an open database, and gone after it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/data/audit.h"
#include "desk/data/database_parts.h"
#include "system/disk.h"

struct desk_folder {
    char root[64], path[80], file[100]; /* of the test's own; the desk's in it; its desk.db */
    struct database *database;
};

#define DESK_NOW INT64_C(1795942800000) /* a Sunday in November 2026 */
static const struct act desk_act = {.who = "console", .now_ms = DESK_NOW};

static inline struct database *desk_open(const char *folder) {
    struct fail fail = {0};
    struct database *database = database_open(folder, DATABASE_MAY_CREATE, &fail);
    if (!database)
        fail_msg("%s: %s", fail.file, fail.text);
    return database;
}

static inline int desk_make(void **state) {
    struct desk_folder *desk = calloc(1, sizeof *desk);
    strcpy(desk->root, "/tmp/kiosk-desk-XXXXXX");
    if (!mkdtemp(desk->root))
        return -1;
    snprintf(desk->path, sizeof desk->path, "%s/desk", desk->root);
    snprintf(desk->file, sizeof desk->file, "%s/desk.db", desk->path);
    desk->database = desk_open(desk->path);
    *state = desk;
    return 0;
}

static inline int desk_clear(void **state) {
    struct desk_folder *desk = *state;
    struct fail fail = {0};
    database_close(desk->database);
    bool removed = disk_remove(desk->root, &fail);
    free(desk);
    return removed ? 0 : -1;
}

#define DESK_TEST(name) cmocka_unit_test_setup_teardown(name, desk_make, desk_clear)

/* The call is DONE, or the test has failed with its reason; the last argument of the call is &why. */
#define DONE(call)                                                                                           \
    do {                                                                                                     \
        struct fail why = {0};                                                                               \
        enum outcome ended = call;                                                                           \
        if (ended != OUTCOME_DONE)                                                                           \
            fail_msg("%s: outcome %d: %s", #call, ended, why.text);                                          \
    } while (0)
/* It ends as `expected`, and says why. */
#define ENDS(call, expected)                                                                                 \
    do {                                                                                                     \
        struct fail why = {0};                                                                               \
        enum outcome ended = call;                                                                           \
        if (ended != (expected))                                                                             \
            fail_msg("%s: outcome %d, not %d: %s", #call, ended, expected, why.text);                        \
        assert_string_not_equal(why.text, "");                                                               \
    } while (0)

/* Another connection, past all that the room sees to: what a stranger with the file could do. */
static inline void desk_tamper(const char *file, const char *sql) {
    sqlite3 *handle = NULL;
    char *error = NULL;
    assert_int_equal(sqlite3_open(file, &handle), SQLITE_OK);
    if (sqlite3_exec(handle, sql, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s: %s", sql, error);
    sqlite3_close(handle);
}

static inline int64_t desk_count(struct database *database, const char *sql) {
    struct statement ask = statement_prepare(database, sql);
    int64_t count = statement_row(&ask) ? column_int(&ask, 0) : -1;
    DONE(statement_end(&ask, &why));
    return count;
}
