/* Revisions: what a version's files are, who was faster, what many versions cost. */
#include "support/desk_folder.h"

#include <pthread.h>

#include "desk/data/objects.h"
#include "desk/data/people.h"
#include "desk/data/trees.h"
#include "system/thread.h"

#define SITE "playlists/site.json"

static struct revision_making begin_on(struct database *database, int64_t on) {
    struct revision_making making = {0};
    struct revision_start start = {REVISION_EDIT, on, on, "note"};
    DONE(revision_begin(database, &desk_act, &start, &making, &why));
    return making;
}

static int64_t newest(struct database *database) {
    int64_t id = 0;
    DONE(revision_newest(database, &id, &why));
    return id;
}

static int64_t commit(struct revision_making *making) {
    int64_t id = 0;
    DONE(revision_commit(making, &id, &why));
    return id;
}

static void put(struct revision_making *making, const char *path, const char *text) {
    DONE(revision_put_text(making, path, text, strlen(text), &why));
}

static int64_t save(struct database *database, const char *path, const char *text) {
    struct revision_making making = begin_on(database, newest(database));
    if (text)
        put(&making, path, text);
    else
        DONE(revision_remove(&making, path, &why));
    return commit(&making);
}

struct listing {
    char text[2000];
};
static void list_file(void *context, const struct tree_file *file) {
    struct listing *listing = context;
    size_t used = strlen(listing->text);
    snprintf(listing->text + used, sizeof listing->text - used, "%s%s %llu%s", used ? ", " : "", file->path,
             (unsigned long long)file->size, file->object ? " object" : "");
}
static struct listing list(struct database *database, int64_t revision) {
    struct listing listing = {""};
    DONE(tree_list(database, revision, list_file, &listing, &why));
    return listing;
}
static void list_difference(void *context, const struct tree_difference *difference) {
    struct listing *listing = context;
    size_t used = strlen(listing->text);
    char sign = !difference->before.hex[0] ? '+' : !difference->after.hex[0] ? '-' : '~';
    snprintf(listing->text + used, sizeof listing->text - used, "%s%c%s", used ? " " : "", sign,
             difference->path);
}

