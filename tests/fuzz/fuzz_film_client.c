/* What kiosk-film says to the player, message by message, while the player asks for frames, rests and plays
 * on: whatever it is, nothing is shown that is not in the shared memory, and what it is told is valid. The
 * process itself stands aside: its three functions (stage/film_spawn.h) are these. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/film/film_message.h"
#include "core/film/film_ring.h"
#include "fuzz/target.h"
#include "stage/film_client.h"
#include "stage/film_spawn.h"
#include "stage/film_tape.h"
#include "stage/film_voice.h"

enum { FRAMES = 50, FPS = 25, SIDE = 64, STEPS_MAX = 400, STEP_BYTES = 2 };
enum { SAY = 0x00, GIVE = 0x40, ASK = 0x80, OTHER = 0xc0, KINDS = 0xc0, REST = 0x3f };

static const struct film film = {.name = "f",
                                 .width = SIDE,
                                 .height = SIDE,
                                 .fps_num = FPS,
                                 .fps_den = 1,
                                 .frames = FRAMES,
                                 .samples = 96000};

/* The decoder's end, and what it knows. */
static struct {
    int socket;
    uint32_t turn;
    int64_t next;          /* frame of its turn */
    int given[FILM_SLOTS]; /* how often to the player, which has not given it back as often */
    bool ready;
} decoder;
static const uint8_t *memory; /* of the frames */
static uint64_t bytes;

bool film_child_start(struct film_child *child, const struct film_start *start, uint64_t size,
                      struct fail *fail) {
    int ends[2];
    void *frames = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
         *sound = mmap(NULL, (size_t)film_sound_bytes(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)start;
    (void)fail;
    PROMISED(frames != MAP_FAILED && sound != MAP_FAILED &&
             socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    *child = (struct film_child){
        .pid = 1, .socket = ends[0], .frames = frames, .sound = film_tape_create(sound), .bytes = size};
    decoder.socket = ends[1];
    memory = frames;
    bytes = size;
    return true;
}

void film_child_kill(struct film_child *child) {
    (void)child;
}

void film_child_finish(struct film_child *child, struct children *children) {
    (void)children;
    close(child->socket);
    munmap((void *)child->frames, (size_t)child->bytes);
    film_tape_release(child->sound);
    *child = (struct film_child){0};
}

/* What the player has said by now. */
static void listen_to_player(void) {
    uint8_t said[FILM_MESSAGE_BYTES + 1];
    ssize_t got;
    while ((got = recv(decoder.socket, said, sizeof said, MSG_DONTWAIT)) > 0) {
        struct film_message message;
        PROMISED(film_message_read(said, (size_t)got, FILM_SIDE_PLAYER, FRAMES, &message));
        if (message.kind == FILM_SEEK) {
            PROMISED(message.turn == decoder.turn + 1);
            decoder.turn = message.turn;
            decoder.next = message.frame;
        } else if (message.kind == FILM_FREE) {
            PROMISED(decoder.given[message.slot]-- > 0);
        }
    }
}

static void say(const uint8_t *data, size_t size) {
    struct film_message message;
    (void)!send(decoder.socket, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (film_message_read(data, size, FILM_SIDE_DECODER, FRAMES, &message) && message.kind == FILM_FRAME)
        decoder.given[message.slot]++;
}

/* As an honest one does, but for the frame and the turn, which may be others by a little. */
static void give(int slot, int off) {
    uint8_t out[FILM_MESSAGE_BYTES];
    struct film_message message = {.kind = decoder.ready ? FILM_FRAME : FILM_READY,
                                   .slot = decoder.ready ? slot : FILM_PROTOCOL,
                                   .turn = decoder.ready ? decoder.turn - (off == 1) : 0,
                                   .frame = decoder.ready ? decoder.next + (off == 2) : FRAMES};
    film_message_write(&message, out);
    say(out, sizeof out);
    decoder.next = decoder.ready ? (decoder.next + 1) % FRAMES : decoder.next;
    decoder.ready = true;
}

static bool within(const uint8_t *plane, int stride, int height) {
    return plane >= memory && plane + (size_t)stride * (size_t)height <= memory + bytes;
}

static void ask(struct film_client *client, const struct film_span *span, int64_t position, int64_t now_ns,
                bool *over) {
    const struct film_frame *frame = NULL;
    bool runs = film_client_want(client, position, now_ns, &frame);
    PROMISED(runs == (film_client_ended(client) == FILM_RUNS) && !(runs && *over));
    PROMISED(runs || film_client_why(client)[0]);
    *over = !runs;
    if (!runs || !frame)
        return;
    PROMISED(frame->position <= position + FILM_BEHIND_MS * FPS / 1000 + FILM_SLOTS &&
             frame->position >= position - FILM_BEHIND_MS * FPS / 1000);
    PROMISED(frame->width == SIDE && frame->height == SIDE);
    PROMISED(film_span_frame(span, frame->position) >= span->first &&
             film_span_frame(span, frame->position) < span->first + span->count);
    for (int i = 0; i < 3; i++)
        PROMISED(within(frame->planes[i], frame->strides[i], i ? SIDE / 2 : SIDE));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct film_span span = {0, FRAMES};
    struct film_heard heard = {0};
    int64_t position = 0, now_ns = 1000000000;
    bool over = false;
    if (size < 1)
        return 0;
    if (data[0] & 1)
        span = (struct film_span){10, 20};
    memset(&decoder, 0, sizeof decoder);
    struct film_start start = {.film = &film, .span = span, .file = -1, .index = -1};
    struct film_client *client = film_client_create(&start, &target_why);
    PROMISED(client);
    listen_to_player();
    data++;
    size--;
    for (int i = 0; size >= STEP_BYTES && i < STEPS_MAX; i++) {
        int kind = data[0] & KINDS, rest = data[0] & REST, more = data[1];
        size_t used = STEP_BYTES;
        if (kind == SAY) {
            size_t length = rest % (FILM_MESSAGE_BYTES + 2);
            length = length < size - 1 ? length : size - 1;
            say(data + 1, length);
            used = 1 + length;
        } else if (kind == GIVE) {
            give(rest % FILM_SLOTS, more % 8);
        } else if (kind == ASK) {
            position += more < 128 ? more : more - 256;
            position = position < -1 ? -1 : position;
            now_ns += (int64_t)rest * 10000000;
            ask(client, &span, position, now_ns, &over);
        } else if (more & 1) {
            film_client_hold(client);
        } else if (position >= span.count) {
            position -= span.count;
            film_client_rebase(client, span.count);
        }
        (void)film_client_begun(client);
        (void)film_client_heard(client, &heard);
        listen_to_player();
        data += used;
        size -= used;
    }
    film_client_destroy(client, NULL);
    close(decoder.socket);
    return 0;
}
