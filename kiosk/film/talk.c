#include "film/talk.h"

enum talk_heard talk_hear(struct talk *talk, const uint8_t *bytes, size_t size, struct film_message *out) {
    struct film_message message;
    if (!film_message_read(bytes, size, FILM_SIDE_PLAYER, talk->frames, &message))
        return TALK_WRONG;
    enum talk_heard heard = TALK_WRONG;
    switch (message.kind) {
    case FILM_SEEK:
        if (message.turn == talk->turn)
            return TALK_WRONG;
        talk->turn = message.turn;
        talk->going = true;
        heard = TALK_SEEK;
        break;
    case FILM_FREE:
        if (!talk->theirs[message.slot])
            return TALK_WRONG;
        talk->theirs[message.slot] = false;
        talk->count--;
        heard = TALK_FREE;
        break;
    case FILM_HOLD:
        talk->going = false;
        heard = TALK_HOLD;
        break;
    case FILM_QUIT:
        talk->going = false;
        heard = TALK_QUIT;
        break;
    default: /* film_message_read lets no other kind pass */
        return TALK_WRONG;
    }
    *out = message;
    return heard;
}

bool talk_wants(const struct talk *talk) {
    return talk->going && talk->count < TALK_AHEAD;
}

void talk_give(struct talk *talk, int slot) {
    talk->theirs[slot] = true;
    talk->count++;
}
