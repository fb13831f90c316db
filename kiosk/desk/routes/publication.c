/* What the screens have, and what they should have from now on. */
#include "desk/work/publishing.h"

#include <inttypes.h>

#include "core/time/zone.h"
#include "desk/data/trees.h"
#include "desk/routes/reach.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/diff.h"
#include "publish/sign_client.h"

enum { VALID_DAYS = 90 };

static const struct problem NO_SIGNER = {
    "no-signer",
    503,
    {"Der kan ikke udgives lige nu", "Nothing can be published just now"},
    {"Programmet, der underskriver, svarer ikke. Skærmene viser det, de viste. Sig det til IT.",
     "The program that signs does not answer. The screens show what they showed. Tell IT."}};
static const struct problem ERRORS = {
    "findings",
    422,
    {"Der er fejl, som skærmene ikke må vise", "There are errors that screens must not show"},
    {"Ret dem, og prøv igen.", "Mend them and try again."}};

/* What whoever publishes would see; counted once for each pair of versions, whoever asks. */
static enum outcome count_changes(struct desk *desk, struct database *database, int64_t from, int64_t to,
                                  int64_t *count, struct fail *fail) {
    struct site_tree before = {0}, after = {0};
    struct site_diff diff = {0};
    pthread_mutex_lock(&desk->mutex);
    struct desk_changes known = desk->changes;
    pthread_mutex_unlock(&desk->mutex);
    *count = known.count;
    if (known.from == from && known.to == to)
        return OUTCOME_DONE;
    enum outcome outcome = site_tree_init(&before, database, from, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&after, database, to, fail);
    before.kept = after.kept = desk->kept;
    if (outcome == OUTCOME_DONE)
        outcome = diff_sites(&before, &after, &diff, fail);
    if (outcome == OUTCOME_DONE) {
        *count = (int64_t)diff_count(&diff);
        pthread_mutex_lock(&desk->mutex);
        desk->changes = (struct desk_changes){from, to, *count};
        pthread_mutex_unlock(&desk->mutex);
    }
    diff_finish(&diff);
    site_tree_finish(&after);
    site_tree_finish(&before);
    return outcome;
}

static void show(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct publication publication = {0};
    struct user user = {0};
    struct fail fail = {0};
    char at[TIME_TEXT];
    int64_t newest = 0, changes = 0;
    json_t *published = NULL;
    enum outcome outcome = database ? revision_newest(database, &newest, &fail) : OUTCOME_BUSY;
    enum outcome there =
        outcome == OUTCOME_DONE ? publication_newest(database, &publication, &fail) : outcome;
    if (there != OUTCOME_ABSENT)
        outcome = there;
    if (outcome == OUTCOME_DONE)
        outcome = count_changes(context, database, publication.revision, newest, &changes, &fail);
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    if (publication.by != 0 && user_read(database, publication.by, &user, NULL) != OUTCOME_DONE)
        user.name[0] = '\0';
    if (there == OUTCOME_DONE)
        published = json_pack("{s:I, s:I, s:I, s:s, s:s}", "revision", (json_int_t)publication.revision,
                              "epoch", (json_int_t)publication.epoch, "seq", (json_int_t)publication.seq,
                              "at", time_text(publication.at_ms, at), "by", user.name);
    response_json(response, 200,
                  json_pack("{s:o, s:I, s:I}", "published", published ? published : json_null(), "newest",
                            (json_int_t)newest, "changes", (json_int_t)changes));
}

