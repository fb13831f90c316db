/* Each allocation of the store refused once: what was there stays or becomes what was meant, never something
 * between, and a refusal says why. */
#include "support/memory.h"

#include <unistd.h>

#include "store/store.h"
#include "system/disk.h"

#define CONFIGURATION "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
static const char feed_json[] = "{\"kind\":\"news\",\"items\":[{\"id\":\"1\",\"title\":\"A\"}]}";
static const char object_text[] = "{\"slides\": []}";

static char folder[] = "/tmp/kiosk-memory-XXXXXX";
static struct secret_key signer;
static struct trust trusted = {.count = 1};
static struct hash object;
static char *manifest_text, *signature;
static size_t manifest_size;
static int64_t clock_s; /* of the last state that was written; the next is one more */

/* A step that is refused says why. */
static bool step(bool done, const struct fail *why, const char *what) {
    if (!done && !memory_short())
        fail_msg("%s: %s", what, why->text);
    if (!done && !why->text[0])
        fail_msg("allocation %ld: %s fails and does not say why", memory_refuses, what);
    return done;
}

static bool put_object(struct store *store, struct fail *why) {
    char *part = store_part_path(store, object.hex);
    bool there = part && disk_write(part, object_text, strlen(object_text), why);
    if (!part)
        fail_set(why, "out of memory");
    free(part);
    return there && store_adopt(store, object.hex, strlen(object_text), why);
}

/* What was told is written; what could not be told for want of memory is said. */
static bool note_kept(bool told, struct store_note *note, struct fail *why) {
    bool kept = told ? store_note_write(note, why) : fail_set(why, "out of memory");
    store_note_finish(note);
    return kept;
}

static void write_all(struct store *store) {
    struct store_state state = {.current = {1, 2}, .ratchet = {1, 2}, .clock_s = clock_s + 1};
    struct store_refusal refusal = {.id = {1, 9}, .at_s = 5, .why = "x"};
    struct fail why = {0};
    if (!step(store_trust_keep(store, &trusted, &why), &why, "trust") ||
        !step(put_object(store, &why), &why, "object") ||
        !step(store_generation_write(store, (struct generation_id){1, 2}, manifest_text, manifest_size,
                                     signature, strlen(signature), &why),
              &why, "generation") ||
        !step(store_state_write(store, &state, &why), &why, "state"))
        return;
    step(store_feed_write(store, "news", feed_json, strlen(feed_json), 77, &why), &why, "feed");
    step(store_picture_write(store, object.hex, 4, 4, "pic", 3, &why), &why, "picture");
    struct store_note note = {0};
    struct store_refusals word = {.count = 0};
    step(note_kept(store_mark_good(store, state.current, &note), &note, &why), &why, "good");
    store_refuse(&word, CONFIGURATION, &refusal);
    step(note_kept(store_note_refusals(store, &word, &note), &note, &why), &why, "refuse");
    step(store_collect(store, &state, &why), &why, "collect");
}

/* With all the memory in the world: everything is whole. */
static void judge(void) {
    struct fail why = {0};
    struct store_state state;
    struct store *store = store_open(folder, false, &why);
    assert_non_null(store);
    if (!store_state_read(store, &state, &why))
        fail_msg("allocation %ld: the state is gone: %s", memory_refuses, why.text);
    assert_in_range(state.clock_s, clock_s, clock_s + 1);
    clock_s = state.clock_s;
    struct generation *generation = generation_open(store, state.current, &why);
    if (!generation)
        fail_msg("allocation %ld: the generation is gone: %s", memory_refuses, why.text);
    generation_close(generation);
    struct feed_data *feed = store_feed_read(store, "news", &why);
    if (!feed)
        fail_msg("allocation %ld: the feed is gone: %s", memory_refuses, why.text);
    feed_destroy(feed);
    assert_true(generation_id_same(store_marked_good(store), state.current));
    store_close(store);
}

static void write_story(void *context) {
    struct fail why = {0};
    (void)context;
    struct store *store = store_open(folder, true, &why);
    if (step(store != NULL, &why, "open"))
        write_all(store);
    store_close(store);
    memory_judge(true);
    judge();
    memory_judge(false);
}

static void read_story(void *context) {
    struct fail why = {0};
    struct store_state state = {0};
    char *bytes = NULL, *path = NULL;
    size_t size = 0;
    (void)context;
    struct store *store = store_open(folder, false, &why);
    if (!step(store != NULL, &why, "open"))
        return;
    if (step(store_state_read(store, &state, &why), &why, "state"))
        assert_int_equal(state.current.seq, 2);
    struct generation *generation = generation_open(store, (struct generation_id){1, 2}, &why);
    if (step(generation != NULL, &why, "generation")) {
        struct site_files files = generation_files(generation);
        if (step(files.read(files.context, "playlists/site.json", 1000, &bytes, &size, &why), &why, "file"))
            assert_int_equal(size, strlen(object_text));
        free(bytes);
        step((path = generation_object(generation, "playlists/site.json", &why)) != NULL, &why, "path");
        free(path);
    }
    generation_close(generation);
    enum object_state found = store_object_check(store, object.hex, strlen(object_text), &why);
    if (found == OBJECT_WRONG)
        fail_msg("allocation %ld: an object that is right is called wrong", memory_refuses);
    bytes = NULL;
    found = store_object_read(store, object.hex, strlen(object_text), false, &bytes, &why);
    if (found == OBJECT_WRONG)
        fail_msg("allocation %ld: an object that is right is read as wrong", memory_refuses);
    free(bytes);
    struct feed_data *feed = store_feed_read(store, "news", &why);
    step(feed != NULL, &why, "feed");
    feed_destroy(feed);
    struct store_refusals refusals = store_refusals(store);
    assert_true(refusals.count == 1 || memory_short());
    store_close(store);
}

static void what_is_written_is_old_or_new(void **state) {
    (void)state;
    assert_true(memory_try(write_story, NULL, 1) > 40);
}

static void what_is_read_is_right_or_refused(void **state) {
    (void)state;
    assert_true(memory_try(read_story, NULL, 1) > 20);
}

static int begin(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return 1;
    key_create(&signer, &trusted.keys[0]);
    object = hash_bytes(object_text, strlen(object_text));
    struct manifest_file file = {"playlists/site.json", object.hex, "application/json", strlen(object_text)};
    struct manifest manifest = {.site = "a",
                                .channel = "main",
                                .min_player = "0",
                                .epoch = 1,
                                .seq = 2,
                                .issued_s = 10,
                                .fresh_until_s = 20,
                                .expires_s = 30,
                                .files = &file,
                                .file_count = 1};
    manifest_text = manifest_write(&manifest, &manifest_size);
    signature = sign_create(&signer, manifest_text, manifest_size, "test");
    struct store *store = store_open(folder, true, NULL);
    if (!store || !signature)
        return 1;
    memory_refuses = 1;
    write_all(store);
    store_close(store);
    judge();
    return 0;
}

static int end(void **state) {
    (void)state;
    free(manifest_text);
    free(signature);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_written_is_old_or_new),
                                       cmocka_unit_test(what_is_read_is_right_or_refused)};
    return cmocka_run_group_tests(tests, begin, end);
}
