/* Hand-over between the painting thread and the main thread; the preset tsan runs it too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <semaphore.h>
#include <string.h>

#include "show/sight.h"
#include "stage/easel.h"
#include "stage/worker.h"

#define SECOND_NS 1000000000LL
enum { WIDTH = 160, HEIGHT = 90 };

static struct localized_entry words[] = {{"en", "Welcome", 1, 1}};
static struct slide slide = {
    .type = SLIDE_TEXT, .id = "one", .file = "playlists/a.json", .headline = {1, words}};
static const char *languages[] = {"en"};
static struct site site = {.id = "test",
                           .languages = {"en"},
                           .language_count = 1,
                           .theme = {.paper = {255, 255, 255, 255}, .ink = {0, 0, 0, 255}}};
static struct layout layout = {.zones = {{"main", ZONE_PLAYLIST, 0, 0, 1, 1}}, .zone_count = 1};
static struct screen screen = {.id = "one",
                               .layout = &layout,
                               .languages = languages,
                               .language_count = 1,
                               .width_mm = 930,
                               .viewing_distance_mm = 3000};
static const struct feeds no_feeds;

static bool no_size(void *context, const char *asset, int *width, int *height) {
    (void)context, (void)asset, (void)width, (void)height;
    return false;
}

static char *no_font(void *context, const char *name) {
    (void)context, (void)name;
    return NULL;
}

static bool no_picture(void *context, const char *asset, char **bytes, size_t *size) {
    (void)context, (void)asset, (void)bytes, (void)size;
    return false;
}

static struct paint_request request_for(uint64_t number, int degrees) {
    return (struct paint_request){.number = number,
                                  .degrees = degrees,
                                  .book = {.number = 1,
                                           .theme = &site.theme,
                                           .font_file = no_font,
                                           .picture_size = no_size,
                                           .pictures = {NULL, no_picture}},
                                  .scene = {.site = &site,
                                            .screen = &screen,
                                            .zone = &layout.zones[0],
                                            .slide = &slide,
                                            .language = "en",
                                            .feeds = &no_feeds,
                                            .width = WIDTH,
                                            .height = HEIGHT,
                                            .screen_width = WIDTH,
                                            .screen_height = HEIGHT}};
}

static struct paint_answer wait_for(struct worker *worker, struct bell *bell) {
    struct paint_answer answer;
    for (int i = 0; i < 60; i++) {
        if (worker_take(worker, &answer))
            return answer;
        bell_wait(bell, SECOND_NS);
    }
    fail_msg("no answer within a minute");
    return answer;
}

static void paints_once_and_then_says_unchanged(void **state) {
    (void)state;
    struct bell bell;
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    struct paint_request request = request_for(1, 0);
    assert_true(worker_ask(worker, &request));
    struct paint_answer answer = wait_for(worker, &bell);
    assert_false(answer.failed);
    assert_int_equal(answer.number, 1);
    assert_int_equal(answer.pixels.width, WIDTH);
    request.number = 2;
    request.known_hash = answer.hash;
    paint_answer_finish(&answer);
    assert_true(worker_ask(worker, &request));
    answer = wait_for(worker, &bell);
    assert_true(answer.unchanged && !answer.failed);
    assert_null(answer.pixels.data);
    paint_answer_finish(&answer);
    assert_int_equal(worker_outstanding(worker), 0);
    worker_destroy(worker);
    bell_finish(&bell);
}

static void turned_pixels_are_the_upright_ones_turned(void **state) {
    (void)state;
    struct easel easel = {0};
    struct painter painter = easel_painter(&easel);
    struct paint_answer upright, turned;
    struct paint_request request = request_for(1, 0);
    paint_zone(&request, &painter, &upright);
    request.degrees = 90;
    paint_zone(&request, &painter, &turned);
    assert_int_equal(turned.pixels.width, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            assert_int_equal(upright.pixels.data[y * WIDTH + x],
                             turned.pixels.data[x * HEIGHT + HEIGHT - 1 - y]);
    paint_answer_finish(&upright);
    paint_answer_finish(&turned);
    easel_finish(&easel);
}

static void the_queue_is_bounded_and_answers_keep_their_order(void **state) {
    (void)state;
    struct bell bell;
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    uint64_t asked = 0;
    for (int i = 0; i < 3 * WORKER_QUEUE_MAX; i++) {
        struct paint_request request = request_for(asked + 1, 0);
        if (worker_ask(worker, &request))
            asked++;
    }
    assert_int_equal(asked, WORKER_QUEUE_MAX); /* answers that were not taken keep their place */
    for (uint64_t number = 1; number <= asked; number++) {
        struct paint_answer answer = wait_for(worker, &bell);
        assert_int_equal(answer.number, number);
        paint_answer_finish(&answer);
    }
    worker_destroy(worker);
    bell_finish(&bell);
}

static void stops_with_work_left(void **state) {
    (void)state;
    struct bell bell;
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    for (uint64_t number = 1; number <= 5; number++) {
        struct paint_request request = request_for(number, 270);
        assert_true(worker_ask(worker, &request));
    }
    worker_destroy(worker); /* answers not taken are freed: the leak checker looks */
    bell_finish(&bell);
}

static struct sight_request look_for(uint64_t number, const struct site *zoned) {
    struct paint_request scene = request_for(number, 0);
    struct sight_request look = {.number = number,
                                 .book = scene.book,
                                 .view = {.site = zoned,
                                          .screen = &screen,
                                          .feeds = &no_feeds,
                                          .now_ms = 1795000000000,
                                          .width = 1280,
                                          .height = 720}};
    state_init(&look.state, NULL);
    look.state.spot.place = PLACE_SLIDES;
    return look;
}

