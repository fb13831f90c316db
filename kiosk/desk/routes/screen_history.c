/* What happened to one device, and what was asked of it. */
#include "desk/data/screen_events.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_words.h"

enum { EVENTS_USUAL = 50, EVENTS_MAX = 200, COMMANDS_TOLD = 10 };

static void tell_event(void *context, const struct screen_event *event) {
    struct answer_listing *listing = context;
    char at[TIME_TEXT];
    json_t *row = json_pack("{s:I, s:s, s:s, s:s}", "n", (json_int_t)event->n, "at",
                            time_text(event->at_ms, at), "what", event->what, "detail", event->detail);
    json_t *words = screen_event_words(event->what, event->detail);
    if (words)
        json_object_set_new(row, "words", words);
    listing->failed |= json_array_append_new(listing->list, row) != 0;
}

static void tell_command(void *context, const struct command_row *row) {
    struct answer_listing *listing = context;
    char asked[TIME_TEXT], done[TIME_TEXT];
    json_t *out =
        json_pack("{s:I, s:s, s:s, s:s, s:s?}", "id", (json_int_t)row->id, "do", command_name(row->command),
                  "by", row->by, "asked", time_text(row->asked_ms, asked), "done",
                  row->done_ms ? time_text(row->done_ms, done) : NULL);
    listing->failed |= json_array_append_new(listing->list, out) != 0;
}

static void show(void *context, const struct request *request, struct response *response) {
    struct fail fail = {0};
    int64_t id = 0;
    struct database *database = device_named(context, request, ACTION_SEE, &id, response);
    struct answer_listing events = {.list = json_array()}, commands = {.list = json_array()};
    const struct screen_event_query query = {.screen = id,
                                             .before = query_number(request, "before", 0),
                                             .most = (int)query_number(request, "limit", EVENTS_USUAL)};
    enum outcome outcome =
        database ? screen_event_list(database, &query, tell_event, &events, &fail) : OUTCOME_DONE;
    if (database && outcome == OUTCOME_DONE)
        outcome = command_history(database, id, COMMANDS_TOLD, tell_command, &commands, &fail);
    if (database && answer_unless_done(context, request, outcome, &fail, response)) {
        json_t *both = events.failed || commands.failed
                           ? NULL
                           : json_pack("{s:O, s:O}", "events", events.list, "commands", commands.list);
        response_json(response, 200, both);
    }
    json_decref(events.list);
    json_decref(commands.list);
}

static const struct field QUERY[] = {
    {.name = "limit", .kind = FIELD_WHOLE, .low = 1, .high = EVENTS_MAX},
    {.name = "before", .kind = FIELD_WHOLE, .low = 0, .high = INT64_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/screens/{id}/history",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .summary = "What happened to a device, and what was asked of it, newest first",
     .handle = show},
};
ROUTE_GROUP(screen_history, ROUTES);
