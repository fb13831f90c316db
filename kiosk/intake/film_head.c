#include "intake/film_head.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/film/film.h"
#include "intake/film_box.h"

enum { REST_BYTES = 64 << 10 };

struct head {
    int fd;
    char *bytes;
    size_t size;
    bool ended;
};

uint64_t film_bytes_left(int fd) {
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return 0;
    off_t at = lseek(fd, 0, SEEK_CUR);
    return at >= 0 && at < info.st_size ? (uint64_t)(info.st_size - at) : 0;
}

/* As many bytes as there are, at most `count`. */
static ssize_t read_full(int fd, char *bytes, size_t count) {
    size_t done = 0;
    while (done < count) {
        ssize_t got = read(fd, bytes + done, count - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static enum film_head grow(struct head *head, uint64_t count, struct fail *fail) {
    if (count > FILM_HEAD_MAX - head->size) {
        film_refuse(fail, "the film's table of contents is larger than %d MiB", FILM_HEAD_MAX >> 20);
        return FILM_HEAD_BAD;
    }
    char *grown = realloc(head->bytes, head->size + (size_t)count + 1);
    if (!grown) {
        fail_set(fail, "out of memory");
        return FILM_HEAD_TROUBLE;
    }
    head->bytes = grown;
    ssize_t got = read_full(head->fd, head->bytes + head->size, (size_t)count);
    if (got < 0) {
        fail_set(fail, "cannot read: %s", strerror(errno));
        return FILM_HEAD_TROUBLE;
    }
    head->size += (size_t)got;
    head->bytes[head->size] = '\0';
    head->ended = (size_t)got < count;
    return FILM_HEAD_READ;
}

/* One box, or the head of it, where that is the film's data or makes no sense. */
static enum film_head read_box(struct head *head, struct fail *fail) {
    size_t at = head->size;
    struct box_head box;
    enum film_head done = grow(head, BOX_HEAD, fail);
    if (done != FILM_HEAD_READ || head->ended)
        return done;
    const uint8_t *bytes = (const uint8_t *)head->bytes + at;
    static const uint8_t large[] = {0, 0, 0, 1};
    if (memcmp(bytes, large, sizeof large) == 0 &&
        ((done = grow(head, BOX_HEAD_LARGE - BOX_HEAD, fail)) != FILM_HEAD_READ || head->ended))
        return done;
    bytes = (const uint8_t *)head->bytes + at;
    bool film = box_head_read(bytes, head->size - at, &box) && (at > 0 || strcmp(box.type, "ftyp") == 0);
    if (!film || strcmp(box.type, "mdat") == 0) {
        head->ended = true;
        return FILM_HEAD_READ;
    }
    return box.body ? grow(head, box.body, fail) : FILM_HEAD_READ;
}

static enum film_head count_rest(int fd, uint64_t *whole, struct fail *fail) {
    static char rest[REST_BYTES];
    ssize_t got = 1;
    while (got > 0 && *whole <= FILM_BYTES_MAX) {
        got = read_full(fd, rest, sizeof rest);
        *whole += got > 0 ? (uint64_t)got : 0;
    }
    if (got >= 0)
        return FILM_HEAD_READ;
    fail_set(fail, "cannot read: %s", strerror(errno));
    return FILM_HEAD_TROUBLE;
}

enum film_head film_head_read(int fd, char **bytes, size_t *size, uint64_t *whole, struct fail *fail) {
    struct head head = {.fd = fd};
    enum film_head done = FILM_HEAD_READ;
    while (done == FILM_HEAD_READ && !head.ended)
        done = read_box(&head, fail);
    if (done == FILM_HEAD_READ && *whole == 0) {
        *whole = head.size;
        done = count_rest(fd, whole, fail);
    }
    if (done != FILM_HEAD_READ) {
        free(head.bytes);
        return done;
    }
    *bytes = head.bytes;
    *size = head.size;
    return done;
}
