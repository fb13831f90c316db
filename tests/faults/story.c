/* One update of a store, for the fault tests to interrupt, and the judge of what is left of it.
 *
 *   story begin STORE
 *     two generations in a new store
 *   story update STORE
 *     accepts, fetches, activates, marks good and collects one more; says at once what was acknowledged
 *
 *   story check STORE ACKED
 *     0 when exactly a whole, signed generation is current, all that it or the previous one names can be
 * read, and neither it nor the ratchet is below ACKED (0: nothing was acknowledged)
 *
 *   story recover STORE ACKED
 *     check, then an update that must succeed, then check again
 *   story cut FOLDER log|nolog
 *     the power fails for the file system of FOLDER (root; ext4, xfs, f2fs)
 */
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "faults/cut.h"
#include "store/store.h"
#include "system/disk.h"

static const struct generation_id NONE = {0, 0};

static int broken(const char *what, const struct fail *fail) {
    fprintf(stderr, "story: %s%s%s\n", what, fail && fail->text[0] ? ": " : "", fail ? fail->text : "");
    return 1;
}

/* The same key in every run, so that one run can check what another has written. */
static void keys(struct secret_key *secret, struct trust *trust) {
    unsigned char seed[crypto_sign_SEEDBYTES] = "a key for tests and nothing else";
    *trust = (struct trust){.count = 1};
    crypto_sign_seed_keypair(trust->keys[0].key, secret->key, seed);
    memset(secret->id, 7, sizeof secret->id);
    memcpy(trust->keys[0].id, secret->id, sizeof secret->id);
}

static bool fetch(struct store *store, const char *text, struct hash *hash, struct fail *fail) {
    *hash = hash_bytes(text, strlen(text));
    if (store_has_object(store, hash->hex, strlen(text)))
        return true;
    char *part = store_part_path(store, hash->hex);
    int fd = part ? open(part, O_WRONLY | O_CREAT | O_CLOEXEC | O_TRUNC, 0640) : -1;
    free(part);
    bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0 && close(fd) != 0)
        done = false;
    return done ? store_adopt(store, hash->hex, strlen(text), fail)
                : fail_set(fail, "a part cannot be written");
}

/* Generation 1.seq: a page of its own, a page that all have, a picture. */
static bool bring(struct store *store, uint64_t seq, struct fail *fail) {
    struct hash own, shared, picture;
    char text[3][64];
    snprintf(text[0], sizeof text[0], "{\"only\": %" PRIu64 "}", seq);
    snprintf(text[1], sizeof text[1], "{\"shared\": 1}");
    snprintf(text[2], sizeof text[2], "picture of %" PRIu64, seq);
    if (!fetch(store, text[0], &own, fail) || !fetch(store, text[1], &shared, fail) ||
        !fetch(store, text[2], &picture, fail) ||
        !store_picture_write(store, picture.hex, 64, 64, "ready", 5, fail))
        return false;
    struct manifest_file files[] = {
        {"assets/p.png", picture.hex, "image/png", strlen(text[2])},
        {"playlists/own.json", own.hex, "application/json", strlen(text[0])},
        {"playlists/shared.json", shared.hex, "application/json", strlen(text[1])}};
    struct manifest manifest = {.site = "story",
                                .channel = "main",
                                .min_player = "0",
                                .epoch = 1,
                                .seq = seq,
                                .issued_s = 10,
                                .fresh_until_s = 20,
                                .expires_s = 30,
                                .files = files,
                                .file_count = LENGTH(files)};
    struct secret_key secret;
    struct trust trust;
    keys(&secret, &trust);
    size_t size = 0;
    char *bytes = manifest_write(&manifest, &size),
         *signature = bytes ? sign_create(&secret, bytes, size, "story") : NULL;
    bool done = signature ? store_generation_write(store, (struct generation_id){1, seq}, bytes, size,
                                                   signature, strlen(signature), fail)
                          : fail_set(fail, "out of memory");
    free(signature);
    free(bytes);
    return done;
}

