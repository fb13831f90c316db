#include "desk/http/certificate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <sodium.h>

#include "system/disk.h"

enum { CHAIN_MAX = 8, PEM_MAX = 256 << 10, HANDSHAKE_MAX_S = 60 };

/* One pair as it was read. Handshakes under way still point into one that was replaced. */
struct pair {
    struct pair *older;
    time_t replaced_at; /* monotonic */
    unsigned length;
    gnutls_pcert_st chain[CHAIN_MAX];
    gnutls_privkey_t key;
};
struct stamp {
    struct timespec changed;
    off_t size;
    ino_t inode;
};
struct certificate {
    char *chain_file, *key_file;
    struct stamp seen[2];
    struct pair *pair;
    void (*said)(void *context, const char *line);
    void *context;
};
static _Thread_local struct certificate *here;

static void pair_destroy(struct pair *pair) {
    if (!pair)
        return;
    for (unsigned i = 0; i < pair->length; i++)
        gnutls_pcert_deinit(&pair->chain[i]);
    if (pair->key)
        gnutls_privkey_deinit(pair->key);
    free(pair);
}

static bool load_key(struct pair *pair, const char *file, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    if (!disk_read_linked(file, PEM_MAX, &bytes, &size, fail))
        return false;
    const gnutls_datum_t pem = {.data = (unsigned char *)bytes, .size = (unsigned)size};
    int error = gnutls_privkey_init(&pair->key);
    if (error == 0)
        error = gnutls_privkey_import_x509_raw(pair->key, &pem, GNUTLS_X509_FMT_PEM, NULL, 0);
    sodium_memzero(bytes, size);
    free(bytes);
    return error == 0 || fail_set(fail, "%s: %s", file, gnutls_strerror(error));
}

static bool load_chain(struct pair *pair, const char *file, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    unsigned length = CHAIN_MAX;
    if (!disk_read_linked(file, PEM_MAX, &bytes, &size, fail))
        return false;
    const gnutls_datum_t pem = {.data = (unsigned char *)bytes, .size = (unsigned)size};
    int error = gnutls_pcert_list_import_x509_raw(pair->chain, &length, &pem, GNUTLS_X509_FMT_PEM, 0);
    free(bytes);
    if (error < 0)
        return fail_set(fail, "%s: %s", file, gnutls_strerror(error));
    pair->length = length;
    return true;
}

/* Renewal writes two files one after the other: in between they do not belong together. */
static bool fits(const struct pair *pair) {
    unsigned char of_key[64], of_chain[64];
    size_t key_size = sizeof of_key, chain_size = sizeof of_chain;
    gnutls_pubkey_t public = NULL;
    bool known =
        gnutls_pubkey_init(&public) == 0 && gnutls_pubkey_import_privkey(public, pair->key, 0, 0) == 0 &&
        gnutls_pubkey_get_key_id(public, GNUTLS_KEYID_USE_SHA256, of_key, &key_size) == 0 &&
        gnutls_pubkey_get_key_id(pair->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256, of_chain, &chain_size) == 0;
    if (public)
        gnutls_pubkey_deinit(public);
    return known && key_size == chain_size && memcmp(of_key, of_chain, key_size) == 0;
}

static struct pair *load(const struct certificate *certificate, struct fail *fail) {
    struct pair *pair = calloc(1, sizeof *pair);
    if (!pair)
        fail_set(fail, "out of memory");
    else if (load_key(pair, certificate->key_file, fail) && load_chain(pair, certificate->chain_file, fail) &&
             (fits(pair) ||
              fail_set(fail, "%s is not the key of %s", certificate->key_file, certificate->chain_file)))
        return pair;
    pair_destroy(pair);
    return NULL;
}

static struct stamp look(const char *file) {
    struct stat status;
    if (stat(file, &status) != 0)
        return (struct stamp){0};
    return (struct stamp){status.st_mtim, status.st_size, status.st_ino};
}

static bool same(struct stamp a, struct stamp b) {
    return a.changed.tv_sec == b.changed.tv_sec && a.changed.tv_nsec == b.changed.tv_nsec &&
           a.size == b.size && a.inode == b.inode;
}

static time_t monotonic(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static void drop_old(struct pair *newest) {
    for (struct pair **at = &newest->older; *at;) {
        struct pair *old = *at;
        if (monotonic() - old->replaced_at < HANDSHAKE_MAX_S) {
            at = &old->older;
        } else {
            *at = old->older;
            pair_destroy(old);
        }
    }
}

static void renew(struct certificate *certificate) {
    const struct stamp now[2] = {look(certificate->chain_file), look(certificate->key_file)};
    if (same(now[0], certificate->seen[0]) && same(now[1], certificate->seen[1]))
        return;
    memcpy(certificate->seen, now, sizeof now);
    struct fail fail = {0};
    char line[500];
    struct pair *pair = load(certificate, &fail);
    if (pair) {
        certificate->pair->replaced_at = monotonic();
        pair->older = certificate->pair;
        certificate->pair = pair;
        drop_old(pair);
        snprintf(line, sizeof line, "the certificate in %s is taken anew", certificate->chain_file);
    } else {
        snprintf(line, sizeof line, "the certificate changed and cannot be used, the old one is: %s",
                 fail.text);
    }
    certificate->said(certificate->context, line);
}

struct certificate *certificate_create(const char *chain_file, const char *key_file,
                                       void (*said)(void *context, const char *line), void *context,
                                       struct fail *fail) {
    struct certificate *certificate = calloc(1, sizeof *certificate);
    if (certificate) {
        certificate->said = said;
        certificate->context = context;
        certificate->chain_file = strdup(chain_file);
        certificate->key_file = strdup(key_file);
    }
    if (!certificate || !certificate->chain_file || !certificate->key_file) {
        fail_set(fail, "out of memory");
    } else {
        certificate->seen[0] = look(chain_file);
        certificate->seen[1] = look(key_file);
        certificate->pair = load(certificate, fail);
        if (certificate->pair)
            return certificate;
    }
    certificate_destroy(certificate);
    return NULL;
}

void certificate_destroy(struct certificate *certificate) {
    if (!certificate)
        return;
    while (certificate->pair) {
        struct pair *pair = certificate->pair;
        certificate->pair = pair->older;
        pair_destroy(pair);
    }
    free(certificate->chain_file);
    free(certificate->key_file);
    free(certificate);
}

void certificate_use_here(struct certificate *certificate) {
    here = certificate;
}

int certificate_retrieve(gnutls_session_t session, const gnutls_datum_t *issuers, int issuer_count,
                         const gnutls_pk_algorithm_t *algorithms, int algorithm_count,
                         gnutls_pcert_st **chain, unsigned *chain_length,
                         gnutls_privkey_t *key) { /* LENGTH: the library calls it so */
    (void)session, (void)issuers, (void)issuer_count, (void)algorithms, (void)algorithm_count;
    if (!here)
        return -1;
    renew(here);
    *chain = here->pair->chain;
    *chain_length = here->pair->length;
    *key = here->pair->key;
    return 0;
}
