#include "sync/films.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/site/site_film.h"
#include "core/text/plain_text.h"
#include "system/film_check.h"

enum { CHUNKS_A_STEP = 4, NAME_SHOWN = 100, ARENA_MAX = 1 << 20 };

struct films {
    struct films_request request;
    size_t next;
    const struct manifest_file *index, *file; /* being worked on */
    struct arena *arena;                      /* of the index that was read */
    struct film film;
    int fd; /* of the film; -1: none is being worked on */
    struct intake_job *job;
    size_t chunk; /* the next to be compared */
};

struct films *films_create(const struct films_request *request) {
    struct films *films = calloc(1, sizeof *films);
    if (films)
        *films = (struct films){.request = *request, .fd = -1};
    return films;
}

/* Nothing is being worked on. */
static void let_go(struct films *films) {
    if (films->job)
        films->request.ports->intake.destroy(films->job);
    if (films->fd >= 0)
        close(films->fd);
    arena_destroy(films->arena);
    films->job = NULL;
    films->fd = -1;
    films->arena = NULL;
}

void films_destroy(struct films *films) {
    if (films)
        let_go(films);
    free(films);
}

/* What stands on the disk is not what was signed: it is fetched again. */
static enum pictures_progress damaged(struct films *films, const struct manifest_file *file,
                                      struct fail *fail) {
    struct fail removal;
    if (!store_object_drop(films->request.store, file->hash, &removal))
        *fail = removal;
    return PICTURES_TROUBLE;
}

static void first_error(const struct report *report, struct fail *fail) {
    fail_set(fail, "its index cannot be read");
    for (size_t i = 0; i < report->count; i++)
        if (report->items[i].severity == SEVERITY_ERROR) {
            fail_set(fail, "line %d: %.300s", report->items[i].line, report->items[i].text);
            return;
        }
}

static enum pictures_progress read_index(struct films *films, struct fail *fail) {
    const struct manifest_file *index = films->index;
    struct report report = {0};
    char *text = NULL;
    if (index->size > SITE_FILE_MAX) {
        fail_set(fail, "larger than %d bytes", SITE_FILE_MAX);
        return PICTURES_REFUSED;
    }
    enum object_state state =
        store_object_read(films->request.store, index->hash, index->size, films->request.afresh, &text, fail);
    if (state != OBJECT_RIGHT)
        return state == OBJECT_WRONG ? damaged(films, index, fail) : PICTURES_TROUBLE;
    films->arena = arena_create(ARENA_MAX);
    bool read = films->arena &&
                film_index_read(index->name, text, (size_t)index->size, films->arena, &report, &films->film);
    bool poor = !films->arena || (!read && report.errors == 0);
    if (!read)
        first_error(&report, fail);
    report_finish(&report);
    free(text);
    return read ? PICTURES_RUNNING : poor ? PICTURES_TROUBLE : PICTURES_REFUSED;
}

static enum pictures_progress open_film(struct films *films, struct fail *fail) {
    films->file = manifest_find(films->request.manifest, films->film.file);
    if (!films->file || films->file->size != films->film.bytes) {
        fail_set(fail, "%.*s %s", (int)text_cut(films->film.file, NAME_SHOWN), films->film.file,
                 films->file ? "has another size than this index says" : "was not published with its index");
        return PICTURES_REFUSED;
    }
    if (store_film_fit(films->request.store, films->file->hash, films->index->hash))
        return PICTURES_DONE;
    films->fd = store_object_open(films->request.store, films->file->hash, films->file->size, fail);
    if (films->fd >= 0 && films->request.afresh)
        posix_fadvise(films->fd, 0, 0, POSIX_FADV_DONTNEED);
    return films->fd >= 0 ? PICTURES_RUNNING : PICTURES_TROUBLE;
}

