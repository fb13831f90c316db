/* One frame of a film, a look at all of it, and what is said of films that are not what they should be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/wait.h>

#include "film/still.h"
#include "support/film_fixture.h"

static struct film_fixture whole;

/* Runs kiosk-film with those arguments; what it wrote to `output` (1, 2) is in `said`. Its exit status. */
static int run(const char *arguments, int output, char *said, size_t size) {
    char command[600];
    snprintf(command, sizeof command, BIN_DIR "/kiosk-film %s 2>&1 >/dev/null", arguments);
    if (output == 1)
        snprintf(command, sizeof command, BIN_DIR "/kiosk-film %s 2>/dev/null", arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t got = fread(said, 1, size - 1, pipe);
    said[got] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int check(const char *film, const char *index, char *said, size_t size) {
    char arguments[300];
    snprintf(arguments, sizeof arguments, "check --film %s --index %s", film, index);
    return run(arguments, 2, said, size);
}

static void one_frame_is_as_ffmpeg_decodes_it(void **state) {
    (void)state;
    static const int frames[] = {0, 1, 24, 25, 26, 59};
    size_t bytes = film_still_bytes(&whole.film);
    char *out = malloc(bytes + 2), arguments[300];
    for (size_t i = 0; i < LENGTH(frames); i++) {
        snprintf(arguments, sizeof arguments, "one --film %s --index %s --frame %d", whole.path, whole.index,
                 frames[i]);
        assert_int_equal(run(arguments, 1, out, bytes + 2), 0);
        assert_memory_equal(out, whole.pictures + bytes * (size_t)frames[i], bytes);
        assert_int_equal(film_fixture_number((uint8_t *)out, whole.film.width), frames[i]);
    }
    snprintf(arguments, sizeof arguments, "one --film %s --index %s --frame 60", whole.path, whole.index);
    assert_int_equal(run(arguments, 1, out, bytes + 2), 2);
    free(out);
}

static void a_good_film_is_said_to_be_one(void **state) {
    (void)state;
    char said[300], arguments[300];
    snprintf(arguments, sizeof arguments, "check --film %s --index %s", whole.path, whole.index);
    assert_int_equal(run(arguments, 1, said, sizeof said), 0);
    assert_string_equal(said, "160 × 90, 60 frames in 2400 ms, with sound\n");
}

/* Encoded otherwise: each is a film that players play, and none is the shape. */
static void films_of_other_shapes(void **state) {
    (void)state;
    static const struct {
        const char *options, *words;
    } ROWS[] = {
        {"-profile:v main", "High"},
        {"-g 50 -keyint_min 50", "no key frame in the second before frame 25"},
        {"-color_range pc", "8 bit 4:2:0"},
        {"-ac 1", "stereo"},
        {"-ar 44100", "48 kHz"},
        {"-map 0:v -map 1:a -map 1:a", "MP4"},
    };
    struct film_fixture other = {.film = whole.film};
    strcpy(other.folder, "/tmp/kiosk-film-XXXXXX");
    assert_non_null(mkdtemp(other.folder));
    snprintf(other.path, sizeof other.path, "%s/film.mp4", other.folder);
    snprintf(other.index, sizeof other.index, "%s/film.film.json", other.folder);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        char said[600];
        if (!film_fixture_encode(&other, ROWS[i].options))
            fail_msg("ffmpeg does not make %s", ROWS[i].options);
        if (check(other.path, other.index, said, sizeof said) != 1 || !strstr(said, ROWS[i].words))
            fail_msg("%s: %s", ROWS[i].options, said);
    }
    film_fixture_finish(&other);
}

/* What is signed and still wrong: bits flipped in the pictures before the index was made. Whatever libav
 * makes of them, it ends, in words or well, and never by a signal. */
static void a_film_that_was_broken_when_it_was_made(void **state) {
    (void)state;
    struct film_fixture broken = whole;
    char path[120], said[600];
    uint32_t seed = 7;
    int refused = 0;
    broken.bytes = malloc((size_t)whole.film.bytes);
    snprintf(path, sizeof path, "%s/broken.mp4", whole.folder);
    snprintf(broken.index, sizeof broken.index, "%.60s/broken.json", whole.folder);
    for (int round = 0; round < 12; round++) {
        memcpy(broken.bytes, whole.bytes, (size_t)whole.film.bytes);
        for (int i = 0; i < 200; i++) {
            seed = seed * 1664525 + 1013904223;
            size_t from = round % 2 ? (size_t)whole.film.bytes / 4 : 0; /* the head, too */
            broken.bytes[from + seed % (whole.film.bytes - from)] ^= (char)(1 << (seed >> 29));
        }
        struct fail why;
        film_fixture_hash(&broken);
        assert_true(disk_write(path, broken.bytes, (size_t)broken.film.bytes, &why));
        assert_true(film_fixture_write_index(&broken, &broken.film));
        int status = check(path, broken.index, said, sizeof said);
        assert_in_range(status, 0, 1);
        refused += status == 1 && strstr(said, "kiosk-film: ") != NULL;
    }
    assert_in_range(refused, 10, 12);
    free(broken.bytes);
}

static void usage(void **state) {
    (void)state;
    char said[2000];
    assert_int_equal(run("--help", 1, said, sizeof said), 0);
    assert_non_null(strstr(said, "check"));
    assert_int_equal(run("--version", 1, said, sizeof said), 0);
    assert_int_equal(strncmp(said, "kiosk-film ", 11), 0);
    assert_int_equal(run("check --help", 1, said, sizeof said), 0);
    assert_int_equal(run("check", 2, said, sizeof said), 2);
    assert_int_equal(run("one --film x --index y --frame -1", 2, said, sizeof said), 2);
    assert_int_equal(run("nonsense", 2, said, sizeof said), 2);
    assert_int_equal(check("/nowhere/film.mp4", whole.index, said, sizeof said), 3);
    assert_non_null(strstr(said, "/nowhere/film.mp4: No such file"));
}

/* The same without a jail, where sanitizers see all of it. */
static void in_this_process(void **state) {
    (void)state;
    struct film_fault fault = {0};
    struct chunks chunks;
    int fd = open(whole.path, O_RDONLY | O_CLOEXEC);
    struct film_ring ring = film_ring_of(whole.film.width, whole.film.height);
    uint8_t *memory = calloc(1, ring.bytes), *out = malloc(film_still_bytes(&whole.film));
    void *sound = calloc(1, film_sound_bytes());
    assert_true(chunks_init(&chunks, fd, &whole.film, &fault));
    assert_true(film_still(&chunks, memory, 33, out));
    assert_memory_equal(out, whole.pictures + 33 * film_still_bytes(&whole.film),
                        film_still_bytes(&whole.film));
    assert_true(film_look_through(&chunks, memory, sound));
    chunks_finish(&chunks);
    free(memory);
    free(out);
    free(sound);
    close(fd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_frame_is_as_ffmpeg_decodes_it),
        cmocka_unit_test(a_good_film_is_said_to_be_one),
        cmocka_unit_test(films_of_other_shapes),
        cmocka_unit_test(a_film_that_was_broken_when_it_was_made),
        cmocka_unit_test(usage),
        cmocka_unit_test(in_this_process),
    };
    struct film film = {
        .width = 160, .height = 90, .fps_num = 25, .fps_den = 1, .frames = 60, .samples = 115200};
    bool made = film_fixture_make(&whole, &film);
    int failed = made ? cmocka_run_group_tests(tests, NULL, NULL) : whole.folder[0] ? 1 : 77;
    film_fixture_finish(&whole);
    return failed;
}