static void check_text(struct database *database, int64_t revision, const char *path, const char *expected) {
    char *bytes = NULL;
    size_t size = 0;
    DONE(tree_read(database, revision, path, TEXT_MAX, &bytes, &size, &why));
    assert_int_equal(size, strlen(expected));
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void every_version_stays(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    static const struct {
        const char *path, *text;    /* NULL: removed */
        const char *tree, *differs; /* after it; from the one before */
    } steps[] = {
        {"a", "1", "a 1", "+a"},
        {"b/c", "22", "a 1, b/c 2", "+b/c"},
        {"a", "333", "a 3, b/c 2", "~a"},
        {"b/c", NULL, "a 3", "-b/c"},
        {"a", "1", "a 1", "~a"},
        {"b/c", "22", "a 1, b/c 2", "+b/c"},
        {"empty", "", "a 1, b/c 2, empty 0", "+empty"},
    };
    for (size_t i = 0; i < LENGTH(steps); i++)
        assert_int_equal(save(database, steps[i].path, steps[i].text), i + 1);
    for (size_t i = 0; i < LENGTH(steps); i++) {
        struct listing differences = {""};
        int64_t revision = (int64_t)i + 1;
        assert_string_equal(list(database, revision).text, steps[i].tree);
        if (steps[i].text)
            check_text(database, revision, steps[i].path, steps[i].text);
        if (i == 0)
            continue;
        DONE(tree_diff(database, revision - 1, revision, list_difference, &differences, &why));
        assert_string_equal(differences.text, steps[i].differs);
    }
    struct listing over = {""}, back = {""};
    DONE(tree_diff(database, 2, 6, list_difference, &over, &why));
    assert_string_equal(over.text, ""); /* they are the same site */
    DONE(tree_diff(database, 7, 1, list_difference, &back, &why));
    assert_string_equal(back.text, "-b/c -empty");
    struct hash names[3];
    DONE(tree_hash(database, 2, &names[0], &why));
    DONE(tree_hash(database, 6, &names[1], &why));
    DONE(tree_hash(database, 7, &names[2], &why));
    assert_string_equal(names[0].hex, names[1].hex);
    assert_string_not_equal(names[0].hex, names[2].hex);
    struct tree_file file;
    ENDS(tree_find(database, 4, "b/c", &file, &why), OUTCOME_ABSENT);
    ENDS(tree_find(database, 1, "b/c", &file, &why), OUTCOME_ABSENT);
    ENDS(tree_find(database, 99, "a", &file, &why), OUTCOME_ABSENT);
    ENDS(tree_list(database, 0, list_file, &over, &why), OUTCOME_ABSENT);
    assert_int_equal(desk_count(database, "SELECT count(*) FROM file"), 4); /* each text once */
    DONE(trees_check(database, &why));
    DONE(audit_verify(database, NULL, &(int64_t){0}, &why));
}

static void what_does_not_differ_is_no_revision(void **state) {
    struct desk_folder *desk = *state;
    assert_int_equal(save(desk->database, SITE, "{}"), 1);
    assert_int_equal(save(desk->database, SITE, "{}"), 1);
    assert_int_equal(newest(desk->database), 1);
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM audit"), 1);
    struct revision_making making = begin_on(desk->database, 1); /* the last word counts */
    put(&making, SITE, "first");
    put(&making, SITE, "second");
    put(&making, "gone", "x");
    DONE(revision_remove(&making, "gone", &why));
    assert_int_equal(commit(&making), 2);
    assert_string_equal(list(desk->database, 2).text, SITE " 6");
    check_text(desk->database, 2, SITE, "second");
}

static void what_may_not_be_put(void **state) {
    struct desk_folder *desk = *state;
    static const struct {
        const char *path;
        enum outcome outcome;
    } rows[] = {
        {"", OUTCOME_REFUSED},           {"/etc/passwd", OUTCOME_REFUSED},
        {"../desk.db", OUTCOME_REFUSED}, {"a/../b", OUTCOME_REFUSED},
        {"a//b", OUTCOME_REFUSED},       {"a/./b", OUTCOME_REFUSED},
        {"a\nb", OUTCOME_REFUSED},       {"x", OUTCOME_REFUSED}, /* a folder: x/y is there */
        {"x/y/z", OUTCOME_REFUSED},                              /* below a file */
        {"x/yz", OUTCOME_DONE},          {"xx", OUTCOME_DONE},
        {"x/y", OUTCOME_DONE},
    };
    save(desk->database, "x/y", "1");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        struct revision_making making = begin_on(desk->database, newest(desk->database));
        enum outcome outcome = revision_put_text(&making, rows[i].path, "2", 1, &fail);
        if (outcome != rows[i].outcome)
            fail_msg("\"%s\": %d: %s", rows[i].path, outcome, fail.text);
        revision_abandon(&making);
    }
    char *large = calloc(1, TEXT_MAX + 1);
    struct revision_making making = begin_on(desk->database, 1);
    ENDS(revision_put_text(&making, "large", large, TEXT_MAX + 1, &why), OUTCOME_REFUSED);
    revision_abandon(&making);
    making = begin_on(desk->database, 1);
    DONE(revision_put_text(&making, "large", large, TEXT_MAX, &why));
    ENDS(revision_remove(&making, "none", &why), OUTCOME_ABSENT);
    revision_abandon(&making);
    free(large);
    assert_int_equal(newest(desk->database), 1);
    assert_string_equal(list(desk->database, 1).text, "x/y 1");
}

static void a_site_has_at_most_2000_files(void **state) {
    struct desk_folder *desk = *state;
    struct revision_making making = begin_on(desk->database, 0);
    for (int i = 0; i <= TREE_FILES_MAX; i++) {
        char path[20];
        snprintf(path, sizeof path, "f%d", i);
        put(&making, path, path);
    }
    ENDS(revision_commit(&making, &(int64_t){0}, &why), OUTCOME_REFUSED);
    assert_int_equal(newest(desk->database), 0);
    assert_int_equal(desk_count(desk->database, "SELECT count(*) FROM file"), 0);
}

