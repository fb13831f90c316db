/* Content from a store: whole, with holes, and without memory. Linked with --wrap, so that each allocation of
 * ours can be made to fail. */
#include "support/memory.h"

#include <jansson.h>
#include <unistd.h>

#include "show/content.h"
#include "support/small_store.h"

enum { WIDTH = 640, HEIGHT = 360 };
static const struct generation_id ID = {1, 1};

static void *json_allocate(size_t size) { /* the library's own do not go by --wrap */
    return memory_refused() ? NULL : __real_malloc(size);
}

static struct content *load(struct small_store *small, bool damaged, enum content_fault *fault,
                            struct report *report) {
    *report = (struct report){0};
    return content_from_store(small->store, ID, damaged, WIDTH, HEIGHT, report, fault);
}

static bool whole(const struct content *content) {
    const struct site *site = content_site(content);
    const struct screen *screen = site_screen(site, "one");
    size_t slides = 0;
    for (size_t i = 0; i < site->playlist_count; i++)
        slides += site->playlists[i].slide_count;
    return site->screen_count == 2 && site->playlist_count == 2 && slides == 3 &&
           screen->language_count == 2 && site->playlists[0].slides[1].headline.count == 2;
}

static void a_whole_one_is_loaded(void **state) {
    (void)state;
    struct small_store small;
    struct report report;
    enum content_fault fault;
    assert_true(small_store_make(&small, SMALL_STRIP));
    struct content *content = load(&small, false, &fault, &report);
    assert_non_null(content);
    assert_true(whole(content) && !content_damaged(content));
    assert_true(generation_id_same(content_generation(content), ID));
    content_destroy(content);
    report_finish(&report);
    small_store_remove(&small);
}

/* Else it was a placard with the site's name, for good. */
static void a_playlist_that_cannot_be_read_is_damage(void **state) {
    (void)state;
    static const char *const strips[] = {"{\"name\": ", "[]", ""};
    for (size_t i = 0; i < LENGTH(strips); i++) {
        struct small_store small;
        struct report report;
        enum content_fault fault = CONTENT_NO_MEMORY;
        assert_true(small_store_make(&small, strips[i]));
        assert_null(load(&small, false, &fault, &report));
        assert_int_equal(fault, CONTENT_DAMAGED);
        assert_string_equal(report.items[0].file, "playlists/strip.json");
        report_finish(&report);
        struct content *content = load(&small, true, &fault, &report);
        assert_non_null(content); /* holes are better than nothing */
        assert_int_equal(content_site(content)->playlist_count, 1);
        assert_true(content_damaged(content));
        content_destroy(content);
        report_finish(&report);
        small_store_remove(&small);
    }
}

/* Each allocation in turn: what is loaded then is whole. Where the site was already being read it is also
 * said that memory was short; before, the generation is merely not opened. */
static void want_of_memory_is_no_damage(void **state) {
    (void)state;
    struct small_store small;
    struct report report;
    enum content_fault fault;
    assert_true(small_store_make(&small, SMALL_STRIP));
    long count = 0, refused = 0, said = 0;
    for (memory_refuses = 1; count == 0; memory_refuses++) {
        fault = CONTENT_DAMAGED;
        memory_count = 0;
        memory_watched = true;
        struct content *content = load(&small, memory_refuses % 2, &fault, &report);
        memory_watched = false;
        if (content && !whole(content))
            fail_msg("allocation %ld fails: what is loaded has holes", memory_refuses);
        said += !content && fault == CONTENT_NO_MEMORY;
        refused += !content;
        count = memory_short() ? 0 : memory_count;
        content_destroy(content);
        report_finish(&report);
    }
    print_message("%ld failed allocations: %ld refuse the content, %ld of them for want of memory\n", count,
                  refused, said);
    assert_true(count > 100 && refused >= said && said > refused / 2);
    small_store_remove(&small);
}

static void load_folder(void *context) {
    struct report report = {0};
    struct content *content = content_from_folder(context, NULL, NULL, WIDTH, HEIGHT, &report);
    if (report.errors == 0 && (!content || !whole(content)))
        fail_msg("allocation %ld fails: %s, and nobody says why", memory_refuses,
                 content ? "what is loaded has holes" : "nothing is loaded");
    content_destroy(content);
    report_finish(&report);
}

/* As films are: by their size alone. */
static void a_file_is_opened_by_its_name(void **state) {
    (void)state;
    struct small_store small;
    struct report report;
    struct fail fail = {0};
    enum content_fault fault;
    assert_true(small_store_make(&small, SMALL_STRIP));
    struct content *content = load(&small, false, &fault, &report);
    assert_non_null(content);
    int fd = content_open(content, "playlists/strip.json", &fail);
    assert_true(fd >= 0);
    assert_int_equal(lseek(fd, 0, SEEK_END), strlen(SMALL_STRIP));
    close(fd);
    assert_int_equal(content_open(content, "playlists/none.json", &fail), -1);
    assert_string_equal(fail.text, "playlists/none.json is not in this generation");
    struct hash hash = hash_bytes(SMALL_STRIP, strlen(SMALL_STRIP));
    char *path = store_object_path(small.store, hash.hex);
    assert_int_equal(truncate(path, 3), 0);
    assert_int_equal(content_open(content, "playlists/strip.json", &fail), -1);
    free(path);
    content_destroy(content);
    report_finish(&report);
    small_store_remove(&small);
}

static void want_of_memory_in_a_folder_is_said(void **state) {
    (void)state;
    char folder[64];
    assert_true(small_site_make(folder));
    assert_true(memory_try(load_folder, folder, 1) > 20);
    small_site_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_one_is_loaded),
        cmocka_unit_test(a_playlist_that_cannot_be_read_is_damage),
        cmocka_unit_test(a_file_is_opened_by_its_name),
        cmocka_unit_test(want_of_memory_is_no_damage),
        cmocka_unit_test(want_of_memory_in_a_folder_is_said),
    };
    json_set_alloc_funcs(json_allocate, free);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
