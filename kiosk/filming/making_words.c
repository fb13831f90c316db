/* Captions: those that were given, and those that are in the file itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filming/filming_findings.h"
#include "filming/making_parts.h"
#include "system/disk.h"

enum { CAPTIONS_MAX = 1 << 20 /* bytes */, WORDS_CPU_S = 120 };

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

enum making_end job_captions_check(struct job *job) {
    for (size_t i = 0; i < job->making->caption_count; i++) {
        const char *file = job->making->captions[i].file;
        char *text = NULL;
        size_t size = 0;
        if (!disk_read_linked(file, CAPTIONS_MAX, &text, &size, job->fail))
            return MAKING_TROUBLE;
        bool valid = is_webvtt(text, size);
        free(text);
        if (!valid) {
            report_said(job->findings, &plan_error, FOUND_FILM_CAPTIONS, file);
            return MAKING_REFUSED;
        }
    }
    return MAKING_DONE;
}

static bool has(const struct job *job, const char *language) {
    for (size_t i = 0; i < job->word_count; i++)
        if (strcmp(job->words[i].language, language) == 0)
            return true;
    return false;
}

static bool put(struct job *job, const char *language, const char *from) {
    char *text = NULL, *path = NULL;
    size_t size = 0;
    bool done = disk_read_linked(from, CAPTIONS_MAX, &text, &size, job->fail) && is_webvtt(text, size) &&
                asprintf(&path, "%s.%s.vtt", job->making->output, language) > 0 &&
                disk_write(path, text, size, job->fail);
    if (done)
        snprintf(job->words[job->word_count++].language, REPORT_LANGUAGE_BYTES, "%s", language);
    free(text);
    free(path);
    return done;
}

static void hear_nothing(void *context, bool error, const char *line) {
    (void)context;
    (void)error;
    (void)line;
}

/* What cannot be read keeps no film from being made. */
static enum making_end put_track(struct job *job, const struct plan_words *words) {
    struct arguments arguments;
    struct report unread = {0}, *findings = job->findings;
    arguments_words(job->container, words->index, &arguments);
    job->findings = &unread;
    enum making_end end = job_tool(
        job, &(struct job_tool){.arguments = &arguments, .cpu_s = WORDS_CPU_S, .heard = hear_nothing});
    job->findings = findings;
    report_finish(&unread);
    if (end == MAKING_STOPPED)
        return end;
    char *path = workshop_path(&job->shop, ARGUMENTS_WORDS);
    if (end != MAKING_DONE || !path || !put(job, words->language, path))
        report_said(job->findings, &plan_warning, FOUND_FILM_WORDS_UNREAD, words->language);
    free(path);
    return MAKING_DONE;
}

enum making_end job_captions(struct job *job) {
    const struct making *making = job->making;
    enum making_end end = MAKING_DONE;
    for (size_t i = 0; i < making->caption_count; i++)
        if (!put(job, making->captions[i].language, making->captions[i].file))
            return MAKING_TROUBLE;
    for (size_t i = 0; i < job->plan.word_count && end == MAKING_DONE; i++)
        if (!has(job, job->plan.words[i].language) && job->word_count < LENGTH(job->words))
            end = put_track(job, &job->plan.words[i]);
    return end;
}
