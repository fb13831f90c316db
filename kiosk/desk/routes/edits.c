/* What staff change: saved as a revision, checked without being saved, taken back. */
#include "desk/work/edit.h"

#include <stdlib.h>
#include <string.h>

#include "desk/data/trees.h"
#include "desk/routes/layout_findings.h"
#include "desk/routes/reach.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/address_findings.h"

enum { NAME_BYTES_MAX = 200 };

/* The operations of a body. False: there is an answer. finish when true. */
static bool read_ops(struct desk *desk, const struct request *request, struct edit_ops *ops,
                     struct response *response) {
    struct fail fail = {0};
    json_t *list = json_of_value(value_member(request->body, "ops"));
    char *text = list ? json_dumps(list, JSON_COMPACT) : NULL;
    json_decref(list);
    bool fine = text && edit_ops_read(ops, text, strlen(text), &fail);
    if (!text)
        response->failed = true;
    else if (!fine)
        (void)!answer_unless_done(desk, request, OUTCOME_REFUSED, &fail, response);
    if (text && !fine)
        edit_ops_finish(ops);
    free(text);
    return fine;
}

static enum outcome base_of(struct database *database, const struct request *request, int64_t *base,
                            struct fail *fail) {
    const struct json_value *value = value_member(request->body, "base");
    if (!value)
        return revision_newest(database, base, fail);
    *base = value->whole;
    return OUTCOME_DONE;
}

static enum outcome ops_allowed(const struct desk *desk, struct database *database,
                                const struct request *request, const struct edit_ops *ops,
                                struct fail *fail) {
    const struct signed_in *who = signed_in(request);
    const char **paths = arena_alloc(request->arena, (ops->count + 1) * sizeof *paths);
    struct reach reach = {database, &who->rights, ACTION_EDIT, paths, ops->count, desk->kept};
    if (!paths) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    for (size_t i = 0; i < ops->count; i++)
        paths[i] = ops->items[i].file;
    return reach_allows(&reach, fail);
}

bool answer_unless_allowed(struct desk *desk, const struct request *request, enum outcome outcome,
                           const struct fail *fail, struct response *response) {
    if (outcome != OUTCOME_REFUSED)
        return answer_unless_done(desk, request, outcome, fail, response);
    answer_problem(request, problem_row(PROBLEM_FORBIDDEN), json_pack("[o]", json_of_fail(fail)), response);
    return false;
}

/* Adds what is known of addresses; what cannot be told now keeps nobody from saving, and is the log's. */
static void add_addresses(struct desk *desk, const struct site_tree *tree, struct report *report) {
    struct fail fail = {0};
    if (address_findings(tree, desk_answers(desk), report, &fail) != OUTCOME_DONE)
        desk_log(desk, "addresses: %s", fail.text);
}

void answer_saved(struct desk *desk, const struct request *request, enum outcome outcome,
                  const struct fail *fail, struct saved *saved, struct response *response) {
    if (outcome == OUTCOME_CONFLICT && saved->conflicts.count > 0) {
        answer_conflicts(request, &saved->conflicts, response);
        return;
    }
    if (!answer_unless_done(desk, request, outcome, fail, response))
        return;
    desk_wake(desk, TOPIC_SITE);
    struct database *database = desk_connection(desk);
    struct site_tree tree = {0};
    bool whole = database && site_tree_init(&tree, database, saved->revision, NULL) == OUTCOME_DONE;
    if (whole)
        add_addresses(desk, &tree, &saved->findings);
    response_json(response, 200,
                  json_pack("{s:I, s:o}", "revision", (json_int_t)saved->revision, "findings",
                            json_of_findings(&saved->findings, whole ? &tree : NULL)));
    site_tree_finish(&tree);
}

