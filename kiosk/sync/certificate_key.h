/* By which a certificate's holder is known even when nobody vouches for it: SHA-256 of its
 * SubjectPublicKeyInfo (RFC 5280 §4.1, RFC 7469 §2.4). Pure. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

enum { CERTIFICATE_KEY = 65 };

/* `pem`: one certificate in PEM, which a TLS library has read before. `hex`: 64 lower-case digits. False: it
 * is none, or larger than 16 KiB. */
bool certificate_key(const char *pem, char hex[CERTIFICATE_KEY]) MUST_CHECK;
