/* A process that is killed while it writes: what it had said was saved is there, and nothing is there in part
 * (K19). That the disk keeps what was synced is SQLite's business and the kernel's; tests/faults cuts the
 * power. */
#include "support/desk_folder.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "desk/data/objects.h"
#include "desk/data/trees.h"

enum { ROUNDS = 40, FILES = 3 };

static bool save_one(struct database *database, int64_t on, struct fail *fail) {
    struct revision_making making;
    struct revision_start start = {REVISION_EDIT, on, on, ""};
    struct hash hash;
    char text[2000], path[20];
    int64_t id = 0;
    memset(text, 'a' + (int)(on % 26), sizeof text);
    snprintf(text, sizeof text, "%lld", (long long)on + 1);
    struct object_writer *writer = object_begin(database_folder(database), fail);
    if (!writer || object_add(writer, text, sizeof text, fail) != OUTCOME_DONE ||
        object_end(writer, &hash, fail) != OUTCOME_DONE ||
        revision_begin(database, &desk_act, &start, &making, fail) != OUTCOME_DONE)
        return false;
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "f%d", i);
        if (revision_put_text(&making, path, text, strlen(text) + (size_t)i * 500, fail) != OUTCOME_DONE)
            return false;
    }
    return revision_put_object(&making, "object", hash.hex, sizeof text, fail) == OUTCOME_DONE &&
           revision_commit(&making, &id, fail) == OUTCOME_DONE;
}

/* Saves for ever, and says each number when it is saved. */
static void child(const char *folder, int said) {
    struct fail fail = {0};
    struct database *database = database_open(folder, DATABASE_MUST_EXIST, &fail);
    int64_t on = 0;
    while (database && revision_newest(database, &on, &fail) == OUTCOME_DONE &&
           save_one(database, on, &fail)) {
        on++;
        if (write(said, &on, sizeof on) != sizeof on)
            break;
    }
    fprintf(stderr, "%s\n", fail.text);
    _exit(1);
}

/* Lets it say `count` numbers, kills it, and hears what it said meanwhile. The last, or 0. */
static int64_t killed_after(const char *folder, int count) {
    int ends[2];
    int64_t id = 0, last = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        close(ends[0]);
        child(folder, ends[1]);
    }
    close(ends[1]);
    for (int heard = 0; read(ends[0], &id, sizeof id) == sizeof id;) {
        last = id;
        if (++heard == count)
            kill(writer, SIGKILL);
    }
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return last;
}

struct whole {
    int files;
    int64_t revision;
    struct database *database;
};
static void see_file(void *context, const struct tree_file *file) {
    struct whole *whole = context;
    whole->files++;
    (void)file;
}

static void nothing_is_torn_and_nothing_is_lost(void **state) {
    struct desk_folder *desk = *state;
    int64_t before = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t last = killed_after(desk->path, 1 + round % 7), newest = 0;
        struct whole whole = {0};
        DONE(revision_newest(desk->database, &newest, &why));
        assert_in_range(newest, last, last + 1); /* that of the last may be saved without having been said */
        assert_true(newest > before);
        DONE(tree_list(desk->database, newest, see_file, &whole, &why));
        assert_int_equal(whole.files, FILES + 1);
        for (int64_t id = before + 1; id <= newest; id++) {
            char *bytes = NULL;
            size_t size = 0;
            DONE(tree_read(desk->database, id, "f0", TEXT_MAX, &bytes, &size, &why));
            assert_int_equal(strtoll(bytes, NULL, 10), id);
            free(bytes);
        }
        before = newest;
    }
    DONE(database_check(desk->database, &why));
    DONE(trees_check(desk->database, &why));
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
    DONE(objects_sweep(desk->path, &why)); /* what was left of objects that were not finished */
    char incoming[120];
    snprintf(incoming, sizeof incoming, "%s/objects/incoming", desk->path);
    assert_int_equal(rmdir(incoming), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {DESK_TEST(nothing_is_torn_and_nothing_is_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
