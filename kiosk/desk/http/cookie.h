/* Cookies (RFC 6265bis): one of our own is found in what a browser sends, and one is set. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum { COOKIE_VALUE_MAX = 256, COOKIE_HEADER_MAX = 512 };

enum cookie_found { COOKIE_NONE, COOKIE_FOUND, COOKIE_BAD /* no list of cookies, ours twice, or too long */ };

/* `name` is ours, without the prefix "__Host-", which it has in the header when `secure`. `header` may be
 * NULL.
 */
enum cookie_found cookie_find(const char *header, const char *name, bool secure,
                              char value[COOKIE_VALUE_MAX + 1]) MUST_CHECK;

/* A Set-Cookie that scripts cannot read and other sites' requests do not carry; `seconds` 0 removes it.
 * Browsers take the prefix and Secure only over https, so that a desk on loopback goes without. False:
 * `value` is no cookie's. */
bool cookie_write(const char *name, const char *value, bool secure, uint32_t seconds,
                  char out[COOKIE_HEADER_MAX]) MUST_CHECK;