static void answer_published(struct desk *desk, const struct request *request, enum outcome outcome,
                             const struct fail *fail, const struct published *published,
                             const struct report *findings, struct response *response) {
    if (outcome == OUTCOME_REFUSED && findings->errors > 0) {
        answer_problem(request, &ERRORS, json_of_findings(findings, NULL), response);
        return;
    }
    if (outcome == OUTCOME_REFUSED) {
        desk_log(desk, "publishing: %s", fail->text);
        answer_problem(request, &NO_SIGNER, json_pack("[{s:s}]", "text", fail->text), response);
        response_header(response, "Retry-After", "10");
        return;
    }
    if (!answer_unless_done(desk, request, outcome, fail, response))
        return;
    desk_wake(desk, TOPIC_SITE);
    desk_wake(desk, TOPIC_PUBLISHED);
    response_json(response, 200,
                  json_pack("{s:I, s:I, s:I}", "epoch", (json_int_t)published->id.epoch, "seq",
                            (json_int_t)published->id.seq, "revision", (json_int_t)published->revision));
}

/* `revision` 0: what was published before is published once more. */
static void publish_with(struct desk *desk, const struct request *request, struct database *database,
                         int64_t revision, struct response *response) {
    struct fail fail = {0};
    struct sign_client *client =
        desk->settings.sign_socket ? sign_client_open(desk->settings.sign_socket, &fail) : NULL;
    if (!client) {
        desk_log(desk, "publishing: %s", fail.text[0] ? fail.text : "no kiosk-sign is set (--sign-socket)");
        response_problem(response, request, &NO_SIGNER, NULL);
        response_header(response, "Retry-After", "10");
        return;
    }
    struct signer signer = sign_client_signer(client);
    struct publishing publishing = {.database = database,
                                    .act = &signed_in(request)->act,
                                    .signer = &signer,
                                    .channel = desk->settings.channel,
                                    .valid_s = (int64_t)VALID_DAYS * DAY_MS / 1000,
                                    .known = sign_client_last(client, desk->settings.channel)};
    struct published published = {0};
    struct report findings = {0};
    enum outcome outcome = revision > 0 ? publishing_run(&publishing, revision, &findings, &published, &fail)
                                        : publishing_undo(&publishing, &findings, &published, &fail);
    answer_published(desk, request, outcome, &fail, &published, &findings, response);
    report_finish(&findings);
    sign_client_close(client);
}

/* Somebody of some groups alone may publish what reaches no others' screens. */
static enum outcome may_publish(struct database *database, const struct request *request, int64_t revision,
                                struct fail *fail) {
    struct reach reach = {
        .database = database, .rights = &signed_in(request)->rights, .action = ACTION_PUBLISH};
    struct publication last = {0};
    enum outcome outcome = publication_newest(database, &last, fail);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ABSENT)
        outcome = reach_allows_between(&reach, last.revision, revision, fail);
    return outcome;
}

static void publish_revision(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    int64_t revision = value_member(request->body, "revision")->whole;
    struct fail fail = {0};
    enum outcome outcome = database ? may_publish(database, request, revision, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_REFUSED)
        answer_problem(request, problem_row(PROBLEM_FORBIDDEN),
                       json_pack("[{s:s, s:s}]", "file", fail.file, "text", fail.text), response);
    else if (answer_unless_done(context, request, outcome, &fail, response))
        publish_with(context, request, database, revision, response);
}

static void publish_before(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    if (database)
        publish_with(context, request, database, 0, response);
    else
        answer_busy(request, 1, response);
}

static const struct field REVISION[] = {
    {.name = "revision", .kind = FIELD_WHOLE, .required = true, .low = 1, .high = INT64_MAX},
    {.name = NULL},
};
static const struct field NOTHING[] = {{.name = NULL}};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/publication",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .summary = "What is published, and how much is not yet",
     .handle = show},
    {.method = METHOD_POST,
     .pattern = API "/publish",
     .caller = CALLER_PUBLISHER,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = REVISION,
     .summary = "Send a revision to the screens",
     .handle = publish_revision},
    {.method = METHOD_POST,
     .pattern = API "/publish/undo",
     .caller = CALLER_PUBLISHER,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = NOTHING,
     .summary = "Send what was published before once more",
     .handle = publish_before},
};
ROUTE_GROUP(publication, ROUTES);
