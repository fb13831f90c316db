#include "desk/routes/device_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "desk/data/screen_events.h"
#include "desk/routes/device_authorize.h"
#include "desk/routes/report_events.h"
#include "desk/routes/routes_parts.h"

enum { DONE_MAX = 16, FRAME_DIGITS = 16, NUMBER_DIGITS = 18, PANEL_MAX = 8192 };

enum outcome device_seen(struct desk *desk, struct database *database, const struct device_claims *claims,
                         struct fail *fail) {
    struct device_memory *memory = devices_remember(desk->devices, claims->screen);
    if (!memory) {
        fail_set(fail, "no room to remember one more screen");
        return OUTCOME_TROUBLE;
    }
    bool before = memory->cloned;
    memory->cloned = clones_note(&memory->watch, claims->boot, devices_now_ms(desk));
    return memory->cloned && !before ? screen_event_add(database, claims->screen, desk_now_ms(desk),
                                                        "two devices use its key", NULL, fail)
                                     : OUTCOME_DONE;
}

/* A text or null, which is "". False: it is something else, or too long. */
static bool take_text(const struct request *request, const char *name, char *out, size_t size) {
    const struct json_value *value = value_member(request->body, name);
    if (value_is(value, VALUE_NULL)) {
        out[0] = '\0';
        return true;
    }
    if (!value_text(value) || strlen(value_text(value)) >= size)
        return false;
    text_put(out, size, value_text(value));
    return true;
}

/* A whole number or null, which stays what it was. */
static bool take_number(const struct request *request, const char *name, int64_t low, int64_t high,
                        int64_t *out) {
    const struct json_value *value = value_member(request->body, name);
    if (value_is(value, VALUE_NULL))
        return true;
    if (!value_is(value, VALUE_WHOLE) || value->whole < low || value->whole > high)
        return false;
    *out = value->whole;
    return true;
}

/* "1.7"; "": 0.0, none. */
static bool take_generation(const char *text, struct screen_status *status) {
    size_t epoch = strspn(text, "0123456789");
    const char *point = text + epoch;
    size_t seq = *point == '.' ? strspn(point + 1, "0123456789") : 0;
    if (!*text)
        return true;
    if (epoch == 0 || epoch > NUMBER_DIGITS || seq == 0 || seq > NUMBER_DIGITS || point[1 + seq])
        return false;
    status->epoch = strtoll(text, NULL, 10);
    status->seq = strtoll(point + 1, NULL, 10);
    return true;
}

/* "1920x1080"; older screens do not say. */
static bool take_panel(const struct request *request, struct device_said *said) {
    const struct json_value *value = value_member(request->body, "panel");
    int width = 0, height = 0;
    char rest;
    if (!value || value_is(value, VALUE_NULL))
        return true;
    if (!value_text(value) || sscanf(value_text(value), "%4dx%4d%c", &width, &height, &rest) != 2 ||
        width < 1 || height < 1 || width > PANEL_MAX || height > PANEL_MAX)
        return false;
    said->panel_width = width;
    said->panel_height = height;
    return true;
}

static bool frame_valid(const char *frame) {
    return !*frame ||
           (strlen(frame) == FRAME_DIGITS && strspn(frame, "0123456789abcdef") == (size_t)FRAME_DIGITS);
}

static const char *const FLAGS[] = {"damaged", "clock-behind", "player-silent", "in-use", NULL};
static const enum device_flag BITS[] = {DEVICE_DAMAGED, DEVICE_CLOCK_BEHIND, DEVICE_PLAYER_SILENT,
                                        DEVICE_IN_USE};

static uint32_t take_flags(const struct request *request, const char *touch) {
    const struct json_value *list = value_member(request->body, "flags");
    uint32_t flags = strcmp(touch, "faulty") == 0 ? DEVICE_TOUCH_FAULTY : 0;
    for (size_t i = 0; i < value_length(list); i++)
        for (size_t j = 0; FLAGS[j]; j++)
            if (strcmp(value_text(value_item(list, i)), FLAGS[j]) == 0)
                flags |= BITS[j];
    return flags;
}

static bool take_status(const struct request *request, struct screen_status *status,
                        struct device_said *said) {
    char generation[STATUS_TEXT_MAX + 1], touch[STATUS_TEXT_MAX + 1];
    int64_t temperature = INT32_MIN;
    status->free_bytes = -1;
    if (!take_text(request, "generation", generation, sizeof generation) ||
        !take_generation(generation, status) ||
        !take_text(request, "rung", status->rung, sizeof status->rung) ||
        !take_text(request, "slide", status->slide, sizeof status->slide) ||
        !take_text(request, "frame", status->frame, sizeof status->frame) || !frame_valid(status->frame) ||
        !take_text(request, "touch", touch, sizeof touch) || !take_panel(request, said) ||
        !take_number(request, "free", 0, INT64_MAX, &status->free_bytes) ||
        !take_number(request, "temperature", -2000, 5000, &temperature))
        return false;
    status->temperature = (int)temperature;
    status->flags = take_flags(request, touch);
    text_put(said->version, sizeof said->version, body_text(request, "version"));
    text_put(said->cause, sizeof said->cause, body_text(request, "cause"));
    text_put(said->error, sizeof said->error, body_text(request, "error"));
    return true;
}

/* What was done twice, or is not known any more, is no trouble of the screen's. */
static enum outcome note_done(struct database *database, const struct request *request, int64_t now_ms,
                              struct fail *fail) {
    const struct json_value *list = value_member(request->body, "done");
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; outcome == OUTCOME_DONE && i < value_length(list); i++) {
        outcome =
            command_done(database, device_asking(request)->id, value_item(list, i)->whole, now_ms, fail);
        if (outcome == OUTCOME_ABSENT)
            outcome = OUTCOME_DONE;
    }
    return outcome;
}

