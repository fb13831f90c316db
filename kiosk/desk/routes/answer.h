/* What came of it, as an answer. */
#pragma once

#include <jansson.h>

#include "desk/http/request.h"
#include "desk/http/response.h"
#include "desk/routes/desk.h"
#include "desk/work/conflict.h"
#include "desk/work/site_tree.h"

enum { TIME_TEXT = 24 };
/* "2026-11-29T12:00:00Z"; returns `out`. */
const char *time_text(int64_t ms, char out[TIME_TEXT]);

/* A value as it was read, as one to be written. NULL: no memory. */
json_t *json_of_value(const struct json_value *value) MUST_CHECK;
/* JSON text as a value; what is none is a text itself, NULL is null. */
json_t *json_of_text(const char *text) MUST_CHECK;
/* {da, en}: what it says. NULL: no memory. */
json_t *json_of_said(const struct fail *fail) MUST_CHECK;
/* {code, text: {da, en}, file?, line?, column?}; NULL: no memory. */
json_t *json_of_fail(const struct fail *fail) MUST_CHECK;
/* [{file, line, column, severity, code, text: {da, en}, path?}] of `tree`; NULL: without paths. */
json_t *json_of_findings(const struct report *report, const struct site_tree *tree) MUST_CHECK;

/* True when DONE; otherwise the answer says why, and what is this machine's fault is in the log. */
bool answer_unless_done(struct desk *desk, const struct request *request, enum outcome outcome,
                        const struct fail *fail, struct response *response) MUST_CHECK;
/* A list that is filled row by row; failed: there was no memory for one. */
struct answer_listing {
    struct database *database; /* for rows that need more than they bring; may be NULL */
    json_t *list;
    bool failed;
};
/* The whole list when DONE, else as above. Takes over its `list`. */
void answer_listing(struct desk *desk, const struct request *request, enum outcome outcome,
                    const struct fail *fail, struct answer_listing *listing, struct response *response);
/* The problem with details beside it: `at` is taken over; NULL: no memory. */
void answer_problem(const struct request *request, const struct problem *problem, json_t *at,
                    struct response *response);
/* 409 with both versions of each. */
void answer_conflicts(const struct request *request, const struct conflicts *conflicts,
                      struct response *response);
/* 503 with Retry-After. */
void answer_busy(const struct request *request, int seconds, struct response *response);
