/* What a screen keeps of its enrolment (docs/enrolment.md), each file whole or not at all, for its own user
 * alone:
 *
 *   seed       of its key pair, made at first boot: 64 hexadecimal digits
 *   start      the enrolment under way, so that a power cut changes no code
 *   enrolment  what the desk gave it, once staff let it in */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "enrol/session_proof.h"
#include "enrol/terms.h"
#include "store/sign.h"

enum {
    KEPT_ID_MAX = 41, /* all with their NULs */
    KEPT_NAME_MAX = 401,
    KEPT_SCREEN_MAX = 65,
    KEPT_URL_MAX = 801,
    KEPT_PINS_MAX = 8,
    KEPT_PIN = 65,
};

struct kept_pins { /* keys of certificates that the desk uses next */
    char hex[KEPT_PINS_MAX][KEPT_PIN];
    size_t count;
};

struct kept_start {
    uint8_t ticket[ENROL_TICKET], screen_nonce[ENROL_NONCE], desk_nonce[ENROL_NONCE];
    char identity[ENROL_IDENTITY_MAX], site[ENROL_SITE_MAX];
    struct enrol_keys keys;
};

struct enrolment {
    char id[KEPT_ID_MAX], name[KEPT_NAME_MAX];
    char screen[KEPT_SCREEN_MAX]; /* of the site; "": the first */
    char url[KEPT_URL_MAX], channel[ENROL_SITE_MAX], site[ENROL_SITE_MAX];
    char identity[ENROL_IDENTITY_MAX]; /* of the desk */
    struct enrol_keys keys;
    struct kept_pins pins;
};

/* False: there is none, or it cannot be used; then what it was for begins anew. */
bool kept_seed_read(const char *folder, uint8_t seed[DEVICE_SEED]) MUST_CHECK;
bool kept_start_read(const char *folder, struct kept_start *start) MUST_CHECK;
bool kept_enrolment_read(const char *folder, struct enrolment *enrolment) MUST_CHECK;

/* On the disk itself when true. */
bool kept_seed_write(const char *folder, const uint8_t seed[DEVICE_SEED], struct fail *fail) MUST_CHECK;
bool kept_start_write(const char *folder, const struct kept_start *start, struct fail *fail) MUST_CHECK;
bool kept_enrolment_write(const char *folder, const struct enrolment *enrolment,
                          struct fail *fail) MUST_CHECK;
bool kept_start_forget(const char *folder, struct fail *fail) MUST_CHECK;
bool kept_enrolment_forget(const char *folder, struct fail *fail) MUST_CHECK;

/* The keys as the store wants them. False: one of them is none. */
bool kept_trust(const struct enrol_keys *keys, struct trust *trust, struct fail *fail) MUST_CHECK;
