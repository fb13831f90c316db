/* The database: how it is opened, what it says when it cannot be, transactions, and older versions. */
#include "support/desk_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void nobody_else_may_look(void **state) {
    struct desk_folder *desk = *state;
    struct stat info;
    static const struct {
        const char *name;
        mode_t mode;
    } rows[] = {{"", 0700}, {"/desk.db", 0600}, {"/desk.db-wal", 0600}, {"/desk.lock", 0600}};
    DONE(database_begin(desk->database, &why));
    DONE(audit_write(desk->database, &desk_act, "test", NULL, NULL, &why));
    DONE(database_commit(desk->database, &why));
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < LENGTH(rows); i++) {
            char path[120];
            snprintf(path, sizeof path, "%s%s", desk->path, rows[i].name);
            assert_int_equal(stat(path, &info), 0);
            assert_int_equal(info.st_mode & 0777, rows[i].mode);
        }
        chmod(desk->path, 0755); /* the next time it is opened it is closed to others again */
        chmod(desk->file, 0644);
        database_close(desk->database);
        desk->database = desk_open(desk->path);
        DONE(database_begin(desk->database, &why));
        DONE(audit_write(desk->database, &desk_act, "test", NULL, NULL, &why));
        DONE(database_commit(desk->database, &why));
    }
}

