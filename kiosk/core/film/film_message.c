#include "core/film/film_message.h"

/* Which kinds there are, who says them, and which fields they use. */
static const struct {
    enum film_side from;
    bool slot, turn;
    int64_t frame_from, frame_to; /* FRAMES: the film's number of them */
} KINDS[] = {
#define FRAMES INT64_MAX
    [FILM_SEEK] = {FILM_SIDE_PLAYER, false, true, 0, FRAMES - 1},
    [FILM_FREE] = {FILM_SIDE_PLAYER, true, false, 0, 0},
    [FILM_HOLD] = {FILM_SIDE_PLAYER, false, false, 0, 0},
    [FILM_QUIT] = {FILM_SIDE_PLAYER, false, false, 0, 0},
    [FILM_READY] = {FILM_SIDE_DECODER, true, false, FRAMES, FRAMES},
    [FILM_FRAME] = {FILM_SIDE_DECODER, true, true, 0, FRAMES - 1},
    [FILM_FAIL] = {FILM_SIDE_DECODER, false, false, FILM_TROUBLE_SHAPE, FILM_TROUBLE_MESSAGE},
};

static int64_t bound(int64_t of, int32_t frames) {
    return of >= FRAMES - 1 ? frames - (FRAMES - of) : of;
}

static void put(uint8_t *out, uint64_t value, size_t bytes) {
    for (size_t i = 0; i < bytes; i++)
        out[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t take(const uint8_t *in, size_t bytes) {
    uint64_t value = 0;
    for (size_t i = bytes; i > 0; i--)
        value = value << 8 | in[i - 1];
    return value;
}

void film_message_write(const struct film_message *message, uint8_t out[FILM_MESSAGE_BYTES]) {
    put(out, message->kind, 2);
    put(out + 2, (uint64_t)message->slot, 2);
    put(out + 4, message->turn, 4);
    put(out + 8, (uint64_t)message->frame, 8);
}

bool film_message_read(const uint8_t *bytes, size_t size, enum film_side from, int32_t frames,
                       struct film_message *out) {
    if (size != FILM_MESSAGE_BYTES)
        return false;
    uint64_t kind = take(bytes, 2);
    if (kind < FILM_SEEK || kind >= LENGTH(KINDS) || KINDS[kind].from != from)
        return false;
    struct film_message read = {.kind = (enum film_message_kind)kind,
                                .slot = (int)take(bytes + 2, 2),
                                .turn = (uint32_t)take(bytes + 4, 4),
                                .frame = (int64_t)take(bytes + 8, 8)};
    if (kind == FILM_READY ? read.slot != FILM_PROTOCOL : read.slot >= (KINDS[kind].slot ? FILM_SLOTS : 1))
        return false;
    if ((read.turn != 0) != KINDS[kind].turn)
        return false;
    if (read.frame < bound(KINDS[kind].frame_from, frames) ||
        read.frame > bound(KINDS[kind].frame_to, frames))
        return false;
    *out = read;
    return true;
}

const char *film_trouble_name(int64_t trouble) {
    static const char *const names[] = {[FILM_TROUBLE_SHAPE] = "not the shape that screens take",
                                        [FILM_TROUBLE_DAMAGED] = "damaged",
                                        [FILM_TROUBLE_DECODER] = "cannot be decoded",
                                        [FILM_TROUBLE_MACHINE] = "this machine",
                                        [FILM_TROUBLE_MESSAGE] = "not understood"};
    return trouble > 0 && trouble < (int64_t)LENGTH(names) ? names[trouble] : "unknown";
}
