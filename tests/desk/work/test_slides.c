/* The list of slides: state, title, languages, screens, last change, and whether it is published just so. */
#include "desk/work/slides.h"
#include "support/desk_site.h"

#define MAIN "playlists/main.json"

struct seen {
    char words[2 * SENTENCE_MAX + 2000];
};

static void see(void *context, const struct slide_row *row) {
    struct seen *seen = context;
    size_t used = strlen(seen->words);
    used += (size_t)snprintf(seen->words + used, sizeof seen->words - used, "%s#%s %s", row->file + 10,
                             row->id, showing_name(row->showing.state));
    for (size_t i = 0; i < row->screen_count; i++)
        used += (size_t)snprintf(seen->words + used, sizeof seen->words - used, " @%s", row->screens[i]->id);
    for (size_t i = 0; i < row->missing_count; i++)
        used += (size_t)snprintf(seen->words + used, sizeof seen->words - used, " -%s", row->missing[i]);
    if (row->expires)
        used += (size_t)snprintf(seen->words + used, sizeof seen->words - used, " until %s", row->expires);
    snprintf(seen->words + used, sizeof seen->words - used, "%s%s; ", row->published ? " out" : "",
             row->changed_ms == DESK_NOW ? "" : " ?");
}

static void list(struct database *database, struct slide_query query, struct seen *seen) {
    struct site_tree tree;
    struct fail fail = {0};
    int64_t newest = 0;
    *seen = (struct seen){""};
    query.now_ms = DESK_NOW;
    assert_int_equal(revision_newest(database, &newest, &fail), OUTCOME_DONE);
    assert_int_equal(site_tree_init(&tree, database, newest, &fail), OUTCOME_DONE);
    assert_int_equal(slides_list(&tree, &query, see, seen, &fail), OUTCOME_DONE);
    site_tree_finish(&tree);
}

static void edit(struct database *database, const char *ops) {
    struct fail fail = {0};
    struct saved saved;
    int64_t newest = 0;
    assert_int_equal(revision_newest(database, &newest, &fail), OUTCOME_DONE);
    if (desk_site_edit(database, newest, ops, &saved, &fail) != OUTCOME_DONE)
        fail_msg("%s", fail.text);
    saved_finish(&saved);
}

static void make(struct database *database) {
    desk_site_begin(database);
    edit(database, "[{\"file\":\"" MAIN
                   "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"later\",\"type\":"
                   "\"text\",\"headline\":{\"en\":\"Caf\u00e9 "
                   "R\u00f8d\"},\"languages\":[\"en\",\"da\"],\"when\":{\"from\":"
                   "\"2026-11-30T09:00\",\"to\":\"2026-11-30T16:00\"},\"source\":{\"owner\":\"us\","
                   "\"expires_on\":\"2027-01-01\"}}},"
                   "{\"file\":\"" MAIN
                   "\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"wrong\",\"type\":"
                   "\"tekst\"}},"
                   "{\"file\":\"playlists/"
                   "spare.json\",\"op\":\"set\",\"path\":\"\",\"value\":{\"slides\":[{\"id\":\"x\","
                   "\"type\":\"text\",\"headline\":{\"en\":\"X\"}}]}}]");
}

#define FIRST "main.json#first always @one @turned out; "
#define SECOND "main.json#second always @one @turned out; "
#define LATER "main.json#later coming @one @turned -da until 2027-01-01; "
#define WRONG "main.json#wrong unused @one @turned; "
#define SPARE "spare.json#x unused; "
#define NOTE "strip.json#note always @one @turned out; "

static void every_slide_is_told(void **state) {
    static const struct {
        struct slide_query query;
        const char *words, *reason;
    } rows[] = {
        {{.state = -1, .published = 1}, FIRST SECOND LATER WRONG SPARE NOTE, "all, also those nobody sees"},
        {{.state = SHOWING_UNUSED, .published = 1}, WRONG SPARE, "of one state"},
        {{.state = -1, .published = 1, .screen = "one"}, FIRST SECOND LATER WRONG NOTE, "of one screen"},
        {{.state = -1, .published = 1, .text = "cafe ROD"}, LATER, "words, whatever case and accents"},
        {{.state = -1, .published = 1, .text = "cafe nothing"}, "", "all of the words"},
        {{.state = -1, .published = 1, .text = "afe"}, "", "from the beginning of a word"},
        {{.state = -1, .published = 1, .file = MAIN, .id = "second"}, SECOND, "one"},
        {{.state = -1, .published = 0, .file = MAIN, .id = "first"},
         "main.json#first always @one @turned; ",
         "nothing is published"},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    struct seen seen;
    make(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        list(database, rows[i].query, &seen);
        if (strcmp(seen.words, rows[i].words) != 0)
            fail_msg("%s:\n%s\nnot\n%s", rows[i].reason, seen.words, rows[i].words);
    }
}

static void keep_row(void *context, const struct slide_row *row) {
    struct seen *seen = context;
    snprintf(seen->words, sizeof seen->words, "%s | %s | %s", row->title ? row->title : "(null)",
             row->sentence[0], row->sentence[1]);
}

static void a_row_has_title_and_sentence(void **state) {
    static const struct {
        const char *id, *words;
    } rows[] = {
        {"first",
         "{\"en\": \"First\", \"da\": \"F\u00f8rst\"} | Vises på Et og To hele tiden, 10 s ad gangen, ca. "
         "hvert 20. sekund. | Shown on One and Two all the time, 10 s at a time, about every 20 seconds."},
        {"later",
         "{\"en\": \"Caf\u00e9 R\u00f8d\"} | Vises på Et og To i morgen kl. 9–16, 10 s ad gangen, ca. hvert "
         "30. sekund. | Shown on One and Two tomorrow 9:00–16:00, 10 s at a time, about every 30 seconds."},
        {"wrong", "(null) | Vises ikke: der er en fejl i den. | Not shown: there is an error in it."},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    struct site_tree tree;
    struct fail fail = {0};
    make(database);
    assert_int_equal(site_tree_init(&tree, database, 2, &fail), OUTCOME_DONE);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct slide_query query = {.file = MAIN, .id = rows[i].id, .state = -1, .now_ms = DESK_NOW};
        struct seen seen = {""};
        assert_int_equal(slides_list(&tree, &query, keep_row, &seen, &fail), OUTCOME_DONE);
        assert_string_equal(seen.words, rows[i].words);
    }
    site_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(every_slide_is_told),
        DESK_TEST(a_row_has_title_and_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
