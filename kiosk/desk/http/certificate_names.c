#include "desk/http/certificate_names.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/x509.h>
#include <sodium.h>

#include "system/disk.h"

enum { PEM_MAX = 256 << 10, SHA256 = 32, NAMES_LOOKED_AT = 100 };

static int take_key(gnutls_x509_crt_t certificate, struct certificate_names *out) {
    unsigned char digest[SHA256];
    size_t size = sizeof digest;
    int error = gnutls_x509_crt_get_key_id(certificate, GNUTLS_KEYID_USE_SHA256, digest, &size);
    if (error == 0)
        sodium_bin2hex(out->key, sizeof out->key, digest, sizeof digest);
    return error;
}

static void take_names(gnutls_x509_crt_t certificate, struct certificate_names *out) {
    for (unsigned i = 0; i < NAMES_LOOKED_AT && out->count < CERTIFICATE_NAMES_MAX; i++) {
        char *name = out->names[out->count];
        size_t size = CERTIFICATE_NAME_TEXT;
        int kind = gnutls_x509_crt_get_subject_alt_name(certificate, i, name, &size, NULL);
        if (kind == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
            break;
        if (kind == GNUTLS_SAN_DNSNAME && size < CERTIFICATE_NAME_TEXT && !strchr(name, '*'))
            out->count++;
    }
}

bool certificate_names_read(const char *file, struct certificate_names *names, struct fail *fail) {
    struct certificate_names found = {.count = 0};
    gnutls_x509_crt_t certificate = NULL;
    char *bytes = NULL;
    size_t size = 0;
    if (!disk_read_linked(file, PEM_MAX, &bytes, &size, fail))
        return false;
    const gnutls_datum_t pem = {.data = (unsigned char *)bytes, .size = (unsigned)size};
    int error = gnutls_x509_crt_init(&certificate);
    if (error == 0)
        error = gnutls_x509_crt_import(certificate, &pem, GNUTLS_X509_FMT_PEM);
    if (error == 0)
        error = take_key(certificate, &found);
    if (error == 0)
        take_names(certificate, &found);
    if (certificate)
        gnutls_x509_crt_deinit(certificate);
    free(bytes);
    if (error != 0)
        return fail_set(fail, "%s: %s", file, gnutls_strerror(error));
    *names = found;
    return true;
}
