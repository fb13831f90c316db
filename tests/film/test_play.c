/* kiosk-film play, as the player meets it: the right frames and the right sound, and an end in words to
 * whatever is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <pthread.h>

#include "film/play.h"
#include "support/film_player.h"

#define PROGRAM BIN_DIR "/kiosk-film"

/* With sound, and silent: of a size that is no multiple of a macroblock, at a speed that is no whole one. */
static struct film_fixture heard, odd;

struct watched {
    struct film_player player;
    const struct film_fixture *fixture;
    uint32_t turn;
    int held; /* slots */
};

static void begin(struct watched *watched, const struct film_fixture *fixture, const char *film,
                  const char *index) {
    struct film_message message;
    *watched = (struct watched){.fixture = fixture};
    assert_true(film_player_start(&watched->player, PROGRAM, &fixture->film, film, index));
    if (film != fixture->path || index != fixture->index)
        return;
    assert_true(film_player_hear(&watched->player, FILM_PLAYER_WAIT_MS, &message));
    assert_int_equal(message.kind, FILM_READY);
}

static void seek(struct watched *watched, int32_t frame) {
    film_player_say(&watched->player, FILM_SEEK, 0, ++watched->turn, frame);
}

static void let_go(struct watched *watched, int slot) {
    watched->held--;
    film_player_say(&watched->player, FILM_FREE, slot, 0, 0);
}

/* The next frame of this turn, which has to be `frame`; those of older turns are given back. Its slot. */
static int see(struct watched *watched, int64_t frame) {
    struct film_message message;
    for (bool ours = false;; let_go(watched, message.slot)) {
        assert_true(film_player_hear(&watched->player, FILM_PLAYER_WAIT_MS, &message));
        assert_int_equal(message.kind, FILM_FRAME);
        assert_in_range(++watched->held, 1, TALK_AHEAD);
        ours |= message.turn == watched->turn;
        if (!ours)
            continue;
        assert_int_equal(message.turn, watched->turn); /* no stale one behind it */
        assert_int_equal(message.frame, frame);
        struct film_plane luma = film_ring_plane(&watched->player.ring, message.slot, 0);
        assert_int_equal(film_fixture_number(film_player_luma(&watched->player, message.slot), luma.stride),
                         frame);
        if (!film_player_shows(&watched->player, watched->fixture, message.slot, frame))
            fail_msg("frame %lld is not as ffmpeg decodes it", (long long)frame);
        return message.slot;
    }
}

/* While a frame is shown, its sound is there, as ffmpeg decodes it; silence where the film has none. */
static void hear_sound(const struct watched *watched, int64_t frame, int64_t round) {
    const struct film *film = watched->player.film;
    const struct film_sound_head *head = watched->player.head;
    int64_t base = round * film_frame_sample(film, film->frames);
    int64_t from = base + film_frame_sample(film, frame), to = base + film_frame_sample(film, frame + 1);
    int64_t until = atomic_load((_Atomic int64_t *)(uintptr_t)&head->to);
    assert_int_equal(atomic_load((_Atomic uint32_t *)(uintptr_t)&head->turn), watched->turn);
    if (atomic_load((_Atomic int64_t *)(uintptr_t)&head->from) > from || until < to)
        fail_msg("frame %lld: no sound, which is there to %lld", (long long)frame, (long long)until);
    assert_true(until - from <= FILM_SOUND_SAMPLES);
    for (int64_t n = from; n < to; n++)
        for (int c = 0; c < 2; c++) {
            int got = watched->player.samples[n % FILM_SOUND_SAMPLES * 2 + c];
            int wanted = n - base < film->samples ? watched->fixture->sound[(n - base) * 2 + c] : 0;
            if (abs(got - wanted) > 1)
                fail_msg("sample %lld of frame %lld is %d, not %d", (long long)n, (long long)frame, got,
                         wanted);
        }
}

static void end_with(struct watched *watched, int status) {
    int ended = film_player_status(&watched->player);
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) != status)
        fail_msg("it ends with %x", (unsigned)ended);
    film_player_finish(&watched->player);
}

static void quit(struct watched *watched) {
    film_player_say(&watched->player, FILM_QUIT, 0, 0, 0);
    end_with(watched, 0);
}

