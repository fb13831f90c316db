/* Backups: made while the desk runs, taken back whole, and refused when anything about them is wrong (K16).
 */
#include "support/desk_folder.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "desk/data/archive_parts.h"
#include "desk/data/backup.h"
#include "desk/data/backup_parts.h"
#include "desk/data/groups.h"
#include "desk/data/objects.h"
#include "desk/data/people.h"
#include "desk/data/sessions.h"
#include "desk/data/trees.h"

#define OBJECT "a picture of some bytes"

static struct hash put_object(const char *folder, const void *bytes, size_t size) {
    struct hash hash;
    struct fail fail = {0};
    struct object_writer *writer = object_begin(folder, &fail);
    assert_non_null(writer);
    DONE(object_add(writer, bytes, size, &why));
    DONE(object_end(writer, &hash, &why));
    return hash;
}

static void save(struct database *database, int64_t on, const char *text, const struct hash *hash,
                 size_t size) {
    struct revision_making making;
    struct revision_start start = {REVISION_EDIT, on, on, "note"};
    int64_t id = 0;
    DONE(revision_begin(database, &desk_act, &start, &making, &why));
    DONE(revision_put_text(&making, "playlists/site.json", text, strlen(text), &why));
    if (hash)
        DONE(revision_put_object(&making, "assets/a.png", hash->hex, size, &why));
    DONE(revision_commit(&making, &id, &why));
}

/* Somebody, something of each kind. */
static void fill(struct desk_folder *desk) {
    int64_t mette = 0, group = 0;
    struct session_key key;
    struct hash hash = put_object(desk->path, OBJECT, strlen(OBJECT));
    DONE(user_add(desk->database, &desk_act, "mette", "Mette", "da", &mette, &why));
    DONE(group_add(desk->database, &desk_act, "Hall", &group, &why));
    DONE(user_set_role(desk->database, &desk_act, mette, group, ROLE_EDITOR, &why));
    DONE(session_begin(desk->database, mette, "10.0.0.1", "Firefox", DESK_NOW, &key, &why));
    save(desk->database, 0, "{\"name\": \"first\"}", &hash, strlen(OBJECT));
    save(desk->database, 1, "{\"name\": \"second\"}", NULL, 0);
}

static void names(const struct desk_folder *desk, char file[100], char folder[100]) {
    snprintf(file, 100, "%s/backup.tar", desk->root);
    snprintf(folder, 100, "%s/restored", desk->root);
}

static void check_restored(const char *folder) {
    struct database *database = desk_open(folder);
    struct tree_file found;
    char *bytes = NULL;
    size_t size = 0;
    DONE(tree_read(database, 2, "playlists/site.json", TEXT_MAX, &bytes, &size, &why));
    assert_string_equal(bytes, "{\"name\": \"second\"}");
    free(bytes);
    DONE(tree_read(database, 1, "assets/a.png", TEXT_MAX, &bytes, &size, &why));
    assert_string_equal(bytes, OBJECT);
    free(bytes);
    DONE(tree_find(database, 2, "assets/a.png", &found, &why));
    assert_int_equal(desk_count(database, "SELECT count(*) FROM session"), 0);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM role"), 1);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit WHERE what = 'restore'"), 1);
    DONE(audit_verify(database, NULL, &(int64_t){0}, &why));
    database_close(database);
}

