/* Writing that nobody waits for, with a disk that hangs until it is told to go on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <time.h>

#include "system/writer.h"

struct note {
    sem_t *begun; /* it is at work; may be NULL */
    sem_t *go;    /* the disk hangs until; NULL: it does not */
    bool fails;
    char written_by[16];
    enum writer_end end;
    struct fail fail;
    int ended; /* how often */
};
static pthread_t the_loop;

static bool put(void *what, struct fail *fail) {
    struct note *note = what;
    if (note->begun)
        sem_post(note->begun);
    if (note->go)
        sem_wait(note->go);
    pthread_getname_np(pthread_self(), note->written_by, sizeof note->written_by);
    return !note->fails || fail_set(fail, "no room");
}

static void end(void *context, void *what, enum writer_end how, const struct fail *fail) {
    struct note *note = what;
    int *ended = context;
    assert_true(pthread_equal(pthread_self(), the_loop));
    note->end = how;
    note->fail = *fail;
    note->ended++;
    if (ended)
        ++*ended;
}

static bool post(struct writer *writer, const char *key, struct note *note, int *ended) {
    const struct writer_job job = {.key = key, .what = note, .write = put, .ended = end, .context = ended};
    return writer_post(writer, &job);
}

static void all_is_written_in_its_order_by_another_thread(void **state) {
    (void)state;
    struct note notes[3] = {{0}, {.fails = true}, {0}};
    int ended = 0;
    the_loop = pthread_self();
    struct writer *writer = writer_create();
    assert_non_null(writer);
    for (int i = 0; i < 3; i++)
        assert_true(post(writer, NULL, &notes[i], &ended));
    assert_true(writer_destroy(writer, 60000));
    assert_int_equal(ended, 3);
    assert_string_equal(notes[0].written_by, "write");
    assert_int_equal(notes[0].end, WRITER_WRITTEN);
    assert_int_equal(notes[1].end, WRITER_FAILED);
    assert_string_equal(notes[1].fail.text, "no room");
    assert_int_equal(notes[2].end, WRITER_WRITTEN);
}

static void a_disk_that_hangs_holds_nobody_up(void **state) {
    (void)state;
    sem_t go;
    sem_init(&go, 0, 0);
    struct note slow = {.go = &go}, notes[WRITER_QUEUE_MAX] = {{0}};
    struct writer *writer = writer_create();
    int taken = 0;
    the_loop = pthread_self();
    assert_true(post(writer, NULL, &slow, NULL));
    while (taken < WRITER_QUEUE_MAX && post(writer, NULL, &notes[taken], NULL))
        taken++;
    assert_int_equal(taken, WRITER_QUEUE_MAX - 1); /* and what is beyond is refused, not waited for */
    writer_collect(writer);
    assert_int_equal(slow.ended, 0);
    sem_post(&go);
    assert_true(writer_destroy(writer, 60000));
    assert_int_equal(slow.ended, 1);
    for (int i = 0; i < taken; i++)
        assert_int_equal(notes[i].ended, 1);
    sem_destroy(&go);
}

static void of_one_key_the_newest_is_written(void **state) {
    (void)state;
    sem_t go, begun;
    sem_init(&go, 0, 0);
    sem_init(&begun, 0, 0);
    struct note slow = {.begun = &begun, .go = &go}, old = {0}, other = {0}, new = {0};
    struct writer *writer = writer_create();
    the_loop = pthread_self();
    assert_true(post(writer, "status", &slow, NULL));
    sem_wait(&begun);
    assert_true(post(writer, "status", &old, NULL));
    assert_true(post(writer, "counters", &other, NULL));
    assert_true(post(writer, "status", &new, NULL));
    assert_int_equal(old.ended, 1); /* at once */
    assert_int_equal(old.end, WRITER_REPLACED);
    sem_post(&go);
    assert_true(writer_destroy(writer, 60000));
    assert_string_equal(old.written_by, "");
    assert_int_equal(other.end, WRITER_WRITTEN);
    assert_int_equal(new.end, WRITER_WRITTEN);
    sem_destroy(&begun);
    sem_destroy(&go);
}

static void the_end_does_not_wait_for_ever(void **state) {
    (void)state;
    static sem_t go; /* the thread is left with it */
    static struct note slow, behind;
    struct timespec before, after;
    sem_init(&go, 0, 0);
    slow.go = &go;
    struct writer *writer = writer_create();
    the_loop = pthread_self();
    assert_true(post(writer, NULL, &slow, NULL) && post(writer, NULL, &behind, NULL));
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_false(writer_destroy(writer, 50));
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 30);
    assert_int_equal(slow.ended, 0);
    assert_int_equal(behind.ended, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_written_in_its_order_by_another_thread),
        cmocka_unit_test(a_disk_that_hangs_holds_nobody_up),
        cmocka_unit_test(of_one_key_the_newest_is_written),
        cmocka_unit_test(the_end_does_not_wait_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
