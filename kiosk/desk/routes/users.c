/* People and groups of screens: for administrators. */
#include <stdio.h>
#include <string.h>

#include "desk/data/credentials.h"
#include "desk/data/groups.h"
#include "desk/routes/routes_parts.h"

static const struct problem LAST_ADMIN = {
    "last-admin",
    409,
    {"Den sidste administrator skal blive", "The last administrator has to stay"},
    {"Gør først en anden til administrator.", "Make somebody else an administrator first."}};
static const struct problem NO_GROUP = {
    "no-group",
    422,
    {"Den gruppe findes ikke", "There is no such group"},
    {"Vælg en gruppe af skærme, eller alle.", "Choose a group of screens, or all."}};

struct group_name {
    int64_t id;
    const char *wanted;            /* looked for by name */
    char name[GROUP_NAME_MAX + 1]; /* looked for by id */
};

static void see_group(void *context, const struct group *group) {
    struct group_name *found = context;
    if (found->wanted && strcmp(found->wanted, group->name) == 0)
        found->id = group->id;
    if (!found->wanted && found->id == group->id)
        memcpy(found->name, group->name, strlen(group->name) + 1);
}

json_t *json_of_rights(struct database *database, const struct rights *rights) {
    json_t *list = json_array();
    for (size_t i = 0; list && i < rights->count; i++) {
        struct group_name group = {.id = rights->list[i].group};
        if (group.id != GROUP_ALL && group_list(database, see_group, &group, NULL) != OUTCOME_DONE)
            group.name[0] = '\0';
        json_t *row = json_pack("{s:s, s:s?}", "role", role_name(rights->list[i].role), "group",
                                group.id == GROUP_ALL ? NULL : group.name);
        if (json_array_append_new(list, row) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

bool group_wanted(struct database *database, const struct request *request, int64_t *group) {
    const struct json_value *value = value_member(request->body, "group");
    const char *name = value_text(value);
    struct group_name found = {.wanted = name};
    if (!name) {
        *group = GROUP_ALL;
        return !value || value_is(value, VALUE_NULL);
    }
    if (group_list(database, see_group, &found, NULL) != OUTCOME_DONE || found.id == 0)
        return false;
    *group = found.id;
    return true;
}

static void list_user(void *context, const struct user *user) {
    struct answer_listing *listing = context;
    struct rights rights;
    json_t *roles = NULL;
    if (!user->login[0]) /* removed */
        return;
    if (user_rights(listing->database, user->id, &rights, NULL) == OUTCOME_DONE)
        roles = json_of_rights(listing->database, &rights);
    json_t *row = json_pack("{s:s, s:s, s:s, s:b, s:b, s:o}", "login", user->login, "name", user->name,
                            "locale", user->locale, "disabled", user->disabled, "must_change_password",
                            user->must_change, "roles", roles);
    listing->failed |= json_array_append_new(listing->list, row) != 0;
}

static void list_users(void *context, const struct request *request, struct response *response) {
    struct fail fail = {0};
    struct answer_listing listing = {.database = desk_connection(context), .list = json_array()};
    enum outcome outcome =
        listing.database ? user_list(listing.database, list_user, &listing, &fail) : OUTCOME_BUSY;
    answer_listing(context, request, outcome, &fail, &listing, response);
}

static void list_group(void *context, const struct group *group) {
    struct answer_listing *listing = context;
    listing->failed |= json_array_append_new(listing->list, json_pack("{s:s}", "name", group->name)) != 0;
}

static void list_groups(void *context, const struct request *request, struct response *response) {
    struct fail fail = {0};
    struct answer_listing listing = {.database = desk_connection(context), .list = json_array()};
    enum outcome outcome =
        listing.database ? group_list(listing.database, list_group, &listing, &fail) : OUTCOME_BUSY;
    answer_listing(context, request, outcome, &fail, &listing, response);
}

static void add_group(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct fail fail = {0};
    int64_t id = 0;
    enum outcome outcome =
        database ? group_add(database, &signed_in(request)->act, body_text(request, "name"), &id, &fail)
                 : OUTCOME_BUSY;
    if (answer_unless_done(context, request, outcome, &fail, response))
        response_json(response, 201, json_pack("{s:s}", "name", body_text(request, "name")));
}

/* Where a password is chosen, for an admin to hand over; `more` is taken over, and may be NULL. */
static void answer_link(const struct request *request, int status, const char *token, json_t *more,
                        struct response *response) {
    char until[TIME_TEXT], link[sizeof PASSWORD_PAGE "?code=" + RESET_TEXT];
    snprintf(link, sizeof link, PASSWORD_PAGE "?code=%s", token);
    json_t *answer = json_pack("{s:s, s:s}", "link", link, "until",
                               time_text(signed_in(request)->act.now_ms + RESET_MS, until));
    if (answer && more && json_object_update(answer, more) != 0) {
        json_decref(answer);
        answer = NULL;
    }
    json_decref(more);
    explicit_bzero(link, sizeof link);
    response_json(response, status, answer);
}

/* Somebody without a role or a way in is of no use: all of it or nothing. */
static enum outcome add_whole(struct desk *desk, const struct request *request, int64_t group,
                              char token[RESET_TEXT], struct fail *fail) {
    const struct act *act = &signed_in(request)->act;
    struct database *database = desk_connection(desk);
    enum role role = ROLE_NONE;
    int64_t id = 0;
    enum outcome outcome = database && role_parse(body_text(request, "role"), &role)
                               ? database_begin(database, fail)
                               : OUTCOME_BUSY;
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome =
        user_add(database, act, body_text(request, "login"), body_text(request, "name"), "da", &id, fail);
    if (outcome == OUTCOME_DONE)
        outcome = user_set_role(database, act, id, group, role, fail);
    if (outcome == OUTCOME_DONE)
        outcome = reset_start(database, act, id, token, fail);
    return database_end(database, outcome, fail);
}

static void add_user(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    char token[RESET_TEXT] = "";
    struct fail fail = {0};
    int64_t group = GROUP_ALL;
    if (database && !group_wanted(database, request, &group)) {
        response_problem(response, request, &NO_GROUP, NULL);
        return;
    }
    enum outcome outcome = database ? add_whole(context, request, group, token, &fail) : OUTCOME_BUSY;
    if (answer_unless_done(context, request, outcome, &fail, response))
        answer_link(request, 201, token, json_pack("{s:s}", "login", body_text(request, "login")), response);
    explicit_bzero(token, sizeof token);
}

/* What they should have from now on, in place of all they had. */
static struct right right_wanted(const struct request *request, const struct rights *rights, int64_t group) {
    struct right right = rights->count > 0 ? rights->list[0] : (struct right){GROUP_ALL, ROLE_VIEWER};
    const char *role = body_text(request, "role");
    if (role && !role_parse(role, &right.role))
        right.role = ROLE_VIEWER;
    if (value_member(request->body, "group"))
        right.group = group;
    if (right.role == ROLE_ADMIN)
        right.group = GROUP_ALL;
    return right;
}

static enum outcome change_rights(struct database *database, const struct request *request, int64_t user,
                                  int64_t group, struct fail *fail) {
    const struct act *act = &signed_in(request)->act;
    struct rights rights;
    enum outcome outcome = user_rights(database, user, &rights, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct right right = right_wanted(request, &rights, group);
    outcome = user_set_role(database, act, user, right.group, right.role, fail);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < rights.count; i++)
        if (rights.list[i].group != right.group)
            outcome = user_set_role(database, act, user, rights.list[i].group, ROLE_NONE, fail);
    return outcome;
}

static enum outcome change_whole(struct database *database, const struct request *request, int64_t group,
                                 struct fail *fail) {
    const struct act *act = &signed_in(request)->act;
    const struct json_value *disabled = value_member(request->body, "disabled");
    const char *name = body_text(request, "name");
    struct user user;
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = user_find(database, request_parameter(request, "login"), &user, fail);
    if (outcome == OUTCOME_DONE && name)
        outcome = user_describe(database, act, user.id, name, user.locale, fail);
    if (outcome == OUTCOME_DONE &&
        (value_member(request->body, "role") || value_member(request->body, "group")))
        outcome = change_rights(database, request, user.id, group, fail);
    if (outcome == OUTCOME_DONE && disabled)
        outcome = user_disable(database, act, user.id, value_is(disabled, VALUE_TRUE), fail);
    return database_end(database, outcome, fail);
}

static void change_user(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct fail fail = {0};
    int64_t group = GROUP_ALL;
    if (database && !group_wanted(database, request, &group)) {
        response_problem(response, request, &NO_GROUP, NULL);
        return;
    }
    enum outcome outcome = database ? change_whole(database, request, group, &fail) : OUTCOME_BUSY;
    /* what the table of fields lets through is refused for one reason alone */
    if (outcome == OUTCOME_REFUSED)
        response_problem(response, request, &LAST_ADMIN, NULL);
    else
        (void)!answer_unless_done(context, request, outcome, &fail, response);
}

static void reset_user(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    char token[RESET_TEXT] = "";
    struct user user;
    struct fail fail = {0};
    enum outcome outcome =
        database ? user_find(database, request_parameter(request, "login"), &user, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = reset_start(database, &signed_in(request)->act, user.id, token, &fail);
    if (answer_unless_done(context, request, outcome, &fail, response))
        answer_link(request, 200, token, NULL, response);
    explicit_bzero(token, sizeof token);
}

static const char *const ROLES[] = {"viewer", "editor", "publisher", "admin", NULL};
static const struct field ADD[] = {
    {.name = "login", .kind = FIELD_TEXT, .required = true, .max = USER_LOGIN_MAX},
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = USER_NAME_MAX},
    {.name = "role", .kind = FIELD_CHOICE, .required = true, .choices = ROLES},
    {.name = "group", .kind = FIELD_ANY, .summary = "Name of a group of screens; null: all screens"},
    {.name = NULL},
};
static const struct field CHANGE[] = {
    {.name = "name", .kind = FIELD_TEXT, .max = USER_NAME_MAX},
    {.name = "role", .kind = FIELD_CHOICE, .choices = ROLES},
    {.name = "group", .kind = FIELD_ANY, .summary = "Name of a group of screens; null: all screens"},
    {.name = "disabled", .kind = FIELD_BOOL},
    {.name = NULL},
};
static const struct field GROUP[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = GROUP_NAME_MAX},
    {.name = NULL},
};
static const struct field NOTHING[] = {{.name = NULL}};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/users",
     .caller = CALLER_ADMIN,
     .summary = "Who may use the desk",
     .handle = list_users},
    {.method = METHOD_POST,
     .pattern = API "/users",
     .caller = CALLER_ADMIN,
     .proof = true,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = ADD,
     .summary = "Somebody new; the answer has the link by which they choose a password",
     .handle = add_user},
    {.method = METHOD_PATCH,
     .pattern = API "/users/{login}",
     .caller = CALLER_ADMIN,
     .proof = true,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = CHANGE,
     .summary = "Change somebody's name or role, or keep them out",
     .handle = change_user},
    {.method = METHOD_POST,
     .pattern = API "/users/{login}/reset",
     .caller = CALLER_ADMIN,
     .proof = true,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = NOTHING,
     .summary = "A link, for an hour and one use, by which they choose another password; their sessions end",
     .handle = reset_user},
    {.method = METHOD_GET,
     .pattern = API "/groups",
     .caller = CALLER_ADMIN,
     .summary = "Groups of screens",
     .handle = list_groups},
    {.method = METHOD_POST,
     .pattern = API "/groups",
     .caller = CALLER_ADMIN,
     .proof = true,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = GROUP,
     .summary = "A new group of screens",
     .handle = add_group},
};
ROUTE_GROUP(users, ROUTES);
