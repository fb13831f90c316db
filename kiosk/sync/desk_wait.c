/* The held request: what was published, and what staff ask for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/desk_parts.h"

static void do_command(struct desk *desk, int64_t id, enum desk_command what) {
    bool again = id <= desk->asked[what];
    reporting_done(desk, id);
    if (again)
        return;
    desk->asked[what] = id;
    desk_tell(desk, what == DESK_FETCH ? DESK_OFFERS : DESK_ASKS, "");
    if (what == DESK_PICTURE) {
        desk->picturing.wanted = id;
        desk->picturing.ends_ms = desk->now.steady_ms + 60 * 1000;
        desk->picturing.task.next_ms = desk->now.steady_ms;
        reporting_watch(desk);
    }
}

static bool pins_same(const struct kept_pins *a, const struct kept_pins *b) {
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (strcmp(a->hex[i], b->hex[i]) != 0)
            return false;
    return a->count == b->count;
}

/* Stored before it is used. What cannot be stored is said again by the next session's first answer. */
static bool take_changes(struct desk *desk, const struct desk_told *told, struct fail *fail) {
    struct enrolment next = desk->enrolment;
    if (told->name[0])
        memcpy(next.name, told->name, sizeof next.name);
    if (told->screen[0])
        memcpy(next.screen, told->screen, sizeof next.screen);
    if (told->has_pins)
        next.pins = told->pins;
    bool moved =
        strcmp(next.name, desk->enrolment.name) != 0 || strcmp(next.screen, desk->enrolment.screen) != 0;
    if (!moved && pins_same(&next.pins, &desk->enrolment.pins))
        return true;
    if (!kept_enrolment_write(desk->options.folder, &next, fail) ||
        !desk_believe(desk, next.identity, &next.pins, fail))
        return false;
    desk->enrolment = next;
    if (moved)
        desk_tell(desk, DESK_MOVED, "");
    return true;
}

static void take(struct desk *desk, const struct desk_told *told) {
    struct desk_facts facts = {.generation = ""};
    struct fail fail;
    if (!take_changes(desk, told, &fail)) {
        desk_failed_here(desk, &desk->waiting.task, &fail, CAUSE_MACHINE);
        return;
    }
    bool news = told->since != desk->waiting.since;
    desk->waiting.since = told->since;
    for (size_t i = 0; i < told->command_count; i++)
        do_command(desk, told->commands[i].id, told->commands[i].what);
    desk->options.facts(desk->options.context, &facts);
    if (told->published[0] && strcmp(told->published, facts.generation) != 0) {
        desk_tell(desk, DESK_OFFERS, "");
        reporting_watch(desk);
    }
    desk_ask_on(desk, &desk->waiting.task, news);
}

static void wait_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    struct desk_waiting *waiting = &desk->waiting;
    struct desk_told told;
    struct fail fail;
    desk->now = ports_now(desk->ports);
    waiting->task.asked = false;
    if (result->outcome == FETCH_OK)
        session_proved(desk);
    if (result->outcome == FETCH_OK && result->status == 204) {
        desk_ask_on(desk, &waiting->task, false);
    } else if (result->outcome == FETCH_OK && desk_read_told(result->bytes, result->size, &told)) {
        take(desk, &told);
    } else if (result->outcome == FETCH_OK) {
        fail_set(&fail, "%s: its news cannot be read", desk->address);
        desk_failed_here(desk, &waiting->task, &fail, CAUSE_SERVER);
    } else if (result->status == 401) {
        session_lost(desk);
    } else {
        desk_failed(desk, &waiting->task, result);
    }
    free(result->bytes);
}

void waiting_step(struct desk *desk) {
    struct desk_waiting *waiting = &desk->waiting;
    char path[60];
    if (waiting->task.asked || desk->now.steady_ms < waiting->task.next_ms)
        return;
    const struct fetch_talk talk = {.token = desk->session.token, .held_s = DESK_HOLD_S};
    snprintf(path, sizeof path, "wait?since=%lld", (long long)waiting->since);
    waiting->task.asked = desk_ask(desk, &waiting->task, path, &talk, wait_done);
}