/* Fails in that way, having said no frame but those that are right; how many it said. */
static int fail_as(struct watched *watched, enum film_trouble trouble) {
    struct film_message message;
    int64_t next = 0;
    for (;;) {
        assert_true(film_player_hear(&watched->player, FILM_PLAYER_WAIT_MS, &message));
        if (message.kind == FILM_FAIL)
            break;
        if (message.kind == FILM_READY)
            continue;
        assert_int_equal(message.frame, next++);
        assert_true(film_player_shows(&watched->player, watched->fixture, message.slot, message.frame));
        film_player_say(&watched->player, FILM_FREE, message.slot, 0, 0);
    }
    if (message.frame != (int64_t)trouble)
        fail_msg("it fails as \"%s\"", film_trouble_name(message.frame));
    assert_false(film_player_hear(&watched->player, FILM_PLAYER_WAIT_MS, &message)); /* last of all */
    end_with(watched, trouble == FILM_TROUBLE_MACHINE ? 3 : 1);
    return (int)next;
}

static void look_from_everywhere(struct watched *watched, const int32_t *places, size_t count) {
    int32_t frames = watched->fixture->film.frames;
    for (size_t i = 0; i < count; i++) {
        seek(watched, places[i]);
        for (int64_t n = places[i]; n < places[i] + 5; n++) {
            int slot = see(watched, n % frames);
            if (watched->fixture->film.samples > 0)
                hear_sound(watched, n % frames, n / frames);
            let_go(watched, slot);
        }
    }
}

static void the_right_frame_after_every_seek(void **state) {
    (void)state;
    static const int32_t places[] = {0, 1, 24, 25, 26, 74, 49, 0, 73, 37, 50, 12, 74, 1};
    static const int32_t odd_places[] = {0, 1, 29, 30, 31, 44, 43, 0, 30};
    struct watched watched;
    begin(&watched, &heard, heard.path, heard.index);
    look_from_everywhere(&watched, places, LENGTH(places));
    quit(&watched);
    begin(&watched, &odd, odd.path, odd.index);
    look_from_everywhere(&watched, odd_places, LENGTH(odd_places));
    quit(&watched);
}

/* On over the end, again and again, by a player that shows one frame and has some to come. */
static void it_goes_round(void **state) {
    (void)state;
    const struct film_fixture *films[] = {&heard, &odd};
    for (size_t i = 0; i < LENGTH(films); i++) {
        struct watched watched;
        int slots[4], shown = 0;
        begin(&watched, films[i], films[i]->path, films[i]->index);
        seek(&watched, 20);
        int32_t frames = films[i]->film.frames;
        for (int64_t n = 20; n < 4 * frames; n++) {
            if (n - 20 >= 4)
                let_go(&watched, slots[n % 4]);
            slots[n % 4] = see(&watched, n % frames);
            if (films[i]->film.samples > 0)
                hear_sound(&watched, n % frames, n / frames);
            shown++;
        }
        assert_int_equal(shown, 4 * frames - 20);
        quit(&watched);
    }
}

/* A player that gives nothing back gets enough to come over a busy moment, and no more than it can hold. */
static void it_waits_for_slots(void **state) {
    (void)state;
    struct watched watched;
    int slots[TALK_AHEAD];
    begin(&watched, &heard, heard.path, heard.index);
    for (int turn = 0; turn < 3; turn++) {
        seek(&watched, 10);
        for (int i = 0; i < TALK_AHEAD; i++)
            slots[i] = see(&watched, 10 + i);
        struct film_message message;
        assert_false(film_player_hear(&watched.player, 50, &message));
        for (int i = 0; i < TALK_AHEAD; i++) /* and none of them was touched meanwhile */
            assert_true(film_player_shows(&watched.player, &heard, slots[i], 10 + i));
        if (turn < 2) /* the next turn begins with all of them held */
            for (int i = 0; i < TALK_AHEAD; i++)
                let_go(&watched, slots[i]);
    }
    let_go(&watched, slots[0]);
    (void)see(&watched, 10 + TALK_AHEAD);
    quit(&watched);
}

