/* The site, in every version it has had. A revision is made whole in one transaction and never changes;
 * revision N stands on N - 1. What a revision's files are is written down only where it differs from the one
 * before, and a text only as what differs from an earlier one, where that is less. */
#pragma once

#include "desk/data/audit.h"
#include "system/hash.h"

enum {
    TEXT_MAX = 1 << 20, /* bytes of a text */
    TREE_FILES_MAX = 2000,
    REVISION_NOTE_MAX = 500,     /* bytes */
    CHANGE_NAME_MAX = 200,       /* of a change's slide and op */
    CHANGE_VALUE_MAX = 64 << 10, /* of what was there before and after; longer ones are cut */
};

enum revision_kind { REVISION_EDIT, REVISION_IMPORT, REVISION_UNDO, REVISION_MERGE };
const char *revision_kind_name(enum revision_kind kind); /* "edit" */

/* One that is being made; the connection is in a transaction until it is committed or abandoned. */
struct revision_making {
    struct database *database;
    const struct act *act; /* lives until then */
    int64_t id;
    enum revision_kind kind;
};
struct revision_start {
    enum revision_kind kind;
    int64_t on; /* the newest revision, which it will follow: what was merged with before; 0: there is none */
    int64_t base;     /* the one its author had before them, at most `on` */
    const char *note; /* their words, or "" */
};
/* CONFLICT: somebody else was faster, `on` is not the newest any more (K18). */
enum outcome revision_begin(struct database *database, const struct act *act,
                            const struct revision_start *start, struct revision_making *making,
                            struct fail *fail) MUST_CHECK;
/* From here on: what is not DONE has to be followed by revision_abandon. `path` is a name inside the site. */
enum outcome revision_put_text(struct revision_making *making, const char *path, const void *text,
                               size_t size, struct fail *fail) MUST_CHECK;
/* The object has to be on the disk already (objects.h). */
enum outcome revision_put_object(struct revision_making *making, const char *path, const char *hex,
                                 uint64_t size, struct fail *fail) MUST_CHECK;
enum outcome revision_remove(struct revision_making *making, const char *path, struct fail *fail) MUST_CHECK;

/* What somebody did, for the history of a slide: it is told, not reckoned from the files. */
struct change {
    int64_t revision, at_ms; /* as it is read; not needed to write one */
    const char *who;         /* the same; "": somebody who was removed, or the console */
    const char *path, *slide /* or "" */, *op, *before, *after; /* values as JSON text; "" for none */
};
enum outcome revision_note_change(struct revision_making *making, const struct change *change,
                                  struct fail *fail) MUST_CHECK;
/* All of it or nothing. *id is `on`, and nothing was written, when no file differs. */
enum outcome revision_commit(struct revision_making *making, int64_t *id, struct fail *fail) MUST_CHECK;
void revision_abandon(struct revision_making *making);

struct revision {
    int64_t id, base, author /* 0: the console */, at_ms;
    const char *note, *kind, *who; /* `who`: the author's name, "" as above */
};
enum outcome revision_newest(struct database *database, int64_t *id,
                             struct fail *fail) MUST_CHECK; /* 0: none */
/* The newest `most` below `before` (0: all), newest first. Rows of all these calls live during the call. */
enum outcome revision_list(struct database *database, int64_t before, int most,
                           void (*see)(void *context, const struct revision *revision), void *context,
                           struct fail *fail) MUST_CHECK;
struct change_query {
    const char *path, *slide; /* NULL: of all; a slide is one in `path` */
    int64_t before;           /* below this revision; 0: all */
    int most;
};
/* Newest first. */
enum outcome change_list(struct database *database, const struct change_query *query,
                         void (*see)(void *context, const struct change *change), void *context,
                         struct fail *fail) MUST_CHECK;
