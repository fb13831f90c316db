#include "stage/film_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/film/film_message.h"
#include "core/film/film_ring.h"
#include "stage/film_client.h"
#include "stage/film_tape.h"
#include "system/children.h"

enum { GIVEN = FILM_FD_END - FILM_FD_FILM };

/* Memory that neither side can make smaller while the other reads it. −1 with errno. */
static int shared_memory(const char *name, uint64_t bytes, const uint8_t **mapped) {
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return -1;
    void *memory = MAP_FAILED;
    if (ftruncate(fd, (off_t)bytes) == 0 &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
        memory = mmap(NULL, (size_t)bytes, PROT_READ, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED) {
        close(fd);
        return -1;
    }
    *mapped = memory;
    return fd;
}

/* What is given lies above the numbers that it gets, so that none is written over before it was copied. */
static bool place_descriptors(posix_spawn_file_actions_t *files, const int given[GIVEN]) {
    bool fine = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
                posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0;
    for (int i = 0; fine && i < GIVEN; i++)
        fine = posix_spawn_file_actions_adddup2(files, given[i], FILM_FD_FILM + i) == 0;
    return fine && posix_spawn_file_actions_addclosefrom_np(files, FILM_FD_END) == 0;
}

static int spawn(const struct film_start *start, const int given[GIVEN], pid_t *pid) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    char *const arguments[] = {(char *)start->program, (char *)start->verb, NULL};
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawn_file_actions_init(&files);
    if (error)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        error = place_descriptors(&files, given)
                    ? posix_spawn(pid, start->program, &files, &attributes, arguments, environ)
                    : ENOMEM;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return error;
}

/* Copies of what it is given, all above FILM_FD_END; false with errno. */
static bool lift(const int from[GIVEN], int lifted[GIVEN]) {
    for (int i = 0; i < GIVEN; i++)
        lifted[i] = fcntl(from[i], F_DUPFD_CLOEXEC, FILM_FD_END);
    for (int i = 0; i < GIVEN; i++)
        if (lifted[i] < 0)
            return false;
    return true;
}

static void close_all(const int *fds, int count) {
    for (int i = 0; i < count; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

static void unmap(struct film_child *child) {
    if (child->frames)
        munmap((void *)child->frames, (size_t)child->bytes);
    film_tape_release(child->sound);
    child->frames = NULL;
    child->sound = NULL;
}

/* *tape is taken by the caller. −1 with errno. */
static int sound_memory(struct film_tape **tape) {
    const uint8_t *mapped;
    int fd = shared_memory("film-sound", film_sound_bytes(), &mapped);
    *tape = fd >= 0 ? film_tape_create(mapped) : NULL;
    if (fd < 0 || *tape)
        return fd;
    munmap((void *)mapped, (size_t)film_sound_bytes());
    close(fd);
    errno = ENOMEM;
    return -1;
}

bool film_child_start(struct film_child *child, const struct film_start *start, uint64_t bytes,
                      struct fail *fail) {
    struct film_child made = {.bytes = bytes};
    int ends[2] = {-1, -1}, lifted[GIVEN] = {-1, -1, -1, -1, -1};
    int frames = shared_memory("film-frames", bytes, &made.frames);
    int sound = frames < 0 ? -1 : sound_memory(&made.sound);
    bool fine = sound >= 0 && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0;
    const int given[GIVEN] = {start->file, start->index, frames, sound, ends[1]};
    fine = fine && lift(given, lifted);
    int error = fine ? spawn(start, lifted, &made.pid) : errno;
    fine = fine && error == 0;
    close_all(lifted, GIVEN);
    close_all((const int[]){frames, sound, ends[1]}, 3);
    if (!fine) {
        close_all(ends, 1);
        unmap(&made);
        return fail_set(fail, "%s cannot be started: %s", start->program, strerror(error));
    }
    made.socket = ends[0];
    *child = made;
    return true;
}

void film_child_kill(struct film_child *child) {
    if (child->pid <= 0)
        return;
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL); /* where it has not come to lead a group yet */
}

void film_child_finish(struct film_child *child, struct children *children) {
    film_child_kill(child);
    if (child->pid > 0) {
        close(child->socket);
        children_bury(children, child->pid);
    }
    unmap(child);
    *child = (struct film_child){0};
}