static void held_is_still(void **state) {
    (void)state;
    struct watched watched;
    struct film_message message;
    begin(&watched, &heard, heard.path, heard.index);
    seek(&watched, 0);
    let_go(&watched, see(&watched, 0));
    film_player_say(&watched.player, FILM_HOLD, 0, 0, 0);
    int more = 0;
    while (film_player_hear(&watched.player, 200, &message) && more++ < FILM_SLOTS)
        film_player_say(&watched.player, FILM_FREE, message.slot, 0, 0);
    assert_in_range(more, 0, TALK_AHEAD); /* what was on its way */
    watched.held = 0;
    seek(&watched, 60);
    let_go(&watched, see(&watched, 60));
    quit(&watched);
}

static void a_player_that_dies(void **state) {
    (void)state;
    for (int when = 0; when < 3; when++) {
        struct watched watched;
        begin(&watched, &heard, heard.path, heard.index);
        if (when > 0)
            seek(&watched, 3);
        if (when > 1)
            (void)see(&watched, 3);
        close(watched.player.socket);
        watched.player.socket = -1;
        end_with(&watched, 0);
    }
}

static void a_player_that_says_nonsense(void **state) {
    (void)state;
    static const struct {
        const char *why;
        struct film_message message;
        size_t size;
    } ROWS[] = {
        {"a slot that it has not", {FILM_FREE, 2, 0, 0}, FILM_MESSAGE_BYTES},
        {"what the decoder says", {FILM_READY, FILM_PROTOCOL, 0, 75}, FILM_MESSAGE_BYTES},
        {"a frame that there is not", {FILM_SEEK, 0, 9, 75}, FILM_MESSAGE_BYTES},
        {"half a message", {FILM_SEEK, 0, 9, 0}, FILM_MESSAGE_BYTES / 2},
        {"more than a message", {FILM_SEEK, 0, 9, 0}, 1000},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct watched watched;
        uint8_t bytes[1000] = {0};
        begin(&watched, &heard, heard.path, heard.index);
        film_message_write(&ROWS[i].message, bytes);
        assert_int_equal(send(watched.player.socket, bytes, ROWS[i].size, 0), ROWS[i].size);
        assert_int_equal(fail_as(&watched, FILM_TROUBLE_MESSAGE), 0);
    }
}

static void indexes_of_other_films(void **state) {
    (void)state;
    static const struct {
        const char *why;
        int width, frames;
        int64_t samples;
        int32_t fps;
    } ROWS[] = {
        {"wider", 130, 75, 144000, 25},
        {"narrower", 126, 75, 144000, 25},
        {"longer", 128, 76, 145920, 25},
        {"shorter", 128, 74, 142080, 25},
        {"silent", 128, 75, 0, 25},
        {"faster", 128, 75, 120000, 30},
        {"a bit slower", 128, 75, 150000, 24},
    };
    char index[120], *own = heard.index;
    snprintf(index, sizeof index, "%s/other.film.json", heard.folder);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct film_fixture other = heard;
        struct watched watched;
        other.film.width = ROWS[i].width, other.film.frames = ROWS[i].frames;
        other.film.samples = ROWS[i].samples, other.film.fps_num = ROWS[i].fps;
        snprintf(other.index, sizeof other.index, "%.80s/other.json", own[0] ? heard.folder : "");
        assert_true(film_fixture_write_index(&other, &other.film));
        begin(&watched, &other, heard.path, other.index);
        seek(&watched, 0);
        assert_true(fail_as(&watched, FILM_TROUBLE_SHAPE) <= 1); /* by its second frame a speed is known */
    }
}

/* Damage and a cut in the second MiB: what was before it is played. */
static void damaged_films(void **state) {
    (void)state;
    char path[120];
    struct film_fixture large = {0};
    struct film shape = {.width = 640, .height = 360, .fps_num = 25, .fps_den = 1, .frames = 50};
    assert_true(film_fixture_make(&large, &shape));
    free(large.pictures);
    assert_true(film_fixture_encode(&large, "-qp 10 -vf noise=alls=40:allf=t") &&
                film_fixture_decode(&large));
    assert_true(large.film.bytes > FILM_CHUNK_BYTES * 3 / 2);
    snprintf(path, sizeof path, "%s/damaged.mp4", large.folder);
    large.bytes[FILM_CHUNK_BYTES + 5000] ^= 1;
    struct fail why;
    struct watched watched;
    assert_true(disk_write(path, large.bytes, (size_t)large.film.bytes, &why));
    begin(&watched, &large, path, large.index);
    seek(&watched, 0);
    assert_in_range(fail_as(&watched, FILM_TROUBLE_DAMAGED), 1, 45);
    assert_true(disk_write(path, large.bytes, (size_t)large.film.bytes - 1, &why));
    begin(&watched, &large, path, large.index);
    assert_int_equal(fail_as(&watched, FILM_TROUBLE_DAMAGED), 0);
    film_fixture_finish(&large);
}

