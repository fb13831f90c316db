#include "desk/data/audit.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static void add_text(crypto_generichash_state *state, const char *text) {
    char length[24];
    int digits = snprintf(length, sizeof length, "%zu:", strlen(text));
    crypto_generichash_update(state, (const unsigned char *)length, (unsigned long long)digits);
    crypto_generichash_update(state, (const unsigned char *)text, strlen(text));
    crypto_generichash_update(state, (const unsigned char *)",", 1);
}

static void add_number(crypto_generichash_state *state, int64_t number) {
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)number);
    add_text(state, text);
}

static void hash_row(const unsigned char *before, const struct audit_row *row, unsigned char *hash) {
    crypto_generichash_state state;
    char hex[2 * AUDIT_HASH + 1];
    crypto_generichash_init(&state, NULL, 0, AUDIT_HASH);
    add_text(&state, sodium_bin2hex(hex, sizeof hex, before, AUDIT_HASH));
    add_number(&state, row->n);
    add_number(&state, row->at_ms);
    add_text(&state, row->who);
    add_text(&state, row->what);
    add_text(&state, row->object);
    add_text(&state, row->detail);
    crypto_generichash_final(&state, hash, AUDIT_HASH);
}

static const char *clean(const char *text, char *room, size_t size) {
    snprintf(room, size, "%s", text ? text : "");
    utf8_clean(room);
    return room;
}

enum outcome audit_head(struct database *database, struct audit_head *head, struct fail *fail) {
    struct audit_head found = {0};
    struct statement ask = STATEMENT(database, "SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1");
    if (statement_row(&ask)) {
        size_t size = 0;
        const void *hash = column_bytes(&ask, 1, &size);
        found.rows = column_int(&ask, 0);
        memcpy(found.hash, hash, size < AUDIT_HASH ? size : AUDIT_HASH);
    }
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *head = found;
    return outcome;
}

enum outcome audit_write(struct database *database, const struct act *act, const char *what,
                         const char *object, const char *detail, struct fail *fail) {
    struct audit_head head;
    char who_room[200], what_room[100], object_room[AUDIT_TEXT_MAX], detail_room[AUDIT_TEXT_MAX];
    unsigned char hash[AUDIT_HASH];
    enum outcome outcome = audit_head(database, &head, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct audit_row row = {.n = head.rows + 1,
                            .at_ms = act->now_ms,
                            .who = clean(act->who, who_room, sizeof who_room),
                            .what = clean(what, what_room, sizeof what_room),
                            .object = clean(object, object_room, sizeof object_room),
                            .detail = clean(detail, detail_room, sizeof detail_room)};
    hash_row(head.hash, &row, hash);
    struct statement add = STATEMENT(
        database,
        "INSERT INTO audit (n, at_ms, who, what, object, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
    statement_int(&add, row.n);
    statement_int(&add, row.at_ms);
    statement_text(&add, row.who);
    statement_text(&add, row.what);
    statement_text(&add, row.object);
    statement_text(&add, row.detail);
    statement_bytes(&add, hash, sizeof hash);
    return statement_run(&add, fail);
}

static struct audit_row row_of(const struct statement *ask, size_t *hash_size) {
    return (struct audit_row){.n = column_int(ask, 0),
                              .at_ms = column_int(ask, 1),
                              .who = column_text(ask, 2),
                              .what = column_text(ask, 3),
                              .object = column_text(ask, 4),
                              .detail = column_text(ask, 5),
                              .hash = column_bytes(ask, 6, hash_size)};
}

enum outcome audit_list(struct database *database, int64_t before, int most,
                        void (*see)(void *context, const struct audit_row *row), void *context,
                        struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT n, at_ms, who, what, object, detail, hash FROM audit "
                                               "WHERE n < ? ORDER BY n DESC LIMIT ?");
    statement_int(&ask, before > 0 ? before : INT64_MAX);
    statement_int(&ask, most);
    while (statement_row(&ask)) {
        size_t size = 0;
        struct audit_row row = row_of(&ask, &size);
        if (size == AUDIT_HASH)
            see(context, &row);
    }
    return statement_end(&ask, fail);
}

static bool as_written(const struct audit_row *row, size_t hash_size, struct audit_head *head,
                       const struct audit_head *known) {
    unsigned char hash[AUDIT_HASH];
    hash_row(head->hash, row, hash);
    if (row->n != head->rows + 1 || hash_size != AUDIT_HASH || memcmp(hash, row->hash, AUDIT_HASH) != 0)
        return false;
    head->rows = row->n;
    memcpy(head->hash, hash, AUDIT_HASH);
    return !known || known->rows != row->n || memcmp(known->hash, hash, AUDIT_HASH) == 0;
}

enum outcome audit_verify(struct database *database, const struct audit_head *known, int64_t *broken,
                          struct fail *fail) {
    struct audit_head head = {0};
    int64_t wrong = 0;
    struct statement ask =
        STATEMENT(database, "SELECT n, at_ms, who, what, object, detail, hash FROM audit ORDER BY n");
    while (wrong == 0 && statement_row(&ask)) {
        size_t size = 0;
        struct audit_row row = row_of(&ask, &size);
        int64_t due = head.rows + 1;
        if (!as_written(&row, size, &head, known))
            wrong = due;
    }
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE && wrong == 0 && known && known->rows > head.rows)
        wrong = head.rows + 1;
    if (outcome != OUTCOME_DONE || wrong == 0)
        return outcome;
    *broken = wrong;
    return field_damaged(fail, "the log is not what was written, from row %lld on", (long long)wrong);
}
