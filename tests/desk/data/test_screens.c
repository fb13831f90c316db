/* Screens: keys, groups, reports that are written together, events and commands. */
#include "support/desk_folder.h"

#include "desk/data/groups.h"
#include "desk/data/people.h"
#include "desk/data/screen_events.h"
#include "desk/data/screen_status.h"
#include "desk/data/screens.h"

static const unsigned char keys[4][SCREEN_KEY] = {{1}, {2}, {3}, {4}};

static int64_t add_group(struct database *database, const char *name) {
    int64_t id = 0;
    DONE(group_add(database, &desk_act, name, &id, &why));
    return id;
}

static int64_t enrol(struct database *database, int key, int64_t group) {
    int64_t id = 0;
    DONE(screen_enrol(database, &desk_act, keys[key], "raadhus", group, &id, &why));
    return id;
}

static void whose_key_is_it(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    int64_t group = add_group(database, "Hall"), found = 0, id = enrol(database, 0, group);
    DONE(screen_of_key(database, keys[0], &found, &why));
    assert_int_equal(found, id);
    ENDS(screen_of_key(database, keys[1], &found, &why), OUTCOME_ABSENT);
    ENDS(screen_enrol(database, &desk_act, keys[0], "again", group, &found, &why), OUTCOME_CONFLICT);
    ENDS(screen_enrol(database, &desk_act, keys[1], "x", 99, &found, &why), OUTCOME_CONFLICT);
    ENDS(screen_enrol(database, &desk_act, keys[1], "two\nlines", group, &found, &why), OUTCOME_REFUSED);
    DONE(screen_replace(database, &desk_act, id, keys[1], &why)); /* another device takes its place */
    DONE(screen_of_key(database, keys[1], &found, &why));
    assert_int_equal(found, id);
    ENDS(screen_of_key(database, keys[0], &found, &why), OUTCOME_REFUSED);
    ENDS(screen_replace(database, &desk_act, id, keys[0], &why),
         OUTCOME_CONFLICT); /* old keys do not come back */
    ENDS(screen_replace(database, &desk_act, 99, keys[2], &why), OUTCOME_ABSENT);
    DONE(screen_revoke(database, &desk_act, id, &why));
    ENDS(screen_of_key(database, keys[1], &found, &why), OUTCOME_REFUSED);
    ENDS(screen_revoke(database, &desk_act, id, &why), OUTCOME_ABSENT);
    char stop[SCREEN_STOP_MAX];
    DONE(screen_stop_of_key(database, keys[1], stop, &why));
    assert_string_equal(stop, ""); /* it goes on with what it has … */
    DONE(screen_stop(database, &desk_act, id, "a signature", &why));
    DONE(screen_stop_of_key(database, keys[1], stop, &why));
    assert_string_equal(stop, "a signature"); /* … until it is told otherwise */
    ENDS(screen_stop(database, &desk_act, 99, "a signature", &why), OUTCOME_ABSENT);
    ENDS(screen_enrol(database, &desk_act, keys[1], "x", group, &found, &why), OUTCOME_CONFLICT);
    DONE(screen_replace(database, &desk_act, id, keys[2], &why)); /* a revoked one is back with a new key */
    DONE(screen_of_key(database, keys[2], &found, &why));
    ENDS(group_remove(database, &desk_act, group, &why), OUTCOME_CONFLICT);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit WHERE what LIKE 'screen %'"), 5);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM screen_event"), 5);
    DONE(audit_verify(database, NULL, &(int64_t){0}, &why));
}

static void keep_row(void *context, const struct screen_row *screen) {
    struct screen_row *row = context;
    *row = *screen;
    assert_string_equal(screen->name, "bibliotek");
}

static void a_screen_moves_to_another_group(void **state) {
    struct desk_folder *desk = *state;
    int64_t hall = add_group(desk->database, "Hall"), library = add_group(desk->database, "Library");
    int64_t id = enrol(desk->database, 0, hall);
    struct screen_row row = {0};
    DONE(screen_describe(desk->database, &desk_act, id, "bibliotek", library, &why));
    ENDS(screen_describe(desk->database, &desk_act, id, "bibliotek", 99, &why), OUTCOME_CONFLICT);
    ENDS(screen_describe(desk->database, &desk_act, 99, "bibliotek", library, &why), OUTCOME_ABSENT);
    DONE(screen_read(desk->database, id, keep_row, &row, &why));
    assert_int_equal(row.group, library);
    assert_int_equal(row.enrolled_ms, DESK_NOW);
    assert_memory_equal(row.key, keys[0], SCREEN_KEY);
    row = (struct screen_row){0};
    DONE(screen_list(desk->database, keep_row, &row, &why));
    assert_int_equal(row.id, id);
    ENDS(screen_read(desk->database, 99, keep_row, &row, &why), OUTCOME_ABSENT);
}

