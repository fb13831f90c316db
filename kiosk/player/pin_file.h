/* The hash of the staff's PIN in a file of its own, which only the player's user can read: whoever has the
 * hash finds six digits in a day. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "player/pin.h"

#define PIN_FILE_NAME "staff_pin"

/* Beside the file of settings; malloc'd, NULL when out of memory. */
char *pin_file_beside(const char *settings) MUST_CHECK;
/* False with an empty text: there is none. */
bool pin_file_read(const char *path, char hash[PIN_HASH_MAX], struct fail *fail) MUST_CHECK;
/* Whole or not at all; `uid` can read it, and nobody else at any moment. */
bool pin_file_write(const char *path, const char *hash, uid_t uid, struct fail *fail) MUST_CHECK;
