#include <stdlib.h>
#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/files_parts.h"
#include "desk/data/objects.h"
#include "desk/data/revisions.h"
#include "system/disk.h"

/* A row of the table, without its bytes. */
struct row {
    int64_t id, like;
    uint64_t size;
    unsigned char hash[HASH_SIZE];
    bool object;
};

static enum outcome find(struct database *database, const unsigned char hash[HASH_SIZE], int64_t *file,
                         struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT id FROM file WHERE hash = ?");
    statement_bytes(&ask, hash, HASH_SIZE);
    *file = statement_row(&ask) ? column_int(&ask, 0) : 0;
    return statement_end(&ask, fail);
}

/* `packed` NULL: an object. */
static enum outcome add(struct database *database, const struct row *row, const struct bytes *packed,
                        int64_t *file, struct fail *fail) {
    struct statement put = STATEMENT(
        database, "INSERT INTO file (hash, size, like_file, packed) VALUES (?, ?, ?, ?) RETURNING id");
    statement_bytes(&put, row->hash, sizeof row->hash);
    statement_int(&put, (int64_t)row->size);
    if (row->like)
        statement_int(&put, row->like);
    else
        statement_null(&put);
    if (packed)
        statement_bytes(&put, packed->at, packed->size);
    else
        statement_null(&put);
    int64_t made = statement_row(&put) ? column_int(&put, 0) : 0;
    enum outcome outcome = statement_run(&put, fail);
    if (outcome == OUTCOME_DONE)
        *file = made;
    return outcome;
}

static enum outcome read_row(struct database *database, int64_t file, struct row *row, struct bytes *packed,
                             struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    struct statement ask = STATEMENT(database, "SELECT like_file, size, hash, packed FROM file WHERE id = ?");
    statement_int(&ask, file);
    if (statement_row(&ask)) {
        size_t size = 0, hash_size = 0;
        const void *hash = column_bytes(&ask, 2, &hash_size), *bytes = column_bytes(&ask, 3, &size);
        *row = (struct row){.id = file,
                            .like = column_int(&ask, 0),
                            .size = (uint64_t)column_int(&ask, 1),
                            .object = column_is_null(&ask, 3)};
        memcpy(row->hash, hash, hash_size < HASH_SIZE ? hash_size : HASH_SIZE);
        *packed = (struct bytes){malloc(size + 1), size};
        if (packed->at)
            memcpy(packed->at, bytes, size);
        else
            outcome = OUTCOME_TROUBLE, fail_set(fail, "out of memory");
    } else {
        outcome = field_known(OUTCOME_ABSENT, fail, "file %lld is not there", (long long)file);
    }
    enum outcome end = statement_end(&ask, fail);
    if (end != OUTCOME_DONE || outcome != OUTCOME_DONE) {
        free(packed->at);
        packed->at = NULL;
    }
    return end != OUTCOME_DONE ? end : outcome;
}

/* A text and what it is like; that one stands for itself, so there are never more than two. */
static enum outcome read_text(struct database *database, int64_t file, int depth, struct row *row,
                              struct bytes *text, struct fail *fail) {
    struct bytes packed = {0}, like = {0};
    struct row like_row;
    enum outcome outcome = read_row(database, file, row, &packed, fail);
    if (outcome == OUTCOME_DONE && (row->object || row->size > TEXT_MAX || (row->like && depth == 0)))
        outcome = field_damaged(fail, "file %lld is not a text", (long long)file);
    if (outcome == OUTCOME_DONE && row->like)
        outcome = read_text(database, row->like, depth - 1, &like_row, &like, fail);
    if (outcome == OUTCOME_DONE)
        outcome = unpack(&database->unpacker, packed, like, row->size, text, fail);
    free(packed.at);
    free(like.at);
    return outcome;
}

static enum outcome kind_of(struct database *database, int64_t file, struct row *row, struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT packed IS NULL, size, ifnull(like_file, 0), hash FROM file WHERE id = ?");
    statement_int(&ask, file);
    bool there = statement_row(&ask);
    if (there) {
        size_t size = 0;
        const void *hash = column_bytes(&ask, 3, &size);
        *row = (struct row){.id = file,
                            .object = column_int(&ask, 0) != 0,
                            .size = (uint64_t)column_int(&ask, 1),
                            .like = column_int(&ask, 2)};
        memcpy(row->hash, hash, size < HASH_SIZE ? size : HASH_SIZE);
    }
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome != OUTCOME_DONE || there)
        return outcome;
    return field_known(OUTCOME_ABSENT, fail, "file %lld is not there", (long long)file);
}

/* What a new text is kept against: `like` itself, or what that one is kept against. 0: nothing. */
static enum outcome stem_of(struct database *database, int64_t like, int64_t *stem, struct bytes *text,
                            struct fail *fail) {
    struct row row;
    *stem = 0;
    if (!like)
        return OUTCOME_DONE;
    enum outcome outcome = kind_of(database, like, &row, fail);
    if (outcome != OUTCOME_DONE || row.object)
        return outcome;
    int64_t found = row.like ? row.like : like;
    outcome = read_text(database, found, 0, &row, text, fail);
    if (outcome == OUTCOME_DONE)
        *stem = found;
    return outcome;
}

