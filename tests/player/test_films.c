/* The films of a screen, with a decoder that misbehaves on order: which frame is on at which time, how it is
 * prepared, mended, given up and handed over. The clock is given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "player/films.h"
#include "support/fake_film.h"

#define START 1800000000000LL /* a wall ms at which a playing begins */
#define MS_NS 1000000LL
enum { FRAMES = 50, LENGTH_MS = 2000, PATIENCE_MS = 20000 };

static const struct film film = {.name = "assets/film/one.film.json",
                                 .file = "assets/film/one.mp4",
                                 .bytes = 1,
                                 .width = 128,
                                 .height = 72,
                                 .fps_num = 25,
                                 .fps_den = 1,
                                 .frames = FRAMES},
                         other = {.name = "assets/film/two.film.json",
                                  .file = "assets/film/two.mp4",
                                  .bytes = 2,
                                  .width = 128,
                                  .height = 72,
                                  .fps_num = 25,
                                  .fps_den = 1,
                                  .frames = FRAMES};
static const struct film_playing nothing = {0};
static const char *refused; /* a file that is not there */

static int open_file(void *context, const char *name, struct fail *fail) {
    (void)context;
    if (refused && strcmp(name, refused) == 0) {
        fail_set(fail, "%s cannot be opened", name);
        return -1;
    }
    static const char index[] = "{\"width\":128, \"height\":72, \"fps\":[25,1], \"frames\":50}";
    int fd = memfd_create(name, MFD_CLOEXEC);
    assert_int_equal(write(fd, index, sizeof index - 1), sizeof index - 1);
    return fd;
}

static struct film_playing playing(const struct film *what, int64_t start_ms, int64_t end_ms) {
    return (struct film_playing){what, {0, what->frames}, start_ms, end_ms};
}

static struct instant at(int64_t wall_ms) {
    return (struct instant){.wall_ms = wall_ms, .mono_ns = (wall_ms - START + 1000000) * MS_NS};
}

static void begin(struct films *films, const char *order) {
    if (order)
        setenv(FAKE_FILM, order, 1);
    else
        unsetenv(FAKE_FILM);
    films_init(films, strdup(BIN_DIR "/fake-film"));
    films_content(films, NULL, open_file);
}

static void finish(struct films *films) {
    films_finish(films);
    refused = NULL;
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no decoder is left */
    assert_int_equal(errno, ECHILD);
}

static const struct film_frame *follow(struct films *films, const struct film_playing *on,
                                       const struct film_playing *next, int64_t wall_ms) {
    const struct film_frame *frame = films_follow(films, 0, on, next, at(wall_ms), 1);
    films_sweep(films);
    return frame;
}

static void wait_a_moment(void) {
    nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static bool bright(void *context, double x, double y) {
    const struct film_frame *frame = context;
    return frame->planes[0][(int)(y * frame->height) * frame->strides[0] + (int)(x * frame->width)] > 128;
}

/* The number of the frame that is on at that time, once its decoder has it. */
static int32_t shown(struct films *films, const struct film_playing *on, const struct film_playing *next,
                     int64_t wall_ms) {
    int64_t position = film_playing_at(on, wall_ms);
    for (int i = 0; i < PATIENCE_MS; i++) {
        const struct film_frame *frame = follow(films, on, next, wall_ms);
        if (frame && frame->position == position) {
            films_presented(films, at(wall_ms), 1);
            return fake_frame_read(bright, (void *)frame);
        }
        wait_a_moment();
    }
    fail_msg("the frame of %lld did not come", (long long)(wall_ms - START));
    return -1;
}

/* Up to `to`, in steps that are none for a decoder that keeps up. */
static void play_on(struct films *films, const struct film_playing *on, int64_t from, int64_t to) {
    for (int64_t time = from; time < to; time += 800)
        shown(films, on, &nothing, time);
    shown(films, on, &nothing, to);
}

static int decoders(const struct films *films) {
    int count = 0;
    for (int i = 0; i < SITE_ZONES_MAX; i++)
        count += (films->zones[i].now.client != NULL) + (films->zones[i].next.client != NULL);
    return count;
}

static void the_clock_says_which_frame(void **state) {
    (void)state;
    struct films films, second;
    struct film_playing on = playing(&film, START, START + 10 * LENGTH_MS);
    begin(&films, NULL);
    for (int64_t ms = 0; ms < 3 * LENGTH_MS; ms += 40)
        assert_int_equal(shown(&films, &on, &nothing, START + ms), ms / 40 % FRAMES);
    assert_int_equal(films.counts.presented, 3 * FRAMES);
    assert_int_equal(films.counts.dropped + films.counts.late + films.counts.restarts, 0);
    /* another screen, or this one started anew, joins in the middle and shows the same one */
    films_init(&second, strdup(BIN_DIR "/fake-film"));
    films_content(&second, NULL, open_file);
    int64_t later = START + 3 * LENGTH_MS + 777;
    assert_int_equal(shown(&films, &on, &nothing, later), 777 / 40);
    assert_int_equal(shown(&second, &on, &nothing, later), 777 / 40);
    assert_int_equal(films.counts.dropped, 19); /* which nobody was asked to see */
    films_finish(&second);
    finish(&films);
}

static void wakes_when_the_next_frame_is_due(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + LENGTH_MS);
    struct film_playing next = playing(&other, START + LENGTH_MS, START + 2 * LENGTH_MS);
    begin(&films, NULL);
    assert_int_equal(films_due_ms(&films, START, 1), INT64_MAX);
    shown(&films, &on, &next, START + 85);
    assert_int_equal(films_due_ms(&films, START + 85, 1), START + 120);
    shown(&films, &on, &next, START + 490);
    assert_int_equal(films_due_ms(&films, START + 490, 1), START + LENGTH_MS - FILM_PREPARED_MS);
    shown(&films, &on, &next, START + 1250);
    shown(&films, &on, &next, START + LENGTH_MS - 1); /* the last one stays; what comes is another's affair */
    assert_int_equal(films_due_ms(&films, START + LENGTH_MS - 1, 1), INT64_MAX);
    finish(&films);
}

