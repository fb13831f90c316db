/* What is published, what is refused, and tree and database after whatever happened between them. */
#include <fcntl.h>
#include <sys/file.h>

#include "desk/work/publishing.h"
#include "publish/verify.h"
#include "store/sign.h"
#include "support/desk_site.h"

#define HEADLINE(text)                                                                                       \
    "[{\"file\":\"playlists/main.json\",\"op\":\"set\",\"path\":\"/slides[id=first]/"                        \
    "headline/da\",\"value\":\"" text "\"}]"

struct office {
    struct desk_folder *desk;
    struct secret_key secret;
    struct signer signer;
    struct act act;
    struct publishing publishing;
};

static char *sign(void *context, const void *bytes, size_t size, const char *comment, struct fail *fail) {
    (void)fail;
    return sign_create(context, bytes, size, comment);
}

static void open_office(struct office *office, void **state) {
    *office = (struct office){.desk = *state, .act = desk_act};
    key_create(&office->secret, &office->signer.key);
    office->signer.context = &office->secret;
    office->signer.sign = sign;
    office->publishing = (struct publishing){
        office->desk->database, &office->act, &office->signer, "main", 90 * 86400, 0, {0, 0}};
    desk_site_begin(office->desk->database);
}

static void edit(struct office *office, int64_t base, const char *ops) {
    struct saved saved;
    struct fail fail = {0};
    if (desk_site_edit(office->desk->database, base, ops, &saved, &fail) != OUTCOME_DONE)
        fail_msg("%s", fail.text);
    saved_finish(&saved);
}

/* Publishes and compares; `revision` 0: takes the newest back. */
static void expect(struct office *office, int64_t revision, enum outcome outcome, uint64_t seq,
                   int64_t published_revision) {
    struct report findings = {0};
    struct published published = {0};
    struct fail fail = {0};
    office->act.now_ms += 1000;
    enum outcome end = revision ? publishing_run(&office->publishing, revision, &findings, &published, &fail)
                                : publishing_undo(&office->publishing, &findings, &published, &fail);
    if (end != outcome || published.id.seq != seq)
        fail_msg("revision %d: %d, 1.%d, %s", (int)revision, end, (int)published.id.seq, fail.text);
    assert_int_equal(published.revision, published_revision);
    report_finish(&findings);
}

static void expect_tree(struct office *office, uint64_t seq) {
    char tree[200];
    struct trust trust = {.keys = {office->signer.key}, .count = 1};
    struct verify_result result;
    struct report report = {0};
    struct publication newest;
    struct fail fail = {0};
    snprintf(tree, sizeof tree, "%s/site", office->desk->path);
    if (!verify(tree, "main", &trust, office->act.now_ms / 1000, &result, &report))
        fail_msg("%s", report.items[0].text);
    report_finish(&report);
    assert_int_equal(result.id.seq, seq);
    assert_int_equal(publication_newest(office->desk->database, &newest, &fail), OUTCOME_DONE);
    assert_int_equal(newest.seq, seq);
}

static void goes_out_and_is_taken_back(void **state) {
    struct office office;
    open_office(&office, state);
    expect(&office, 0, OUTCOME_REFUSED, 0, 0);
    expect(&office, 1, OUTCOME_DONE, 1, 1);
    expect(&office, 1, OUTCOME_DONE, 1, 1); /* nothing has changed */
    expect_tree(&office, 1);
    expect(&office, 0, OUTCOME_REFUSED, 0, 0); /* nothing was before it */
    edit(&office, 1, HEADLINE("A"));
    expect(&office, 2, OUTCOME_DONE, 2, 2);
    expect(&office, 1, OUTCOME_CONFLICT, 0, 0);
    expect(&office, 0, OUTCOME_DONE, 3, 1);
    expect_tree(&office, 3);
    expect(&office, 0, OUTCOME_DONE, 4, 2); /* taken back twice, it is as it was */
    expect_tree(&office, 4);
    expect(&office, 99, OUTCOME_ABSENT, 0, 0);
    office.publishing.epoch = 2; /* after an older backup was restored */
    expect(&office, 2, OUTCOME_DONE, 1, 2);
    office.publishing.epoch = 1;
    expect(&office, 2, OUTCOME_REFUSED, 0, 0);
}

