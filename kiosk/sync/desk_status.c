/* What the screen says of itself: every five minutes, and at once when something was done or another
 * generation is on; and the picture that is on, when staff want to see it. */
#include <stdlib.h>
#include <string.h>

#include "core/base/retry.h"
#include "sync/desk_parts.h"

enum { WATCH_MS = 500, WATCH_FOR_MS = 60 * 1000, BETWEEN_MS = 1000 };

/* Once more, soon, but not in a loop. */
static void soon(struct desk *desk) {
    struct desk_task *task = &desk->reporting.task;
    int64_t at_ms = task->asked_ms + BETWEEN_MS;
    at_ms = at_ms > desk->now.steady_ms ? at_ms : desk->now.steady_ms;
    if (task->failures == 0 && at_ms < task->next_ms)
        task->next_ms = at_ms;
}

void reporting_done(struct desk *desk, int64_t command) {
    struct desk_done *done = &desk->reporting.done;
    for (size_t i = 0; i < done->count; i++)
        if (done->ids[i] == command)
            return;
    if (done->count < DESK_COMMANDS_MAX)
        done->ids[done->count++] = command;
    soon(desk);
}

void reporting_watch(struct desk *desk) {
    desk->reporting.watch_ms = desk->now.steady_ms + WATCH_MS;
    desk->reporting.watch_ends_ms = desk->now.steady_ms + WATCH_FOR_MS;
}

static void status_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    struct desk_reporting *reporting = &desk->reporting;
    struct desk_done *done = &reporting->done;
    desk->now = ports_now(desk->ports);
    reporting->task.asked = false;
    if (result->outcome == FETCH_OK) {
        session_proved(desk);
        done->count -= reporting->saying;
        memmove(done->ids, done->ids + reporting->saying, done->count * sizeof done->ids[0]);
        desk_went_well(desk, &reporting->task);
        reporting->task.next_ms =
            desk->now.steady_ms + retry_poll_ms(DESK_STATUS_MS, ports_fraction(desk->ports));
        if (done->count > 0)
            soon(desk);
    } else if (result->status == 401) {
        session_lost(desk);
    } else {
        desk_failed(desk, &reporting->task, result);
    }
    reporting->saying = 0;
    free(result->bytes);
}

static void send(struct desk *desk, const struct desk_facts *facts) {
    struct desk_reporting *reporting = &desk->reporting;
    struct fail fail;
    char *text = desk_write_status(facts, desk->boot, &reporting->done);
    const struct fetch_talk talk = {.method = "POST",
                                    .type = "application/json",
                                    .body = text,
                                    .size = text ? strlen(text) : 0,
                                    .token = desk->session.token};
    if (!text) {
        fail_set(&fail, "out of memory");
        desk_failed_here(desk, &reporting->task, &fail, CAUSE_MACHINE);
        return;
    }
    reporting->task.asked = desk_ask(desk, &reporting->task, "status", &talk, status_done);
    reporting->saying = reporting->task.asked ? reporting->done.count : 0;
    memcpy(reporting->said, facts->generation, sizeof reporting->said);
    free(text);
}

/* What is awaited: another generation on the screen. */
static void watch(struct desk *desk, const struct desk_facts *facts) {
    struct desk_reporting *reporting = &desk->reporting;
    if (strcmp(facts->generation, reporting->said) != 0)
        soon(desk);
    bool over = desk->now.steady_ms >= reporting->watch_ends_ms;
    reporting->watch_ms = over ? 0 : desk->now.steady_ms + WATCH_MS;
}

void reporting_step(struct desk *desk) {
    struct desk_reporting *reporting = &desk->reporting;
    struct desk_facts facts = {.generation = ""};
    bool looks = reporting->watch_ms && desk->now.steady_ms >= reporting->watch_ms;
    if (reporting->task.asked || (!looks && desk->now.steady_ms < reporting->task.next_ms))
        return;
    desk->options.facts(desk->options.context, &facts);
    if (looks)
        watch(desk, &facts);
    if (desk->now.steady_ms >= reporting->task.next_ms)
        send(desk, &facts);
}

int64_t reporting_next_ms(const struct desk *desk) {
    const struct desk_reporting *reporting = &desk->reporting;
    int64_t next = reporting->task.asked ? INT64_MAX : reporting->task.next_ms;
    return reporting->watch_ms && reporting->watch_ms < next ? reporting->watch_ms : next;
}

static void picture_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    desk->now = ports_now(desk->ports);
    desk->picturing.task.asked = false;
    desk->picturing.wanted = 0; /* a picture that does not arrive is asked for anew by who wants it */
    if (result->outcome == FETCH_OK)
        desk_went_well(desk, &desk->picturing.task);
    else if (result->status == 401)
        session_lost(desk);
    else
        desk_failed(desk, &desk->picturing.task, result);
    free(result->bytes);
}

static void send_picture(struct desk *desk) {
    char *bytes = NULL;
    size_t size = 0;
    if (!desk->options.picture(desk->options.context, &bytes, &size)) {
        desk->picturing.wanted = 0;
        return;
    }
    const struct fetch_talk talk = {
        .method = "PUT", .type = "image/png", .body = bytes, .size = size, .token = desk->session.token};
    desk->picturing.task.asked = desk_ask(desk, &desk->picturing.task, "shot", &talk, picture_done);
    free(bytes);
}

void picturing_step(struct desk *desk) {
    struct desk_picturing *picturing = &desk->picturing;
    struct desk_facts facts = {.generation = ""};
    if (!picturing->wanted || picturing->task.asked || desk->now.steady_ms < picturing->task.next_ms)
        return;
    desk->options.facts(desk->options.context, &facts);
    picturing->task.next_ms = desk->now.steady_ms + WATCH_MS;
    if (facts.picture == picturing->wanted)
        send_picture(desk);
    else if (desk->now.steady_ms >= picturing->ends_ms)
        picturing->wanted = 0; /* the player is busy with a visitor, or away */
}
