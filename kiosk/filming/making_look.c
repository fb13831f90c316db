/* What is in the file, whether screens can be given it, and one look at all of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filming/filming_findings.h"
#include "filming/flashes.h"
#include "filming/making_parts.h"
#include "system/disk.h"

#define MEASURED "measured"
enum { PROBE_CPU_S = 120, MEASURE_CPU_S = 60, MEASURE_CPU_A_SECOND = 20, MIB = 1 << 20 };
static const double missing_max_s = 1;

/* ffprobe's JSON as it comes. */
struct words {
    char *text;
    size_t size;
    int width, height; /* px, of what it would not decode for its size; 0: of nothing */
};
static void gather(void *context, bool error, const char *line) {
    struct words *words = context;
    size_t length = strlen(line);
    if (error && !words->width && !job_heard_size(line, &words->width, &words->height))
        words->width = words->height = 0;
    if (error || words->size + length + 1 > PROBE_JSON_MAX)
        return;
    memcpy(words->text + words->size, line, length);
    words->size += length;
    words->text[words->size++] = '\n';
}

/* A container that does not say how large its frames are: the decoder found them too large. */
static void fill_size(struct probe *probe, const struct words *words) {
    for (size_t i = 0; i < probe->count; i++) {
        struct probe_track *track = &probe->tracks[i];
        if (track->kind == PROBE_PICTURE && !track->cover && track->width == 0) {
            track->width = words->width;
            track->height = words->height;
        }
    }
}

static enum making_end probe(struct job *job) {
    struct words words = {.text = malloc(PROBE_JSON_MAX)};
    struct arguments arguments;
    struct fail fail;
    enum making_end end = MAKING_TROUBLE;
    arguments_probe(job->container, &arguments);
    if (!words.text)
        fail_set(job->fail, "out of memory");
    else
        end = job_tool(job, &(struct job_tool){.probe = true,
                                               .arguments = &arguments,
                                               .cpu_s = PROBE_CPU_S,
                                               .heard = gather,
                                               .context = &words});
    if (end == MAKING_DONE && !probe_read(words.text, words.size, &job->probe, &fail)) {
        report_said(job->findings, &plan_error, FOUND_FILM_UNREADABLE, fail.text);
        end = MAKING_REFUSED;
    }
    if (end == MAKING_DONE)
        fill_size(&job->probe, &words);
    free(words.text);
    return end;
}

/* For the parts and the film that is joined from them. */
static enum making_end need_room(struct job *job) {
    uint64_t have = 0, reserve = 0;
    double seconds = job->plan.seconds > 0 ? job->plan.seconds : 60;
    uint64_t need = (uint64_t)(seconds * (job->plan.kbit + PLAN_SOUND_KBIT) * 125 * 2) + MIB;
    if (!disk_space(job->shop.folder, &have, &reserve, NULL) || have >= need)
        return MAKING_DONE;
    report_said(job->findings, &plan_error, FOUND_FILM_ROOM, (int)(need / MIB) + 1, job->making->output,
                (int)(have / MIB));
    return MAKING_REFUSED;
}

enum making_end job_look(struct job *job) {
    job_tell(job, MAKING_LOOK, 0);
    enum making_end end = job_sniff(job);
    if (end == MAKING_DONE)
        end = probe(job);
    if (end == MAKING_DONE &&
        !plan_make(&job->probe, &job->making->wish, &job->plan, job->findings, job->changes))
        end = MAKING_REFUSED;
    return end == MAKING_DONE ? need_room(job) : end;
}

static void hear_measure(void *context, bool error, const char *line) {
    struct job *job = context;
    (void)error;
    measured_hear(&job->measured, line);
    if (job->plan.seconds > 0)
        job_tell(job, MAKING_MEASURE, (double)job->measured.end_us / 1e6 / job->plan.seconds);
}

static enum making_end see_greys(struct job *job) {
    char *path = workshop_path(&job->shop, ARGUMENTS_GREYS), *greys = NULL;
    size_t size = 0, most = (size_t)(FILM_SECONDS_MAX + 2) * FILM_FPS_MAX * FLASHES_FRAME;
    if (!path || !disk_read(path, most, &greys, &size, job->fail)) {
        free(path);
        return MAKING_TROUBLE;
    }
    const uint8_t *bytes = (const uint8_t *)greys;
    struct measured *measured = &job->measured;
    measured->frames = (int64_t)(size / FLASHES_FRAME);
    struct flashes flashes = flashes_count(bytes, measured->frames, job->plan.fps_num, job->plan.fps_den);
    measured->flashes = flashes.most;
    measured->flashes_at_s = (int)(flashes.frame * job->plan.fps_den / job->plan.fps_num);
    for (size_t i = 0; i < FLASHES_FRAME && measured->frames > 0; i++)
        measured->first_grey += bytes[i];
    measured->first_grey /= FLASHES_FRAME;
    free(greys);
    free(path);
    return MAKING_DONE;
}

