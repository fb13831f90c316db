/* kiosk/system/log.c: one event is one line, and what repeats is counted. */
#include "system/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>
#include <unistd.h>

static char path[] = "/tmp/kiosk-log-XXXXXX";
static int kept;

static int begin(void **state) {
    (void)state;
    unsetenv("JOURNAL_STREAM");
    int fd = mkstemp(path);
    kept = dup(2);
    return fd < 0 || dup2(fd, 2) != 2 || close(fd) != 0;
}

static const char *logged(void) {
    static char text[60000];
    FILE *file = fopen(path, "re");
    size_t got = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[got] = '\0';
    if (file)
        fclose(file);
    return text;
}

static int end(void **state) {
    (void)state;
    dup2(kept, 2);
    close(kept);
    unlink(path);
    memcpy(path + strlen(path) - 6, "XXXXXX", 6);
    return 0;
}

static int lines(const char *text) {
    int count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

/* A server and a feed that fail in turn fill no journal. */
static void what_alternates_is_counted_too(void **state) {
    (void)state;
    for (int i = 0; i < 100; i++) {
        log_line(LOG_LEVEL_WARNING, "server: no answer");
        log_line(LOG_LEVEL_WARNING, "feed a: answered 500");
        log_line(LOG_LEVEL_WARNING, "feed b: answered 404");
    }
    assert_int_equal(lines(logged()), 9); /* the 1st, 10th and 100th of each */
    assert_non_null(strstr(logged(), "feed b: answered 404 (100 times)\n"));
    log_line(LOG_LEVEL_INFO, "all is well");
    assert_int_equal(lines(logged()), 10);
    for (int i = 0; i < 40; i++)
        log_line(LOG_LEVEL_INFO, "something else %d", i);
    log_line(LOG_LEVEL_WARNING, "server: no answer"); /* long ago: said anew */
    assert_int_equal(lines(logged()), 51);
}

static void nothing_but_text_is_written(void **state) {
    (void)state;
    log_line(LOG_LEVEL_INFO, "a\nb\tc\x1B[31md\x7F"
                             "e\xC2\x9B"
                             "f \xC3\xB8 \xE2\x82\xAC \xC2\xA0.");
    assert_string_equal(logged(), "a b c [31md e  f \xC3\xB8 \xE2\x82\xAC \xC2\xA0.\n");
}

enum { THREADS = 4, LINES = 300 };

static void *say(void *name) {
    for (int i = 0; i < LINES; i++)
        log_line(LOG_LEVEL_WARNING, "%s says %d", (const char *)name, i);
    return NULL;
}

static void threads_do_not_cut_each_other_short(void **state) {
    static const char *const NAMES[THREADS] = {"anna", "bo", "carl", "dorte"};
    pthread_t threads[THREADS];
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, say, (void *)NAMES[i]), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    const char *text = logged();
    for (int i = 0; i < THREADS; i++)
        for (int line = 0; line < LINES; line++) {
            char whole[60];
            snprintf(whole, sizeof whole, "warning: %s says %d\n", NAMES[i], line);
            const char *found = strstr(text, whole);
            if (!found || (found > text && found[-1] != '\n'))
                fail_msg("%s", whole);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_alternates_is_counted_too, begin, end),
        cmocka_unit_test_setup_teardown(nothing_but_text_is_written, begin, end),
        cmocka_unit_test_setup_teardown(threads_do_not_cut_each_other_short, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
