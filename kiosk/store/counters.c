#include "store/counters.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/time/zone.h"
#include "system/disk.h"

#define SCHEMA                                                                                               \
    "CREATE TABLE IF NOT EXISTS counts (screen TEXT NOT NULL, day TEXT NOT NULL, language TEXT NOT NULL,"    \
    " page TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,"                                       \
    " PRIMARY KEY (screen, day, language, page, name)) WITHOUT ROWID;"

enum { BUSY_MS = 2000 };

struct row {
    enum counter counter;
    int32_t day;
    int64_t count;
    char screen[COUNTERS_NAME_MAX], language[COUNTERS_NAME_MAX], page[COUNTERS_NAME_MAX];
};
struct counters {
    char *path, screen[COUNTERS_NAME_MAX]; /* "": no name that can be kept; nothing is counted */
    struct row *rows;
    size_t count;
    int32_t written_day; /* 0: not yet */
    int64_t written_ms;
};

const char *counter_name(enum counter counter) {
    static const char *const names[COUNTER_COUNT] = {
        [COUNTER_SESSIONS] = "sessions",           [COUNTER_PAGE_OPENS] = "page_opens",
        [COUNTER_QR_SHOWN] = "qr_shown_3s",        [COUNTER_RESET_BY_IDLE] = "reset_by_idle",
        [COUNTER_RESET_BY_USER] = "reset_by_user", [COUNTER_LARGER_TEXT] = "larger_text",
        [COUNTER_HIGH_CONTRAST] = "high_contrast", [COUNTER_SPEECH] = "speech",
        [COUNTER_ASK_STAFF] = "ask_staff",         [COUNTER_EMERGENCY] = "emergency",
        [COUNTER_SEARCHES] = "searches",           [COUNTER_SEARCHES_EMPTY] = "searches_empty",
        [COUNTER_VIDEO_DONE] = "video_done"};
    return names[counter];
}

char *counters_path(void) {
    const char *service = getenv("STATE_DIRECTORY"), *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    int length = -1;
    if (service && *service == '/')
        length = asprintf(&path, "%.*s/counters.db", (int)strcspn(service, ":"), service);
    else if (xdg && *xdg == '/')
        length = asprintf(&path, "%s/kiosk/counters.db", xdg);
    else if (home && *home == '/')
        length = asprintf(&path, "%s/.local/state/kiosk/counters.db", home);
    return length >= 0 ? path : NULL;
}

static void set_screen(struct counters *counters, const char *screen) {
    snprintf(counters->screen, sizeof counters->screen, "%s",
             strlen(screen) < sizeof counters->screen ? screen : "");
}

struct counters *counters_create(const char *path, const char *screen) {
    struct counters *counters = calloc(1, sizeof *counters);
    if (!counters)
        return NULL;
    counters->path = path ? strdup(path) : NULL;
    set_screen(counters, screen);
    if (path && !counters->path) {
        counters_destroy(counters);
        return NULL;
    }
    return counters;
}

void counters_destroy(struct counters *counters) {
    if (!counters)
        return;
    free(counters->path);
    free(counters->rows);
    free(counters);
}

void counters_screen(struct counters *counters, const char *screen, int32_t day, int64_t mono_ms) {
    set_screen(counters, screen);
    if (counters->written_day)
        return;
    counters->written_day = day;
    counters->written_ms = mono_ms;
}

int32_t counters_day(int64_t ms, const struct zone *zone) {
    return (int32_t)((ms / 1000 + (zone ? zone_offset_s(zone, ms) : 0)) / DAY_S);
}

static struct row *find(struct counters *counters, const struct row *like) {
    for (size_t i = 0; i < counters->count; i++) {
        struct row *row = &counters->rows[i];
        if (row->counter == like->counter && row->day == like->day && strcmp(row->page, like->page) == 0 &&
            strcmp(row->language, like->language) == 0 && strcmp(row->screen, like->screen) == 0)
            return row;
    }
    return NULL;
}

