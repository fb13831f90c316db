#include "player/attempt.h"

#include <stdio.h>
#include <stdlib.h>

#include "player/deadline.h"

static void arm(const struct attempt *attempt) {
    const struct start *start = starts_of(&attempt->starts, attempt->id);
    if (!attempt->deadline || !start)
        return;
    struct starts late = attempt->starts;
    starts_late(&late, attempt->id);
    char text[STARTS_TEXT_MAX], line[200], *path = starts_path(attempt->runtime_folder);
    starts_format(&late, text);
    snprintf(line, sizeof line,
             "generation %u.%llu showed nothing within %d s: the next start goes without it for a while",
             start->id.epoch, (unsigned long long)start->id.seq, start_deadline_s(start));
    deadline_arm(attempt->deadline, start_deadline_s(start), attempt->running, path, text, line);
    free(path);
}

void attempt_begin(struct attempt *attempt, struct generation_id id, int64_t now_s) {
    if (attempt->under_way) /* played well until another one took over */
        starts_take_back(&attempt->starts, attempt->id);
    attempt->id = id;
    attempt->under_way = true;
    attempt->presented = attempt->paused = false;
    attempt->began_s = now_s;
    starts_begin(&attempt->starts, id, now_s);
    starts_write(&attempt->starts, attempt->runtime_folder);
    arm(attempt);
}

void attempt_drop(struct attempt *attempt) {
    deadline_disarm(attempt->deadline);
    if (!attempt->under_way)
        return;
    attempt->under_way = false;
    starts_take_back(&attempt->starts, attempt->id);
    starts_write(&attempt->starts, attempt->runtime_folder);
}

void attempt_pause(struct attempt *attempt) {
    if (attempt->presented || !attempt->under_way)
        return;
    attempt_drop(attempt);
    attempt->paused = true;
}

void attempt_resume(struct attempt *attempt, int64_t now_s) {
    if (attempt->paused)
        attempt_begin(attempt, attempt->id, now_s);
}

void attempt_presented(struct attempt *attempt) {
    attempt->running = true;
    if (attempt->presented)
        return;
    attempt->presented = true;
    deadline_disarm(attempt->deadline);
}

void attempt_survived(struct attempt *attempt) {
    if (!attempt->under_way || !attempt->presented)
        return;
    attempt->under_way = false;
    starts_survived(&attempt->starts, attempt->id);
    starts_write(&attempt->starts, attempt->runtime_folder);
}

void attempt_ended(struct attempt *attempt, int64_t now_s) {
    const struct start *start = starts_of(&attempt->starts, attempt->id);
    deadline_disarm(attempt->deadline);
    if (attempt->running)
        starts_forgive(&attempt->starts);
    else if (attempt->under_way && start && now_s - attempt->began_s > start_deadline_s(start))
        starts_late(&attempt->starts, attempt->id);
    else if (attempt->under_way)
        starts_take_back(&attempt->starts, attempt->id);
    attempt->under_way = false;
    starts_write(&attempt->starts, attempt->runtime_folder);
}
