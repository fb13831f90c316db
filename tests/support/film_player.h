/* The player's end of kiosk-film: the shared memory, the socket, and what it asks. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "core/film/film_message.h"
#include "support/film_fixture.h"

enum { FILM_PLAYER_WAIT_MS = 60000 }; /* on a busy machine, with sanitizers */

struct film_player {
    const struct film *film;
    struct film_ring ring;
    int frames_fd, sound_fd, socket;
    const uint8_t *frames; /* read-only */
    const struct film_sound_head *head;
    const int16_t *samples;
    pid_t program; /* 0: none */
};

/* Memory as the player makes it: of that size for ever. */
static inline int film_player_memory(const char *name, uint64_t bytes) {
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0 || ftruncate(fd, (off_t)bytes) != 0 ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return -1;
    return fd;
}

/* *other: the decoder's end of the socket. */
static inline bool film_player_init(struct film_player *player, const struct film *film, int *other) {
    int pair[2];
    *player = (struct film_player){.film = film, .ring = film_ring_of(film->width, film->height)};
    player->frames_fd = film_player_memory("frames", player->ring.bytes);
    player->sound_fd = film_player_memory("sound", film_sound_bytes());
    if (player->frames_fd < 0 || player->sound_fd < 0 ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    player->frames = mmap(NULL, (size_t)player->ring.bytes, PROT_READ, MAP_SHARED, player->frames_fd, 0);
    player->head = mmap(NULL, (size_t)film_sound_bytes(), PROT_READ, MAP_SHARED, player->sound_fd, 0);
    player->samples = (const int16_t *)(const void *)((const uint8_t *)player->head + FILM_SOUND_HEAD);
    player->socket = pair[0];
    *other = pair[1];
    return player->frames != MAP_FAILED && (const void *)player->head != MAP_FAILED;
}

static inline void film_player_finish(struct film_player *player) {
    if (player->socket >= 0)
        close(player->socket);
    if (player->program > 0) {
        kill(player->program, SIGKILL);
        waitpid(player->program, NULL, 0);
    }
    munmap((void *)(uintptr_t)player->frames, (size_t)player->ring.bytes);
    munmap((void *)(uintptr_t)player->head, (size_t)film_sound_bytes());
    close(player->frames_fd);
    close(player->sound_fd);
}

static inline void film_player_child(struct film_player *player, const char *program, const char *film,
                                     const char *index, int other) {
    const int fds[] = {open(film, O_RDONLY | O_CLOEXEC), open(index, O_RDONLY | O_CLOEXEC), player->frames_fd,
                       player->sound_fd, other};
    enum { ABOVE = 100 };
    for (size_t i = 0; i < LENGTH(fds); i++)
        if (dup2(fds[i], ABOVE + (int)i) < 0)
            _exit(126);
    for (size_t i = 0; i < LENGTH(fds); i++)
        if (dup2(ABOVE + (int)i, FILM_FD_FILM + (int)i) < 0)
            _exit(126);
    close_range(FILM_FD_END, ~0U, 0);
    execl(program, program, "play", (char *)NULL);
    _exit(127);
}

/* Runs `program` as the decoder. */
static inline bool film_player_start(struct film_player *player, const char *program, const struct film *film,
                                     const char *path, const char *index) {
    int other = -1;
    if (!film_player_init(player, film, &other))
        return false;
    player->program = fork();
    if (player->program == 0)
        film_player_child(player, program, path, index, other);
    close(other);
    return player->program > 0;
}

static inline void film_player_say(struct film_player *player, enum film_message_kind kind, int slot,
                                   uint32_t turn, int64_t frame) {
    uint8_t bytes[FILM_MESSAGE_BYTES];
    film_message_write(&(struct film_message){kind, slot, turn, frame}, bytes);
    (void)!send(player->socket, bytes, sizeof bytes, MSG_NOSIGNAL);
}

/* The next message within `wait_ms`; false: none, or the other side is gone, or it is not valid. */
static inline bool film_player_hear(struct film_player *player, int wait_ms, struct film_message *out) {
    uint8_t bytes[FILM_MESSAGE_BYTES + 1];
    struct pollfd ready = {player->socket, POLLIN, 0};
    if (poll(&ready, 1, wait_ms) != 1)
        return false;
    ssize_t size = recv(player->socket, bytes, sizeof bytes, 0);
    if (size < 0 && errno == ECONNRESET) /* it ended with words of ours unread: once, before what it said */
        size = recv(player->socket, bytes, sizeof bytes, 0);
    return size > 0 && film_message_read(bytes, (size_t)size, FILM_SIDE_DECODER, player->film->frames, out);
}

/* How the program ended; it has to by itself. */
static inline int film_player_status(struct film_player *player) {
    int status = -1;
    waitpid(player->program, &status, 0);
    player->program = 0;
    return status;
}

static inline const uint8_t *film_player_luma(const struct film_player *player, int slot) {
    return player->frames + film_ring_plane(&player->ring, slot, 0).at;
}

/* Is what lies in the slot frame `frame`, bit for bit as ffmpeg decodes it? */
static inline bool film_player_shows(const struct film_player *player, const struct film_fixture *fixture,
                                     int slot, int64_t frame) {
    size_t bytes = (size_t)player->film->width * (size_t)player->film->height * 3 / 2;
    const uint8_t *wanted = fixture->pictures + bytes * (size_t)frame;
    for (int p = 0; p < 3; p++) {
        struct film_plane plane = film_ring_plane(&player->ring, slot, p);
        for (int y = 0; y < plane.height; y++, wanted += plane.width)
            if (memcmp(player->frames + plane.at + (size_t)y * (size_t)plane.stride, wanted,
                       (size_t)plane.width) != 0)
                return false;
    }
    return true;
}