static void what_was_saved_comes_back(void **state) {
    struct desk_folder *desk = *state;
    struct backup_restored restored;
    struct stat info;
    char file[100], folder[100], command[300];
    fill(desk);
    names(desk, file, folder);
    struct database *other = desk_open(desk->path); /* somebody is in the middle of writing */
    DONE(database_begin(other, &why));
    DONE(audit_write(other, &desk_act, "unfinished", NULL, NULL, &why));
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    database_close(other);
    assert_int_equal(stat(file, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    DONE(backup_restore(file, folder, &desk_act, &restored, &why));
    assert_int_equal(restored.objects, 1);
    assert_string_equal(restored.aside, "");
    check_restored(folder);
    /* any tar can read it */
    snprintf(command, sizeof command,
             "cd %s && mkdir plain && tar xf backup.tar -C plain && test -s plain/desk.db && test -s "
             "plain/backup.txt && diff -r -x incoming plain/objects desk/objects",
             desk->root);
    assert_int_equal(system(command), 0);
    /* nothing is left beside it */
    snprintf(command, sizeof command, "ls %s %s | grep -q 'tmp$'", desk->root, desk->path);
    assert_int_not_equal(system(command), 0);
}

/* One that was killed leaves parts behind; the next one takes them away, and does not mind. */
static void what_killed_ones_left_is_swept(void **state) {
    struct desk_folder *desk = *state;
    char file[100], folder[100], left[3][150];
    pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    waitpid(gone, NULL, 0);
    fill(desk);
    names(desk, file, folder);
    snprintf(left[0], sizeof left[0], "%s.%ld.tmp", file, (long)gone);
    snprintf(left[1], sizeof left[1], "%s/backup.%ld.tmp", desk->path, (long)gone);
    snprintf(left[2], sizeof left[2], "%s/objects/incoming/1234.%ld.tmp", desk->path, (long)gone);
    for (size_t i = 0; i < LENGTH(left); i++)
        assert_true(disk_write(left[i], "x", 1, NULL));
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    for (size_t i = 0; i < LENGTH(left); i++)
        assert_false(disk_exists(left[i]));
}

static void what_was_there_is_kept_aside(void **state) {
    struct desk_folder *desk = *state;
    struct backup_restored restored;
    char file[100], folder[100], slash[110];
    fill(desk);
    names(desk, file, folder);
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    save(desk->database, 2, "{\"name\": \"later\"}", NULL, 0);
    ENDS(backup_restore(file, desk->path, &desk_act, &restored, &why), OUTCOME_BUSY); /* it is open */
    assert_int_equal(desk_count(desk->database, "SELECT max(id) FROM revision"), 3);
    database_close(desk->database);
    snprintf(slash, sizeof slash, "%s/", desk->path);
    DONE(backup_restore(file, slash, &desk_act, &restored, &why));
    check_restored(desk->path);
    desk->database = desk_open(restored.aside);
    assert_int_equal(desk_count(desk->database, "SELECT max(id) FROM revision"), 3);
    char empty[100];
    snprintf(empty, sizeof empty, "%s/empty", desk->root); /* a folder that a service manager has made */
    assert_int_equal(mkdir(empty, 0755), 0);
    DONE(backup_restore(file, empty, &desk_act, &restored, &why));
    check_restored(empty);
}

static void refuse(const char *file, const char *folder, const char *says, const char *reason) {
    struct backup_restored restored;
    struct fail fail = {0};
    enum outcome outcome = backup_restore(file, folder, &desk_act, &restored, &fail);
    if (outcome != OUTCOME_REFUSED || !strstr(fail.text, says ? says : "is damaged, cut short, or no backup"))
        fail_msg("%s: outcome %d: %s", reason, outcome, fail.text);
    if (disk_exists(folder))
        fail_msg("%s: something was put there", reason);
}

/* Whatever byte is wrong, and wherever it is cut short. */
static void a_damaged_backup_is_refused(void **state) {
    struct desk_folder *desk = *state;
    char file[100], folder[100], bad[100], reason[40], *bytes = NULL;
    size_t size = 0;
    fill(desk);
    names(desk, file, folder);
    snprintf(bad, sizeof bad, "%s/bad.tar", desk->root);
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    assert_true(disk_read(file, 10 << 20, &bytes, &size, NULL));
    for (size_t at = 0; at < size; at += size - at < 4000 ? 97 : 5003) {
        bytes[at] = (char)(bytes[at] ^ 0x10);
        assert_true(disk_write(bad, bytes, size, NULL));
        bytes[at] = (char)(bytes[at] ^ 0x10);
        snprintf(reason, sizeof reason, "byte %zu", at);
        refuse(bad, folder, NULL, reason);
    }
    for (size_t cut = 0; cut < size; cut += size - cut < 3000 ? 512 : 15013) {
        assert_true(disk_write(bad, bytes, cut, NULL));
        snprintf(reason, sizeof reason, "cut at %zu", cut);
        refuse(bad, folder, NULL, reason);
    }
    free(bytes);
}

/* What somebody makes who knows the format: all its own hashes are right. */
struct crafted {
    const char *reason;
    const char *says;  /* what the refusal says; NULL: that it is damaged */
    const char *sql;   /* what is done to the database before */
    const char *name;  /* an entry of this name is put between */
    const char *bytes; /* with these bytes */
    uint64_t size;     /* and this size, or that of the bytes */
    bool no_object, twice,
        behind; /* the picture is missing; so is the database there twice; the entry is last */
};

static void put_entry(int fd, const char *name, const void *bytes, size_t size, uint64_t said) {
    struct archive_entry entry = {.size = said ? said : size};
    snprintf(entry.name, sizeof entry.name, "%s", name);
    assert_true(archive_head(fd, &entry, DESK_NOW));
    assert_int_equal(write(fd, bytes, size), size);
    assert_true(archive_pad(fd, size));
}

static void craft(const struct crafted *crafted, const char *database, const char *file) {
    char *bytes = NULL, text[BACKUP_SUMMARY_MAX], name[ARCHIVE_NAME];
    size_t size = 0;
    struct backup_summary summary = {.objects = crafted->no_object ? 0 : 1};
    struct hash object = hash_bytes(OBJECT, strlen(OBJECT));
    struct database of_file = {.path = (char *)(uintptr_t)database, .folder = (char *)(uintptr_t)database};
    assert_int_equal(sqlite3_open(database, &of_file.handle), SQLITE_OK);
    DONE(audit_head(&of_file, &summary.head, &why));
    sqlite3_close(of_file.handle);
    assert_true(disk_read(database, 10 << 20, &bytes, &size, NULL));
    summary.database = hash_bytes(bytes, size);
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    put_entry(fd, "desk.db", bytes, size, 0);
    if (crafted->twice)
        put_entry(fd, "desk.db", bytes, size, 0);
    snprintf(name, sizeof name, "objects/%.2s/%s", object.hex, object.hex);
    if (!crafted->no_object)
        put_entry(fd, name, OBJECT, strlen(OBJECT), 0);
    if (crafted->name && !crafted->behind)
        put_entry(fd, crafted->name, crafted->bytes, strlen(crafted->bytes), crafted->size);
    summary.objects += crafted->name && !crafted->behind;
    size_t length = backup_summary_write(&summary, text);
    put_entry(fd, "backup.txt", text, length, 0);
    if (crafted->behind)
        put_entry(fd, crafted->name, crafted->bytes, strlen(crafted->bytes), 0);
    assert_true(archive_finish(fd));
    close(fd);
    free(bytes);
}

static void a_crafted_backup_is_refused(void **state) {
    struct desk_folder *desk = *state;
    static const struct crafted rows[] = {
        {.reason = "a trigger of its own",
         .says = "tables",
         .sql = "CREATE TRIGGER evil AFTER INSERT ON audit BEGIN UPDATE role SET role = 4; END"},
        {.reason = "a view", .says = "tables", .sql = "CREATE VIEW evil AS SELECT 1"},
        {.reason = "a table in another's place",
         .says = "tables",
         .sql = "DROP TABLE session; CREATE VIEW session AS SELECT 1 AS n"},
        {.reason = "the log may be changed", .says = "tables", .sql = "DROP TRIGGER audit_stays"},
        {.reason = "a newer version", .says = "newer", .sql = "PRAGMA user_version = 99"},
        {.reason = "no version", .says = "tables", .sql = "PRAGMA user_version = 0"},
        {.reason = "another program's", .says = "another program", .sql = "PRAGMA application_id = 1"},
        {.reason = "a row of the log was changed",
         .says = "row 2",
         .sql = "PRAGMA writable_schema = ON; DROP TRIGGER audit_stays; UPDATE audit SET who = 'x' WHERE n = "
                "2; CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'rows of the "
                "log stay as they are'); END"},
        {.reason = "somebody who is not there has a role",
         .says = "not there",
         .sql = "PRAGMA foreign_keys = OFF; INSERT INTO role VALUES (99, NULL, 4)"},
        {.reason = "a text that was never packed",
         .says = "text is damaged",
         .sql = "UPDATE file SET packed = x'001122' WHERE packed IS NOT NULL"},
        {.reason = "a text that says it is huge",
         .says = "more than",
         .sql = "UPDATE file SET size = 1000000000000 WHERE packed IS NOT NULL"},
        {.reason = "a text like itself",
         .says = "not a text",
         .sql = "UPDATE file SET like_file = id WHERE packed IS NOT NULL"},
        {.reason = "a picture that is not there",
         .says = "is not there",
         .sql = "INSERT INTO file (hash, size) VALUES (zeroblob(32), 5)"},
        {.reason = "a picture was left out", .says = "is not there", .no_object = true},
        {.reason = "a name that leads out", .name = "../../escaped", .bytes = "x"},
        {.reason = "an absolute name", .name = "/tmp/escaped", .bytes = "x"},
        {.reason = "a name that leads out below objects",
         .name = "objects/../../../../../../../../../../../../../../../../../../../escaped",
         .bytes = "x"},
        {.reason = "an object that is not what its name says",
         .name = "objects/00/0000000000000000000000000000000000000000000000000000000000000000",
         .bytes = "x"},
        {.reason = "an object in another's folder",
         .name = "objects/ff/0000000000000000000000000000000000000000000000000000000000000000",
         .bytes = "x"},
        {.reason = "an object that says it is huge",
         .name = "objects/00/0000000000000000000000000000000000000000000000000000000000000000",
         .bytes = "x",
         .size = 8000000000},
        {.reason = "a lock of its own", .name = "desk.lock", .bytes = ""},
        {.reason = "a database twice", .twice = true},
        {.reason = "something behind the summary", .name = "more", .bytes = "x", .behind = true},
    };
    char file[100], folder[100], bad[100], copy[100], escaped[100], command[400];
    fill(desk);
    names(desk, file, folder);
    snprintf(bad, sizeof bad, "%s/bad.tar", desk->root);
    snprintf(copy, sizeof copy, "%s/copy.db", desk->root);
    snprintf(escaped, sizeof escaped, "%s/escaped", desk->root);
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    snprintf(command, sizeof command, "tar xOf %s desk.db > %s", file, copy);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(system(command), 0);
        if (rows[i].sql)
            desk_tamper(copy, rows[i].sql);
        craft(&rows[i], copy, bad);
        refuse(bad, folder, rows[i].says, rows[i].reason);
        assert_false(disk_exists(escaped));
        assert_false(disk_exists("/tmp/escaped"));
    }
    /* made the same way, with nothing wrong, it is taken */
    struct backup_restored restored;
    assert_int_equal(system(command), 0);
    craft(&(struct crafted){.reason = "fine"}, copy, bad);
    DONE(backup_restore(bad, folder, &desk_act, &restored, &why));
    check_restored(folder);
}

static void what_is_not_a_backup_is_refused(void **state) {
    struct desk_folder *desk = *state;
    static const struct {
        const char *reason, *command;
    } rows[] = {
        {"empty", ": > bad.tar"},
        {"a tar of other things", "echo x > x && tar cf bad.tar x"},
        {"another tar's of the very files", "cd desk && tar cf ../bad.tar desk.db"},
        {"a link", "ln -s /etc/passwd desk.db && tar cf bad.tar desk.db && rm desk.db"},
        {"a folder", "mkdir desk.db && tar cf bad.tar desk.db && rmdir desk.db"},
        {"a device of zeros, without an end", "ln -sf /dev/zero bad.tar"},
    };
    char file[100], folder[100], bad[100], command[300];
    fill(desk);
    names(desk, file, folder);
    snprintf(bad, sizeof bad, "%s/bad.tar", desk->root);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        snprintf(command, sizeof command, "cd %s && %s", desk->root, rows[i].command);
        assert_int_equal(system(command), 0);
        refuse(bad, folder, NULL, rows[i].reason);
    }
    struct backup_restored restored;
    snprintf(bad, sizeof bad, "%s/none.tar", desk->root);
    ENDS(backup_restore(bad, folder, &desk_act, &restored, &why), OUTCOME_TROUBLE);
}

