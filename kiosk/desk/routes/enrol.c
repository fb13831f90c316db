/* Staff let a screen in: they type the code that it shows, look whether it is the one before them, and say
 * which screen of the site it is. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/data/groups.h"
#include "desk/data/screens.h"
#include "desk/routes/device_self.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_names.h"

enum { CODE_BYTES_MAX = 40, ID_TEXT = 24 };

static const struct problem NO_CODE = {"no-code",
                                       422,
                                       {"Det er ikke en kode", "That is no code"},
                                       {"En kode har otte tegn, som K7MF-3QPX. Der er intet U i den.",
                                        "A code has eight characters, as K7MF-3QPX. There is no U in it."}};
static const struct problem UNKNOWN = {
    "unknown-code",
    404,
    {"Ingen skærm viser den kode til os", "No screen shows us that code"},
    {"Læs den igen: den skifter hvert kvarter. Bliver den ved med at være ukendt, sidder noget mellem "
     "skærmen "
     "og os: luk den ikke ind, og sig det til IT.",
     "Read it again: it changes every quarter of an hour. If it stays unknown, something sits between the "
     "screen and us: do not let it in, and tell IT."}};
static const struct problem TWICE = {
    "code-twice",
    409,
    {"To skærme viser den samme kode", "Two screens show the same code"},
    {"Begge er afvist og viser snart en ny.", "Both are refused and soon show another one."}};
static const struct problem OVER = {
    "start-over",
    409,
    {"Skærmen venter ikke mere", "The screen waits no more"},
    {"Den viser snart en ny kode: indtast den.", "It soon shows another code: type that."}};

/* With the lock held. True: `seen`; otherwise the answer says why not. */
static bool find(struct desk *desk, const struct request *request, const char *code, struct start_seen *seen,
                 struct response *response) {
    static const struct problem *const PROBLEMS[] = {
        [FIND_NO_CODE] = &NO_CODE, [FIND_UNKNOWN] = &UNKNOWN, [FIND_TWICE] = &TWICE};
    int wait_s = 1;
    enum find_verdict verdict = starts_find(desk->devices->starts, signed_in(request)->user.id, code,
                                            devices_now_ms(desk), seen, &wait_s);
    if (verdict == FIND_FOUND)
        return true;
    if (verdict == FIND_TOO_OFTEN) {
        response_problem(response, request, problem_row(PROBLEM_TOO_OFTEN), NULL);
        response_header(response, "Retry-After", "%d", wait_s);
    } else {
        response_problem(response, request, PROBLEMS[verdict], NULL);
    }
    return false;
}

static void type_code(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct enrol_code code;
    struct start_seen seen;
    const char *typed = body_text(request, "code");
    pthread_mutex_lock(&desk->devices->mutex);
    bool found = find(desk, request, typed, &seen, response);
    pthread_mutex_unlock(&desk->devices->mutex);
    if (found && enrol_code_read(typed, &code)) /* what was found is one */
        response_json(response, 200,
                      json_pack("{s:s, s:s, s:s, s:s, s:s, s:i}", "id", code.text, "model", seen.model,
                                "panel", seen.panel, "version", seen.version, "address", seen.address, "age",
                                seen.age_s));
}

struct place {
    const char *screen, *name; /* of the site's screen; what people call it */
    int64_t group, replaces;   /* 0: none */
};

