/* kiosk/system/intake_client.c: whose fault it is that kiosk-intake brought nothing. */
#include "system/intake_client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX = 1000, SECOND = 1000 };
static char folder[] = "/tmp/kiosk-intake-client-XXXXXX", script[64];

/* In place of intake_program.c's. */
char *intake_program(void) {
    return strdup(script);
}

static int setup(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(script, sizeof script, "%s/intake", folder);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    unlink(script);
    return rmdir(folder);
}

/* What stands in for kiosk-intake. */
static void stand_in(const char *body) {
    unlink(script);
    FILE *file = fopen(script, "we");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", body);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(script, 0755), 0);
}

/* Steps until it has ended, as fast as it goes; the clock it is shown stands still. */
static enum intake_progress end_of(struct intake_job *job, char **out, size_t *size, struct fail *fail) {
    enum intake_progress progress;
    for (int turns = 0; (progress = intake_step(job, 1, out, size, fail)) == INTAKE_RUNNING; turns++) {
        assert_true(turns < 6000);
        poll(NULL, 0, 10);
    }
    return progress;
}

static void only_its_own_word_is_about_the_content(void **state) {
    (void)state;
    static const struct {
        const char *body;
        enum intake_progress progress;
        const char *words, *why;
    } rows[] = {
        {"cat >/dev/null; echo fine", INTAKE_DONE, NULL, "it works"},
        {"cat >/dev/null; echo kiosk-intake: not a picture >&2; exit 1", INTAKE_REFUSED, "not a picture",
         "the parser's own word"},
        {"printf 'kiosk-intake: bad \\377 byte\\n' >&2; exit 1", INTAKE_REFUSED, "bad \xEF\xBF\xBD byte",
         "its words may hold what the content holds"},
        {"exit 1", INTAKE_TROUBLE, "without a word", "nobody said that it is bad"},
        {"echo ERROR: AddressSanitizer >&2; exit 1", INTAKE_TROUBLE, "AddressSanitizer",
         "somebody else's word"},
        {"echo kiosk-intake: cannot make the jail >&2; exit 3", INTAKE_TROUBLE, "jail", "no jail"},
        {"echo kiosk-intake: try --help >&2; exit 2", INTAKE_TROUBLE, "--help", "it was asked wrongly"},
        {"echo error while loading shared libraries >&2; exit 127", INTAKE_TROUBLE, "libraries",
         "not installed well"},
        {"kill -KILL $$", INTAKE_TROUBLE, "killed", "the kernel wants memory"},
        {"kill -XCPU $$", INTAKE_TROUBLE, "too long", "a slow machine"},
        {"kill -SEGV $$", INTAKE_TROUBLE, "stopped", "a crash"},
        {"kill -SYS $$", INTAKE_TROUBLE, "forbids", "a library that does something new"},
        {"cat >/dev/null; exit 0", INTAKE_TROUBLE, "wrote nothing", "no result"},
        {"while :; do echo flooding and flooding and flooding; done", INTAKE_TROUBLE, "more than", "a flood"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *out = NULL;
        size_t size = 0;
        struct fail fail = {0};
        stand_in(rows[i].body);
        struct intake_job *job = intake_start(
            &(struct intake_request){.format = "picture", .bytes = "bytes", .size = 5, .max = MAX}, &fail);
        assert_non_null(job);
        enum intake_progress progress = end_of(job, &out, &size, &fail);
        if (progress != rows[i].progress || (rows[i].words && !strstr(fail.text, rows[i].words)))
            fail_msg("%s: %d, \"%s\"", rows[i].why, progress, fail.text);
        intake_destroy(job);
        free(out);
    }
}

static void what_cannot_be_started_is_said(void **state) {
    (void)state;
    struct fail fail;
    unlink(script);
    assert_null(intake_start(&(struct intake_request){.format = "picture", .bytes = "", .max = MAX}, &fail));
    assert_non_null(strstr(fail.text, script));
}

/* A slow machine is given longer when it is asked again; the child is told, too. */
static void patience_multiplies_the_limits(void **state) {
    (void)state;
    static const struct {
        int patience, seconds;
        const char *args;
    } rows[] = {{0, 20, "picture"},
                {1, 20, "picture"},
                {2, 40, "picture --patience 2"},
                {4, 80, "picture --patience 4"},
                {9, 80, "picture --patience 4"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *out = NULL;
        size_t size = 0;
        struct fail fail;
        struct intake_request request = {
            .format = "picture", .bytes = "", .max = MAX, .patience = rows[i].patience};
        stand_in("printf %s \"$*\"");
        struct intake_job *job = intake_start(&request, &fail);
        assert_non_null(job);
        assert_int_equal(end_of(job, &out, &size, &fail), INTAKE_DONE);
        assert_string_equal(out, rows[i].args);
        free(out);
        intake_destroy(job);

        stand_in("exec sleep 1000");
        job = intake_start(&request, &fail);
        assert_non_null(job);
        assert_int_equal(intake_step(job, SECOND, &out, &size, &fail), INTAKE_RUNNING);
        assert_int_equal(
            intake_step(job, (long long)rows[i].seconds * SECOND + SECOND - 1, &out, &size, &fail),
            INTAKE_RUNNING);
        assert_int_equal(intake_step(job, (long long)rows[i].seconds * SECOND + SECOND, &out, &size, &fail),
                         INTAKE_TROUBLE);
        assert_non_null(strstr(fail.text, "longer than"));
        intake_destroy(job);
    }
}

/* Connections of libcurl, the store's lock, the signals: none of them is close-on-exec for certain. */
static void it_inherits_its_three_streams_alone(void **state) {
    (void)state;
    int pair[2], held[40];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    for (size_t i = 0; i < LENGTH(held); i++)
        assert_true((held[i] = dup(pair[0])) > 2);
    assert_int_equal(dup2(pair[1], 900), 900);
    /* the shell's own: 10, the script it reads (255 where it is bash) */
    stand_in("cat >/dev/null; for fd in /proc/$$/fd/*; do case $(readlink $fd) in socket:*) echo ${fd##*/};; "
             "esac; done; for fd in 0 1 2; do readlink /proc/$$/fd/$fd; done");
    char *out = NULL;
    size_t size = 0;
    struct fail fail = {0};
    struct intake_job *job = intake_start(
        &(struct intake_request){.format = "picture", .bytes = "bytes", .size = 5, .max = MAX}, &fail);
    assert_non_null(job);
    assert_int_equal(end_of(job, &out, &size, &fail), INTAKE_DONE);
    intake_destroy(job);
    if (strstr(out, "socket:") || strncmp(out, "pipe:", 5) != 0)
        fail_msg("it has more than its three pipes:\n%s", out);
    free(out);
    for (size_t i = 0; i < LENGTH(held); i++)
        close(held[i]);
    close(900);
    close(pair[0]);
    close(pair[1]);
}

/* A film of hundreds of MB is not carried through a pipe. */
static void a_file_is_read_by_the_child_itself(void **state) {
    (void)state;
    char path[80], *out = NULL;
    size_t size = 0;
    struct fail fail = {0};
    snprintf(path, sizeof path, "%s/film", folder);
    FILE *written = fopen(path, "we");
    assert_non_null(written);
    assert_true(fputs("frames\n", written) >= 0);
    assert_int_equal(fclose(written), 0);
    int file = open(path, O_RDONLY | O_CLOEXEC), nothing = open(folder, O_RDONLY | O_CLOEXEC), in, output;
    struct intake_request request = {.format = "film", .file = &file, .max = MAX};
    stand_in("readlink /proc/$$/fd/0; cat; echo more >&0 || echo 'cannot be written'");
    struct intake_job *job = intake_start(&request, &fail);
    assert_non_null(job);
    intake_fds(job, &in, &output);
    assert_int_equal(in, -1);
    assert_int_equal(end_of(job, &out, &size, &fail), INTAKE_DONE);
    char expected[200];
    snprintf(expected, sizeof expected, "%s\nframes\ncannot be written\n", path);
    assert_string_equal(out, expected);
    free(out);
    intake_destroy(job);
    assert_int_equal(fcntl(file, F_GETFD), FD_CLOEXEC); /* still the caller's */
    request.file = &nothing;
    assert_null(intake_start(&request, &fail));
    assert_non_null(strstr(fail.text, "no regular file"));
    close(file);
    close(nothing);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_by_the_child_itself),
        cmocka_unit_test(it_inherits_its_three_streams_alone),
        cmocka_unit_test(only_its_own_word_is_about_the_content),
        cmocka_unit_test(what_cannot_be_started_is_said),
        cmocka_unit_test(patience_multiplies_the_limits),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
