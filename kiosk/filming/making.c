#include "filming/making_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/site/reader.h"
#include "filming/filming_findings.h"

#define FOLDER "assets/film"
enum { VERSION = 1 /* of how films are made: what an older program left is not gone on with */ };
static const uint64_t memory_max = 6ULL << 30, file_spare = 16 << 20;

bool making_output_valid(const char *output) {
    const char *slash = strrchr(output, '/');
    size_t folder = sizeof FOLDER - 1, before = slash ? (size_t)(slash - output) : 0;
    return slash && before >= folder && strncmp(slash - folder, FOLDER, folder) == 0 &&
           (before == folder || output[before - folder - 1] == '/') && before < PATH_MAX - 200 &&
           id_valid(slash + 1);
}

void job_tell(const struct job *job, enum making_stage stage, double part) {
    if (job->making->tell)
        job->making->tell(job->making->context, stage, part < 0 ? 0 : part > 1 ? 1 : part);
}

double job_seconds(const struct job *job) {
    return (double)job->measured.frames * job->plan.fps_den / job->plan.fps_num;
}

/* "[mov,mp4 @ 0x55…] [error] moov atom not found" → "moov atom not found" */
static const char *bare(const char *words) {
    const char *bracket;
    while (*words == '[' && (bracket = strstr(words, "] ")) != NULL)
        words = bracket + 2;
    return words;
}

bool job_heard_size(const char *line, int *width, int *height) {
    static const char said[] = "Picture size ";
    const char *at = strstr(line, said);
    return at && sscanf(at + sizeof said - 1, "%6dx%6d", width, height) == 2;
}

static void refuse(struct job *job, const char *words) {
    char size[40];
    int width, height;
    if (!job_heard_size(words, &width, &height)) {
        report_said(job->findings, &plan_error, FOUND_FILM_UNREADABLE, bare(words));
        return;
    }
    snprintf(size, sizeof size, "%d × %d", width, height);
    report_said(job->findings, &plan_error, FOUND_FILM_LARGE, size);
}

enum making_end job_tool(struct job *job, const struct job_tool *tool) {
    const struct tool_run run = {
        .jail = {.program = tool->probe ? job->ffprobe : job->ffmpeg,
                 .reads = job->source,
                 .folder = job->shop.folder,
                 .cpu_s = (uint64_t)tool->cpu_s + 1,
                 .memory = sizeof(void *) > 4 ? memory_max : 0,
                 .file_bytes = FILM_BYTES_MAX + file_spare},
        .argv = tool->arguments->argv,
        .heard = tool->heard,
        .context = tool->context,
        .quiet_s = TOOL_QUIET_S,
        .stop = job->making->stop,
    };
    struct fail words;
    switch (tool_run(&run, &words)) {
    case TOOL_DONE:
        return MAKING_DONE;
    case TOOL_STOPPED:
        return MAKING_STOPPED;
    case TOOL_HEAVY:
        report_plain(job->findings, &plan_error, &(struct said){FOUND_FILM_HEAVY});
        return MAKING_REFUSED;
    case TOOL_REFUSED:
        refuse(job, words.text);
        return MAKING_REFUSED;
    case TOOL_FULL:
        fail_set(job->fail, "%s: the disk is full", job->shop.folder);
        return MAKING_TROUBLE;
    default:
        *job->fail = words;
        return MAKING_TROUBLE;
    }
}

static bool find_tools(struct job *job) {
    job->ffmpeg = tool_find("ffmpeg");
    job->ffprobe = tool_find("ffprobe");
    return (job->ffmpeg && job->ffprobe) ||
           fail_set(
               job->fail,
               "films are made with Debian's package ffmpeg, which is not installed: apt install ffmpeg");
}

/* What is made of what: another size or time of the file, or another wish, is another job. */
static bool open_shop(struct job *job) {
    const struct making *making = job->making;
    struct stat info;
    char text[PATH_MAX + 200];
    job->source = realpath(making->file, NULL);
    if (!job->source || stat(job->source, &info) != 0)
        return fail_set(job->fail, "%s: %s", making->file, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return fail_set(job->fail, "%s: not a file", making->file);
    snprintf(text, sizeof text, "%d %" PRId64 " %" PRId64 ".%09ld %d\n%s\n", VERSION, (int64_t)info.st_size,
             (int64_t)info.st_mtim.tv_sec, info.st_mtim.tv_nsec, making->wish.light, job->source);
    return workshop_open(&job->shop, making->output, text, ARGUMENTS_FILE, job->source, job->fail);
}

static enum making_end make(struct job *job) {
    static enum making_end (*const stages[])(struct job *) = {
        job_captions_check, job_look, job_measure, job_encode, job_join, job_captions, job_place};
    enum making_end end = MAKING_DONE;
    for (size_t i = 0; i < LENGTH(stages) && end == MAKING_DONE; i++)
        end = job->making->stop && *job->making->stop ? MAKING_STOPPED : stages[i](job);
    return end;
}

enum making_end making_run(const struct making *making, struct made *made, struct report *findings,
                           struct report *changes, struct fail *fail) {
    struct job job = {
        .making = making, .findings = findings, .changes = changes, .fail = fail, .shop = {.lock = -1}};
    enum making_end end = MAKING_TROUBLE;
    if (find_tools(&job) && open_shop(&job))
        end = make(&job);
    /* what is refused would be so again; what was stopped, or wants room, is gone on with */
    if (end == MAKING_DONE || end == MAKING_REFUSED) {
        if (!workshop_remove(&job.shop, fail))
            end = MAKING_TROUBLE;
    } else {
        workshop_close(&job.shop);
    }
    if (end == MAKING_DONE)
        *made = (struct made){.width = job.plan.width,
                              .height = job.plan.height,
                              .fps_num = job.plan.fps_num,
                              .fps_den = job.plan.fps_den,
                              .frames = (int)job.measured.frames,
                              .seconds = job_seconds(&job),
                              .bytes = job.bytes,
                              .sound = measured_audible(&job.measured),
                              .caption_count = job.word_count};
    free(job.ffmpeg);
    free(job.ffprobe);
    free(job.source);
    return end;
}
