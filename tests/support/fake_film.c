/* A decoder of films that decodes nothing: frames are a function of their number (fake_film.h), and it
 * misbehaves on order. It speaks core/film/film_message.h as kiosk-film does. $FAKE_FILM, at its N-th frame:
 *   stall:N      says no more          crash:N      dies                 end:N       ends
 *   slot:N       no slot there is      again:N      the slot before      turn:N      a turn nobody asked for
 *   flood:N      slots it gave away    scribble:N   writes on there      order:N     leaves a frame out
 *   long:N, short:N, kind:N            no message   early:N              a film of N frames
 *   silent       nothing at all        late:N       nothing before the film has N bytes
 *   twice        begins twice          count        another film         fail:N      gives up, for reason N
 *   deaf:N       the same, and ends without having heard a word
 * It is silent but for orders of these:
 *   tone         samples that are FAKE_TONE, half a second ahead of its frames
 *   sound:N      the same, and says lie number N of them with every frame; the last of FAKE_SOUND_LIES makes
 *                the memory small, and says all of them as fast as it can
 */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "core/film/film_message.h"
#include "core/film/film_ring.h"
#include "support/fake_film.h"

enum { AHEAD = 6 };

struct fake {
    const char *kind;
    long at;
    int width, height;
    int32_t frames;
    struct film_ring ring;
    uint8_t *memory;
    struct film_sound_head *head;
    int64_t kept, ahead; /* samples: from this one before that */
    uint32_t turn;       /* 0: it rests */
    int32_t next;
    long said; /* frames so far */
    bool given[FILM_SLOTS];
    int last;
};

static bool is(const struct fake *fake, const char *kind) {
    return strcmp(fake->kind, kind) == 0;
}

static long number_of(const char *index, const char *key) {
    const char *found = strstr(index, key);
    return found ? strtol(found + strlen(key), NULL, 10) : 0;
}

static bool begin(struct fake *fake) {
    char index[4096] = "";
    if (pread(FILM_FD_INDEX, index, sizeof index - 1, 0) <= 0)
        return false;
    fake->width = (int)number_of(index, "\"width\":");
    fake->height = (int)number_of(index, "\"height\":");
    fake->frames = (int32_t)number_of(index, "\"frames\":");
    if (!film_size_valid(fake->width, fake->height) || fake->frames < 1)
        return false;
    fake->ring = film_ring_of(fake->width, fake->height);
    void *memory = mmap(NULL, fake->ring.bytes, PROT_READ | PROT_WRITE, MAP_SHARED, FILM_FD_FRAMES, 0);
    fake->memory = memory;
    fake->head = mmap(NULL, film_sound_bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, FILM_FD_SOUND, 0);
    return memory != MAP_FAILED && (void *)fake->head != MAP_FAILED;
}

static void send_bytes(const void *bytes, size_t size) {
    if (send(FILM_FD_SOCKET, bytes, size, MSG_NOSIGNAL) < 0)
        _exit(0);
}

static void say(struct film_message message) {
    uint8_t bytes[FILM_MESSAGE_BYTES];
    film_message_write(&message, bytes);
    send_bytes(bytes, sizeof bytes);
}

static void draw(const struct fake *fake, int slot, int32_t n) {
    struct film_plane y = film_ring_plane(&fake->ring, slot, 0);
    for (int row = 0; row < y.height; row++)
        for (int x = 0; x < y.width; x++) {
            int bit = row * FAKE_FIELDS / y.height * FAKE_FIELDS + x * FAKE_FIELDS / y.width;
            fake->memory[y.at + (uint64_t)row * (uint64_t)y.stride + (uint64_t)x] =
                n >> bit & 1 ? FAKE_BRIGHT : FAKE_DARK;
        }
    for (int p = 1; p < 3; p++) {
        struct film_plane plane = film_ring_plane(&fake->ring, slot, p);
        memset(fake->memory + plane.at, 128, (size_t)plane.stride * (size_t)plane.height);
    }
}

static struct film fake_timing(const struct fake *fake) {
    return (struct film){.fps_num = 25, .fps_den = 1, .frames = fake->frames};
}

static void begin_sound(struct fake *fake) {
    struct film film = fake_timing(fake);
    fake->ahead = film_frame_sample(&film, fake->next);
    fake->kept = fake->ahead;
    atomic_store(&fake->head->to, 0);
    atomic_store(&fake->head->from, fake->ahead);
    atomic_store(&fake->head->turn, fake->turn);
    atomic_store(&fake->head->to, fake->ahead);
}

static void lie(struct fake *fake, long number) {
    static const struct {
        int64_t from, to;
        uint32_t turn;
    } lies[FAKE_SOUND_LIES - 1] = {{0, INT64_MAX, 0}, {INT64_MIN, INT64_MAX, 0},
                                   {-1, 90000, 0},    {INT64_MAX, INT64_MAX, 0},
                                   {96000, 0, 0},     {0, 96000, 1},
                                   {0, 96001, 0}};
    if (number < 0 || number >= FAKE_SOUND_LIES - 1)
        return;
    atomic_store(&fake->head->turn, fake->turn + lies[number].turn);
    atomic_store(&fake->head->from, lies[number].from);
    atomic_store(&fake->head->to, lies[number].to);
}

