/* The player's side of a film, with a decoder that behaves and with one that misbehaves in every way: it is
 * ended, we never wait, and what is shown is the frame that is due. Time is given, not waited for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/compiler.h"
#include "core/film/film_message.h"
#include "stage/film_client.h"
#include "stage/film_voice.h"
#include "support/fake_film.h"
#include "support/given_film.h"
#include "system/children.h"

#define SECOND_NS 1000000000LL
#define PROGRAM BIN_DIR "/fake-film"
enum { FRAMES = 50, WIDTH = 128, HEIGHT = 72, PATIENCE_MS = 20000, LATE = 5 };

static const struct film film = {.width = WIDTH,
                                 .height = HEIGHT,
                                 .fps_num = 25,
                                 .fps_den = 1,
                                 .frames = FRAMES,
                                 .samples = FRAMES * 1920};
static struct children children;
static int clear(void **state) {
    (void)state;
    close(file);
    close(indexed);
    children_finish(&children);
    return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD ? 0 : -1; /* nobody is left */
}

static struct film_client *begin(const char *order, struct film_span span, int64_t position) {
    struct fail fail = {0};
    const struct film_start start = {.program = PROGRAM,
                                     .verb = "play",
                                     .film = &film,
                                     .span = span,
                                     .position = position,
                                     .file = file,
                                     .index = indexed};
    if (order)
        setenv(FAKE_FILM, order, 1);
    else
        unsetenv(FAKE_FILM);
    struct film_client *client = film_client_create(&start, &fail);
    if (!client)
        fail_msg("%s", fail.text);
    return client;
}

static const struct film_span WHOLE = {0, FRAMES};

static void pause_a_moment(void) {
    nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static bool bright(void *context, double x, double y) {
    const struct film_frame *frame = context;
    int column = (int)(x * frame->width), row = (int)(y * frame->height);
    return frame->planes[0][row * frame->strides[0] + column] > 128;
}

static int32_t number_of(const struct film_frame *frame) {
    return fake_frame_read(bright, (void *)frame);
}

/* Asks until that very frame is there; NULL: it ended instead. */
static const struct film_frame *await(struct film_client *client, int64_t position, int64_t now_ns) {
    const struct film_frame *frame = NULL;
    for (int i = 0; i < PATIENCE_MS; i++) {
        if (!film_client_want(client, position, now_ns, &frame))
            return NULL;
        if (frame && frame->position == position)
            return frame;
        pause_a_moment();
    }
    fail_msg("frame %lld did not come", (long long)position);
    return NULL;
}

static void await_end(struct film_client *client, int64_t position, int64_t now_ns) {
    const struct film_frame *frame;
    for (int i = 0; i < PATIENCE_MS; i++) {
        if (!film_client_want(client, position, now_ns, &frame))
            return;
        pause_a_moment();
    }
    fail_msg("it did not end");
}

static void plays_each_frame_at_its_time(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 0);
    for (int64_t position = 0; position < 2 * FRAMES + 10; position++) {
        const struct film_frame *frame = await(client, position, position * 40000000);
        assert_non_null(frame);
        assert_int_equal(number_of(frame), position % FRAMES); /* also over the end */
        assert_int_equal(frame->width, WIDTH);
    }
    film_client_destroy(client, &children);
}

/* What is due is shown, what was due before is given back, so that there is room for more. */
static void leaves_out_what_is_over(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 0);
    const struct film_frame *frame;
    assert_non_null(await(client, 0, 0));
    for (int64_t position = 4; position < 100; position += 4) {
        frame = await(client, position, position * 40000000);
        assert_non_null(frame);
        assert_int_equal(number_of(frame), position % FRAMES);
    }
    assert_true(film_client_want(client, 96, 0, &frame)); /* asked twice: the same */
    assert_int_equal(frame->position, 96);
    film_client_destroy(client, &children);
}

static void nothing_is_shown_before_it_is_due(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 0);
    const struct film_frame *frame = NULL;
    for (int i = 0; i < 50; i++) {
        assert_true(film_client_want(client, -1, i * SECOND_NS, &frame)); /* however long that is */
        assert_null(frame);
        pause_a_moment();
    }
    assert_non_null(await(client, 0, 60 * SECOND_NS));
    film_client_destroy(client, &children);
}

