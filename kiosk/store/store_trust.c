#include <stdlib.h>
#include <string.h>

#include "store/store_parts.h"
#include "system/disk.h"

enum { TRUST_BYTES_MAX = 64 << 10 };

bool trust_read(const char *path, struct trust *trust, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    struct fail why;
    if (!disk_read(path, TRUST_BYTES_MAX, &text, &size, fail)) {
        return false;
    }
    bool done = trust_parse(text, size, trust, &why) || fail_set(fail, "%s: %.300s", path, why.text);
    free(text);
    return done;
}

void store_trust_from(struct store *store, const char *path) {
    store->trust_path = path;
}

bool store_trusted(const struct store *store, struct trust *trust, struct fail *fail) {
    if (store->trust.count > 0) {
        *trust = store->trust;
        return true;
    }
    if (store->trust_path) {
        return trust_read(store->trust_path, trust, fail);
    }
    char *path = disk_path(store->folder, "trust");
    struct fail why;
    bool done = path && trust_read(path, trust, &why);
    free(path);
    return done || fail_set(fail,
                            "no key to check the content with (%.300s); kiosk-sync writes it, or --trust "
                            "names one",
                            path ? why.text : "out of memory");
}

static char *trust_text(const struct trust *trust) {
    char *text = calloc(SIGN_TRUST_MAX, 200);
    for (size_t i = 0; text && i < trust->count; i++) {
        char *key = key_write_public(&trust->keys[i]);
        if (!key || strlen(key) >= 200) {
            free(text);
            text = NULL;
        } else {
            strcat(text, key);
        }
        free(key);
    }
    return text;
}

bool store_trust_keep(struct store *store, const struct trust *trust, struct fail *fail) {
    if (!store_may_write(store, fail)) {
        return false;
    }
    store->trust = *trust;
    char *text = trust_text(trust), *path = disk_path(store->folder, "trust"), *there = NULL;
    size_t size = 0;
    bool done = false;
    if (!text || !path) {
        fail_set(fail, "trust: out of memory");
    } else if (disk_read(path, TRUST_BYTES_MAX, &there, &size, NULL) && strcmp(there, text) == 0) {
        done = true;
    } else {
        done = disk_write(path, text, strlen(text), fail);
    }
    free(there);
    free(path);
    free(text);
    return done;
}
