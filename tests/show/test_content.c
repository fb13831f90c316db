/* Content from a store: whole, with holes, and without memory. Linked with --wrap, so that each allocation of
 * ours can be made to fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include <jansson.h>

#include "show/content.h"
#include "support/small_store.h"

enum { WIDTH = 640, HEIGHT = 360 };
static const struct generation_id ID = {1, 1};

/* --- allocations: the one number `fails_at` fails; 0: none does */
static long allocated, fails_at;

static bool fails(void) {
    if (++allocated != fails_at)
        return false;
    errno = ENOMEM;
    return true;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);
void *__wrap_malloc(size_t size) {
    return fails() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *memory, size_t size) {
    return fails() ? NULL : __real_realloc(memory, size);
}
char *__wrap_strdup(const char *text) {
    return fails() ? NULL : __real_strdup(text);
}
static void *json_allocate(size_t size) { /* the library's own do not go by --wrap */
    return fails() ? NULL : __real_malloc(size);
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
    allocated = 0;
    content_destroy(load(&small, false, &fault, &report));
    report_finish(&report);
    long count = allocated, refused = 0, said = 0;
    for (long n = 1; n <= count; n++) {
        fault = CONTENT_DAMAGED;
        allocated = 0;
        fails_at = n;
        struct content *content = load(&small, n % 2, &fault, &report);
        fails_at = 0;
        if (content && !whole(content))
            fail_msg("allocation %ld fails: what is loaded has holes", n);
        said += !content && fault == CONTENT_NO_MEMORY;
        refused += !content;
        content_destroy(content);
        report_finish(&report);
    }
    print_message("%ld failed allocations: %ld refuse the content, %ld of them for want of memory\n", count,
                  refused, said);
    assert_true(count > 100 && refused >= said && said > refused / 2);
    small_store_remove(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_one_is_loaded),
        cmocka_unit_test(a_playlist_that_cannot_be_read_is_damage),
        cmocka_unit_test(want_of_memory_is_no_damage),
    };
    json_set_alloc_funcs(json_allocate, free);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