static void joins_in_the_middle(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 1033);
    const struct film_frame *frame = await(client, 1033, 0);
    assert_non_null(frame);
    assert_int_equal(number_of(frame), 1033 % FRAMES);
    film_client_destroy(client, &children);
}

static void a_part_is_played_again_and_again(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, (struct film_span){20, 15}, 0);
    for (int64_t position = 0; position < 50; position++) {
        const struct film_frame *frame = await(client, position, position * 40000000);
        assert_non_null(frame);
        assert_int_equal(number_of(frame), 20 + position % 15);
    }
    film_client_destroy(client, &children);
}

static void rests_and_goes_on_elsewhere(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 0);
    assert_non_null(await(client, 3, 0));
    film_client_hold(client);
    film_client_hold(client);
    const struct film_frame *frame = await(client, 907, 100 * SECOND_NS);
    assert_non_null(frame);
    assert_int_equal(number_of(frame), 907 % FRAMES);
    film_client_destroy(client, &children);
}

static void follows_a_clock_that_was_set(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 5000);
    assert_non_null(await(client, 5000, 10 * SECOND_NS));
    const struct film_frame *frame = await(client, 1000, 11 * SECOND_NS); /* back */
    assert_non_null(frame);
    assert_int_equal(number_of(frame), 1000 % FRAMES);
    /* on: it is asked for a little later than what is due, since it needs time; until then nothing is shown
     */
    assert_true(film_client_want(client, 9000, 20 * SECOND_NS, &frame));
    assert_null(frame);
    frame = await(client, 9000 + 25 / 4, 20 * SECOND_NS);
    assert_non_null(frame);
    assert_int_equal(number_of(frame), (9000 + 25 / 4) % FRAMES);
    film_client_destroy(client, &children);
}

static void goes_on_as_another_playing(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 0);
    for (int64_t position = 0; position < FRAMES; position++)
        assert_non_null(await(client, position, position * 40000000));
    film_client_rebase(client, FRAMES);
    for (int64_t position = 0; position < FRAMES; position++) {
        const struct film_frame *frame = await(client, position, (FRAMES + position) * 40000000);
        assert_non_null(frame);
        assert_int_equal(number_of(frame), position);
    }
    film_client_destroy(client, &children);
}

static void late_frames_are_not_shown(void **state) {
    (void)state;
    struct film_client *client = begin("stall:3", WHOLE, 0);
    const struct film_frame *frame;
    assert_non_null(await(client, 2, 0));
    assert_true(film_client_want(client, 2 + 25, SECOND_NS, &frame));
    assert_int_equal(frame->position, 2); /* the last one stays a second */
    assert_true(film_client_want(client, 2 + 26, SECOND_NS, &frame));
    assert_null(frame);
    film_client_destroy(client, &children);
}

static void whoever_misbehaves_is_ended(void **state) {
    (void)state;
    static const struct {
        const char *order;
        enum film_end how;
        const char *why;
        bool blameless;
    } ROWS[] = {
        {"crash:7", FILM_END_DIED, "it ended", false},
        {"end:7", FILM_END_DIED, "it ended", false},
        {"end:0", FILM_END_DIED, "it ended", false},
        {"slot:7", FILM_END_LIED, "it said what is not valid", false},
        {"long:7", FILM_END_LIED, "it said what is not valid", false},
        {"short:7", FILM_END_LIED, "it said what is not valid", false},
        {"kind:7", FILM_END_LIED, "it said what is not valid", false},
        {"count", FILM_END_LIED, "it said what is not valid", false},
        {"twice", FILM_END_LIED, "it began twice, or not at all", false},
        {"again:7", FILM_END_LIED, "it wrote over a frame that was shown", false},
        {"flood:7", FILM_END_LIED, "it wrote over a frame that was shown", false},
        {"turn:7", FILM_END_LIED, "it said what was not asked for", false},
        {"order:7", FILM_END_LIED, "its frames are out of order", false},
        {"early:7", FILM_END_LIED, "its frames are out of order", false},
        {"fail:2", FILM_END_GAVE_UP, "it gave up: damaged", false},
        {"fail:4", FILM_END_GAVE_UP, "it gave up: this machine", true},
        {"deaf:2", FILM_END_GAVE_UP, "it gave up: damaged", false},
        {"fail:9", FILM_END_LIED, "it said what is not valid", false},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct film_client *client = begin(ROWS[i].order, WHOLE, 0);
        pid_t pid = film_client_pid(client);
        assert_true(pid > 0);
        await_end(client, 12, 0);
        if (film_client_ended(client) != ROWS[i].how || strcmp(film_client_why(client), ROWS[i].why) != 0 ||
            film_client_blameless(client) != ROWS[i].blameless)
            fail_msg("%s: %s", ROWS[i].order, film_client_why(client));
        const struct film_frame *frame;
        assert_false(film_client_want(client, 13, 0, &frame));
        assert_int_equal(film_client_pid(client), 0);
        film_client_destroy(client, &children);
        children_finish(&children); /* it was killed: this ends */
        assert_int_equal(kill(pid, 0), -1);
    }
}

