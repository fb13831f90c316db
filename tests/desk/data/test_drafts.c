/* Drafts and publications: small tables beside the revisions. */
#include "support/desk_folder.h"

#include "desk/data/drafts.h"
#include "desk/data/people.h"
#include "desk/data/publications.h"
#include "desk/data/revisions.h"

struct seen {
    char text[1000];
    int count;
};
static void see_draft(void *context, const struct draft *draft) {
    struct seen *seen = context;
    size_t used = strlen(seen->text);
    seen->count++;
    snprintf(seen->text + used, sizeof seen->text - used, "%s#%s %s|", draft->path, draft->slide, draft->ops);
}

static void the_last_step_of_a_draft_is_kept(void **state) {
    struct desk_folder *desk = *state;
    int64_t mette = 0, anders = 0;
    DONE(user_add(desk->database, &desk_act, "mette", "Mette", "da", &mette, &why));
    DONE(user_add(desk->database, &desk_act, "anders", "Anders", "da", &anders, &why));
    static const struct {
        const char *path, *slide, *ops;
        int64_t step;
        enum outcome outcome;
    } rows[] = {
        {"p.json", "welcome", "[1]", 1, OUTCOME_DONE},
        {"p.json", "welcome", "[3]", 3, OUTCOME_DONE},
        {"p.json", "welcome", "[2]", 2, OUTCOME_CONFLICT}, /* was overtaken */
        {"p.json", "welcome", "[3]", 3, OUTCOME_DONE},     /* sent again, as its answer was lost */
        {"p.json", "", "[]", 1, OUTCOME_DONE},
        {"../p.json", "", "[]", 1, OUTCOME_REFUSED},
        {"p.json", "a\nb", "[]", 1, OUTCOME_REFUSED},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct draft draft = {rows[i].path, rows[i].slide, 0,
                              rows[i].ops,  rows[i].step,  DESK_NOW + (int64_t)i};
        enum outcome outcome = draft_put(desk->database, mette, &draft, &fail);
        if (outcome != rows[i].outcome)
            fail_msg("row %zu: %d: %s", i, outcome, fail.text);
    }
    struct seen seen = {"", 0}, others = {"", 0};
    DONE(draft_list(desk->database, mette, see_draft, &seen, &why));
    assert_string_equal(seen.text, "p.json# []|p.json#welcome [3]|");
    DONE(draft_list(desk->database, anders, see_draft, &others, &why));
    assert_int_equal(others.count, 0);
    ENDS(draft_put(desk->database, 99, &(struct draft){"p.json", "", 0, "[]", 1, 0}, &why), OUTCOME_CONFLICT);
    DONE(draft_remove(desk->database, mette, "p.json", "welcome", &why));
    DONE(draft_remove(desk->database, mette, "p.json", "welcome", &why));
    DONE(user_disable(desk->database, &desk_act, mette, true, &why)); /* drafts outlive sessions and worse */
    seen = (struct seen){"", 0};
    DONE(draft_list(desk->database, mette, see_draft, &seen, &why));
    assert_int_equal(seen.count, 1);
    DONE(user_remove(desk->database, &desk_act, mette, &why));
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM draft"), 0);
}

static void drafts_are_bounded(void **state) {
    struct desk_folder *desk = *state;
    int64_t mette = 0;
    DONE(user_add(desk->database, &desk_act, "mette", "Mette", "da", &mette, &why));
    char *ops = malloc(DRAFT_OPS_MAX + 2);
    memset(ops, 'x', DRAFT_OPS_MAX + 1);
    ops[DRAFT_OPS_MAX + 1] = '\0';
    struct draft draft = {"p.json", "", 0, ops, 1, 0};
    ENDS(draft_put(desk->database, mette, &draft, &why), OUTCOME_REFUSED);
    ops[DRAFT_OPS_MAX] = '\0';
    DONE(draft_put(desk->database, mette, &draft, &why));
    free(ops);
    for (int i = 1; i <= DRAFTS_OF_USER_MAX; i++) {
        char slide[20];
        snprintf(slide, sizeof slide, "s%d", i);
        draft = (struct draft){"p.json", slide, 0, "[]", 1, 0};
        if (i < DRAFTS_OF_USER_MAX)
            DONE(draft_put(desk->database, mette, &draft, &why));
        else
            ENDS(draft_put(desk->database, mette, &draft, &why), OUTCOME_REFUSED);
    }
    draft = (struct draft){"p.json", "s1", 0, "[2]", 2, 0}; /* those that are there can still be written on */
    DONE(draft_put(desk->database, mette, &draft, &why));
}

