/* Who changed what, newest first: changes of the site, and what went out to the screens. */
#include <stdlib.h>
#include <string.h>

#include "desk/data/publications.h"
#include "desk/data/revisions.h"
#include "desk/routes/routes_parts.h"

enum { ROWS_MAX = 200, ROWS_USUAL = 50 };

/* What is told of a row's revision: it is asked for once for all rows of one. */
struct telling {
    struct database *database;
    int64_t revision;
    json_t *note, *kind;
    json_t *list;
    bool failed;
};

static void see_revision(void *context, const struct revision *revision) {
    struct telling *telling = context;
    telling->note = json_string(revision->note);
    telling->kind = json_string(revision->kind);
}

static void turn_to(struct telling *telling, int64_t revision) {
    if (telling->revision == revision)
        return;
    json_decref(telling->note);
    json_decref(telling->kind);
    telling->note = telling->kind = NULL;
    telling->revision = revision;
    if (revision_list(telling->database, revision + 1, 1, see_revision, telling, NULL) != OUTCOME_DONE)
        telling->failed = true;
}

static void tell_change(void *context, const struct change *change) {
    struct telling *telling = context;
    char at[TIME_TEXT];
    /* "set /slides[id=welcome]/headline" */
    const char *space = strchr(change->op, ' '), *path = space ? space + 1 : "";
    turn_to(telling, change->revision);
    json_t *row =
        json_pack("{s:I, s:s, s:s, s:O, s:O, s:s, s:s%, s:s}", "revision", (json_int_t)change->revision, "at",
                  time_text(change->at_ms, at), "by", change->who, "note", telling->note, "kind",
                  telling->kind, "file", change->path, "op", change->op,
                  space ? (size_t)(space - change->op) : strlen(change->op), "path", path);
    if (row && change->slide[0])
        json_object_set_new(row, "slide", json_string(change->slide));
    if (row && change->before[0])
        json_object_set_new(row, "before", json_of_text(change->before));
    if (row && change->after[0])
        json_object_set_new(row, "after", json_of_text(change->after));
    telling->failed |= json_array_append_new(telling->list, row) != 0;
}

static void see_user(struct database *database, int64_t id, struct user *user) {
    if (id == 0 || user_read(database, id, user, NULL) != OUTCOME_DONE)
        user->name[0] = '\0';
}

static void tell_publication(void *context, const struct publication *publication) {
    struct telling *telling = context;
    struct user user = {0};
    char at[TIME_TEXT];
    see_user(telling->database, publication->by, &user);
    json_t *row = json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:I, s:b}", "revision",
                            (json_int_t)publication->revision, "at", time_text(publication->at_ms, at), "by",
                            user.name, "note", "", "kind", "publish", "epoch", (json_int_t)publication->epoch,
                            "seq", (json_int_t)publication->seq, "undoes", publication->undoes != 0);
    telling->failed |= json_array_append_new(telling->list, row) != 0;
}

static const char *text_at(const json_t *list, size_t i) {
    return json_string_value(json_object_get(json_array_get(list, i), "at"));
}

/* Two lists, each newest first, as one of at most `most`. NULL: no memory. */
static json_t *merge(json_t *changes, json_t *publications, size_t most) {
    json_t *merged = json_array();
    size_t i = 0, j = 0;
    while (merged && json_array_size(merged) < most &&
           (i < json_array_size(changes) || j < json_array_size(publications))) {
        const char *a = text_at(changes, i), *b = text_at(publications, j);
        bool first = !b || (a && strcmp(a, b) > 0);
        if (json_array_append(merged, first ? json_array_get(changes, i++)
                                            : json_array_get(publications, j++)) != 0) {
            json_decref(merged);
            merged = NULL;
        }
    }
    return merged;
}

static void show(void *context, const struct request *request, struct response *response) {
    struct telling changes = {.database = desk_connection(context), .list = json_array()},
                   publications = {.database = changes.database, .list = json_array()};
    int most = (int)query_number(request, "limit", ROWS_USUAL);
    struct change_query query = {query_text(request, "file"), query_text(request, "slide"),
                                 query_number(request, "before", 0), most};
    struct fail fail = {0};
    enum outcome outcome =
        changes.database ? change_list(changes.database, &query, tell_change, &changes, &fail) : OUTCOME_BUSY;
    /* of one file, and of what is further back, the changes alone */
    if (outcome == OUTCOME_DONE && !query.path && query.before == 0)
        outcome = publication_list(changes.database, 0, most, tell_publication, &publications, &fail);
    if (answer_unless_done(context, request, outcome, &fail, response)) {
        json_t *merged = changes.failed || publications.failed
                             ? NULL
                             : merge(changes.list, publications.list, (size_t)most);
        response_json(response, 200, json_pack("{s:o}", "changes", merged));
    }
    json_decref(changes.note);
    json_decref(changes.kind);
    json_decref(changes.list);
    json_decref(publications.list);
}

static const struct field QUERY[] = {
    {.name = "file", .kind = FIELD_TEXT, .max = CHANGE_NAME_MAX},
    {.name = "slide", .kind = FIELD_TEXT, .max = CHANGE_NAME_MAX},
    {.name = "limit", .kind = FIELD_WHOLE, .low = 1, .high = ROWS_MAX},
    {.name = "before", .kind = FIELD_WHOLE, .low = 0, .high = INT64_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/history",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .summary = "Who changed what, newest first",
     .handle = show},
};
ROUTE_GROUP(history, ROUTES);
