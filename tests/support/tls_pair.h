/* A key and a certificate for "localhost", made for one run. */
#pragma once

#include <stdbool.h>
#include <time.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

/* Both as PEM, to be gnutls_free'd. */
static inline bool tls_pair(unsigned char serial, gnutls_datum_t *certificate_pem, gnutls_datum_t *key_pem) {
    gnutls_x509_privkey_t key = NULL;
    gnutls_x509_crt_t made = NULL;
    time_t now = time(NULL);
    unsigned bits = GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1);
    bool ok = gnutls_x509_privkey_init(&key) == 0 &&
              gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, bits, 0) == 0 &&
              gnutls_x509_crt_init(&made) == 0 && gnutls_x509_crt_set_version(made, 3) == 0 &&
              gnutls_x509_crt_set_serial(made, &serial, 1) == 0 &&
              gnutls_x509_crt_set_dn_by_oid(made, GNUTLS_OID_X520_COMMON_NAME, 0, "localhost", 9) == 0 &&
              gnutls_x509_crt_set_activation_time(made, now - 3600) == 0 &&
              gnutls_x509_crt_set_expiration_time(made, now + 86400) == 0 &&
              gnutls_x509_crt_set_key(made, key) == 0 &&
              gnutls_x509_crt_sign2(made, made, key, GNUTLS_DIG_SHA256, 0) == 0 &&
              gnutls_x509_crt_export2(made, GNUTLS_X509_FMT_PEM, certificate_pem) == 0 &&
              gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, key_pem) == 0;
    if (made)
        gnutls_x509_crt_deinit(made);
    if (key)
        gnutls_x509_privkey_deinit(key);
    return ok;
}
