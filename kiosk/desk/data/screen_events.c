#include "desk/data/screen_events.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static const int64_t DAY_IN_MS = 24 * 3600 * 1000;

static const char *const names[COMMAND_COUNT] = {[COMMAND_IDENTIFY] = "identify",
                                                 [COMMAND_PICTURE] = "picture",
                                                 [COMMAND_RESTART] = "restart",
                                                 [COMMAND_FETCH] = "fetch"};

const char *command_name(enum screen_command command) {
    return names[command];
}

bool command_parse(const char *name, enum screen_command *command) {
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, names[i]) == 0) {
            *command = (enum screen_command)i;
            return true;
        }
    return false;
}

enum outcome screen_event_add(struct database *database, int64_t screen, int64_t now_ms, const char *what,
                              const char *detail, struct fail *fail) {
    char texts[2][EVENT_TEXT_MAX + 1];
    snprintf(texts[0], sizeof texts[0], "%s", what);
    snprintf(texts[1], sizeof texts[1], "%s", detail ? detail : "");
    utf8_clean(texts[0]);
    utf8_clean(texts[1]);
    struct statement add =
        STATEMENT(database, "INSERT INTO screen_event (screen, at_ms, what, detail) VALUES (?, ?, ?, ?)");
    statement_int(&add, screen);
    statement_int(&add, now_ms);
    statement_text(&add, texts[0]);
    statement_text(&add, texts[1]);
    return field_taken(statement_run(&add, fail), fail, "there is no such screen");
}

enum outcome screen_event_list(struct database *database, const struct screen_event_query *query,
                               void (*see)(void *context, const struct screen_event *event), void *context,
                               struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT n, at_ms, what, detail FROM screen_event WHERE screen = ? AND n < ? "
                            "ORDER BY n DESC LIMIT ?");
    statement_int(&ask, query->screen);
    statement_int(&ask, query->before > 0 ? query->before : INT64_MAX);
    statement_int(&ask, query->most);
    while (statement_row(&ask)) {
        struct screen_event event = {column_int(&ask, 0), column_int(&ask, 1), column_text(&ask, 2),
                                     column_text(&ask, 3)};
        see(context, &event);
    }
    return statement_end(&ask, fail);
}

enum outcome screen_events_sweep(struct database *database, int64_t now_ms, struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement events = STATEMENT(database, "DELETE FROM screen_event WHERE at_ms < ?");
    statement_int(&events, now_ms - EVENT_KEPT_DAYS * DAY_IN_MS);
    outcome = statement_run(&events, fail);
    if (outcome == OUTCOME_DONE) {
        struct statement commands = STATEMENT(database, "DELETE FROM command WHERE asked_ms < ?");
        statement_int(&commands, now_ms - EVENT_KEPT_DAYS * DAY_IN_MS);
        outcome = statement_run(&commands, fail);
    }
    return database_end(database, outcome, fail);
}

/* A picture that nobody asked for is in no person's way. */
static enum outcome still_asked(struct database *database, int64_t screen, enum screen_command command,
                                int64_t now_ms, bool look, struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT 1 FROM command WHERE screen = ? AND what = ? AND done_ms IS NULL AND "
                            "asked_ms > ? AND (? OR author IS NOT NULL OR what <> 'picture')");
    statement_int(&ask, screen);
    statement_text(&ask, names[command]);
    statement_int(&ask, now_ms - COMMAND_MS);
    statement_int(&ask, look);
    bool asked = statement_row(&ask);
    enum outcome outcome = statement_end(&ask, fail);
    return outcome == OUTCOME_DONE && asked
               ? field_taken(OUTCOME_CONFLICT, fail,
                             "the screen has been asked to already, and has not answered")
               : outcome;
}