static void a_desk_with_a_damaged_picture_says_which(void **state) {
    struct desk_folder *desk = *state;
    char file[100], folder[100];
    fill(desk);
    names(desk, file, folder);
    char *path = object_path(desk->path, hash_bytes(OBJECT, strlen(OBJECT)).hex);
    assert_true(disk_write(path, "A picture of some bytes", strlen(OBJECT), NULL));
    ENDS(backup_write(desk->database, file, DESK_NOW, &why), OUTCOME_DAMAGED);
    assert_false(disk_exists(file));
    unlink(path);
    ENDS(backup_write(desk->database, file, DESK_NOW, &why), OUTCOME_ABSENT);
    free(path);
    char nowhere[150];
    snprintf(nowhere, sizeof nowhere, "%s/none/backup.tar", desk->root);
    ENDS(backup_write(desk->database, nowhere, DESK_NOW, &why), OUTCOME_TROUBLE);
}

/* No room for the copy, nor for the file, nor for what is restored: what was there stays, and nothing is
 * left. */
static void a_full_disk_leaves_nothing(void **state) {
    struct desk_folder *desk = *state;
    struct backup_restored restored;
    char file[100], folder[100], small[100], command[200];
    fill(desk);
    names(desk, file, folder);
    snprintf(small, sizeof small, "%s/small", desk->root);
    mkdir(small, 0700);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", small, "tmpfs", 0, "size=128k") != 0)
        skip(); /* only root may */
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    strcat(small, "/x");
    ENDS(backup_write(desk->database, small, DESK_NOW, &why), OUTCOME_FULL);
    ENDS(backup_restore(file, small, &desk_act, &restored, &why), OUTCOME_FULL);
    snprintf(command, sizeof command, "test -z \"$(ls -A %s/small)\" && ! ls %s | grep -q 'tmp$'", desk->root,
             desk->path);
    assert_int_equal(system(command), 0);
    *strrchr(small, '/') = '\0';
    assert_int_equal(umount(small), 0);
}