static void add_row(struct counters *counters, const struct row *added) {
    struct row *row = find(counters, added);
    if (row) {
        row->count += added->count;
        return;
    }
    struct row *rows = counters->count < COUNTERS_ROWS_MAX
                           ? realloc(counters->rows, (counters->count + 1) * sizeof *rows)
                           : NULL;
    if (!rows)
        return;
    counters->rows = rows;
    counters->rows[counters->count++] = *added;
}

void counters_add(struct counters *counters, enum counter counter, int32_t day, const char *language,
                  const char *page) {
    struct row row = {.counter = counter, .day = day, .count = 1};
    if (!counters || !counters->path || !counters->screen[0] || strlen(language) >= COUNTERS_NAME_MAX ||
        strlen(page) >= COUNTERS_NAME_MAX)
        return;
    strcpy(row.screen, counters->screen);
    strcpy(row.language, language);
    strcpy(row.page, page);
    add_row(counters, &row);
}

/* May the row be written before counting ends? */
static bool settled(const struct row *row, int32_t day) {
    return row->day != day || row->count >= COUNTERS_FEW;
}

struct counters *counters_take(struct counters *counters, int32_t day, int64_t mono_ms, bool end) {
    size_t moved = 0, kept = 0;
    for (size_t i = 0; counters && i < counters->count; i++)
        moved += end || settled(&counters->rows[i], day);
    struct counters *taken =
        counters && counters->count ? counters_create(counters->path, counters->screen) : NULL;
    struct row *rows = taken && moved ? malloc(moved * sizeof *rows) : NULL;
    if (taken && (rows || !moved)) {
        counters->written_day = day;
        counters->written_ms = mono_ms;
    }
    if (!rows) {
        counters_destroy(taken);
        return NULL;
    }
    taken->rows = rows;
    for (size_t i = 0; i < counters->count; i++)
        if (end || settled(&counters->rows[i], day))
            taken->rows[taken->count++] = counters->rows[i];
        else
            counters->rows[kept++] = counters->rows[i];
    counters->count = kept;
    return taken;
}

void counters_give_back(struct counters *counters, struct counters *taken) {
    for (size_t i = 0; i < taken->count; i++)
        add_row(counters, &taken->rows[i]);
    counters_destroy(taken);
}

bool counters_due(const struct counters *counters, int32_t day, int64_t mono_ms) {
    if (!counters || counters->count == 0)
        return false;
    bool other_day = counters->rows[0].day != day && counters->written_day != day;
    return other_day || mono_ms - counters->written_ms >= COUNTERS_EVERY_MS;
}

static void day_text(int32_t day, char out[16]) {
    struct civil date = civil_from_days(day);
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)date.year % 10000, (unsigned)date.month % 100,
             (unsigned)date.day % 100);
}

static bool say(sqlite3 *db, const char *path, struct fail *fail) {
    return fail_at(fail, path, 0, 0, "%s", db ? sqlite3_errmsg(db) : "out of memory");
}