static void the_slower_of_two_hears_of_it(void **state) {
    struct desk_folder *desk = *state;
    struct revision_making making;
    struct revision_start start = {REVISION_EDIT, 1, 1, ""};
    save(desk->database, "a", "1");
    save(desk->database, "a", "2");
    ENDS(revision_begin(desk->database, &desk_act, &start, &making, &why), OUTCOME_CONFLICT);
    start = (struct revision_start){REVISION_MERGE, 2, 1, ""};
    DONE(revision_begin(desk->database, &desk_act, &start, &making, &why));
    put(&making, "a", "3");
    assert_int_equal(commit(&making), 3);
    assert_int_equal(desk_count(desk->database, "SELECT base FROM revision WHERE id = 3 AND kind = 'merge'"),
                     1);
    start = (struct revision_start){REVISION_EDIT, 3, 4, ""};
    ENDS(revision_begin(desk->database, &desk_act, &start, &making, &why), OUTCOME_REFUSED);
    start = (struct revision_start){REVISION_EDIT, 3, 3, "two\nlines"};
    ENDS(revision_begin(desk->database, &desk_act, &start, &making, &why), OUTCOME_REFUSED);
}

enum { WRITERS = 4, EDITS = 25 };
struct writer {
    const char *folder;
    int number, saved, overtaken;
};

static void *write_edits(void *context) {
    struct writer *writer = context;
    struct fail fail;
    struct database *database = database_open(writer->folder, DATABASE_MUST_EXIST, &fail);
    while (database && writer->saved < EDITS) {
        struct revision_making making;
        struct revision_start start = {.kind = REVISION_EDIT, .note = ""};
        char path[20], text[20];
        int64_t id = 0;
        snprintf(path, sizeof path, "f%d", writer->number);
        snprintf(text, sizeof text, "%d", writer->saved);
        if (revision_newest(database, &start.on, &fail) != OUTCOME_DONE)
            break;
        enum outcome outcome = revision_begin(database, &desk_act, &start, &making, &fail);
        if (outcome == OUTCOME_CONFLICT) {
            writer->overtaken++;
            continue;
        }
        if (outcome != OUTCOME_DONE ||
            revision_put_text(&making, path, text, strlen(text), &fail) != OUTCOME_DONE ||
            revision_commit(&making, &id, &fail) != OUTCOME_DONE)
            break;
        writer->saved++;
    }
    database_close(database);
    return NULL;
}

/* Several at once, each with a connection of its own: every edit is one revision, none is lost. */
static void many_writers_lose_nothing(void **state) {
    struct desk_folder *desk = *state;
    pthread_t threads[WRITERS];
    struct writer writers[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){.folder = desk->path, .number = i};
        assert_true(thread_start(&threads[i], write_edits, &writers[i]));
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(writers[i].saved, EDITS);
    }
    assert_int_equal(newest(desk->database), WRITERS * EDITS);
    for (int i = 0; i < WRITERS; i++) {
        char path[20];
        snprintf(path, sizeof path, "f%d", i);
        check_text(desk->database, WRITERS * EDITS, path, "24");
    }
    DONE(database_check(desk->database, &why));
    DONE(trees_check(desk->database, &why));
    DONE(audit_verify(desk->database, NULL, &(int64_t){0}, &why));
}

static struct hash put_object(const char *folder, const char *text) {
    struct hash hash;
    struct fail fail = {0};
    struct object_writer *writer = object_begin(folder, &fail);
    assert_non_null(writer);
    DONE(object_add(writer, text, strlen(text), &why));
    DONE(object_end(writer, &hash, &why));
    return hash;
}

