/* The site's screens, and what each really shows, as far as it has said. */
#include <stdlib.h>
#include <string.h>

#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_json.h"
#include "desk/routes/screen_look.h"
#include "desk/work/kept.h"
#include "desk/work/known_feeds.h"

/* A version of the site, read. */
struct version {
    struct site_tree tree;
    const struct site *site; /* NULL: there is none, or it cannot be read */
    struct kept_site *held;
};

static enum outcome version_open(struct version *version, const struct desk *desk, struct database *database,
                                 int64_t revision, struct fail *fail) {
    enum outcome outcome = site_tree_init(&version->tree, database, revision, fail);
    version->tree.kept = desk->kept;
    if (outcome != OUTCOME_DONE || revision == 0)
        return outcome;
    version->site = kept_site(&version->tree, KEPT_FOR_LATER, &version->held, NULL);
    return OUTCOME_DONE;
}

static void version_finish(struct version *version) {
    kept_release(version->held);
    site_tree_finish(&version->tree);
}

static bool write_rows(const struct screen_telling *telling, const struct site *site,
                       struct screen_text *text) {
    const char *between = "";
    bool done = screen_text_put(text, "[");
    for (size_t i = 0; done && site && i < site->screen_count; i++) {
        bool hidden = false;
        done = screen_json_write(telling, &site->screens[i], between, text, &hidden);
        between = hidden ? between : ",";
    }
    return done && screen_text_put(text, "]");
}

static enum outcome tell_screens(struct screen_telling *telling, struct database *database, bool looks,
                                 struct screen_text *text, struct fail *fail) {
    struct version newest = {0}, published = {0};
    int64_t revision = 0;
    enum outcome outcome = publication_newest(database, &telling->published, fail);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ABSENT)
        outcome = revision_newest(database, &revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = version_open(&newest, telling->desk, database, revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = version_open(&published, telling->desk, database, telling->published.revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = screen_devices_read(&telling->devices, telling->desk, database, fail);
    if (outcome == OUTCOME_DONE && looks)
        outcome = screen_look(telling, database, fail);
    telling->site = published.site;
    telling->feeds = known_feeds_hold(telling->desk->feeds.known);
    if (outcome == OUTCOME_DONE && !write_rows(telling, newest.site, text)) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    known_feeds_release(telling->desk->feeds.known, telling->feeds);
    screen_devices_finish(&telling->devices);
    version_finish(&published);
    version_finish(&newest);
    return outcome;
}

static void list_screens(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct screen_telling telling = {
        .desk = desk, .rights = &signed_in(request)->rights, .now_ms = desk_now_ms(desk)};
    struct fail fail = {0};
    struct screen_text text = {0};
    bool looks = value_is(value_member(request->query, "look"), VALUE_TRUE);
    enum outcome outcome = database ? tell_screens(&telling, database, looks, &text, &fail) : OUTCOME_BUSY;
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        free(text.bytes);
    else
        response_bytes(response, 200, "application/json", text.bytes, text.size);
}

static const struct field QUERY[] = {
    {.name = "look", .kind = FIELD_BOOL, .summary = "Whoever asks wants pictures that are fresh"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/screens",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .summary = "The screens, and what each shows as far as it has said",
     .handle = list_screens},
};
ROUTE_GROUP(screens, ROUTES);