static void whoever_says_nothing_is_ended(void **state) {
    (void)state;
    const struct film_frame *frame;
    struct film_client *client = begin("silent", WHOLE, 0);
    assert_true(film_client_want(client, -1, 1, &frame));
    assert_true(film_client_want(client, 0, 9 * SECOND_NS, &frame));
    assert_null(frame);
    assert_true(film_client_want(client, 49, 9 * SECOND_NS + FILM_FIRST_NS - 1, &frame));
    assert_false(film_client_want(client, 50, 9 * SECOND_NS + FILM_FIRST_NS, &frame));
    assert_int_equal(film_client_ended(client), FILM_END_LATE);
    film_client_destroy(client, &children);

    client = begin("stall:3", WHOLE, 0);
    assert_non_null(await(client, 2, 0));
    assert_true(film_client_want(client, 3, SECOND_NS, &frame)); /* from here on something is owed */
    assert_true(film_client_want(client, 3, SECOND_NS + FILM_SILENCE_NS - 1, &frame));
    assert_false(film_client_want(client, 3, SECOND_NS + FILM_SILENCE_NS, &frame));
    assert_int_equal(film_client_ended(client), FILM_END_SILENT);
    film_client_destroy(client, &children);
}

static void a_slow_start_is_waited_for(void **state) {
    (void)state;
    const struct film_frame *frame;
    struct film_client *client = begin("late:5", WHOLE, 0);
    for (int i = 0; i < LATE; i++) {
        assert_true(film_client_want(client, i, i * 40000000, &frame));
        assert_null(frame);
    }
    assert_int_equal(write(file, "!", 1), 1); /* what it waits for */
    assert_non_null(await(client, LATE, LATE * 40000000));
    film_client_destroy(client, &children);
}

/* It can write where it likes in its own memory, and that is all: the frame has its size, and playing goes
 * on.
 */
static void writing_after_handing_over_harms_nobody(void **state) {
    (void)state;
    struct film_client *client = begin("scribble:2", WHOLE, 0);
    for (int64_t position = 0; position < FRAMES; position++) {
        const struct film_frame *frame = await(client, position, position * 40000000);
        assert_non_null(frame);
        assert_int_equal(frame->height, HEIGHT);
    }
    film_client_destroy(client, &children);
}

/* How loud it is at most while it is at `position`, in a tenth of a second: 0–1. */
static float loudness(struct film_client *client, struct film_voice *voice, int64_t position) {
    float out[FILM_VOICE_BLOCK * 2], most = 0;
    struct film_heard heard = {.end = 1000LL * FILM_SOUND_HZ, .moving = true};
    assert_true(film_client_heard(client, &heard));
    film_voice_follow(voice, &heard);
    for (int i = 0; i < 20; i++) {
        film_voice_render(voice, out, FILM_VOICE_BLOCK, position * 40000000 + i * 5333333LL);
        for (size_t k = 0; k < LENGTH(out); k++)
            most = fabsf(out[k]) > most ? fabsf(out[k]) : most;
    }
    return most;
}

