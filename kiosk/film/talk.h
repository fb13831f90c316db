/* What the player has said so far, and what the decoder may do by it. Pure. */
#pragma once

#include "core/film/film_message.h"

enum {
    /* Frames that the player holds: the one that is shown and enough to come over the seek at the film's end,
     * or over a busy moment. libav needs the rest of FILM_SLOTS. */
    TALK_AHEAD = 7,
};

struct talk {
    int32_t frames; /* of the film */
    uint32_t turn;  /* 0: nothing was asked for yet */
    bool going;     /* frames are wanted */
    bool theirs[FILM_SLOTS];
    int count; /* of theirs */
};

enum talk_heard {
    TALK_WRONG, /* it is not valid, or not now: the end */
    TALK_SEEK,  /* a new turn, from message.frame on */
    TALK_FREE,  /* message.slot is ours again */
    TALK_HOLD,
    TALK_QUIT,
};
/* Takes `size` bytes as the player's next message. TALK_WRONG changes nothing. */
enum talk_heard talk_hear(struct talk *talk, const uint8_t *bytes, size_t size, struct film_message *out);
/* Is another frame wanted now? */
bool talk_wants(const struct talk *talk);
/* From now on `slot` is the player's. It was not. */
void talk_give(struct talk *talk, int slot);
