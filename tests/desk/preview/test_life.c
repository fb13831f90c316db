/* kiosk-preview lives as long as its desk and its painter do, and answers soon. */
#include "support/preview_fixture.h"

#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/painted/channel.h"

static const struct preview_question QUESTION = {
    .content = "default", .screen = "raadhus", .at = "2026-12-01T08:00", .width = 640, .height = 360};

/* The only child of a process, once it has one. */
static pid_t child_of(pid_t parent) {
    char path[60], text[32];
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
    for (;;) {
        FILE *file = fopen(path, "re");
        assert_non_null(file);
        size_t size = fread(text, 1, sizeof text - 1, file);
        fclose(file);
        text[size] = '\0';
        if (size > 0)
            return (pid_t)strtol(text, NULL, 10);
        sched_yield();
    }
}

static int watch(pid_t process) {
    int watched = (int)syscall(SYS_pidfd_open, process, 0);
    assert_true(watched >= 0);
    return watched;
}

static void has_ended(int watched) {
    struct pollfd end = {.fd = watched, .events = POLLIN};
    assert_int_equal(poll(&end, 1, FIXTURE_PATIENCE_MS), 1);
    close(watched);
}

/* A painter that has answered, and the process that paints in it. */
static struct painter_process begin(pid_t *painter) {
    const struct painter_place place = preview_place();
    struct painter_process process;
    struct fail fail = {0};
    char *bytes = NULL;
    size_t size = 0;
    if (!painter_process_start(&process, &place, &fail) ||
        painter_process_ask(&process, &QUESTION, channel_now_ms() + FIXTURE_PATIENCE_MS, &bytes, &size,
                            &fail) != PAINTER_PICTURE)
        fail_msg("%s", fail.text);
    free(bytes);
    *painter = child_of(process.pid);
    return process;
}

static void a_desk_that_goes_takes_all_along(void **state) {
    pid_t painter;
    int status = -1;
    struct painter_process process = begin(&painter);
    int watched = watch(painter);
    (void)state;
    close(process.fd); /* as when the desk dies */
    assert_int_equal(waitpid(process.pid, &status, 0), process.pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    has_ended(watched);
}

static void a_desk_that_goes_ends_a_painter_that_hangs(void **state) {
    pid_t painter;
    struct painter_process process = begin(&painter);
    int watched = watch(painter);
    (void)state;
    assert_int_equal(kill(painter, SIGSTOP), 0);
    close(process.fd);
    assert_int_equal(waitpid(process.pid, NULL, 0), process.pid);
    has_ended(watched);
}

static void who_is_killed_takes_the_painter_along(void **state) {
    pid_t painter;
    struct painter_process process = begin(&painter);
    int watched = watch(painter);
    (void)state;
    painter_process_end(&process);
    has_ended(watched);
}

static void without_its_painter_it_ends(void **state) {
    pid_t painter;
    int status = -1;
    struct painter_process process = begin(&painter);
    (void)state;
    assert_true(painter_process_lives(&process));
    assert_int_equal(kill(painter, SIGKILL), 0);
    assert_int_equal(waitpid(process.pid, &status, 0), process.pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    assert_false(painter_process_lives(&process));
    close(process.fd);
}

struct asker {
    struct painters *painters;
    enum painted result;
};
static void *ask_aside(void *context) {
    struct asker *asker = context;
    struct painted_picture picture = {NULL, 0};
    struct fail fail;
    asker->result = painters_ask(asker->painters, &QUESTION, &picture, &fail);
    free(picture.bytes);
    return NULL;
}

/* One asks and waits for a painter that has stopped, another waits for the first. */
static void killed_in_the_middle_another_takes_its_place(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct asker askers[2] = {{.painters = painters}, {.painters = painters}};
    pthread_t threads[2];
    (void)state;
    free(preview_painted(painters, &QUESTION).bytes);
    pid_t process = child_of(getpid()), painter = child_of(process);
    assert_int_equal(kill(painter, SIGSTOP), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_aside, &askers[i]), 0);
    while (painters_health(painters).waiting == 0)
        sched_yield();
    assert_int_equal(kill(painter, SIGKILL), 0);
    int done = 0;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        done += askers[i].result == PAINTED_DONE;
    }
    assert_true(done >= 1); /* the one that waited; the other, if it had not yet asked */
    assert_int_equal(painters_health(painters).died, 2 - done);
    assert_int_not_equal(child_of(getpid()), process);
    painters_destroy(painters);
}

