/* Captions: those that were given, and those that are in the file itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/film/captions.h"
#include "filming/filming_findings.h"
#include "filming/making_parts.h"
#include "system/disk.h"

enum { WORDS_CPU_S = 120, CUES_ARENA_MAX = 8 << 20 };

/* W3C WebVTT §4.1: a byte order mark perhaps, "WEBVTT", and then nothing, a space, a tab or the end of the
 * line. */
static bool is_webvtt(const char *text, size_t size) {
    static const char mark[] = "\xEF\xBB\xBF", word[] = "WEBVTT";
    size_t at = size >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    if (size < at + sizeof word - 1 || memcmp(text + at, word, sizeof word - 1) != 0)
        return false;
    at += sizeof word - 1;
    return at == size || strchr(" \t\r\n", text[at]) != NULL;
}

/* What is wrong with them, and, with a film of `length_ms`, by the rules for those who read them. Refused
 * where `kioskctl check` would: something could not be read. */
static enum making_end read_cues(struct job *job, const char *file, const char *text, size_t size,
                                 int64_t length_ms, struct report *findings) {
    struct arena *arena = arena_create(CUES_ARENA_MAX);
    struct captions captions;
    enum making_end end = MAKING_DONE;
    size_t before = findings->errors;
    if (arena && captions_read(file, text, size, arena, findings, &captions)) {
        if (length_ms > 0)
            captions_check(file, &captions, length_ms, findings);
    } else if (findings->errors == before) {
        fail_set(job->fail, "out of memory");
        end = MAKING_TROUBLE;
    }
    arena_destroy(arena);
    return findings->errors > before ? MAKING_REFUSED : end;
}

enum making_end job_captions_check(struct job *job) {
    for (size_t i = 0; i < job->making->caption_count; i++) {
        const char *file = job->making->captions[i].file;
        char *text = NULL;
        size_t size = 0;
        if (!disk_read_linked(file, CAPTIONS_BYTES_MAX, &text, &size, job->fail))
            return MAKING_TROUBLE;
        enum making_end end = MAKING_REFUSED;
        if (is_webvtt(text, size))
            end = read_cues(job, file, text, size, 0, job->findings);
        else
            report_said(job->findings, &plan_error, FOUND_FILM_CAPTIONS, file);
        free(text);
        if (end != MAKING_DONE)
            return end;
    }
    return MAKING_DONE;
}

const char *job_words_name(const char *language, char out[JOB_WORDS_NAME]) {
    snprintf(out, JOB_WORDS_NAME, "words.%s.vtt", language);
    return out;
}

static bool has(const struct job *job, const char *language) {
    for (size_t i = 0; i < job->word_count; i++)
        if (strcmp(job->words[i].language, language) == 0)
            return true;
    return false;
}

/* Into the job's folder. `file`: what they are called where something is said of them. */
static enum making_end put(struct job *job, const char *language, const char *from, const char *file) {
    const struct film film = {
        .fps_num = job->plan.fps_num, .fps_den = job->plan.fps_den, .frames = (int32_t)job->measured.frames};
    char name[JOB_WORDS_NAME], *text = NULL,
                               *path = workshop_path(&job->shop, job_words_name(language, name));
    size_t size = 0;
    struct report said = {0};
    enum making_end end = MAKING_TROUBLE;
    if (path && disk_read_linked(from, CAPTIONS_BYTES_MAX, &text, &size, job->fail))
        end = is_webvtt(text, size) ? read_cues(job, file, text, size, film_length_ms(&film), &said)
                                    : MAKING_REFUSED;
    if (end == MAKING_DONE && !disk_write(path, text, size, job->fail))
        end = MAKING_TROUBLE;
    if (end == MAKING_DONE) {
        snprintf(job->words[job->word_count++].language, REPORT_LANGUAGE_BYTES, "%s", language);
        report_append(job->findings, &said);
    }
    report_finish(&said);
    free(text);
    free(path);
    return end;
}

static void hear_nothing(void *context, bool error, const char *line) {
    (void)context;
    (void)error;
    (void)line;
}

/* What cannot be read keeps no film from being made. */
static enum making_end put_track(struct job *job, const struct plan_words *words) {
    struct arguments arguments;
    struct report before = *job->findings; /* what is said of this attempt is told otherwise below */
    arguments_words(job->container, words->index, &arguments);
    *job->findings = (struct report){0};
    enum making_end end = job_tool(
        job, &(struct job_tool){.arguments = &arguments, .cpu_s = WORDS_CPU_S, .heard = hear_nothing});
    report_finish(job->findings);
    *job->findings = before;
    if (end == MAKING_STOPPED)
        return end;
    char *path = workshop_path(&job->shop, ARGUMENTS_WORDS);
    if (end != MAKING_DONE || !path || put(job, words->language, path, "") != MAKING_DONE)
        report_said(job->findings, &plan_warning, FOUND_FILM_WORDS_UNREAD, words->language);
    free(path);
    return MAKING_DONE;
}

enum making_end job_captions(struct job *job) {
    const struct making *making = job->making;
    enum making_end end = MAKING_DONE;
    for (size_t i = 0; i < making->caption_count; i++)
        if (end == MAKING_DONE)
            end = put(job, making->captions[i].language, making->captions[i].file, making->captions[i].file);
    for (size_t i = 0; i < job->plan.word_count && end == MAKING_DONE; i++)
        if (!has(job, job->plan.words[i].language) && job->word_count < LENGTH(job->words))
            end = put_track(job, &job->plan.words[i]);
    return end;
}
