#include "desk/data/media.h"

#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static enum outcome hash_fits(const char *hash, unsigned char bits[HASH_SIZE], struct fail *fail) {
    return hash_bits(hash, bits) ? OUTCOME_DONE : field_refuse(fail, "a picture is named by its hash");
}

enum outcome media_add(struct database *database, const struct act *act, const char *hash, const char *name,
                       struct fail *fail) {
    unsigned char bits[HASH_SIZE];
    enum outcome outcome = hash_fits(hash, bits, fail);
    if (outcome == OUTCOME_DONE && !field_is_line(name, 0, MEDIA_NAME_MAX))
        outcome = field_refuse(fail, "a picture's name is one line of at most %d bytes", MEDIA_NAME_MAX);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    struct statement add = STATEMENT(
        database, "INSERT INTO media (hash, name, owner, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
    statement_bytes(&add, bits, sizeof bits);
    statement_text(&add, name);
    if (act->user)
        statement_int(&add, act->user);
    else
        statement_null(&add);
    statement_int(&add, act->now_ms);
    outcome = statement_change(&add, fail);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "picture add", hash, name, fail);
    return database_end(database, outcome == OUTCOME_ABSENT ? OUTCOME_DONE : outcome, fail);
}

static enum outcome change_fits(const struct media_change *change, struct fail *fail) {
    if (change->name && !field_is_line(change->name, 0, MEDIA_NAME_MAX))
        return field_refuse(fail, "a picture's name is one line of at most %d bytes", MEDIA_NAME_MAX);
    if ((change->alt && strlen(change->alt) > MEDIA_WORDS_MAX) ||
        (change->credit && strlen(change->credit) > MEDIA_WORDS_MAX))
        return field_refuse(fail, "what is said about a picture has at most %d bytes", MEDIA_WORDS_MAX);
    for (int i = 0; change->focus && i < 2; i++)
        if (change->focus[i] < 0 || change->focus[i] > 100)
            return field_refuse(fail, "a focus point is two numbers from 0 to 100");
    return OUTCOME_DONE;
}

/* A picture that came with an import has a row from the first time that something is said about it. */
static enum outcome put_change(struct database *database, const struct act *act, const unsigned char *bits,
                               const struct media_change *change, struct fail *fail) {
    struct statement put = STATEMENT(
        database,
        "INSERT INTO media (hash, name, alt, credit, focus_left, focus_top, at_ms) SELECT hash, ifnull(?2, "
        "''), ifnull(?3, ''), ifnull(?4, ''), ?5, ?6, ?7 FROM file WHERE hash = ?1 ON CONFLICT DO UPDATE SET "
        "name = ifnull(?2, name), alt = ifnull(?3, alt), credit = ifnull(?4, credit), focus_left = "
        "ifnull(?5, "
        "focus_left), focus_top = ifnull(?6, focus_top)");
    statement_bytes(&put, bits, HASH_SIZE);
    statement_text(&put, change->name);
    statement_text(&put, change->alt);
    statement_text(&put, change->credit);
    for (int i = 0; i < 2; i++)
        if (change->focus)
            statement_int(&put, change->focus[i]);
        else
            statement_null(&put);
    statement_int(&put, act->now_ms);
    return field_known(statement_change(&put, fail), fail, "there is no such picture");
}

enum outcome media_change(struct database *database, const struct act *act, const char *hash,
                          const struct media_change *change, struct fail *fail) {
    unsigned char bits[HASH_SIZE];
    enum outcome outcome = hash_fits(hash, bits, fail);
    if (outcome == OUTCOME_DONE)
        outcome = change_fits(change, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    outcome = put_change(database, act, bits, change, fail);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "picture change", hash, change->name, fail);
    return database_end(database, outcome, fail);
}

enum outcome media_list(struct database *database, void (*see)(void *context, const struct media *media),
                        void *context, struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT hash, media.name, alt, credit, focus_left, focus_top, owner, user.name, "
                            "at_ms FROM media LEFT JOIN user ON user.id = owner ORDER BY hash");
    while (statement_row(&ask)) {
        size_t size = 0;
        struct hash hash = hash_of_bits(column_bytes(&ask, 0, &size));
        struct media media = {.hash = hash.hex,
                              .name = column_text(&ask, 1),
                              .alt = column_text(&ask, 2),
                              .credit = column_text(&ask, 3),
                              .has_focus = !column_is_null(&ask, 4),
                              .focus_left = (int)column_int(&ask, 4),
                              .focus_top = (int)column_int(&ask, 5),
                              .owner = column_int(&ask, 6),
                              .who = column_text(&ask, 7),
                              .at_ms = column_int(&ask, 8)};
        see(context, &media);
    }
    return statement_end(&ask, fail);
}

enum outcome media_room(struct database *database, int64_t user, struct media_room *room, struct fail *fail) {
    struct statement ask = STATEMENT(
        database, "SELECT ifnull(sum(size), 0), ifnull(sum(iif(owner = ?, size, 0)), 0) FROM file LEFT JOIN "
                  "media ON media.hash = file.hash WHERE packed IS NULL AND file.id IN (SELECT file FROM "
                  "tree WHERE until = 9223372036854775807)");
    struct media_room found = {0};
    statement_int(&ask, user);
    if (statement_row(&ask))
        found =
            (struct media_room){.all = (uint64_t)column_int(&ask, 0), .own = (uint64_t)column_int(&ask, 1)};
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *room = found;
    return outcome;
}
