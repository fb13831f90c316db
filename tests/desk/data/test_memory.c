/* Each allocation of the room's own code refused once: what is kept is old or new and whole, and a refusal
 * says why. */
#include "support/memory.h"

#include "support/desk_folder.h"

#include "desk/data/backup.h"
#include "desk/data/credentials.h"
#include "desk/data/objects.h"
#include "desk/data/trees.h"

static struct desk_folder *desk;
static int64_t number; /* of the last revision there is */

/* A step that is refused says why. */
static bool step(bool done, const struct fail *why, const char *what) {
    if (!done && !memory_short())
        fail_msg("%s: %s", what, why->text);
    if (!done && !why->text[0])
        fail_msg("allocation %ld: %s fails and does not say why", memory_refuses, what);
    return done;
}

static bool save(struct database *database, struct fail *why) {
    struct revision_making making;
    struct revision_start start = {REVISION_EDIT, number, number, ""};
    struct hash hash;
    char text[4000], *long_value = __real_calloc(1, CHANGE_VALUE_MAX + 10);
    int64_t id = 0;
    memset(text, 'x', sizeof text);
    memset(long_value, 'y', CHANGE_VALUE_MAX + 9);
    snprintf(text, sizeof text, "%lld", (long long)number);
    struct object_writer *writer = object_begin(database_folder(database), why);
    bool done = writer && object_add(writer, text, sizeof text, why) == OUTCOME_DONE;
    if (!done)
        object_abandon(writer);
    done = done && object_end(writer, &hash, why) == OUTCOME_DONE &&
           revision_begin(database, &desk_act, &start, &making, why) == OUTCOME_DONE;
    if (done) {
        struct change change = {
            .path = "text", .slide = "", .op = "set", .before = long_value, .after = long_value};
        done = revision_put_text(&making, "text", text, sizeof text, why) == OUTCOME_DONE &&
               revision_put_object(&making, "object", hash.hex, sizeof text, why) == OUTCOME_DONE &&
               revision_note_change(&making, &change, why) == OUTCOME_DONE;
        if (done)
            done = revision_commit(&making, &id, why) == OUTCOME_DONE;
        else
            revision_abandon(&making);
    }
    free(long_value);
    return done;
}

static void read_all(struct database *database, struct fail *why) {
    static const char *const paths[] = {"text", "object"};
    for (size_t i = 0; i < LENGTH(paths); i++) {
        char *bytes = NULL;
        size_t size = 0;
        bool done = tree_read(database, number, paths[i], TEXT_MAX, &bytes, &size, why) == OUTCOME_DONE;
        if (step(done, why, paths[i]))
            assert_int_equal(size, 4000);
        free(bytes);
    }
}

/* With all the memory in the world. */
static void judge(void) {
    int64_t newest = 0;
    DONE(revision_newest(desk->database, &newest, &why));
    assert_in_range(newest, number, number + 1);
    number = newest;
    DONE(trees_check(desk->database, &why));
}

static void story(void *context) {
    struct fail why = {0};
    struct database *database = database_open(desk->path, DATABASE_MAY_CREATE, &why);
    (void)context;
    if (step(database != NULL, &why, "open")) {
        step(save(database, &why), &why, "save");
        read_all(database, &why);
    }
    database_close(database);
    memory_judge(true);
    judge();
    memory_judge(false);
}

static void a_site_is_old_or_new(void **state) {
    (void)state;
    for (int i = 0; i < 3; i++) { /* so that there is something to differ from */
        struct fail why = {0};
        assert_true(save(desk->database, &why));
        number++;
    }
    assert_true(memory_try(story, NULL, 1) > 20);
    DONE(database_check(desk->database, &why));
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
}

static void judge_restored(const char *folder) {
    if (!disk_exists(folder))
        return;
    struct database *database = desk_open(folder);
    DONE(trees_check(database, &why));
    database_close(database);
}

/* A backup is whole or is not there; so is what is made of it. */
static void backup_story(void *context) {
    struct fail why = {0};
    struct backup_restored restored = {.objects = 0};
    char file[100], folder[100];
    (void)context;
    snprintf(file, sizeof file, "%s/backup.tar", desk->root);
    snprintf(folder, sizeof folder, "%s/restored", desk->root);
    if (step(backup_write(desk->database, file, DESK_NOW, &why) == OUTCOME_DONE, &why, "backup"))
        step(backup_restore(file, folder, &desk_act, &restored, &why) == OUTCOME_DONE, &why, "restore");
    memory_judge(true);
    judge_restored(folder);
    assert_true(disk_remove(folder, NULL));
    assert_true(disk_remove(file, NULL));
    memory_judge(false);
}

static void a_backup_is_whole_or_not_there(void **state) {
    (void)state;
    assert_true(memory_try(backup_story, NULL, 1) > 30);
    char command[120];
    snprintf(command, sizeof command, "test $(ls %s | wc -l) = 1",
             desk->root); /* nothing half-made is left */
    assert_int_equal(system(command), 0);
}

static void start_story(void *context) {
    struct fail why = {0};
    (void)context;
    struct passwords *passwords = passwords_create(&why);
    step(passwords != NULL, &why, "passwords");
    passwords_destroy(passwords);
    struct throttle *throttle = throttle_create();
    assert_true(throttle || memory_short());
    throttle_destroy(throttle);
}

static void a_start_without_memory_is_refused(void **state) {
    (void)state;
    assert_true(memory_try(start_story, NULL, 1) >= 2);
}

static int begin(void **state) {
    void *made = NULL;
    (void)state;
    int code = desk_make(&made);
    desk = made;
    return code;
}

static int end(void **state) {
    void *made = desk;
    (void)state;
    return desk_clear(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_site_is_old_or_new),
                                       cmocka_unit_test(a_backup_is_whole_or_not_there),
                                       cmocka_unit_test(a_start_without_memory_is_refused)};
    return cmocka_run_group_tests(tests, begin, end);
}
