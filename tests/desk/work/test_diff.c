/* What differs on which screen. */
#include "desk/work/diff.h"

#include "desk/data/objects.h"
#include "support/desk_site.h"

#define MAIN "playlists/main.json"
#define ONE_OP(file, rest) "[{\"file\":\"" file "\"," rest "}]"

/* A value; of a long object that it is whole. */
static const char *told(const char *value) {
    if (!value || strlen(value) < 40)
        return value ? value : "-";
    return value[0] == '{' && value[strlen(value) - 1] == '}' ? "{\xe2\x80\xa6}" : value;
}

static void tell_list(const struct diff_list *list, char *out, size_t size) {
    static const char *const kinds[] = {"added", "removed", "changed"};
    for (size_t i = 0; i < list->count; i++) {
        const struct diff_change *change = &list->items[i];
        size_t used = strlen(out);
        snprintf(out + used, size - used, " %s %s#%s", kinds[change->kind], change->file, change->slide);
        for (size_t f = 0; f < change->field_count; f++) {
            used = strlen(out);
            snprintf(out + used, size - used, " %s:%s>%s", change->fields[f].path,
                     told(change->fields[f].before), told(change->fields[f].after));
        }
    }
}

static void differences_are_told_by_screen(void **state) {
    static const struct {
        const char *ops, *words, *reason;
        size_t count;
    } rows[] = {
        {"[]", "", "nothing", 0},
        {ONE_OP(MAIN, "\"op\":\"set\",\"path\":\"/slides[id=first]/headline/da\",\"value\":\"A\""),
         "one: changed " MAIN "#first /slides[id=first]/headline/da:\"F\xc3\xb8rst\">\"A\"; "
         "turned: changed " MAIN "#first /slides[id=first]/headline/da:\"F\xc3\xb8rst\">\"A\"; ",
         "a word of a slide that two screens show", 1},
        {ONE_OP(MAIN, "\"op\":\"remove\",\"path\":\"/slides[id=first]\""),
         "one: removed " MAIN "#first /slides[id=first]:{\xe2\x80\xa6}>-; turned: removed " MAIN
         "#first /slides[id=first]:{\xe2\x80\xa6}>-; ",
         "a slide goes", 1},
        {ONE_OP(MAIN, "\"op\":\"insert\",\"path\":\"/slides[-]\",\"value\":{\"id\":\"n\"}"),
         "one: added " MAIN "#n /slides[id=n]:->{\"id\": \"n\"}; turned: added " MAIN
         "#n /slides[id=n]:->{\"id\": \"n\"}; ",
         "a slide comes", 1},
        {ONE_OP(MAIN, "\"op\":\"move\",\"path\":\"/slides[id=first]\",\"to\":\"/slides[-]\""),
         "one: changed " MAIN "#first /slides[id=first]:->-; turned: changed " MAIN
         "#first /slides[id=first]:->-; ",
         "in another order", 1},
        {ONE_OP(MAIN, "\"op\":\"set\",\"path\":\"/dwell_seconds\",\"value\":12"),
         "one: changed " MAIN "# /dwell_seconds:10>12; turned: changed " MAIN "# /dwell_seconds:10>12; ",
         "what holds for a whole list", 1},
        {ONE_OP("playlists/site.json",
                "\"op\":\"remove\",\"path\":\"/screens/turned/zones/strip[=playlists~1strip.json]\""),
         "turned: removed playlists/strip.json#note /slides[id=note]:{\xe2\x80\xa6}>-; ",
         "a list leaves one screen", 1},
        {ONE_OP("playlists/site.json", "\"op\":\"set\",\"path\":\"/screens/turned/rotate\",\"value\":270"),
         "turned: changed playlists/site.json# /screens/turned/rotate:90>270; ", "the screen itself", 1},
        {ONE_OP("playlists/site.json", "\"op\":\"set\",\"path\":\"/name/en\",\"value\":\"T\""),
         "others: changed playlists/site.json# /name/en:\"Test\">\"T\"; ", "of no one screen", 1},
        {ONE_OP(DESK_PAGE, "\"op\":\"set\",\"path\":\"\",\"value\":\"# x\\n\""),
         "others: changed " DESK_PAGE "#; ", "a page", 1},
        {ONE_OP("playlists/new.json", "\"op\":\"set\",\"path\":\"\",\"value\":{\"slides\":[{\"id\":\"x\"}]}"),
         "others: added playlists/new.json#x /slides[id=x]:->{\"id\": \"x\"}; ", "a list that nobody shows",
         1},
    };
    struct database *database = ((struct desk_folder *)*state)->database;
    desk_site_begin(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct site_tree from = {0}, to = {0};
        struct edit_ops ops;
        struct site_diff diff;
        struct fail fail = {0};
        char words[1000] = "";
        assert_int_equal(site_tree_init(&from, database, 1, &fail), OUTCOME_DONE);
        assert_int_equal(site_tree_init(&to, database, 1, &fail), OUTCOME_DONE);
        assert_true(edit_ops_read(&ops, rows[i].ops, strlen(rows[i].ops), &fail));
        if (edit_apply(&to, ops.items, ops.count, &fail) != OUTCOME_DONE)
            fail_msg("%s: %s", rows[i].reason, fail.text);
        assert_int_equal(diff_sites(&from, &to, &diff, &fail), OUTCOME_DONE);
        for (size_t s = 0; s < diff.screen_count; s++) {
            sprintf(words + strlen(words), "%s:", diff.screens[s].id);
            tell_list(&diff.screens[s].changes, words, sizeof words);
            strcat(words, "; ");
        }
        if (diff.others.count > 0) {
            strcat(words, "others:");
            tell_list(&diff.others, words, sizeof words);
            strcat(words, "; ");
        }
        if (diff_count(&diff) != rows[i].count)
            fail_msg("%s: %zu changes, not %zu", rows[i].reason, diff_count(&diff), rows[i].count);
        if (strcmp(words, rows[i].words) != 0)
            fail_msg("%s:\n%s\nnot\n%s", rows[i].reason, words, rows[i].words);
        if (i == 1)
            assert_string_equal(diff.screens[0].changes.items[0].title, "{\"en\": \"First\", \"da\": \"A\"}");
        diff_finish(&diff);
        edit_ops_finish(&ops);
        site_tree_finish(&from);
        site_tree_finish(&to);
    }
}

