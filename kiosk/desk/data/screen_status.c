#include "desk/data/screen_status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/database_parts.h"
#include "desk/data/screens.h"

struct noted {
    int64_t screen, at_ms;
    char *what, *detail; /* one allocation */
};
struct status_batch {
    struct screen_status *list;
    size_t count, room;
    struct noted *events;
    size_t event_count, event_room;
    int64_t written_ms; /* monotonic; tried, at least */
};

struct status_batch *status_batch_create(void) {
    struct status_batch *batch = calloc(1, sizeof *batch);
    if (batch)
        batch->written_ms = INT64_MIN / 2;
    return batch;
}

static void forget_events(struct status_batch *batch) {
    for (size_t i = 0; i < batch->event_count; i++)
        free(batch->events[i].what);
    batch->event_count = 0;
}

void status_batch_destroy(struct status_batch *batch) {
    if (!batch)
        return;
    forget_events(batch);
    free(batch->events);
    free(batch->list);
    free(batch);
}

static struct screen_status *place_of(struct status_batch *batch, int64_t screen) {
    for (size_t i = 0; i < batch->count; i++)
        if (batch->list[i].screen == screen)
            return &batch->list[i];
    if (batch->count == SCREENS_MAX)
        return NULL;
    if (batch->count == batch->room) {
        size_t room = batch->room ? 2 * batch->room : 16;
        struct screen_status *list = realloc(batch->list, room * sizeof *list);
        if (!list)
            return NULL;
        batch->list = list;
        batch->room = room;
    }
    return &batch->list[batch->count++];
}

bool status_batch_put(struct status_batch *batch, const struct screen_status *status) {
    struct screen_status *place = place_of(batch, status->screen);
    if (!place)
        return false;
    *place = *status;
    utf8_clean(place->rung);
    utf8_clean(place->slide);
    utf8_clean(place->frame);
    return true;
}

static bool room_for_event(struct status_batch *batch) {
    if (batch->event_count < batch->event_room)
        return true;
    size_t room = batch->event_room ? 2 * batch->event_room : 16;
    struct noted *events =
        batch->event_count < STATUS_EVENTS_MAX ? realloc(batch->events, room * sizeof *events) : NULL;
    if (!events)
        return false;
    batch->events = events;
    batch->event_room = room;
    return true;
}

bool status_batch_note(struct status_batch *batch, int64_t screen, int64_t at_ms, const char *what,
                       const char *detail) {
    size_t length = strlen(what) + 1;
    char *texts = room_for_event(batch) ? malloc(length + strlen(detail) + 1) : NULL;
    if (!texts)
        return false;
    memcpy(texts, what, length);
    strcpy(texts + length, detail);
    batch->events[batch->event_count++] = (struct noted){screen, at_ms, texts, texts + length};
    return true;
}

int64_t status_batch_due_ms(const struct status_batch *batch) {
    return batch->count || batch->event_count ? batch->written_ms + STATUS_EVERY_MS : INT64_MAX;
}

static enum outcome write_one(struct database *database, const struct screen_status *status,
                              struct fail *fail) {
    struct statement put = STATEMENT(
        database,
        "INSERT INTO screen_status (screen, received_ms, epoch, seq, rung, slide, frame, free_bytes, "
        "temperature, "
        "flags) SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM screen WHERE id = ?1 ON CONFLICT "
        "(screen) "
        "DO UPDATE SET received_ms = excluded.received_ms, epoch = excluded.epoch, seq = excluded.seq, rung "
        "= "
        "excluded.rung, slide = excluded.slide, frame = excluded.frame, free_bytes = excluded.free_bytes, "
        "temperature = excluded.temperature, flags = excluded.flags");
    statement_int(&put, status->screen);
    statement_int(&put, status->received_ms);
    statement_int(&put, status->epoch);
    statement_int(&put, status->seq);
    statement_text(&put, status->rung);
    statement_text(&put, status->slide);
    statement_text(&put, status->frame);
    statement_int(&put, status->free_bytes);
    statement_int(&put, status->temperature);
    statement_int(&put, status->flags);
    return statement_run(&put, fail);
}

/* Of a screen that is not there any more it is nobody's. */
static enum outcome write_event(struct database *database, const struct noted *event, struct fail *fail) {
    enum outcome outcome =
        screen_event_add(database, event->screen, event->at_ms, event->what, event->detail, fail);
    return outcome == OUTCOME_CONFLICT ? OUTCOME_DONE : outcome;
}

enum outcome status_batch_write(struct status_batch *batch, struct database *database, int64_t mono_ms,
                                struct fail *fail) {
    batch->written_ms = mono_ms;
    if (batch->count == 0 && batch->event_count == 0)
        return OUTCOME_DONE;
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    for (size_t i = 0; outcome == OUTCOME_DONE && i < batch->count; i++)
        outcome = write_one(database, &batch->list[i], fail);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < batch->event_count; i++)
        outcome = write_event(database, &batch->events[i], fail);
    outcome = database_end(database, outcome, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    batch->count = 0;
    forget_events(batch);
    return OUTCOME_DONE;
}

enum outcome screen_status_list(struct database *database,
                                void (*see)(void *context, const struct screen_status *status), void *context,
                                struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT screen, received_ms, epoch, seq, rung, slide, frame, free_bytes, "
                            "temperature, flags FROM screen_status ORDER BY screen");
    while (statement_row(&ask)) {
        struct screen_status status = {.screen = column_int(&ask, 0),
                                       .received_ms = column_int(&ask, 1),
                                       .epoch = column_int(&ask, 2),
                                       .seq = column_int(&ask, 3),
                                       .free_bytes = column_int(&ask, 7),
                                       .temperature = (int)column_int(&ask, 8),
                                       .flags = (uint32_t)column_int(&ask, 9)};
        snprintf(status.rung, sizeof status.rung, "%s", column_text(&ask, 4));
        snprintf(status.slide, sizeof status.slide, "%s", column_text(&ask, 5));
        snprintf(status.frame, sizeof status.frame, "%s", column_text(&ask, 6));
        see(context, &status);
    }
    return statement_end(&ask, fail);
}
