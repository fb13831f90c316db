/* The feeds of a folder: what was read holds as long as somebody has it, and is read again when a file
 * changes. */
#include "desk/work/known_feeds.h"
#include "support/desk_folder.h"
#include "system/disk.h"

#define EMPTY "{\"fetched\": 1795942800, \"feed\": {\"kind\":\"events\",\"items\":[]}}"
#define ONE                                                                                                  \
    "{\"fetched\": 1795942800, \"feed\": {\"kind\":\"events\",\"items\":[{\"id\":\"a\",\"title\":\"A\","     \
    "\"start\":1795946400,\"end\":1795950000,\"state\":\"active\"}]}}"

static void put(const char *folder, const char *name, const char *text) {
    char *path = disk_path(folder, name);
    struct fail fail = {0};
    if (!disk_write(path, text, strlen(text), &fail))
        fail_msg("%s", fail.text);
    free(path);
}

static void what_is_there_is_known(void **state) {
    char *folder = disk_path(((struct desk_folder *)*state)->path, "feeds");
    struct known_feeds *known = known_feeds_create(folder);
    struct fail fail = {0};
    assert_null(known_feeds_hold(NULL));
    assert_null(known_feeds_hold(known)); /* there is no folder yet */
    assert_true(disk_make_folder(folder, &fail));
    const struct feeds *none = known_feeds_hold(known);
    assert_int_equal(none->count, 0);
    put(folder, "town", ONE);
    put(folder, "broken", "{\"fetched\": 1");
    put(folder, "No-Feed", ONE);
    const struct feeds *one = known_feeds_hold(known), *same = known_feeds_hold(known);
    assert_ptr_equal(one, same);
    assert_int_equal(one->count, 1);
    assert_int_equal(feeds_find(one, "town")->count, 1);
    put(folder, "town", EMPTY);
    const struct feeds *newer = known_feeds_hold(known);
    assert_int_equal(feeds_find(newer, "town")->count, 0);
    assert_int_equal(feeds_find(one, "town")->count, 1); /* as it was, for who has it */
    assert_int_equal(none->count, 0);
    known_feeds_release(known, none);
    known_feeds_release(known, one);
    known_feeds_release(known, same);
    known_feeds_release(known, newer);
    known_feeds_release(known, NULL);
    known_feeds_destroy(known);
    known_feeds_destroy(NULL);
    free(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {DESK_TEST(what_is_there_is_known)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