static enum pictures_progress ask(struct films *films, struct fail *fail) {
    char index[FILM_INDEX_ARGUMENT];
    const char *const args[] = {"--index", film_index_argument(&films->film, index), NULL};
    const struct intake_port *intake = &films->request.ports->intake;
    films->chunk = 0;
    films->job = intake->start(intake->context,
                               &(struct intake_request){.format = "film",
                                                        .args = args,
                                                        .file = &films->fd,
                                                        .max = FILM_FOUND_MAX,
                                                        .patience = films->request.patience},
                               fail);
    return films->job ? PICTURES_RUNNING : PICTURES_TROUBLE;
}

/* The next index whose film is not known to be fit; DONE when there is none. */
static enum pictures_progress begin(struct films *films, struct fail *fail) {
    const struct manifest *manifest = films->request.manifest;
    while (films->next < manifest->file_count) {
        films->index = &manifest->files[films->next++];
        if (!film_index_named(films->index->name))
            continue;
        enum pictures_progress progress = read_index(films, fail);
        if (progress == PICTURES_RUNNING)
            progress = open_film(films, fail);
        if (progress == PICTURES_RUNNING)
            progress = ask(films, fail);
        if (progress != PICTURES_DONE)
            return progress;
        let_go(films);
    }
    films->index = NULL;
    return PICTURES_DONE;
}

static enum pictures_progress judge(struct films *films, int64_t now_ms, struct fail *fail) {
    const struct intake_port *intake = &films->request.ports->intake;
    char *found = NULL;
    size_t size = 0;
    enum intake_progress progress = intake->step(films->job, now_ms, &found, &size, fail);
    free(found);
    if (progress == INTAKE_RUNNING)
        return PICTURES_RUNNING;
    intake->destroy(films->job);
    films->job = NULL;
    return progress == INTAKE_DONE      ? PICTURES_RUNNING
           : progress == INTAKE_REFUSED ? PICTURES_REFUSED
                                        : PICTURES_TROUBLE;
}

/* A hash that does not fit is the index's fault only where the film is what was signed. */
static enum pictures_progress compare(struct films *films, struct fail *fail) {
    struct store *store = films->request.store;
    struct fail why;
    switch (film_chunks_check(films->fd, &films->film, films->chunk, CHUNKS_A_STEP, fail)) {
    case FILM_FIT:
        films->chunk += CHUNKS_A_STEP;
        if (films->chunk < films->film.chunk_count)
            return PICTURES_RUNNING;
        return store_film_found_fit(store, films->file->hash, films->index->hash, fail) ? PICTURES_DONE
                                                                                        : PICTURES_TROUBLE;
    case FILM_UNFIT:
        switch (store_object_check(store, films->file->hash, films->file->size, &why)) {
        case OBJECT_RIGHT:
            return PICTURES_REFUSED;
        case OBJECT_WRONG:
            *fail = why;
            return damaged(films, films->file, fail);
        case OBJECT_UNREADABLE:
            *fail = why;
            break;
        }
        break;
    case FILM_UNKNOWN:
        break;
    }
    return PICTURES_TROUBLE;
}

enum pictures_progress films_step(struct films *films, int64_t now_ms, struct fail *fail) {
    enum pictures_progress progress;
    struct fail why = {0};
    if (films->fd < 0)
        progress = begin(films, &why);
    else
        progress = films->job ? judge(films, now_ms, &why) : compare(films, &why);
    if (progress == PICTURES_RUNNING)
        return progress;
    if (progress == PICTURES_DONE) {
        bool all = !films->index;
        let_go(films);
        return all ? PICTURES_DONE : PICTURES_RUNNING;
    }
    const char *name = films->index->name;
    fail_set(fail, "%.*s: %.270s", (int)text_cut(name, NAME_SHOWN), name, why.text);
    let_go(films);
    return progress;
}

int films_wait_ms(const struct films *films) {
    return films->job ? films->request.ports->intake.wait_ms(films->job) : 0;
}

unsigned films_fds(const struct films *films, struct curl_waitfd *fds, unsigned max) {
    return ports_intake_fds(films->request.ports, films->job, fds, max);
}
