/* The picture, in parts that an interrupted run leaves whole; then the film, joined from them. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "filming/making_parts.h"
#include "system/disk.h"

#define ENCODED "encoded" /* is there when all parts are */
enum { ENCODE_CPU_S = 120, ENCODE_CPU_A_SECOND = 100, JOIN_CPU_S = 60, JOIN_CPU_A_SECOND = 10 };

static int64_t part_frames(const struct job *job) {
    return (int64_t)ARGUMENTS_PART_S * job->plan.gop;
}

/* Is that part whole? ffmpeg writes its tables last, and nothing behind what a full disk did not take. */
static bool part_whole(const struct job *job, long part) {
    char name[40];
    off_t begin;
    size_t size;
    struct stat info;
    snprintf(name, sizeof name, "part-%04ld.mp4", part);
    char *path = workshop_path(&job->shop, name);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    bool whole = fd >= 0 && fstat(fd, &info) == 0 && tables_find(fd, &begin, &size) &&
                 begin + (off_t)size <= info.st_size;
    if (fd >= 0)
        close(fd);
    free(path);
    return whole;
}

static long parts_all(const struct job *job) {
    return (long)((job->measured.frames + part_frames(job) - 1) / part_frames(job));
}

static long parts_done(const struct job *job) {
    long done = 0;
    while (done < parts_all(job) && part_whole(job, done))
        done++;
    return done;
}

struct listening {
    struct job *job;
    enum making_stage stage;
    double from_s, all_s;
    int64_t frames; /* that were written */
};
static void hear_time(void *context, bool error, const char *line) {
    struct listening *listening = context;
    long long us, frames;
    if (!error && sscanf(line, "frame=%lld", &frames) == 1)
        listening->frames = frames;
    if (!error && sscanf(line, "out_time_us=%lld", &us) == 1 && listening->all_s > 0)
        job_tell(listening->job, listening->stage, (listening->from_s + (double)us / 1e6) / listening->all_s);
}

enum making_end job_encode(struct job *job) {
    char *before = workshop_text(&job->shop, ENCODED);
    bool known = before != NULL;
    free(before);
    long done = parts_done(job);
    struct listening listening = {job, MAKING_ENCODE,
                                  (double)(done * part_frames(job)) * job->plan.fps_den / job->plan.fps_num,
                                  job_seconds(job), 0};
    job_tell(job, MAKING_ENCODE, listening.from_s / listening.all_s);
    if (known || done >= parts_all(job))
        return MAKING_DONE;
    struct arguments arguments;
    arguments_encode(job->container, &job->plan, done, &arguments);
    enum making_end end =
        job_tool(job, &(struct job_tool){.arguments = &arguments,
                                         .cpu_s = ENCODE_CPU_S + ENCODE_CPU_A_SECOND * listening.all_s,
                                         .heard = hear_time,
                                         .context = &listening});
    if (end == MAKING_DONE && !workshop_note(&job->shop, ENCODED, "", job->fail))
        end = MAKING_TROUBLE;
    return end;
}

/* ffmpeg's own kind of list; every part but the last is exactly as long as the other ones. */
static bool list_parts(struct job *job) {
    long parts = parts_all(job);
    size_t room = 64 + (size_t)parts * 64, used;
    char *text = malloc(room);
    if (!text)
        return fail_set(job->fail, "out of memory");
    used = (size_t)snprintf(text, room, "ffconcat version 1.0\n");
    for (long i = 0; i < parts; i++) {
        int64_t left = job->measured.frames - i * part_frames(job);
        int64_t frames = left < part_frames(job) ? left : part_frames(job);
        used += (size_t)snprintf(text + used, room - used, "file part-%04ld.mp4\nduration %.6f\n", i,
                                 (double)frames * job->plan.fps_den / job->plan.fps_num);
    }
    bool done = workshop_note(&job->shop, ARGUMENTS_LIST, text, job->fail);
    free(text);
    return done;
}

/* What power cuts left of parts is not whole, whatever the lists say. */
static enum making_end verify(struct job *job, int64_t frames) {
    if (frames == job->measured.frames)
        return MAKING_DONE;
    if (workshop_empty(&job->shop, job->fail))
        fail_set(job->fail,
                 "ffmpeg made another film than was asked for (%" PRId64 " frames, not %" PRId64
                 "): what it left was removed, run this again",
                 frames, job->measured.frames);
    return MAKING_TROUBLE;
}

enum making_end job_join(struct job *job) {
    struct arguments arguments;
    struct listening listening = {.job = job, .stage = MAKING_JOIN, .all_s = job_seconds(job)};
    job_tell(job, MAKING_JOIN, 0);
    if (!list_parts(job))
        return MAKING_TROUBLE;
    const struct measured *sound = measured_audible(&job->measured) ? &job->measured : NULL;
    arguments_join(job->container, &job->plan, sound, job->measured.frames, &arguments);
    enum making_end end =
        job_tool(job, &(struct job_tool){.arguments = &arguments,
                                         .cpu_s = JOIN_CPU_S + JOIN_CPU_A_SECOND * listening.all_s,
                                         .heard = hear_time,
                                         .context = &listening});
    return end == MAKING_DONE ? verify(job, listening.frames) : end;
}
