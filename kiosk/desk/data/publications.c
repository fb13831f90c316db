#include "desk/data/publications.h"

#include <stdio.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static struct publication publication_of(const struct statement *ask) {
    size_t size = 0;
    const void *manifest = column_bytes(ask, 7, &size);
    struct publication publication = {.n = column_int(ask, 0),
                                      .epoch = column_int(ask, 1),
                                      .seq = column_int(ask, 2),
                                      .revision = column_int(ask, 3),
                                      .at_ms = column_int(ask, 4),
                                      .by = column_int(ask, 5),
                                      .undoes = column_int(ask, 6),
                                      .undone_by = column_int(ask, 8)};
    if (size == HASH_SIZE)
        publication.manifest = hash_of_bits(manifest);
    return publication;
}

enum outcome publication_list(struct database *database, int64_t before, int most,
                              void (*see)(void *context, const struct publication *publication),
                              void *context, struct fail *fail) {
    struct statement ask = STATEMENT(
        database, "SELECT n, epoch, seq, revision, at_ms, author, undoes, manifest, (SELECT n FROM "
                  "publication AS later WHERE "
                  "later.undoes = publication.n) FROM publication WHERE n < ? ORDER BY n DESC LIMIT ?");
    statement_int(&ask, before > 0 ? before : INT64_MAX);
    statement_int(&ask, most);
    while (statement_row(&ask)) {
        struct publication publication = publication_of(&ask);
        see(context, &publication);
    }
    return statement_end(&ask, fail);
}

static void keep(void *context, const struct publication *publication) {
    *(struct publication *)context = *publication;
}

enum outcome publication_newest(struct database *database, struct publication *publication,
                                struct fail *fail) {
    struct publication newest = {0};
    enum outcome outcome = publication_list(database, 0, 1, keep, &newest, fail);
    if (outcome == OUTCOME_DONE && newest.n == 0)
        outcome = field_known(OUTCOME_ABSENT, fail, "nothing was published yet");
    if (outcome == OUTCOME_DONE)
        *publication = newest;
    return outcome;
}

static enum outcome add(struct database *database, const struct act *act, struct publication *publication,
                        const unsigned char *manifest, struct fail *fail) {
    struct statement put = STATEMENT(
        database,
        "INSERT INTO publication (epoch, seq, revision, at_ms, author, undoes, manifest) VALUES (?, ?, "
        "?, ?, ?, ?, ?) RETURNING n");
    statement_int(&put, publication->epoch);
    statement_int(&put, publication->seq);
    statement_int(&put, publication->revision);
    statement_int(&put, act->now_ms);
    if (act->user)
        statement_int(&put, act->user);
    else
        statement_null(&put);
    if (publication->undoes)
        statement_int(&put, publication->undoes);
    else
        statement_null(&put);
    statement_bytes(&put, manifest, HASH_SIZE);
    publication->n = statement_row(&put) ? column_int(&put, 0) : 0;
    publication->at_ms = act->now_ms;
    publication->by = act->user;
    return field_taken(statement_run(&put, fail), fail,
                       "there is no such revision or person, or this was taken back already");
}

enum outcome publication_add(struct database *database, const struct act *act,
                             struct publication *publication, struct fail *fail) {
    struct publication newest = {0}, added = *publication;
    unsigned char manifest[HASH_SIZE];
    char object[40], detail[40];
    if (!hash_bits(publication->manifest.hex, manifest))
        return field_refuse(fail, "a manifest has a hash");
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = publication_list(database, 0, 1, keep, &newest, fail);
    if (outcome == OUTCOME_DONE &&
        (added.epoch < newest.epoch || (added.epoch == newest.epoch && added.seq <= newest.seq)))
        outcome = field_taken(OUTCOME_CONFLICT, fail, "%lld.%lld is published already",
                              (long long)newest.epoch, (long long)newest.seq);
    if (outcome == OUTCOME_DONE)
        outcome = add(database, act, &added, manifest, fail);
    snprintf(object, sizeof object, "%lld.%lld", (long long)added.epoch, (long long)added.seq);
    snprintf(detail, sizeof detail, "revision #%lld", (long long)added.revision);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, added.undoes ? "publish undo" : "publish", object, detail, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *publication = added;
    return outcome;
}
