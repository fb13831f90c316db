/* What the player and kiosk-film say to each other over a SOCK_SEQPACKET socket: messages of
 * FILM_MESSAGE_BYTES, little-endian:
 *   u16 kind, u16 slot, u32 turn, i64 frame
 * A turn is one run through the film from where the player asked for it; each FILM_SEEK begins one with a new
 * number, and what still comes of an older turn is given back unseen. A message that is not valid here ends
 * the other side: the player kills the decoder, the decoder ends.
 *
 * Descriptors of kiosk-film when it is started: 3 the film (read), 4 the index (read), 5 the frames' memory
 * (film_ring), 6 the sound's memory, 7 the socket. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/film/film_ring.h"

enum { FILM_MESSAGE_BYTES = 16, FILM_PROTOCOL = 1 };
enum { FILM_FD_FILM = 3, FILM_FD_INDEX, FILM_FD_FRAMES, FILM_FD_SOUND, FILM_FD_SOCKET, FILM_FD_END };

enum film_message_kind {
    /* from the player */
    FILM_SEEK = 1, /* frame: play from there on, over the end and on from 0; turn: its number, never 0 */
    FILM_FREE,     /* slot: it has been shown, or is not wanted */
    FILM_HOLD,     /* decode no further until the next FILM_SEEK */
    FILM_QUIT,
    /* from the decoder */
    FILM_READY, /* slot: FILM_PROTOCOL; frame: how many the film has. First of all, once */
    FILM_FRAME, /* slot holds that frame, of that turn; it is the player's until FILM_FREE */
    FILM_FAIL,  /* frame: enum film_trouble. Last of all */
};

enum film_trouble {
    FILM_TROUBLE_SHAPE = 1, /* not the shape that screens take, or not what its index says */
    FILM_TROUBLE_DAMAGED,   /* bytes that are not those of the index */
    FILM_TROUBLE_DECODER,   /* it cannot be decoded */
    FILM_TROUBLE_MACHINE,   /* memory, a descriptor, the jail */
    FILM_TROUBLE_MESSAGE,   /* the player said what is not valid */
};

struct film_message {
    enum film_message_kind kind;
    int slot;
    uint32_t turn;
    int64_t frame;
};

enum film_side { FILM_SIDE_PLAYER, FILM_SIDE_DECODER };

void film_message_write(const struct film_message *message, uint8_t out[FILM_MESSAGE_BYTES]);
/* What `from` said of a film of `frames` frames; false: it is not valid, whatever it is. What a message does
 * not use has to be 0. */
bool film_message_read(const uint8_t *bytes, size_t size, enum film_side from, int32_t frames,
                       struct film_message *out) MUST_CHECK;
/* "damaged": for logs. */
const char *film_trouble_name(int64_t trouble);
