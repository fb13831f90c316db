/* What was read before is used again, and never when it is old: the findings are those of reading everything,
 * after any edit. */
#include <pthread.h>

#include "core/site/site_file.h"
#include "desk/work/import.h"
#include "desk/work/kept.h"
#include "desk/work/references.h"
#include "guide/written/inspect.h"
#include "support/desk_site.h"
#include "support/json_random.h"

#ifdef __SANITIZE_THREAD__
enum { ROUNDS = 15 }; /* it takes many times as long, and edits have one thread */
#else
enum { ROUNDS = 150 };
#endif
enum { FRESH_ROUNDS = 12, LINES_MAX = 20000, THREADS = 4, TURNS = 12 };

#define GUIDE "playlists/guide/guide.json"

/* The repository's own site as revision 1. */
static struct site_tree begin(struct database *database, struct kept *kept) {
    struct import_order order = {SITE_DIR, IMPORT_ON_LAST, ""};
    struct report refused = {0};
    struct saved saved = {0};
    struct site_tree tree;
    DONE(import_folder(database, &desk_act, &order, &refused, &saved, &why));
    report_finish(&refused);
    saved_finish(&saved);
    DONE(site_tree_init(&tree, database, 1, &why));
    tree.kept = kept;
    return tree;
}

static void inspect_whole(struct site_tree *tree, int64_t now_ms, struct report *report) {
    struct inspection inspection;
    struct site_files files = site_tree_files(tree);
    inspect(&files, now_ms, &inspection, report);
    inspection_finish(&inspection);
}

static bool same_finding(const struct fail *a, const struct fail *b) {
    return a->severity == b->severity && a->line == b->line && a->column == b->column &&
           strcmp(a->file, b->file) == 0 && strcmp(a->code, b->code) == 0 && strcmp(a->text, b->text) == 0 &&
           strcmp(a->danish, b->danish) == 0 && strcmp(a->untranslated, b->untranslated) == 0;
}

static void judge(const struct report *kept, const struct report *whole, const char *after) {
    size_t i = 0;
    while (i < kept->count && i < whole->count && same_finding(&kept->items[i], &whole->items[i]))
        i++;
    if (i < kept->count || i < whole->count)
        fail_msg("%s: finding %zu is \"%s\" with what is kept, \"%s\" when all is read", after, i,
                 i < kept->count ? kept->items[i].text : "(none)",
                 i < whole->count ? whole->items[i].text : "(none)");
    if (kept->errors != whole->errors || kept->warnings != whole->warnings)
        fail_msg("%s: %zu errors and %zu warnings with what is kept, %zu and %zu when all is read", after,
                 kept->errors, kept->warnings, whole->errors, whole->warnings);
    assert_int_equal(kept->language_count, whole->language_count);
    for (size_t l = 0; l < kept->language_count; l++) {
        assert_string_equal(kept->languages[l].tag, whole->languages[l].tag);
        assert_int_equal(kept->languages[l].texts, whole->languages[l].texts);
        assert_int_equal(kept->languages[l].missing, whole->languages[l].missing);
    }
}

static void compare(struct site_tree *tree, enum kept_for how, int64_t now_ms, const char *after) {
    struct report kept = {0}, whole = {0};
    kept_inspect(tree, how, now_ms, &kept);
    inspect_whole(tree, now_ms, &whole);
    judge(&kept, &whole, after);
    report_finish(&kept);
    report_finish(&whole);
}

static char *text_of(const struct site_tree *tree, const char *path, size_t *size) {
    char *text = NULL;
    DONE(site_tree_read(tree, path, TEXT_MAX, &text, size, &why));
    return text;
}

static void put(struct site_tree *tree, const char *path, const char *text, size_t size) {
    struct fail fail = {0};
    if (site_tree_put_text(tree, path, text, size, &fail) != OUTCOME_DONE)
        fail_msg("%s: %s", path, fail.text);
}

static char *copy_of(const char *path) {
    char *copy = strdup(path);
    assert_non_null(copy);
    return copy;
}

