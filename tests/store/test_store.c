#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "system/disk.h"

static char folder[64];
static struct secret_key signer;
static struct trust trusted = {.count = 1};
static struct fail fail_;
#define OK(expression)                                                                                       \
    do {                                                                                                     \
        fail_ = (struct fail){0};                                                                            \
        if (!(expression))                                                                                   \
            fail_msg("%s: %s", #expression, fail_.text);                                                     \
    } while (0)

static int setup(void **state) {
    snprintf(folder, sizeof folder, "/tmp/kiosk-store-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    *state = store_open(folder, true, &fail_);
    key_create(&signer, &trusted.keys[0]);
    return *state == NULL || !store_trust_keep(*state, &trusted, &fail_);
}

static int teardown(void **state) {
    char command[100];
    store_close(*state);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void put(const char *name, const char *bytes, size_t size) {
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    OK(disk_write(path, bytes, size, &fail_));
}

static struct hash object(struct store *store, const char *text) {
    struct hash hash = hash_bytes(text, strlen(text));
    char *part = store_part_path(store, hash.hex);
    OK(disk_write(part, text, strlen(text), &fail_));
    free(part);
    OK(store_adopt(store, hash.hex, strlen(text), &fail_));
    return hash;
}

/* A generation with one file of its own and one that all share. */
static struct generation_id generation(struct store *store, uint64_t seq, struct hash *own) {
    char text[40], *bytes = NULL;
    size_t size = 0;
    snprintf(text, sizeof text, "only in %d", (int)seq);
    struct hash shared = object(store, "shared");
    *own = object(store, text);
    struct manifest_file files[] = {{"playlists/a.json", own->hex, "application/json", strlen(text)},
                                    {"playlists/b.json", shared.hex, "application/json", 6}};
    struct manifest manifest = {.site = "a",
                                .channel = "main",
                                .min_player = "0",
                                .epoch = 1,
                                .seq = seq,
                                .issued_s = 10,
                                .fresh_until_s = 20,
                                .expires_s = 30,
                                .files = files,
                                .file_count = 2};
    struct generation_id id = {1, seq};
    assert_non_null(bytes = manifest_write(&manifest, &size));
    char *signature = sign_create(&signer, bytes, size, "test");
    assert_non_null(signature);
    OK(store_generation_write(store, id, bytes, size, signature, strlen(signature), &fail_));
    free(signature);
    free(bytes);
    return id;
}

static void only_one_writes(void **state) {
    (void)state;
    assert_null(store_open(folder, true, &fail_));
    assert_non_null(strstr(fail_.text, "another program"));
    struct store *reader = store_open(folder, false, &fail_);
    assert_non_null(reader);
    struct store_state unwanted = {0};
    assert_false(store_state_write(reader, &unwanted, NULL));
    store_close(reader);
}

/* A store whose reasons were never written: nothing is lost, and what is written now an earlier version
 * reads. */
static void a_state_without_reasons_is_read(void **state) {
    struct store *store = *state;
    struct store_state read = {0};
    static const char json[] = "{\"n\":7,\"current\":[1,3],\"previous\":[1,2],\"ratchet\":[1,4],"
                               "\"rejected\":[[1,4],[1,1]],\"clock\":12}";
    char slot[400];
    snprintf(slot, sizeof slot, "%s\n%s", hash_bytes(json, strlen(json)).hex, json);
    put("state.a", slot, strlen(slot));
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.n, 7);
    assert_int_equal(read.current.seq, 3);
    assert_int_equal(read.rejected_count, 2);
    assert_int_equal(read.rejected[0].id.seq, 4);
    assert_int_equal(read.rejected[1].id.seq, 1);
    assert_int_equal(read.rejected[0].by, STORE_BY_UNKNOWN);
    assert_string_equal(read.rejected[0].why, "");
    read.rejected[0].by = STORE_BY_PLAYER;
    read.rejected[0].at_s = 77;
    memset(read.rejected[0].why, '"', sizeof read.rejected[0].why - 1); /* the longest when it is escaped */
    OK(store_state_write(store, &read, &fail_));
    struct store_state again = {0};
    OK(store_state_read(store, &again, &fail_));
    assert_int_equal(again.rejected[0].by, STORE_BY_PLAYER);
    assert_int_equal(again.rejected[0].at_s, 77);
    assert_string_equal(again.rejected[0].why, read.rejected[0].why);
    assert_int_equal(again.rejected[1].by, STORE_BY_UNKNOWN);
    char path[100], *bytes = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/state.a", folder);
    OK(disk_read(path, 16 << 10, &bytes, &size, &fail_));
    assert_non_null(strstr(bytes, "\"rejected\":[[1,4],[1,1]]"));
    free(bytes);
}

/* What is read to be judged is what was signed. */
static void an_object_is_read_whole_or_not_at_all(void **state) {
    struct store *store = *state;
    char *bytes = NULL;
    struct hash hash = object(store, "contents");
    for (int afresh = 0; afresh < 2; afresh++) {
        assert_int_equal(store_object_read(store, hash.hex, 8, afresh, &bytes, &fail_), OBJECT_RIGHT);
        assert_string_equal(bytes, "contents");
        free(bytes);
        bytes = NULL;
    }
    char name[100];
    snprintf(name, sizeof name, "o/%.2s/%s", hash.hex, hash.hex);
    put(name, "cOntents", 8);
    assert_int_equal(store_object_read(store, hash.hex, 8, true, &bytes, &fail_), OBJECT_WRONG);
    put(name, "content", 7);
    assert_int_equal(store_object_read(store, hash.hex, 8, true, &bytes, &fail_), OBJECT_WRONG);
    put(name, "contents and more", 17);
    assert_int_equal(store_object_read(store, hash.hex, 8, true, &bytes, &fail_), OBJECT_WRONG);
    OK(store_object_drop(store, hash.hex, &fail_));
    assert_int_equal(store_object_read(store, hash.hex, 8, true, &bytes, &fail_), OBJECT_WRONG);
    assert_null(bytes);
}

/* Each bit of one copy flipped, each length it can be cut to: nothing at all is lost. Both copies damaged in
 * the same way: what is on the disk and signed counts. */
static void any_damaged_bit_of_a_slot_brings_the_other(void **state) {
    struct store *store = *state;
    struct store_state read = {0}, first = {.ratchet = {1, 7}},
                       second = {
                           .ratchet = {1, 8},
                           .rejected = {{.id = {1, 6}, .by = STORE_BY_CONTENT, .at_s = 99, .why = "a \"ø\""}},
                           .rejected_count = 1};
    assert_false(store_state_read(store, &read, &fail_));
    OK(store_state_write(store, &first, &fail_));
    OK(store_state_write(store, &second, &fail_));
    assert_int_equal(second.n, first.n + 1);
    for (int slot = 0; slot < 2; slot++) {
        char path[100], *bytes = NULL;
        size_t size = 0;
        snprintf(path, sizeof path, "%s/state.%c", folder, 'a' + slot);
        OK(disk_read(path, 4096, &bytes, &size, &fail_));
        int fd = open(path, O_WRONLY);
        for (size_t bit = 0; bit < 8 * size; bit++) {
            char changed = (char)(bytes[bit / 8] ^ (1 << bit % 8));
            assert_int_equal(pwrite(fd, &changed, 1, (off_t)(bit / 8)), 1);
            OK(store_state_read(store, &read, &fail_));
            assert_int_equal(read.ratchet.seq, 8);
            assert_int_equal(read.rejected[0].id.seq, 6);
            assert_string_equal(read.rejected[0].why, "a \"ø\"");
            assert_int_equal(pwrite(fd, bytes + bit / 8, 1, (off_t)(bit / 8)), 1);
        }
        for (size_t cut = size; cut-- > 0;) {
            assert_int_equal(ftruncate(fd, (off_t)cut), 0);
            OK(store_state_read(store, &read, &fail_));
            assert_int_equal(read.ratchet.seq, 8);
        }
        close(fd);
        OK(disk_write(path, bytes, size, &fail_));
        free(bytes);
    }
    put("state.b", "", 0);
    OK(store_state_write(store, &second,
                         &fail_)); /* goes over the damaged slot first, never over the good one */
    put("state.a", "", 0);
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.n, second.n);
}

/* Power was cut between the two: the newer one counts, and it is not touched before the older one is whole.
 */
static void of_two_slots_the_newer_counts_and_is_kept(void **state) {
    struct store *store = *state;
    struct store_state read = {0}, first = {.ratchet = {1, 7}}, second = {.ratchet = {1, 8}};
    static const char *const names[] = {"state.a", "state.b"};
    for (int old = 0; old < 2; old++) {
        char path[100], newer[100], *bytes = NULL, *before = NULL, *after = NULL;
        size_t size = 0, before_size = 0, after_size = 0;
        snprintf(path, sizeof path, "%s/%s", folder, names[old]);
        snprintf(newer, sizeof newer, "%s/%s", folder, names[1 - old]);
        OK(store_state_write(store, &first, &fail_));
        OK(disk_read(path, 4096, &bytes, &size, &fail_));
        OK(store_state_write(store, &second, &fail_));
        OK(disk_write(path, bytes, size, &fail_));
        OK(store_state_read(store, &read, &fail_));
        assert_int_equal(read.ratchet.seq, 8);
        OK(disk_read(newer, 4096, &before, &before_size, &fail_));
        assert_int_equal(unlink(path), 0);
        assert_int_equal(mkdir(path, 0755), 0); /* nothing can be written there */
        assert_false(store_state_write(store, &first, &fail_));
        OK(disk_read(newer, 4096, &after, &after_size, &fail_));
        assert_int_equal(before_size, after_size);
        assert_memory_equal(before, after, after_size);
        assert_int_equal(rmdir(path), 0);
        free(bytes);
        free(before);
        free(after);
    }
}

/* Rightly signed, but put where another one belongs. */
static void a_generation_is_the_one_it_is_asked_for(void **state) {
    struct store *store = *state;
    struct hash own;
    struct generation_id id = generation(store, 3, &own);
    const struct generation_id others[] = {{1, 4}, {2, 3}};
    for (size_t i = 0; i < LENGTH(others); i++) {
        char command[300];
        snprintf(command, sizeof command, "cp -r %s/gen/1.3 %s/gen/%u.%u", folder, folder,
                 (unsigned)others[i].epoch, (unsigned)others[i].seq);
        assert_int_equal(system(command), 0);
        assert_null(generation_open(store, others[i], &fail_));
        assert_non_null(strstr(fail_.text, "holds another generation"));
    }
    struct generation *open = generation_open(store, id, &fail_);
    assert_non_null(open);
    generation_close(open);
}

static void without_slots_the_newest_whole_generation_counts(void **state) {
    struct store *store = *state;
    struct store_state read;
    struct hash own;
    (void)generation(store, 3, &own);
    (void)generation(store, 4, &own);
    (void)generation(store, 5, &own);
    char *path = store_object_path(store, own.hex);
    assert_int_equal(truncate(path, 1), 0);
    free(path);
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.current.seq, 4);
    assert_int_equal(read.previous.seq, 3);
}

