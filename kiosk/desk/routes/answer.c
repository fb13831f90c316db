#include "desk/routes/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "desk/work/finding_paths.h"

enum { PATHS_LIMIT = 16 << 20 };

static const struct problem REFUSED = {"refused",
                                       422,
                                       {"Det kan ikke lade sig gøre", "That cannot be done"},
                                       {"Se, hvad der er i vejen.", "See what is in the way."}};

const char *time_text(int64_t ms, char out[TIME_TEXT]) {
    time_t seconds = (time_t)(ms / 1000);
    struct tm utc;
    if (!gmtime_r(&seconds, &utc) || strftime(out, TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        out[0] = '\0';
    return out;
}

static json_t *json_of_children(const struct json_value *value) {
    json_t *out = value->kind == VALUE_LIST ? json_array() : json_object();
    for (uint32_t i = 0; out && i < value->count; i++) {
        const struct json_value *child = &value->children[i];
        json_t *made = json_of_value(child);
        int failed = value->kind == VALUE_LIST ? json_array_append_new(out, made)
                                               : json_object_set_new(out, child->key, made);
        if (failed != 0) {
            json_decref(out);
            out = NULL;
        }
    }
    return out;
}

json_t *json_of_value(const struct json_value *value) {
    switch (value ? value->kind : VALUE_NULL) {
    case VALUE_FALSE:
        return json_false();
    case VALUE_TRUE:
        return json_true();
    case VALUE_WHOLE:
        return json_integer(value->whole);
    case VALUE_REAL:
        return json_real(value->real);
    case VALUE_TEXT:
        return json_stringn(value->text, value->count);
    case VALUE_LIST:
    case VALUE_OBJECT:
        return json_of_children(value);
    case VALUE_NULL:
        break;
    }
    return json_null();
}

json_t *json_of_text(const char *text) {
    json_t *value = text && *text ? json_loads(text, JSON_DECODE_ANY, NULL) : json_null();
    return value ? value : json_string(text);
}

json_t *json_of_said(const struct fail *fail) {
    return json_pack("{s:s, s:s}", "da", fail_danish(fail), "en", fail->text);
}

static const char *code_of(const struct fail *fail) {
    return fail->code[0] ? fail->code : "other";
}

json_t *json_of_fail(const struct fail *fail) {
    json_t *out = json_pack("{s:s, s:o}", "code", code_of(fail), "text", json_of_said(fail));
    if (out && fail->file[0])
        json_object_set_new(out, "file", json_string(fail->file));
    if (out && fail->line > 0) {
        json_object_set_new(out, "line", json_integer(fail->line));
        json_object_set_new(out, "column", json_integer(fail->column));
    }
    return out;
}

json_t *json_of_findings(const struct report *report, const struct site_tree *tree) {
    struct arena *arena = tree ? arena_create(PATHS_LIMIT) : NULL;
    const char **paths = arena ? finding_paths(tree, report, arena) : NULL;
    json_t *list = json_array();
    for (size_t i = 0; list && i < report->count; i++) {
        const struct fail *finding = &report->items[i];
        json_t *row = json_pack("{s:s, s:i, s:i, s:s, s:s, s:o, s:s*}", "file", finding->file, "line",
                                finding->line, "column", finding->column, "severity",
                                finding->severity == SEVERITY_ERROR ? "error" : "warning", "code",
                                code_of(finding), "text", json_of_said(finding), "path",
                                paths && paths[i] && paths[i][0] ? paths[i] : NULL);
        if (json_array_append_new(list, row) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    arena_destroy(arena);
    return list;
}

void answer_problem(const struct request *request, const struct problem *problem, json_t *at,
                    struct response *response) {
    char *plain = problem_json(problem, request->locale, NULL);
    json_t *root = plain && at ? json_loads(plain, 0, NULL) : NULL;
    int failed = json_object_set_new(root, "at", at);
    char *text = root && failed == 0 ? json_dumps(root, JSON_COMPACT) : NULL;
    response_bytes(response, problem->status, "application/problem+json", text, text ? strlen(text) : 0);
    response->cache = CACHE_NEVER;
    response_header(response, "Content-Language", "%s", locale_tag(request->locale));
    json_decref(root);
    free(plain);
}

void answer_busy(const struct request *request, int seconds, struct response *response) {
    response_problem(response, request, problem_row(PROBLEM_BUSY), NULL);
    response_header(response, "Retry-After", "%d", seconds);
}

bool answer_unless_done(struct desk *desk, const struct request *request, enum outcome outcome,
                        const struct fail *fail, struct response *response) {
    static const struct row {
        bool tells; /* what to do about it, to whoever asked; else it is the log's */
        enum problem_code code;
    } ROWS[] = {[OUTCOME_ABSENT] = {true, PROBLEM_NOT_FOUND}, [OUTCOME_CONFLICT] = {true, PROBLEM_CONFLICT},
                [OUTCOME_REFUSED] = {true, PROBLEM_FIELDS},   [OUTCOME_DAMAGED] = {false, PROBLEM_INTERNAL},
                [OUTCOME_FULL] = {false, PROBLEM_NO_ROOM},    [OUTCOME_BUSY] = {false, PROBLEM_BUSY},
                [OUTCOME_TROUBLE] = {false, PROBLEM_INTERNAL}};
    if (outcome == OUTCOME_DONE)
        return true;
    const struct problem *problem = outcome == OUTCOME_REFUSED ? &REFUSED : problem_row(ROWS[outcome].code);
    if (!ROWS[outcome].tells)
        desk_log(desk, "%s: %s", request->route->pattern, fail->text);
    if (outcome == OUTCOME_BUSY)
        answer_busy(request, 1, response);
    else if (ROWS[outcome].tells && fail->text[0])
        answer_problem(request, problem, json_pack("[o]", json_of_fail(fail)), response);
    else
        response_problem(response, request, problem, NULL);
    return false;
}

void answer_listing(struct desk *desk, const struct request *request, enum outcome outcome,
                    const struct fail *fail, struct answer_listing *listing, struct response *response) {
    if (answer_unless_done(desk, request, outcome, fail, response) && !listing->failed) {
        response_json(response, 200, listing->list);
        return;
    }
    json_decref(listing->list);
    response->failed |= listing->failed;
}

void answer_conflicts(const struct request *request, const struct conflicts *conflicts,
                      struct response *response) {
    char when[TIME_TEXT];
    json_t *at = json_array();
    for (size_t i = 0; at && i < conflicts->count; i++) {
        const struct conflict *conflict = &conflicts->items[i];
        json_t *row =
            json_pack("{s:s, s:s, s:o, s:o, s:o, s:s, s:s}", "file", conflict->file, "path", conflict->path,
                      "base", json_of_text(conflict->base), "mine", json_of_text(conflict->mine), "theirs",
                      json_of_text(conflict->theirs), "by", conflict->by ? conflict->by : "", "when",
                      conflict->at_ms ? time_text(conflict->at_ms, when) : "");
        if (json_array_append_new(at, row) != 0) {
            json_decref(at);
            at = NULL;
        }
    }
    answer_problem(request, problem_row(PROBLEM_CONFLICT), at, response);
}
