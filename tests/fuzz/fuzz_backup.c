/* What a restore parses before anything is known of it: the heads of an archive, and packed texts. What is
 * taken as a head can be written again, byte for byte; a text has the size it was said to have, or a reason.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "desk/data/archive_parts.h"
#include "desk/data/pack_parts.h"
#include "fuzz/target.h"

enum { TEXT = 4096, BLOCK = 512 };

static int file_of(const uint8_t *data, size_t size) {
    int fd = memfd_create("archive", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    return fd;
}

static void read_archive(const uint8_t *data, size_t size) {
    int fd = file_of(data, size);
    struct archive_entry entry;
    size_t at = 0;
    while (archive_next(fd, &entry) == ARCHIVE_ENTRY) {
        char *bytes = entry.size <= size ? malloc(entry.size + 1) : NULL, block[BLOCK];
        int again = file_of((const uint8_t *)"", 0);
        PROMISED(memchr(entry.name, '\0', sizeof entry.name));
        PROMISED(archive_head(again, &entry, 0) && lseek(again, 0, SEEK_SET) == 0);
        PROMISED(archive_read(again, block, sizeof block));
        memcpy(block + 136, data + at + 136, 12); /* its time, and with it the sum */
        memcpy(block + 148, data + at + 148, 8);
        PROMISED(memcmp(block, data + at, sizeof block) == 0);
        close(again);
        bool whole = bytes && archive_read(fd, bytes, (size_t)entry.size) && archive_skip_pad(fd, entry.size);
        free(bytes);
        if (!whole)
            break;
        at = (size_t)lseek(fd, 0, SEEK_CUR);
        PROMISED(at <= size && at % BLOCK == 0);
    }
    close(fd);
}

/* The first byte says how much of the rest the text should resemble. */
static void unpack_text(const uint8_t *data, size_t size) {
    if (size == 0)
        return;
    size_t like_size = (size - 1) * data[0] / 255, packed_size = size - 1 - like_size;
    struct bytes text, like = {target_copy(data + 1, like_size), like_size};
    char *packed = target_copy(data + 1 + like_size, packed_size);
    target_why = (struct fail){0};
    static struct unpacker
        unpacker; /* one for all, as a connection has it: a bad text must not spoil the next */
    enum outcome outcome =
        unpack(&unpacker, (struct bytes){packed, packed_size}, like, TEXT, &text, &target_why);
    PROMISED(outcome == OUTCOME_DONE || target_why.text[0]);
    if (outcome == OUTCOME_DONE) {
        PROMISED(text.size == TEXT && text.at[TEXT] == '\0');
        free(text.at);
    }
    free(packed);
    free(like.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    read_archive(data, size);
    unpack_text(data, size);
    return 0;
}