/* What was checked when the generation was opened is what is read, whatever the disk says by then. */
static void checked_pages_are_read_once(void **state) {
    struct store *store = *state;
    struct hash own;
    struct generation_id id = generation(store, 1, &own);
    char *bytes = NULL, *path = store_object_path(store, own.hex);
    size_t size = 0;
    struct generation *open = generation_open_to_read(store, id, &fail_);
    assert_non_null(open);
    struct site_files files = generation_files(open);
    OK(disk_write(path, "only in 2", 9, &fail_));
    assert_false(files.read(files.context, "playlists/a.json", 8, &bytes, &size, NULL)); /* too large */
    OK(files.read(files.context, "playlists/a.json", 100, &bytes, &size, &fail_));
    assert_int_equal(size, 9);
    assert_string_equal(bytes, "only in 1");
    free(bytes);
    assert_false(files.read(files.context, "playlists/a.json", 100, &bytes, &size, &fail_));
    assert_non_null(strstr(fail_.text, "damaged"));
    assert_false(generation_whole(open, &fail_));
    generation_forget_pages(open);
    OK(files.read(files.context, "playlists/b.json", 100, &bytes, &size, &fail_));
    assert_string_equal(bytes, "shared");
    free(bytes);
    generation_close(open);
    assert_null(generation_open_to_read(store, id, &fail_));
    assert_non_null(strstr(fail_.text, "damaged"));
    free(path);
}

