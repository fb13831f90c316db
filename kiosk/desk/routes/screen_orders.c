/* One device: what it is asked to do, the picture that is on it, where it belongs, and that it is none any
 * more. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "desk/data/groups.h"
#include "desk/data/screen_events.h"
#include "desk/data/screens.h"
#include "desk/routes/devices.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_names.h"
#include "enrol/stop_order.h"
#include "publish/sign_client.h"

enum { NUMBER_DIGITS = 18 };

static const struct problem NO_PLACE = {
    "no-place",
    422,
    {"Den skærm eller gruppe findes ikke", "There is no such screen or group"},
    {"Vælg en af sitets skærme, og en gruppe.", "Choose one of the site's screens, and a group."}};
static const struct problem IN_USE = {
    "in-use",
    409,
    {"En besøgende bruger skærmen", "A visitor is using the screen"},
    {"Så længe nogen er ved den, vises intet billede. Prøv igen om lidt.",
     "While somebody is at it, no picture is shown. Try again in a while."}};
static const struct problem NO_PICTURE_YET = {
    "no-picture-yet",
    404,
    {"Der er intet billede af skærmen endnu", "There is no picture of the screen yet"},
    {"Bed om et; det kommer inden for et minut.", "Ask for one; it comes within a minute."}};

static const struct problem NOBODY_SIGNS = {
    "no-signer",
    503,
    {"Skærmen kan ikke stoppes lige nu", "The screen cannot be stopped just now"},
    {"Programmet, der underskriver, svarer ikke, og uden underskrift standser ingen skærm. Intet er ændret. "
     "Prøv "
     "igen, eller afmeld skærmen uden at stoppe den.",
     "The program that signs does not answer, and without a signature no screen stops. Nothing was changed. "
     "Try "
     "again, or revoke the screen without stopping it."}};

void answer_no_place(const struct request *request, struct response *response) {
    response_problem(response, request, &NO_PLACE, NULL);
}

struct found {
    int64_t id, group;
    bool revoked;
    unsigned char key[SCREEN_KEY];
    char name[SCREEN_NAME_MAX + 1];
};

static void see(void *context, const struct screen_row *row) {
    struct found *found = context;
    found->id = row->id;
    found->group = row->group;
    found->revoked = row->revoked_ms != 0;
    memcpy(found->key, row->key, sizeof found->key);
    if (strlen(row->name) < sizeof found->name)
        memcpy(found->name, row->name, strlen(row->name) + 1);
}

/* The device that the address names, if they may do this to it; otherwise the answer says why not. */
static struct database *find(struct desk *desk, const struct request *request, enum action action,
                             struct found *found, struct response *response) {
    struct database *database = desk_connection(desk);
    const char *text = request_parameter(request, "id");
    size_t digits = strspn(text, "0123456789");
    int64_t id = digits > 0 && digits <= NUMBER_DIGITS && !text[digits] ? strtoll(text, NULL, 10) : 0;
    struct fail fail = {0};
    enum outcome outcome = database ? screen_read(database, id, see, found, &fail) : OUTCOME_BUSY;
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return NULL;
    if (rights_allow(&signed_in(request)->rights, action, found->group))
        return database;
    response_problem(response, request, problem_row(PROBLEM_FORBIDDEN), NULL);
    return NULL;
}

struct database *device_named(struct desk *desk, const struct request *request, enum action action,
                              int64_t *id, struct response *response) {
    struct found found = {0};
    struct database *database = find(desk, request, action, &found, response);
    *id = found.id;
    return database;
}

static void tell_device(struct desk *desk, int64_t id) {
    desk_wake(desk, TOPIC_SCREEN + (uint64_t)id);
}

static void order(void *context, const struct request *request, struct response *response) {
    struct found found = {0};
    struct fail fail = {0};
    struct database *database = find(context, request, ACTION_COMMAND, &found, response);
    enum screen_command command;
    int64_t id = 0;
    if (!database || !command_parse(body_text(request, "do"), &command))
        return; /* that it is one of the four was checked with the body */
    enum outcome outcome = command_add(database, &signed_in(request)->act, found.id, command, &id, &fail);
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    tell_device(context, found.id);
    devices_changed(context);
    response_json(response, 202, json_pack("{s:I}", "id", (json_int_t)id));
}

struct use {
    int64_t screen;
    bool in_use;
};
static void see_use(void *context, const struct screen_status *status) {
    struct use *use = context;
    if (status->screen == use->screen)
        use->in_use = (status->flags & DEVICE_IN_USE) != 0;
}

