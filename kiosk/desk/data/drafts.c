#include "desk/data/drafts.h"

#include <string.h>

#include "core/site/site.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/revisions.h"

static enum outcome draft_fits(const struct draft *draft, struct fail *fail) {
    if (!site_name_valid(draft->path) || !field_is_line(draft->slide, 0, CHANGE_NAME_MAX))
        return field_refuse(fail, "a draft is of a file of the site, and of a slide in it");
    if (strlen(draft->ops) > DRAFT_OPS_MAX)
        return field_refuse(fail, "a draft has at most %d KiB", DRAFT_OPS_MAX >> 10);
    return OUTCOME_DONE;
}

static enum outcome room_for(struct database *database, int64_t user, struct fail *fail) {
    struct statement count = STATEMENT(database, "SELECT count(*) FROM draft WHERE user = ?");
    statement_int(&count, user);
    int64_t drafts = statement_row(&count) ? column_int(&count, 0) : 0;
    enum outcome outcome = statement_end(&count, fail);
    if (outcome == OUTCOME_DONE && drafts > DRAFTS_OF_USER_MAX)
        return field_refuse(fail, "you have %d drafts; save or discard some first", DRAFTS_OF_USER_MAX);
    return outcome;
}

enum outcome draft_put(struct database *database, int64_t user, const struct draft *draft,
                       struct fail *fail) {
    enum outcome outcome = draft_fits(draft, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    struct statement put = STATEMENT(
        database,
        "INSERT INTO draft (user, path, slide, base, ops, step, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON "
        "CONFLICT DO UPDATE SET base = excluded.base, ops = excluded.ops, step = excluded.step, "
        "at_ms = excluded.at_ms WHERE draft.step <= excluded.step");
    statement_int(&put, user);
    statement_text(&put, draft->path);
    statement_text(&put, draft->slide);
    statement_int(&put, draft->base);
    statement_text(&put, draft->ops);
    statement_int(&put, draft->step);
    statement_int(&put, draft->at_ms);
    outcome = field_taken(statement_change(&put, fail), fail, "there is no such person");
    if (outcome == OUTCOME_ABSENT)
        outcome = field_taken(OUTCOME_CONFLICT, fail, "a later draft of this is kept already");
    if (outcome == OUTCOME_DONE)
        outcome = room_for(database, user, fail);
    return database_end(database, outcome, fail);
}

enum outcome draft_remove(struct database *database, int64_t user, const char *path, const char *slide,
                          struct fail *fail) {
    struct statement remove =
        STATEMENT(database, "DELETE FROM draft WHERE user = ? AND path = ? AND slide = ?");
    statement_int(&remove, user);
    statement_text(&remove, path);
    statement_text(&remove, slide);
    return statement_run(&remove, fail);
}

enum outcome draft_list(struct database *database, int64_t user,
                        void (*see)(void *context, const struct draft *draft), void *context,
                        struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT path, slide, base, ops, step, at_ms FROM draft WHERE user = ? ORDER "
                            "BY at_ms DESC, path, slide");
    statement_int(&ask, user);
    while (statement_row(&ask)) {
        struct draft draft = {.path = column_text(&ask, 0),
                              .slide = column_text(&ask, 1),
                              .base = column_int(&ask, 2),
                              .ops = column_text(&ask, 3),
                              .step = column_int(&ask, 4),
                              .at_ms = column_int(&ask, 5)};
        see(context, &draft);
    }
    return statement_end(&ask, fail);
}

enum outcome draft_count_with(struct database *database, const char *text, int64_t *count,
                              struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT count(*) FROM draft WHERE instr(ops, ?) > 0");
    statement_text(&ask, text);
    int64_t found = statement_row(&ask) ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *count = found;
    return outcome;
}