/* A view of the guide overtakes the scenes that wait, and only the newest one asked for is answered. */
static void views_go_first_and_only_the_newest_counts(void **state) {
    (void)state;
    struct bell bell;
    struct site zoned = site;
    struct sight sight = {0};
    zoned.zone = zone_create("Europe/Copenhagen");
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    for (uint64_t number = 1; number <= WORKER_QUEUE_MAX; number++) {
        struct paint_request request = request_for(number, 0);
        assert_true(worker_ask(worker, &request));
    }
    for (uint64_t number = 100; number < 110; number++) {
        struct sight_request look = look_for(number, &zoned);
        worker_look(worker, &look);
    }
    int answered = 0;
    for (int i = 0; i < 60 && sight.number != 109; i++) {
        sight_finish(&sight);
        if (worker_seen(worker, &sight))
            answered++;
        else
            bell_wait(&bell, SECOND_NS);
    }
    assert_int_equal(sight.number, 109);
    assert_false(sight.failed);
    assert_int_equal(sight.pixels.width, 1280);
    assert_true(sight.target_count > 0);
    assert_true(answered < 10);
    sight_finish(&sight);
    for (uint64_t number = 1; number <= WORKER_QUEUE_MAX; number++) {
        struct paint_answer answer = wait_for(worker, &bell);
        assert_int_equal(answer.number, number); /* none of the scenes is lost */
        paint_answer_finish(&answer);
    }
    assert_int_equal(worker_outstanding(worker), 0);
    worker_destroy(worker);
    zone_destroy(zoned.zone);
    bell_finish(&bell);
}

/* What is made ready before anybody asks for it says all that a view says, but is not painted. */
static void a_view_asked_ahead_has_no_pixels(void **state) {
    (void)state;
    struct bell bell;
    struct site zoned = site;
    struct sight ahead = {0}, seen = {0};
    zoned.zone = zone_create("Europe/Copenhagen");
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    struct sight_request look = look_for(1, &zoned);
    look.ahead = true;
    worker_look(worker, &look);
    for (int i = 0; i < 60 && !worker_seen(worker, &ahead); i++)
        bell_wait(&bell, SECOND_NS);
    look.number = 2;
    look.ahead = false;
    worker_look(worker, &look);
    for (int i = 0; i < 60 && !worker_seen(worker, &seen); i++)
        bell_wait(&bell, SECOND_NS);
    assert_int_equal(ahead.number, 1);
    assert_int_equal(seen.number, 2);
    assert_false(ahead.failed || seen.failed);
    assert_null(ahead.pixels.data);
    assert_non_null(seen.pixels.data);
    assert_true(ahead.hash == seen.hash && ahead.target_count == seen.target_count);
    sight_finish(&ahead);
    sight_finish(&seen);
    worker_destroy(worker);
    zone_destroy(zoned.zone);
    bell_finish(&bell);
}

/* When the visitor has gone nothing of theirs is delivered any more; scenes are. */
static void forgetting_drops_views_and_keeps_scenes(void **state) {
    (void)state;
    struct bell bell;
    struct site zoned = site;
    struct sight sight;
    zoned.zone = zone_create("Europe/Copenhagen");
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    struct sight_request look = look_for(1, &zoned);
    worker_look(worker, &look);
    worker_forget(worker);
    struct paint_request request = request_for(2, 0);
    assert_true(worker_ask(worker, &request));
    struct paint_answer answer = wait_for(worker, &bell);
    assert_int_equal(answer.number, 2);
    paint_answer_finish(&answer);
    assert_false(worker_seen(worker, &sight));
    assert_int_equal(worker_outstanding(worker), 0);
    worker_destroy(worker);
    zone_destroy(zoned.zone);
    bell_finish(&bell);
}

static char *font_when_allowed(void *context, const char *name) {
    (void)name;
    sem_wait(context);
    return NULL;
}

/* The next visitor may touch before the last one is forgotten: what they see is not forgotten with it. */
static void what_is_asked_after_forgetting_is_answered(void **state) {
    (void)state;
    struct bell bell;
    struct site zoned = site;
    struct sight sight = {0};
    sem_t allowed;
    sem_init(&allowed, 0, 0);
    zoned.zone = zone_create("Europe/Copenhagen");
    assert_true(bell_init(&bell));
    struct worker *worker = worker_create(&bell);
    struct paint_request scene = request_for(1, 0);
    scene.book.font_file = font_when_allowed;
    scene.book.context = &allowed;
    assert_true(worker_ask(worker, &scene)); /* the painter is at work, and stays so, */
    worker_forget(worker);
    struct sight_request look = look_for(2, &zoned);
    worker_look(worker, &look); /* until both wait */
    for (int i = 0; i < 100; i++)
        sem_post(&allowed);
    struct paint_answer answer = wait_for(worker, &bell);
    paint_answer_finish(&answer);
    for (int i = 0; i < 60 && worker_outstanding(worker) > 0 && !worker_seen(worker, &sight); i++)
        bell_wait(&bell, SECOND_NS);
    assert_int_equal(sight.number, 2);
    sight_finish(&sight);
    worker_destroy(worker);
    zone_destroy(zoned.zone);
    sem_destroy(&allowed);
    bell_finish(&bell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paints_once_and_then_says_unchanged),
        cmocka_unit_test(turned_pixels_are_the_upright_ones_turned),
        cmocka_unit_test(the_queue_is_bounded_and_answers_keep_their_order),
        cmocka_unit_test(stops_with_work_left),
        cmocka_unit_test(views_go_first_and_only_the_newest_counts),
        cmocka_unit_test(a_view_asked_ahead_has_no_pixels),
        cmocka_unit_test(forgetting_drops_views_and_keeps_scenes),
        cmocka_unit_test(what_is_asked_after_forgetting_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
