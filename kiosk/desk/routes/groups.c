/* A group of screens gets another name, or goes. */
#include "desk/data/groups.h"
#include "desk/routes/devices.h"
#include "desk/routes/routes_parts.h"

static const struct problem IN_USE = {
    "group-in-use",
    409,
    {"Gruppen er i brug", "The group is in use"},
    {"Flyt først dens skærme til en anden gruppe, og giv dens folk en anden adgang.",
     "First move its screens to another group, and give its people another access."}};

static void rename_group(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct fail fail = {0};
    int64_t id = 0;
    enum outcome outcome =
        database ? group_find(database, request_parameter(request, "name"), &id, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = group_rename(database, &signed_in(request)->act, id, body_text(request, "name"), &fail);
    if (answer_unless_done(context, request, outcome, &fail, response))
        devices_changed(context);
}

static void remove_group(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct fail fail = {0};
    int64_t id = 0;
    enum outcome outcome =
        database ? group_find(database, request_parameter(request, "name"), &id, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = group_remove(database, &signed_in(request)->act, id, &fail);
    if (outcome == OUTCOME_CONFLICT)
        response_problem(response, request, &IN_USE, NULL);
    else
        (void)!answer_unless_done(context, request, outcome, &fail, response);
}

static const struct field NAME[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = GROUP_NAME_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_PATCH,
     .pattern = API "/groups/{name...}",
     .caller = CALLER_ADMIN,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = NAME,
     .summary = "Another name for a group of screens",
     .handle = rename_group},
    {.method = METHOD_DELETE,
     .pattern = API "/groups/{name...}",
     .caller = CALLER_ADMIN,
     .summary = "A group without screens and people goes",
     .handle = remove_group},
};
ROUTE_GROUP(groups, ROUTES);