static void settings_are_those_that_withstand_a_power_cut(void **state) {
    struct desk_folder *desk = *state;
    assert_int_equal(desk_count(desk->database, "PRAGMA synchronous"), 2); /* FULL */
    assert_int_equal(desk_count(desk->database, "PRAGMA foreign_keys"), 1);
    assert_int_equal(desk_count(desk->database, "PRAGMA trusted_schema"), 0);
    assert_int_equal(
        desk_count(desk->database, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
    assert_int_equal(desk_count(desk->database,
                                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type "
                                "= 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"),
                     0);
    struct statement change = STATEMENT(desk->database, "UPDATE sqlite_schema SET sql = ''");
    assert_int_not_equal(statement_run(&change, NULL), OUTCOME_DONE); /* defensive */
}

/* Another program, which opens the database, writes, and closes it. */
static void another_program_writes(const char *folder) {
    pid_t child = fork();
    if (child == 0)
        execl("/proc/self/exe", "test_database", "--write", folder, (char *)NULL);
    int status = -1;
    assert_true(child > 0 && waitpid(child, &status, 0) == child);
    assert_int_equal(status, 0);
}

/* A desk has a connection a thread: one that is opened, or closed, takes nothing from the others. */
static void connections_of_one_program_keep_their_hold(void **state) {
    struct desk_folder *desk = *state;
    char log[120];
    snprintf(log, sizeof log, "%s-wal", desk->file);
    struct database *other = desk_open(desk->path);
    for (int64_t rows = 1; rows <= 4; rows += 2) {
        another_program_writes(desk->path);
        assert_true(disk_exists(log)); /* who thinks it is the last one removes it */
        assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM audit"), rows);
        DONE(audit_write(desk->database, &desk_act, "test", NULL, NULL, &why));
        assert_int_equal(desk_count(other, "SELECT count(*) FROM audit"), rows + 1);
        database_close(other);
        other = desk_open(desk->path);
    }
    database_close(other);
}

static int write_and_end(const char *folder) {
    struct database *database = desk_open(folder);
    enum outcome outcome = audit_write(database, &desk_act, "elsewhere", NULL, NULL, NULL);
    database_close(database);
    return outcome == OUTCOME_DONE ? 0 : 1;
}

static void cannot_open(const char *folder, enum database_open how, const char *says) {
    struct fail fail = {0};
    struct database *database = database_open(folder, how, &fail);
    assert_null(database);
    if (!strstr(fail.text, says))
        fail_msg("\"%s\" does not say \"%s\"", fail.text, says);
}

/* Why it cannot be opened, and what to do about it. */
static void what_cannot_be_opened_says_why(void **state) {
    struct desk_folder *desk = *state;
    char other[100], rubbish[8192];
    memset(rubbish, 'x', sizeof rubbish);
    database_close(desk->database);
    desk->database = NULL;
    snprintf(other, sizeof other, "%s/none", desk->root);
    cannot_open(other, DATABASE_MUST_EXIST, "name the desk's folder");
    assert_false(disk_exists(other));
    desk_tamper(desk->file, "PRAGMA user_version = 99");
    cannot_open(desk->path, DATABASE_MUST_EXIST, "newer kiosk-desk (version 99");
    desk_tamper(desk->file, "PRAGMA user_version = 1; PRAGMA application_id = 7");
    cannot_open(desk->path, DATABASE_MUST_EXIST, "another program");
    assert_true(disk_write(desk->file, rubbish, sizeof rubbish, NULL));
    cannot_open(desk->path, DATABASE_MUST_EXIST, "restore the newest backup");
    snprintf(other, sizeof other, "%s/desk.lock", desk->path);
    int lock = open(other, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    cannot_open(desk->path, DATABASE_MUST_EXIST, "being restored");
    close(lock);
    if (geteuid() == 0) {
        snprintf(other, sizeof other, "%s/theirs", desk->root);
        assert_int_equal(mkdir(other, 0700), 0);
        assert_int_equal(chown(other, 12345, 12345), 0);
        cannot_open(other, DATABASE_MAY_CREATE, "sudo -u '#12345'");
    }
    snprintf(other, sizeof other, "%s/desk.db/below", desk->path);
    cannot_open(other, DATABASE_MAY_CREATE, "not a folder");
}

static void a_damaged_page_is_found(void **state) {
    struct desk_folder *desk = *state;
    DONE(database_check(desk->database, &why));
    for (int i = 0; i < 100; i++) {
        DONE(database_begin(desk->database, &why));
        DONE(audit_write(desk->database, &desk_act, "test", "object", "a text that fills a page in the end",
                         &why));
        DONE(database_commit(desk->database, &why));
    }
    database_close(desk->database);
    int fd = open(desk->file, O_RDWR | O_CLOEXEC);
    off_t end = lseek(fd, 0, SEEK_END);
    assert_true(end > 3 * 4096);
    for (off_t at = 8192; at < end; at += 4096)
        assert_int_equal(pwrite(fd, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12, at), 12);
    close(fd);
    struct fail fail = {0};
    desk->database = database_open(desk->path, DATABASE_MUST_EXIST, &fail);
    if (!desk->database) { /* met at once */
        assert_non_null(strstr(fail.text, "restore the newest backup"));
        return;
    }
    ENDS(database_check(desk->database, &why), OUTCOME_DAMAGED);
}

static bool open_and_write(const char *folder) {
    struct fail fail = {0};
    struct database *database = database_open(folder, DATABASE_MAY_CREATE, &fail);
    bool done = database && database_begin(database, &fail) == OUTCOME_DONE &&
                database_end(database, audit_write(database, &desk_act, "begin", NULL, NULL, &fail), &fail) ==
                    OUTCOME_DONE;
    if (!done)
        fprintf(stderr, "%s: %s\n", fail.file, fail.text);
    database_close(database);
    return done;
}

/* Programs that begin at the same moment on a folder that is not there yet, and come and go: each row is
 * there. */
static void several_may_begin_at_once(void **state) {
    enum { PROGRAMS = 8, TIMES = 5 };
    struct desk_folder *desk = *state;
    char folder[100];
    int gate[2];
    pid_t programs[PROGRAMS];
    snprintf(folder, sizeof folder, "%s/new", desk->root);
    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < PROGRAMS; i++) {
        programs[i] = fork();
        if (programs[i] == 0) {
            char go = 0;
            bool done = true;
            close(gate[1]);
            (void)!read(gate[0], &go, 1); /* until the gate is closed */
            for (int time = 0; done && time < TIMES; time++)
                done = open_and_write(folder);
            _exit(done ? 0 : 1);
        }
    }
    close(gate[0]);
    close(gate[1]);
    for (int i = 0; i < PROGRAMS; i++) {
        int status = 0;
        assert_int_equal(waitpid(programs[i], &status, 0), programs[i]);
        assert_int_equal(status, 0);
    }
    struct database *database = desk_open(folder);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit"), PROGRAMS * TIMES);
    DONE(audit_verify(database, NULL, &(int64_t){0}, &why));
    database_close(database);
}

static struct statement counting(struct database *database) {
    return STATEMENT(database,
                     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, ? FROM n "
                     "LIMIT 3");
}

/* They are kept: what one was bound to, how far it was read and what went wrong is nothing to the next. */
static void statements_know_nothing_of_those_before(void **state) {
    struct desk_folder *desk = *state;
    struct statement outer = counting(desk->database);
    statement_text(&outer, "outer");
    assert_true(statement_row(&outer));
    struct statement inner = counting(desk->database); /* inside the other's rows */
    assert_true(statement_row(&inner));
    assert_int_equal(column_int(&inner, 0), 1);
    assert_true(column_is_null(&inner, 1));
    DONE(statement_end(&inner, &why));
    assert_true(statement_row(&outer));
    assert_int_equal(column_int(&outer, 0), 2);
    assert_string_equal(column_text(&outer, 1), "outer");
    DONE(statement_end(&outer, &why));
    struct statement after = counting(desk->database);
    assert_true(statement_row(&after));
    assert_int_equal(column_int(&after, 0), 1);
    assert_true(column_is_null(&after, 1));
    DONE(statement_end(&after, &why));
    char log[120];
    snprintf(log, sizeof log, "%s-wal", desk->file);
    assert_int_equal(access(log, F_OK), 0);
    database_close(desk->database); /* who closes last removes it: no statement is left open */
    assert_int_not_equal(access(log, F_OK), 0);
    desk->database = desk_open(desk->path);
}

static enum outcome note(struct database *database, const char *what, struct fail *fail) {
    return audit_write(database, &desk_act, what, NULL, NULL, fail);
}

static void a_transaction_is_whole_or_not_at_all(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    static const struct {
        bool inner_fails, outer_fails;
        int rows;
    } cases[] = {{false, false, 2}, {true, false, 0}, {false, true, 0}, {true, true, 0}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        int64_t before = desk_count(database, "SELECT count(*) FROM audit");
        DONE(database_begin(database, &why));
        DONE(note(database, "outer", &why));
        DONE(database_begin(database, &why));
        DONE(note(database, "inner", &why));
        struct fail fail = {0};
        enum outcome inner =
            database_end(database, cases[i].inner_fails ? OUTCOME_REFUSED : OUTCOME_DONE, &fail);
        assert_int_equal(inner, cases[i].inner_fails ? OUTCOME_REFUSED : OUTCOME_DONE);
        enum outcome outer =
            database_end(database, cases[i].outer_fails ? OUTCOME_REFUSED : OUTCOME_DONE, &fail);
        assert_int_equal(outer == OUTCOME_DONE, cases[i].rows > 0);
        assert_int_equal(desk_count(database, "SELECT count(*) FROM audit") - before, cases[i].rows);
    }
    DONE(database_begin(database, &why)); /* what was not committed is gone with the connection */
    DONE(note(database, "lost", &why));
    database_close(database);
    desk->database = desk_open(desk->path);
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM audit"), 2);
}

static void two_writers_take_turns(void **state) {
    struct desk_folder *desk = *state;
    struct database *other = desk_open(desk->path);
    sqlite3_busy_timeout(other->handle, 1); /* the test does not wait */
    DONE(database_begin(desk->database, &why));
    DONE(note(desk->database, "first", &why));
    ENDS(database_begin(other, &why), OUTCOME_BUSY);
    assert_int_equal(desk_count(other, "SELECT count(*) FROM audit"), 0); /* reading goes on */
    DONE(database_commit(desk->database, &why));
    DONE(database_begin(other, &why));
    DONE(note(other, "second", &why));
    DONE(database_commit(other, &why));
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
    database_close(other);
}

/* A limit of SQLite's own stands for the disk; a real one is filled below. */
static void a_full_disk_changes_nothing(void **state) {
    struct desk_folder *desk = *state;
    char text[3000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    int64_t rows = 0;
    desk_count(desk->database, "PRAGMA max_page_count = 40");
    enum outcome outcome = OUTCOME_DONE;
    struct fail fail = {0};
    while (outcome == OUTCOME_DONE && rows < 1000) {
        DONE(database_begin(desk->database, &why));
        outcome = audit_write(desk->database, &desk_act, "fill", "", text, &fail);
        outcome = database_end(desk->database, outcome, &fail);
        rows += outcome == OUTCOME_DONE;
    }
    assert_int_equal(outcome, OUTCOME_FULL);
    assert_non_null(strstr(fail.text, "disk is full"));
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM audit"), rows);
    desk_count(desk->database, "PRAGMA max_page_count = 1000");
    DONE(note(desk->database, "room again", &why));
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
}

static void a_disk_that_is_really_full_changes_nothing(void **state) {
    struct desk_folder *desk = *state;
    char mount_point[100], text[3000];
    snprintf(mount_point, sizeof mount_point, "%s/small", desk->root);
    mkdir(mount_point, 0700);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", mount_point, "tmpfs", 0, "size=512k") != 0)
        skip(); /* only root may */
    struct database *database = desk_open(mount_point);
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    enum outcome outcome = OUTCOME_DONE;
    struct fail fail = {0};
    int64_t rows = 0;
    while (outcome == OUTCOME_DONE && rows < 1000) {
        outcome = database_begin(database, &fail);
        if (outcome == OUTCOME_DONE) {
            outcome = audit_write(database, &desk_act, "fill", "", text, &fail);
            outcome = database_end(database, outcome, &fail);
        }
        rows += outcome == OUTCOME_DONE;
    }
    assert_int_equal(outcome, OUTCOME_FULL);
    database_close(database);
    database = desk_open(mount_point); /* what was told is there, and whole */
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit"), rows);
    DONE(database_check(database, &why));
    database_close(database);
    assert_int_equal(umount(mount_point), 0);
}

static void a_migration_that_fails_leaves_what_was(void **state) {
    struct desk_folder *desk = *state;
    int version = database_version;
    struct migration steps[20] = {{0}};
    assert_true(version + 2 < (int)LENGTH(steps));
    steps[version] = (struct migration){"CREATE TABLE new (a INTEGER) STRICT; CREATE TABLE audit (a INTEGER)",
                                        "PRAGMA user_version = 90"};
    struct fail fail = {0};
    assert_false(database_migrate(desk->database, steps, version + 1, &fail));
    assert_non_null(strstr(fail.text, "cannot be brought from version"));
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM sqlite_schema WHERE name = 'new'"), 0);
    assert_int_equal(desk_count(desk->database, "PRAGMA user_version"), version);
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--write") == 0)
        return write_and_end(argv[2]);
    const struct CMUnitTest tests[] = {
        DESK_TEST(nobody_else_may_look),
        DESK_TEST(settings_are_those_that_withstand_a_power_cut),
        DESK_TEST(connections_of_one_program_keep_their_hold),
        DESK_TEST(what_cannot_be_opened_says_why),
        DESK_TEST(a_damaged_page_is_found),
        DESK_TEST(several_may_begin_at_once),
        DESK_TEST(statements_know_nothing_of_those_before),
        DESK_TEST(a_transaction_is_whole_or_not_at_all),
        DESK_TEST(two_writers_take_turns),
        DESK_TEST(a_full_disk_changes_nothing),
        DESK_TEST(a_migration_that_fails_leaves_what_was),
        DESK_TEST(a_disk_that_is_really_full_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
