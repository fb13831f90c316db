/* Ready pictures of a store in which anything may stand in the place of one: nothing that is no file is
 * opened, so that nothing holds the painter up (each test ends, or is ended by its time). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "show/content.h"
#include "show/ready.h"
#include "support/small_store.h"

enum { WIDTH = 640, HEIGHT = 360, SIDE = 4 };

struct shelf {
    struct small_store small;
    struct generation *generation;
    struct ready *ready;
    const char *hex; /* of the object that is asked for by its name */
};
/* the store does not care what a file is; any of the generation's will do */
static const char NAME[] = "playlists/strip.json";

static int setup(void **state) {
    static struct shelf shelf;
    struct fail fail;
    char folder[100];
    shelf = (struct shelf){0};
    *state = &shelf;
    if (!small_store_make(&shelf.small, SMALL_STRIP))
        return 1;
    snprintf(folder, sizeof folder, "%s/p", shelf.small.folder);
    shelf.generation = generation_open(shelf.small.store, (struct generation_id){1, 1}, &fail);
    shelf.ready = shelf.generation ? ready_create(shelf.generation, NULL, WIDTH, HEIGHT) : NULL;
    if (!shelf.ready || !disk_make_folder(folder, NULL))
        return 1;
    shelf.hex = generation_file(shelf.generation, NAME)->hash;
    return 0;
}

static int teardown(void **state) {
    struct shelf *shelf = *state;
    ready_destroy(shelf->ready);
    generation_close(shelf->generation);
    small_store_remove(&shelf->small);
    return 0;
}

static char *path_for(const struct shelf *shelf, int width, int height) {
    char *path = store_picture_path(shelf->small.store, shelf->hex, width, height);
    assert_non_null(path);
    return path;
}

static void put_picture(const char *path) {
    struct pixels pixels;
    void *bytes = NULL;
    size_t size = 0;
    assert_true(pixels_init(&pixels, SIDE, SIDE) && pixels_encode(&pixels, &bytes, &size));
    assert_true(disk_write(path, bytes, size, NULL));
    pixels_finish(&pixels);
    free(bytes);
}

static bool seen(struct shelf *shelf) {
    int width = 0, height = 0;
    char *bytes = NULL;
    size_t size = 0;
    bool has_size = ready_size(shelf->ready, NAME, &width, &height);
    bool has_bytes = ready_read(shelf->ready, NAME, &bytes, &size);
    free(bytes);
    assert_int_equal(has_size, has_bytes);
    assert_true(!has_size || (width == SIDE && height == SIDE));
    return has_size;
}

static void a_picture_is_found_and_read(void **state) {
    struct shelf *shelf = *state;
    char *path = path_for(shelf, WIDTH, HEIGHT);
    put_picture(path);
    assert_true(seen(shelf));
    free(path);
}

static void one_for_another_panel_is_better_than_none(void **state) {
    struct shelf *shelf = *state;
    char *path = path_for(shelf, WIDTH, HEIGHT), *other = path_for(shelf, 1920, 1080);
    assert_int_equal(mkfifo(path, 0600), 0); /* and a pipe is none */
    put_picture(other);
    assert_true(seen(shelf));
    free(path);
    free(other);
}

static void what_is_no_file_is_no_picture(void **state) {
    struct shelf *shelf = *state;
    char *path = path_for(shelf, WIDTH, HEIGHT), *elsewhere = path_for(shelf, 1920, 1080), target[100];
    snprintf(target, sizeof target, "%s/elsewhere.pic", shelf->small.folder);
    put_picture(target);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(symlink(target, elsewhere), 0);
    assert_false(seen(shelf));
    free(path);
    free(elsewhere);
}

static void what_was_a_picture_may_be_a_pipe_now(void **state) {
    struct shelf *shelf = *state;
    char *path = path_for(shelf, WIDTH, HEIGHT);
    put_picture(path);
    assert_true(seen(shelf));
    assert_true(unlink(path) == 0 && mkfifo(path, 0600) == 0);
    assert_false(seen(shelf)); /* its path is remembered */
    free(path);
}

/* Makes the same picture again and again. */
struct kitchen {
    char path[100];
    int made;
};
static char *make_one(void *context, const char *asset, int panel_width, int panel_height) {
    struct kitchen *kitchen = context;
    (void)asset;
    assert_true(panel_width == WIDTH && panel_height == HEIGHT);
    put_picture(kitchen->path);
    kitchen->made++;
    return strdup(kitchen->path);
}

static void what_was_swept_from_a_cache_is_made_once_more(void **state) {
    struct shelf *shelf = *state;
    struct kitchen kitchen = {.made = 0};
    const struct ready_maker maker = {&kitchen, make_one};
    ready_destroy(shelf->ready);
    shelf->ready = ready_create(NULL, &maker, WIDTH, HEIGHT);
    assert_non_null(shelf->ready);
    snprintf(kitchen.path, sizeof kitchen.path, "%s/made.pic", shelf->small.folder);
    assert_true(seen(shelf) && seen(shelf));
    assert_int_equal(kitchen.made, 1);
    assert_int_equal(unlink(kitchen.path), 0);
    assert_true(seen(shelf));
    assert_int_equal(kitchen.made, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_is_found_and_read, setup, teardown),
        cmocka_unit_test_setup_teardown(one_for_another_panel_is_better_than_none, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_no_picture, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_swept_from_a_cache_is_made_once_more, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_a_picture_may_be_a_pipe_now, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
