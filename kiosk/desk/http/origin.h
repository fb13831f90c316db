/* Whose request is this: the Host it names, and whether a browser sent it for our own page (OWASP, Cross-Site
 * Request Forgery Prevention: Fetch Metadata, with Origin where a browser has none). Pure. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

enum { HOST_MAX = 255 };

/* "name", "name:port", "192.0.2.1:8443", "[2001:db8::1]:8443" (RFC 9110 §7.2), nothing else. */
bool host_valid(const char *host) MUST_CHECK;

/* What a request says of where it comes from; NULL: it does not say. */
struct origin {
    bool changes;       /* its method is neither GET nor HEAD */
    bool secure;        /* the browser's connection is https */
    bool cookies;       /* it has some */
    bool token;         /* it has a header that no form and no link can send, and no script of another site
                           without asking us first (Fetch, CORS-preflight) */
    const char *host;   /* Host, never NULL */
    const char *origin; /* Origin */
    const char *site;   /* Sec-Fetch-Site */
    const char *mode;   /* Sec-Fetch-Mode */
};
/* True: our own page sent it, or a person opened an address, or it is no browser (which then has no cookies
 * to be robbed of).
 */
bool origin_is_ours(const struct origin *origin) MUST_CHECK;

/* Compares in a time that does not depend on where they differ. False also when one is NULL or empty. */
bool token_equal(const char *given, const char *expected) MUST_CHECK;
