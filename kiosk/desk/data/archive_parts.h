/* The file format of a backup: a tar archive (POSIX.1-2001 ustar) of plain files, read and written as a
 * stream. Any tar can unpack it; this reader takes nothing but what the writer here writes. */
#pragma once

#include <stdint.h>

#include "desk/data/database.h"

enum { ARCHIVE_NAME = 100 };
struct archive_entry {
    char name[ARCHIVE_NAME + 1]; /* as it stands there: not to be made into a path unseen */
    uint64_t size;
};

/* Writes the head of an entry. Its bytes follow, and then archive_pad. False: errno. */
bool archive_head(int fd, const struct archive_entry *entry, int64_t now_ms) MUST_CHECK;
bool archive_pad(int fd, uint64_t size) MUST_CHECK;
bool archive_finish(int fd) MUST_CHECK;

enum archive_next { ARCHIVE_ENTRY, ARCHIVE_END, ARCHIVE_BAD };
/* The head of the next entry, or the end of the file behind the last one. */
enum archive_next archive_next(int fd, struct archive_entry *entry);
/* Exactly `size` bytes. False: there are fewer, or they cannot be read. */
bool archive_read(int fd, void *bytes, size_t size) MUST_CHECK;
/* What fills the last block of an entry of this size; false: it is not zeros. */
bool archive_skip_pad(int fd, uint64_t size) MUST_CHECK;
