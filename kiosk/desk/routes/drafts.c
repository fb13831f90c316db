/* What somebody is writing and has not saved: theirs alone. */
#include "desk/data/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "desk/routes/routes_parts.h"

enum { NAME_BYTES_MAX = 200, OPS_MAX = 1000 };

static void list_draft(void *context, const struct draft *draft) {
    struct answer_listing *listing = context;
    char at[TIME_TEXT];
    json_t *row = json_pack("{s:s, s:s, s:I, s:o, s:s}", "file", draft->path, "slide", draft->slide, "base",
                            (json_int_t)draft->base, "ops", json_of_text(draft->ops), "at",
                            time_text(draft->at_ms, at));
    listing->failed |= json_array_append_new(listing->list, row) != 0;
}

static void list_drafts(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct answer_listing listing = {.list = json_array()};
    struct fail fail = {0};
    enum outcome outcome =
        database ? draft_list(database, signed_in(request)->user.id, list_draft, &listing, &fail)
                 : OUTCOME_BUSY;
    answer_listing(context, request, outcome, &fail, &listing, response);
}

static void put_draft(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    const struct signed_in *who = signed_in(request);
    json_t *ops = json_of_value(value_member(request->body, "ops"));
    char *text = ops ? json_dumps(ops, JSON_COMPACT) : NULL;
    struct fail fail = {0};
    struct draft draft = {.path = body_text(request, "file"),
                          .slide = body_text(request, "slide"),
                          .base = value_member(request->body, "base")->whole,
                          .ops = text,
                          .step = who->act.now_ms, /* what is kept later is the newer */
                          .at_ms = who->act.now_ms};
    json_decref(ops);
    enum outcome outcome = database && text ? draft_put(database, who->user.id, &draft, &fail) : OUTCOME_BUSY;
    free(text);
    (void)!answer_unless_done(context, request, outcome, &fail, response);
}

static void remove_draft(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct fail fail = {0};
    enum outcome outcome =
        database ? draft_remove(database, signed_in(request)->user.id, query_text(request, "file"),
                                query_text(request, "slide"), &fail)
                 : OUTCOME_BUSY;
    (void)!answer_unless_done(context, request, outcome, &fail, response);
}

static const struct field OP = {.name = "op", .kind = FIELD_ANY};
static const struct field DRAFT[] = {
    {.name = "file", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = "slide", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = "base", .kind = FIELD_WHOLE, .required = true, .low = 0, .high = INT64_MAX},
    {.name = "ops", .kind = FIELD_LIST, .required = true, .max = OPS_MAX, .of = &OP},
    {.name = NULL},
};
static const struct field WHICH[] = {
    {.name = "file", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = "slide", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/drafts",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .summary = "What I am writing",
     .handle = list_drafts},
    {.method = METHOD_PUT,
     .pattern = API "/drafts",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = DRAFT_OPS_MAX + 4096,
     .fields = DRAFT,
     .summary = "Keep what I am writing",
     .handle = put_draft},
    {.method = METHOD_DELETE,
     .pattern = API "/drafts",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .query = WHICH,
     .summary = "Forget what I was writing",
     .handle = remove_draft},
};
ROUTE_GROUP(drafts, ROUTES);