/* kiosk-intake is a script that waits at a gate, and counts how often it was started. */
static void a_picture_that_takes_longer_is_there_for_the_next_question(void **state) {
    struct painter_place place = preview_place();
    struct painter_process process;
    struct preview_question warm = QUESTION, slow = {.content = "slow",
                                                     .screen = "full",
                                                     .slide = "image-cover",
                                                     .at = "2026-12-03T12:30",
                                                     .width = 444,
                                                     .height = 250};
    struct fail fail = {0};
    char program[100], path[100], *bytes = NULL, *log = NULL;
    size_t size = 0;
    (void)state;
    preview_shell("mkdir '%s/bin' && cp '%s/kiosk-preview' '%s/bin/' && mkfifo '%s/bin/gate'", preview_folder,
                  BIN_DIR, preview_folder, preview_folder);
    preview_shell("cat >'%s/bin/kiosk-intake' <<'SH'\n#!/bin/sh\ncd \"${0%%/*}\"\necho started >>log\n"
                  "read -r go <gate\nexec '%s/kiosk-intake' \"$@\"\nSH\nchmod +x '%s/bin/kiosk-intake'",
                  preview_folder, BIN_DIR, preview_folder);
    preview_shell("cp -r '%s/records' '%s/slow' && sed -i 's,assets/wide.jpg,assets/lake.svg,' "
                  "'%s/slow/playlists/scenes.json'",
                  preview_contents, preview_contents, preview_contents);
    snprintf(program, sizeof program, "%s/bin/kiosk-preview", preview_folder);
    place.program = program;
    strcpy(warm.content, "slow");
    strcpy(warm.screen, "full");
    strcpy(warm.slide, "text-bare");
    strcpy(warm.at, slow.at);
    for (int i = 0; i < 2; i++) {
        assert_true(painter_process_start(&process, &place, &fail));
        if (painter_process_ask(&process, &warm, channel_now_ms() + FIXTURE_PATIENCE_MS, &bytes, &size,
                                &fail) != PAINTER_PICTURE)
            fail_msg("%s", fail.text);
        free(bytes);
        if (i > 0)
            preview_shell("echo go >'%s/bin/gate' &", preview_folder);
        enum painter_word word = painter_process_ask(
            &process, &slow, channel_now_ms() + (i > 0 ? FIXTURE_PATIENCE_MS : 1500), &bytes, &size, &fail);
        if (word != (i > 0 ? PAINTER_PICTURE : PAINTER_LATE))
            fail_msg("question %d: %d, %s", i, word, fail.text);
    }
    free(bytes);
    painter_process_end(&process);
    snprintf(path, sizeof path, "%s/bin/log", preview_folder);
    assert_true(disk_read(path, 1000, &log, &size, NULL));
    assert_string_equal(log, "started\n");
    free(log);
}

static double took_ms(struct painters *painters, const struct preview_question *question) {
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    free(preview_painted(painters, question).bytes);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    return (double)(ended.tv_sec - began.tv_sec) * 1e3 + (double)(ended.tv_nsec - began.tv_nsec) / 1e6;
}

/* tests/bench/preview.c measures; this bound also holds where the machine is slow and does much else. */
static void what_is_warm_is_painted_soon(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct preview_question question = QUESTION;
    double best = 1e9;
    (void)state;
    question.width = 1920;
    question.height = 1080;
    double first = took_ms(painters, &question); /* its pictures are made ready, too */
    for (int i = 0; i < 5; i++) {
        double next = took_ms(painters, &question);
        best = next < best ? next : best;
    }
    if (best > 1500 || best > first)
        fail_msg("%.0f ms, the first took %.0f", best, first);
    painters_destroy(painters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_desk_that_goes_takes_all_along),
        cmocka_unit_test(a_desk_that_goes_ends_a_painter_that_hangs),
        cmocka_unit_test(who_is_killed_takes_the_painter_along),
        cmocka_unit_test(without_its_painter_it_ends),
        cmocka_unit_test(killed_in_the_middle_another_takes_its_place),
        cmocka_unit_test(a_picture_that_takes_longer_is_there_for_the_next_question),
        cmocka_unit_test(what_is_warm_is_painted_soon),
    };
    return cmocka_run_group_tests(tests, preview_make, preview_remove);
}