static void damaged_objects_are_never_read(void **state) {
    struct store *store = *state;
    struct hash own;
    struct generation_id id = generation(store, 1, &own);
    char *bytes = NULL, *path = store_object_path(store, own.hex);
    size_t size = 0;
    struct generation *open = generation_open(store, id, &fail_);
    assert_non_null(open);
    struct site_files files = generation_files(open);
    OK(files.read(files.context, "playlists/b.json", 100, &bytes, &size, &fail_));
    assert_string_equal(bytes, "shared");
    free(bytes);
    assert_false(files.read(files.context, "../state.a", 100, &bytes, &size, NULL));
    assert_false(
        files.read(files.context, "playlists/b.json", 5, &bytes, &size, NULL)); /* too large for the caller */
    OK(disk_write(path, "only in 2", 9, &fail_));
    assert_false(files.read(files.context, "playlists/a.json", 100, &bytes, &size, &fail_));
    assert_non_null(strstr(fail_.text, "damaged"));
    generation_close(open);
    assert_int_equal(store_object_check(store, own.hex, 9, &fail_), OBJECT_WRONG);
    OK(store_object_drop(store, own.hex, &fail_));
    assert_int_equal(mkdir(path, 0755), 0); /* a folder in its place */
    assert_null(generation_open(store, id, &fail_));
    assert_int_equal(store_object_check(store, own.hex, 9, &fail_), OBJECT_WRONG);
    OK(store_object_drop(store, own.hex, &fail_));
    assert_false(disk_exists(path));
    assert_non_null(open = generation_open_damaged(store, id, &fail_)); /* what is left of it */
    files = generation_files(open);
    assert_false(files.read(files.context, "playlists/a.json", 100, &bytes, &size, &fail_));
    assert_null(generation_object(open, "playlists/a.json", &fail_));
    char *object = generation_object(open, "playlists/b.json", &fail_);
    assert_non_null(object);
    free(object);
    generation_close(open);
    free(path);
}