static void sound(struct fake *fake) {
    struct film film = fake_timing(fake);
    int64_t until = film_frame_sample(&film, fake->next) + FILM_SOUND_HZ / 2;
    int16_t *samples = (int16_t *)(void *)((uint8_t *)fake->head + FILM_SOUND_HEAD);
    if (!is(fake, "tone") && !is(fake, "sound"))
        return;
    for (; fake->ahead < until; fake->ahead++)
        for (int side = 0; side < FILM_SOUND_CHANNELS; side++)
            samples[fake->ahead % FILM_SOUND_SAMPLES * FILM_SOUND_CHANNELS + side] = FAKE_TONE;
    if (is(fake, "tone")) {
        fake->kept = until - fake->kept > FILM_SOUND_SAMPLES ? until - FILM_SOUND_SAMPLES : fake->kept;
        atomic_store(&fake->head->from, fake->kept);
        atomic_store(&fake->head->to, fake->ahead);
        return;
    }
    bool all = fake->at == FAKE_SOUND_LIES - 1;
    if (all && ftruncate(FILM_FD_SOUND, 0) == 0)
        _exit(4);
    for (long i = 0; i < (all ? 2000 : 1); i++)
        lie(fake, all ? i % (FAKE_SOUND_LIES - 1) : fake->at);
}

static void hear(struct fake *fake, const uint8_t *bytes, size_t size) {
    struct film_message message;
    if (!film_message_read(bytes, size, FILM_SIDE_PLAYER, fake->frames, &message))
        _exit(3);
    if (message.kind == FILM_QUIT)
        _exit(0);
    if (message.kind == FILM_FREE)
        fake->given[message.slot] = false;
    if (message.kind == FILM_HOLD)
        fake->turn = 0;
    if (message.kind == FILM_SEEK) {
        fake->turn = message.turn;
        fake->next = (int32_t)message.frame;
        begin_sound(fake);
    }
}

/* Waits only where there is nothing to do. */
static void listen_to(struct fake *fake, bool wait) {
    uint8_t bytes[FILM_MESSAGE_BYTES];
    ssize_t got = recv(FILM_FD_SOCKET, bytes, sizeof bytes, wait ? 0 : MSG_DONTWAIT);
    if (got == 0)
        _exit(0); /* whoever started it has gone */
    if (got > 0)
        hear(fake, bytes, (size_t)got);
    if (got > 0)
        listen_to(fake, false);
}

static int free_slot(const struct fake *fake) {
    int given = 0, slot = -1;
    for (int i = FILM_SLOTS - 1; i >= 0; i--) {
        given += fake->given[i];
        slot = fake->given[i] ? slot : i;
    }
    return given < AHEAD ? slot : -1;
}

static void misbehave(struct fake *fake, int slot) {
    struct film_message frame = {FILM_FRAME, slot, fake->turn, fake->next};
    uint8_t junk[FILM_MESSAGE_BYTES + 1] = {FILM_FRAME};
    if (is(fake, "crash"))
        raise(SIGSEGV);
    if (is(fake, "end"))
        _exit(0);
    while (is(fake, "stall"))
        pause();
    if (is(fake, "long"))
        send_bytes(junk, sizeof junk);
    if (is(fake, "short"))
        send_bytes(junk, 3);
    junk[0] = 99;
    if (is(fake, "kind"))
        send_bytes(junk, FILM_MESSAGE_BYTES);
    if (is(fake, "slot"))
        say((struct film_message){FILM_FRAME, FILM_SLOTS, fake->turn, fake->next});
    if (is(fake, "again"))
        say((struct film_message){FILM_FRAME, fake->last, fake->turn, fake->next});
    if (is(fake, "turn"))
        say((struct film_message){FILM_FRAME, slot, fake->turn + 1, fake->next});
    for (int i = 0; is(fake, "flood") && i < 3 * FILM_SLOTS; i++) {
        frame.slot = i % FILM_SLOTS;
        say(frame);
        frame.frame = (frame.frame + 1) % fake->frames;
    }
    if (is(fake, "order") || is(fake, "early"))
        fake->next = is(fake, "early") ? 0 : (fake->next + 1) % fake->frames;
}

static void play(struct fake *fake) {
    int slot = fake->turn ? free_slot(fake) : -1;
    bool scribbles = is(fake, "scribble") && fake->said > fake->at;
    listen_to(fake, slot < 0 && !scribbles);
    if (scribbles) /* over what it gave away last */
        draw(fake, fake->last, rand() & 0xffff);
    slot = fake->turn ? free_slot(fake) : -1;
    if (slot < 0)
        return;
    if (fake->said == fake->at)
        misbehave(fake, slot);
    draw(fake, slot, fake->next);
    sound(fake);
    fake->given[slot] = true;
    say((struct film_message){FILM_FRAME, slot, fake->turn, fake->next});
    fake->last = slot;
    fake->next = (fake->next + 1) % fake->frames;
    fake->said++;
}

static void note_start(void) {
    const char *path = getenv(FAKE_FILM_STARTS);
    int fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (fd >= 0 && write(fd, "+", 1) == 1)
        close(fd);
}

int main(void) {
    struct fake fake = {.kind = "", .at = -1};
    char kind[40] = "";
    const char *order = getenv(FAKE_FILM);
    snprintf(kind, sizeof kind, "%s", order ? order : "");
    char *colon = strchr(kind, ':');
    if (colon) {
        *colon = '\0';
        fake.at = strtol(colon + 1, NULL, 10);
    }
    fake.kind = kind;
    alarm(120); /* whoever started it may have been killed */
    note_start();
    if (!begin(&fake))
        return 2;
    while (is(&fake, "silent"))
        pause();
    while (is(&fake, "late") && lseek(FILM_FD_FILM, 0, SEEK_END) < fake.at)
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    if (is(&fake, "fail") || is(&fake, "deaf"))
        say((struct film_message){FILM_FAIL, 0, 0, fake.at});
    if (is(&fake, "deaf"))
        return 0;
    int32_t said = is(&fake, "count") ? fake.frames + 1 : fake.frames;
    for (int i = 0; i < (is(&fake, "twice") ? 2 : 1); i++)
        say((struct film_message){FILM_READY, FILM_PROTOCOL, 0, said});
    for (;;)
        play(&fake);
}
