/* News, without asking again and again: a request that is held until there are some. */
#include "desk/data/publications.h"
#include "desk/data/revisions.h"
#include "desk/routes/routes_parts.h"

static void wait_for_news(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct publication publication = {0};
    struct fail fail = {0};
    int64_t newest = 0, published = query_number(request, "published", -1);
    const uint64_t topic = TOPIC_SITE;
    enum outcome outcome = database ? revision_newest(database, &newest, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE && publication_newest(database, &publication, &fail) == OUTCOME_DONE)
        outcome = OUTCOME_DONE;
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    bool news = request->again || newest != query_number(request, "since", 0) ||
                (published >= 0 && published != publication.revision);
    if (news)
        response_json(response, 200,
                      json_pack("{s:I, s:I}", "revision", (json_int_t)newest, "published",
                                (json_int_t)publication.revision));
    else
        response_hold(response, &topic, 1);
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
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/wait",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .held = true,
     .summary = "Answers when something was saved or published, with 204 when nothing was",
     .handle = wait_for_news},
};
ROUTE_GROUP(wait, ROUTES);