/* Each byte of a manifest and of its signature changed, each length they can be cut to, other keys, no keys.
 */
static void only_signed_generations_open(void **state) {
    struct store *store = *state;
    struct hash own;
    struct generation_id id = generation(store, 1, &own);
    static const char *const FILES[] = {"manifest", "manifest.sig"};
    for (size_t i = 0; i < LENGTH(FILES); i++) {
        char path[120], *bytes = NULL;
        size_t size = 0, line = 0;
        snprintf(path, sizeof path, "%s/gen/1.1/%s", folder, FILES[i]);
        OK(disk_read(path, 9999, &bytes, &size, &fail_));
        line = i == 1 ? strcspn(bytes, "\n") + 1
                      : 0; /* the first line of a signature is not signed, and means nothing */
        int fd = open(path, O_WRONLY);
        for (size_t at = line; at < size; at++) {
            char changed = (char)(bytes[at] ^ 1 << at % 8);
            assert_int_equal(pwrite(fd, &changed, 1, (off_t)at), 1);
            if (at < size - 1 && generation_open(store, id, NULL))
                fail_msg("%s: byte %zu changed, and it opens", FILES[i], at);
            assert_int_equal(pwrite(fd, bytes + at, 1, (off_t)at), 1);
        }
        for (size_t cut = size - 1; cut-- > 0;) {
            assert_int_equal(ftruncate(fd, (off_t)cut), 0);
            if (generation_open(store, id, NULL))
                fail_msg("%s: cut to %zu bytes, and it opens", FILES[i], cut);
        }
        close(fd);
        OK(disk_write(path, bytes, size, &fail_));
        free(bytes);
    }
    struct generation *open = generation_open(store, id, &fail_);
    assert_non_null(open);
    generation_close(open);
    struct trust other = {.count = 1};
    struct secret_key thief;
    key_create(&thief, &other.keys[0]);
    OK(store_trust_keep(store, &other, &fail_));
    assert_null(generation_open(store, id, &fail_));
    assert_non_null(strstr(fail_.text, "not trusted"));
}

static void readers_believe_what_they_are_told(void **state) {
    struct store *store = *state, *reader = NULL;
    struct hash own;
    struct generation_id id = generation(store, 1, &own);
    struct trust other = {.count = 1};
    struct secret_key thief;
    char path[100];
    key_create(&thief, &other.keys[0]);
    char *text = key_write_public(&other.keys[0]);
    put("other.pub", text, strlen(text));
    free(text);
    assert_non_null(reader = store_open(folder, false, &fail_));
    struct generation *open = generation_open(reader, id, &fail_); /* nothing said: the store's own */
    assert_non_null(open);
    generation_close(open);
    snprintf(path, sizeof path, "%s/other.pub", folder);
    store_trust_from(reader, path); /* told: those and no others */
    assert_null(generation_open(reader, id, &fail_));
    assert_non_null(strstr(fail_.text, "not trusted"));
    store_trust_from(reader, "/nowhere/trust.pub"); /* and never the store's own instead */
    assert_null(generation_open(reader, id, &fail_));
    assert_non_null(strstr(fail_.text, "/nowhere/trust.pub"));
    store_trust_from(reader, NULL);
    put("trust", "rubbish", 7);
    assert_null(generation_open(reader, id, &fail_));
    assert_non_null(strstr(fail_.text, "no key to check"));
    OK(store_trust_keep(store, &trusted, &fail_)); /* the writer mends it */
    assert_non_null(open = generation_open(reader, id, &fail_));
    generation_close(open);
    assert_false(store_trust_keep(reader, &other, &fail_));
    store_close(reader);
}

