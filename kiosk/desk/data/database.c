#include "desk/data/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/database_parts.h"
#include "system/disk.h"

enum { SQL_MAX = 64 << 10 };

/* The folder is there, and nobody else may look into it. */
static bool make_private(const char *folder, const char *path, enum database_open how, struct fail *fail) {
    struct stat info;
    if (how == DATABASE_MUST_EXIST && !disk_exists(path))
        return fail_at(fail, path, 0, 0,
                       "is not there; name the desk's folder, or make one: kiosk-desk import --data DIR");
    if (!disk_make_folder(folder, fail))
        return false;
    if (stat(folder, &info) != 0)
        return fail_at(fail, folder, 0, 0, "%s", strerror(errno));
    if (info.st_uid != geteuid()) /* root would leave files there that the desk cannot open */
        return fail_at(fail, folder, 0, 0, "belongs to user #%u; run this as that user: sudo -u '#%u' ...",
                       (unsigned)info.st_uid, (unsigned)info.st_uid);
    if ((info.st_mode & 077) && chmod(folder, 0700) != 0)
        return fail_at(fail, folder, 0, 0, "others may look into it, and that cannot be changed: %s",
                       strerror(errno));
    return true;
}

/* The same of the file, in one's turn. One that is there is not opened here: closing it would end the locks
 * that other connections of this process have on it (POSIX, fcntl), and the next program to close the
 * database would take the log from under them (sqlite.org/howtocorrupt.html §2.2). */
static bool make_private_file(const char *path, struct fail *fail) {
    struct stat info;
    int fd = disk_exists(path) ? -1 : open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0)
        close(fd);
    if (lstat(path, &info) != 0 || access(path, R_OK | W_OK) != 0)
        return fail_at(fail, path, 0, 0, "%s; it has to belong to the user the desk runs as",
                       strerror(errno));
    if (!S_ISREG(info.st_mode))
        return fail_at(fail, path, 0, 0, "is no file");
    return !(info.st_mode & 077) || chmod(path, 0600) == 0 ||
           fail_at(fail, path, 0, 0, "others may read it, and that cannot be changed: %s", strerror(errno));
}

/* One opens at a time: what SQLite does to a new file it does not do well beside itself. -1: errno. */
static int take_turn(const char *folder) {
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0) {
        if (errno == EINTR)
            continue;
        close(fd);
        return -1;
    }
    return fd;
}

static int take_lock(const char *folder, struct fail *fail) {
    char *path = disk_path(folder, DATABASE_LOCK);
    int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    if (!path) {
        fail_at(fail, folder, 0, 0, "out of memory");
    } else if (fd < 0) {
        fail_at(fail, path, 0, 0, "%s", strerror(errno));
    } else if (flock(fd, LOCK_SH | LOCK_NB) != 0) {
        fail_at(fail, path, 0, 0, "a backup is being restored there; wait until it has ended");
        close(fd);
        fd = -1;
    }
    free(path);
    return fd;
}

/* The file's own schema is not trusted, and nothing in it can change how SQLite works. */
static int harden(sqlite3 *handle) {
    static const struct {
        int what, on;
    } switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                    {SQLITE_DBCONFIG_ENABLE_FKEY, 1}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
                    {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                    {SQLITE_DBCONFIG_DQS_DML, 0},     {SQLITE_DBCONFIG_DQS_DDL, 0}};
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < LENGTH(switches); i++)
        code = sqlite3_db_config(handle, switches[i].what, switches[i].on, NULL);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, DATABASE_ROW_MAX);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, SQL_MAX);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO takes one */
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, DATABASE_BUSY_MS);
    return code;
}

static bool runs(struct statement statement, struct fail *fail) {
    return statement_run(&statement, fail) == OUTCOME_DONE;
}

static bool settle(struct database *database, struct fail *fail) {
    struct statement mode = STATEMENT(database, "PRAGMA journal_mode = WAL");
    bool wal = statement_row(&mode) && strcmp(column_text(&mode, 0), "wal") == 0;
    if (statement_end(&mode, fail) != OUTCOME_DONE)
        return false;
    if (!wal)
        return fail_at(
            fail, database->path, 0, 0,
            "lies on a file system that cannot share memory (a network drive?); move the folder to "
            "a disk of this machine");
    return runs(STATEMENT(database, "PRAGMA synchronous = FULL"), fail) &&
           runs(STATEMENT(database, "PRAGMA cell_size_check = ON"), fail) &&
           runs(STATEMENT(database, "PRAGMA journal_size_limit = 16777216"), fail);
}

