#include "player/keep.h"

#include <stdlib.h>
#include <string.h>

#include "system/disk.h"
#include "system/log.h"

static bool write_note(void *what, struct fail *fail) {
    return store_note_write(what, fail);
}

static void note_ended(void *context, void *what, enum writer_end end, const struct fail *fail) {
    struct store_note *note = what;
    (void)context;
    if (end == WRITER_FAILED)
        log_line(LOG_LEVEL_WARNING, "%s", fail->text);
    store_note_finish(note);
    free(note);
}

void keep_note(struct writer *writer, const char *key, struct store_note *note) {
    struct store_note *what = malloc(sizeof *what);
    struct writer_job job = {.key = key, .what = what, .write = write_note, .ended = note_ended};
    if (what)
        *what = *note;
    if (!what || !writer_post(writer, &job)) {
        log_line(LOG_LEVEL_WARNING, "%s is not written: %s", note->path,
                 what ? "the disk does not answer" : "out of memory");
        store_note_finish(note);
        free(what);
    }
    *note = (struct store_note){0};
}

static bool sweep(void *what, struct fail *fail) {
    return disk_sweep(what, NULL, DISK_SWEEP_DEAD, fail);
}

/* Nothing depends on it: what matters and cannot be read or written says so itself. */
static void sweep_ended(void *context, void *what, enum writer_end end, const struct fail *fail) {
    (void)context;
    (void)end;
    (void)fail;
    free(what);
}

void keep_sweep(struct writer *writer, const char *folder) {
    struct writer_job job = {.what = strdup(folder), .write = sweep, .ended = sweep_ended};
    if (!job.what || !writer_post(writer, &job))
        free(job.what);
}

struct counting {
    struct counters *taken;
    int32_t day;
    int64_t mono_ms;
};

static bool write_counters(void *what, struct fail *fail) {
    struct counting *counting = what;
    return counters_write(counting->taken, counting->day, counting->mono_ms, fail);
}

static void counters_ended(void *context, void *what, enum writer_end end, const struct fail *fail) {
    struct counting *counting = what;
    if (end == WRITER_FAILED) {
        log_line(LOG_LEVEL_WARNING, "counters are not written: %s", fail->text);
        counters_give_back(context, counting->taken);
    } else {
        if (fail->text[0])
            log_line(LOG_LEVEL_WARNING, "%s: %s", fail->file, fail->text);
        counters_destroy(counting->taken);
    }
    free(counting);
}

void keep_counters(struct writer *writer, struct counters *counters, int32_t day, int64_t mono_ms, bool end) {
    struct counting *counting = malloc(sizeof *counting);
    struct counters *taken = counting ? counters_take(counters, day, mono_ms, end) : NULL;
    if (!taken) {
        free(counting);
        return;
    }
    *counting = (struct counting){taken, day, mono_ms};
    struct writer_job job = {
        .what = counting, .write = write_counters, .ended = counters_ended, .context = counters};
    if (writer_post(writer, &job))
        return;
    counters_give_back(counters, taken);
    free(counting);
}
