#include "desk/data/screens.h"

#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/screen_events.h"

static enum outcome name_fits(const char *name, struct fail *fail) {
    return field_is_line(name, 1, SCREEN_NAME_MAX)
               ? OUTCOME_DONE
               : field_refuse(fail, "a screen's name is one line of 1 to %d bytes", SCREEN_NAME_MAX);
}

/* A key that was once a screen's is never another's. */
static enum outcome key_is_new(struct database *database, const unsigned char key[SCREEN_KEY],
                               struct fail *fail) {
    int64_t id = 0;
    enum outcome outcome = screen_of_key(database, key, &id, fail);
    if (outcome == OUTCOME_ABSENT)
        return OUTCOME_DONE;
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_REFUSED)
        return field_taken(OUTCOME_CONFLICT, fail,
                           "this device has been enrolled already; it has to make a new key");
    return outcome;
}

static enum outcome note(struct database *database, const struct act *act, int64_t id, const char *what,
                         const char *detail, struct fail *fail) {
    char object[FIELD_ID_TEXT];
    enum outcome outcome = audit_write(database, act, what, field_id(id, object), detail, fail);
    return outcome == OUTCOME_DONE ? screen_event_add(database, id, act->now_ms, what, act->who, fail)
                                   : outcome;
}

static enum outcome room_for(struct database *database, struct fail *fail) {
    struct statement count = STATEMENT(database, "SELECT count(*) FROM screen");
    int64_t screens = statement_row(&count) ? column_int(&count, 0) : 0;
    enum outcome outcome = statement_end(&count, fail);
    return outcome == OUTCOME_DONE && screens >= SCREENS_MAX
               ? field_refuse(fail, "a desk has at most %d screens", SCREENS_MAX)
               : outcome;
}

