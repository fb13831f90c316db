/* Signing in, sessions, first passwords and links to set a new one. */
#include "support/desk_folder.h"

#include <sodium.h>
#include <time.h>

#include "desk/data/credentials.h"
#include "desk/data/sessions.h"

#define GOOD "korrekt hest batteri"
#define OTHER "fire gule paraplyer"
enum { MINUTE_MS = 60 * 1000 };

static struct passwords *passwords;

static int64_t add(struct database *database, const char *login) {
    int64_t id = 0;
    DONE(user_add(database, &desk_act, login, "A Name", "da", &id, &why));
    return id;
}

static enum sign_in_end enter(struct database *database, const char *login, const char *password,
                              int64_t now_ms) {
    struct throttle *throttle = throttle_create();
    struct user user;
    int64_t wait = 0;
    struct fail fail = {0};
    struct sign_in request = {login, password, "10.0.0.1", now_ms, 0};
    enum sign_in_end end = sign_in(database, passwords, throttle, &request, &user, &wait, &fail);
    assert_true(end == SIGN_IN_DONE || fail.text[0]);
    if (end == SIGN_IN_WRONG)
        assert_string_equal(fail.text, "login or password is wrong"); /* whatever it was (K2) */
    throttle_destroy(throttle);
    return end;
}