static bool note_events(struct status_batch *batch, const struct device_memory *before,
                        const struct screen_report *now) {
    struct report_event events[REPORT_EVENTS_MAX];
    size_t count = report_events(before, now, events);
    for (size_t i = 0; i < count; i++)
        if (!status_batch_note(batch, before->screen, now->status->received_ms, events[i].what,
                               events[i].detail))
            return false;
    return true;
}

static void remember(struct device_memory *memory, const struct screen_report *now) {
    memory->heard = true;
    memcpy(memory->boot, now->boot, sizeof memory->boot);
    memory->status = *now->status;
    memory->said = *now->said;
}

static enum outcome keep(struct desk *desk, struct database *database, const struct request *request,
                         struct screen_status *status, const struct device_said *said, bool *news,
                         struct fail *fail) {
    const struct device_claims *claims = &device_asking(request)->claims;
    enum outcome outcome = device_seen(desk, database, claims, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct device_memory *memory = devices_remember(desk->devices, claims->screen);
    if (memory->cloned)
        status->flags |= DEVICE_CLONED;
    const struct screen_report now = {claims->boot, status, said};
    if (!note_events(desk->devices->batch, memory, &now) || !status_batch_put(desk->devices->batch, status)) {
        fail_set(fail, "no room for what a screen says");
        return OUTCOME_TROUBLE;
    }
    *news = report_is_news(memory, &now) || value_length(value_member(request->body, "done")) > 0;
    remember(memory, &now);
    return status_batch_due_ms(desk->devices->batch) <= devices_now_ms(desk)
               ? devices_write(desk, database, fail)
               : OUTCOME_DONE;
}

static void report(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct screen_status status = {.screen = device_asking(request)->id, .received_ms = desk_now_ms(desk)};
    struct device_said said = {.version = ""};
    struct fail fail = {0};
    bool news = false;
    if (!take_status(request, &status, &said)) {
        response_problem(response, request, problem_row(PROBLEM_FIELDS), NULL);
        return;
    }
    enum outcome outcome = database ? note_done(database, request, status.received_ms, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE) {
        pthread_mutex_lock(&desk->devices->mutex);
        outcome = keep(desk, database, request, &status, &said, &news, &fail);
        pthread_mutex_unlock(&desk->devices->mutex);
    }
    if (answer_unless_done(desk, request, outcome, &fail, response))
        devices_heard(desk, news);
}

static int open_shot(void *context, const struct request *request, struct response *refusal) {
    struct desk *desk = context;
    const char *type = request_header(request, "Content-Type");
    if (!type || strcmp(type, "image/png") != 0) {
        response_problem(refusal, request, problem_row(PROBLEM_MEDIA_TYPE), NULL);
        return -1;
    }
    int fd = devices_shot_open(desk->devices, device_asking(request)->id, request->exchange);
    if (fd < 0)
        answer_busy(request, 5, refusal);
    return fd;
}

static void take_shot(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    if (!devices_shot_take(desk->devices, device_asking(request)->id, request->exchange, desk_now_ms(desk)))
        response_problem(response, request, problem_row(PROBLEM_FIELDS), NULL);
    else
        devices_changed(desk);
}

static const struct field FLAG = {.name = "flag", .kind = FIELD_CHOICE, .choices = FLAGS};
static const struct field DONE = {.name = "command", .kind = FIELD_WHOLE, .low = 1, .high = INT64_MAX};
static const struct field STATUS[] = {
    {.name = "version", .kind = FIELD_TEXT, .required = true, .max = DEVICE_VERSION_MAX},
    {.name = "boot", .kind = FIELD_TEXT, .required = true, .max = 2 * ENROL_BOOT},
    {.name = "generation", .kind = FIELD_ANY, .required = true, .summary = "\"1.7\", or null"},
    {.name = "rung", .kind = FIELD_ANY, .required = true, .summary = "A text, or null"},
    {.name = "slide", .kind = FIELD_ANY, .required = true, .summary = "A text, or null"},
    {.name = "frame", .kind = FIELD_ANY, .required = true, .summary = "16 digits, or null"},
    {.name = "panel", .kind = FIELD_ANY, .summary = "\"1920x1080\", or null"},
    {.name = "free", .kind = FIELD_ANY, .required = true, .summary = "Bytes, or null"},
    {.name = "temperature", .kind = FIELD_ANY, .required = true, .summary = "Tenths of a degree, or null"},
    {.name = "touch", .kind = FIELD_ANY, .required = true, .summary = "none, ok or faulty, or null"},
    {.name = "flags", .kind = FIELD_LIST, .required = true, .max = LENGTH(BITS), .of = &FLAG},
    {.name = "cause", .kind = FIELD_TEXT, .required = true, .max = DEVICE_CAUSE_MAX},
    {.name = "error", .kind = FIELD_TEXT, .required = true, .max = 2000},
    {.name = "done", .kind = FIELD_LIST, .required = true, .max = DONE_MAX, .of = &DONE},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/device/status",
     .machine = true,
     .caller = CALLER_DEVICE,
     .body = BODY_JSON,
     .body_max = 8192,
     .fields = STATUS,
     .summary = "What a screen says of itself",
     .handle = report},
    {.method = METHOD_PUT,
     .pattern = API "/device/shot",
     .machine = true,
     .caller = CALLER_DEVICE,
     .body = BODY_UPLOAD,
     .body_max = DEVICE_SHOT_MAX,
     .summary = "The picture that is on a screen, as PNG",
     .open = open_shot,
     .handle = take_shot},
};
ROUTE_GROUP(device_report, ROUTES);
