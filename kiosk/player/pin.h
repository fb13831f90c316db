/* The staff's PIN: checked on a thread of its own, because that takes a second by design (libsodium's
 * crypto_pwhash), and not too often. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "stage/bell.h"

enum { PIN_MIN = 6, PIN_MAX = 12, PIN_HASH_MAX = 128, PIN_TRIES = 3 };

/* "$argon2id$…", for pin_file_write; false: not 6–12 digits, or out of memory. */
bool pin_hash(const char *pin, char hash[PIN_HASH_MAX]) MUST_CHECK;
/* Could `hash` be one of pin_hash? */
bool pin_hash_valid(const char *hash);

struct pin;
/* `hash` "": no PIN was made, none is right. How many tries were wrong, and how long none is taken, is kept
 * in `folder` (NULL: not beyond the program's end) and outlives a power cut: a try is written before it is
 * checked, and a lock goes on after a start for what was left of it, to the minute. `bell` is rung when an
 * answer is there. Times are monotonic seconds, because the wall clock may be wrong after a start. NULL: out
 * of memory. */
struct pin *pin_create(const char *hash, const char *folder, struct bell *bell, int64_t now_s) MUST_CHECK;
void pin_destroy(struct pin *pin); /* waits for a check that is under way */

/* Another hash from the next check on; "": none. */
void pin_set(struct pin *pin, const char *hash);
/* There is one that would be right. */
bool pin_made(const struct pin *pin);
/* After three wrong PINs in a row none is taken for 1 minute, then for 5, then for 15. */
bool pin_locked(const struct pin *pin, int64_t now_s);
/* Begins to check, as soon as the thread is free; the caller may overwrite `digits` at once. False: locked,
 * or one is being checked. */
bool pin_ask(struct pin *pin, const char *digits, int64_t now_s) MUST_CHECK;
enum pin_answer { PIN_WAITING, PIN_WRONG, PIN_RIGHT };
/* The answer, once. To be called each turn: it also has the thread keep what is left of a lock. Never waits.
 */
enum pin_answer pin_take(struct pin *pin, int64_t now_s);
/* The tries cannot be written to the disk, once: the reason. */
bool pin_forgetful(struct pin *pin, struct fail *fail);
