#include "desk/data/database_parts.h"
#include "desk/data/revisions.h"

enum outcome revision_list(struct database *database, int64_t before, int most,
                           void (*see)(void *context, const struct revision *revision), void *context,
                           struct fail *fail) {
    struct statement ask = STATEMENT(
        database,
        "SELECT revision.id, base, author, at_ms, note, kind, user.name FROM revision LEFT JOIN user "
        "ON user.id = author WHERE revision.id < ? ORDER BY revision.id DESC LIMIT ?");
    statement_int(&ask, before > 0 ? before : INT64_MAX);
    statement_int(&ask, most);
    while (statement_row(&ask)) {
        struct revision revision = {.id = column_int(&ask, 0),
                                    .base = column_int(&ask, 1),
                                    .author = column_int(&ask, 2),
                                    .at_ms = column_int(&ask, 3),
                                    .note = column_text(&ask, 4),
                                    .kind = column_text(&ask, 5),
                                    .who = column_text(&ask, 6)};
        see(context, &revision);
    }
    return statement_end(&ask, fail);
}

static enum outcome see_changes(struct statement *ask,
                                void (*see)(void *context, const struct change *change), void *context,
                                struct fail *fail) {
    while (statement_row(ask)) {
        struct change change = {.revision = column_int(ask, 0),
                                .at_ms = column_int(ask, 1),
                                .who = column_text(ask, 2),
                                .path = column_text(ask, 3),
                                .slide = column_text(ask, 4),
                                .op = column_text(ask, 5),
                                .before = column_text(ask, 6),
                                .after = column_text(ask, 7)};
        see(context, &change);
    }
    return statement_end(ask, fail);
}

enum outcome change_list(struct database *database, const struct change_query *query,
                         void (*see)(void *context, const struct change *change), void *context,
                         struct fail *fail) {
    /* two texts, so that the first one is answered from the index of path and slide */
    struct statement ask =
        query->path
            ? STATEMENT(
                  database,
                  "SELECT revision, at_ms, user.name, path, slide, op, before, after FROM change JOIN "
                  "revision ON revision.id = revision LEFT JOIN user ON user.id = author WHERE path = ?3 "
                  "AND (?4 IS NULL OR slide = ?4) AND revision < ?1 ORDER BY revision DESC, change.n DESC "
                  "LIMIT ?2")
            : STATEMENT(database,
                        "SELECT revision, at_ms, user.name, path, slide, op, before, after FROM change JOIN "
                        "revision ON revision.id = revision LEFT JOIN user ON user.id = author WHERE "
                        "revision < ?1 ORDER BY revision DESC, change.n DESC LIMIT ?2");
    statement_int(&ask, query->before > 0 ? query->before : INT64_MAX);
    statement_int(&ask, query->most);
    if (query->path) {
        statement_text(&ask, query->path);
        statement_text(&ask, query->slide);
    }
    return see_changes(&ask, see, context, fail);
}