static void keep_status(void *context, const struct screen_status *status) {
    *(struct screen_status *)context = *status;
}

/* A report every ms of three screens for ten seconds: ten transactions, and the newest of each is kept. */
static void reports_are_written_once_a_second(void **state) {
    struct desk_folder *desk = *state;
    int64_t group = add_group(desk->database, "Hall"), ids[3];
    struct status_batch *batch = status_batch_create();
    struct screen_status last = {0};
    int written = 0;
    for (int i = 0; i < 3; i++)
        ids[i] = enrol(desk->database, i, group);
    assert_int_equal(status_batch_due_ms(batch), INT64_MAX);
    for (int64_t now = 0; now < 10000; now++) {
        struct screen_status status = {.screen = ids[now % 3],
                                       .received_ms = DESK_NOW + now,
                                       .epoch = 1,
                                       .seq = now,
                                       .rung = "current",
                                       .slide = "a\nb",
                                       .frame = "f",
                                       .free_bytes = 5000000000,
                                       .temperature = INT32_MIN,
                                       .flags = 0xffffffff};
        assert_true(status_batch_put(batch, &status));
        if (status_batch_due_ms(batch) <= now) {
            DONE(status_batch_write(batch, desk->database, now, &why));
            written++;
        }
    }
    assert_int_equal(written, 10);
    DONE(status_batch_write(batch, desk->database, 10000, &why));
    DONE(screen_status_list(desk->database, keep_status, &last, &why));
    assert_int_equal(last.screen, ids[2]);
    assert_int_equal(last.seq, 9998);
    assert_string_equal(last.slide, "a b");
    assert_int_equal(last.free_bytes, 5000000000);
    assert_int_equal(last.temperature, INT32_MIN);
    assert_int_equal(last.flags, 0xffffffff);
    status_batch_destroy(batch);
}

static void what_cannot_be_written_stays(void **state) {
    struct desk_folder *desk = *state;
    struct status_batch *batch = status_batch_create();
    struct database *other = desk_open(desk->path);
    int64_t id = enrol(desk->database, 0, add_group(desk->database, "Hall"));
    sqlite3_busy_timeout(desk->database->handle, 1); /* the test does not wait */
    assert_true(status_batch_put(batch, &(struct screen_status){.screen = id, .seq = 7}));
    assert_true(status_batch_put(batch, &(struct screen_status){.screen = 99, .seq = 8})); /* is not there */
    DONE(database_begin(other, &why));
    ENDS(status_batch_write(batch, desk->database, 5000, &why), OUTCOME_BUSY);
    assert_int_equal(status_batch_due_ms(batch), 5000 + STATUS_EVERY_MS);
    database_rollback(other);
    DONE(status_batch_write(batch, desk->database, 6000, &why));
    assert_int_equal(status_batch_due_ms(batch), INT64_MAX);
    assert_int_equal(desk_count(desk->database, "SELECT sum(seq) FROM screen_status"), 7);
    database_close(other);
    status_batch_destroy(batch);
}

static void count_command(void *context, const struct command_row *row) {
    char *text = context;
    strcat(strcat(text, command_name(row->command)), " ");
}

static void commands_are_a_closed_list(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    int64_t id = enrol(database, 0, add_group(database, "Hall")), first = 0, other = 0;
    enum screen_command command = COMMAND_COUNT;
    char text[100] = "";
    assert_false(command_parse("sh", &command));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        assert_true(command_parse(command_name((enum screen_command)i), &command));
        assert_int_equal(command, i);
    }
    struct statement add =
        STATEMENT(database, "INSERT INTO command (screen, what, asked_ms) VALUES (1, 'rm -rf', 0)");
    ENDS(statement_run(&add, &why), OUTCOME_CONFLICT);
    DONE(command_add(database, &desk_act, id, COMMAND_IDENTIFY, &first, &why));
    ENDS(command_add(database, &desk_act, id, COMMAND_IDENTIFY, &other, &why), OUTCOME_CONFLICT);
    DONE(command_add(database, &desk_act, id, COMMAND_FETCH, &other, &why));
    DONE(command_list(database, id, DESK_NOW, count_command, text, &why));
    assert_string_equal(text, "identify fetch ");
    ENDS(command_done(database, 99, first, DESK_NOW, &why), OUTCOME_ABSENT); /* another screen's */
    DONE(command_done(database, id, first, DESK_NOW, &why));
    ENDS(command_done(database, id, first, DESK_NOW, &why), OUTCOME_ABSENT);
    text[0] = '\0';
    DONE(command_list(database, id, DESK_NOW + COMMAND_MS - 1, count_command, text, &why));
    assert_string_equal(text, "fetch ");
    text[0] = '\0';
    DONE(command_list(database, id, DESK_NOW + COMMAND_MS, count_command, text, &why)); /* too late */
    assert_string_equal(text, "");
    DONE(screen_revoke(database, &desk_act, id, &why));
    ENDS(command_add(database, &desk_act, id, COMMAND_RESTART, &other, &why), OUTCOME_CONFLICT);
}

