/* Every role x action x group, and the states of a person that allow nothing. */
#include "support/desk_folder.h"

#include "desk/data/rights.h"

enum { OWN = 7, FOREIGN = 8 };

static void every_role_action_and_group(void **state) {
    /* a letter for each action: S see, E edit, C command, P publish, A administer */
    static const struct {
        enum role role;
        int64_t of;
        const char *all, *own, *foreign, *any;
    } rows[] = {
        {ROLE_NONE, GROUP_ALL, "", "", "", ""},
        {ROLE_VIEWER, GROUP_ALL, "S", "S", "S", "S"},
        {ROLE_EDITOR, GROUP_ALL, "SEC", "SEC", "SEC", "SEC"},
        {ROLE_PUBLISHER, GROUP_ALL, "SECP", "SECP", "SECP", "SECP"},
        {ROLE_ADMIN, GROUP_ALL, "SECPA", "SECPA", "SECPA", "SECPA"},
        {ROLE_VIEWER, OWN, "", "S", "", "S"},
        {ROLE_EDITOR, OWN, "", "SEC", "", "SEC"},
        {ROLE_PUBLISHER, OWN, "", "SECP", "", "SECP"},
    };
    static const char letters[ACTION_COUNT] = {[ACTION_SEE] = 'S',
                                               [ACTION_EDIT] = 'E',
                                               [ACTION_COMMAND] = 'C',
                                               [ACTION_PUBLISH] = 'P',
                                               [ACTION_ADMINISTER] = 'A'};
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct rights rights = {.count = 1, .list = {{rows[i].of, rows[i].role}}};
        const struct {
            int64_t group;
            const char *may;
        } groups[] = {{GROUP_ALL, rows[i].all},
                      {OWN, rows[i].own},
                      {FOREIGN, rows[i].foreign},
                      {GROUP_ANY, rows[i].any},
                      {-2, rows[i].all}};
        for (size_t g = 0; g < LENGTH(groups); g++)
            for (int action = ACTION_SEE; action < ACTION_COUNT; action++) {
                bool expected = strchr(groups[g].may, letters[action]) != NULL;
                if (rights_allow(&rights, (enum action)action, groups[g].group) != expected)
                    fail_msg("row %zu: action %d in group %lld", i, action, (long long)groups[g].group);
                for (int off = 0; off < 2; off++) { /* disabled; a first password */
                    struct rights none = rights;
                    *(off ? &none.disabled : &none.must_change) = true;
                    assert_false(rights_allow(&none, (enum action)action, groups[g].group));
                }
            }
    }
}

static void one_may_always_set_ones_own_password(void **state) {
    (void)state;
    assert_true(rights_allow(&(struct rights){.must_change = true}, ACTION_SET_OWN_PASSWORD, GROUP_ALL));
    assert_false(rights_allow(&(struct rights){.disabled = true}, ACTION_SET_OWN_PASSWORD, GROUP_ALL));
    assert_false(
        rights_allow(&(struct rights){.count = 1, .list = {{0, ROLE_ADMIN}}}, ACTION_COUNT, GROUP_ALL));
}

static void the_best_of_several_roles_counts(void **state) {
    struct rights rights = {
        .count = 3, .list = {{GROUP_ALL, ROLE_VIEWER}, {OWN, ROLE_PUBLISHER}, {FOREIGN, ROLE_EDITOR}}};
    (void)state;
    assert_true(rights_allow(&rights, ACTION_PUBLISH, OWN));
    assert_false(rights_allow(&rights, ACTION_PUBLISH, FOREIGN));
    assert_true(rights_allow(&rights, ACTION_EDIT, FOREIGN));
    assert_false(rights_allow(&rights, ACTION_EDIT, GROUP_ALL));
    assert_true(rights_allow(&rights, ACTION_SEE, 99));
}

static void names_are_read_back(void **state) {
    enum role role = ROLE_NONE;
    (void)state;
    for (int i = ROLE_VIEWER; i <= ROLE_ADMIN; i++) {
        assert_true(role_parse(role_name((enum role)i), &role));
        assert_int_equal(role, i);
    }
    assert_false(role_parse("none", &role));
    assert_false(role_parse("Admin", &role));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_action_and_group),
        cmocka_unit_test(one_may_always_set_ones_own_password),
        cmocka_unit_test(the_best_of_several_roles_counts),
        cmocka_unit_test(names_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