static void only_right_parts_are_adopted(void **state) {
    struct store *store = *state;
    static const struct {
        const char *why, *bytes;
    } ROWS[] = {{"short", "conten"}, {"long", "contents"}, {"other bytes", "Content"}, {"empty", ""}};
    struct hash hash = hash_bytes("content", 7);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        char *part = store_part_path(store, hash.hex);
        OK(disk_write(part, ROWS[i].bytes, strlen(ROWS[i].bytes), &fail_));
        if (store_adopt(store, hash.hex, 7, NULL))
            fail_msg("adopted: %s", ROWS[i].why);
        assert_false(disk_exists(part));
        assert_false(store_has_object(store, hash.hex, 7));
        free(part);
    }
    assert_false(store_adopt(store, "../../etc/passwd", 7, NULL));
    (void)object(store, "content");
    assert_true(store_has_object(store, hash.hex, 7));
}

static void collecting_keeps_what_is_needed(void **state) {
    struct store *store = *state;
    struct hash own[3], pictures = hash_bytes("x", 1);
    struct store_state now = {.current = {1, 3}, .previous = {1, 2}, .ratchet = {1, 3}};
    for (uint64_t seq = 1; seq <= 3; seq++)
        (void)generation(store, seq, &own[seq - 1]);
    OK(store_picture_write(store, own[2].hex, 10, 20, "p", 1, &fail_));
    OK(store_picture_write(store, pictures.hex, 10, 20, "p", 1, &fail_));
    OK(store_collect(store, &now, &fail_));
    struct generation *current = generation_open(store, now.current, &fail_);
    struct generation *previous = generation_open(store, now.previous, &fail_);
    assert_non_null(current);
    assert_non_null(previous);
    generation_close(current);
    generation_close(previous);
    assert_null(generation_open(store, (struct generation_id){1, 1}, NULL));
    assert_false(store_has_object(store, own[0].hex, 9));
    char *kept = store_picture_path(store, own[2].hex, 10, 20),
         *gone = store_picture_path(store, pictures.hex, 10, 20);
    assert_true(disk_exists(kept));
    assert_false(disk_exists(gone));
    free(kept);
    free(gone);
    put("gen/1.3/manifest", "{", 1); /* what it needs is unknown now, so nothing may go */
    assert_false(store_collect(store, &now, NULL));
    assert_true(store_has_object(store, own[2].hex, 9));
}

static void changes_are_seen_once(void **state) {
    struct store *store = *state;
    struct store_state value = {.ratchet = {1, 1}};
    (void)store_changed(store);
    assert_false(store_changed(store));
    OK(store_state_write(store, &value, &fail_));
    assert_true(store_changed(store));
    assert_false(store_changed(store));
    struct store_note note;
    OK(store_mark_good(store, (struct generation_id){1, 9}, &note) && store_note_write(&note, &fail_));
    store_note_finish(&note);
    assert_true(store_changed(store));
    assert_int_equal(store_marked_good(store).seq, 9);
    char *own = disk_path(folder, "word");
    store_player_in(store, own); /* the player's own, wherever it lies */
    assert_int_equal(store_marked_good(store).seq, 0);
    OK(store_mark_good(store, (struct generation_id){1, 8}, &note) && store_note_write(&note, &fail_));
    store_note_finish(&note);
    assert_true(store_changed(store));
    assert_false(store_changed(store));
    assert_int_equal(store_marked_good(store).seq, 8);
    store_player_in(store, NULL);
    assert_int_equal(store_marked_good(store).seq, 9);
    free(own);
}

static void keep_refusals(struct store *store, const struct store_refusals *refusals) {
    struct store_note note;
    OK(store_note_refusals(store, refusals, &note) && store_note_write(&note, &fail_));
    store_note_finish(&note);
}

