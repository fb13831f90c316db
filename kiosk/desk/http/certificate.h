/* The server's certificate and its key: two PEM files, taken again when they change, so that a renewal needs
 * no restart. */
#pragma once

#include <stdbool.h>

#include <gnutls/abstract.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct certificate;

/* `said` hears, on the network thread, of new files taken or not to be used (and then the old ones are used
 * on). NULL: `fail`. */
struct certificate *certificate_create(const char *chain_file, const char *key_file,
                                       void (*said)(void *context, const char *line), void *context,
                                       struct fail *fail) MUST_CHECK;
void certificate_destroy(struct certificate *certificate);

/* The handshakes of this thread use it from now on: GnuTLS' callback has no context of its own. */
void certificate_use_here(struct certificate *certificate);
/* gnutls_certificate_retrieve_function2 */
int certificate_retrieve(gnutls_session_t session, const gnutls_datum_t *issuers, int issuer_count,
                         const gnutls_pk_algorithm_t *algorithms, int algorithm_count,
                         gnutls_pcert_st **chain, unsigned *chain_length, gnutls_privkey_t *key);
