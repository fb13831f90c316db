#include "sync/feed_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 16 << 10 };

/* What an address may have unescaped everywhere (RFC 3986 §2.3). */
static const char UNRESERVED[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

void feed_server(const char *url, char out[FEED_SERVER_SIZE]) {
    static const char scheme[] = "https://";
    const char *begin = url + sizeof scheme - 1;
    out[0] = '\0';
    if (strncmp(url, scheme, sizeof scheme - 1) != 0)
        return;
    size_t length = strcspn(begin, "/?#");
    if (length >= FEED_SERVER_SIZE)
        return;
    for (size_t i = 0; i < length; i++)
        out[i] = begin[i] >= 'A' && begin[i] <= 'Z' ? (char)(begin[i] - 'A' + 'a') : begin[i];
    out[length] = '\0';
}

/* Asked of the open file, so that nobody can exchange it in between. */
static bool kept_secret(int fd, const char *path, struct fail *fail) {
    struct stat info;
    if (fstat(fd, &info) != 0)
        return fail_set(fail, "%s: %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return fail_set(fail, "%s: not a regular file", path);
    return (info.st_mode & 077) == 0 ||
           fail_set(fail,
                    "%s: others than its owner may read these keys (its mode is %04o): run \"chmod 600 "
                    "%.200s\", and have new keys made if somebody may have read them",
                    path, (unsigned)info.st_mode & 07777u, path);
}

static bool read_all(int fd, const char *path, char text[FILE_MAX], size_t *size, struct fail *fail) {
    ssize_t got = 1;
    for (*size = 0; got != 0 && *size < FILE_MAX; *size += (size_t)(got > 0 ? got : 0)) {
        got = read(fd, text + *size, FILE_MAX - *size);
        if (got < 0 && errno != EINTR)
            return fail_set(fail, "%s: %s", path, strerror(errno));
    }
    return *size < FILE_MAX || fail_set(fail, "%s: too long for a file of keys", path);
}

/* jansson's own words repeat what stands there. */
static bool take(const char *path, const char *text, size_t size, const char *server, char out[FEED_KEY_SIZE],
                 struct fail *fail) {
    json_error_t error;
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    const json_t *value = json_object_get(root, server);
    const char *key = json_string_value(value);
    bool fine = key && *key && strlen(key) < FEED_KEY_SIZE && strspn(key, UNRESERVED) == strlen(key);
    if (fine)
        snprintf(out, FEED_KEY_SIZE, "%s", key);
    else if (!root)
        fail_at(fail, path, error.line, error.column, "not valid JSON: write {\"%.200s\": \"KEY\"}", server);
    else if (!value)
        fail_set(fail, "%s: it has no key for %.200s: write {\"%.200s\": \"KEY\"}", path, server, server);
    else
        fail_set(fail, "%s: the key for %.200s must be a text of at most %d letters, digits, -, ., _ and ~",
                 path, server, FEED_KEY_SIZE - 1);
    json_decref(root);
    return fine;
}

bool feed_key_read(const char *path, const char *server, char out[FEED_KEY_SIZE], struct fail *fail) {
    char text[FILE_MAX];
    size_t size = 0;
    if (!path)
        return fail_set(fail,
                        "%.200s wants a key: name a file with it as \"feed-keys\" among the settings of "
                        "kiosk-sync",
                        server);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail_set(fail, "%s, with the keys of feeds: %s", path, strerror(errno));
    bool done = kept_secret(fd, path, fail) && read_all(fd, path, text, &size, fail) &&
                take(path, text, size, server, out, fail);
    close(fd);
    explicit_bzero(text, sizeof text);
    return done;
}

bool feed_keyed_address(const char *url, const char *name, const char *key, char out[FEED_ADDRESS_SIZE]) {
    int length = snprintf(out, FEED_ADDRESS_SIZE, "%s%c%s=%s", url, strchr(url, '?') ? '&' : '?', name, key);
    return length > 0 && length < FEED_ADDRESS_SIZE;
}
