/* What the painter may ask of the process around it, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/preview/errand.h"

static const struct {
    const char *why, *content, *asset;
    int width, height;
    bool fine;
} CASES[] = {
    {"a picture", "r1", "assets/lake.svg", 1920, 1080, true},
    {"the largest panel", "r1", "assets/lake.svg", 4096, 4096, true},
    {"the folder above", "..", "assets/lake.svg", 1920, 1080, false},
    {"no content", "", "assets/lake.svg", 1920, 1080, false},
    {"a way out of the content", "r1", "../other/secret", 1920, 1080, false},
    {"a way out in the middle", "r1", "assets/../../secret", 1920, 1080, false},
    {"an absolute way", "r1", "/etc/passwd", 1920, 1080, false},
    {"no asset", "r1", "", 1920, 1080, false},
    {"no width", "r1", "assets/lake.svg", 0, 1080, false},
    {"a panel too large", "r1", "assets/lake.svg", 1920, 4097, false},
};

static void only_pictures_of_a_content(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        struct errand errand = {.width = CASES[i].width, .height = CASES[i].height}, read, made;
        struct preview_question question = {.width = CASES[i].width, .height = CASES[i].height};
        strcpy(errand.content, CASES[i].content);
        strcpy(errand.asset, CASES[i].asset);
        strcpy(question.content, CASES[i].content);
        if (errand_read(&errand, sizeof errand, &read) != CASES[i].fine)
            fail_msg("%s: %s", CASES[i].why, CASES[i].fine ? "refused" : "taken");
        assert_int_equal(errand_make(&made, &question, CASES[i].asset), CASES[i].fine);
        if (CASES[i].fine)
            assert_memory_equal(&made, &read, sizeof made);
        assert_false(errand_read(&errand, sizeof errand - 1, &read));
    }
}

static void texts_have_an_end(void **state) {
    struct errand errand = {.width = 1, .height = 1, .content = "r1", .asset = "a"}, read;
    struct preview_question question = {.width = 1, .height = 1, .content = "r1"};
    char longest[ERRAND_ASSET_MAX + 2];
    (void)state;
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_false(errand_make(&read, &question, longest));
    memset(errand.asset, 'a', sizeof errand.asset);
    assert_false(errand_read(&errand, sizeof errand, &read));
    strcpy(errand.asset, "a");
    memset(errand.content, 'r', sizeof errand.content);
    assert_false(errand_read(&errand, sizeof errand, &read));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_pictures_of_a_content),
                                       cmocka_unit_test(texts_have_an_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
