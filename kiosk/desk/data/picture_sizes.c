#include "desk/data/picture_sizes.h"

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static enum outcome bits_of(const struct hash *hash, unsigned char bits[HASH_SIZE], struct fail *fail) {
    return hash_bits(hash->hex, bits) ? OUTCOME_DONE : field_refuse(fail, "a picture is named by its hash");
}

enum outcome picture_size_find(struct database *database, const struct hash *hash, struct picture_size *size,
                               struct fail *fail) {
    unsigned char bits[HASH_SIZE];
    enum outcome outcome = bits_of(hash, bits, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement ask = STATEMENT(database, "SELECT width, height FROM picture_size WHERE hash = ?");
    statement_bytes(&ask, bits, sizeof bits);
    bool known = statement_row(&ask);
    struct picture_size found = {known ? (int)column_int(&ask, 0) : 0, known ? (int)column_int(&ask, 1) : 0};
    outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE && known)
        *size = found;
    if (outcome != OUTCOME_DONE || known)
        return outcome;
    fail_set(fail, "nobody has asked yet how large the picture is");
    return OUTCOME_ABSENT;
}

enum outcome picture_size_put(struct database *database, const struct hash *hash, struct picture_size size,
                              struct fail *fail) {
    unsigned char bits[HASH_SIZE];
    enum outcome outcome = bits_of(hash, bits, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement put = STATEMENT(
        database, "INSERT INTO picture_size (hash, width, height) SELECT hash, ?2, ?3 FROM file WHERE "
                  "hash = ?1 ON CONFLICT DO NOTHING");
    statement_bytes(&put, bits, sizeof bits);
    statement_int(&put, size.width);
    statement_int(&put, size.height);
    return statement_run(&put, fail);
}