static void put_picture(struct site_tree *tree, const char *bytes) {
    struct fail fail = {0};
    struct hash hash;
    struct object_writer *writer = object_begin(database_folder(tree->database), &fail);
    assert_non_null(writer);
    DONE(object_add(writer, bytes, strlen(bytes), &why));
    DONE(object_end(writer, &hash, &why));
    DONE(site_tree_put_object(tree, "assets/own.png", hash.hex, strlen(bytes), &why));
}

/* Uploaded before a slide shows it; the other way round; and another one under its name. */
static void a_picture_is_told_with_its_slides(void **state) {
    static const struct {
        const char *pictures[2];
        size_t others;
    } rows[] = {{{NULL, "new"}, 0}, {{"old", NULL}, 0}, {{"old", "new"}, 1}};
    struct database *database = ((struct desk_folder *)*state)->database;
    desk_site_begin(database);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct site_tree trees[2] = {{0}, {0}};
        struct site_diff diff;
        for (int t = 0; t < 2; t++) {
            DONE(site_tree_init(&trees[t], database, 1, &why));
            if (rows[i].pictures[t])
                put_picture(&trees[t], rows[i].pictures[t]);
        }
        DONE(diff_sites(&trees[0], &trees[1], &diff, &why));
        assert_int_equal(diff.screen_count, 0);
        assert_int_equal(diff.others.count, rows[i].others);
        diff_finish(&diff);
        site_tree_finish(&trees[0]);
        site_tree_finish(&trees[1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(differences_are_told_by_screen),
        DESK_TEST(a_picture_is_told_with_its_slides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