/* Within a transaction. */
static enum outcome insert(struct database *database, const struct act *act, int64_t screen,
                           enum screen_command command, int64_t *made, struct fail *fail) {
    struct statement add =
        STATEMENT(database, "INSERT INTO command (screen, what, author, asked_ms) SELECT id, ?2, ?3, ?4 "
                            "FROM screen WHERE id = ?1 AND revoked_ms IS NULL RETURNING id");
    statement_int(&add, screen);
    statement_text(&add, names[command]);
    if (act->user)
        statement_int(&add, act->user);
    else
        statement_null(&add);
    statement_int(&add, act->now_ms);
    *made = statement_row(&add) ? column_int(&add, 0) : 0;
    enum outcome outcome = statement_run(&add, fail);
    return outcome == OUTCOME_DONE && !*made
               ? field_taken(OUTCOME_CONFLICT, fail, "there is no such screen, or it was revoked")
               : outcome;
}

enum outcome command_add(struct database *database, const struct act *act, int64_t screen,
                         enum screen_command command, int64_t *id, struct fail *fail) {
    char object[FIELD_ID_TEXT];
    int64_t made = 0;
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = still_asked(database, screen, command, act->now_ms, false, fail);
    if (outcome == OUTCOME_DONE)
        outcome = insert(database, act, screen, command, &made, fail);
    if (outcome == OUTCOME_DONE)
        outcome =
            audit_write(database, act, "screen command", field_id(screen, object), names[command], fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *id = made;
    return outcome;
}

enum outcome command_look(struct database *database, int64_t screen, int64_t now_ms, struct fail *fail) {
    const struct act nobody = {.now_ms = now_ms};
    int64_t made = 0;
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = still_asked(database, screen, COMMAND_PICTURE, now_ms, true, fail);
    if (outcome == OUTCOME_DONE)
        outcome = insert(database, &nobody, screen, COMMAND_PICTURE, &made, fail);
    return database_end(database, outcome, fail);
}

enum outcome command_list(struct database *database, int64_t screen, int64_t now_ms,
                          void (*see)(void *context, const struct command_row *row), void *context,
                          struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT id, asked_ms, what FROM command WHERE screen = ? AND done_ms IS NULL AND "
                            "asked_ms > ? ORDER BY id");
    statement_int(&ask, screen);
    statement_int(&ask, now_ms - COMMAND_MS);
    while (statement_row(&ask)) {
        struct command_row row = {.id = column_int(&ask, 0), .asked_ms = column_int(&ask, 1), .by = ""};
        if (command_parse(column_text(&ask, 2), &row.command))
            see(context, &row);
    }
    return statement_end(&ask, fail);
}

enum outcome command_history(struct database *database, int64_t screen, int most,
                             void (*see)(void *context, const struct command_row *row), void *context,
                             struct fail *fail) {
    struct statement ask = STATEMENT(
        database,
        "SELECT command.id, asked_ms, ifnull(done_ms, 0), what, user.name FROM command JOIN user ON user.id "
        "= author WHERE screen = ? ORDER BY command.id DESC LIMIT ?");
    statement_int(&ask, screen);
    statement_int(&ask, most);
    while (statement_row(&ask)) {
        struct command_row row = {.id = column_int(&ask, 0),
                                  .asked_ms = column_int(&ask, 1),
                                  .done_ms = column_int(&ask, 2),
                                  .by = column_text(&ask, 4)};
        if (command_parse(column_text(&ask, 3), &row.command))
            see(context, &row);
    }
    return statement_end(&ask, fail);
}

/* What nobody asked for leaves no trace. */
static enum outcome forget_look(struct database *database, int64_t screen, int64_t id, struct fail *fail) {
    struct statement forget = STATEMENT(
        database, "DELETE FROM command WHERE id = ? AND screen = ? AND author IS NULL AND what = 'picture'");
    statement_int(&forget, id);
    statement_int(&forget, screen);
    return statement_change(&forget, fail);
}

enum outcome command_done(struct database *database, int64_t screen, int64_t id, int64_t now_ms,
                          struct fail *fail) {
    enum outcome outcome = forget_look(database, screen, id, fail);
    if (outcome != OUTCOME_ABSENT)
        return outcome;
    struct statement set =
        STATEMENT(database, "UPDATE command SET done_ms = ? WHERE id = ? AND screen = ? AND done_ms IS NULL");
    statement_int(&set, now_ms);
    statement_int(&set, id);
    statement_int(&set, screen);
    return field_known(statement_change(&set, fail), fail, "the screen was not asked to");
}