static bool one_more(struct store *store, struct fail *fail) {
    struct store_state state = {.n = 0};
    if (!store_state_read(store, &state, NULL))
        state = (struct store_state){.n = 0};
    struct generation_id next = {1, state.ratchet.seq + 1};
    if (!bring(store, next.seq, fail))
        return false;
    state.previous = state.current;
    state.current = state.ratchet = next;
    if (!store_state_write(store, &state, fail))
        return false;
    printf("%" PRIu64 "\n", next.seq);
    fflush(stdout);
    struct store_note note;
    bool marked = store_mark_good(store, next, &note) && store_note_write(&note, fail);
    store_note_finish(&note);
    return marked && store_collect(store, &state, fail);
}

static int update(const char *folder, int times) {
    struct fail fail = {0};
    struct secret_key secret;
    struct trust trust;
    struct store *store = store_open(folder, true, &fail);
    keys(&secret, &trust);
    bool done = store && store_trust_keep(store, &trust, &fail);
    for (int i = 0; done && i < times; i++)
        done = one_more(store, &fail);
    store_close(store);
    return done ? 0 : broken("update", &fail);
}

static bool readable(struct store *store, struct generation_id id, struct fail *fail) {
    struct generation *generation = generation_open(store, id, fail);
    bool done = generation != NULL;
    for (size_t i = 0; done && i < generation->manifest->file_count; i++) {
        char *path = generation_object(generation, generation->manifest->files[i].name, fail);
        done = path != NULL;
        free(path);
    }
    if (done) { /* a picture is never half there */
        char *path = store_picture_path(store, generation->manifest->files[0].hash, 64, 64), *bytes = NULL;
        size_t size = 0;
        done = path && disk_read(path, 99, &bytes, &size, fail) && strcmp(bytes, "ready") == 0;
        free(bytes);
        free(path);
    }
    generation_close(generation);
    return done;
}

static int check(const char *folder, uint64_t acknowledged) {
    struct fail fail = {0};
    struct store_state state = {.n = 0};
    struct secret_key secret;
    struct trust trust;
    struct store *store = store_open(folder, false, &fail);
    keys(&secret, &trust);
    if (!store || !store_state_read(store, &state, &fail))
        return store_close(store), broken("no state", &fail);
    int result = 0;
    if (!readable(store, state.current, &fail))
        result = broken("the current generation", &fail);
    else if (state.previous.seq != NONE.seq && !readable(store, state.previous, &fail))
        result = broken("the previous generation", &fail);
    else if (state.ratchet.seq < acknowledged || state.current.seq < acknowledged)
        result = broken("acknowledged, and lost", NULL);
    else
        printf("%" PRIu64 "\n", state.current.seq);
    store_close(store);
    return result;
}

static int recover(const char *folder, uint64_t acknowledged) {
    return check(folder, acknowledged) || update(folder, 1) || check(folder, acknowledged + 1) ? 1 : 0;
}

int main(int argc, char **argv) {
    if (sodium_init() < 0)
        return 1;
    if (argc == 3 && strcmp(argv[1], "begin") == 0)
        return update(argv[2], 2);
    if (argc == 3 && strcmp(argv[1], "update") == 0)
        return update(argv[2], 1);
    if (argc == 4 && strcmp(argv[1], "check") == 0)
        return check(argv[2], strtoull(argv[3], NULL, 10));
    if (argc == 4 && strcmp(argv[1], "recover") == 0)
        return recover(argv[2], strtoull(argv[3], NULL, 10));
    if (argc == 4 && strcmp(argv[1], "cut") == 0)
        return cut(argv[2], argv[3]);
    fputs("usage: story begin|update STORE | check|recover STORE ACKED | cut FOLDER log|nolog\n", stderr);
    return 2;
}
