/* May this manifest be signed? Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "publish/sign_book.h"

enum { JUDGE_CLOCK_S = 3600 };

/* Only what screens take after all that this key has signed (`book`), with these bounds, so that whoever has
 * the socket but not the key cannot spoil it for ever: names that are ids, the one site of the book, the next
 * epoch at most, issued within JUDGE_CLOCK_S of `now_s` (screens take it for a floor of their clocks), and
 * PUBLISH_VALID_DAYS_MAX at most until it expires. Each channel counts for itself. False: `fail` says which.
 */
bool judge(const struct manifest *manifest, const struct sign_book *book, int64_t now_s,
           struct fail *fail) MUST_CHECK;