static void save(struct database *database, int64_t on) {
    struct revision_making making;
    struct revision_start start = {REVISION_EDIT, on, on, ""};
    char text[20];
    snprintf(text, sizeof text, "%lld", (long long)on);
    DONE(revision_begin(database, &desk_act, &start, &making, &why));
    DONE(revision_put_text(&making, "a", text, strlen(text), &why));
    DONE(revision_commit(&making, &on, &why));
}

static void publications_only_go_up(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    struct publication newest;
    ENDS(publication_newest(database, &newest, &why), OUTCOME_ABSENT);
    save(database, 0);
    save(database, 1);
    static const struct {
        int64_t epoch, seq, revision, undoes;
        enum outcome outcome;
    } rows[] = {
        {1, 5, 1, 0, OUTCOME_DONE},     {1, 5, 2, 0, OUTCOME_CONFLICT},
        {1, 4, 2, 0, OUTCOME_CONFLICT}, {1, 6, 9, 0, OUTCOME_CONFLICT}, /* no such revision */
        {1, 6, 2, 0, OUTCOME_DONE},     {1, 7, 1, 2, OUTCOME_DONE},
        {1, 8, 1, 2, OUTCOME_CONFLICT}, /* undone already */
        {2, 1, 2, 0, OUTCOME_DONE},     {1, 9, 2, 0, OUTCOME_CONFLICT},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct publication publication = {.epoch = rows[i].epoch,
                                          .seq = rows[i].seq,
                                          .revision = rows[i].revision,
                                          .undoes = rows[i].undoes,
                                          .manifest = hash_bytes("x", 1)};
        enum outcome outcome = publication_add(database, &desk_act, &publication, &fail);
        if (outcome != rows[i].outcome)
            fail_msg("row %zu: %d: %s", i, outcome, fail.text);
    }
    DONE(publication_newest(database, &newest, &why));
    assert_int_equal(newest.epoch, 2);
    assert_int_equal(newest.at_ms, DESK_NOW);
    assert_string_equal(newest.manifest.hex, hash_bytes("x", 1).hex);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM audit WHERE what LIKE 'publish%'"), 4);
}

static void see_undone(void *context, const struct publication *publication) {
    if (publication->n == 1)
        *(int64_t *)context = publication->undone_by;
}

static void what_was_taken_back_says_by_which(void **state) {
    struct desk_folder *desk = *state;
    int64_t undone_by = 0;
    save(desk->database, 0);
    struct publication first = {.epoch = 1, .seq = 1, .revision = 1, .manifest = hash_bytes("x", 1)};
    DONE(publication_add(desk->database, &desk_act, &first, &why));
    struct publication second = {
        .epoch = 1, .seq = 2, .revision = 1, .undoes = first.n, .manifest = first.manifest};
    DONE(publication_add(desk->database, &desk_act, &second, &why));
    DONE(publication_list(desk->database, 0, 10, see_undone, &undone_by, &why));
    assert_int_equal(undone_by, second.n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(the_last_step_of_a_draft_is_kept),
        DESK_TEST(drafts_are_bounded),
        DESK_TEST(publications_only_go_up),
        DESK_TEST(what_was_taken_back_says_by_which),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