/* No film, no index, memory that is too small: it is this machine, or the index. */
static void what_it_is_started_with(void **state) {
    (void)state;
    struct watched watched;
    begin(&watched, &heard, heard.path, heard.path);
    assert_int_equal(fail_as(&watched, FILM_TROUBLE_SHAPE), 0);
    struct film_fixture small = heard; /* its memory is that of a smaller film */
    small.film.width = 64;
    begin(&watched, &heard, heard.path, "/dev/null");
    assert_int_equal(fail_as(&watched, FILM_TROUBLE_MACHINE), 0);
    watched = (struct watched){.fixture = &small};
    assert_true(film_player_start(&watched.player, PROGRAM, &small.film, heard.path, heard.index));
    assert_int_equal(fail_as(&watched, FILM_TROUBLE_MACHINE), 0);
}

static void *play_here(void *context) {
    struct play *play = context;
    assert_true(play_run(play));
    return NULL;
}

/* The same without a jail and in this process, where sanitizers see all of it. */
static void in_this_process(void **state) {
    (void)state;
    static const int32_t places[] = {0, 74, 26};
    struct watched watched = {.fixture = &heard};
    struct film_message message;
    struct film_fault fault = {0};
    struct chunks chunks;
    pthread_t thread;
    struct play play = {.chunks = &chunks};
    int fd = open(heard.path, O_RDONLY | O_CLOEXEC);
    assert_true(film_player_init(&watched.player, &heard.film, &play.socket));
    play.frames = mmap(NULL, (size_t)watched.player.ring.bytes, PROT_READ | PROT_WRITE, MAP_SHARED,
                       watched.player.frames_fd, 0);
    play.sound = mmap(NULL, (size_t)film_sound_bytes(), PROT_READ | PROT_WRITE, MAP_SHARED,
                      watched.player.sound_fd, 0);
    void *sound = play.sound;
    assert_true(chunks_init(&chunks, fd, &heard.film, &fault));
    assert_int_equal(pthread_create(&thread, NULL, play_here, &play), 0);
    assert_true(film_player_hear(&watched.player, FILM_PLAYER_WAIT_MS, &message));
    look_from_everywhere(&watched, places, LENGTH(places));
    film_player_say(&watched.player, FILM_QUIT, 0, 0, 0);
    pthread_join(thread, NULL);
    uint8_t *frames = play.frames;
    play_finish(&play);
    chunks_finish(&chunks);
    munmap(frames, (size_t)watched.player.ring.bytes);
    munmap(sound, (size_t)film_sound_bytes());
    close(play.socket);
    film_player_finish(&watched.player);
    close(fd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_frame_after_every_seek),
        cmocka_unit_test(it_goes_round),
        cmocka_unit_test(it_waits_for_slots),
        cmocka_unit_test(held_is_still),
        cmocka_unit_test(a_player_that_dies),
        cmocka_unit_test(a_player_that_says_nonsense),
        cmocka_unit_test(indexes_of_other_films),
        cmocka_unit_test(damaged_films),
        cmocka_unit_test(what_it_is_started_with),
        cmocka_unit_test(in_this_process),
    };
    struct film with_sound = {
        .width = 128, .height = 72, .fps_num = 25, .fps_den = 1, .frames = 75, .samples = 144000};
    struct film silent = {.width = 98, .height = 66, .fps_num = 30000, .fps_den = 1001, .frames = 45};
    bool made = film_fixture_make(&heard, &with_sound) && film_fixture_make(&odd, &silent);
    int failed = made ? cmocka_run_group_tests(tests, NULL, NULL) : heard.folder[0] ? 1 : 77;
    film_fixture_finish(&heard);
    film_fixture_finish(&odd);
    return failed;
}
