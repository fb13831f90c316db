#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "desk/data/archive_parts.h"
#include "system/disk_fd.h"

enum { BLOCK = 512 };

/* POSIX.1-2001, pax, "ustar Header Block". */
struct head {
    char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], checksum[8], type, link[100];
    char magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155], unused[12];
};
_Static_assert(sizeof(struct head) == BLOCK, "a head is one block");

static unsigned sum(const struct head *head) {
    struct head copy = *head;
    const unsigned char *bytes = (const unsigned char *)&copy;
    unsigned total = 0;
    memset(copy.checksum, ' ', sizeof copy.checksum);
    for (size_t i = 0; i < sizeof copy; i++)
        total += bytes[i];
    return total;
}

/* Octal digits that fill the field but for a NUL at its end. */
static void put_number(char *field, size_t size, uint64_t number) {
    field[size - 1] = '\0';
    for (size_t i = size - 1; i > 0; i--, number >>= 3)
        field[i - 1] = (char)('0' + (number & 7));
}

static bool get_number(const char *field, size_t size, uint64_t *number) {
    uint64_t found = 0;
    for (size_t i = 0; i + 1 < size; i++) {
        if (field[i] < '0' || field[i] > '7')
            return false;
        found = found << 3 | (uint64_t)(field[i] - '0');
    }
    *number = found;
    return field[size - 1] == '\0';
}

static void make_head(struct head *head, const struct archive_entry *entry, uint64_t mtime_s) {
    *head = (struct head){.type = '0', .magic = "ustar", .version = {'0', '0'}};
    memcpy(head->name, entry->name, strlen(entry->name));
    put_number(head->mode, sizeof head->mode, 0600);
    put_number(head->uid, sizeof head->uid, 0);
    put_number(head->gid, sizeof head->gid, 0);
    put_number(head->size, sizeof head->size, entry->size);
    put_number(head->mtime, sizeof head->mtime, mtime_s);
    put_number(head->checksum, sizeof head->checksum - 1, sum(head));
    head->checksum[7] = ' ';
}

bool archive_head(int fd, const struct archive_entry *entry, int64_t now_ms) {
    struct head head;
    make_head(&head, entry, (uint64_t)now_ms / 1000);
    return disk_write_fd(fd, &head, sizeof head);
}

static size_t pad_of(uint64_t size) {
    return (size_t)((BLOCK - size % BLOCK) % BLOCK);
}

bool archive_pad(int fd, uint64_t size) {
    static const char zeros[BLOCK];
    return disk_write_fd(fd, zeros, pad_of(size));
}

bool archive_finish(int fd) {
    static const char zeros[2 * BLOCK];
    return disk_write_fd(fd, zeros, sizeof zeros);
}

bool archive_read(int fd, void *bytes, size_t size) {
    char *at = bytes;
    while (size > 0) {
        ssize_t got = read(fd, at, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static bool zeros(const void *bytes, size_t size) {
    const char *at = bytes;
    for (size_t i = 0; i < size; i++)
        if (at[i])
            return false;
    return true;
}

bool archive_skip_pad(int fd, uint64_t size) {
    char pad[BLOCK];
    return archive_read(fd, pad, pad_of(size)) && zeros(pad, pad_of(size));
}

/* The second block of zeros, and nothing behind it. */
static enum archive_next end(int fd) {
    char block[BLOCK], more = 0;
    ssize_t got = 0;
    if (!archive_read(fd, block, sizeof block) || !zeros(block, sizeof block))
        return ARCHIVE_BAD;
    while ((got = read(fd, &more, 1)) < 0 && errno == EINTR) {
    }
    return got == 0 ? ARCHIVE_END : ARCHIVE_BAD;
}

enum archive_next archive_next(int fd, struct archive_entry *entry) {
    struct head head, same;
    struct archive_entry found = {.size = 0};
    uint64_t mtime_s = 0;
    if (!archive_read(fd, &head, sizeof head))
        return ARCHIVE_BAD;
    if (zeros(&head, sizeof head))
        return end(fd);
    memcpy(found.name, head.name, sizeof head.name);
    if (!get_number(head.size, sizeof head.size, &found.size) ||
        !get_number(head.mtime, sizeof head.mtime, &mtime_s))
        return ARCHIVE_BAD;
    make_head(&same, &found, mtime_s); /* no links, no folders, no other ways to write the same */
    if (memcmp(&head, &same, sizeof head) != 0)
        return ARCHIVE_BAD;
    *entry = found;
    return ARCHIVE_ENTRY;
}
