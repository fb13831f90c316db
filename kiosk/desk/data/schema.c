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

#define PEOPLE                                                                                               \
    "CREATE TABLE screen_group (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE "    \
    "NOCASE) STRICT;" /* once_until_ms: the password is for one use; login NULL: they were removed */        \
    "CREATE TABLE user (id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT UNIQUE, name TEXT NOT NULL, "       \
    "locale TEXT NOT NULL CHECK (locale IN ('da', 'en')), disabled INTEGER NOT NULL DEFAULT 0, password "    \
    "TEXT, once_until_ms INTEGER, made_ms INTEGER NOT NULL) STRICT;" /* 1 viewer, 2 editor, 3 publisher, 4   \
                                                                        admin; screen_group NULL: all */     \
    "CREATE TABLE role (user INTEGER NOT NULL REFERENCES user, screen_group INTEGER REFERENCES "             \
    "screen_group, role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4 AND (role < 4 OR screen_group IS "      \
    "NULL))) STRICT;"                                                                                        \
    "CREATE UNIQUE INDEX role_of ON role (user, ifnull(screen_group, 0));"                                   \
    "CREATE INDEX role_in ON role (screen_group);"                                                           \
    "CREATE TABLE session (n INTEGER PRIMARY KEY AUTOINCREMENT, id_hash BLOB NOT NULL UNIQUE, user INTEGER " \
    "NOT NULL REFERENCES user, began_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL, proved_ms INTEGER NOT "  \
    "NULL, address TEXT NOT NULL, agent TEXT NOT NULL) STRICT;"                                              \
    "CREATE INDEX session_of ON session (user);"                                                             \
    "CREATE TABLE reset (user INTEGER PRIMARY KEY REFERENCES user, token_hash BLOB NOT NULL UNIQUE, "        \
    "until_ms INTEGER NOT NULL) STRICT;"

const struct migration database_migrations[] = {
    {AUDIT, "PRAGMA user_version = 1"},
    {PEOPLE, "PRAGMA user_version = 2"},
};
const int database_version = LENGTH(database_migrations);