static void save(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    const char *note = body_text(request, "note");
    struct edit_ops ops = {0};
    struct saved saved = {0};
    struct fail fail = {0};
    if (!read_ops(context, request, &ops, response))
        return;
    struct edit edit = {.ops = ops.items, .count = ops.count, .note = note ? note : "", .kept = desk->kept};
    enum outcome outcome = database ? ops_allowed(desk, database, request, &ops, &fail) : OUTCOME_BUSY;
    if (answer_unless_allowed(context, request, outcome, &fail, response)) {
        outcome = base_of(database, request, &edit.base, &fail);
        if (outcome == OUTCOME_DONE)
            outcome = edit_save(database, &signed_in(request)->act, &edit, &saved, &fail);
        answer_saved(context, request, outcome, &fail, &saved, response);
    }
    saved_finish(&saved);
    edit_ops_finish(&ops);
}

static void check(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct edit_ops ops = {0};
    struct site_tree tree = {0};
    struct report report = {0};
    struct fail fail = {0};
    if (!read_ops(context, request, &ops, response))
        return;
    struct edit edit = {.ops = ops.items, .count = ops.count, .note = "", .kept = desk->kept};
    enum outcome outcome = database ? base_of(database, request, &edit.base, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = edit_check(database, &edit, desk_now_ms(context), &tree, &report, &fail);
    if (answer_unless_done(context, request, outcome, &fail, response)) {
        add_addresses(context, &tree, &report);
        bool laid_out = layout_findings(context, &tree, value_member(request->body, "slides"), &report);
        response_json(
            response, 200,
            json_pack("{s:o, s:b}", "findings", json_of_findings(&report, &tree), "laid_out", laid_out));
    }
    report_finish(&report);
    site_tree_finish(&tree);
    edit_ops_finish(&ops);
}

static void undo(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    const struct signed_in *who = signed_in(request);
    int64_t revision = value_member(request->body, "revision")->whole;
    struct reach reach = {
        .database = database, .rights = &who->rights, .action = ACTION_EDIT, .kept = desk->kept};
    struct saved saved = {0};
    struct fail fail = {0};
    enum outcome outcome =
        database ? reach_allows_between(&reach, revision - 1, revision, &fail) : OUTCOME_BUSY;
    if (answer_unless_allowed(context, request, outcome, &fail, response)) {
        outcome = edit_undo(database, &who->act, revision, &saved, &fail);
        answer_saved(context, request, outcome, &fail, &saved, response);
    }
    saved_finish(&saved);
}

static const struct field OP = {.name = "op", .kind = FIELD_ANY};
static const struct field EDITS[] = {
    {.name = "base",
     .kind = FIELD_WHOLE,
     .low = 0,
     .high = INT64_MAX,
     .summary = "The revision that was looked at; the newest when left out"},
    {.name = "ops",
     .kind = FIELD_LIST,
     .required = true,
     .max = EDIT_OPS_MAX,
     .of = &OP,
     .summary = "Operations, as docs/editing.md has them"},
    {.name = "note", .kind = FIELD_TEXT, .max = REVISION_NOTE_MAX},
    {.name = NULL},
};
static const struct field SLIDE_FIELDS[] = {
    {.name = "file", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = "id", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = NULL},
};
static const struct field SLIDE = {.name = "slide", .kind = FIELD_OBJECT, .of = SLIDE_FIELDS};
static const struct field CHECK[] = {
    {.name = "base", .kind = FIELD_WHOLE, .low = 0, .high = INT64_MAX},
    {.name = "ops", .kind = FIELD_LIST, .required = true, .max = EDIT_OPS_MAX, .of = &OP},
    {.name = "slides",
     .kind = FIELD_LIST,
     .max = LAYOUT_SLIDES_MAX,
     .of = &SLIDE,
     .summary = "Slides to be laid out on every screen, in every language"},
    {.name = NULL},
};
static const struct field UNDO[] = {
    {.name = "revision", .kind = FIELD_WHOLE, .required = true, .low = 1, .high = INT64_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/edits",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = EDIT_BYTES_MAX,
     .fields = EDITS,
     .summary = "Change files; merged with what others saved meanwhile",
     .handle = save},
    {.method = METHOD_POST,
     .pattern = API "/check",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = EDIT_BYTES_MAX,
     .fields = CHECK,
     .summary = "What would be wrong; nothing is saved",
     .handle = check},
    {.method = METHOD_POST,
     .pattern = API "/undo",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = UNDO,
     .summary = "Take back what a revision did",
     .handle = undo},
};
ROUTE_GROUP(edits, ROUTES);
