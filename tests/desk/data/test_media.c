/* Pictures: what is said about them, how much room they take, and objects that nobody has. */
#include "support/desk_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "desk/data/drafts.h"
#include "desk/data/media.h"
#include "desk/data/objects.h"
#include "desk/data/people.h"
#include "desk/data/picture_sizes.h"
#include "desk/data/revisions.h"

static struct hash put_object(const struct desk_folder *desk, const char *bytes) {
    struct hash hash = {""};
    struct object_writer *writer = object_begin(desk->path, NULL);
    assert_non_null(writer);
    DONE(object_add(writer, bytes, strlen(bytes), &why));
    DONE(object_end(writer, &hash, &why));
    return hash;
}

/* A revision with this picture, and nothing else that is not there already. */
static void save_object(const struct desk_folder *desk, const char *path, const char *hex, size_t size) {
    int64_t on = 0, id = 0;
    struct revision_making making = {0};
    DONE(revision_newest(desk->database, &on, &why));
    struct revision_start start = {REVISION_EDIT, on, on, ""};
    DONE(revision_begin(desk->database, &desk_act, &start, &making, &why));
    if (hex)
        DONE(revision_put_object(&making, path, hex, size, &why));
    else
        DONE(revision_remove(&making, path, &why));
    DONE(revision_commit(&making, &id, &why));
}

static void see_media(void *context, const struct media *media) {
    char *text = context;
    size_t used = strlen(text);
    snprintf(text + used, 1000 - used, "%s %s %s %d,%d,%d %s|", media->name, media->alt, media->credit,
             media->has_focus, media->focus_left, media->focus_top, media->who);
}

static void said(const struct desk_folder *desk, const char *expected) {
    char text[1000] = "";
    DONE(media_list(desk->database, see_media, text, &why));
    assert_string_equal(text, expected);
}

static void what_is_said_about_a_picture_stays_with_its_bytes(void **state) {
    const struct desk_folder *desk = *state;
    int64_t mette = 0;
    DONE(user_add(desk->database, &desk_act, "mette", "Mette", "da", &mette, &why));
    struct act act = {mette, "mette", DESK_NOW}, other = desk_act;
    struct hash hash = put_object(desk, "picture");
    save_object(desk, "assets/a.jpg", hash.hex, 7);
    DONE(media_add(desk->database, &act, hash.hex, "Choir", &why));
    DONE(media_add(desk->database, &other, hash.hex, "again", &why));
    said(desk, "Choir   0,0,0 Mette|");
    struct media_change change = {.alt = "{\"da\":\"Et kor\"}", .focus = (const int[]){30, 100}};
    DONE(media_change(desk->database, &other, hash.hex, &change, &why));
    said(desk, "Choir {\"da\":\"Et kor\"}  1,30,100 Mette|");
    change = (struct media_change){.name = "Kor", .alt = ""};
    DONE(media_change(desk->database, &other, hash.hex, &change, &why));
    said(desk, "Kor   1,30,100 Mette|");
}

static void one_that_was_imported_is_known_once_something_is_said(void **state) {
    const struct desk_folder *desk = *state;
    struct hash hash = put_object(desk, "imported");
    struct media_change change = {.credit = "{\"en\":\"A. Nielsen\"}"};
    ENDS(media_change(desk->database, &desk_act, hash.hex, &change, &why), OUTCOME_ABSENT);
    save_object(desk, "assets/b.jpg", hash.hex, 8);
    said(desk, "");
    DONE(media_change(desk->database, &desk_act, hash.hex, &change, &why));
    said(desk, "  {\"en\":\"A. Nielsen\"} 0,0,0 |");
}

static void what_does_not_fit_is_refused(void **state) {
    const struct desk_folder *desk = *state;
    static char endless[MEDIA_WORDS_MAX + 2];
    struct hash hash = put_object(desk, "picture");
    save_object(desk, "assets/a.jpg", hash.hex, 7);
    memset(endless, 'x', sizeof endless - 1);
    const struct {
        const char *hash;
        struct media_change change;
    } rows[] = {
        {hash.hex, {.name = "two\nlines"}},
        {hash.hex, {.alt = endless}},
        {hash.hex, {.credit = endless}},
        {hash.hex, {.focus = (const int[]){101, 0}}},
        {hash.hex, {.focus = (const int[]){0, -1}}},
        {"../../desk.db", {.name = "x"}},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        ENDS(media_change(desk->database, &desk_act, rows[i].hash, &rows[i].change, &why), OUTCOME_REFUSED);
    ENDS(media_add(desk->database, &desk_act, hash.hex, "two\nlines", &why), OUTCOME_REFUSED);
    said(desk, "");
}

static void the_newest_versions_pictures_take_room(void **state) {
    const struct desk_folder *desk = *state;
    int64_t mette = 0;
    struct media_room room = {0};
    DONE(user_add(desk->database, &desk_act, "mette", "Mette", "da", &mette, &why));
    struct act act = {mette, "mette", DESK_NOW};
    struct hash own = put_object(desk, "own"), imported = put_object(desk, "imported");
    save_object(desk, "assets/own.jpg", own.hex, 3);
    save_object(desk, "assets/twice.jpg", own.hex, 3);
    save_object(desk, "assets/imported.jpg", imported.hex, 8);
    DONE(media_add(desk->database, &act, own.hex, "Own", &why));
    DONE(media_room(desk->database, mette, &room, &why));
    assert_int_equal(room.own, 3);
    assert_int_equal(room.all, 11);
    save_object(desk, "assets/own.jpg", NULL, 0);
    save_object(desk, "assets/twice.jpg", NULL, 0);
    DONE(media_room(desk->database, mette, &room, &why));
    assert_int_equal(room.own, 0);
    assert_int_equal(room.all, 8);
}

static bool is_there(const struct desk_folder *desk, const char *hex) {
    char *path = object_path(desk->path, hex);
    bool there = disk_exists(path);
    free(path);
    return there;
}

/* As if it had been written so long before DESK_NOW. */
static void make_old(const struct desk_folder *desk, const char *hex, int64_t age_ms) {
    char *path = object_path(desk->path, hex);
    struct timespec then = {.tv_sec = (time_t)((DESK_NOW - age_ms) / 1000)};
    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){then, then}, 0), 0);
    free(path);
}