enum outcome screen_enrol(struct database *database, const struct act *act,
                          const unsigned char key[SCREEN_KEY], const char *name, int64_t group, int64_t *id,
                          struct fail *fail) {
    int64_t made = 0;
    enum outcome outcome = name_fits(name, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    outcome = key_is_new(database, key, fail);
    if (outcome == OUTCOME_DONE)
        outcome = room_for(database, fail);
    if (outcome == OUTCOME_DONE) {
        struct statement add =
            STATEMENT(database, "INSERT INTO screen (key, screen_group, name, enrolled_ms) VALUES (?, ?, "
                                "?, ?) RETURNING id");
        statement_bytes(&add, key, SCREEN_KEY);
        statement_int(&add, group);
        statement_text(&add, name);
        statement_int(&add, act->now_ms);
        made = statement_row(&add) ? column_int(&add, 0) : 0;
        outcome = field_taken(statement_run(&add, fail), fail, "there is no such group");
    }
    if (outcome == OUTCOME_DONE)
        outcome = note(database, act, made, "screen enrol", name, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *id = made;
    return outcome;
}

/* Remembers that this key was one. */
static enum outcome retire_key(struct database *database, int64_t id, int64_t now_ms, struct fail *fail) {
    struct statement keep = STATEMENT(
        database,
        "INSERT INTO former_key (key, screen, until_ms) SELECT key, id, ? FROM screen WHERE id = ? ON "
        "CONFLICT DO NOTHING");
    statement_int(&keep, now_ms);
    statement_int(&keep, id);
    return statement_run(&keep, fail);
}

enum outcome screen_replace(struct database *database, const struct act *act, int64_t id,
                            const unsigned char key[SCREEN_KEY], struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = key_is_new(database, key, fail);
    if (outcome == OUTCOME_DONE)
        outcome = retire_key(database, id, act->now_ms, fail);
    if (outcome == OUTCOME_DONE) {
        struct statement set =
            STATEMENT(database, "UPDATE screen SET key = ?, enrolled_ms = ?, revoked_ms = NULL WHERE id = ?");
        statement_bytes(&set, key, SCREEN_KEY);
        statement_int(&set, act->now_ms);
        statement_int(&set, id);
        outcome = field_known(statement_change(&set, fail), fail, "there is no such screen");
    }
    if (outcome == OUTCOME_DONE)
        outcome = note(database, act, id, "screen replace", NULL, fail);
    return database_end(database, outcome, fail);
}

enum outcome screen_revoke(struct database *database, const struct act *act, int64_t id, struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement set =
        STATEMENT(database, "UPDATE screen SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL");
    statement_int(&set, act->now_ms);
    statement_int(&set, id);
    outcome =
        field_known(statement_change(&set, fail), fail, "there is no such screen, or it is revoked already");
    if (outcome == OUTCOME_DONE)
        outcome = retire_key(database, id, act->now_ms, fail);
    if (outcome == OUTCOME_DONE)
        outcome = note(database, act, id, "screen revoke", NULL, fail);
    return database_end(database, outcome, fail);
}

static enum outcome keep_stop(struct database *database, int64_t id, const char *stop, struct fail *fail) {
    struct statement set = STATEMENT(database, "UPDATE former_key SET stop = ? WHERE key = (SELECT key FROM "
                                               "screen WHERE id = ?)");
    statement_text(&set, stop);
    statement_int(&set, id);
    return field_known(statement_change(&set, fail), fail, "there is no such screen");
}

enum outcome screen_stop(struct database *database, const struct act *act, int64_t id, const char *stop,
                         struct fail *fail) {
    if (strlen(stop) >= SCREEN_STOP_MAX)
        return field_refuse(fail, "a signature has less than %d bytes", SCREEN_STOP_MAX);
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement set =
        STATEMENT(database, "UPDATE screen SET revoked_ms = ifnull(revoked_ms, ?) WHERE id = ?");
    statement_int(&set, act->now_ms);
    statement_int(&set, id);
    outcome = field_known(statement_change(&set, fail), fail, "there is no such screen");
    if (outcome == OUTCOME_DONE)
        outcome = retire_key(database, id, act->now_ms, fail);
    if (outcome == OUTCOME_DONE)
        outcome = keep_stop(database, id, stop, fail);
    if (outcome == OUTCOME_DONE)
        outcome = note(database, act, id, "screen stop", NULL, fail);
    return database_end(database, outcome, fail);
}

enum outcome screen_stop_of_key(struct database *database, const unsigned char key[SCREEN_KEY],
                                char stop[SCREEN_STOP_MAX], struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT ifnull(stop, '') FROM former_key WHERE key = ?");
    statement_bytes(&ask, key, SCREEN_KEY);
    stop[0] = '\0';
    if (statement_row(&ask) && strlen(column_text(&ask, 0)) < SCREEN_STOP_MAX)
        strcpy(stop, column_text(&ask, 0));
    return statement_end(&ask, fail);
}

enum outcome screen_describe(struct database *database, const struct act *act, int64_t id, const char *name,
                             int64_t group, struct fail *fail) {
    enum outcome outcome = name_fits(name, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    struct statement set = STATEMENT(database, "UPDATE screen SET name = ?, screen_group = ? WHERE id = ?");
    statement_text(&set, name);
    statement_int(&set, group);
    statement_int(&set, id);
    outcome = field_known(statement_change(&set, fail), fail, "there is no such screen");
    outcome = field_taken(outcome, fail, "there is no such group");
    if (outcome == OUTCOME_DONE)
        outcome = note(database, act, id, "screen describe", name, fail);
    return database_end(database, outcome, fail);
}

static void see_row(const struct statement *ask, void (*see)(void *context, const struct screen_row *screen),
                    void *context) {
    size_t size = 0;
    const void *key = column_bytes(ask, 5, &size);
    struct screen_row screen = {.id = column_int(ask, 0),
                                .group = column_int(ask, 1),
                                .name = column_text(ask, 2),
                                .enrolled_ms = column_int(ask, 3),
                                .revoked_ms = column_int(ask, 4)};
    memcpy(screen.key, key, size < SCREEN_KEY ? size : SCREEN_KEY);
    see(context, &screen);
}

enum outcome screen_read(struct database *database, int64_t id,
                         void (*see)(void *context, const struct screen_row *screen), void *context,
                         struct fail *fail) {
    struct statement ask = STATEMENT(
        database, "SELECT id, screen_group, name, enrolled_ms, revoked_ms, key FROM screen WHERE id = ?");
    statement_int(&ask, id);
    bool there = statement_row(&ask);
    if (there)
        see_row(&ask, see, context);
    enum outcome outcome = statement_end(&ask, fail);
    return outcome == OUTCOME_DONE && !there ? field_known(OUTCOME_ABSENT, fail, "there is no such screen")
                                             : outcome;
}

enum outcome screen_list(struct database *database,
                         void (*see)(void *context, const struct screen_row *screen), void *context,
                         struct fail *fail) {
    struct statement ask = STATEMENT(
        database,
        "SELECT id, screen_group, name, enrolled_ms, revoked_ms, key FROM screen ORDER BY name, id");
    while (statement_row(&ask))
        see_row(&ask, see, context);
    return statement_end(&ask, fail);
}

enum outcome screen_of_key(struct database *database, const unsigned char key[SCREEN_KEY], int64_t *id,
                           struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT id, revoked_ms IS NULL FROM screen WHERE key = ?1 UNION ALL SELECT "
                            "screen, 0 FROM former_key WHERE key = ?1 LIMIT 1");
    statement_bytes(&ask, key, SCREEN_KEY);
    bool there = statement_row(&ask), good = there && column_int(&ask, 1) != 0;
    int64_t found = there ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    if (!there)
        return field_known(OUTCOME_ABSENT, fail, "no screen has this key");
    if (!good)
        return field_refuse(fail, "this screen was revoked, or another device took its place");
    *id = found;
    return OUTCOME_DONE;
}