/* Codes that mean the file is no good, not that the disk is full or busy. */
static bool damaged(int code) {
    return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static int put_row(sqlite3_stmt *statement, const struct row *row) {
    char day[16];
    day_text(row->day, day);
    sqlite3_bind_text(statement, 1, row->screen, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, day, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 3, row->language, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 4, row->page, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 5, counter_name(row->counter), -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 6, row->count);
    sqlite3_bind_int64(statement, 7, COUNTERS_FEW);
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int put_rows(sqlite3 *db, const struct counters *counters) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(
        db,
        "INSERT INTO counts VALUES (?1, ?2, ?3, ?4, ?5, CASE WHEN ?6 < ?7 THEN 1 ELSE ?6 END) "
        "ON CONFLICT DO UPDATE SET count = CASE WHEN count >= ?7 THEN count + ?6 "
        "WHEN ?6 < ?7 THEN 1 ELSE ?6 END",
        -1, &statement, NULL);
    for (size_t i = 0; code == SQLITE_OK && i < counters->count; i++)
        code = put_row(statement, &counters->rows[i]);
    sqlite3_finalize(statement);
    return code;
}

/* What earlier versions wrote exactly. */
static int blur_few(sqlite3 *db) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "UPDATE counts SET count = 1 WHERE count > 1 AND count < ?", -1,
                                  &statement, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, COUNTERS_FEW);
        code = sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int forget_old(sqlite3 *db, int32_t today) {
    struct civil date = civil_from_days(today);
    sqlite3_stmt *statement = NULL;
    char day[16];
    day_text((int32_t)civil_days(date.year - COUNTERS_KEPT_MONTHS / 12, date.month, 1), day);
    int code = sqlite3_prepare_v2(db, "DELETE FROM counts WHERE day < ?", -1, &statement, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, day, -1, SQLITE_STATIC);
        code = sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int write_all(sqlite3 *db, const struct counters *counters, int32_t day) {
    int code = sqlite3_exec(db, "BEGIN IMMEDIATE;" SCHEMA, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = put_rows(db, counters);
    if (code == SQLITE_OK)
        code = blur_few(db);
    if (code == SQLITE_OK)
        code = forget_old(db, day);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return code;
}

static bool make_folder_of(const char *path) {
    char *folder = strndup(path, (size_t)(strrchr(path, '/') ? strrchr(path, '/') - path : 0));
    bool fine = folder && (!*folder || disk_make_folder(folder, NULL));
    free(folder);
    return fine;
}

static int write_once(struct counters *counters, int32_t day, struct fail *fail) {
    sqlite3 *db = NULL;
    if (!disk_exists(counters->path) && !make_folder_of(counters->path)) {
        fail_at(fail, counters->path, 0, 0, "its folder cannot be made");
        return SQLITE_CANTOPEN;
    }
    int code = sqlite3_open_v2(counters->path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(db, BUSY_MS);
        code = write_all(db, counters, day);
    }
    if (code != SQLITE_OK)
        say(db, counters->path, fail);
    sqlite3_close(db);
    return code;
}

static bool move_aside(const char *path) {
    char *aside = NULL, *journal = NULL;
    bool fine = asprintf(&aside, "%s.damaged", path) >= 0 && rename(path, aside) == 0;
    if (fine && asprintf(&journal, "%s-journal", path) >= 0)
        unlink(journal);
    free(journal);
    free(aside);
    return fine;
}

bool counters_write(struct counters *counters, int32_t day, int64_t mono_ms, struct fail *fail) {
    struct fail ignored = {0};
    fail = fail ? fail : &ignored;
    *fail = (struct fail){0};
    counters->written_ms = mono_ms;
    counters->written_day = day;
    if (!counters->path || counters->count == 0)
        return true;
    int code = write_once(counters, day, fail);
    if (damaged(code) && move_aside(counters->path)) {
        code = write_once(counters, day, fail);
        if (code == SQLITE_OK)
            fail_at(fail, counters->path, 0, 0,
                    "was damaged; it is kept as %s.damaged and counting begins anew", counters->path);
    }
    if (code != SQLITE_OK)
        return false;
    counters->count = 0;
    return true;
}

static int read_rows(sqlite3_stmt *statement, void (*see)(void *context, const struct count_row *row),
                     void *context) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *texts[5];
        for (int i = 0; i < 5; i++)
            texts[i] = (const char *)sqlite3_column_text(statement, i);
        if (texts[0] && texts[1] && texts[2] && texts[3] && texts[4])
            see(context, &(struct count_row){texts[0], texts[1], texts[2], texts[3], texts[4],
                                             sqlite3_column_int64(statement, 5)});
    }
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

bool counters_read(const char *path, int32_t from, int32_t to,
                   void (*see)(void *context, const struct count_row *row), void *context,
                   struct fail *fail) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    char days[2][16];
    if (!disk_exists(path))
        return fail_at(fail, path, 0, 0,
                       "there are no counters yet; the player writes them after some hours");
    day_text(from, days[0]);
    day_text(to, days[1]);
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db,
                                  "SELECT screen, day, language, page, name, count FROM counts WHERE day "
                                  "BETWEEN ? AND ? ORDER BY screen, day, name, language, page",
                                  -1, &statement, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, days[0], -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, days[1], -1, SQLITE_STATIC);
        code = read_rows(statement, see, context);
    }
    if (code != SQLITE_OK)
        say(db, path, fail);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return code == SQLITE_OK;
}