static void the_players_word_holds_for_one_configuration(void **state) {
    struct store *store = *state;
    char one[HASH_HEX + 1], other[HASH_HEX + 1];
    snprintf(one, sizeof one, "%s", hash_bytes("one", 3).hex);
    snprintf(other, sizeof other, "%s", hash_bytes("other", 5).hex);
    struct store_refusals word = store_refusals(store);
    assert_int_equal(word.count, 0);
    for (uint64_t seq = 1; seq <= STORE_REFUSALS_MAX + 2; seq++) {
        struct store_refusal refusal = {.id = {1, seq}, .at_s = (int64_t)seq, .why = "ended \"twice\" på ny"};
        store_refuse(&word, one, &refusal);
        store_refuse(&word, one, &refusal); /* said again: still one */
    }
    keep_refusals(store, &word);
    struct store_refusals said = store_refusals(store);
    assert_int_equal(said.count, STORE_REFUSALS_MAX);
    assert_string_equal(said.configuration, one);
    assert_int_equal(said.items[0].id.seq, STORE_REFUSALS_MAX + 2);
    assert_string_equal(said.items[0].why, "ended \"twice\" på ny");
    assert_null(store_refusal_of(&said, (struct generation_id){1, 2}));
    assert_non_null(store_refusal_of(&said, (struct generation_id){1, 3}));
    struct store_refusal last = {.id = {1, 3}, .at_s = 99};
    for (size_t i = 0; i < sizeof last.why - 1; i++) /* cut inside its last "å" */
        last.why[i] = i % 2 ? '\xA5' : '\xC3';
    store_refuse(&word, other, &last);
    keep_refusals(store, &word);
    said = store_refusals(store);
    assert_int_equal(said.count, 1);
    assert_int_equal(said.items[0].at_s, 99);
    assert_memory_equal(said.items[0].why, "åå", 4);
    word.count = 0;
    keep_refusals(store, &word);
    assert_int_equal(store_refusals(store).count, 0);
    keep_refusals(store, &word);
    put("player/rejected", "1.2", 3); /* as earlier versions wrote it, or damaged */
    assert_int_equal(store_refusals(store).count, 0);
}

static void a_full_disk_changes_nothing(void **state) {
    struct store *store = *state;
    struct store_state read, old = {.ratchet = {1, 1}}, new_ = {.ratchet = {1, 2}};
    struct rlimit before, none;
    OK(store_state_write(store, &old, &fail_));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t room = 0; room < 100; room += 9) { /* the write stops after `room` bytes */
        none = (struct rlimit){room, before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
        bool done = store_state_write(store, &new_, NULL);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_false(done);
        OK(store_state_read(store, &read, &fail_));
        assert_int_equal(read.ratchet.seq, 1);
    }
    OK(store_state_write(store, &new_, &fail_));
}

