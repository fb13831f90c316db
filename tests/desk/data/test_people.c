/* People, groups and roles; the last administrator. */
#include "support/desk_folder.h"

#include "desk/data/groups.h"
#include "desk/data/people.h"

static int64_t add_user(struct database *database, const char *login) {
    int64_t id = 0;
    DONE(user_add(database, &desk_act, login, "Mette Hansen", "da", &id, &why));
    return id;
}

/* Somebody who can sign in; what the password is does not matter here. */
static int64_t add_admin(struct database *database, const char *login) {
    int64_t id = add_user(database, login);
    DONE(user_set_role(database, &desk_act, id, GROUP_ALL, ROLE_ADMIN, &why));
    struct statement set = STATEMENT(database, "UPDATE user SET password = 'x' WHERE id = ?");
    statement_int(&set, id);
    DONE(statement_change(&set, &why));
    return id;
}

static void logins_and_names_have_rules(void **state) {
    struct desk_folder *desk = *state;
    static const struct {
        const char *login, *name, *locale;
        enum outcome outcome;
    } rows[] = {
        {"mette", "Mette", "da", OUTCOME_DONE},
        {"METTE", "Another", "da", OUTCOME_CONFLICT},
        {"m.h-2_x@ballerup.dk", "M", "en", OUTCOME_DONE},
        {"", "Nobody", "da", OUTCOME_REFUSED},
        {"two words", "X", "da", OUTCOME_REFUSED},
        {"r\xc3\xb8"
         "d",
         "X", "da", OUTCOME_REFUSED},
        {"a'; DROP TABLE user; --", "X", "da", OUTCOME_REFUSED},
        {"quote", "a'; DROP TABLE user; --", "da", OUTCOME_DONE},
        {"html", "<script>alert(1)</script>", "da", OUTCOME_DONE}, /* the page escapes it */
        {"line", "two\nlines", "da", OUTCOME_REFUSED},
        {"bad", "\xff\xfe", "da", OUTCOME_REFUSED},
        {"empty", "", "da", OUTCOME_REFUSED},
        {"german", "X", "de", OUTCOME_REFUSED},
        {"0123456789012345678901234567890123456789012345678901234567890123", "64", "da", OUTCOME_DONE},
        {"01234567890123456789012345678901234567890123456789012345678901234", "65", "da", OUTCOME_REFUSED},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t id = 0;
        struct fail fail = {0};
        enum outcome outcome =
            user_add(desk->database, &desk_act, rows[i].login, rows[i].name, rows[i].locale, &id, &fail);
        if (outcome != rows[i].outcome)
            fail_msg("row %zu: %d: %s", i, outcome, fail.text);
        assert_true((id != 0) == (outcome == OUTCOME_DONE));
    }
    struct user user;
    DONE(user_find(desk->database, "MeTTe", &user, &why));
    assert_string_equal(user.login, "mette");
    ENDS(user_find(desk->database, "nobody", &user, &why), OUTCOME_ABSENT);
    ENDS(user_find(desk->database, "' OR 1=1 --", &user, &why), OUTCOME_ABSENT);
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM audit"),
                     5); /* one for each that is there */
}

