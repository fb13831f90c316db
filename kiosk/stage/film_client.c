#include "stage/film_client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "core/film/film_message.h"
#include "core/film/film_ring.h"
#include "stage/film_spawn.h"
#include "stage/film_voice.h"

enum { MESSAGES_A_TURN = 64, NOTHING = -1 };

struct slot {
    bool ours;
    int64_t position;
};

struct film_client {
    const struct film *film;
    struct film_span span;
    struct film_ring ring;
    struct film_child child;
    enum film_end ended;
    int64_t trouble; /* enum film_trouble, of FILM_END_GAVE_UP */
    char why[120];

    bool ready, held;
    uint32_t turn;    /* the newest that was asked for */
    int64_t shift;    /* of its sound: sample n of the playing is n + shift of the turn */
    int64_t next;     /* position of the frame that it must say next */
    int64_t newest;   /* position of the last that came; NOTHING: none of this turn */
    int64_t owed_ns;  /* since when a frame is due that has not come; 0: none is */
    int64_t asked_ns; /* when it was last told to go on elsewhere */
    bool any;         /* a frame was shown */
    struct slot slots[FILM_SLOTS];
    int shown; /* slot; NOTHING */
    struct film_frame frame;
};

int32_t film_span_frame(const struct film_span *span, int64_t position) {
    int64_t into = position % span->count;
    return span->first + (int32_t)(into < 0 ? into + span->count : into);
}

static void end(struct film_client *client, enum film_end how, const char *why) {
    if (client->ended != FILM_RUNS)
        return;
    client->ended = how;
    snprintf(client->why, sizeof client->why, "%s", why);
    film_child_kill(&client->child);
}

static void say(struct film_client *client, enum film_message_kind kind, int slot, int64_t position) {
    struct film_message message = {.kind = kind, .slot = slot};
    uint8_t bytes[FILM_MESSAGE_BYTES];
    if (kind == FILM_SEEK) {
        message.turn = client->turn;
        message.frame = film_span_frame(&client->span, position);
    }
    film_message_write(&message, bytes);
    ssize_t sent = client->ended == FILM_RUNS
                       ? send(client->child.socket, bytes, sizeof bytes, MSG_DONTWAIT | MSG_NOSIGNAL)
                       : (ssize_t)sizeof bytes;
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        end(client, FILM_END_LIED, "it does not listen");
    else if (sent != (ssize_t)sizeof bytes && errno != EPIPE && errno != ECONNRESET) /* listen_to says why */
        end(client, FILM_END_DIED, "it ended");
}

static void seek(struct film_client *client, int64_t position, int64_t now_ns) {
    client->turn++;
    client->shift = film_frame_sample(client->film, film_span_frame(&client->span, position)) -
                    film_frame_sample(client->film, position);
    client->next = position;
    client->newest = NOTHING;
    client->held = false;
    client->asked_ns = now_ns;
    say(client, FILM_SEEK, 0, position);
}

struct film_client *film_client_create(const struct film_start *start, struct fail *fail) {
    struct film_client *client = calloc(1, sizeof *client);
    if (!client) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    client->film = start->film;
    client->span = start->span;
    client->ring = film_ring_of(start->film->width, start->film->height);
    client->shown = NOTHING;
    if (!film_child_start(&client->child, start, client->ring.bytes, fail)) {
        free(client);
        return NULL;
    }
    seek(client, start->position, 0);
    return client;
}

void film_client_destroy(struct film_client *client, struct children *children) {
    if (!client)
        return;
    film_child_finish(&client->child, children);
    free(client);
}

static void give_back(struct film_client *client, int slot) {
    client->slots[slot].ours = false;
    say(client, FILM_FREE, slot, 0);
}

/* Frames of a turn come in order, without a gap, into slots that it may write to. */
static void take_frame(struct film_client *client, const struct film_message *message) {
    struct slot *slot = &client->slots[message->slot];
    if (slot->ours || message->turn > client->turn) {
        end(client, FILM_END_LIED,
            slot->ours ? "it wrote over a frame that was shown" : "it said what was not asked for");
        return;
    }
    if (message->turn != client->turn) {
        say(client, FILM_FREE, message->slot, 0);
        return;
    }
    if (message->frame != film_span_frame(&client->span, client->next)) {
        end(client, FILM_END_LIED, "its frames are out of order");
        return;
    }
    *slot = (struct slot){true, client->next};
    client->newest = client->next++;
    client->owed_ns = 0;
    /* where only a part of the film is played it does not know when to begin again */
    bool part = client->span.count != client->film->frames;
    if (part && client->next % client->span.count == 0) {
        int64_t newest = client->newest;
        seek(client, client->next, client->asked_ns);
        client->newest = newest;
    }
}

static void take(struct film_client *client, const struct film_message *message) {
    if (message->kind == FILM_FAIL) {
        char why[100];
        client->trouble = message->frame;
        snprintf(why, sizeof why, "it gave up: %s", film_trouble_name(message->frame));
        end(client, FILM_END_GAVE_UP, why);
    } else if ((message->kind == FILM_READY) == client->ready) {
        end(client, FILM_END_LIED, "it began twice, or not at all");
    } else if (message->kind == FILM_READY) {
        client->ready = true;
    } else {
        take_frame(client, message);
    }
}