static void tell_command(void *context, const struct command_row *row) {
    char *text = context;
    sprintf(text + strlen(text), "%s by %s%s|", command_name(row->command), row->by,
            row->done_ms ? ", done" : "");
}

/* Whoever has the page open sees pictures; that is no command of anybody. */
static void a_look_is_nobodys_command(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    int64_t id = enrol(database, 0, add_group(database, "Hall")), asked = 0, user = 0;
    char text[200] = "";
    DONE(user_add(database, &desk_act, "anna", "Anna", "da", &user, &why));
    const struct act anna = {.user = user, .who = "anna", .now_ms = DESK_NOW + 1};
    int64_t logged = desk_count(database, "SELECT count(*) FROM audit");
    DONE(command_look(database, id, DESK_NOW, &why));
    ENDS(command_look(database, id, DESK_NOW + 1, &why), OUTCOME_CONFLICT);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit"), logged);
    DONE(command_add(database, &anna, id, COMMAND_PICTURE, &asked, &why)); /* it is in nobody's way */
    ENDS(command_look(database, id, DESK_NOW + 2, &why), OUTCOME_CONFLICT);
    DONE(command_list(database, id, DESK_NOW + 2, count_command, text, &why));
    assert_string_equal(text, "picture picture ");
    DONE(command_done(database, id, asked - 1, DESK_NOW + 3, &why));
    ENDS(command_done(database, id, asked - 1, DESK_NOW + 3, &why), OUTCOME_ABSENT);
    text[0] = '\0';
    DONE(command_history(database, id, 10, tell_command, text, &why));
    DONE(command_done(database, id, asked, DESK_NOW + 4, &why));
    DONE(command_history(database, id, 10, tell_command, text, &why));
    assert_string_equal(text, "picture by Anna|picture by Anna, done|");
    assert_int_equal(desk_count(database, "SELECT count(*) FROM command"), 1);
}

static void count_event(void *context, const struct screen_event *event) {
    char *text = context;
    strcat(strcat(text, event->what), "|");
}

static void events_are_kept_for_a_while(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    int64_t id = enrol(database, 0, add_group(database, "Hall"));
    const int64_t day_ms = 24 * 3600 * 1000;
    char text[200] = "";
    DONE(screen_event_add(database, id, DESK_NOW + day_ms, "lost\n", NULL, &why));
    DONE(screen_event_add(database, id, DESK_NOW + 2 * day_ms, "back", "after a day", &why));
    ENDS(screen_event_add(database, 99, DESK_NOW, "lost", NULL, &why), OUTCOME_CONFLICT);
    DONE(screen_event_list(database, &(struct screen_event_query){id, 0, 2}, count_event, text, &why));
    assert_string_equal(text, "back|lost |");
    text[0] = '\0';
    DONE(screen_events_sweep(database, DESK_NOW + (EVENT_KEPT_DAYS + 1) * day_ms + 1, &why));
    DONE(screen_event_list(database, &(struct screen_event_query){id, 0, 10}, count_event, text, &why));
    assert_string_equal(text, "back|");
}

static void events_of_reports_are_written_with_them(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    struct status_batch *batch = status_batch_create();
    int64_t id = enrol(database, 0, add_group(database, "Hall"));
    char text[200] = "";
    assert_true(status_batch_note(batch, id, DESK_NOW, "plays", "1.7"));
    assert_true(status_batch_note(batch, 99, DESK_NOW, "plays", "1.7")); /* is not there */
    assert_int_not_equal(status_batch_due_ms(batch), INT64_MAX);
    DONE(status_batch_write(batch, database, 5000, &why));
    assert_int_equal(status_batch_due_ms(batch), INT64_MAX);
    DONE(screen_event_list(database, &(struct screen_event_query){id, 0, 10}, count_event, text, &why));
    assert_string_equal(text, "plays|screen enrol|");
    assert_true(status_batch_note(batch, id, DESK_NOW, "started", ""));
    status_batch_destroy(batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(whose_key_is_it),
        DESK_TEST(a_screen_moves_to_another_group),
        DESK_TEST(reports_are_written_once_a_second),
        DESK_TEST(what_cannot_be_written_stays),
        DESK_TEST(commands_are_a_closed_list),
        DESK_TEST(events_are_kept_for_a_while),
        DESK_TEST(a_look_is_nobodys_command),
        DESK_TEST(events_of_reports_are_written_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
