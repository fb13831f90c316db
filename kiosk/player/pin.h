/* The staff's PIN: checked on a thread of its own, because that takes a second by design (libsodium's
 * crypto_pwhash), and not too often. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compiler.h"
#include "stage/bell.h"

enum { PIN_MIN = 6, PIN_MAX = 12, PIN_HASH_MAX = 128, PIN_TRIES = 3 };

/* "$argon2id$…", for screen.json; false: not 6–12 digits, or out of memory. */
bool pin_hash(const char *pin, char hash[PIN_HASH_MAX]) MUST_CHECK;
/* Could `hash` be one of pin_hash? */
bool pin_hash_valid(const char *hash);

struct pin;
/* `hash` NULL: no PIN was made, none is right. Wrong tries are remembered in `runtime_folder` (NULL: not
 * beyond the program's end). `bell` is rung when an answer is there. NULL: out of memory. */
struct pin *pin_create(const char *hash, const char *runtime_folder, struct bell *bell) MUST_CHECK;
void pin_destroy(struct pin *pin); /* waits for a check that is under way */

/* After three wrong PINs in a row none is taken for 1 minute, then for 5, then for 15. `wall_s` UTC. */
bool pin_locked(const struct pin *pin, int64_t wall_s);
/* Begins to check; the caller may overwrite `digits` at once. False: locked, or one is being checked. */
bool pin_ask(struct pin *pin, const char *digits, int64_t wall_s) MUST_CHECK;
enum pin_answer { PIN_WAITING, PIN_WRONG, PIN_RIGHT };
/* The answer, once. */
enum pin_answer pin_take(struct pin *pin, int64_t wall_s);
