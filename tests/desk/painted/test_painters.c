/* Painters that hang, die and lie, as the desk meets them. The stand-in is this very program: it behaves as
 * the name of its folder of contents says, but only the first one of a test; whoever is started after it is
 * good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/painted/channel.h"
#include "desk/painted/painters.h"
#include "system/disk.h"

enum { SOCKET = 3, PATIENCE_MS = 1500, LONG_MS = 60000 };

static uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0,   0,   0,   13, 'I', 'H', 'D',
                        'R',  0,   0,   0,   64,   0,    0,    0,    36,  8,   2,   0,  0,   0,   0,
                        0,    0,   0,   0,   0,    0,    0,    'I',  'E', 'N', 'D', 0,  0,   0,   0};

/* Now the stand-in. */
static void say(int kind, uint32_t number, const void *body, size_t size) {
    uint8_t head[PREVIEW_HEAD];
    preview_head_write((struct preview_head){(enum preview_kind)kind, number, size}, head);
    if (channel_send(SOCKET, head, sizeof head, CHANNEL_FOREVER) != CHANNEL_DONE ||
        channel_send(SOCKET, body, size, CHANNEL_FOREVER) != CHANNEL_DONE)
        _exit(0);
}
static uint32_t hear(void) {
    uint8_t in[PREVIEW_HEAD], body[PREVIEW_QUESTION_MAX];
    struct preview_head head;
    struct fail fail;
    for (;;) {
        if (channel_receive(SOCKET, in, sizeof in, CHANNEL_FOREVER) != CHANNEL_DONE ||
            !preview_asked_read(in, &head, &fail) ||
            channel_receive(SOCKET, body, head.size, CHANNEL_FOREVER) != CHANNEL_DONE)
            _exit(0);
        if (head.kind != PREVIEW_DROP)
            return head.number;
        FILE *drops = fopen("drops", "ae");
        if (!drops || fprintf(drops, "[%.*s]", (int)head.size, (const char *)body) < 0 || fclose(drops) != 0)
            _exit(1);
    }
}
static void hang(void) {
    hear(); /* until the desk ends it, or is gone */
}
static void be_ready(void) {
    say(PREVIEW_READY, 0, "\1", 1);
}
static void hangs(void) {
    be_ready();
    hear();
    hang();
}
static void never_ready(void) {
    hang();
}
static void dies(void) {
    be_ready();
    hear();
}
static void dies_at_once(void) {
}
static void dies_in_the_middle(void) {
    be_ready();
    uint8_t head[PREVIEW_HEAD];
    preview_head_write((struct preview_head){PREVIEW_PICTURE, hear(), sizeof png}, head);
    if (channel_send(SOCKET, head, sizeof head, CHANNEL_FOREVER) == CHANNEL_DONE &&
        channel_send(SOCKET, png, 20, CHANNEL_FOREVER) == CHANNEL_DONE)
        _exit(0);
}
static void hangs_in_the_middle(void) {
    be_ready();
    uint8_t head[PREVIEW_HEAD];
    preview_head_write((struct preview_head){PREVIEW_PICTURE, hear(), PREVIEW_PICTURE_MAX}, head);
    if (channel_send(SOCKET, head, sizeof head, CHANNEL_FOREVER) == CHANNEL_DONE)
        hang();
}
static void answers_another(void) {
    be_ready();
    say(PREVIEW_PICTURE, hear() + 1, png, sizeof png);
    hang();
}
static void says_too_much(void) {
    be_ready();
    uint8_t head[PREVIEW_HEAD];
    preview_head_write((struct preview_head){PREVIEW_PICTURE, hear(), (size_t)PREVIEW_PICTURE_MAX + 1}, head);
    if (channel_send(SOCKET, head, sizeof head, CHANNEL_FOREVER) == CHANNEL_DONE)
        hang();
}
static void paints_another_size(void) {
    be_ready();
    png[19] = 65;
    say(PREVIEW_PICTURE, hear(), png, sizeof png);
    hang();
}
static void sends_a_page(void) {
    be_ready();
    say(PREVIEW_PICTURE, hear(), "<script>", 8);
    hang();
}
static void sends_nothing(void) {
    be_ready();
    say(PREVIEW_PICTURE, hear(), "", 0);
    hang();
}
static void is_ready_again(void) {
    be_ready();
    say(PREVIEW_READY, hear(), "\1", 1);
    hang();
}
static void asks_back(void) {
    be_ready();
    say(PREVIEW_PAINT, hear(), png, sizeof png);
    hang();
}
static void speaks_before(void) {
    say(PREVIEW_PICTURE, 1, png, sizeof png);
    hang();
}
static void refuses(void) {
    be_ready();
    for (;;)
        say(PREVIEW_REFUSED, hear(), "no such screen", 14);
}
static void paints(void) {
    be_ready();
    for (;;)
        say(PREVIEW_PICTURE, hear(), png, sizeof png);
}
/* A picture for each byte that comes through the gate. */
static void waits(void) {
    int gate = open("gate", O_RDWR | O_CLOEXEC);
    char go;
    be_ready();
    for (;;) {
        uint32_t number = hear();
        if (gate < 0 || read(gate, &go, 1) != 1)
            _exit(1);
        say(PREVIEW_PICTURE, number, png, sizeof png);
    }
}

