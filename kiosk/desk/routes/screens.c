/* The site's screens, and what each really shows, as far as it has said. */
#include <stdlib.h>
#include <string.h>

#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_json.h"
#include "desk/routes/screen_look.h"
#include "desk/work/site_tree.h"

/* A version of the site, read. */
struct version {
    struct site_tree tree;
    struct site *site; /* NULL: there is none, or it cannot be read */
};

static enum outcome version_open(struct version *version, struct database *database, int64_t revision,
                                 struct fail *fail) {
    struct report report = {0};
    enum outcome outcome = site_tree_init(&version->tree, database, revision, fail);
    if (outcome != OUTCOME_DONE || revision == 0)
        return outcome;
    struct site_files files = site_tree_files(&version->tree);
    version->site = site_load(&files, &report);
    report_finish(&report);
    return OUTCOME_DONE;
}

static void version_finish(struct version *version) {
    site_destroy(version->site);
    site_tree_finish(&version->tree);
}

static enum outcome add_rows(const struct screen_telling *telling, const struct site *site, json_t *list,
                             struct fail *fail) {
    for (size_t i = 0; i < site->screen_count; i++) {
        bool hidden = false;
        json_t *row = json_of_screen(telling, &site->screens[i], &hidden);
        if (!hidden && json_array_append_new(list, row) != 0) {
            fail_set(fail, "out of memory");
            return OUTCOME_TROUBLE;
        }
    }
    return OUTCOME_DONE;
}

static enum outcome tell_screens(struct screen_telling *telling, struct database *database, bool looks,
                                 json_t *list, struct fail *fail) {
    struct version newest = {0}, published = {0};
    int64_t revision = 0;
    enum outcome outcome = publication_newest(database, &telling->published, fail);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ABSENT)
        outcome = revision_newest(database, &revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = version_open(&newest, database, revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = version_open(&published, database, telling->published.revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = screen_devices_read(&telling->devices, telling->desk, database, fail);
    if (outcome == OUTCOME_DONE && looks)
        outcome = screen_look(telling, database, fail);
    telling->site = published.site;
    if (outcome == OUTCOME_DONE && newest.site)
        outcome = add_rows(telling, newest.site, list, fail);
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
    json_t *list = json_array();
    bool looks = value_is(value_member(request->query, "look"), VALUE_TRUE);
    enum outcome outcome = database ? tell_screens(&telling, database, looks, list, &fail) : OUTCOME_BUSY;
    if (answer_unless_done(desk, request, outcome, &fail, response))
        response_json(response, 200, json_incref(list));
    json_decref(list);
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