static void errors_stay_here(void **state) {
    struct office office;
    struct report findings = {0};
    struct published published = {0};
    struct fail fail = {0};
    open_office(&office, state);
    expect(&office, 1, OUTCOME_DONE, 1, 1);
    edit(&office, 1,
         "[{\"file\":\"playlists/main.json\",\"op\":\"set\",\"path\":\"/slides[id=first]/colour\","
         "\"value\":\"red\"}]");
    assert_int_equal(publishing_run(&office.publishing, 2, &findings, &published, &fail), OUTCOME_REFUSED);
    assert_true(findings.errors > 0);
    report_finish(&findings);
    edit(&office, 2,
         "[{\"file\":\"playlists/main.json\",\"op\":\"remove\",\"path\":\"/slides[id=first]/colour\"},"
         "{\"file\":\"playlists/main.json\",\"op\":\"set\",\"path\":\"/slides[id=first]/picture\","
         "\"value\":{\"asset\":\"assets/none.svg\",\"alt\":{\"en\":\"x\",\"da\":\"x\"}}}]");
    assert_int_equal(publishing_run(&office.publishing, 3, &findings, &published, &fail), OUTCOME_REFUSED);
    assert_true(findings.errors > 0);
    report_finish(&findings);
    expect_tree(&office, 1);
}

static void forget_row(struct office *office) {
    assert_int_equal(sqlite3_exec(office->desk->database->handle,
                                  "DELETE FROM publication WHERE n = (SELECT max(n) FROM publication)", NULL,
                                  NULL, NULL),
                     SQLITE_OK);
}

static void lose(struct office *office, const char *name) {
    char path[200];
    struct fail fail = {0};
    snprintf(path, sizeof path, "%s/site%s", office->desk->path, name);
    if (!disk_remove(path, &fail))
        fail_msg("%s", fail.text);
}

static void tree_and_database_come_together_again(void **state) {
    static const struct {
        bool row_lost;
        const char *lost; /* below DIR/site; NULL: nothing */
        enum reconciled reconciled;
        const char *reason;
    } rows[] = {
        {false, NULL, RECONCILED_SAME, "nothing happened"},
        {true, NULL, RECONCILED_ADDED, "killed between the tree and the row"},
        {false, "", RECONCILED_BEHIND, "the tree was lost"},
        {false, "/c/main/manifest", RECONCILED_BEHIND, "killed between the signature and the manifest"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk_folder *desk = NULL;
        struct office office;
        struct fail fail = {0};
        struct publication newest;
        enum reconciled reconciled = RECONCILED_SAME;
        assert_int_equal(desk_make((void **)&desk), 0);
        open_office(&office, (void **)&desk);
        expect(&office, 1, OUTCOME_DONE, 1, 1);
        edit(&office, 1, HEADLINE("A"));
        expect(&office, 2, OUTCOME_DONE, 2, 2);
        edit(&office, 2, HEADLINE("B"));
        if (rows[i].row_lost)
            forget_row(&office);
        if (rows[i].lost)
            lose(&office, rows[i].lost);
        assert_int_equal(publishing_reconcile(&office.publishing, &reconciled, &fail), OUTCOME_DONE);
        if (reconciled != rows[i].reconciled)
            fail_msg("%s: %d", rows[i].reason, reconciled);
        assert_int_equal(publication_newest(desk->database, &newest, &fail), OUTCOME_DONE);
        assert_int_equal(newest.seq, 2);
        assert_int_equal(newest.revision, 2);
        expect(&office, 2, OUTCOME_DONE, rows[i].lost ? 3 : 2, 2);
        expect_tree(&office, rows[i].lost ? 3 : 2);
        assert_int_equal(desk_clear((void **)&desk), 0);
    }
    (void)state;
}

static void what_is_not_ours_is_left_alone(void **state) {
    struct office office, other;
    struct fail fail = {0};
    enum reconciled reconciled;
    open_office(&office, state);
    expect(&office, 1, OUTCOME_DONE, 1, 1);
    other = office;
    key_create(&other.secret, &other.signer.key);
    other.signer.context = &other.secret;
    other.publishing.signer = &other.signer;
    assert_int_equal(publishing_reconcile(&other.publishing, &reconciled, &fail), OUTCOME_REFUSED);
    edit(&office, 1, HEADLINE("A"));
    expect(&other, 2, OUTCOME_REFUSED, 0, 0);
    expect_tree(&office, 1);
}

static void one_publishes_at_a_time(void **state) {
    struct office office;
    char path[200];
    open_office(&office, state);
    snprintf(path, sizeof path, "%s/publishing.lock", office.desk->path);
    int lock = open(path, O_RDWR | O_CREAT, 0600);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    expect(&office, 1, OUTCOME_BUSY, 0, 0);
    close(lock);
    expect(&office, 1, OUTCOME_DONE, 1, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(goes_out_and_is_taken_back),
        DESK_TEST(errors_stay_here),
        cmocka_unit_test(tree_and_database_come_together_again),
        DESK_TEST(what_is_not_ours_is_left_alone),
        DESK_TEST(one_publishes_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
