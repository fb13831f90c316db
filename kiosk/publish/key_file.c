#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/signer.h"

enum { KEY_TEXT_MAX = 4096 };

struct key_file {
    struct secret_key key;
    char text[KEY_TEXT_MAX]; /* wiped once it is read */
};

static bool complain(struct report *report, enum severity severity, const char *path, const char *text) {
    report_add(report, severity, path, 0, 0, "%s", text);
    return false;
}

/* Asked of the open file, so that nobody can exchange it in between. */
static bool kept_secret(int fd, const char *path, struct report *report) {
    struct stat info;
    if (fstat(fd, &info) != 0)
        return complain(report, SEVERITY_ERROR, path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return complain(report, SEVERITY_ERROR, path, "not a regular file");
    if ((info.st_mode & 077) == 0)
        return true;
    report_add(
        report, SEVERITY_ERROR, path, 0, 0,
        "others than its owner may use this secret key (its mode is %04o): run \"chmod 600 %.200s\", and "
        "make a new key if somebody may have read it",
        (unsigned)info.st_mode & 07777u, path);
    return false;
}

static bool read_all(int fd, struct key_file *file, size_t *size) {
    ssize_t got = 1;
    *size = 0;
    while (got > 0 && *size < sizeof file->text) {
        got = read(fd, file->text + *size, sizeof file->text - *size);
        if (got < 0 && errno == EINTR)
            got = 1;
        else if (got > 0)
            *size += (size_t)got;
    }
    return got >= 0;
}

static bool read_key(int fd, const char *path, struct key_file *file, struct report *report) {
    struct fail fail = {0};
    size_t size = 0;
    if (!read_all(fd, file, &size))
        return complain(report, SEVERITY_ERROR, path, strerror(errno));
    bool done = size < sizeof file->text ? key_parse_secret(file->text, size, &file->key, &fail)
                                         : fail_set(&fail, "not a minisign secret key");
    sodium_memzero(file->text, sizeof file->text);
    return done || complain(report, SEVERITY_ERROR, path, fail.text);
}

struct key_file *key_file_open(const char *path, struct report *report) {
    struct key_file *file = sodium_init() < 0 ? NULL : sodium_malloc(sizeof *file);
    if (!file) {
        complain(report, SEVERITY_ERROR, path, "out of memory that can be locked");
        return NULL;
    }
    if (sodium_mlock(file, sizeof *file) != 0) /* sodium_malloc tried, too, but does not tell */
        complain(report, SEVERITY_WARNING, path,
                 "the system does not lock memory (\"ulimit -l\"): the key may be written to swap");
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool done = fd >= 0 ? kept_secret(fd, path, report) && read_key(fd, path, file, report)
                        : complain(report, SEVERITY_ERROR, path, strerror(errno));
    if (fd >= 0)
        close(fd);
    if (done)
        return file;
    key_file_close(file);
    return NULL;
}

void key_file_close(struct key_file *file) {
    if (file)
        sodium_free(file); /* wipes and unlocks */
}

static char *sign_here(void *context, const void *bytes, size_t size, const char *comment,
                       struct fail *fail) {
    const struct key_file *file = context;
    char *signature = sign_create(&file->key, bytes, size, comment);
    if (!signature)
        fail_set(fail, "out of memory");
    return signature;
}

struct signer key_file_signer(struct key_file *file) {
    struct signer signer = {.context = file, .sign = sign_here};
    memcpy(signer.key.id, file->key.id, sizeof signer.key.id);
    memcpy(signer.key.key, file->key.key + 32,
           sizeof signer.key.key); /* libsodium: its public half ends it */
    return signer;
}
