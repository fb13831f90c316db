/* kiosk-film: a film decoded in a jail, for the player into shared memory. */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/job.h"
#include "film/play.h"
#include "film/still.h"
#include "jail/limits.h"
#include "system/command.h"

/* Of the one command that is run, until the end. */
static struct job job;
static struct chunks chunks;

/* `bytes` of the shared memory behind the descriptor `fd`, or, with −1, of our own. NULL: the fault says why.
 */
static void *map(int fd, uint64_t bytes) {
    struct stat info;
    if (fd >= 0 && (fstat(fd, &info) != 0 || (uint64_t)info.st_size < bytes)) {
        film_fault_set(&job.fault, FILM_TROUBLE_MACHINE, "descriptor %d is not memory of %" PRIu64 " bytes",
                       fd, bytes);
        return NULL;
    }
    int kind = fd >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS;
    void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, kind, fd, 0);
    if (memory != MAP_FAILED)
        return memory;
    film_fault_set(&job.fault, FILM_TROUBLE_MACHINE, "descriptor %d: %s", fd, strerror(errno));
    return NULL;
}

static uint64_t frames_bytes(void) {
    return film_ring_of(job.film.width, job.film.height).bytes;
}

/* From here on a stranger's bytes are read. */
static bool enter(void) {
    return job_confine(&job) && chunks_init(&chunks, FILM_FD_FILM, &job.film, &job.fault);
}

static int play_command(int argc, char **argv) {
    static struct play play;
    (void)argv;
    if (argc != 1) {
        fputs("usage: kiosk-film play\n", stderr);
        return ENDED_USAGE;
    }
    limits_close_from(FILM_FD_END);
    play.socket = FILM_FD_SOCKET;
    play.chunks = &chunks;
    if (job_read(&job) && (play.frames = map(FILM_FD_FRAMES, frames_bytes())) &&
        (job.film.samples == 0 || (play.sound = map(FILM_FD_SOUND, film_sound_bytes()))) && enter())
        (void)!play_run(&play); /* the fault says it all */
    if (job.fault.trouble)
        play_fail(&play, &job.fault);
    job_leave(&job);
}

struct asked {
    const char *film, *index;
    int32_t frame;
    bool frame_given;
};

static int complain(const char *text) {
    fprintf(stderr, "kiosk-film: %s\n", text);
    return ENDED_USAGE;
}

/* -1: go on; otherwise the exit status. */
static int read_arguments(int argc, char **argv, const char *usage, bool wants_frame, struct asked *asked) {
    static const struct option options[] = {{"film", required_argument, NULL, 'f'},
                                            {"index", required_argument, NULL, 'i'},
                                            {"frame", required_argument, NULL, 'n'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int letter;
    char rest;
    while ((letter = getopt_long(argc, argv, "", options, NULL)) != -1)
        switch (letter) {
        case 'f':
            asked->film = optarg;
            break;
        case 'i':
            asked->index = optarg;
            break;
        case 'n':
            if (sscanf(optarg, "%8" SCNd32 "%c", &asked->frame, &rest) != 1 || asked->frame < 0)
                return complain("--frame wants a number from 0 on");
            asked->frame_given = true;
            break;
        case 'h':
            fputs(usage, stdout);
            return ENDED_DONE;
        default:
            return ENDED_USAGE;
        }
    if (optind == argc && asked->film && asked->index && asked->frame_given == wants_frame)
        return -1;
    fputs(usage, stderr);
    return ENDED_USAGE;
}

static bool write_all(const uint8_t *bytes, size_t size) {
    while (size > 0) {
        ssize_t done = write(STDOUT_FILENO, bytes, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return film_fault_set(&job.fault, FILM_TROUBLE_MACHINE, "cannot write: %s", strerror(errno));
        bytes += done;
        size -= (size_t)done;
    }
    return true;
}

static const char one_usage[] =
    "usage: kiosk-film one --film FILE.mp4 --index FILE.film.json --frame N > FRAME.yuv\n"
    "Writes frame N as its Y, U and V rows without gaps (I420), decoded as the player's are.\n";

static int one_command(int argc, char **argv) {
    struct asked asked = {0};
    int status = read_arguments(argc, argv, one_usage, true, &asked);
    if (status >= 0)
        return status;
    if (!job_open(asked.film, asked.index))
        return ENDED_TROUBLE;
    if (!job_read(&job))
        job_leave(&job);
    if (asked.frame >= job.film.frames) {
        fprintf(stderr, "kiosk-film: the film has the frames 0 to %d\n", job.film.frames - 1);
        return ENDED_USAGE;
    }
    size_t size = film_still_bytes(&job.film);
    uint8_t *memory = map(-1, frames_bytes()), *out = memory ? map(-1, size) : NULL;
    if (out && enter() && film_still(&chunks, memory, asked.frame, out))
        (void)!write_all(out, size);
    job_leave(&job);
}

static const char check_usage[] = "usage: kiosk-film check --film FILE.mp4 --index FILE.film.json\n"
                                  "Reads all of the film and says whether a screen can play it.\n";

static void say_all_is_well(void) {
    const struct film *film = &job.film;
    char line[200];
    int size =
        snprintf(line, sizeof line, "%d × %d, %d frames in %" PRId64 " ms, %s\n", film->width, film->height,
                 film->frames, film_length_ms(film), film->samples > 0 ? "with sound" : "silent");
    (void)!write_all((const uint8_t *)line, (size_t)size);
}

static int check_command(int argc, char **argv) {
    struct asked asked = {0};
    int status = read_arguments(argc, argv, check_usage, false, &asked);
    if (status >= 0)
        return status;
    if (!job_open(asked.film, asked.index))
        return ENDED_TROUBLE;
    uint8_t *memory = job_read(&job) ? map(-1, frames_bytes()) : NULL;
    void *sound = memory ? map(-1, film_sound_bytes()) : NULL;
    if (sound && enter() && film_look_through(&chunks, memory, sound))
        say_all_is_well();
    job_leave(&job);
}

int main(int argc, char **argv) {
    static const struct command play = {"play",
                                        "decode a film for the player, which starts it with its descriptors",
                                        "usage: kiosk-film play\n", play_command};
    static const struct command one = {"one", "one frame of a film, as I420 on standard output", one_usage,
                                       one_command};
    static const struct command check = {"check", "read all of a film: can a screen play it?", check_usage,
                                         check_command};
    static const struct command *const list[] = {&play, &one, &check};
    return commands_run(&(struct commands){"kiosk-film", list, LENGTH(list)}, argc, argv);
}
