#include "film/play.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* How far the sound is ahead of the next frame: what is heard is that much behind it at most, and a device
 * takes some at once. */
enum { SOUND_AHEAD = FILM_SOUND_HZ / 2 };

enum heard { HEARD, NOTHING, GONE, WRONG };

static struct film_fault *fault_of(struct play *play) {
    return play->chunks->fault;
}

/* To a player that is gone nothing is said; it is heard to be gone. At most FILM_SLOTS messages are on their
 * way, which a socket holds. */
static void say(struct play *play, const struct film_message *message) {
    uint8_t bytes[FILM_MESSAGE_BYTES];
    film_message_write(message, bytes);
    while (send(play->socket, bytes, sizeof bytes, MSG_NOSIGNAL) < 0 && errno == EINTR)
        ;
}

static bool seek(struct play *play, const struct film_message *message) {
    return pictures_seek(&play->pictures, (int32_t)message->frame) &&
           (!play->sound || soundtrack_seek(&play->soundtrack, (int32_t)message->frame, message->turn));
}

/* One message, waited for if need be. */
static enum heard hear(struct play *play, bool wait) {
    uint8_t bytes[FILM_MESSAGE_BYTES + 1]; /* a longer one is seen to be one */
    struct film_message message;
    ssize_t size;
    do
        size = recv(play->socket, bytes, sizeof bytes, wait ? 0 : MSG_DONTWAIT);
    while (size < 0 && errno == EINTR);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return NOTHING;
    if (size <= 0)
        return GONE;
    switch (talk_hear(&play->talk, bytes, (size_t)size, &message)) {
    case TALK_SEEK:
        return seek(play, &message) ? HEARD : WRONG;
    case TALK_FREE:
        av_frame_unref(play->given[message.slot]);
        return HEARD;
    case TALK_HOLD:
        return HEARD;
    case TALK_QUIT:
        return GONE;
    case TALK_WRONG:
        break;
    }
    film_fault_set(fault_of(play), FILM_TROUBLE_MESSAGE, "the player said what is not valid");
    return WRONG;
}

static void give(struct play *play, int64_t number) {
    int slot = slots_find(&play->slots, play->frame);
    talk_give(&play->talk, slot);
    av_frame_move_ref(play->given[slot], play->frame);
    say(play, &(struct film_message){FILM_FRAME, slot, play->talk.turn, number % play->talk.frames});
}

/* The sound comes first: with a frame there is all that is heard while it is shown. */
static bool fill_sound(struct play *play, int64_t number) {
    return !play->sound || soundtrack_fill(&play->soundtrack,
                                           film_frame_sample(play->chunks->film, number + 1) + SOUND_AHEAD);
}

static bool step(struct play *play) {
    int64_t number = 0;
    enum pictures_got got = pictures_next(&play->pictures, play->frame, &number);
    if (got == PICTURES_FRAME && !fill_sound(play, number))
        return false; /* the frame is not given */
    if (got == PICTURES_FRAME)
        give(play, number);
    return got != PICTURES_FAULT;
}

/* False: libav holds so many that none is left, and the player has none to give back. */
static bool has_room(struct play *play, bool *room) {
    *room = slots_free(&play->slots) >= PICTURES_SLOTS;
    return *room || play->talk.count > 0 || !play->talk.going ||
           film_fault_set(fault_of(play), FILM_TROUBLE_SHAPE, "it refers to too many frames at once");
}

static bool open_all(struct play *play) {
    const struct film *film = play->chunks->film;
    play->talk = (struct talk){.frames = film->frames};
    slots_init(&play->slots, play->frames, film->width, film->height);
    bool made = (play->frame = av_frame_alloc()) != NULL;
    for (int i = 0; i < FILM_SLOTS; i++)
        made &= (play->given[i] = av_frame_alloc()) != NULL;
    if (!made)
        return film_fault_set(fault_of(play), FILM_TROUBLE_MACHINE, "out of memory");
    if (film->samples == 0)
        play->sound = NULL;
    return pictures_open(&play->pictures, play->chunks, &play->slots) &&
           (!play->sound || soundtrack_open(&play->soundtrack, play->chunks, play->sound));
}

bool play_run(struct play *play) {
    bool room = true;
    if (!open_all(play))
        return false;
    say(play, &(struct film_message){FILM_READY, FILM_PROTOCOL, 0, play->talk.frames});
    for (;;) {
        if (!has_room(play, &room))
            return false;
        bool busy = room && talk_wants(&play->talk);
        enum heard heard = hear(play, !busy);
        if (heard == GONE)
            return true;
        if (heard == WRONG || (heard == NOTHING && busy && !step(play)))
            return false;
    }
}

void play_fail(struct play *play, const struct film_fault *fault) {
    say(play, &(struct film_message){FILM_FAIL, 0, 0, fault->trouble});
    uint8_t bytes[FILM_MESSAGE_BYTES]; /* with words unread behind us, the player would hear a reset first */
    while (recv(play->socket, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
        ;
}

void play_finish(struct play *play) {
    pictures_close(&play->pictures);
    soundtrack_close(&play->soundtrack);
    for (int i = 0; i < FILM_SLOTS; i++)
        av_frame_free(&play->given[i]);
    av_frame_free(&play->frame);
    slots_finish(&play->slots);
}
