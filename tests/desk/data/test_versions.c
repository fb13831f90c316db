/* Databases that older releases made (tests/data/desk/version-N.sql) are brought up to date, and keep what is
 * in them. Whoever adds a version adds such a file. */
#include "support/desk_folder.h"

#include "desk/data/backup_parts.h"
#include "desk/data/imported.h"
#include "desk/data/people.h"
#include "desk/data/picture_sizes.h"
#include "desk/data/screens.h"
#include "desk/data/trees.h"

static void lay_out(const char *folder, const char *file, int version) {
    char path[300], *sql = NULL;
    size_t size = 0;
    struct fail fail = {0};
    snprintf(path, sizeof path, TEST_DATA "/data/desk/version-%d.sql", version);
    if (!disk_read(path, 1 << 20, &sql, &size, &fail))
        fail_msg("%s", fail.text);
    assert_true(disk_make_folder(folder, NULL));
    desk_tamper(file, sql);
    free(sql);
}

static void every_version_is_brought_up_to_date(void **state) {
    struct desk_folder *desk = *state;
    for (int version = 1; version <= database_version; version++) {
        char folder[100], file[120], *bytes = NULL;
        size_t size = 0;
        snprintf(folder, sizeof folder, "%s/%d", desk->root, version);
        snprintf(file, sizeof file, "%s/desk.db", folder);
        lay_out(folder, file, version);
        DONE(backup_judge_database(file, &why)); /* a backup of that release can be restored, too */
        struct database *database = desk_open(folder);
        assert_int_equal(desk_count(database, "PRAGMA user_version"), database_version);
        DONE(database_check(database, &why));
        DONE(audit_verify(database, NULL, &(int64_t){0}, &why));
        assert_int_equal(desk_count(database, "SELECT count(*) FROM audit"), 10);
        if (version >= 2) {
            struct user user;
            struct rights rights;
            DONE(user_find(database, "mette", &user, &why));
            DONE(user_rights(database, user.id, &rights, &why));
            assert_true(rights_allow(&rights, ACTION_EDIT, 1));
            assert_false(rights_allow(&rights, ACTION_EDIT, GROUP_ALL));
        }
        if (version >= 3) {
            DONE(trees_check(database, &why));
            DONE(tree_read(database, 2, "playlists/a.json", TEXT_MAX, &bytes, &size, &why));
            assert_int_equal(size, 329);
            free(bytes);
        }
        if (version >= 4) {
            const unsigned char now[SCREEN_KEY] = {2}, before[SCREEN_KEY] = {1};
            int64_t id = 0;
            DONE(screen_of_key(database, now, &id, &why));
            ENDS(screen_of_key(database, before, &id, &why), OUTCOME_REFUSED);
        }
        if (version >= 6)
            assert_int_equal(desk_count(database, "SELECT count(*) FROM media WHERE name = 'Choir' AND "
                                                  "focus_left = 40 AND owner = 1"),
                             1);
        if (version >= 7) {
            DONE(imported_read(database, "playlists/a.json", &bytes, &size, &why));
            assert_int_equal(size, desk_count(database, "SELECT size FROM file WHERE id = 1"));
            free(bytes);
        }
        if (version >= 8) {
            struct hash hash = {"399a226919227a99bf76773731976a61cf9ccd160b4160e37461b93249b3ed93"};
            struct picture_size seen = {0};
            DONE(picture_size_find(database, &hash, &seen, &why));
            assert_int_equal(seen.width, 4000);
        }
        DONE(audit_write(database, &desk_act, "goes on", NULL, NULL, &why));
        database_close(database);
        DONE(backup_judge_database(file, &why)); /* now it is today's, to the letter */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {DESK_TEST(every_version_is_brought_up_to_date)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