static void its_sound_is_where_its_picture_is(void **state) {
    (void)state;
    struct film_voice voice = {0};
    struct film_client *client = begin("tone", WHOLE, 0);
    assert_non_null(await(client, 5, 0));
    assert_true(fabsf(loudness(client, &voice, 5) - FAKE_TONE / 32768.0F) < 0.001F);
    film_client_hold(client);
    assert_non_null(await(client, 907, 100 * SECOND_NS)); /* in another round: another turn */
    assert_true(fabsf(loudness(client, &voice, 907) - FAKE_TONE / 32768.0F) < 0.001F);
    assert_true(fabs(voice.at - 907 * 1920.0) < 0.2 * FILM_SOUND_HZ);
    film_client_rebase(client, 18LL * FRAMES); /* 907 is 7 from now on */
    assert_true(fabsf(loudness(client, &voice, 7) - FAKE_TONE / 32768.0F) < 0.001F);
    film_client_destroy(client, &children); /* what is heard outlives it */
    float out[FILM_VOICE_BLOCK * 2];
    film_voice_render(&voice, out, FILM_VOICE_BLOCK, 7 * 40000000LL);
    film_voice_follow(&voice, NULL);
    struct film_client *silent = begin(NULL, WHOLE, 0);
    assert_non_null(await(silent, 5, 0));
    voice = (struct film_voice){0};
    assert_true(loudness(silent, &voice, 5) == 0);
    film_voice_follow(&voice, NULL);
    film_client_destroy(silent, &children);
}

/* Neither stops its pictures nor is believed. */
static void sound_that_lies_is_silence(void **state) {
    (void)state;
    for (int lie = 0; lie < FAKE_SOUND_LIES; lie++) {
        char order[20];
        struct film_voice voice = {0};
        snprintf(order, sizeof order, "sound:%d", lie);
        struct film_client *client = begin(order, WHOLE, 0);
        for (int64_t position = 0; position < 20; position++) {
            assert_non_null(await(client, position, position * 40000000));
            float loud = loudness(client, &voice, position);
            /* from all of them at once a true one may be put together */
            if (loud > (lie == FAKE_SOUND_LIES - 1 ? 1 : 0))
                fail_msg("%s: it is heard", order);
        }
        film_voice_follow(&voice, NULL);
        film_client_destroy(client, &children);
    }
}

static void killed_from_outside(void **state) {
    (void)state;
    struct film_client *client = begin(NULL, WHOLE, 0);
    assert_non_null(await(client, 3, 0));
    kill(film_client_pid(client), SIGKILL);
    await_end(client, 4, 0);
    assert_int_equal(film_client_ended(client), FILM_END_DIED);
    film_client_destroy(client, &children);
    film_client_destroy(NULL, &children);
}

static void cannot_be_started(void **state) {
    (void)state;
    struct fail fail = {0};
    struct film_start start = {.program = BIN_DIR "/no-such",
                               .verb = "play",
                               .film = &film,
                               .span = WHOLE,
                               .file = file,
                               .index = indexed};
    int before = dup(file);
    assert_null(film_client_create(&start, &fail));
    assert_non_null(strstr(fail.text, "cannot be started: No such file"));
    start.program = PROGRAM;
    start.index = -1;
    assert_null(film_client_create(&start, &fail));
    int after = dup(file);
    assert_int_equal(after, before + 1); /* no descriptor is left */
    close(before);
    close(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plays_each_frame_at_its_time),
        cmocka_unit_test(leaves_out_what_is_over),
        cmocka_unit_test(nothing_is_shown_before_it_is_due),
        cmocka_unit_test(joins_in_the_middle),
        cmocka_unit_test(a_part_is_played_again_and_again),
        cmocka_unit_test(rests_and_goes_on_elsewhere),
        cmocka_unit_test(follows_a_clock_that_was_set),
        cmocka_unit_test(goes_on_as_another_playing),
        cmocka_unit_test(late_frames_are_not_shown),
        cmocka_unit_test(whoever_misbehaves_is_ended),
        cmocka_unit_test(whoever_says_nothing_is_ended),
        cmocka_unit_test(a_slow_start_is_waited_for),
        cmocka_unit_test(writing_after_handing_over_harms_nobody),
        cmocka_unit_test(its_sound_is_where_its_picture_is),
        cmocka_unit_test(sound_that_lies_is_silence),
        cmocka_unit_test(killed_from_outside),
        cmocka_unit_test(cannot_be_started),
    };
    return cmocka_run_group_tests(tests, give, clear);
}