static void roles_are_of_groups(void **state) {
    struct desk_folder *desk = *state;
    int64_t library = 0, hall = 0, id = add_user(desk->database, "mette");
    struct rights rights;
    DONE(group_add(desk->database, &desk_act, "Library", &library, &why));
    DONE(group_add(desk->database, &desk_act, "Hall", &hall, &why));
    ENDS(group_add(desk->database, &desk_act, "LIBRARY", &hall, &why), OUTCOME_CONFLICT);
    DONE(user_set_role(desk->database, &desk_act, id, library, ROLE_EDITOR, &why));
    DONE(user_set_role(desk->database, &desk_act, id, library, ROLE_PUBLISHER, &why));
    DONE(user_set_role(desk->database, &desk_act, id, GROUP_ALL, ROLE_VIEWER, &why));
    DONE(user_rights(desk->database, id, &rights, &why));
    assert_int_equal(rights.count, 2);
    assert_true(rights_allow(&rights, ACTION_PUBLISH, library));
    assert_false(rights_allow(&rights, ACTION_EDIT, hall));
    ENDS(user_set_role(desk->database, &desk_act, id, library, ROLE_ADMIN, &why), OUTCOME_REFUSED);
    ENDS(user_set_role(desk->database, &desk_act, id, 999, ROLE_EDITOR, &why), OUTCOME_CONFLICT);
    ENDS(user_set_role(desk->database, &desk_act, 999, library, ROLE_EDITOR, &why), OUTCOME_ABSENT);
    ENDS(group_remove(desk->database, &desk_act, library, &why), OUTCOME_CONFLICT);
    DONE(user_set_role(desk->database, &desk_act, id, library, ROLE_NONE, &why));
    DONE(group_rename(desk->database, &desk_act, library, "The library", &why));
    int64_t found = 0;
    DONE(group_find(desk->database, "the Library", &found, &why));
    assert_int_equal(found, library);
    ENDS(group_find(desk->database, "Library", &found, &why), OUTCOME_ABSENT);
    DONE(group_remove(desk->database, &desk_act, library, &why));
    ENDS(group_remove(desk->database, &desk_act, library, &why), OUTCOME_ABSENT);
    DONE(user_rights(desk->database, 999, &rights, &why)); /* nobody may do nothing */
    assert_false(rights_allow(&rights, ACTION_SET_OWN_PASSWORD, GROUP_ALL));
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
}

static enum outcome change(struct database *database, const char *what, int64_t id, struct fail *fail) {
    if (strcmp(what, "disable") == 0)
        return user_disable(database, &desk_act, id, true, fail);
    if (strcmp(what, "remove") == 0)
        return user_remove(database, &desk_act, id, fail);
    return user_set_role(database, &desk_act, id, GROUP_ALL,
                         strcmp(what, "demote") == 0 ? ROLE_EDITOR : ROLE_NONE, fail);
}

static void the_last_administrator_stays(void **state) {
    struct desk_folder *desk = *state;
    static const char *const ways[] = {"disable", "remove", "demote", "take the role"};
    int64_t first = add_admin(desk->database, "first");
    for (size_t i = 0; i < LENGTH(ways); i++) {
        char login[20];
        struct rights rights;
        ENDS(change(desk->database, ways[i], first, &why), OUTCOME_REFUSED);
        DONE(user_rights(desk->database, first, &rights, &why));
        assert_true(rights_allow(&rights, ACTION_ADMINISTER, GROUP_ALL));
        snprintf(login, sizeof login, "next%zu", i);
        int64_t next = add_admin(desk->database, login);
        DONE(change(desk->database, ways[i], first, &why)); /* now that there is another */
        first = next;
    }
    /* an administrator who has never had a password could not sign in */
    int64_t never = add_user(desk->database, "never");
    DONE(user_set_role(desk->database, &desk_act, never, GROUP_ALL, ROLE_ADMIN, &why));
    ENDS(user_disable(desk->database, &desk_act, first, true, &why), OUTCOME_REFUSED);
}

static void of_who_was_removed_nothing_is_left_but_a_number(void **state) {
    struct desk_folder *desk = *state;
    struct user user;
    int64_t id = add_user(desk->database, "mette"), again = 0;
    DONE(user_remove(desk->database, &desk_act, id, &why));
    ENDS(user_read(desk->database, id, &user, &why), OUTCOME_ABSENT);
    ENDS(user_remove(desk->database, &desk_act, id, &why), OUTCOME_ABSENT);
    assert_int_equal(
        desk_count(desk->database, "SELECT count(*) FROM user WHERE name <> '' OR login IS NOT NULL"), 0);
    DONE(user_add(desk->database, &desk_act, "mette", "Another Mette", "da", &again, &why));
    assert_int_not_equal(again, id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(logins_and_names_have_rules),
        DESK_TEST(roles_are_of_groups),
        DESK_TEST(the_last_administrator_stays),
        DESK_TEST(of_who_was_removed_nothing_is_left_but_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
