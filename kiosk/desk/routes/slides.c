/* The slides as staff see them, where one belongs, and what is different between two versions. */
#include "desk/work/slides.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_values.h"
#include "desk/data/publications.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/diff.h"
#include "desk/work/known_feeds.h"
#include "desk/work/place.h"

enum { NAME_BYTES_MAX = 200, SCREEN_BYTES_MAX = 40, MOMENT_TEXT = 32 };

/* An object in any case: what somebody wrote wrong is no title. */
static json_t *json_of_title(const char *title) {
    json_t *value = title ? json_loads(title, 0, NULL) : NULL;
    if (json_is_object(value))
        return value;
    json_decref(value);
    return json_object();
}

/* As the site's files have it: local, without an offset. */
static const char *moment_text(const struct zone *zone, int64_t ms, char out[MOMENT_TEXT]) {
    struct civil local = zone_local(zone, ms);
    snprintf(out, MOMENT_TEXT, "%04d-%02d-%02dT%02d:%02d", local.year, local.month, local.day, local.hour,
             local.minute);
    return out;
}

struct listing {
    json_t *list;
    const struct zone *zone;
    bool failed;
};

static json_t *json_of_row(const struct slide_row *row, const struct zone *zone) {
    char text[MOMENT_TEXT];
    json_t *missing = json_array(), *screens = json_array();
    for (size_t i = 0; i < row->missing_count; i++)
        json_array_append_new(missing, json_string(row->missing[i]));
    for (size_t i = 0; i < row->screen_count; i++)
        json_array_append_new(screens, json_string(row->screens[i]->id));
    json_t *out =
        json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:{s:s, s:s}, s:b}", "file", row->file, "id", row->id,
                  "type", row->type, "title", json_of_title(row->title), "missing", missing, "screens",
                  screens, "state", showing_name(row->showing.state), "sentence", sentence_languages[0],
                  row->sentence[0], sentence_languages[1], row->sentence[1], "published", row->published);
    if (out && zone && row->showing.from_ms)
        json_object_set_new(out, "from", json_string(moment_text(zone, row->showing.from_ms, text)));
    if (out && zone && row->showing.until_ms)
        json_object_set_new(out, "until", json_string(moment_text(zone, row->showing.until_ms, text)));
    if (out && row->expires)
        json_object_set_new(out, "expires", json_string(row->expires));
    if (out && row->unanswered[0])
        json_object_set_new(out, "unanswered", json_string(row->unanswered));
    if (out && row->picture)
        json_object_set_new(out, "picture", json_string(row->picture));
    if (out && row->changed_ms)
        json_object_set_new(
            out, "changed",
            json_pack("{s:s, s:s}", "at", time_text(row->changed_ms, text), "by", row->changed_by));
    return out;
}

static void list_row(void *context, const struct slide_row *row) {
    struct listing *listing = context;
    listing->failed |= json_array_append_new(listing->list, json_of_row(row, listing->zone)) != 0;
}

static int state_asked(const struct request *request) {
    const char *name = query_text(request, "state");
    for (int state = SHOWING_ON; name && state <= SHOWING_UNUSED; state++)
        if (strcmp(name, showing_name((enum showing_state)state)) == 0)
            return state;
    return -1;
}

static enum outcome published_revision(struct database *database, int64_t *revision, struct fail *fail) {
    struct publication publication = {0};
    enum outcome outcome = publication_newest(database, &publication, fail);
    *revision = publication.revision;
    return outcome == OUTCOME_ABSENT ? OUTCOME_DONE : outcome;
}

