/* What the player says to kiosk-film, message by message, and a film's bytes as they are compared with its
 * index: the first byte says which. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "film/chunks.h"
#include "film/talk.h"
#include "fuzz/target.h"
#include "system/hash.h"

enum { FRAMES = 1000, READS_MAX = 64 };

/* Between messages the decoder gives a slot that is its own, as the byte before each says. */
static void read_talk(const uint8_t *data, size_t size) {
    struct talk talk = {.frames = FRAMES};
    while (size > 1) {
        size_t length = data[0] & 0x80 ? (data[0] & 0x3f) : FILM_MESSAGE_BYTES;
        int slot = data[0] % FILM_SLOTS;
        if (length > size - 1)
            length = size - 1;
        struct film_message message;
        const struct talk before = talk;
        char *copy = target_copy(data + 1, length);
        enum talk_heard heard = talk_hear(&talk, (const uint8_t *)copy, length, &message);
        free(copy);
        if (heard == TALK_WRONG) {
            PROMISED(memcmp(&before, &talk, sizeof talk) == 0);
        } else {
            PROMISED(length == FILM_MESSAGE_BYTES);
            PROMISED(heard != TALK_FREE || (before.theirs[message.slot] && !talk.theirs[message.slot]));
            PROMISED(heard != TALK_SEEK || (message.turn != 0 && message.turn != before.turn && talk.going &&
                                            message.frame >= 0 && message.frame < FRAMES));
        }
        if (talk_wants(&talk) && !talk.theirs[slot])
            talk_give(&talk, slot);
        PROMISED(talk.count >= 0 && talk.count <= TALK_AHEAD);
        data += 1 + length;
        size -= 1 + length;
    }
}

/* A film of two chunks, of which bytes are changed behind its index's back; then reads of it. Whatever is
 * handed out is what was hashed. */
static void read_chunks(const uint8_t *data, size_t size) {
    enum { BYTES = FILM_CHUNK_BYTES + 4096 };
    static uint8_t *whole;
    static struct hash hashes[2];
    static const char *names[2] = {hashes[0].hex, hashes[1].hex};
    if (!whole && (whole = calloc(1, BYTES))) {
        hashes[0] = hash_bytes(whole, FILM_CHUNK_BYTES);
        hashes[1] = hash_bytes(whole + FILM_CHUNK_BYTES, BYTES - FILM_CHUNK_BYTES);
    }
    int fd = memfd_create("film", MFD_CLOEXEC);
    PROMISED(whole && fd >= 0 && ftruncate(fd, BYTES) == 0); /* all zeros, as what was hashed */
    struct film film = {.bytes = BYTES, .chunks = names, .chunk_count = 2};
    struct film_fault fault = {0};
    struct chunks chunks;
    PROMISED(chunks_init(&chunks, fd, &film, &fault));
    for (int i = 0; size >= 6 && i < READS_MAX; i++, data += 6, size -= 6) {
        uint64_t at = data[1] | (uint64_t)data[2] << 8 | (uint64_t)data[3] << 16;
        if (data[0] & 1) {
            PROMISED(pwrite(fd, data + 5, 1, (off_t)(at % BYTES)) == 1);
            continue;
        }
        size_t wanted = (size_t)data[4] * 64 + 1;
        char *out = malloc(wanted);
        ptrdiff_t got = out ? chunks_read(&chunks, at, out, wanted) : -1;
        PROMISED(got <= (ptrdiff_t)wanted && (got >= 0) == (fault.trouble == 0));
        PROMISED((got == 0) == (fault.trouble == 0 && at >= BYTES));
        for (ptrdiff_t k = 0; k < got; k++)
            PROMISED(out[k] == 0);
        free(out);
    }
    chunks_finish(&chunks);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    if (data[0] == 'c')
        read_chunks(data + 1, size - 1);
    else
        read_talk(data + 1, size - 1);
    return 0;
}