/* A file with content that is somebody else's is left as it is. */
static bool is_ours(struct database *database, struct fail *fail) {
    struct statement ask = STATEMENT(
        database, "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id");
    bool ours =
        statement_row(&ask) && (column_int(&ask, 0) == DATABASE_APPLICATION || column_int(&ask, 1) == 0);
    if (statement_end(&ask, fail) != OUTCOME_DONE)
        return false;
    return ours ||
           fail_at(fail, database->path, 0, 0, "is the database of another program; name another folder");
}

static bool open_handle(struct database *database, struct fail *fail) {
    int code = sqlite3_open_v2(database->path, &database->handle,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
    if (!database->handle)
        return fail_at(fail, database->path, 0, 0, "out of memory");
    if (code == SQLITE_OK)
        code = harden(database->handle);
    if (code != SQLITE_OK) {
        database_failed(database, code, fail);
        return false;
    }
    return is_ours(database, fail) && settle(database, fail) &&
           database_migrate(database, database_migrations, database_version, fail);
}

static bool open_alone(struct database *database, struct fail *fail) {
    int turn = take_turn(database->folder);
    if (turn < 0)
        return fail_at(fail, database->folder, 0, 0, "%s", strerror(errno));
    database->lock = take_lock(database->folder, fail);
    bool done = database->lock >= 0 && make_private_file(database->path, fail) && open_handle(database, fail);
    close(turn);
    return done;
}

struct database *database_open(const char *folder, enum database_open how, struct fail *fail) {
    struct database *database = calloc(1, sizeof *database);
    if (!database) {
        fail_at(fail, folder, 0, 0, "out of memory");
        return NULL;
    }
    database->lock = -1;
    database->folder = realpath(folder, NULL);
    if (!database->folder)
        database->folder = strdup(folder); /* it is still to be made */
    database->path = database->folder ? disk_path(database->folder, DATABASE_FILE) : NULL;
    database->kept = calloc(STATEMENTS_KEPT, sizeof *database->kept);
    if (!database->path || !database->kept)
        fail_at(fail, folder, 0, 0, "out of memory");
    else if (make_private(database->folder, database->path, how, fail) && open_alone(database, fail))
        return database;
    database_close(database);
    return NULL;
}

void database_close(struct database *database) {
    if (!database)
        return;
    statements_forget(database);
    unpacker_finish(&database->unpacker);
    sqlite3_close(database->handle); /* undoes what was not committed */
    if (database->lock >= 0)
        close(database->lock);
    free(database->folder);
    free(database->path);
    free(database);
}

const char *database_folder(const struct database *database) {
    return database->folder;
}

enum outcome database_check(struct database *database, struct fail *fail) {
    struct statement pages = STATEMENT(database, "PRAGMA integrity_check(1)");
    bool whole = statement_row(&pages) && strcmp(column_text(&pages, 0), "ok") == 0;
    if (pages.code == SQLITE_ROW && !whole)
        fail_at(fail, database->path, 0, 0, "is damaged (%s); restore the newest backup: kiosk-desk restore",
                column_text(&pages, 0));
    enum outcome outcome = statement_end(&pages, fail);
    if (outcome != OUTCOME_DONE || !whole)
        return outcome != OUTCOME_DONE ? outcome : OUTCOME_DAMAGED;
    struct statement keys = STATEMENT(database, "PRAGMA foreign_key_check");
    bool loose = statement_row(&keys);
    if (loose)
        fail_at(
            fail, database->path, 0, 0,
            "row %lld of %s names something that is not there; restore the newest backup: kiosk-desk restore",
            (long long)column_int(&keys, 1), column_text(&keys, 0));
    outcome = statement_end(&keys, fail);
    return outcome == OUTCOME_DONE && loose ? OUTCOME_DAMAGED : outcome;
}