/* It is a screen with all that belongs to it, or it is none. */
static enum outcome enter(struct database *database, const struct act *act, const struct start_seen *seen,
                          const struct place *place, int64_t *id, struct fail *fail) {
    if (place->replaces == 0)
        return screen_enrol(database, act, seen->key, place->screen, place->group, id, fail);
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = screen_replace(database, act, place->replaces, seen->key, fail);
    if (outcome == OUTCOME_DONE)
        outcome = screen_describe(database, act, place->replaces, place->screen, place->group, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *id = place->replaces;
    return outcome;
}

/* Nothing of it is kept when the screen cannot be told: it would believe in vain. */
static enum outcome let_in(struct desk *desk, struct database *database, const struct act *act,
                           const struct start_seen *seen, const struct place *place, int64_t *id,
                           struct fail *fail) {
    char number[ID_TEXT], *text = NULL;
    enum outcome outcome = enter(database, act, seen, place, id, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    snprintf(number, sizeof number, "%" PRId64, *id);
    json_t *answer =
        json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", number, "name", place->name, "screen", place->screen,
                  "channel", desk->settings.channel, "pins", device_self_pins(desk));
    text = answer ? json_dumps(answer, JSON_COMPACT) : NULL;
    bool told = text && starts_confirm(desk->devices->starts, seen->ticket, text, devices_now_ms(desk));
    free(text);
    json_decref(answer);
    if (told)
        return OUTCOME_DONE;
    outcome = screen_revoke(database, act, *id, fail);
    return outcome == OUTCOME_DONE ? OUTCOME_ABSENT : outcome;
}

/* With the lock held. */
static bool find_place(struct desk *desk, const struct request *request, struct database *database,
                       struct place *place, struct response *response) {
    const struct json_value *replaces = value_member(request->body, "replaces");
    struct fail fail = {0};
    place->screen = body_text(request, "screen");
    place->replaces = replaces ? replaces->whole : 0;
    enum outcome outcome = screen_names_look(desk->devices->names, database, &fail);
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return false;
    place->name = screen_names_find(desk->devices->names, place->screen);
    if (place->name && group_wanted(database, request, &place->group) && place->group != GROUP_ALL)
        return true;
    answer_no_place(request, response);
    return false;
}

static void confirm_with(struct desk *desk, const struct request *request, struct database *database,
                         struct response *response) {
    struct start_seen seen;
    struct place place = {.screen = NULL};
    struct fail fail = {0};
    int64_t id = 0;
    if (!find(desk, request, request_parameter(request, "code"), &seen, response) ||
        !find_place(desk, request, database, &place, response))
        return;
    enum outcome outcome = let_in(desk, database, &signed_in(request)->act, &seen, &place, &id, &fail);
    if (outcome == OUTCOME_ABSENT && id != 0) {
        response_problem(response, request, &OVER, NULL);
    } else if (answer_unless_done(desk, request, outcome, &fail, response)) {
        response_json(response, 200, json_pack("{s:I}", "id", (json_int_t)id));
    }
}

static void confirm(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    const struct json_value *replaces = value_member(request->body, "replaces");
    if (!database) {
        answer_busy(request, 1, response);
        return;
    }
    pthread_mutex_lock(&desk->devices->mutex);
    confirm_with(desk, request, database, response);
    pthread_mutex_unlock(&desk->devices->mutex);
    if (response->status != 200)
        return;
    if (replaces) {
        devices_forget(desk->devices, replaces->whole);
        desk_wake(desk, TOPIC_SCREEN + (uint64_t)replaces->whole);
    }
    desk_wake(desk, TOPIC_ENROL);
    devices_changed(desk);
}

static const struct field CODE[] = {
    {.name = "code", .kind = FIELD_TEXT, .required = true, .max = CODE_BYTES_MAX},
    {.name = NULL},
};
static const struct field PLACE[] = {
    {.name = "screen",
     .kind = FIELD_TEXT,
     .required = true,
     .max = SCREEN_NAME_MAX,
     .summary = "Which of the site's screens it shows"},
    {.name = "group", .kind = FIELD_TEXT, .required = true, .max = GROUP_NAME_MAX},
    {.name = "replaces",
     .kind = FIELD_WHOLE,
     .low = 1,
     .high = INT64_MAX,
     .summary = "The device whose place it takes"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/enrol",
     .caller = CALLER_ADMIN,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = CODE,
     .summary = "Which device shows this code",
     .handle = type_code},
    {.method = METHOD_POST,
     .pattern = API "/enrol/{code}/confirm",
     .caller = CALLER_ADMIN,
     .proof = true,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = PLACE,
     .summary = "Let the device that shows this code in",
     .handle = confirm},
};
ROUTE_GROUP(enrol, ROUTES);