static long peak_kib(void) {
    char line[200];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "re");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld", &kib) == 1)
            break;
    if (status)
        fclose(status);
    return kib;
}

/* A film of 64 MiB goes both ways in a few. */
static void nothing_is_held_in_memory(void **state) {
    enum { SIZE = 64 << 20, PART = 1 << 20 };
    struct desk_folder *desk = *state;
    struct backup_restored restored;
    struct hash hash;
    struct fail fail = {0};
    char file[100], folder[100], *part = calloc(1, PART);
    names(desk, file, folder);
    struct object_writer *writer = object_begin(desk->path, &fail);
    for (int i = 0; i < SIZE / PART; i++)
        DONE(object_add(writer, part, PART, &why));
    DONE(object_end(writer, &hash, &why));
    free(part);
    save(desk->database, 0, "{}", &hash, SIZE);
    long before = peak_kib();
    DONE(backup_write(desk->database, file, DESK_NOW, &why));
    DONE(backup_restore(file, folder, &desk_act, &restored, &why));
    assert_in_range(peak_kib() - before, 0, 16 << 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(what_was_saved_comes_back),
        DESK_TEST(what_killed_ones_left_is_swept),
        DESK_TEST(what_was_there_is_kept_aside),
        DESK_TEST(a_damaged_backup_is_refused),
        DESK_TEST(a_crafted_backup_is_refused),
        DESK_TEST(what_is_not_a_backup_is_refused),
        DESK_TEST(a_desk_with_a_damaged_picture_says_which),
        DESK_TEST(nothing_is_held_in_memory),
        DESK_TEST(a_full_disk_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
