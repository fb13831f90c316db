/* kiosk/sync/films.c: a film and its index, judged before the switch. */
#include "sync/films.h"

#include "sync/world.h"

#include "core/film/film.h"

enum { BYTES = FILM_CHUNK_BYTES * 5 / 2, CHUNKS = 3, STEPS = 40 };
#define FILM "assets/film/a.mp4"
#define INDEX "assets/film/a.film.json"

struct hall {
    struct world *world;
    char *film, *index;
    struct hash film_hash, index_hash;
    struct manifest_file files[2];
    struct manifest manifest;
    char words[400];
};

static void put(struct hall *hall, const char *bytes, size_t size, struct hash *hash) {
    struct world *world = hall->world;
    *hash = hash_bytes(bytes, size);
    char *part = store_part_path(world->store, hash->hex);
    assert_true(disk_write(part, bytes, size, &world->fail));
    assert_true(store_adopt(world->store, hash->hex, size, &world->fail));
    free(part);
}

/* The index says `frames`, and of chunk `other` another hash; −1: of none. */
static void describe(struct hall *hall, int frames, int other, const char *file) {
    char chunks[CHUNKS][HASH_HEX + 1];
    for (size_t i = 0; i < CHUNKS; i++) {
        size_t left = BYTES - i * FILM_CHUNK_BYTES;
        struct hash hash =
            hash_bytes(hall->film + i * FILM_CHUNK_BYTES, left < FILM_CHUNK_BYTES ? left : FILM_CHUNK_BYTES);
        memcpy(chunks[i], (int)i == other ? hash_bytes("x", 1).hex : hash.hex, sizeof chunks[i]);
    }
    free(hall->index);
    assert_true(asprintf(&hall->index,
                         "{\"spec\":1,\"file\":\"%s\",\"poster\":\"assets/film/a.png\",\"bytes\":%d,"
                         "\"chunks\":[\"%s\",\"%s\",\"%s\"],\"width\":128,\"height\":72,\"fps\":[25,1],"
                         "\"frames\":%d,\"samples\":96000,\"made\":{\"from\":\"a.mov\",\"with\":\"ffmpeg\"}}",
                         file, BYTES, chunks[0], chunks[1], chunks[2], frames) > 0);
    put(hall, hall->index, strlen(hall->index), &hall->index_hash);
    hall->files[0] =
        (struct manifest_file){INDEX, hall->index_hash.hex, "application/json", strlen(hall->index)};
    hall->files[1] = (struct manifest_file){FILM, hall->film_hash.hex, "video/mp4", BYTES};
    hall->manifest = (struct manifest){.files = hall->files, .file_count = 2};
}

static int setup(void **state) {
    struct hall *hall = calloc(1, sizeof *hall);
    hall->world = world_create();
    hall->world->result = "{}";
    hall->world->result_size = 2;
    hall->film = malloc(BYTES);
    for (size_t i = 0; i < BYTES; i++)
        hall->film[i] = (char)(i * i >> 7);
    put(hall, hall->film, BYTES, &hall->film_hash);
    describe(hall, 50, -1, FILM);
    *state = hall;
    return 0;
}

static int teardown(void **state) {
    struct hall *hall = *state;
    world_destroy(hall->world);
    free(hall->film);
    free(hall->index);
    free(hall);
    return 0;
}

/* To its end; what is said is in hall->words. */
static enum pictures_progress judged(struct hall *hall) {
    struct films *films = films_create(&(struct films_request){.store = hall->world->store,
                                                               .ports = &hall->world->ports,
                                                               .manifest = &hall->manifest,
                                                               .patience = 2});
    enum pictures_progress progress = PICTURES_RUNNING;
    struct fail fail = {0};
    hall->world->intake_started = 0;
    for (int i = 0; progress == PICTURES_RUNNING && i < STEPS; i++)
        progress = films_step(films, 1, &fail);
    films_destroy(films);
    snprintf(hall->words, sizeof hall->words, "%s", fail.text);
    assert_int_equal(hall->world->intake_running, 0);
    return progress;
}

static void says(const struct hall *hall, const char *words) {
    if (!strstr(hall->words, words))
        fail_msg("\"%s\" does not say \"%s\"", hall->words, words);
}

static void a_fit_film_is_looked_at_once(void **state) {
    struct hall *hall = *state;
    assert_int_equal(judged(hall), PICTURES_DONE);
    assert_int_equal(hall->world->intake_started, 1);
    assert_string_equal(hall->world->intake_args, "--index 128x72,25/1,50,96000,2621440 ");
    assert_int_equal(hall->world->patience, 2);
    assert_int_equal(judged(hall), PICTURES_DONE);
    assert_int_equal(hall->world->intake_started, 0);
    describe(hall, 51, -1, FILM); /* another index: once more */
    assert_int_equal(judged(hall), PICTURES_DONE);
    assert_int_equal(hall->world->intake_started, 1);
}

static void a_bad_film_is_its_own_fault(void **state) {
    struct hall *hall = *state;
    hall->world->verdict = INTAKE_REFUSED;
    snprintf(hall->world->words, sizeof hall->world->words, "the film is interlaced");
    assert_int_equal(judged(hall), PICTURES_REFUSED);
    assert_string_equal(hall->words, INDEX ": the film is interlaced");
    hall->world->verdict = INTAKE_TROUBLE;
    assert_int_equal(judged(hall), PICTURES_TROUBLE);
    hall->world->verdict = INTAKE_DONE;
    assert_int_equal(judged(hall), PICTURES_DONE);
}

static void an_index_has_to_be_that_of_its_film(void **state) {
    struct hall *hall = *state;
    describe(hall, 50, 2, FILM);
    assert_int_equal(judged(hall), PICTURES_REFUSED);
    says(hall, "MiB 3 of the film is not what its index says");
    assert_true(store_has_object(hall->world->store, hall->film_hash.hex, BYTES));
    describe(hall, 50, -1, "assets/film/b.mp4");
    assert_int_equal(judged(hall), PICTURES_REFUSED);
    says(hall, "assets/film/b.mp4 was not published with its index");
    describe(hall, 50, -1, FILM);
    hall->files[1].size--;
    assert_int_equal(judged(hall), PICTURES_REFUSED);
    says(hall, "another size");
    describe(hall, 0, -1, FILM);
    assert_int_equal(judged(hall), PICTURES_REFUSED);
    says(hall, "line 1: must be a whole number from 1");
}

/* What rotted on this disk is nobody's fault who made the film. */
static void damage_is_fetched_again(void **state) {
    struct hall *hall = *state;
    char *path = store_object_path(hall->world->store, hall->film_hash.hex);
    hall->film[BYTES - 1] ^= 1;
    assert_true(disk_write(path, hall->film, BYTES, &hall->world->fail));
    free(path);
    assert_int_equal(judged(hall), PICTURES_TROUBLE);
    says(hall, "the hash is wrong");
    assert_false(store_has_object(hall->world->store, hall->film_hash.hex, BYTES));
    assert_int_equal(judged(hall), PICTURES_TROUBLE);
    says(hall, "is missing");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {TEST(a_fit_film_is_looked_at_once), TEST(a_bad_film_is_its_own_fault),
                                       TEST(an_index_has_to_be_that_of_its_film),
                                       TEST(damage_is_fetched_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
