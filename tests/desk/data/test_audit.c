/* The log: rows stay, and whoever changes one behind the desk's back is found. */
#include "support/desk_folder.h"

static void write_rows(struct desk_folder *desk, int count) {
    for (int i = 0; i < count; i++)
        DONE(audit_write(desk->database, &desk_act, "edit", "playlists/raadhus.json", "a:1,b", &why));
}

static void rows_can_only_be_added(void **state) {
    struct desk_folder *desk = *state;
    write_rows(desk, 3);
    struct statement update = STATEMENT(desk->database, "UPDATE audit SET who = 'x'");
    ENDS(statement_run(&update, &why), OUTCOME_CONFLICT);
    struct statement delete = STATEMENT(desk->database, "DELETE FROM audit WHERE n = 3");
    ENDS(statement_run(&delete, &why), OUTCOME_CONFLICT);
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM audit WHERE who = 'console'"), 3);
}

static void what_was_tampered_with_is_found(void **state) {
    struct desk_folder *desk = *state;
    static const struct {
        const char *reason, *sql;
        int64_t broken; /* 0: all is well */
    } rows[] = {
        {"nobody touched it", "SELECT 1", 0},
        {"another person did it", "UPDATE audit SET who = 'mette' WHERE n = 4", 4},
        {"at another time", "UPDATE audit SET at_ms = at_ms + 1 WHERE n = 1", 1},
        {"a comma between two texts is moved",
         "UPDATE audit SET object = object || ',a', detail = '1,b' WHERE n = 2", 2},
        {"one is taken out", "DELETE FROM audit WHERE n = 3", 3},
        {"one is taken out, and the others close up",
         "DELETE FROM audit WHERE n = 3; UPDATE audit SET n = n - 1 WHERE n > 3", 3},
        {"two change places",
         "UPDATE audit SET n = 100 WHERE n = 5; UPDATE audit SET n = 5 WHERE n = 6; UPDATE audit SET n = 6 "
         "WHERE n = 100",
         5},
        {"the last is taken out, and the head of before is known", "DELETE FROM audit WHERE n = 8", 8},
        {"a row of somebody else's is put behind",
         "INSERT INTO audit VALUES (9, 1, 'a', 'b', 'c', 'd', zeroblob(32))", 9},
        {"a hash is too short", "UPDATE audit SET hash = x'00' WHERE n = 7", 7},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct audit_head head;
        int64_t broken = 0;
        desk_tamper(
            desk->file,
            "DROP TRIGGER IF EXISTS audit_stays; DROP TRIGGER IF EXISTS audit_is_kept; DELETE FROM audit");
        write_rows(desk, 8);
        DONE(audit_head(desk->database, &head, &why));
        assert_int_equal(head.rows, 8);
        desk_tamper(desk->file, rows[i].sql);
        struct fail fail = {0};
        enum outcome outcome = audit_verify(desk->database, &head, &broken, &fail);
        if (outcome != (rows[i].broken ? OUTCOME_DAMAGED : OUTCOME_DONE) || broken != rows[i].broken)
            fail_msg("%s: outcome %d, row %lld", rows[i].reason, outcome, (long long)broken);
    }
}

/* A head of an earlier time proves that what came before has not been written anew as a whole. */
static void a_chain_that_was_made_anew_is_found(void **state) {
    struct desk_folder *desk = *state;
    struct audit_head head;
    int64_t broken = 0;
    write_rows(desk, 3);
    DONE(audit_head(desk->database, &head, &why));
    desk_tamper(desk->file, "DROP TRIGGER audit_is_kept; DELETE FROM audit");
    for (int i = 0; i < 4; i++)
        DONE(audit_write(desk->database, &desk_act, "edit", "another", NULL, &why));
    DONE(audit_verify(desk->database, NULL, &broken, &why)); /* by itself it is as good as any */
    ENDS(audit_verify(desk->database, &head, &broken, &why), OUTCOME_DAMAGED);
    assert_int_equal(broken, 3);
}

static void see_first(void *context, const struct audit_row *row) {
    struct audit_row *first = context;
    if (first->n == 0) {
        *first = *row;
        assert_string_equal(row->who, "me tte");
        assert_string_equal(row->object, "a b");
        assert_int_equal(strlen(row->detail), AUDIT_TEXT_MAX - 1);
    }
}

static void texts_are_one_line_and_bounded(void **state) {
    struct desk_folder *desk = *state;
    char *text = calloc(1, 10001);
    memset(text, 'x', 10000);
    struct act act = {.who = "me\ntte", .now_ms = 5};
    DONE(audit_write(desk->database, &act, "edit",
                     "a\x1b"
                     "b",
                     text, &why));
    free(text);
    struct audit_row first = {0};
    DONE(audit_list(desk->database, 0, 10, see_first, &first, &why));
    assert_int_equal(first.n, 1);
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(rows_can_only_be_added),
        DESK_TEST(what_was_tampered_with_is_found),
        DESK_TEST(a_chain_that_was_made_anew_is_found),
        DESK_TEST(texts_are_one_line_and_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
