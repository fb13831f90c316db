/* What a file says itself, before any program is given it. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filming/container.h"
#include "filming/filming_findings.h"
#include "filming/making_parts.h"
#include "filming/protection.h"

enum { HEAD = 8, LONG_HEAD = 16, BOXES_MAX = 1000 };

static uint64_t number(const uint8_t *bytes, size_t size) {
    uint64_t out = 0;
    for (size_t i = 0; i < size; i++)
        out = out << 8 | bytes[i];
    return out;
}

bool tables_find(int fd, off_t *begin, size_t *size) {
    uint8_t head[LONG_HEAD];
    uint64_t at = 0;
    for (int i = 0; i < BOXES_MAX && at <= INT64_MAX - LONG_HEAD; i++) {
        ssize_t got = pread(fd, head, sizeof head, (off_t)at);
        if (got < HEAD)
            return false;
        bool is_long = number(head, 4) == 1 && got == LONG_HEAD;
        uint64_t whole = is_long ? number(head + HEAD, 8) : number(head, 4),
                 before = is_long ? LONG_HEAD : HEAD;
        bool last = whole == 0;
        if ((!last && whole < before) || whole > INT64_MAX - at)
            return false;
        if (memcmp(head + 4, "moov", 4) == 0) {
            *begin = (off_t)(at + before);
            *size = last || whole - before > PROTECTION_LOOK ? PROTECTION_LOOK : (size_t)(whole - before);
            return true;
        }
        if (last)
            return false;
        at += whole;
    }
    return false;
}

/* A file that does not let itself be read here is found so by those who decode it. */
static bool is_locked(int fd) {
    off_t begin;
    size_t size;
    char *tables = tables_find(fd, &begin, &size) ? malloc(size) : NULL;
    ssize_t got = tables ? pread(fd, tables, size, begin) : -1;
    bool locked = got > 0 && protection_in(tables, (size_t)got);
    free(tables);
    return locked;
}

static enum making_end judge(struct job *job, int fd, const char *bytes, size_t size) {
    static const struct said locked = {FOUND_FILM_PROTECTED};
    job->container = container_of(bytes, size, job->findings);
    if (!job->container)
        return MAKING_REFUSED;
    if (strcmp(job->container, "mov") != 0 || !is_locked(fd))
        return MAKING_DONE;
    report_plain(job->findings, &plan_error, &locked);
    return MAKING_REFUSED;
}

enum making_end job_sniff(struct job *job) {
    char *bytes = malloc(CONTAINER_LOOK);
    int fd = bytes ? open(job->source, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    ssize_t got = fd >= 0 ? read(fd, bytes, CONTAINER_LOOK) : -1;
    enum making_end end = MAKING_TROUBLE;
    if (got < 0)
        fail_set(job->fail, "%s: %s", job->making->file, strerror(errno));
    else
        end = judge(job, fd, bytes, (size_t)got);
    if (fd >= 0)
        close(fd);
    free(bytes);
    return end;
}
