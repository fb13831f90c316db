/* The screens that were enrolled, and by which key each is known. How a screen proves itself stands
 * elsewhere. */
#pragma once

#include "desk/data/audit.h"

enum { SCREEN_KEY = 32 /* bytes of its public key (Ed25519) */, SCREEN_NAME_MAX = 100, SCREENS_MAX = 10000 };

struct screen_row {
    int64_t id, group, enrolled_ms;
    int64_t revoked_ms; /* 0: it is not */
    const char *name;   /* of a screen of the site; several devices may show the same */
    unsigned char key[SCREEN_KEY];
};

/* CONFLICT: the key is, or was, a screen's, or there is no such group. */
enum outcome screen_enrol(struct database *database, const struct act *act,
                          const unsigned char key[SCREEN_KEY], const char *name, int64_t group, int64_t *id,
                          struct fail *fail) MUST_CHECK;
/* Another device takes its place: name, group and history stay, the old key is no longer good. A revoked
 * screen is back by it. */
enum outcome screen_replace(struct database *database, const struct act *act, int64_t id,
                            const unsigned char key[SCREEN_KEY], struct fail *fail) MUST_CHECK;
enum outcome screen_revoke(struct database *database, const struct act *act, int64_t id,
                           struct fail *fail) MUST_CHECK;
/* The same, and the device is to show nothing more: `stop` is the signature over its order
 * (enrol/stop_order.h). One that was revoked before may be told so later. ABSENT: there is no such screen. */
enum outcome screen_stop(struct database *database, const struct act *act, int64_t id, const char *stop,
                         struct fail *fail) MUST_CHECK;
enum { SCREEN_STOP_MAX = 1000 };
/* What screen_stop kept for the device of a key that is good no more; "": it goes on with what it has. */
enum outcome screen_stop_of_key(struct database *database, const unsigned char key[SCREEN_KEY],
                                char stop[SCREEN_STOP_MAX], struct fail *fail) MUST_CHECK;
enum outcome screen_describe(struct database *database, const struct act *act, int64_t id, const char *name,
                             int64_t group, struct fail *fail) MUST_CHECK;

/* `see` is called for one; the row lives during the call. ABSENT: there is none. */
enum outcome screen_read(struct database *database, int64_t id,
                         void (*see)(void *context, const struct screen_row *screen), void *context,
                         struct fail *fail) MUST_CHECK;
/* By name; those that were revoked, too. */
enum outcome screen_list(struct database *database,
                         void (*see)(void *context, const struct screen_row *screen), void *context,
                         struct fail *fail) MUST_CHECK;
/* Who has this key? ABSENT: nobody ever had; REFUSED: it was revoked or replaced. */
enum outcome screen_of_key(struct database *database, const unsigned char key[SCREEN_KEY], int64_t *id,
                           struct fail *fail) MUST_CHECK;