static const struct {
    const char *name;
    void (*act)(void);
    enum painted result;
    const char *why; /* in `fail` */
    unsigned late, died, lied;
} CASES[] = {
    {"paints", paints, PAINTED_DONE, "", 0, 0, 0},
    {"refuses", refuses, PAINTED_REFUSED, "no such screen", 0, 0, 0},
    {"never-ready", never_ready, PAINTED_BUSY, "only just been started", 0, 0, 0},
    {"hangs", hangs, PAINTED_FAILED, "in time", 1, 0, 0},
    {"hangs-in-the-middle", hangs_in_the_middle, PAINTED_FAILED, "in time", 1, 0, 0},
    {"dies", dies, PAINTED_FAILED, "died", 0, 1, 0},
    {"dies-at-once", dies_at_once, PAINTED_FAILED, "died", 0, 1, 0},
    {"dies-in-the-middle", dies_in_the_middle, PAINTED_FAILED, "died", 0, 1, 0},
    {"answers-another", answers_another, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"says-too-much", says_too_much, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"paints-another-size", paints_another_size, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"sends-a-page", sends_a_page, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"sends-nothing", sends_nothing, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"is-ready-again", is_ready_again, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"asks-back", asks_back, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"speaks-before", speaks_before, PAINTED_FAILED, "not asked", 0, 0, 1},
    {"waits", waits, PAINTED_DONE, "", 0, 0, 0},
};

/* argv: --contents NAME --cache DIR. The first of a test makes the mark. */
static int stand_in(char **argv) {
    if (chdir(argv[4]) != 0)
        return 1;
    int mark = open("mark", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    for (size_t i = 0; i < LENGTH(CASES); i++)
        if (strcmp(CASES[i].name, argv[2]) == 0)
            (mark >= 0 ? CASES[i].act : paints)();
    return 0;
}

/* And the desk. */
static char folder[] = "/tmp/painters-XXXXXX", own[4096];

static struct painters *start(const char *name, int patience_ms) {
    const struct painters_settings settings = {.place = {.program = own, .contents = name, .cache = folder},
                                               .count = 1,
                                               .patience_ms = patience_ms,
                                               .waiting = 1};
    struct fail fail = {0};
    char mark[60];
    snprintf(mark, sizeof mark, "%s/mark", folder);
    unlink(mark);
    struct painters *painters = painters_create(&settings, &fail);
    if (!painters)
        fail_msg("%s", fail.text);
    return painters;
}

/* What painters were told to close since this was asked last. */
static const char *drops(void) {
    static char said[200];
    char path[60], *text = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/drops", folder);
    said[0] = '\0';
    if (disk_exists(path)) {
        assert_true(disk_read(path, sizeof said - 1, &text, &size, NULL));
        strcpy(said, text);
        free(text);
        unlink(path);
    }
    return said;
}

static enum painted ask(struct painters *painters, struct fail *fail) {
    const struct preview_question question = {.content = "r1", .width = 64, .height = 36};
    struct painted_picture picture = {NULL, 0};
    *fail = (struct fail){0};
    enum painted result = painters_ask(painters, &question, &picture, fail);
    assert_int_equal(result == PAINTED_DONE, picture.bytes != NULL);
    if (picture.bytes)
        assert_memory_equal(picture.bytes, png, sizeof png);
    free(picture.bytes);
    return result;
}

/* What hangs is given little time, all others as much as a busy machine needs. */
static int patience(enum painted result, unsigned late) {
    return late || result == PAINTED_BUSY ? PATIENCE_MS : LONG_MS;
}

static void whatever_a_painter_does_the_next_question_is_answered(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES) - 1; i++) { /* all but the one that waits */
        struct painters *painters = start(CASES[i].name, patience(CASES[i].result, CASES[i].late));
        struct fail fail;
        enum painted result = ask(painters, &fail);
        while (result == PAINTED_BUSY &&
               CASES[i].late) /* on a machine that has not even started it by then */
            result = ask(painters, &fail);
        if (CASES[i].act == dies_at_once &&
            result == PAINTED_DONE) { /* it was gone, and another in its place, before it was asked */
            painters_destroy(painters);
            continue;
        }
        if (result != CASES[i].result || !strstr(fail.text, CASES[i].why))
            fail_msg("%s: %d, %s", CASES[i].name, result, fail.text);
        struct painters_health health = painters_health(painters);
        if (health.late != CASES[i].late || health.died != CASES[i].died || health.lied != CASES[i].lied)
            fail_msg("%s: %u late, %u died, %u lied", CASES[i].name, health.late, health.died, health.lied);
        for (result = PAINTED_BUSY; CASES[i].result == PAINTED_FAILED && result == PAINTED_BUSY;)
            result = ask(painters, &fail);
        if (CASES[i].result == PAINTED_FAILED && result != PAINTED_DONE)
            fail_msg("%s, the next question: %d, %s", CASES[i].name, result, fail.text);
        painters_destroy(painters);
    }
}

