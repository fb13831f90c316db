/* The log of what people did: for administrators. */
#include "desk/data/audit.h"

#include "desk/routes/routes_parts.h"

enum { ROWS_MAX = 200, ROWS_USUAL = 50 };

static void list_row(void *context, const struct audit_row *row) {
    struct answer_listing *listing = context;
    char at[TIME_TEXT];
    json_t *made =
        json_pack("{s:I, s:s, s:s, s:s, s:s, s:s}", "n", (json_int_t)row->n, "at", time_text(row->at_ms, at),
                  "user", row->who, "what", row->what, "object", row->object, "detail", row->detail);
    listing->failed |= json_array_append_new(listing->list, made) != 0;
}

static void list_rows(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct answer_listing listing = {.list = json_array()};
    struct fail fail = {0};
    int most = (int)query_number(request, "limit", ROWS_USUAL);
    enum outcome outcome =
        database ? audit_list(database, query_number(request, "before", 0), most, list_row, &listing, &fail)
                 : OUTCOME_BUSY;
    answer_listing(context, request, outcome, &fail, &listing, response);
}

static void verify(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct audit_head head = {0};
    struct fail fail = {0};
    int64_t broken = 0;
    enum outcome outcome = database ? audit_head(database, &head, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = audit_verify(database, NULL, &broken, &fail);
    if (outcome == OUTCOME_DAMAGED) {
        desk_log(context, "the log of what people did is not what was written: %s", fail.text);
        response_json(response, 200,
                      json_pack("{s:b, s:I, s:I}", "ok", 0, "rows", (json_int_t)head.rows, "broken",
                                (json_int_t)broken));
    } else if (answer_unless_done(context, request, outcome, &fail, response)) {
        response_json(response, 200, json_pack("{s:b, s:I}", "ok", 1, "rows", (json_int_t)head.rows));
    }
}

static const struct field QUERY[] = {
    {.name = "before", .kind = FIELD_WHOLE, .low = 0, .high = INT64_MAX},
    {.name = "limit", .kind = FIELD_WHOLE, .low = 1, .high = ROWS_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/audit",
     .caller = CALLER_ADMIN,
     .query = QUERY,
     .summary = "What people did, newest first",
     .handle = list_rows},
    {.method = METHOD_GET,
     .pattern = API "/audit/verify",
     .caller = CALLER_ADMIN,
     .summary = "Is the log what was written?",
     .handle = verify},
};
ROUTE_GROUP(audit, ROUTES);
