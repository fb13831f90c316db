#include "desk/data/trees.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/files_parts.h"

static enum outcome revision_there(struct database *database, int64_t revision, struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT 1 FROM revision WHERE id = ?");
    statement_int(&ask, revision);
    bool there = statement_row(&ask);
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome != OUTCOME_DONE || there)
        return outcome;
    return field_known(OUTCOME_ABSENT, fail, "there is no revision %lld", (long long)revision);
}

static struct hash hash_in(const struct statement *ask, int column) {
    size_t size = 0;
    const void *bits = column_bytes(ask, column, &size);
    return size == HASH_SIZE ? hash_of_bits(bits) : (struct hash){""};
}

enum outcome tree_list(struct database *database, int64_t revision,
                       void (*see)(void *context, const struct tree_file *file), void *context,
                       struct fail *fail) {
    enum outcome outcome = revision_there(database, revision, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement ask = STATEMENT(
        database, "SELECT path, hash, size, packed IS NULL FROM tree JOIN file ON file.id = tree.file WHERE "
                  "since <= ?1 AND until > ?1 ORDER BY path");
    statement_int(&ask, revision);
    while (statement_row(&ask)) {
        struct tree_file file = {column_text(&ask, 0), hash_in(&ask, 1), (uint64_t)column_int(&ask, 2),
                                 column_int(&ask, 3) != 0};
        see(context, &file);
    }
    return statement_end(&ask, fail);
}

/* *number is of the table file. */
static enum outcome find(struct database *database, int64_t revision, const char *path,
                         struct tree_file *file, int64_t *number, struct fail *fail) {
    enum outcome outcome = revision_there(database, revision, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement ask = STATEMENT(
        database, "SELECT file.id, hash, size, packed IS NULL, until FROM tree JOIN file ON file.id = "
                  "tree.file WHERE path = ?1 AND since <= ?2 ORDER BY since DESC LIMIT 1");
    statement_text(&ask, path);
    statement_int(&ask, revision);
    bool there = statement_row(&ask) && column_int(&ask, 4) > revision;
    struct tree_file found = {.path = path};
    int64_t id = 0;
    if (there) {
        id = column_int(&ask, 0);
        found.hash = hash_in(&ask, 1);
        found.size = (uint64_t)column_int(&ask, 2);
        found.object = column_int(&ask, 3) != 0;
    }
    outcome = statement_end(&ask, fail);
    if (outcome != OUTCOME_DONE || !there)
        return field_known(outcome != OUTCOME_DONE ? outcome : OUTCOME_ABSENT, fail,
                           "there is no file \"%.200s\" in revision %lld", path, (long long)revision);
    *file = found;
    *number = id;
    return OUTCOME_DONE;
}

enum outcome tree_find(struct database *database, int64_t revision, const char *path, struct tree_file *file,
                       struct fail *fail) {
    int64_t number = 0;
    return find(database, revision, path, file, &number, fail);
}

enum outcome tree_read(struct database *database, int64_t revision, const char *path, size_t max,
                       char **bytes, size_t *size, struct fail *fail) {
    struct tree_file file;
    struct bytes found;
    int64_t number = 0;
    enum outcome outcome = find(database, revision, path, &file, &number, fail);
    if (outcome == OUTCOME_DONE)
        outcome = file_bytes(database, number, max, &found, fail);
    if (outcome == OUTCOME_DONE) {
        *bytes = found.at;
        *size = found.size;
    }
    return outcome;
}

static void hash_file(void *context, const struct tree_file *file) {
    crypto_generichash_state *state = context;
    crypto_generichash_update(state, (const unsigned char *)file->path, strlen(file->path) + 1);
    crypto_generichash_update(state, (const unsigned char *)file->hash.hex, HASH_HEX);
    crypto_generichash_update(state, (const unsigned char *)"\n", 1);
}

enum outcome tree_hash(struct database *database, int64_t revision, struct hash *hash, struct fail *fail) {
    crypto_generichash_state state;
    unsigned char bits[HASH_SIZE];
    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    enum outcome outcome = tree_list(database, revision, hash_file, &state, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    crypto_generichash_final(&state, bits, sizeof bits);
    *hash = hash_of_bits(bits);
    return OUTCOME_DONE;
}

enum outcome tree_diff(struct database *database, int64_t from, int64_t to,
                       void (*see)(void *context, const struct tree_difference *difference), void *context,
                       struct fail *fail) {
    enum outcome outcome = revision_there(database, from, fail);
    if (outcome == OUTCOME_DONE)
        outcome = revision_there(database, to, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement ask = STATEMENT(
        database,
        "SELECT path, max(CASE WHEN since <= ?1 AND until > ?1 THEN hash END) AS old, max(CASE WHEN since <= "
        "?2 AND until > ?2 THEN hash END) AS new FROM tree JOIN file ON file.id = tree.file WHERE (since <= "
        "?1 AND until > ?1) OR (since <= ?2 AND until > ?2) GROUP BY path HAVING old IS NOT new ORDER BY "
        "path");
    statement_int(&ask, from);
    statement_int(&ask, to);
    while (statement_row(&ask)) {
        struct tree_difference difference = {column_text(&ask, 0), hash_in(&ask, 1), hash_in(&ask, 2)};
        see(context, &difference);
    }
    return statement_end(&ask, fail);
}

enum outcome trees_check(struct database *database, struct fail *fail) {
    return files_check(database, fail);
}
