#include "film/job.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libavutil/log.h>

#include "core/site/site_film.h"
#include "film/film_jail.h"
#include "jail/limits.h"
#include "system/disk_fd.h"

/* A film of FILM_CHUNKS_MAX chunks and all captions has 60 KiB. Beyond what is mapped, among it all frames:
 * libav's tables, its threads, three chunks and what libav keeps of 54 000 frames. */
enum { INDEX_BYTES_MAX = 1 << 20, INDEX_MEMORY_MAX = 16 << 20, JAIL_MIB = 160 };

/* `path` as the descriptor `fd`. */
static bool open_as(const char *path, int fd) {
    int opened = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (opened >= 0 && (opened == fd || dup2(opened, fd) == fd)) {
        if (opened != fd)
            close(opened);
        return true;
    }
    fprintf(stderr, "kiosk-film: %s: %s\n", path, strerror(errno));
    return false;
}

bool job_open(const char *film, const char *index) {
    limits_close_from(FILM_FD_FILM);
    return open_as(film, FILM_FD_FILM) && open_as(index, FILM_FD_INDEX);
}

bool job_read(struct job *job) {
    struct report report = {0};
    char *text = NULL;
    size_t size = 0;
    struct fail why;
    job->arena = arena_create(INDEX_MEMORY_MAX);
    if (!job->arena)
        return film_fault_set(&job->fault, FILM_TROUBLE_MACHINE, "out of memory");
    if (!disk_read_fd(FILM_FD_INDEX, "the index", INDEX_BYTES_MAX, &text, &size, &why))
        return film_fault_set(&job->fault, FILM_TROUBLE_MACHINE, "%s", why.text);
    bool read = film_index_read("the index", text, size, job->arena, &report, &job->film);
    if (!read && report.count > 0) {
        char line[sizeof report.items[0].text + 200];
        film_fault_set(&job->fault, FILM_TROUBLE_SHAPE, "%s",
                       fail_format(&report.items[0], line, sizeof line));
    } else if (!read) {
        film_fault_set(&job->fault, FILM_TROUBLE_MACHINE, "out of memory");
    }
    report_finish(&report);
    free(text);
    return read;
}

void job_finish(struct job *job) {
    arena_destroy(job->arena);
    *job = (struct job){0};
}

static void say_nothing(void *context, int level, const char *format, va_list values) {
    (void)context, (void)level, (void)format, (void)values;
}

bool job_confine(struct job *job) {
    struct fail why;
    av_log_set_callback(say_nothing);
    return film_jail_enter(JAIL_MIB, &why) ||
           film_fault_set(&job->fault, FILM_TROUBLE_MACHINE, "%s", why.text);
}

void job_leave(const struct job *job) {
    const struct film_fault *fault = &job->fault;
    char line[sizeof fault->why.text + 64];
    if (!fault->trouble)
        _exit(ENDED_DONE);
    int size = snprintf(line, sizeof line, "kiosk-film: %s: %s\n", film_trouble_name(fault->trouble),
                        fault->why.text);
    bool said = write(STDERR_FILENO, line, (size_t)size) == size;
    _exit(said && fault->trouble != FILM_TROUBLE_MACHINE ? ENDED_CONTENT : ENDED_TROUBLE);
}
