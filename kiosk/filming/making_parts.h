/* Private to making: one film being made, and its stages in their order. */
#pragma once

#include <sys/types.h>

#include "filming/arguments.h"
#include "filming/making.h"
#include "filming/measured.h"
#include "filming/tool_run.h"
#include "filming/workshop.h"

struct job {
    const struct making *making;
    struct workshop shop;
    char *ffmpeg, *ffprobe, *source; /* paths */
    const char *container;
    struct probe probe;
    struct plan plan;
    struct measured measured;
    struct plan_words words[FILM_CAPTIONS_MAX]; /* languages of captions that are there */
    size_t word_count;
    uint64_t bytes; /* of the film */
    struct report *findings, *changes;
    struct fail *fail;
};
struct job_tool {
    bool probe; /* ffprobe, not ffmpeg */
    const struct arguments *arguments;
    double cpu_s;
    void (*heard)(void *context, bool error, const char *line);
    void *context;
};
/* Runs it in the job's folder. What it refuses is a finding. */
enum making_end job_tool(struct job *job, const struct job_tool *tool) MUST_CHECK;
/* Does a line of ffmpeg's or ffprobe's say that a picture is too large to be decoded? Then its px are
 * written. */
bool job_heard_size(const char *line, int *width, int *height) MUST_CHECK;
void job_tell(const struct job *job, enum making_stage stage, double part);
double job_seconds(const struct job *job); /* of the film */

/* Where what is in moov of an MP4 begins, and how many bytes of it are to be read: wherever in the file it
 * lies. False: there is none. */
bool tables_find(int fd, off_t *begin, size_t *size) MUST_CHECK;

enum making_end job_sniff(struct job *job) MUST_CHECK;   /* container; or it is locked against copying */
enum making_end job_look(struct job *job) MUST_CHECK;    /* that, probe, plan */
enum making_end job_measure(struct job *job) MUST_CHECK; /* measured */
enum making_end job_encode(struct job *job) MUST_CHECK;  /* the parts */
enum making_end job_join(struct job *job) MUST_CHECK;    /* ARGUMENTS_FILM and ARGUMENTS_POSTER */
enum { JOB_WORDS_NAME = REPORT_LANGUAGE_BYTES + 12 };
const char *job_words_name(const char *language, char out[JOB_WORDS_NAME]);
/* Are the captions that were given such? Before anything is encoded. */
enum making_end job_captions_check(struct job *job) MUST_CHECK;
/* Them, and those in the file, as job_words_name in its folder; job->words. */
enum making_end job_captions(struct job *job) MUST_CHECK;
/* Asks kiosk-intake, and compares every byte, before anything is in its place; the index last. */
enum making_end job_place(struct job *job) MUST_CHECK;