static enum making_end measure(struct job *job) {
    struct arguments arguments;
    char text[400];
    arguments_measure(job->container, &job->plan, &arguments);
    double seconds = job->plan.seconds > 0 ? job->plan.seconds : FILM_SECONDS_MAX;
    enum making_end end =
        job_tool(job, &(struct job_tool){.arguments = &arguments,
                                         .cpu_s = MEASURE_CPU_S + MEASURE_CPU_A_SECOND * seconds,
                                         .heard = hear_measure,
                                         .context = job});
    if (end == MAKING_DONE)
        end = see_greys(job);
    measured_write(&job->measured, text, sizeof text);
    if (end == MAKING_DONE && !workshop_note(&job->shop, MEASURED, text, job->fail))
        end = MAKING_TROUBLE;
    return end;
}

static bool refuse_cut(struct job *job, double seconds) {
    double read = job->plan.seconds_of_picture ? seconds : (double)job->measured.end_us / 1e6;
    char got[24], declared[24];
    if (job->plan.anyway || job->plan.seconds - read <= missing_max_s)
        return false;
    snprintf(got, sizeof got, "%.1f", read);
    snprintf(declared, sizeof declared, "%.1f", job->plan.seconds);
    report_said(job->findings, &plan_error, FOUND_FILM_CUT, got, declared);
    return true;
}

static bool refuse_length(struct job *job, double seconds) {
    char words[24];
    if (seconds < FILM_SECONDS_MIN) {
        snprintf(words, sizeof words, "%.2f", seconds);
        report_said(job->findings, &plan_error, FOUND_FILM_SHORT, words);
        return true;
    }
    if (seconds > FILM_SECONDS_MAX) {
        report_said(job->findings, &plan_error, FOUND_FILM_LONG, "30", FILM_SECONDS_MAX / 60);
        return true;
    }
    return false;
}

/* What may be on a screen, and what has to be looked at first. */
static enum making_end judge(struct job *job) {
    const struct measured *measured = &job->measured;
    static const struct said black = {FOUND_FILM_BLACK};
    double seconds = job_seconds(job);
    if (refuse_cut(job, seconds) || refuse_length(job, seconds))
        return MAKING_REFUSED;
    if (measured->errors > PLAN_ERRORS_MAX && !job->plan.anyway) {
        report_said(job->findings, &plan_error, FOUND_FILM_DAMAGED, (int)measured->errors, PLAN_ERRORS_MAX);
        return MAKING_REFUSED;
    }
    if (measured->errors > 0)
        report_said(job->findings, &plan_warning, FOUND_FILM_DAMAGED_TAKEN, (int)measured->errors);
    if (measured->flashes > FLASHES_MAX) {
        char at[24];
        snprintf(at, sizeof at, "%d:%02d", measured->flashes_at_s / 60, measured->flashes_at_s % 60);
        report_said(job->findings, &plan_warning, FOUND_FILM_FLASHES, measured->flashes, at);
    }
    if (measured->first_grey < PLAN_BLACK)
        report_plain(job->findings, &plan_warning, &black);
    return MAKING_DONE;
}

static void say_loudness(struct job *job) {
    static const struct said silent = {FOUND_FILM_SILENT};
    char level[16];
    if (job->plan.sound < 0)
        return;
    if (!measured_audible(&job->measured)) {
        report_plain(job->changes, &plan_warning, &silent);
        return;
    }
    snprintf(level, sizeof level, "%d", PLAN_LUFS);
    report_said(job->changes, &plan_warning, FOUND_FILM_LOUDNESS, job->measured.loudness, level);
    if (!job->making->speech && job->making->caption_count + job->plan.word_count == 0)
        report_plain(job->findings, &plan_warning, &(struct said){FOUND_FILM_UNSPOKEN});
}

enum making_end job_measure(struct job *job) {
    char *before = workshop_text(&job->shop, MEASURED);
    bool known = before && measured_read(before, &job->measured);
    free(before);
    job_tell(job, MAKING_MEASURE, 0);
    enum making_end end = known ? MAKING_DONE : measure(job);
    if (end == MAKING_DONE)
        end = judge(job);
    if (end == MAKING_DONE)
        say_loudness(job);
    return end;
}
