/* A folder in which people change a desk's site by hand: what it holds, and what it began as. */
#pragma once

#include <stdint.h>

#include "core/base/fail.h"
#include "system/hash.h"

enum { COPY_FILES_MAX = 2000, COPY_DESK_MAX = 300, COPY_LOGIN_MAX = 200 };
#define COPY_STATE ".kiosk-desk.json"
#define COPY_THEIRS ".theirs~" /* behind a file's name: the desk's, which is still to be looked at */

/* Hashes are empty where there is no such file. */
struct copy_file {
    char *path;                    /* inside the site */
    struct hash base, here, there; /* as both began; in the folder; in the desk */
};
struct copy {
    const char *folder;                              /* the caller's */
    char desk[COPY_DESK_MAX], login[COPY_LOGIN_MAX]; /* "": it is none of a desk yet */
    int64_t revision;                                /* that it began as; 0: as above */
    struct copy_file *files;                         /* what `base`, `here` or `there` has */
    size_t count, room;
    char *unseen; /* a file with COPY_THEIRS; NULL: none */
};
/* Reads the folder, which need not be there yet: the files of playlists/, assets/ and fonts/ but those whose
 * name begins with "." or ends with "~". False: `fail` says what cannot be read; finish in any case. */
bool copy_open(struct copy *copy, const char *folder, struct fail *fail) MUST_CHECK;
void copy_finish(struct copy *copy);
/* Writes down what it began as. */
bool copy_save(const struct copy *copy, struct fail *fail) MUST_CHECK;

/* Its row, made when there is none. NULL: no memory, or too many files. */
struct copy_file *copy_file(struct copy *copy, const char *path) MUST_CHECK;
/* Is it a file that belongs to a copy? */
bool copy_has(const char *path);
/* Where it is on this machine, malloc'd; `end` is put behind it. NULL: no memory. */
char *copy_path(const struct copy *copy, const char *path, const char *end) MUST_CHECK;
/* What it holds right now. A file that is not there is fine: `here` is empty then. */
bool copy_look(const struct copy *copy, const char *path, struct hash *here, struct fail *fail) MUST_CHECK;
bool copy_same(const struct hash *a, const struct hash *b);
