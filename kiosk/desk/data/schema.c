/* Every version of the database there has been, as the step that leads to it. A step that was in a release
 * never changes again; what is to be different is a new step. tests/data/desk holds a database of each
 * version. */
#include "desk/data/database_parts.h"

#define AUDIT                                                                                                \
    "PRAGMA application_id = 0x4b44534b;"                                                                    \
    "CREATE TABLE audit (n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT "   \
    "NULL, object TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL) STRICT;"                          \
    "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'rows of the log stay as "  \
    "they are'); END;"                                                                                       \
    "CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'rows of the log are "    \
    "kept'); END;"

const struct migration database_migrations[] = {
    {AUDIT, "PRAGMA user_version = 1"},
};
const int database_version = LENGTH(database_migrations);
