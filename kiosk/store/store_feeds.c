#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store_parts.h"
#include "system/disk.h"

static bool feed_id_valid(const char *id) {
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length <= 40 && id[length] == '\0';
}

bool store_feed_write(struct store *store, const char *feed_id, const char *json, size_t size,
                      int64_t fetched_s, struct fail *fail) {
    if (!store_may_write(store, fail)) {
        return false;
    }
    if (!feed_id_valid(feed_id) || size > FEED_BYTES_MAX) {
        return fail_set(fail, "feed: a name or size that is not allowed");
    }
    char *path = store_path(store, "feeds/%s", feed_id), *bytes = NULL;
    int length = asprintf(&bytes, "{\"fetched\": %" PRId64 ", \"feed\": %.*s}", fetched_s, (int)size, json);
    store_alive(store);
    bool done = path && length >= 0 ? disk_write(path, bytes, (size_t)length, fail)
                                    : fail_set(fail, "feed: out of memory");
    if (length >= 0) {
        free(bytes);
    }
    free(path);
    return done;
}

struct feed_data *store_feed_parse(const char *feed_id, const char *bytes, size_t size, struct fail *fail) {
    json_error_t error;
    struct feed_data *feed = NULL;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    const json_t *fetched = json_object_get(root, "fetched");
    const json_t *inner = json_object_get(root, "feed");
    char *json = json_is_integer(fetched) && inner ? json_dumps(inner, JSON_COMPACT) : NULL;
    if (!json || json_integer_value(fetched) < 0 || json_integer_value(fetched) > INT64_MAX / 1000) {
        fail_set(fail, "feed %s: broken on disk", feed_id);
    } else {
        feed = feed_parse(feed_id, json, strlen(json), json_integer_value(fetched) * 1000, fail);
    }
    free(json);
    json_decref(root);
    return feed;
}

struct feed_data *store_feed_read(struct store *store, const char *feed_id, struct fail *fail) {
    char *bytes = NULL, *path = NULL;
    size_t size = 0;
    struct feed_data *feed = NULL;
    if (!feed_id_valid(feed_id)) {
        fail_set(fail, "feed: a name that is not allowed");
        return NULL;
    }
    path = store_path(store, "feeds/%s", feed_id);
    if (!path) {
        fail_set(fail, "feed %s: out of memory", feed_id);
    } else if (disk_read(path, FEED_BYTES_MAX + 100, &bytes, &size, fail)) {
        feed = store_feed_parse(feed_id, bytes, size, fail);
    }
    free(bytes);
    free(path);
    return feed;
}
