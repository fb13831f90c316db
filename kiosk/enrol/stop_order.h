/* "Show this no more": what a desk has its content key sign about one screen, so that nobody between the two
 * can blank it. It names the site and the screen's key, which is never good again: said twice, it says the
 * same. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/terms.h"

enum { STOP_ORDER_TEXT = 140 };

/* What is signed, a text that is no manifest; returns its length. */
size_t stop_order_write(const char *site, const uint8_t key[ENROL_KEY], char out[STOP_ORDER_TEXT]);
/* Is it that, to the letter, of this site? */
bool stop_order_valid(const char *text, size_t size, const char *site) MUST_CHECK;