static void who_may_sign_in(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    int64_t mette = add(database, "mette"), off = add(database, "off"), gone = add(database, "gone");
    add(database, "none");
    DONE(password_set(database, passwords, &desk_act, mette, GOOD, NULL, &why));
    DONE(password_set(database, passwords, &desk_act, off, GOOD, NULL, &why));
    DONE(password_set(database, passwords, &desk_act, gone, GOOD, NULL, &why));
    DONE(user_disable(database, &desk_act, off, true, &why));
    DONE(user_remove(database, &desk_act, gone, &why));
    static const struct {
        const char *reason, *login, *password;
        enum sign_in_end end;
    } rows[] = {
        {"right", "mette", GOOD, SIGN_IN_DONE},
        {"capitals in the login do not matter", "Mette", GOOD, SIGN_IN_DONE},
        {"wrong", "mette", OTHER, SIGN_IN_WRONG},
        {"nothing", "mette", "", SIGN_IN_WRONG},
        {"unknown", "nobody", GOOD, SIGN_IN_WRONG},
        {"disabled", "off", GOOD, SIGN_IN_WRONG},
        {"removed", "gone", GOOD, SIGN_IN_WRONG},
        {"never had one", "none", "", SIGN_IN_WRONG},
        {"no login at all", "' OR 1=1 --", GOOD, SIGN_IN_WRONG},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (enter(database, rows[i].login, rows[i].password, DESK_NOW) != rows[i].end)
            fail_msg("%s", rows[i].reason);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit WHERE what = 'sign-in failed'"), 7);
    DONE(user_disable(database, &desk_act, off, false, &why));
    assert_int_equal(enter(database, "off", GOOD, DESK_NOW), SIGN_IN_DONE);
}

static void too_many_tries_wait(void **state) {
    struct desk_folder *desk = *state;
    struct throttle *throttle = throttle_create();
    struct user user;
    int64_t wait = 0, tries = 0;
    struct fail fail = {0};
    struct sign_in request = {"nobody", "x", "10.0.0.1", DESK_NOW, 0};
    while (sign_in(desk->database, passwords, throttle, &request, &user, &wait, &fail) == SIGN_IN_WRONG &&
           tries < 50)
        tries++;
    assert_int_equal(tries, THROTTLE_ACCOUNT_TRIES);
    assert_int_equal(wait, THROTTLE_ACCOUNT_MS);
    throttle_destroy(throttle);
}

static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int by_value(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The median of what an unknown login takes is that of a wrong password, in the processor's time (K2). */
static void an_unknown_login_takes_as_long(void **state) {
    enum { ROUNDS = 41 };
    struct desk_folder *desk = *state;
    int64_t taken[2][ROUNDS];
    static const char *const logins[2] = {"mette", "nobody"};
    DONE(password_set(desk->database, passwords, &desk_act, add(desk->database, "mette"), GOOD, NULL, &why));
    for (int i = 0; i < ROUNDS; i++)
        for (int who = 0; who < 2; who++) {
            int64_t before = cpu_ns();
            assert_int_equal(enter(desk->database, logins[who], OTHER, DESK_NOW), SIGN_IN_WRONG);
            taken[who][i] = cpu_ns() - before;
        }
    for (int who = 0; who < 2; who++)
        qsort(taken[who], ROUNDS, sizeof taken[who][0], by_value);
    int64_t known = taken[0][ROUNDS / 2], unknown = taken[1][ROUNDS / 2];
    print_message("known %lld us, unknown %lld us\n", (long long)known / 1000, (long long)unknown / 1000);
    assert_in_range(unknown * 100 / known, 75, 133);
}

static void a_first_password_is_for_one_use(void **state) {
    struct desk_folder *desk = *state;
    char once[PASSWORD_ONCE_TEXT];
    struct rights rights;
    struct user user;
    int64_t id = add(desk->database, "mette");
    DONE(user_set_role(desk->database, &desk_act, id, GROUP_ALL, ROLE_ADMIN, &why));
    DONE(password_give_once(desk->database, passwords, &desk_act, id, once, &why));
    assert_int_equal(enter(desk->database, "mette", once, DESK_NOW + ONCE_MS),
                     SIGN_IN_WRONG); /* a week later */
    assert_int_equal(enter(desk->database, "mette", once, DESK_NOW + ONCE_MS - 1), SIGN_IN_DONE);
    DONE(user_rights(desk->database, id, &rights, &why));
    assert_false(rights_allow(&rights, ACTION_SEE, GROUP_ANY));
    assert_true(rights_allow(&rights, ACTION_SET_OWN_PASSWORD, GROUP_ALL));
    ENDS(password_set(desk->database, passwords, &desk_act, id, "12345678", NULL, &why), OUTCOME_REFUSED);
    DONE(password_set(desk->database, passwords, &desk_act, id, GOOD, NULL, &why));
    DONE(user_rights(desk->database, id, &rights, &why));
    assert_true(rights_allow(&rights, ACTION_ADMINISTER, GROUP_ALL));
    assert_int_equal(enter(desk->database, "mette", once, DESK_NOW), SIGN_IN_WRONG);
    assert_int_equal(enter(desk->database, "mette", GOOD, DESK_NOW + 10 * (int64_t)ONCE_MS), SIGN_IN_DONE);
    DONE(user_read(desk->database, id, &user, &why));
    assert_false(user.must_change);
    DONE(password_prove(desk->database, passwords, id, GOOD, &why));
    ENDS(password_prove(desk->database, passwords, id, OTHER, &why), OUTCOME_REFUSED);
}

static void a_weak_hash_is_renewed_at_sign_in(void **state) {
    struct desk_folder *desk = *state;
    char weak[PASSWORD_HASH_MAX];
    int64_t id = add(desk->database, "mette");
    assert_int_equal(
        crypto_pwhash_str_alg(weak, GOOD, strlen(GOOD), 1, 8 << 20, crypto_pwhash_ALG_ARGON2ID13), 0);
    struct statement set = STATEMENT(desk->database, "UPDATE user SET password = ? WHERE id = ?");
    statement_text(&set, weak);
    statement_int(&set, id);
    DONE(statement_change(&set, &why));
    assert_int_equal(enter(desk->database, "mette", GOOD, DESK_NOW), SIGN_IN_DONE);
    assert_int_equal(
        desk_count(desk->database, "SELECT count(*) FROM user WHERE password LIKE '%m=19456,t=2%'"), 1);
    assert_int_equal(enter(desk->database, "mette", GOOD, DESK_NOW), SIGN_IN_DONE);
}

static void a_link_sets_a_password_once(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    char first[RESET_TEXT], token[RESET_TEXT], wrong[RESET_TEXT];
    int64_t id = add(database, "mette");
    DONE(password_set(database, passwords, &desk_act, id, OTHER, NULL, &why));
    DONE(reset_start(database, &desk_act, id, first, &why));
    DONE(reset_start(database, &desk_act, id, token, &why));
    assert_int_equal(strlen(token), 32);
    strcpy(wrong, token);
    wrong[31] = wrong[31] == '0' ? '1' : '0';
    assert_int_equal(enter(database, "mette", OTHER, DESK_NOW),
                     SIGN_IN_DONE); /* the old one is good until then */
    const struct {
        const char *reason, *token, *password;
        int64_t after_ms;
        enum outcome outcome;
    } rows[] = {
        {"one that was replaced", first, GOOD, 0, OUTCOME_ABSENT},
        {"one digit is wrong", wrong, GOOD, 0, OUTCOME_ABSENT},
        {"none", "", GOOD, 0, OUTCOME_ABSENT},
        {"its hash, out of a stolen copy", "4f2d", GOOD, 0, OUTCOME_ABSENT},
        {"after an hour", token, GOOD, RESET_MS, OUTCOME_ABSENT},
        {"a password that is no good does not use it up", token, "12345678", 0, OUTCOME_REFUSED},
        {"in time", token, GOOD, RESET_MS - 1, OUTCOME_DONE},
        {"a second time", token, OTHER, RESET_MS - 1, OUTCOME_ABSENT},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        enum outcome outcome = reset_use(database, passwords, rows[i].token, rows[i].password,
                                         DESK_NOW + rows[i].after_ms, &fail);
        if (outcome != rows[i].outcome)
            fail_msg("%s: %d: %s", rows[i].reason, outcome, fail.text);
    }
    assert_int_equal(enter(database, "mette", GOOD, DESK_NOW), SIGN_IN_DONE);
    assert_int_equal(enter(database, "mette", OTHER, DESK_NOW), SIGN_IN_WRONG);
    struct statement ask =
        STATEMENT(database, "SELECT count(*) FROM audit WHERE detail LIKE '%' || ? || '%'");
    statement_text(&ask, token); /* no secret is in the log */
    assert_true(statement_row(&ask));
    assert_int_equal(column_int(&ask, 0), 0);
    DONE(statement_end(&ask, &why));
}

static void count_sessions(void *context, const struct session_row *row) {
    (void)row;
    ++*(int *)context;
}

static int sessions_of(struct database *database, int64_t user, int64_t now_ms) {
    int count = 0;
    DONE(session_list(database, user, now_ms, count_sessions, &count, &why));
    return count;
}

static void a_session_ends(void **state) {
    struct desk_folder *desk = *state;
    static const struct {
        const char *reason;
        int64_t used_every_ms, asked_ms; /* used until it is asked for */
        bool there;
    } rows[] = {
        {"at once", MINUTE_MS, 1, true},
        {"after half an hour without use", INT64_MAX / 2, 30 * MINUTE_MS, false},
        {"a moment before", INT64_MAX / 2, 30 * MINUTE_MS - 1, true},
        {"a day's work", 20 * MINUTE_MS, 8 * 60 * MINUTE_MS, true},
        {"twelve hours, however much it is used", 20 * MINUTE_MS, 12 * 60 * MINUTE_MS, false},
    };
    int64_t id = add(desk->database, "mette");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct session_key key;
        struct session session;
        struct fail fail = {0};
        DONE(session_begin(desk->database, id, "10.0.0.1", "Firefox\n<b>", DESK_NOW, &key, &why));
        for (int64_t at = rows[i].used_every_ms; at < rows[i].asked_ms; at += rows[i].used_every_ms)
            DONE(session_find(desk->database, key.id, true, DESK_NOW + at, &session, &why));
        enum outcome outcome =
            session_find(desk->database, key.id, false, DESK_NOW + rows[i].asked_ms, &session, &fail);
        if ((outcome == OUTCOME_DONE) != rows[i].there ||
            (outcome != OUTCOME_DONE && !strstr(fail.text, "drafts are kept")))
            fail_msg("%s: %d: %s", rows[i].reason, outcome, fail.text);
        DONE(session_end(desk->database, key.id, &why));
        ENDS(session_find(desk->database, key.id, true, DESK_NOW, &session, &why), OUTCOME_ABSENT);
    }
}

/* A page that asks for news by itself keeps nobody signed in. */
static void only_people_keep_a_session_awake(void **state) {
    struct desk_folder *desk = *state;
    struct session_key key;
    struct session session;
    DONE(session_begin(desk->database, add(desk->database, "mette"), "", "", DESK_NOW, &key, &why));
    for (int64_t at = 0; at < SESSION_IDLE_MS; at += MINUTE_MS)
        DONE(session_find(desk->database, key.id, false, DESK_NOW + at, &session, &why));
    ENDS(session_find(desk->database, key.id, false, DESK_NOW + SESSION_IDLE_MS, &session, &why),
         OUTCOME_ABSENT);
}

static void a_password_is_asked_for_again(void **state) {
    struct desk_folder *desk = *state;
    struct session_key key;
    struct session session;
    int64_t later = DESK_NOW + SESSION_PROVED_MS;
    DONE(session_begin(desk->database, add(desk->database, "mette"), "", "", DESK_NOW, &key, &why));
    DONE(session_find(desk->database, key.id, true, later, &session, &why));
    assert_true(session_is_proved(&session, later - 1));
    assert_false(session_is_proved(&session, later));
    DONE(session_prove(desk->database, key.id, later, &why));
    DONE(session_find(desk->database, key.id, true, later, &session, &why));
    assert_true(session_is_proved(&session, later));
    ENDS(session_prove(desk->database, "none", later, &why), OUTCOME_ABSENT);
}

static void ids_are_random_and_kept_as_hashes(void **state) {
    struct desk_folder *desk = *state;
    struct session_key first, second;
    struct session session;
    int64_t id = add(desk->database, "mette");
    DONE(session_begin(desk->database, id, "", "", DESK_NOW, &first, &why));
    DONE(session_begin(desk->database, id, "", "", DESK_NOW, &second, &why));
    assert_string_not_equal(first.id, second.id);
    assert_string_not_equal(first.csrf, second.csrf);
    assert_string_not_equal(first.id, first.csrf);
    DONE(session_find(desk->database, first.id, true, DESK_NOW, &session, &why));
    assert_true(session_csrf_right(&session, first.csrf));
    assert_false(session_csrf_right(&session, second.csrf));
    assert_false(session_csrf_right(&session, ""));
    struct statement ask =
        STATEMENT(desk->database, "SELECT count(*) FROM session WHERE hex(id_hash) LIKE '%' || ? || '%'");
    statement_text(&ask, first.id); /* what is kept opens nothing */
    assert_true(statement_row(&ask));
    assert_int_equal(column_int(&ask, 0), 0);
    DONE(statement_end(&ask, &why));
    const char *bad[] = {"", "x", "00000000000000000000000000000000", "' OR 1=1 --"};
    for (size_t i = 0; i < LENGTH(bad); i++)
        ENDS(session_find(desk->database, bad[i], true, DESK_NOW, &session, &why), OUTCOME_ABSENT);
}

static void a_new_password_ends_the_others(void **state) {
    struct desk_folder *desk = *state;
    struct session_key own, other;
    struct session session;
    int64_t id = add(desk->database, "mette");
    DONE(session_begin(desk->database, id, "", "", DESK_NOW, &own, &why));
    DONE(session_begin(desk->database, id, "", "", DESK_NOW, &other, &why));
    assert_int_equal(sessions_of(desk->database, id, DESK_NOW), 2);
    DONE(password_set(desk->database, passwords, &desk_act, id, GOOD, own.id, &why));
    DONE(session_find(desk->database, own.id, true, DESK_NOW, &session, &why));
    ENDS(session_find(desk->database, other.id, true, DESK_NOW, &session, &why), OUTCOME_ABSENT);
    DONE(user_disable(desk->database, &desk_act, id, true, &why));
    ENDS(session_find(desk->database, own.id, true, DESK_NOW, &session, &why), OUTCOME_ABSENT);
}

static void keep_last(void *context, const struct session_row *row) {
    *(int64_t *)context = row->n;
}

static void others_can_be_ended(void **state) {
    struct desk_folder *desk = *state;
    struct session_key key;
    int64_t n = 0, mette = add(desk->database, "mette"), anders = add(desk->database, "anders");
    for (int i = 0; i < SESSIONS_OF_USER_MAX + 5; i++)
        DONE(session_begin(desk->database, mette, "10.0.0.1", "Firefox", DESK_NOW + i, &key, &why));
    assert_int_equal(sessions_of(desk->database, mette, DESK_NOW), SESSIONS_OF_USER_MAX);
    DONE(session_list(desk->database, mette, DESK_NOW, keep_last, &n, &why));
    ENDS(session_end_row(desk->database, &desk_act, anders, n, &why), OUTCOME_ABSENT); /* not one of theirs */
    DONE(session_end_row(desk->database, &desk_act, mette, n, &why));
    ENDS(session_end_row(desk->database, &desk_act, mette, n, &why), OUTCOME_ABSENT);
    DONE(sessions_sweep(desk->database, DESK_NOW, &why));
    assert_int_equal(sessions_of(desk->database, mette, DESK_NOW), SESSIONS_OF_USER_MAX - 1);
    DONE(sessions_sweep(desk->database, DESK_NOW + SESSION_MS, &why));
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM session"), 0);
}

static int begin(void **state) {
    (void)state;
    passwords = passwords_create(NULL);
    return passwords ? 0 : -1;
}

static int end(void **state) {
    (void)state;
    passwords_destroy(passwords);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(who_may_sign_in),
        DESK_TEST(too_many_tries_wait),
        DESK_TEST(an_unknown_login_takes_as_long),
        DESK_TEST(a_first_password_is_for_one_use),
        DESK_TEST(a_weak_hash_is_renewed_at_sign_in),
        DESK_TEST(a_link_sets_a_password_once),
        DESK_TEST(a_session_ends),
        DESK_TEST(only_people_keep_a_session_awake),
        DESK_TEST(a_password_is_asked_for_again),
        DESK_TEST(ids_are_random_and_kept_as_hashes),
        DESK_TEST(a_new_password_ends_the_others),
        DESK_TEST(others_can_be_ended),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