static enum outcome open_newest(const struct desk *desk, struct database *database, struct site_tree *tree,
                                struct fail *fail) {
    int64_t newest = 0;
    enum outcome outcome = database ? revision_newest(database, &newest, fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(tree, database, newest, fail);
    tree->kept = desk->kept;
    return outcome;
}

static void list_slides(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(context);
    struct site_tree tree = {0};
    struct fail fail = {0};
    struct slide_query query = {.screen = query_text(request, "screen"),
                                .text = query_text(request, "q"),
                                .state = state_asked(request),
                                .now_ms = desk_now_ms(context)};
    enum outcome outcome = open_newest(context, database, &tree, &fail);
    struct zone *zone = outcome == OUTCOME_DONE ? site_tree_zone(&tree) : NULL;
    query.zone = zone;
    query.answers = desk_answers(context);
    query.feeds = known_feeds_hold(desk->feeds.known);
    struct listing listing = {json_array(), zone, false};
    if (outcome == OUTCOME_DONE)
        outcome = published_revision(database, &query.published, &fail);
    if (outcome == OUTCOME_DONE && tree.revision > 0)
        outcome = slides_list(&tree, &query, list_row, &listing, &fail);
    if (answer_unless_done(context, request, outcome, &fail, response) && !listing.failed)
        response_json(response, 200,
                      json_pack("{s:I, s:O}", "revision", (json_int_t)tree.revision, "slides", listing.list));
    response->failed |= listing.failed;
    known_feeds_release(desk->feeds.known, query.feeds);
    json_decref(listing.list);
    zone_destroy(zone);
    site_tree_finish(&tree);
}

static json_t *json_of_ops(const struct edit_ops *ops) {
    json_t *list = json_array();
    for (size_t i = 0; list && i < ops->count; i++) {
        const struct edit_op *op = &ops->items[i];
        json_t *row = json_pack("{s:s, s:s, s:s}", "file", op->file, "path", op->op.path, "op",
                                edit_op_name(op->op.kind));
        if (row && op->op.value)
            json_object_set_new(row, "value", json_loads(op->op.value, JSON_DECODE_ANY, NULL));
        if (row && op->op.to)
            json_object_set_new(row, "to", json_string(op->op.to));
        if (row && op->before)
            json_object_set_new(row, "before", json_string(op->before));
        if (json_array_append_new(list, row) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

/* The screens of the body, in the request's arena. */
static bool take_screens(const struct request *request, struct place_order *order) {
    const struct json_value *list = value_member(request->body, "screens");
    const char **ids = arena_alloc(request->arena, (value_length(list) + 1) * sizeof *ids);
    for (size_t i = 0; ids && i < value_length(list); i++)
        ids[i] = value_text(value_item(list, i));
    order->screens = ids;
    order->screen_count = value_length(list);
    return ids != NULL;
}

static void place(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    const struct json_value *slide = value_member(request->body, "slide");
    const struct json_value *when = value_member(request->body, "when");
    struct place_order order = {.file = value_text(value_member(slide, "file")),
                                .slide = value_text(value_member(slide, "id"))};
    struct site_tree tree = {0};
    struct placed placed = {.file = ""};
    struct fail fail = {0};
    json_t *made = when && !value_is(when, VALUE_NULL) ? json_of_value(when) : NULL;
    char *text = made ? json_dumps(made, JSON_ENCODE_ANY) : NULL;
    order.when = text;
    enum outcome outcome = open_newest(context, database, &tree, &fail);
    if (outcome == OUTCOME_DONE && !take_screens(request, &order)) {
        fail_set(&fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    if (outcome == OUTCOME_DONE && !order.file != !order.slide) {
        fail_set(&fail, "a slide is a \"file\" and an \"id\", or null");
        outcome = OUTCOME_REFUSED;
    }
    if (outcome == OUTCOME_DONE)
        outcome = place_slide(&tree, &order, &placed, &fail);
    if (answer_unless_done(context, request, outcome, &fail, response))
        response_json(response, 200,
                      json_pack("{s:s, s:o}", "file", placed.file, "ops", json_of_ops(&placed.ops)));
    edit_ops_finish(&placed.ops);
    free(text);
    json_decref(made);
    site_tree_finish(&tree);
}

static json_t *json_of_changes(const struct diff_list *changes) {
    static const char *const KINDS[] = {
        [DIFF_ADDED] = "added", [DIFF_REMOVED] = "removed", [DIFF_CHANGED] = "changed"};
    json_t *list = json_array();
    for (size_t i = 0; list && i < changes->count; i++) {
        const struct diff_change *change = &changes->items[i];
        json_t *fields = json_array();
        for (size_t j = 0; fields && j < change->field_count; j++) {
            json_t *field = json_pack("{s:s}", "path", change->fields[j].path);
            if (field && change->fields[j].before)
                json_object_set_new(field, "before", json_of_text(change->fields[j].before));
            if (field && change->fields[j].after)
                json_object_set_new(field, "after", json_of_text(change->fields[j].after));
            json_array_append_new(fields, field);
        }
        json_t *row =
            json_pack("{s:s, s:s, s:s, s:o, s:o}", "kind", KINDS[change->kind], "file", change->file, "slide",
                      change->slide, "title", json_of_title(change->title), "fields", fields);
        if (json_array_append_new(list, row) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

static json_t *json_of_diff(const struct site_diff *diff, int64_t from, int64_t to) {
    json_t *screens = json_array();
    for (size_t i = 0; screens && i < diff->screen_count; i++)
        json_array_append_new(screens, json_pack("{s:s, s:o}", "screen", diff->screens[i].id, "changes",
                                                 json_of_changes(&diff->screens[i].changes)));
    return json_pack("{s:o, s:I, s:o, s:o}", "from", from > 0 ? json_integer(from) : json_null(), "to",
                     (json_int_t)to, "screens", screens, "other", json_of_changes(&diff->others));
}

/* "published", "newest", or a number. REFUSED: none of them. */
static enum outcome revision_named(struct database *database, const char *name, int64_t *revision,
                                   struct fail *fail) {
    char rest;
    long long number = 0;
    if (strcmp(name, "published") == 0)
        return published_revision(database, revision, fail);
    if (strcmp(name, "newest") == 0)
        return revision_newest(database, revision, fail);
    if (sscanf(name, "%18lld%c", &number, &rest) != 1 || number < 1) {
        fail_set(fail, "a revision is a number, \"published\" or \"newest\"");
        return OUTCOME_REFUSED;
    }
    *revision = number;
    return OUTCOME_DONE;
}

static void show_diff(void *context, const struct request *request, struct response *response) {
    const struct desk *desk = context;
    struct database *database = desk_connection(context);
    struct site_tree before = {0}, after = {0};
    struct site_diff diff = {0};
    struct fail fail = {0};
    int64_t from = 0, to = 0;
    enum outcome outcome =
        database ? revision_named(database, query_text(request, "from"), &from, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = revision_named(database, query_text(request, "to"), &to, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&before, database, from, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&after, database, to, &fail);
    before.kept = after.kept = desk->kept;
    if (outcome == OUTCOME_DONE)
        outcome = diff_sites(&before, &after, &diff, &fail);
    if (answer_unless_done(context, request, outcome, &fail, response))
        response_json(response, 200, json_of_diff(&diff, from, to));
    diff_finish(&diff);
    site_tree_finish(&after);
    site_tree_finish(&before);
}

static const char *const STATES[] = {"on", "coming", "over", "always", "unused", NULL};
static const struct field SLIDES[] = {
    {.name = "screen", .kind = FIELD_TEXT, .max = SCREEN_BYTES_MAX},
    {.name = "state", .kind = FIELD_CHOICE, .choices = STATES},
    {.name = "q", .kind = FIELD_TEXT, .max = NAME_BYTES_MAX},
    {.name = NULL},
};
static const struct field SCREEN = {.name = "screen", .kind = FIELD_TEXT, .max = SCREEN_BYTES_MAX};
static const struct field PLACE[] = {
    {.name = "slide", .kind = FIELD_ANY, .summary = "{file, id}, or null for a new one"},
    {.name = "screens", .kind = FIELD_LIST, .required = true, .max = PLACE_SCREENS_MAX, .of = &SCREEN},
    {.name = "when", .kind = FIELD_ANY, .summary = "As in the site's files, or null"},
    {.name = NULL},
};
static const struct field DIFF[] = {
    {.name = "from", .kind = FIELD_TEXT, .required = true, .max = 20},
    {.name = "to", .kind = FIELD_TEXT, .required = true, .max = 20},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/slides",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = SLIDES,
     .summary = "The slides, each with where and when it is shown",
     .handle = list_slides},
    {.method = METHOD_POST,
     .pattern = API "/place",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = 64 << 10,
     .fields = PLACE,
     .summary = "The operations that put a slide on these screens; nothing is saved",
     .handle = place},
    {.method = METHOD_GET,
     .pattern = API "/diff",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = DIFF,
     .summary = "What is different on which screen",
     .handle = show_diff},
};
ROUTE_GROUP(slides, ROUTES);