static void *ask_aside(void *context) {
    struct fail fail;
    return ask(context, &fail) == PAINTED_DONE ? context : NULL;
}

static void when_all_are_busy_some_wait_and_others_are_told(void **state) {
    pthread_t askers[2];
    struct fail fail;
    char gate[60];
    (void)state;
    snprintf(gate, sizeof gate, "%s/gate", folder);
    assert_int_equal(mkfifo(gate, 0600), 0);
    struct painters *painters = start("waits", LONG_MS);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&askers[i], NULL, ask_aside, painters), 0);
    while (painters_health(painters).waiting == 0)
        sched_yield();
    for (int i = 0; i < 9; i++) /* holds nobody up, and is more than is remembered */
        painters_drop(painters, "r1");
    assert_int_equal(ask(painters, &fail), PAINTED_BUSY);
    assert_string_equal(fail.text, "all painters are busy");
    int out = open(gate, O_WRONLY | O_CLOEXEC);
    assert_true(out >= 0 && write(out, "go", 2) == 2);
    close(out);
    for (int i = 0; i < 2; i++) {
        void *done = NULL;
        assert_int_equal(pthread_join(askers[i], &done), 0);
        assert_non_null(done);
    }
    assert_string_equal(drops(), "[]"); /* so all are closed */
    struct painters_health health = painters_health(painters);
    assert_true(health.painted == 2 && health.busy == 1 && health.waiting == 0 && health.fenced);
    painters_destroy(painters);
    unlink(gate);
}

static void what_cannot_be_asked_reaches_no_painter(void **state) {
    struct painters *painters = start("paints", LONG_MS);
    const struct preview_question question = {.content = "../etc", .width = 64, .height = 36};
    struct painted_picture picture;
    struct fail fail = {0};
    (void)state;
    assert_int_equal(painters_ask(painters, &question, &picture, &fail), PAINTED_REFUSED);
    assert_true(fail.text[0]);
    assert_int_equal(painters_health(painters).refused, 0);
    painters_destroy(painters);
}

static void what_is_dropped_is_closed_before_the_next_question(void **state) {
    struct painters *painters = start("paints", LONG_MS);
    struct fail fail;
    (void)state;
    drops();
    painters_drop(painters, "r1");
    painters_drop(painters, "../r2"); /* no name */
    painters_drop(painters, "r3");
    assert_int_equal(ask(painters, &fail), PAINTED_DONE);
    assert_string_equal(drops(), "[r1][r3]");
    assert_int_equal(ask(painters, &fail), PAINTED_DONE);
    assert_string_equal(drops(), "");
    painters_destroy(painters);
}

static void a_program_that_is_not_there_is_said(void **state) {
    const struct painters_settings settings = {
        .place = {.program = "/nowhere/kiosk-preview", .contents = "c", .cache = "c"}, .count = 1};
    struct fail fail = {0};
    (void)state;
    assert_null(painters_create(&settings, &fail));
    assert_non_null(strstr(fail.text, "/nowhere/kiosk-preview: No such file"));
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) && readlink("/proc/self/exe", own, sizeof own - 1) > 0 ? 0 : -1;
}
static int remove_folder(void **state) {
    (void)state;
    return disk_remove(folder, NULL) ? 0 : -1;
}

int main(int argc, char **argv) {
    if (argc == 5 && strcmp(argv[1], "--contents") == 0)
        return stand_in(argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_a_painter_does_the_next_question_is_answered),
        cmocka_unit_test(when_all_are_busy_some_wait_and_others_are_told),
        cmocka_unit_test(what_cannot_be_asked_reaches_no_painter),
        cmocka_unit_test(what_is_dropped_is_closed_before_the_next_question),
        cmocka_unit_test(a_program_that_is_not_there_is_said)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