static void nothing_leads_out_of_a_site(void **state) {
    (void)state;
    char path[200], *bytes = NULL;
    size_t size = 0;
    put("secret", "s", 1);
    put("site/assets/a.svg", "a", 1);
    snprintf(path, sizeof path, "%s/site/assets/link.svg", folder);
    assert_int_equal(symlink("../../secret", path), 0);
    snprintf(path, sizeof path, "%s/site/assets/pipe.svg", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    snprintf(path, sizeof path, "%s/site", folder);
    struct disk_site *site = disk_site_create(path);
    assert_non_null(site);
    struct site_files files = disk_site_files(site);
    OK(files.read(files.context, "assets/a.svg", 10, &bytes, &size, &fail_));
    free(bytes);
    static const char *const REFUSED[] = {"../secret",   "assets/link.svg",     "assets/pipe.svg", "assets",
                                          "/etc/passwd", "assets/../../secret", "assets/none.svg"};
    for (size_t i = 0; i < LENGTH(REFUSED); i++) {
        if (files.read(files.context, REFUSED[i], 10, &bytes, &size, NULL) ||
            files.exists(files.context, REFUSED[i]))
            fail_msg("read: %s", REFUSED[i]);
    }
    disk_site_destroy(site);
}

/* Lets a child write the state and kills it at its `stop`-th system call; false when it was done before. */
static bool killed_at(int stop) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store_state new_ = {.ratchet = {1, 2}};
        struct store *store = store_open(folder, true, NULL);
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        _exit(store && store_state_write(store, &new_, NULL) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    for (int call = 0; WIFSTOPPED(status) && call < stop; call++) {
        ptrace(PTRACE_SYSCALL, child, NULL, NULL);
        assert_int_equal(waitpid(child, &status, 0), child);
    }
    if (!WIFSTOPPED(status)) {
        assert_int_equal(WEXITSTATUS(status), 0);
        return false;
    }
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    return true;
}

static void killed_anywhere_the_old_or_the_new_stays(void **state) {
    int stops = 0, old = 0;
    bool killed = true;
    store_close(*state);
    *state = NULL;
    for (; killed; stops++) {
        struct store_state read, before = {.ratchet = {1, 1}};
        struct store *store = store_open(folder, true, &fail_);
        assert_non_null(store);
        OK(store_state_write(store, &before, &fail_));
        store_close(store);
        killed = killed_at(stops);
        store = store_open(folder, true, &fail_);
        assert_non_null(store);
        OK(store_state_read(store, &read, &fail_));
        assert_in_range(read.ratchet.seq, 1, 2);
        old += read.ratchet.seq == 1;
        store_close(store);
        assert_true(stops < 1000);
    }
    assert_in_range(old, 10, stops - 1); /* both kinds were seen */
}

/* A screen that moves to another house: what that one publishes begins at 1.1 again. */
static void another_owner_begins_anew(void **state) {
    struct store *store = *state;
    struct trust same = trusted, other = {.count = 1};
    struct store_state read = {0},
                       first = {.current = {1, 7}, .ratchet = {1, 7}, .site = "hall", .clock_s = 5};
    struct secret_key secret;
    key_create(&secret, &other.keys[0]);
    same.keys[same.count++] = other.keys[0]; /* rotated: old and new together */
    OK(store_state_write(store, &first, &fail_));
    put("player/good", "1.7", 3);
    OK(store_change_owner(store, &same, &fail_));
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.ratchet.seq, 7);
    OK(store_change_owner(store, &other, &fail_));
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.ratchet.seq, 0);
    assert_int_equal(read.current.seq, 0);
    assert_string_equal(read.site, "");
    assert_int_equal(read.clock_s, 5);
    assert_true(generation_id_none(store_marked_good(store)));
    first.ratchet.seq = 9;
    OK(store_state_write(store, &first, &fail_));
    OK(store_change_owner(store, &other, &fail_)); /* once only */
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.ratchet.seq, 9);
}

static void which_screen_it_is_is_kept(void **state) {
    struct store *store = *state;
    char screen[STORE_SCREEN_MAX];
    store_screen(store, screen);
    assert_string_equal(screen, "");
    for (int again = 0; again < 2; again++)
        OK(store_screen_keep(store, "raadhus", &fail_));
    store_screen(store, screen);
    assert_string_equal(screen, "raadhus");
    OK(store_screen_keep(store, "", &fail_));
    store_screen(store, screen);
    assert_string_equal(screen, "");
    put("screen", "0123456789012345678901234567890123456789012345678901234567890123456789", 70);
    store_screen(store, screen);
    assert_string_equal(screen, ""); /* no name that we wrote */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_owner_begins_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(which_screen_it_is_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(only_one_writes, setup, teardown),
        cmocka_unit_test_setup_teardown(any_damaged_bit_of_a_slot_brings_the_other, setup, teardown),
        cmocka_unit_test_setup_teardown(a_state_without_reasons_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(an_object_is_read_whole_or_not_at_all, setup, teardown),
        cmocka_unit_test_setup_teardown(of_two_slots_the_newer_counts_and_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(a_generation_is_the_one_it_is_asked_for, setup, teardown),
        cmocka_unit_test_setup_teardown(without_slots_the_newest_whole_generation_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(checked_pages_are_read_once, setup, teardown),
        cmocka_unit_test_setup_teardown(damaged_objects_are_never_read, setup, teardown),
        cmocka_unit_test_setup_teardown(only_signed_generations_open, setup, teardown),
        cmocka_unit_test_setup_teardown(readers_believe_what_they_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(only_right_parts_are_adopted, setup, teardown),
        cmocka_unit_test_setup_teardown(collecting_keeps_what_is_needed, setup, teardown),
        cmocka_unit_test_setup_teardown(changes_are_seen_once, setup, teardown),
        cmocka_unit_test_setup_teardown(the_players_word_holds_for_one_configuration, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_leads_out_of_a_site, setup, teardown),
        cmocka_unit_test_setup_teardown(killed_anywhere_the_old_or_the_new_stays, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