/* As a difference only where that is worth it: so what texts are kept against stays near to them. */
static enum outcome pack_best(const void *text, size_t size, struct bytes stem, int64_t *like,
                              struct bytes *packed, struct fail *fail) {
    struct bytes difference = {0};
    enum outcome outcome = pack(text, size, (struct bytes){0}, packed, fail);
    if (outcome != OUTCOME_DONE || !*like)
        return outcome;
    outcome = pack(text, size, stem, &difference, fail);
    bool worth = outcome == OUTCOME_DONE && difference.size < packed->size / 4;
    if (worth || outcome != OUTCOME_DONE) {
        free(packed->at);
        *packed = difference;
    } else {
        free(difference.at);
        *like = 0;
    }
    return outcome;
}

enum outcome file_keep_text(struct database *database, const void *text, size_t size, int64_t like,
                            int64_t *file, struct fail *fail) {
    struct row row = {.size = size};
    struct bytes stem = {0}, packed = {0};
    int64_t found = 0;
    if (size > TEXT_MAX)
        return field_refuse(fail, "a text has at most %d KiB", TEXT_MAX >> 10);
    if (!hash_bits(hash_bytes(text, size).hex, row.hash))
        return OUTCOME_TROUBLE;
    enum outcome outcome = find(database, row.hash, &found, fail);
    if (outcome != OUTCOME_DONE || found) {
        if (outcome == OUTCOME_DONE)
            *file = found;
        return outcome;
    }
    outcome = stem_of(database, like, &row.like, &stem, fail);
    if (outcome == OUTCOME_DONE)
        outcome = pack_best(text, size, stem, &row.like, &packed, fail);
    if (outcome == OUTCOME_DONE)
        outcome = add(database, &row, &packed, file, fail);
    free(stem.at);
    free(packed.at);
    return outcome;
}

enum outcome file_keep_object(struct database *database, const char *hex, uint64_t size, int64_t *file,
                              struct fail *fail) {
    struct row row = {.size = size};
    int64_t found = 0;
    if (!hash_bits(hex, row.hash))
        return field_refuse(fail, "\"%.64s\" is no hash", hex);
    enum outcome outcome = object_find(database_folder(database), hex, size, fail);
    if (outcome == OUTCOME_DONE)
        outcome = find(database, row.hash, &found, fail);
    if (outcome == OUTCOME_DONE && !found)
        outcome = add(database, &row, NULL, &found, fail);
    if (outcome == OUTCOME_DONE)
        *file = found;
    return outcome;
}

static enum outcome read_object(struct database *database, const struct row *row, size_t max,
                                struct bytes *bytes, struct fail *fail) {
    char *path = object_path(database_folder(database), hash_of_bits(row->hash).hex);
    bool done = path ? disk_read(path, max, &bytes->at, &bytes->size, fail) : fail_set(fail, "out of memory");
    free(path);
    return done ? OUTCOME_DONE : OUTCOME_TROUBLE;
}

enum outcome file_bytes(struct database *database, int64_t file, size_t max, struct bytes *bytes,
                        struct fail *fail) {
    struct row row;
    struct bytes found = {0};
    enum outcome outcome = kind_of(database, file, &row, fail);
    if (outcome == OUTCOME_DONE && row.size > max)
        outcome =
            field_refuse(fail, "%llu bytes, more than the %zu allowed", (unsigned long long)row.size, max);
    if (outcome == OUTCOME_DONE)
        outcome = row.object ? read_object(database, &row, max, &found, fail)
                             : read_text(database, file, 1, &row, &found, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct hash hash = hash_bytes(found.at, found.size);
    if (strcmp(hash.hex, hash_of_bits(row.hash).hex) != 0) {
        free(found.at);
        return field_damaged(fail, "file %lld is not what its hash says", (long long)file);
    }
    *bytes = found;
    return OUTCOME_DONE;
}

enum outcome files_check(struct database *database, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    struct statement ask = STATEMENT(database, "SELECT id FROM file ORDER BY id");
    while (outcome == OUTCOME_DONE && statement_row(&ask)) {
        struct row row;
        struct bytes text = {0};
        int64_t file = column_int(&ask, 0);
        outcome = kind_of(database, file, &row, fail);
        if (outcome == OUTCOME_DONE && row.object)
            outcome = object_check(database_folder(database), hash_of_bits(row.hash).hex, row.size, fail);
        else if (outcome == OUTCOME_DONE)
            outcome = file_bytes(database, file, TEXT_MAX, &text, fail);
        free(text.at);
    }
    enum outcome end = statement_end(&ask, outcome == OUTCOME_DONE ? fail : NULL);
    return outcome != OUTCOME_DONE ? outcome : end;
}