static void objects_are_named_by_trees(void **state) {
    struct desk_folder *desk = *state;
    struct hash hash = put_object(desk->path, "a picture"), again = put_object(desk->path, "a picture");
    struct tree_file file;
    char *bytes = NULL;
    size_t size = 0;
    assert_string_equal(hash.hex, again.hex);
    struct revision_making making = begin_on(desk->database, 0);
    DONE(revision_put_object(&making, "assets/a.png", hash.hex, 9, &why));
    DONE(revision_put_object(&making, "assets/b.png", hash.hex, 9, &why));
    put(&making, SITE, "{}");
    assert_int_equal(commit(&making), 1);
    assert_string_equal(list(desk->database, 1).text,
                        "assets/a.png 9 object, assets/b.png 9 object, " SITE " 2");
    DONE(tree_find(desk->database, 1, "assets/a.png", &file, &why));
    assert_string_equal(file.hash.hex, hash.hex);
    DONE(tree_read(desk->database, 1, "assets/a.png", 9, &bytes, &size, &why));
    assert_memory_equal(bytes, "a picture", 9);
    free(bytes);
    ENDS(tree_read(desk->database, 1, "assets/a.png", 8, &bytes, &size, &why), OUTCOME_REFUSED);
    static const struct {
        const char *hex;
        uint64_t size;
        enum outcome outcome;
    } bad[] = {{"0000000000000000000000000000000000000000000000000000000000000000", 9, OUTCOME_ABSENT},
               {"../../desk.db", 9, OUTCOME_REFUSED},
               {NULL, 8, OUTCOME_ABSENT}};
    for (size_t i = 0; i < LENGTH(bad); i++) {
        making = begin_on(desk->database, 1);
        ENDS(revision_put_object(&making, "c", bad[i].hex ? bad[i].hex : hash.hex, bad[i].size, &why),
             bad[i].outcome);
        revision_abandon(&making);
    }
    /* one that rots is found, and mended by bringing it again */
    char *path = object_path(desk->path, hash.hex);
    assert_true(disk_write(path, "a picturE", 9, NULL));
    ENDS(trees_check(desk->database, &why), OUTCOME_DAMAGED);
    ENDS(tree_read(desk->database, 1, "assets/a.png", 9, &bytes, &size, &why), OUTCOME_DAMAGED);
    put_object(desk->path, "a picture");
    DONE(trees_check(desk->database, &why));
    unlink(path);
    ENDS(trees_check(desk->database, &why), OUTCOME_ABSENT);
    free(path);
}

static void a_text_that_rots_is_found(void **state) {
    struct desk_folder *desk = *state;
    static const struct {
        const char *sql;
        enum outcome outcome;
    } ways[] = {{"UPDATE file SET packed = zeroblob(length(packed)) WHERE id = 2", OUTCOME_DAMAGED},
                {"UPDATE file SET size = size + 1 WHERE id = 2", OUTCOME_DAMAGED},
                {"UPDATE file SET hash = zeroblob(32) WHERE id = 2", OUTCOME_DAMAGED},
                {"UPDATE file SET size = 2000000000 WHERE id = 2", OUTCOME_REFUSED}, /* not even tried */
                {"UPDATE file SET like_file = 2 WHERE id = 1", OUTCOME_DAMAGED},
                {"UPDATE file SET like_file = 2 WHERE id = 2", OUTCOME_DAMAGED}};
    char *bytes = NULL;
    size_t size = 0;
    for (size_t i = 0; i < LENGTH(ways); i++) {
        char folder[100], file[120];
        snprintf(folder, sizeof folder, "%s/%zu", desk->root, i);
        snprintf(file, sizeof file, "%s/desk.db", folder);
        struct database *database = desk_open(folder);
        char text[3000];
        uint32_t chance = 1;
        for (size_t c = 0; c < sizeof text - 1; c++) {
            chance = chance * 1664525 + 1013904223;
            text[c] = (char)('a' + (chance >> 16) % 26);
        }
        text[sizeof text - 1] = '\0';
        save(database, "a", text);
        text[1500] = '!';
        save(database, "a", text); /* kept as a difference from the first */
        assert_int_equal(desk_count(database, "SELECT count(*) FROM file WHERE like_file = 1"), 1);
        check_text(database, 2, "a", text);
        DONE(trees_check(database, &why));
        desk_tamper(file, ways[i].sql);
        ENDS(trees_check(database, &why), ways[i].outcome);
        struct fail fail = {0};
        assert_int_not_equal(tree_read(database, 2, "a", TEXT_MAX, &bytes, &size, &fail), OUTCOME_DONE);
        database_close(database);
    }
}

static void count_revision(void *context, const struct revision *revision) {
    struct listing *listing = context;
    size_t used = strlen(listing->text);
    snprintf(listing->text + used, sizeof listing->text - used, "%lld %s %s|", (long long)revision->id,
             revision->kind, revision->who);
}
static void count_change(void *context, const struct change *change) {
    struct listing *listing = context;
    size_t used = strlen(listing->text);
    snprintf(listing->text + used, sizeof listing->text - used, "%lld %s %s %s>%s|",
             (long long)change->revision, change->slide, change->op, change->before, change->after);
}

