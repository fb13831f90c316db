/* News, without asking again and again: a request that is held until there are some. */
#include "desk/data/publications.h"
#include "desk/data/revisions.h"
#include "desk/routes/devices.h"
#include "desk/routes/routes_parts.h"

static void wait_for_news(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct publication publication = {0};
    struct fail fail = {0};
    int64_t newest = 0, published = query_number(request, "published", -1),
            known = query_number(request, "screens", -1);
    int64_t screens = (int64_t)devices_news(desk->devices);
    const uint64_t topics[] = {TOPIC_SITE, TOPIC_SCREENS};
    enum outcome outcome = database ? revision_newest(database, &newest, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE && publication_newest(database, &publication, &fail) == OUTCOME_DONE)
        outcome = OUTCOME_DONE;
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    /* woken without any, whoever says what is published is held again; who does not may have missed it */
    bool news = newest != query_number(request, "since", 0) || (known >= 0 && known != screens) ||
                (published >= 0 ? published != publication.revision : request->again);
    if (news)
        response_json(response, 200,
                      json_pack("{s:I, s:I, s:I}", "revision", (json_int_t)newest, "published",
                                (json_int_t)publication.revision, "screens", (json_int_t)screens));
    else
        response_hold(response, topics, known >= 0 ? LENGTH(topics) : 1);
}

static const struct field QUERY[] = {
    {.name = "since",
     .kind = FIELD_WHOLE,
     .required = true,
     .low = 0,
     .high = INT64_MAX,
     .summary = "The newest revision that is known"},
    {.name = "published",
     .kind = FIELD_WHOLE,
     .low = 0,
     .high = INT64_MAX,
     .summary = "The published revision that is known; 0: none"},
    {.name = "screens",
     .kind = FIELD_WHOLE,
     .low = 0,
     .high = INT64_MAX,
     .summary = "The number that the last answer said of the screens; left out: they are no news"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/wait",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .held = true,
     .summary = "Answers when something was saved or published, or of a screen is new, with 204 when nothing",
     .handle = wait_for_news},
};
ROUTE_GROUP(wait, ROUTES);
