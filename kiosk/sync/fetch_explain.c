#include <inttypes.h>
#include <string.h>

#include "sync/fetch_parts.h"

static bool redirected(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* An answer that is not the one that was asked for. */
static void explain_status(const struct transfer *transfer, struct fail *fail) {
    long status = transfer->result.status;
    if (status == 206)
        fail_set(fail, "%s: answered 206, a part that nobody asked for", transfer->host);
    else if (redirected(status) && transfer->request.redirects > 0)
        fail_set(fail,
                 "%s: answered %ld, one redirect too many (more than %u), or not to an https address; give "
                 "the final address",
                 transfer->host, status, transfer->request.redirects);
    else if (status >= 300 && status < 400)
        fail_set(fail, "%s: answered %ld, a redirect; give the final address", transfer->host, status);
    else
        fail_set(fail, "%s: answered %ld", transfer->host, status);
}

enum cause transfer_explain(struct transfer *transfer, CURLcode code) {
    struct fail *fail = &transfer->result.fail;
    const struct answer *answer = &transfer->answer;
    const char *host = transfer->host;
    const char *detail = answer->error[0] ? answer->error : curl_easy_strerror(code);
    bool answered = code == CURLE_OK || answer->error_bytes > ERROR_BYTES_MAX ||
                    (transfer->result.status == 206 && answer->begun && transfer->resumed == 0);
    if (transfer->disk_error) {
        fail_set(fail, "%s: cannot be written: %s",
                 transfer->request.path ? transfer->request.path : "memory", strerror(transfer->disk_error));
        return CAUSE_MACHINE;
    }
    if (transfer->refused) {
        if (transfer->hops == 0)
            fail_set(fail, "%s is no public address, so it is not asked", host);
        else
            fail_set(fail,
                     "a redirect leads to %s, which is no public address, so it is not followed; give the "
                     "final address",
                     host);
        return CAUSE_SERVER;
    }
    if (answer->too_large) {
        fail_set(fail, "%s: sent more than the %" PRIu64 " bytes it may", host, transfer->request.max);
        return CAUSE_SERVER;
    }
    if (answered) {
        explain_status(transfer, fail);
        return CAUSE_SERVER;
    }
    transfer->result.distrusted =
        code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH;
    if (code == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
        fail_set(fail,
                 "%s: its key is none of those this screen was told; something sits between the two, or its "
                 "certificate was exchanged",
                 host);
    else if (code == CURLE_PEER_FAILED_VERIFICATION)
        fail_set(fail,
                 "%s: its certificate is not trusted (%s); check the certificate, the CA file and the clock",
                 host, detail);
    else if (code == CURLE_COULDNT_RESOLVE_HOST)
        fail_set(fail, "%s: name not found; check the network and the address", host);
    else
        fail_set(fail, "%s: %s", host, detail);
    return code == CURLE_OUT_OF_MEMORY ? CAUSE_MACHINE : CAUSE_NETWORK;
}
