/* A store in a folder of its own with signed generations of small_site.h's files. */
#pragma once

#include "core/manifest/manifest.h"
#include "store/store.h"
#include "support/small_site.h"

struct small_store {
    char folder[64];
    struct store *store;
    struct secret_key signer;
};

static inline bool small_store_object(struct store *store, const char *text, struct hash *hash) {
    *hash = hash_bytes(text, strlen(text));
    char *part = store_part_path(store, hash->hex);
    bool done = part && disk_write(part, text, strlen(text), NULL) &&
                store_adopt(store, hash->hex, strlen(text), NULL);
    free(part);
    return done;
}

/* Generation 1.`seq`, in which playlists/strip.json holds `strip`. */
static inline bool small_store_add(struct small_store *small, uint64_t seq, const char *strip) {
    struct hash hashes[3];
    const char *const texts[] = {SMALL_SITE, SMALL_MAIN, strip};
    for (int i = 0; i < 3; i++)
        if (!small_store_object(small->store, texts[i], &hashes[i]))
            return false;
    struct manifest_file files[] = {
        {"playlists/main.json", hashes[1].hex, "application/json", strlen(texts[1])},
        {"playlists/site.json", hashes[0].hex, "application/json", strlen(texts[0])},
        {"playlists/strip.json", hashes[2].hex, "application/json", strlen(texts[2])}};
    struct manifest manifest = {.site = "test",
                                .channel = "main",
                                .min_player = "0",
                                .epoch = 1,
                                .seq = seq,
                                .issued_s = 10,
                                .fresh_until_s = 20,
                                .expires_s = 30,
                                .files = files,
                                .file_count = 3};
    size_t size = 0;
    char *bytes = manifest_write(&manifest, &size);
    char *signature = bytes ? sign_create(&small->signer, bytes, size, "test") : NULL;
    bool done = signature && store_generation_write(small->store, (struct generation_id){1, seq}, bytes, size,
                                                    signature, strlen(signature), NULL);
    free(bytes);
    free(signature);
    return done;
}

/* With generation 1.1. */
static inline bool small_store_make(struct small_store *small, const char *strip) {
    struct trust trust = {.count = 1};
    snprintf(small->folder, sizeof small->folder, "/tmp/kiosk-show-XXXXXX");
    small->store = mkdtemp(small->folder) ? store_open(small->folder, true, NULL) : NULL;
    key_create(&small->signer, &trust.keys[0]);
    return small->store && store_trust_keep(small->store, &trust, NULL) && small_store_add(small, 1, strip);
}

static inline void small_store_remove(struct small_store *small) {
    store_close(small->store);
    small_site_remove(small->folder);
}