static void show_picture(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct found found = {0};
    struct fail fail = {0};
    struct stat size;
    char at[TIME_TEXT];
    int64_t at_ms = 0;
    struct database *database = find(desk, request, ACTION_SEE, &found, response);
    if (!database)
        return;
    struct use use = {.screen = found.id};
    pthread_mutex_lock(&desk->devices->mutex);
    enum outcome outcome = devices_write(desk, database, &fail);
    pthread_mutex_unlock(&desk->devices->mutex);
    if (outcome == OUTCOME_DONE)
        outcome = screen_status_list(database, see_use, &use, &fail);
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return;
    int fd = use.in_use ? -1 : devices_shot(desk->devices, found.id, &at_ms);
    if (fd < 0 || fstat(fd, &size) != 0) {
        if (fd >= 0)
            close(fd);
        response_problem(response, request, use.in_use ? &IN_USE : &NO_PICTURE_YET, NULL);
        return;
    }
    response->status = 200;
    response->type = "image/png";
    response->cache = CACHE_NEVER;
    response->fd = fd;
    response->from = 0;
    response->length = (uint64_t)size.st_size;
    response_header(response, "X-Taken-At", "%s", time_text(at_ms, at));
}

static bool screen_known(struct desk *desk, struct database *database, const char *screen) {
    pthread_mutex_lock(&desk->devices->mutex);
    bool known = screen_names_look(desk->devices->names, database, NULL) == OUTCOME_DONE &&
                 screen_names_find(desk->devices->names, screen);
    pthread_mutex_unlock(&desk->devices->mutex);
    return known;
}

static void describe(void *context, const struct request *request, struct response *response) {
    struct found found = {0};
    struct fail fail = {0};
    struct database *database = find(context, request, ACTION_ADMINISTER, &found, response);
    if (!database)
        return;
    const char *screen = body_text(request, "screen") ? body_text(request, "screen") : found.name;
    int64_t group = found.group;
    bool places = (!value_member(request->body, "group") || group_wanted(database, request, &group)) &&
                  screen_known(context, database, screen);
    if (!places) {
        answer_no_place(request, response);
        return;
    }
    enum outcome outcome =
        screen_describe(database, &signed_in(request)->act, found.id, screen, group, &fail);
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    tell_device(context, found.id);
    devices_changed(context);
}

/* malloc'd; NULL: nobody signs, which is in the log. */
static char *sign_stop(struct desk *desk, struct database *database, const struct found *found) {
    char site[ENROL_SITE_MAX] = "", order[STOP_ORDER_TEXT], *stop = NULL;
    struct fail fail = {0};
    pthread_mutex_lock(&desk->devices->mutex);
    if (screen_names_look(desk->devices->names, database, &fail) == OUTCOME_DONE)
        memcpy(site, screen_names_site(desk->devices->names), sizeof site);
    pthread_mutex_unlock(&desk->devices->mutex);
    struct sign_client *client =
        desk->settings.sign_socket ? sign_client_open(desk->settings.sign_socket, &fail) : NULL;
    if (client)
        stop = sign_client_stop(client, order, stop_order_write(site, found->key, order), &fail);
    if (!stop)
        desk_log(desk, "telling screen %s to stop: %s", found->name,
                 fail.text[0] ? fail.text : "no kiosk-sign is set (--sign-socket)");
    sign_client_close(client);
    return stop;
}

static void revoke_device(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct found found = {0};
    struct fail fail = {0};
    struct database *database = find(desk, request, ACTION_ADMINISTER, &found, response);
    if (!database)
        return;
    bool stops = value_is(value_member(request->query, "stop"), VALUE_TRUE);
    char *stop = stops ? sign_stop(desk, database, &found) : NULL;
    if (stops && !stop) {
        response_problem(response, request, &NOBODY_SIGNS, NULL);
        response_header(response, "Retry-After", "10");
        return;
    }
    const struct act *act = &signed_in(request)->act;
    enum outcome outcome = stop ? screen_stop(database, act, found.id, stop, &fail)
                                : screen_revoke(database, act, found.id, &fail);
    free(stop);
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return;
    devices_forget(desk->devices, found.id);
    tell_device(desk, found.id);
    devices_changed(desk);
}

static const char *const COMMANDS[] = {"identify", "picture", "restart", "fetch", NULL};
static const struct field COMMAND[] = {
    {.name = "do", .kind = FIELD_CHOICE, .required = true, .choices = COMMANDS},
    {.name = NULL},
};
static const struct field PLACE[] = {
    {.name = "screen", .kind = FIELD_TEXT, .max = SCREEN_NAME_MAX},
    {.name = "group", .kind = FIELD_TEXT, .max = GROUP_NAME_MAX},
    {.name = NULL},
};
static const struct field STOP[] = {
    {.name = "stop",
     .kind = FIELD_BOOL,
     .summary = "It shows nothing more, and then a code; else it keeps what it has"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/screens/{id}/command",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = COMMAND,
     .summary = "Ask a device to do something",
     .handle = order},
    {.method = METHOD_GET,
     .pattern = API "/screens/{id}/picture",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .summary = "The picture that was last on a device, unless a visitor is using it",
     .handle = show_picture},
    {.method = METHOD_PATCH,
     .pattern = API "/screens/{id}",
     .caller = CALLER_ADMIN,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = PLACE,
     .summary = "Which of the site's screens a device shows, and its group",
     .handle = describe},
    {.method = METHOD_DELETE,
     .pattern = API "/screens/{id}",
     .caller = CALLER_ADMIN,
     .proof = true,
     .query = STOP,
     .summary = "A device is none of ours any more",
     .handle = revoke_device},
};
ROUTE_GROUP(screen_orders, ROUTES);
