/* A PDF of pictures: the size of its sheets, and the same bytes for the same pictures. */
#include "ctl/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 12, HEIGHT = 20 };

static void make(uint32_t first, int sheets, char **bytes, size_t *size) {
    struct pixels picture;
    struct fail fail;
    assert_true(pixels_init(&picture, WIDTH, HEIGHT));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        picture.data[i] = first + (uint32_t)i * 77;
    struct pdf *pdf = pdf_create();
    assert_non_null(pdf);
    for (int i = 0; i < sheets; i++)
        assert_true(pdf_add(pdf, &picture, i ? 297 : 210, i ? 420 : 297, &fail));
    assert_true(pdf_bytes(pdf, bytes, size, &fail));
    pdf_destroy(pdf);
    pixels_finish(&picture);
}

static int count(const char *bytes, size_t size, const char *word) {
    int found = 0;
    for (const char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), word, strlen(word))); at++)
        found++;
    return found;
}

static void sheets_have_their_size_and_picture(void **state) {
    (void)state;
    char *bytes;
    size_t size;
    make(1, 2, &bytes, &size);
    assert_int_equal(strncmp(bytes, "%PDF-1.", 7), 0);
    assert_int_equal(count(bytes, size, "/Subtype /Image"), 2);
    assert_int_equal(count(bytes, size, "595.27"), 1); /* points: A4 is 210 mm wide */
    assert_int_equal(count(bytes, size, "1190.5"), 1); /* A3 is 420 mm high */
    assert_int_equal(count(bytes, size, "%%EOF"), 1);
    free(bytes);
}

static void the_same_pictures_give_the_same_bytes(void **state) {
    (void)state;
    char *first, *again, *other;
    size_t size, again_size, other_size;
    make(1, 1, &first, &size);
    make(1, 1, &again, &again_size);
    make(2, 1, &other, &other_size);
    assert_int_equal(size, again_size);
    assert_memory_equal(first, again, size);
    assert_true(size != other_size || memcmp(first, other, size) != 0);
    free(first);
    free(again);
    free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sheets_have_their_size_and_picture),
                                       cmocka_unit_test(the_same_pictures_give_the_same_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