/* Mostly of those that much hangs on. */
static char *any_path(const struct site_tree *tree) {
    static const char *const OFTEN[] = {SITE_FILE, GUIDE, POLICY_FILE, "playlists/raadhus.json",
                                        "playlists/bibliotek.json"};
    uint32_t often = random_below(2 * LENGTH(OFTEN));
    if (often < LENGTH(OFTEN) && site_tree_find(tree, OFTEN[often]))
        return copy_of(OFTEN[often]);
    return copy_of(tree->files[random_below((uint32_t)tree->count)].path);
}

/* Where each "…" begins and ends, or each line: `count` pairs. */
struct pieces {
    size_t at[LINES_MAX][2], count;
};

static void find_words(const char *text, size_t size, struct pieces *out) {
    out->count = 0;
    for (size_t i = 0; i < size && out->count < LINES_MAX; i++) {
        if (text[i] != '"')
            continue;
        size_t end = i + 1;
        while (end < size && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        if (end >= size)
            return;
        out->at[out->count][0] = i;
        out->at[out->count++][1] = end + 1;
        i = end;
    }
}

static void find_lines(const char *text, size_t size, struct pieces *out) {
    out->count = 0;
    for (size_t i = 0; i < size && out->count < LINES_MAX;) {
        const char *end = memchr(text + i, '\n', size - i);
        size_t next = end ? (size_t)(end - text) + 1 : size;
        out->at[out->count][0] = i;
        out->at[out->count++][1] = next;
        i = next;
    }
}

/* One piece becomes another one, comes a second time, or goes. */
static void change_piece(struct site_tree *tree, const char *path, bool words) {
    static struct pieces pieces;
    size_t size = 0;
    char *text = text_of(tree, path, &size);
    if (words)
        find_words(text, size, &pieces);
    else
        find_lines(text, size, &pieces);
    if (pieces.count > 0) {
        const size_t *one = pieces.at[random_below((uint32_t)pieces.count)],
                     *other = pieces.at[random_below((uint32_t)pieces.count)];
        size_t length = !words && random_below(2) ? 0 : other[1] - other[0];
        char *made = malloc(size + length + 1);
        assert_non_null(made);
        memcpy(made, text, one[0]);
        memcpy(made + one[0], text + other[0], length);
        memcpy(made + one[0] + length, text + one[1], size - one[1]);
        size += length - (one[1] - one[0]);
        if (size <= TEXT_MAX)
            put(tree, path, made, size);
        free(made);
    }
    free(text);
}

/* Does something to one file, and says what. */
static void change(struct site_tree *tree, char said[300]) {
    char *path = any_path(tree), *other = any_path(tree);
    uint32_t what = random_below(12);
    if (what == 0 || site_file_is_object(path)) {
        snprintf(said, 300, "without %s", path);
        site_tree_remove(tree, path);
    } else if (what == 1 && !site_file_is_object(other)) {
        size_t size = 0;
        char *text = text_of(tree, other, &size);
        snprintf(said, 300, "%.120s is what %.120s was", path, other);
        put(tree, path, text, size);
        free(text);
    } else {
        snprintf(said, 300, "%s of %s is another", what < 9 ? "a word" : "a line", path);
        change_piece(tree, path, what < 9);
    }
    free(path);
    free(other);
}

static void finds_the_same_after_any_edit(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct kept *kept = kept_create();
    struct site_tree tree = begin(database, kept);
    random_seed = 20261130;
    compare(&tree, KEPT_FOR_LATER, DESK_NOW, "nothing was changed");
    for (int round = 0; round < ROUNDS; round++) {
        char said[300], after[340];
        if (round % FRESH_ROUNDS == 0) {
            site_tree_finish(&tree);
            DONE(site_tree_init(&tree, database, 1, &why));
            tree.kept = kept;
        }
        change(&tree, said);
        snprintf(after, sizeof after, "round %d, %s", round, said);
        compare(&tree, random_below(2) ? KEPT_FOR_LATER : KEPT_FOR_NOW,
                DESK_NOW + (int64_t)random_below(800) * DAY_MS, after);
    }
    struct kept_counts counts = kept_counts(kept);
    assert_in_range(counts.guides, ROUNDS / 10, ROUNDS - ROUNDS / 10); /* both ways were gone */
    site_tree_finish(&tree);
    kept_destroy(kept);
}

/* What is read for it a second time. */
static void reads_what_hangs_on_a_change(void **state) {
    static const struct {
        const char *ops;
        uint64_t sites, guides;
        const char *reason;
    } rows[] = {
        {"[{\"file\":\"playlists/raadhus.json\",\"op\":\"set\",\"path\":\"/name/en\",\"value\":\"N\"}]", 1, 0,
         "the name of a playlist"},
        {"[{\"file\":\"playlists/raadhus.json\",\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":"
         "\"new\",\"type\":\"text\",\"headline\":{\"en\":\"N\"}}}]",
         1, 0, "a slide more"},
        {"[]", 0, 0, "nothing"},
        {"[{\"file\":\"playlists/raadhus.json\",\"op\":\"set\",\"path\":\"/slides[id=meetings]/rooms/"
         "council-chamber/name/en\",\"value\":\"N\"}]",
         1, 1, "a slide that a page of the guide shows"},
        {"[{\"file\":\"playlists/guide/pages/cpr.en.md\",\"op\":\"set\",\"path\":\"\",\"value\":\"# N\\n\"}]",
         1, 1, "a page of the guide"},
        {"[{\"file\":\"playlists/site.json\",\"op\":\"set\",\"path\":\"/name/en\",\"value\":\"N\"}]", 1, 1,
         "the site's name"},
        {"[{\"file\":\"playlists/newcomers.json\",\"op\":\"remove\",\"path\":\"\"}]", 1, 1,
         "slides that policy.json names go with their playlist"},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    struct kept *kept = kept_create();
    struct site_tree tree = begin(database, kept);
    compare(&tree, KEPT_FOR_LATER, DESK_NOW, "nothing was changed");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct edit_ops ops;
        struct site_tree now;
        DONE(site_tree_init(&now, database, 1, &why));
        now.kept = kept;
        assert_true(edit_ops_read(&ops, rows[i].ops, strlen(rows[i].ops), &fail));
        DONE(edit_apply(&now, ops.items, ops.count, &why));
        struct kept_counts before = kept_counts(kept);
        compare(&now, KEPT_FOR_NOW, DESK_NOW, rows[i].reason);
        struct kept_counts after = kept_counts(kept);
        if (after.sites - before.sites != rows[i].sites || after.guides - before.guides != rows[i].guides)
            fail_msg("%s: the site was read %d times, the guide %d times", rows[i].reason,
                     (int)(after.sites - before.sites), (int)(after.guides - before.guides));
        edit_ops_finish(&ops);
        site_tree_finish(&now);
    }
    site_tree_finish(&tree);
    kept_destroy(kept);
}

/* One takes what another lets go of. */
struct sharer {
    const char *folder;
    struct kept *kept;
    int number;
    size_t found;
};

static void *share(void *context) {
    struct sharer *sharer = context;
    struct database *database = desk_open(sharer->folder);
    for (int i = 0; i < TURNS; i++) {
        struct site_tree tree;
        struct report report = {0};
        struct kept_site *held;
        char text[80];
        DONE(site_tree_init(&tree, database, 1, &why));
        tree.kept = sharer->kept;
        const struct site *site = kept_site(&tree, KEPT_FOR_LATER, &held, NULL);
        assert_non_null(site);
        snprintf(text, sizeof text, "# Page %d\n\ntext\n", sharer->number * TURNS + i);
        if (i % 3 == 0)
            put(&tree, DESK_PAGE, text, strlen(text));
        kept_inspect(&tree, KEPT_FOR_LATER, DESK_NOW, &report);
        sharer->found += report.count;
        assert_non_null(site_screen(site, NULL));
        report_finish(&report);
        kept_release(held);
        site_tree_finish(&tree);
    }
    database_close(database);
    return NULL;
}

static void is_shared_by_threads(void **state) {
    struct desk_folder *desk = *state;
    struct kept *kept = kept_create();
    struct sharer sharers[THREADS];
    pthread_t threads[THREADS];
    struct site_tree tree = begin(desk->database, NULL);
    site_tree_finish(&tree);
    for (int i = 0; i < THREADS; i++) {
        sharers[i] = (struct sharer){desk->path, kept, i, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, share, &sharers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 1; i < THREADS; i++)
        assert_int_equal(sharers[i].found, sharers[0].found);
    kept_destroy(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(finds_the_same_after_any_edit),
        DESK_TEST(reads_what_hangs_on_a_change),
        DESK_TEST(is_shared_by_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
