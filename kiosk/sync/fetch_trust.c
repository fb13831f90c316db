/* Whom a transfer believes: the authorities, one of a few keys, or anybody whose key is then told. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/certificate_key.h"
#include "sync/fetch_parts.h"

#define PIN "sha256//"

enum { KEY_BYTES = 32, BASE64 = 45, PINS_BYTES = FETCH_KEYS_MAX * (sizeof PIN + BASE64) };

/* "https://host:port" in lower case, malloc'd; NULL: it is no such address, or no memory. */
static char *origin_of(const char *url) {
    char *host = NULL, *port = NULL, *origin = NULL;
    CURLU *parts = curl_url();
    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK &&
        asprintf(&origin, "https://%s:%s", host, port) < 0)
        origin = NULL;
    for (char *c = origin; c && *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
    return origin;
}

void believed_finish(struct believed *believed) {
    free(believed->origin);
    free(believed->pins);
    *believed = (struct believed){NULL, NULL};
}

static bool add_pin(char *pins, const char *hex) {
    unsigned char key[KEY_BYTES];
    char base64[BASE64];
    size_t length = 0, used = strlen(pins);
    if (strlen(hex) != 2 * sizeof key ||
        sodium_hex2bin(key, sizeof key, hex, 2 * sizeof key, NULL, &length, NULL) || length != sizeof key)
        return false;
    sodium_bin2base64(base64, sizeof base64, key, sizeof key, sodium_base64_VARIANT_ORIGINAL);
    snprintf(pins + used, PINS_BYTES - used, "%s" PIN "%s", used ? ";" : "", base64);
    return true;
}

bool fetcher_believe(struct fetcher *fetcher, const char *url, const char *const *keys, size_t count,
                     struct fail *fail) {
    struct believed next = {count ? origin_of(url) : NULL, count ? calloc(1, PINS_BYTES) : NULL};
    bool fine = count == 0 || (count <= FETCH_KEYS_MAX && next.origin && next.pins);
    for (size_t i = 0; fine && i < count; i++)
        fine = add_pin(next.pins, keys[i]);
    if (!fine) {
        believed_finish(&next);
        return fail_set(fail, "%.200s: the keys to know this server by cannot be used", url);
    }
    believed_finish(&fetcher->believed);
    fetcher->believed = next;
    return true;
}

static void believe_authorities(CURL *easy, const char *ca) {
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, NULL);
    if (ca) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, ca);
        curl_easy_setopt(easy, CURLOPT_CAPATH, "/etc/ssl/certs");
    }
}

/* A certificate that is not looked at in full: a connection of its own, so that there is one to look at. */
static void believe_anybody(CURL *easy) {
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

bool transfer_trust(struct transfer *transfer) {
    const struct fetcher *fetcher = transfer->fetcher;
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    believe_authorities(easy, fetcher->ca);
    if (transfer->talk.unproven) {
        believe_anybody(easy);
        return true;
    }
    if (!fetcher->believed.origin)
        return true;
    char *origin = origin_of(transfer->url);
    if (!origin)
        return false;
    if (strcmp(origin, fetcher->believed.origin) == 0) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
        curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, fetcher->believed.pins);
    }
    free(origin);
    return true;
}

void transfer_take_key(struct transfer *transfer) {
    struct curl_certinfo *info = NULL;
    transfer->result.key[0] = '\0';
    if (!transfer->talk.unproven || curl_easy_getinfo(transfer->easy, CURLINFO_CERTINFO, &info) != CURLE_OK ||
        !info || info->num_of_certs < 1)
        return;
    for (const struct curl_slist *line = info->certinfo[0]; line; line = line->next)
        if (strncmp(line->data, "Cert:", 5) == 0 && certificate_key(line->data + 5, transfer->result.key))
            return;
}
