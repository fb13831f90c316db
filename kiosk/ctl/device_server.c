/* The server that content comes from, asked as kiosk-sync asks it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/manifest/manifest.h"
#include "ctl/device.h"
#include "sync/fetch.h"

enum { WAIT_S = 10, SIGNATURE_BYTES_MAX = 4096 };
static const char CHECK[] = "server";

/* What fetch.h says of a failure, and what to do about it, in this order. */
static const struct {
    const char *says, *remedy;
} remedies[] = {
    {"cannot read this CA file", "look at \"ca\" of \"sync\": chmod a+r FILE, or correct the path"},
    {"name not found",
     "is the network up, and \"url\" right? ip address; getent hosts NAME; cat /etc/resolv.conf"},
    {"not yet valid", "the clock of this machine is behind: timedatectl set-ntp true"},
    {"expired", "renew the server's certificate; or is the clock of this machine ahead? timedatectl"},
    {"issuer", "a CA of your own: copy its certificate here and name it as \"ca\" of \"sync\""},
    {"self", "a CA of your own: copy its certificate here and name it as \"ca\" of \"sync\""},
    {"certificate",
     "does the certificate hold this name, and is it whole? openssl s_client -connect NAME:443"},
    {"answered 404", "\"url\" must be the folder that kioskctl publish wrote, \"channel\" what it said: "
                     "URL/c/CHANNEL/manifest must be there"},
    {"answered 403", "the server must let everybody read the published folder"},
    {"answered 401", "the server must let everybody read the published folder"},
    {"answered 5", "the server's own log says why"},
    {"redirect", "write the final address as \"url\""},
    {"", "is the server up and the port open? curl -v URL/c/CHANNEL/manifest"},
};

struct answer {
    bool done, good;
    char *bytes;
    size_t size;
    struct fail fail;
};

static void take(void *context, struct fetch_result *result) {
    struct answer *answer = context;
    answer->done = true;
    answer->good = result->outcome == FETCH_OK;
    answer->bytes = result->bytes;
    answer->size = result->size;
    answer->fail = result->fail;
}

static int64_t monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool get(struct fetcher *fetcher, const struct sync_config *sync, const char *name, uint64_t max,
                int64_t until_ms, struct answer *answer) {
    char url[1000];
    device_text(url, sizeof url, "%.800s/c/%.40s/%s", sync->url, sync->channel, name);
    struct fetch_request request = {.url = url, .max = max, .context = answer, .done = take};
    if (!fetcher_start(fetcher, &request, &answer->fail))
        return false;
    for (int64_t left; !answer->done && (left = until_ms - monotonic_ms()) > 0;)
        fetcher_step(fetcher, NULL, 0, (int)left);
    if (!answer->done)
        fail_set(&answer->fail, "%s does not answer within %d s", sync->url, WAIT_S);
    return answer->good;
}

static void complain(struct device *device, const char *words) {
    size_t i = 0;
    while (!strstr(words, remedies[i].says))
        i++;
    device_say(device, CHECK, DEVICE_MISSING, remedies[i].remedy, "%s", words);
}

static void judge(struct device *device, const struct answer *manifest, const struct answer *signature) {
    char comment[SIGN_COMMENT_MAX];
    struct fail fail;
    struct manifest *read = manifest_parse(manifest->bytes, manifest->size, &fail);
    if (device->trust.count > 0 && !sign_verify(&device->trust, manifest->bytes, manifest->size,
                                                signature->bytes, signature->size, comment, &fail))
        device_say(device, CHECK, DEVICE_MISSING,
                   "copy the public key of who publishes there into the trust file",
                   "%s answers, but with content that this screen does not believe: %.250s", device->sync.url,
                   fail.text);
    else if (!read)
        device_say(device, CHECK, DEVICE_MISSING, "publish there again with kioskctl publish",
                   "%s answers, but not with published content: %.250s", device->sync.url, fail.text);
    else if (device->sync.site && strcmp(device->sync.site, read->site) != 0)
        device_say(device, CHECK, DEVICE_MISSING, "correct \"site\" of \"sync\", or \"url\"",
                   "%s publishes the site \"%s\", but this screen takes only \"%s\"", device->sync.url,
                   read->site, device->sync.site);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "%s answers with content of \"%s\"", device->sync.url,
                   read->site);
    manifest_destroy(read);
}

void device_check_server(struct device *device) {
    char ca[DEVICE_PATH_MAX];
    struct fail fail;
    struct answer manifest = {0}, signature = {0};
    int64_t until_ms = monotonic_ms() + WAIT_S * 1000;
    if (!device->sync_configured)
        return;              /* said before */
    if (device->sync.desk) { /* it says so itself, on the screen, when it cannot reach it */
        device_say(device, CHECK, DEVICE_OK, NULL, "what to show is said by the desk %s", device->sync.desk);
        return;
    }
    struct fetcher *fetcher =
        fetcher_create(device->sync.ca ? device_path(device, device->sync.ca, ca) : NULL, &fail);
    if (!fetcher)
        complain(device, fail.text);
    else if (!get(fetcher, &device->sync, "manifest", MANIFEST_BYTES_MAX, until_ms, &manifest))
        complain(device, manifest.fail.text);
    else if (!get(fetcher, &device->sync, "manifest.sig", SIGNATURE_BYTES_MAX, until_ms, &signature))
        complain(device, signature.fail.text);
    else
        judge(device, &manifest, &signature);
    fetcher_destroy(fetcher);
    free(manifest.bytes);
    free(signature.bytes);
}
