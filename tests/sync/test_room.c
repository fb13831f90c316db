/* kiosk/sync/room.c: what is missing, and what is there of it already. */
#include "sync/room.h"

#include "sync/world.h"

#include <unistd.h>

#define BEGUN (UINT64_C(1) << 30)

/* A film that only just does not fit, of which a GB has been brought before the power went. */
static void what_was_begun_is_not_counted_again(void **state) {
    struct world *world = *state;
    struct store_state none = {0};
    struct fail fail = {0};
    uint64_t have = 0, reserve = 0;
    const struct hash hash = hash_bytes("film", 4);
    assert_true(disk_space(world->folder, &have, &reserve, &fail));
    struct manifest_file file = {"assets/film/a.mp4", hash.hex, "video/mp4", have - reserve + BEGUN / 2};
    struct manifest manifest = {
        .site = "hall", .channel = "main", .epoch = 1, .seq = 2, .files = &file, .file_count = 1};
    assert_false(room_make(world->store, &none, &manifest, 64, 36, &fail));
    assert_non_null(strstr(fail.text, "the disk is too full for generation 1.2: need "));
    assert_non_null(strstr(fail.text, " MB; the screen keeps what it has"));

    char *part = store_part_path(world->store, hash.hex), *parent = disk_path(world->folder, "incoming");
    assert_true(disk_make_folder(parent, &fail));
    FILE *begun = fopen(part, "we");
    assert_non_null(begun);
    assert_int_equal(ftruncate(fileno(begun), (off_t)BEGUN), 0); /* a hole: it takes no room here */
    fclose(begun);
    if (!room_make(world->store, &none, &manifest, 64, 36, &fail))
        fail_msg("%s", fail.text);
    assert_int_equal(store_part_size(world->store, hash.hex), BEGUN);

    file.size += BEGUN; /* not even then: what was begun stays nevertheless, for when there is room */
    assert_false(room_make(world->store, &none, &manifest, 64, 36, &fail));
    assert_int_equal(store_part_size(world->store, hash.hex), BEGUN);
    unlink(part);
    free(part);
    free(parent);
}

static int setup(void **state) {
    *state = world_create();
    return 0;
}

static int teardown(void **state) {
    world_destroy(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_begun_is_not_counted_again, setup, teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