static void objects_of_no_version_go_after_a_day(void **state) {
    const struct desk_folder *desk = *state;
    struct hash used = put_object(desk, "used"), past = put_object(desk, "past");
    struct hash nobodys = put_object(desk, "nobody's"), fresh = put_object(desk, "fresh");
    int removed = 0;
    save_object(desk, "assets/used.jpg", used.hex, 4);
    save_object(desk, "assets/past.jpg", past.hex, 4);
    save_object(desk, "assets/past.jpg", NULL, 0); /* an older version has it still */
    DONE(media_add(desk->database, &desk_act, nobodys.hex, "Nobody's", &why));
    make_old(desk, used.hex, OBJECT_GRACE_MS * 9);
    make_old(desk, past.hex, OBJECT_GRACE_MS * 9);
    make_old(desk, nobodys.hex, OBJECT_GRACE_MS + 1000);
    make_old(desk, fresh.hex, OBJECT_GRACE_MS - 1000);
    DONE(objects_sweep_unused(desk->database, DESK_NOW, &removed, &why));
    assert_int_equal(removed, 1);
    assert_true(is_there(desk, used.hex) && is_there(desk, past.hex) && is_there(desk, fresh.hex));
    assert_false(is_there(desk, nobodys.hex));
    said(desk, "");
    make_old(desk, fresh.hex, OBJECT_GRACE_MS * 9);
    put_object(desk, "fresh"); /* it has come once more, and waits for its revision */
    DONE(objects_sweep_unused(desk->database, (int64_t)time(NULL) * 1000, &removed, &why));
    assert_true(is_there(desk, fresh.hex));
}

static void drafts_that_use_a_picture_are_counted(void **state) {
    const struct desk_folder *desk = *state;
    int64_t mette = 0, count = 0;
    DONE(user_add(desk->database, &desk_act, "mette", "Mette", "da", &mette, &why));
    struct draft draft = {"p.json", "welcome", 0, "[{\"value\": \"assets/a.jpg\"}]", 1, DESK_NOW};
    DONE(draft_put(desk->database, mette, &draft, &why));
    DONE(draft_count_with(desk->database, "\"assets/a.jpg\"", &count, &why));
    assert_int_equal(count, 1);
    DONE(draft_count_with(desk->database, "\"assets/b.jpg\"", &count, &why));
    assert_int_equal(count, 0);
}

static void a_size_is_kept_with_its_bytes(void **state) {
    const struct desk_folder *desk = *state;
    struct hash hash = put_object(desk, "picture"), other = put_object(desk, "another"), none = {"x"};
    struct picture_size size = {0};
    save_object(desk, "assets/a.jpg", hash.hex, 7);
    ENDS(picture_size_find(desk->database, &hash, &size, &why), OUTCOME_ABSENT);
    DONE(picture_size_put(desk->database, &hash, (struct picture_size){40, 20}, &why));
    DONE(picture_size_put(desk->database, &hash, (struct picture_size){1, 1}, &why));
    DONE(picture_size_find(desk->database, &hash, &size, &why));
    assert_int_equal(size.width, 40);
    assert_int_equal(size.height, 20);
    DONE(picture_size_put(desk->database, &other, (struct picture_size){1, 1}, &why)); /* of no version */
    ENDS(picture_size_find(desk->database, &other, &size, &why), OUTCOME_ABSENT);
    ENDS(picture_size_put(desk->database, &none, size, &why), OUTCOME_REFUSED);
    ENDS(picture_size_find(desk->database, &none, &size, &why), OUTCOME_REFUSED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        DESK_TEST(what_is_said_about_a_picture_stays_with_its_bytes),
        DESK_TEST(one_that_was_imported_is_known_once_something_is_said),
        DESK_TEST(what_does_not_fit_is_refused),
        DESK_TEST(the_newest_versions_pictures_take_room),
        DESK_TEST(objects_of_no_version_go_after_a_day),
        DESK_TEST(a_size_is_kept_with_its_bytes),
        DESK_TEST(drafts_that_use_a_picture_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