static void is_prepared_in_time_and_not_before(void **state) {
    (void)state;
    struct films films;
    struct film_playing next = playing(&film, START, START + LENGTH_MS);
    begin(&films, NULL);
    assert_null(follow(&films, &nothing, &next, START - FILM_PREPARED_MS - 1));
    assert_int_equal(decoders(&films), 0);
    assert_int_equal(films_due_ms(&films, START - 9000, 1), START - FILM_PREPARED_MS);
    assert_null(follow(&films, &nothing, &next, START - FILM_PREPARED_MS));
    assert_int_equal(decoders(&films), 1);
    int pid = film_client_pid(films.zones[0].next.client);
    assert_int_equal(shown(&films, &next, &nothing, START), 0);
    assert_int_equal(film_client_pid(films.zones[0].now.client), pid);  /* that very one */
    assert_null(follow(&films, &nothing, &nothing, START + LENGTH_MS)); /* a still slide: nobody is left */
    assert_int_equal(decoders(&films), 0);
    finish(&films);
}

/* The same film again goes on with the same decoder: no frame is left out, none comes twice. */
static void is_handed_over_to_itself(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + LENGTH_MS);
    struct film_playing next = playing(&film, START + LENGTH_MS, START + 2 * LENGTH_MS);
    begin(&films, NULL);
    for (int64_t ms = 0; ms < LENGTH_MS; ms += 40)
        shown(&films, &on, &next, START + ms);
    int pid = film_client_pid(films.zones[0].now.client);
    assert_int_equal(decoders(&films), 1);
    for (int64_t ms = 0; ms < LENGTH_MS; ms += 40)
        assert_int_equal(shown(&films, &next, &nothing, START + LENGTH_MS + ms), ms / 40);
    assert_int_equal(film_client_pid(films.zones[0].now.client), pid);
    assert_int_equal(films.counts.presented, 2 * FRAMES);
    assert_int_equal(films.counts.dropped + films.counts.late, 0);
    finish(&films);
}

static void one_film_after_another(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + LENGTH_MS);
    struct film_playing next = playing(&other, START + LENGTH_MS, START + 2 * LENGTH_MS);
    begin(&films, NULL);
    shown(&films, &on, &next, START + 1000);
    assert_int_equal(decoders(&films), 2);
    assert_int_equal(shown(&films, &next, &nothing, START + LENGTH_MS), 0);
    assert_int_equal(decoders(&films), 1);
    finish(&films);
}

static void kill_it(struct films *films) {
    kill(film_client_pid(films->zones[0].now.client), SIGKILL);
}

/* Without a frame the picture is seen that lies below, which has the poster. */
static void await_poster(struct films *films, const struct film_playing *on, int64_t wall_ms) {
    for (int i = 0; i < PATIENCE_MS; i++) {
        if (!follow(films, on, &nothing, wall_ms))
            return;
        wait_a_moment();
    }
    fail_msg("it goes on");
}

static void killed_it_is_started_again(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + 1000 * LENGTH_MS);
    begin(&films, NULL);
    /* again and again: as long as it plays well in between nothing is held against it */
    for (int64_t time = START; time < START + 6 * 20000; time += 20000) {
        play_on(&films, &on, time, time + 11000);
        assert_false(films.zones[0].now.given_up);
        kill_it(&films);
        await_poster(&films, &on, time + 11040);
        play_on(&films, &on, time + 11080, time + 19200); /* and moves again */
    }
    assert_int_equal(films.counts.restarts, 6);
    finish(&films);
}

