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

#define CONTENT                                                                                              \
    /* packed NULL: an object on the disk; like_file: what its text is kept as a difference from */          \
    "CREATE TABLE file (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), size "  \
    "INTEGER NOT NULL CHECK (size >= 0), like_file INTEGER REFERENCES file, packed BLOB) STRICT;"            \
    "CREATE TABLE revision (id INTEGER PRIMARY KEY, base INTEGER NOT NULL, author INTEGER REFERENCES user, " \
    "at_ms INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('edit', 'import', 'undo', 'merge')), note "  \
    "TEXT NOT NULL) STRICT;" /* of revision R are the rows with since <= R < until */                        \
    "CREATE TABLE tree (path TEXT NOT NULL, since INTEGER NOT NULL REFERENCES revision, until INTEGER NOT "  \
    "NULL DEFAULT 9223372036854775807, file INTEGER NOT NULL REFERENCES file, PRIMARY KEY (path, since)) "   \
    "STRICT, WITHOUT ROWID;"                                                                                 \
    "CREATE INDEX tree_until ON tree (until);"                                                               \
    "CREATE INDEX tree_since ON tree (since);"                                                               \
    "CREATE TABLE change (n INTEGER PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision, path TEXT "  \
    "NOT NULL, slide TEXT NOT NULL, op TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL) STRICT;"    \
    "CREATE INDEX change_of ON change (path, slide, revision);"                                              \
    "CREATE INDEX change_in ON change (revision);"                                                           \
    "CREATE TABLE draft (user INTEGER NOT NULL REFERENCES user, path TEXT NOT NULL, slide TEXT NOT NULL, "   \
    "base INTEGER NOT NULL, ops TEXT NOT NULL, step INTEGER NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY "  \
    "(user, path, slide)) STRICT, WITHOUT ROWID;"                                                            \
    "CREATE TABLE publication (n INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, "        \
    "revision INTEGER NOT NULL REFERENCES revision, at_ms INTEGER NOT NULL, author INTEGER REFERENCES "      \
    "user, undoes INTEGER UNIQUE REFERENCES publication, manifest BLOB NOT NULL, UNIQUE (epoch, seq)) "      \
    "STRICT;"

#define SCREENS                                                                                              \
    "CREATE TABLE screen (id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE CHECK "             \
    "(length(key) = "                                                                                        \
    "32), screen_group INTEGER NOT NULL REFERENCES screen_group, name TEXT NOT NULL, enrolled_ms INTEGER "   \
    "NOT "                                                                                                   \
    "NULL, revoked_ms INTEGER) STRICT;"                                                                      \
    "CREATE INDEX screen_in ON screen (screen_group);"                                                       \
    "CREATE TABLE former_key (key BLOB PRIMARY KEY, screen INTEGER NOT NULL REFERENCES screen, until_ms "    \
    "INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                                                               \
    "CREATE TABLE screen_status (screen INTEGER PRIMARY KEY REFERENCES screen, received_ms INTEGER NOT "     \
    "NULL, "                                                                                                 \
    "epoch INTEGER NOT NULL, seq INTEGER NOT NULL, rung TEXT NOT NULL, slide TEXT NOT NULL, frame TEXT NOT " \
    "NULL, free_bytes INTEGER NOT NULL, temperature INTEGER NOT NULL, flags INTEGER NOT NULL) STRICT;"       \
    "CREATE TABLE screen_event (n INTEGER PRIMARY KEY, screen INTEGER NOT NULL REFERENCES screen, at_ms "    \
    "INTEGER NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) STRICT;"                                    \
    "CREATE INDEX screen_event_of ON screen_event (screen, n);"                                              \
    "CREATE TABLE command (id INTEGER PRIMARY KEY AUTOINCREMENT, screen INTEGER NOT NULL REFERENCES "        \
    "screen, "                                                                                               \
    "what TEXT NOT NULL CHECK (what IN ('identify', 'picture', 'restart', 'fetch')), author INTEGER "        \
    "REFERENCES user, asked_ms INTEGER NOT NULL, done_ms INTEGER) STRICT;"                                   \
    "CREATE INDEX command_of ON command (screen, done_ms);"

/* the signature by which a screen is told to show nothing more; NULL: it may go on */
#define STOPS "ALTER TABLE former_key ADD COLUMN stop TEXT;"

#define MEDIA                                                                                                \
    "CREATE TABLE media (hash BLOB PRIMARY KEY CHECK (length(hash) = 32), name TEXT NOT NULL, alt TEXT NOT " \
    "NULL DEFAULT '', credit TEXT NOT NULL DEFAULT '', focus_left INTEGER, focus_top INTEGER, owner "        \
    "INTEGER "                                                                                               \
    "REFERENCES user, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

/* What the folder held that was imported last. Of an older desk: what an import brought that was merged with
 * nothing, as nobody knows what a folder held that was. */
#define IMPORTED                                                                                             \
    "CREATE TABLE imported (path TEXT PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision, file "     \
    "INTEGER NOT NULL REFERENCES file) STRICT, WITHOUT ROWID;"                                               \
    "INSERT INTO imported SELECT path, last, file FROM tree, (SELECT max(id) AS last FROM revision WHERE "   \
    "kind = 'import' AND base = id - 1) WHERE since <= last AND until > last;"

/* 0: it is no picture */
#define SIZES                                                                                                \
    "CREATE TABLE picture_size (hash BLOB PRIMARY KEY REFERENCES file (hash), width INTEGER NOT NULL CHECK " \
    "(width >= 0), height INTEGER NOT NULL CHECK (height >= 0)) STRICT, WITHOUT ROWID;"

const struct migration database_migrations[] = {
    {AUDIT, "PRAGMA user_version = 1"},    {PEOPLE, "PRAGMA user_version = 2"},
    {CONTENT, "PRAGMA user_version = 3"},  {SCREENS, "PRAGMA user_version = 4"},
    {STOPS, "PRAGMA user_version = 5"},    {MEDIA, "PRAGMA user_version = 6"},
    {IMPORTED, "PRAGMA user_version = 7"}, {SIZES, "PRAGMA user_version = 8"},
};
const int database_version = LENGTH(database_migrations);