static void history_names_people_slides_and_values(void **state) {
    struct desk_folder *desk = *state;
    struct database *database = desk->database;
    int64_t mette = 0;
    DONE(user_add(database, &desk_act, "mette", "Mette", "da", &mette, &why));
    struct act act = {.user = mette, .who = "mette", .now_ms = DESK_NOW};
    for (int i = 1; i <= 3; i++) {
        struct revision_making making;
        struct revision_start start = {i == 3 ? REVISION_UNDO : REVISION_EDIT, i - 1, i - 1, ""};
        char text[20], before[20];
        snprintf(text, sizeof text, "\"%d\"", i);
        snprintf(before, sizeof before, "\"%d\"", i - 1);
        DONE(revision_begin(database, i == 2 ? &desk_act : &act, &start, &making, &why));
        put(&making, "p.json", text);
        DONE(revision_note_change(&making,
                                  &(struct change){.path = "p.json",
                                                   .slide = i == 2 ? "other" : "welcome",
                                                   .op = "set",
                                                   .before = before,
                                                   .after = text},
                                  &why));
        commit(&making);
    }
    struct listing all = {""}, one = {""}, file = {""}, slide = {""}, paged = {""};
    DONE(revision_list(database, 0, 10, count_revision, &all, &why));
    assert_string_equal(all.text, "3 undo Mette|2 edit |1 edit Mette|");
    DONE(revision_list(database, 3, 1, count_revision, &one, &why));
    assert_string_equal(one.text, "2 edit |");
    DONE(change_list(database, &(struct change_query){"p.json", NULL, 0, 10}, count_change, &file, &why));
    assert_string_equal(file.text,
                        "3 welcome set \"2\">\"3\"|2 other set \"1\">\"2\"|1 welcome set \"0\">\"1\"|");
    DONE(change_list(database, &(struct change_query){"p.json", "welcome", 0, 10}, count_change, &slide,
                     &why));
    assert_string_equal(slide.text, "3 welcome set \"2\">\"3\"|1 welcome set \"0\">\"1\"|");
    DONE(change_list(database, &(struct change_query){NULL, NULL, 3, 1}, count_change, &paged, &why));
    assert_string_equal(paged.text, "2 other set \"1\">\"2\"|");
    DONE(user_remove(database, &desk_act, mette, &why));
    struct listing after = {""};
    DONE(revision_list(database, 0, 1, count_revision, &after, &why));
    assert_string_equal(after.text, "3 undo |");
}

/* A real playlist, edited a thousand times: what is kept grows by what was changed. */
static void many_versions_are_small(void **state) {
    enum { EDITED = 1000 };
    struct desk_folder *desk = *state;
    char *text = NULL, *bytes = NULL;
    size_t size = 0, got = 0;
    assert_true(disk_read(SITE_DIR "/playlists/raadhus.json", TEXT_MAX, &text, &size, NULL));
    assert_true(size > 5000);
    for (int i = 0; i < EDITED; i++) {
        struct revision_making making = begin_on(desk->database, newest(desk->database));
        /* a digit here and there, as people mend a text */
        text[(size_t)i * 7919 % size] = (char)('0' + i % 10);
        DONE(revision_put_text(&making, "playlists/raadhus.json", text, size, &why));
        commit(&making);
    }
    DONE(tree_read(desk->database, newest(desk->database), "playlists/raadhus.json", TEXT_MAX, &bytes, &got,
                   &why));
    assert_int_equal(got, size);
    assert_memory_equal(bytes, text, size);
    DONE(trees_check(desk->database, &why));
    int64_t kept = desk_count(desk->database, "SELECT sum(length(packed)) FROM file");
    print_message("%d versions of %zu bytes are kept in %lld\n", EDITED, size, (long long)kept);
    assert_in_range(kept, 1, EDITED * size / 15);
    free(text);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(every_version_stays),
        DESK_TEST(what_does_not_differ_is_no_revision),
        DESK_TEST(what_may_not_be_put),
        DESK_TEST(a_site_has_at_most_2000_files),
        DESK_TEST(the_slower_of_two_hears_of_it),
        DESK_TEST(many_writers_lose_nothing),
        DESK_TEST(objects_are_named_by_trees),
        DESK_TEST(a_text_that_rots_is_found),
        DESK_TEST(history_names_people_slides_and_values),
        DESK_TEST(many_versions_are_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