static void twice_in_a_playing_is_enough(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + 10 * LENGTH_MS);
    begin(&films, NULL);
    shown(&films, &on, &nothing, START);
    kill_it(&films);
    await_poster(&films, &on, START + 40);
    shown(&films, &on, &nothing, START + 80);
    kill_it(&films);
    await_poster(&films, &on, START + 120);
    assert_int_equal(decoders(&films), 0);
    assert_null(follow(&films, &on, &nothing, START + 5000));
    assert_int_equal(films_due_ms(&films, START + 5000, 1), INT64_MAX); /* nothing is looked for */
    /* the next time it plays again */
    struct film_playing again = playing(&film, START + 20 * LENGTH_MS, START + 30 * LENGTH_MS);
    shown(&films, &again, &nothing, START + 20 * LENGTH_MS);
    finish(&films);
}

static void three_strikes_and_it_is_set_aside(void **state) {
    (void)state;
    static const char *const orders[] = {"crash:3", "slot:3", "flood:3", "order:3", "end:0", "fail:2"};
    for (size_t i = 0; i < LENGTH(orders); i++) {
        struct films films;
        begin(&films, orders[i]);
        for (int64_t time = START; time < START + 4 * LENGTH_MS; time += LENGTH_MS) {
            struct film_playing on = playing(&film, time, time + LENGTH_MS);
            for (int k = 0; k < PATIENCE_MS && !films.zones[0].now.given_up; k++) {
                follow(&films, &on, &nothing, time + 400);
                wait_a_moment();
            }
            follow(&films, &nothing, &nothing, time + LENGTH_MS - 1);
        }
        json_t *told = films_json(&films);
        assert_int_equal(json_array_size(json_object_get(told, "set_aside")), 1);
        assert_string_equal(json_string_value(json_array_get(json_object_get(told, "set_aside"), 0)),
                            film.name);
        json_decref(told);
        setenv(FAKE_FILM, "", 1); /* even if it would play well now */
        struct film_playing late = playing(&film, START + 90000, START + 99000);
        assert_null(follow(&films, &late, &nothing, START + 90000));
        assert_int_equal(decoders(&films), 0);
        struct film_playing else_where = playing(&other, START + 90000, START + 99000);
        shown(&films, &else_where, &nothing, START + 90000); /* another film is not to blame */
        films_content(&films, NULL, open_file);
        shown(&films, &late, &nothing, START + 90000); /* nor is it, in other content */
        finish(&films);
    }
}

static void this_machine_is_not_held_against_it(void **state) {
    (void)state;
    struct films films;
    begin(&films, "fail:4");
    for (int64_t time = START; time < START + 9 * LENGTH_MS; time += LENGTH_MS) {
        struct film_playing on = playing(&film, time, time + LENGTH_MS);
        for (int k = 0; k < PATIENCE_MS && !films.zones[0].now.given_up; k++) {
            follow(&films, &on, &nothing, time + 400);
            wait_a_moment();
        }
        follow(&films, &nothing, &nothing, time + LENGTH_MS - 1);
    }
    assert_false(film_strikes_out(&films.strikes, &film));
    finish(&films);
}

static void who_is_silent_is_ended(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + 10 * LENGTH_MS);
    begin(&films, "silent");
    assert_null(follow(&films, &on, &nothing, START));
    assert_null(follow(&films, &on, &nothing, START + 1999));
    assert_int_equal(decoders(&films), 1);
    assert_null(follow(&films, &on, &nothing, START + 2000)); /* no first frame: the poster, for this time */
    assert_int_equal(decoders(&films), 0);
    finish(&films);

    begin(&films, "stall:4");
    assert_int_equal(shown(&films, &on, &nothing, START + 120), 3);
    assert_int_equal(shown(&films, &on, &nothing, START + 240),
                     6);                                         /* the fourth: it began with the one due */
    assert_non_null(follow(&films, &on, &nothing, START + 280)); /* the last one stays for a second */
    assert_non_null(follow(&films, &on, &nothing, START + 1240));
    assert_null(follow(&films, &on, &nothing, START + 1320));
    int pid = film_client_pid(films.zones[0].now.client);
    assert_null(follow(&films, &on, &nothing, START + 280 + 3000));
    assert_int_equal(films.counts.restarts, 1);
    assert_int_not_equal(film_client_pid(films.zones[0].now.client), pid);
    finish(&films);
}

static void rests_under_the_guide(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + 100 * LENGTH_MS);
    begin(&films, NULL);
    shown(&films, &on, &nothing, START);
    int pid = film_client_pid(films.zones[0].now.client);
    for (int64_t ms = 0; ms < 60000; ms += 1000)
        films_rest(&films, at(START + ms));
    assert_int_equal(shown(&films, &on, &nothing, START + 60000), 0);
    assert_int_equal(shown(&films, &on, &nothing, START + 60040), 1);
    assert_int_equal(film_client_pid(films.zones[0].now.client), pid);
    assert_int_equal(films.counts.dropped + films.counts.late + films.counts.restarts, 0);
    films_rest(&films, at(START + 100 * LENGTH_MS)); /* it would be over */
    films_sweep(&films);
    assert_int_equal(decoders(&films), 0);
    finish(&films);
}

