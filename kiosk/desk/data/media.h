/* What people say about a picture beside its bytes, by the hash of them: it is the same wherever the picture
 * is used, and stays as long as some version of the site has the picture. */
#pragma once

#include "desk/data/audit.h"
#include "system/hash.h"

enum {
    MEDIA_NAME_MAX = 200,  /* bytes, as is each of these: */
    MEDIA_WORDS_MAX = 8000 /* texts by language, as JSON */
};

struct media {
    const char *hash;          /* 64 hex digits */
    const char *name;          /* one line; "": it came with an import */
    const char *alt, *credit;  /* {"da": "…", "en": "…"}; "": nothing was said */
    bool has_focus;            /* which point stays visible was chosen: */
    int focus_left, focus_top; /* in percent */
    int64_t owner;             /* who brought it; 0: the console, or an import */
    const char *who;           /* their name; "": 0, or they were removed */
    int64_t at_ms;
};
/* A picture that somebody brought. One that is known already stays as it is, its owner too. */
enum outcome media_add(struct database *database, const struct act *act, const char *hash, const char *name,
                       struct fail *fail) MUST_CHECK;

struct media_change {
    const char *name, *alt, *credit; /* NULL: as it is; "" takes it away */
    const int *focus;                /* left and top, 0–100; NULL: as it is */
};
/* ABSENT: the database has no file of that hash. REFUSED: too long, or out of range. */
enum outcome media_change(struct database *database, const struct act *act, const char *hash,
                          const struct media_change *change, struct fail *fail) MUST_CHECK;
/* By hash; a row lives during its call. */
enum outcome media_list(struct database *database, void (*see)(void *context, const struct media *media),
                        void *context, struct fail *fail) MUST_CHECK;

struct media_room {
    uint64_t own, all; /* bytes of the newest revision's objects: that `user` brought, and all of them */
};
enum outcome media_room(struct database *database, int64_t user, struct media_room *room,
                        struct fail *fail) MUST_CHECK;