static void listen_to(struct film_client *client) {
    for (int i = 0; client->ended == FILM_RUNS && i < MESSAGES_A_TURN; i++) {
        uint8_t bytes[FILM_MESSAGE_BYTES + 1]; /* one that is longer is seen to be */
        struct film_message message;
        ssize_t got = recv(client->child.socket, bytes, sizeof bytes, MSG_DONTWAIT);
        /* one that ended without hearing us out is told of first, and then what it said last */
        if (got < 0 && (errno == EINTR || errno == ECONNRESET))
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (got <= 0)
            end(client, FILM_END_DIED, "it ended");
        else if (!film_message_read(bytes, (size_t)got, FILM_SIDE_DECODER, client->film->frames, &message))
            end(client, FILM_END_LIED, "it said what is not valid");
        else
            take(client, &message);
    }
}

/* The newest that is not after `position` is shown; those before it are not wanted any more. */
static void choose(struct film_client *client, int64_t position) {
    int best = NOTHING;
    for (int i = 0; i < FILM_SLOTS; i++) {
        const struct slot *slot = &client->slots[i];
        if (slot->ours && slot->position <= position &&
            (best == NOTHING || slot->position > client->slots[best].position))
            best = i;
    }
    if (best == NOTHING)
        return;
    client->shown = best;
    client->any = true;
    for (int i = 0; i < FILM_SLOTS; i++)
        if (client->slots[i].ours && client->slots[i].position < client->slots[best].position)
            give_back(client, i);
}

static int64_t frames_in(const struct film_client *client, int64_t ms) {
    return ms * client->film->fps_num / ((int64_t)client->film->fps_den * 1000);
}

/* Where the clock was set, a rest is over, or it does not keep up, it goes on from where it should be; a
 * little later, where it is known to need time. */
static void follow(struct film_client *client, int64_t position, int64_t now_ns) {
    int64_t far = frames_in(client, FILM_BEHIND_MS);
    bool behind = !client->held && client->next + far < position && now_ns - client->asked_ns > FILM_FIRST_NS;
    bool ahead = client->next > position + far + FILM_SLOTS;
    if (!client->held && !behind && !ahead)
        return;
    for (int i = 0; i < FILM_SLOTS; i++)
        if (client->slots[i].ours && (ahead || i != client->shown))
            give_back(client, i);
    if (ahead)
        client->shown = NOTHING;
    seek(client, behind ? position + far / 4 : position, now_ns);
}

/* Something is due that has not come: since when? */
static void judge(struct film_client *client, int64_t position, int64_t now_ns) {
    if (client->newest >= position) {
        client->owed_ns = 0;
        return;
    }
    if (client->owed_ns == 0)
        client->owed_ns = now_ns;
    int64_t patience_ns = client->any ? FILM_SILENCE_NS : FILM_FIRST_NS;
    if (now_ns - client->owed_ns >= patience_ns)
        end(client, client->any ? FILM_END_SILENT : FILM_END_LATE,
            client->any ? "no frame came for 3 s" : "its first frame did not come within 2 s");
}

static const struct film_frame *frame_of(struct film_client *client, int64_t position) {
    const struct slot *slot = client->shown == NOTHING ? NULL : &client->slots[client->shown];
    if (!slot || position - slot->position > frames_in(client, FILM_BEHIND_MS))
        return NULL;
    client->frame = (struct film_frame){
        .position = slot->position, .width = client->film->width, .height = client->film->height};
    for (int i = 0; i < 3; i++) {
        struct film_plane plane = film_ring_plane(&client->ring, client->shown, i);
        client->frame.planes[i] = client->child.frames + plane.at;
        client->frame.strides[i] = plane.stride;
    }
    return &client->frame;
}

bool film_client_want(struct film_client *client, int64_t position, int64_t now_ns,
                      const struct film_frame **frame) {
    listen_to(client);
    if (client->ended == FILM_RUNS && position >= 0) {
        follow(client, position, now_ns);
        choose(client, position);
        judge(client, position, now_ns);
    }
    if (client->ended != FILM_RUNS)
        return false;
    *frame = position < 0 ? NULL : frame_of(client, position);
    return true;
}

bool film_client_begun(const struct film_client *client) {
    return client->newest != NOTHING;
}

void film_client_hold(struct film_client *client) {
    if (client->held || client->ended != FILM_RUNS)
        return;
    client->held = true;
    client->owed_ns = 0;
    say(client, FILM_HOLD, 0, 0);
}

bool film_client_heard(const struct film_client *client, struct film_heard *out) {
    if (client->ended != FILM_RUNS || client->film->samples == 0)
        return false;
    out->tape = client->child.sound;
    out->turn = client->turn;
    out->shift = client->shift;
    return true;
}

void film_client_rebase(struct film_client *client, int64_t by) {
    client->shift += film_frame_sample(client->film, by);
    client->next -= by;
    client->newest -= by;
    for (int i = 0; i < FILM_SLOTS; i++)
        client->slots[i].position -= by;
}

enum film_end film_client_ended(const struct film_client *client) {
    return client->ended;
}

const char *film_client_why(const struct film_client *client) {
    return client->why;
}

bool film_client_blameless(const struct film_client *client) {
    return client->ended == FILM_END_GAVE_UP && client->trouble == FILM_TROUBLE_MACHINE;
}

int film_client_pid(const struct film_client *client) {
    return client->ended == FILM_RUNS ? (int)client->child.pid : 0;
}

int film_client_socket(const struct film_client *client) {
    return client->child.socket;
}