static void counts_what_people_saw(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + 100 * LENGTH_MS);
    begin(&films, NULL);
    shown(&films, &on, &nothing, START + 1000); /* joins: nothing was dropped */
    shown(&films, &on, &nothing, START + 1040);
    shown(&films, &on, &nothing, START + 1160); /* two were */
    const struct film_frame *frame = NULL;
    while (!frame || frame->position != 30)
        frame = follow(&films, &on, &nothing, START + 1200);
    films_presented(&films, at(START + 1217), 1);
    films_presented(&films, at(START + 1230), 1); /* the same one again counts for nothing */
    assert_int_equal(films.counts.presented, 4);
    assert_int_equal(films.counts.dropped, 2);
    assert_int_equal(films.counts.late, 1);
    finish(&films);
}

static void without_a_decoder_there_are_posters(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + LENGTH_MS);
    films_init(&films, NULL);
    films_content(&films, NULL, open_file);
    assert_null(follow(&films, &on, &nothing, START));
    assert_int_equal(films_due_ms(&films, START, 1), INT64_MAX);
    finish(&films);
    static const char *const files[] = {"assets/film/one.film.json", "assets/film/one.mp4"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        begin(&films, NULL);
        refused = files[i];
        assert_null(follow(&films, &on, &nothing, START));
        assert_int_equal(decoders(&films), 0);
        assert_false(film_strikes_out(&films.strikes, &film));
        finish(&films);
    }
}

static void what_cannot_be_opened_is_told_once_a_content(void **state) {
    (void)state;
    struct films films;
    struct film_playing on = playing(&film, START, START + LENGTH_MS);
    begin(&films, NULL);
    refused = "assets/film/one.mp4";
    assert_null(follow(&films, &on, &nothing, START));
    assert_false(film_strikes_tell(&films.strikes, &film)); /* it was */
    assert_true(film_strikes_tell(&films.strikes, &other));
    assert_false(film_strikes_tell(&films.strikes, &other));
    assert_false(film_strikes_out(&films.strikes, &film)); /* and is not held against it */
    films_content(&films, NULL, open_file);
    assert_true(film_strikes_tell(&films.strikes, &film));
    finish(&films);
}

static void is_ready_when_it_would_move_at_once(void **state) {
    (void)state;
    struct films films;
    int64_t now = START + 700;
    struct film_playing next = playing(&film, START, START + LENGTH_MS);
    struct film_playing again = playing(&film, START + LENGTH_MS, START + 2 * LENGTH_MS);
    begin(&films, NULL);
    assert_true(films_ready(&films, 0, &nothing));
    assert_false(films_ready(&films, 0, &next)); /* nobody was told of it yet */
    for (int i = 0; i < PATIENCE_MS && !films_ready(&films, 0, &next); i++) {
        assert_null(follow(&films, &nothing, &next, now));
        wait_a_moment();
    }
    const struct film_frame *frame = follow(&films, &next, &nothing, now);
    assert_non_null(frame);                      /* it moves in the turn in which it comes on */
    assert_true(films_ready(&films, 0, &again)); /* as does what its decoder goes on with */
    finish(&films);
    begin(&films, "silent");
    assert_null(follow(&films, &nothing, &next, now));
    assert_false(films_ready(&films, 0, &next));
    finish(&films);
    films_init(&films, NULL);
    films_content(&films, NULL, open_file);
    assert_null(follow(&films, &nothing, &next, now));
    assert_true(films_ready(&films, 0, &next)); /* it never will */
    finish(&films);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_says_which_frame),
        cmocka_unit_test(wakes_when_the_next_frame_is_due),
        cmocka_unit_test(is_prepared_in_time_and_not_before),
        cmocka_unit_test(is_handed_over_to_itself),
        cmocka_unit_test(one_film_after_another),
        cmocka_unit_test(killed_it_is_started_again),
        cmocka_unit_test(twice_in_a_playing_is_enough),
        cmocka_unit_test(three_strikes_and_it_is_set_aside),
        cmocka_unit_test(this_machine_is_not_held_against_it),
        cmocka_unit_test(who_is_silent_is_ended),
        cmocka_unit_test(rests_under_the_guide),
        cmocka_unit_test(counts_what_people_saw),
        cmocka_unit_test(without_a_decoder_there_are_posters),
        cmocka_unit_test(what_cannot_be_opened_is_told_once_a_content),
        cmocka_unit_test(is_ready_when_it_would_move_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
