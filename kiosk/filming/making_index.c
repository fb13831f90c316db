/* The film, its poster and its index get their names. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/site/site_film.h"
#include "core/text/plain_text.h"
#include "filming/making_parts.h"
#include "system/disk.h"
#include "system/film_check.h"
#include "system/hash.h"

enum { FROM_MAX = 100, ARENA_MAX = 8 << 20 };

/* The hashes of each FILM_CHUNK_BYTES of it, in order; its size. NULL: it cannot be read. */
static json_t *hash_chunks(const char *path, uint64_t *bytes) {
    char *chunk = malloc(FILM_CHUNK_BYTES);
    json_t *list = json_array();
    FILE *file = chunk ? fopen(path, "rbe") : NULL;
    size_t got;
    *bytes = 0;
    while (file && (got = fread(chunk, 1, FILM_CHUNK_BYTES, file)) > 0) {
        struct hash hash = hash_bytes(chunk, got);
        json_array_append_new(list, json_string(hash.hex));
        *bytes += got;
    }
    bool whole = file && !ferror(file) && *bytes > 0 && *bytes <= FILM_BYTES_MAX;
    if (file)
        fclose(file);
    free(chunk);
    if (!whole)
        json_decref(list);
    return whole ? list : NULL;
}

/* "assets/film/ballerup" + ".mp4": the name in the site. */
static json_t *named(const struct job *job, const char *language, const char *ending) {
    const char *slash = strrchr(job->making->output, '/');
    return json_sprintf("assets/film/%s%s%s%s", slash + 1, language ? "." : "", language ? language : "",
                        ending);
}

static json_t *made_of(const struct job *job) {
    const char *slash = strrchr(job->making->file, '/');
    char from[FROM_MAX], with[FROM_MAX];
    text_put(from, sizeof from, slash ? slash + 1 : job->making->file);
    snprintf(with, sizeof with, "ffmpeg %s", job->probe.version);
    return json_pack("{s:s, s:s}", "from", from, "with", with);
}

static char *index_text(struct job *job, json_t *chunks) {
    const struct film film = {.fps_num = job->plan.fps_num, .fps_den = job->plan.fps_den};
    bool sound = measured_audible(&job->measured);
    json_t *captions = json_object();
    for (size_t i = 0; i < job->word_count; i++)
        json_object_set_new(captions, job->words[i].language, named(job, job->words[i].language, ".vtt"));
    json_t *index = json_pack("{s:i, s:o, s:o, s:I, s:o, s:i, s:i, s:[i,i], s:I, s:I}", "spec",
                              FILM_INDEX_SPEC, "file", named(job, NULL, ".mp4"), "poster",
                              named(job, NULL, ".png"), "bytes", (json_int_t)job->bytes, "chunks", chunks,
                              "width", job->plan.width, "height", job->plan.height, "fps", job->plan.fps_num,
                              job->plan.fps_den, "frames", (json_int_t)job->measured.frames, "samples",
                              (json_int_t)(sound ? film_frame_sample(&film, job->measured.frames) : 0));
    if (job->making->speech)
        json_object_set_new(index, "speech", json_string(job->making->speech));
    if (job->word_count > 0)
        json_object_set_new(index, "captions", captions);
    else
        json_decref(captions);
    json_object_set_new(index, "made", made_of(job));
    char *text = json_dumps(index, JSON_INDENT(2));
    json_decref(index);
    return text;
}

static bool place(struct job *job, const char *name, const char *ending) {
    char *path = NULL;
    bool done = asprintf(&path, "%s%s", job->making->output, ending) > 0 &&
                workshop_place(&job->shop, name, path, job->fail);
    free(path);
    return done;
}

static bool write_index(struct job *job, const char *text) {
    char *path = NULL, *line = NULL;
    bool done = asprintf(&path, "%s.film.json", job->making->output) > 0 &&
                asprintf(&line, "%s\n", text) > 0 && disk_write(path, line, strlen(line), job->fail);
    free(path);
    free(line);
    return done;
}

/* What screens will do with it before they switch to it: is it the film that its index says? */
static bool is_fit(struct job *job, const char *film_path, const char *text) {
    char name[PATH_MAX];
    struct arena *arena = arena_create(ARENA_MAX);
    struct report report = {0};
    struct film film;
    struct fail fail = {0};
    bool fit = false;
    int fd = open(film_path, O_RDONLY | O_CLOEXEC);
    snprintf(name, sizeof name, "assets/film%s" FILM_INDEX_ENDING, strrchr(job->making->output, '/'));
    if (fd < 0 || !arena)
        fail_set(&fail, "%s", fd < 0 ? strerror(errno) : "out of memory");
    else if (!film_index_read(name, text, strlen(text), arena, &report, &film))
        fail_set(&fail, "%s", report.count > 0 ? report.items[0].text : "out of memory");
    else
        fit = film_check(fd, &film, &fail) == FILM_FIT;
    if (!fit)
        fail_set(job->fail, "screens would not take what was made: %s", fail.text);
    if (fd >= 0)
        close(fd);
    report_finish(&report);
    arena_destroy(arena);
    return fit;
}

static bool place_words(struct job *job) {
    char name[JOB_WORDS_NAME], ending[JOB_WORDS_NAME];
    for (size_t i = 0; i < job->word_count; i++) {
        snprintf(ending, sizeof ending, ".%s.vtt", job->words[i].language);
        if (!place(job, job_words_name(job->words[i].language, name), ending))
            return false;
    }
    return true;
}

enum making_end job_place(struct job *job) {
    char *film = workshop_path(&job->shop, ARGUMENTS_FILM);
    json_t *chunks = film ? hash_chunks(film, &job->bytes) : NULL;
    char *text = chunks ? index_text(job, chunks) : NULL;
    if (!text)
        fail_set(job->fail, "%s: the film cannot be read back, or is larger than %d MB: %s", job->shop.folder,
                 (int)(FILM_BYTES_MAX >> 20), strerror(errno));
    bool done = text && is_fit(job, film, text) && place(job, ARGUMENTS_FILM, ".mp4") &&
                place(job, ARGUMENTS_POSTER, ".png") && place_words(job) && write_index(job, text);
    free(film);
    free(text);
    return done ? MAKING_DONE : MAKING_TROUBLE;
}
