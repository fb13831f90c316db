#include "sync/fetch.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sync/address.h"
#include "sync/fetch_parts.h"
#include "sync/range.h"

enum {
    CONNECT_SECONDS = 10,
    SLOW_BYTES = 1024, /* a transfer under this many bytes a second … */
    SLOW_SECONDS = 30, /* … for this long is given up */
    TOTAL_SECONDS_MIN = 60,
    BYTES_A_SECOND_EXPECTED = 64 << 10, /* sets the total deadline of large files */
    CONNECTION_LIFE_SECONDS = 3600,     /* a revoked certificate is noticed within the hour */
    TO_ONE_HOST = 10, /* connections: downloads, feeds of the same server, and always one for the question */
};

struct fetcher *fetcher_create(const char *ca, struct fail *fail) {
    if (ca && access(ca, R_OK) != 0) {
        fail_set(fail, "%s: cannot read this CA file (--ca)", ca);
        return NULL;
    }
    struct fetcher *fetcher = calloc(1, sizeof(*fetcher));
    if (!fetcher || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(fetcher);
        fail_set(fail, "cannot start libcurl");
        return NULL;
    }
    fetcher->multi = curl_multi_init();
    fetcher->ca = ca ? strdup(ca) : NULL;
    if (!fetcher->multi || (ca && !fetcher->ca)) {
        fetcher_destroy(fetcher);
        fail_set(fail, "out of memory");
        return NULL;
    }
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)TO_ONE_HOST);
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS, 8L);
    return fetcher;
}

static void transfer_destroy(struct fetcher *fetcher, struct transfer *transfer) {
    if (transfer->easy) {
        if (transfer->started)
            curl_multi_remove_handle(fetcher->multi, transfer->easy);
        curl_easy_cleanup(transfer->easy);
    }
    curl_slist_free_all(transfer->headers);
    if (transfer->fd >= 0)
        close(transfer->fd);
    free(transfer->result.bytes);
    free(transfer->url);
    free(transfer->host);
    free(transfer);
}

void fetcher_destroy(struct fetcher *fetcher) {
    if (!fetcher)
        return;
    while (fetcher->transfers) {
        struct transfer *transfer = fetcher->transfers;
        fetcher->transfers = transfer->next;
        transfer_destroy(fetcher, transfer);
    }
    if (fetcher->multi)
        curl_multi_cleanup(fetcher->multi);
    believed_finish(&fetcher->believed);
    free(fetcher->ca);
    free(fetcher);
    curl_global_cleanup();
}

size_t fetcher_active(const struct fetcher *fetcher) {
    return fetcher->active;
}

void fetcher_let_redirects_be_private(struct fetcher *fetcher) {
    fetcher->private_too = true;
}

static char *host_of(const char *url) {
    char *host = NULL;
    CURLU *parts = curl_url();
    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK) {
        char *text = NULL;
        if (curl_url_get(parts, CURLUPART_HOST, &text, 0) == CURLUE_OK)
            host = strdup(text);
        curl_free(text);
    }
    curl_url_cleanup(parts);
    return host;
}

static void set_safety(CURL *easy, uint64_t max, int held_s) {
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* no surprise from the environment */
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* a hanging resolver must not hold us */
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)(SLOW_SECONDS + held_s));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT,
                     (long)(TOTAL_SECONDS_MIN + held_s + (long)(max / BYTES_A_SECOND_EXPECTED)));
    curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, (long)CONNECTION_LIFE_SECONDS);
}

/* A new connection, and before it is made, its address is looked at: what the name stands for, not what it
 * says. A connection that was open already would not be looked at. */
static curl_socket_t on_open(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    struct transfer *transfer = context;
    (void)purpose;
    if (!transfer->fetcher->private_too && !address_public(&address->addr)) {
        transfer->refused = true;
        return CURL_SOCKET_BAD;
    }
    transfer->refused = false;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void look_at_addresses(struct transfer *transfer) {
    curl_easy_setopt(transfer->easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(transfer->easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
    curl_easy_setopt(transfer->easy, CURLOPT_OPENSOCKETDATA, transfer);
}

static void set_transfer(struct transfer *transfer) {
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_URL, transfer->url);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "kiosk-sync/" KIOSK_VERSION);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->answer.error);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, transfer_on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, transfer_on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
    if (transfer->resumed >
        0) { /* and not RESUME_FROM, with which libcurl itself gives up on a whole answer */
        char range[32];
        snprintf(range, sizeof(range), "%" PRIu64 "-", transfer->resumed);
        curl_easy_setopt(easy, CURLOPT_RANGE, range);
    }
}

void fetcher_cancel(struct fetcher *fetcher, const void *context) {
    for (struct transfer **link = &fetcher->transfers; *link;) {
        struct transfer *transfer = *link;
        if (transfer->request.context != context) {
            link = &transfer->next;
            continue;
        }
        *link = transfer->next;
        fetcher->active--;
        transfer_destroy(fetcher, transfer);
    }
}

static bool prepare(struct fetcher *fetcher, const struct fetch_request *request, struct transfer *transfer,
                    struct fail *fail) {
    if (!transfer->url || !transfer->easy)
        return fail_set(fail, "out of memory");
    if (!transfer->host || strncasecmp(request->url, "https://", 8) != 0)
        return fail_set(fail, "%.*s: only https addresses are fetched", (int)strcspn(request->url, "?#"),
                        request->url); /* what is behind may be a key */
    if (request->path && !transfer_open_file(transfer, fail))
        return false;
    if (request->etag && request->etag[0]) {
        char header[FETCH_ETAG_MAX + 32];
        snprintf(header, sizeof(header), "If-None-Match: %.*s", FETCH_ETAG_MAX, request->etag);
        transfer->headers = curl_slist_append(NULL, header);
        if (!transfer->headers)
            return fail_set(fail, "out of memory");
    }
    if (request->talk && !transfer_talk(transfer, request->talk, fail))
        return false;
    set_safety(transfer->easy, request->max, transfer->talk.held_s);
    set_transfer(transfer);
    if (request->public_only)
        look_at_addresses(transfer);
    if (!transfer_trust(transfer))
        return fail_set(fail, "out of memory");
    transfer->started = curl_multi_add_handle(fetcher->multi, transfer->easy) == CURLM_OK;
    return transfer->started || fail_set(fail, "libcurl refused a transfer");
}

bool fetcher_start(struct fetcher *fetcher, const struct fetch_request *request, struct fail *fail) {
    struct transfer *transfer = calloc(1, sizeof(*transfer));
    if (!transfer)
        return fail_set(fail, "out of memory");
    transfer->fd = -1;
    transfer->fetcher = fetcher;
    transfer->request = *request;
    transfer->request.talk = NULL; /* the caller's; what is kept of it is in transfer->talk */
    transfer->url = strdup(request->url);
    transfer->host = host_of(request->url);
    transfer->easy = curl_easy_init();
    if (!prepare(fetcher, request, transfer, fail)) {
        transfer_destroy(fetcher, transfer);
        return false;
    }
    transfer->next = fetcher->transfers;
    fetcher->transfers = transfer;
    fetcher->active++;
    return true;
}

static void unlink_transfer(struct fetcher *fetcher, const struct transfer *transfer) {
    for (struct transfer **link = &fetcher->transfers; *link; link = &(*link)->next)
        if (*link == transfer) {
            *link = transfer->next;
            fetcher->active--;
            return;
        }
}

/* Asked for the rest of a file, this server does not give it: by its answer, or by closing the door. */
static bool refuses_rest(const struct transfer *transfer, CURLcode code) {
    if (transfer->resumed == 0 || transfer->asked_again || transfer->disk_error)
        return false;
    if (transfer->result.status == 0)
        return code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_HTTP2_STREAM;
    enum range_answer answer = range_judge(transfer->result.status, transfer->answer.content_range,
                                           transfer->resumed, transfer->request.max);
    return answer == RANGE_WRONG || answer == RANGE_REFUSED;
}

static bool start_again(struct fetcher *fetcher, struct transfer *transfer) {
    struct fetch_result *result = &transfer->result;
    curl_multi_remove_handle(fetcher->multi, transfer->easy);
    transfer->answer = (struct answer){.begun = false};
    result->etag[0] = result->charset[0] = '\0';
    transfer->started = curl_multi_add_handle(fetcher->multi, transfer->easy) == CURLM_OK;
    return transfer->started;
}

/* The same once more, from the beginning; what was there is given up. */
static bool ask_whole(struct fetcher *fetcher, struct transfer *transfer) {
    if (!transfer_empty_file(transfer))
        return false;
    transfer->asked_again = true;
    curl_easy_setopt(transfer->easy, CURLOPT_RANGE, NULL);
    return start_again(fetcher, transfer);
}

/* Where the answer leads, when it leads to an https address that names nobody. malloc'd. */
static char *target_of(const struct transfer *transfer, long status) {
    char *text = NULL, *target = NULL, *user = NULL, *password = NULL;
    if (status < 301 || status > 308 || status == 304 ||
        curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &text) != CURLE_OK || !text)
        return NULL;
    CURLU *parts = curl_url();
    bool fine = parts && curl_url_set(parts, CURLUPART_URL, text, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_NO_USER &&
                curl_url_get(parts, CURLUPART_PASSWORD, &password, 0) == CURLUE_NO_PASSWORD;
    if (fine && strncasecmp(text, "https://", 8) == 0)
        target = strdup(text);
    curl_free(user);
    curl_free(password);
    curl_url_cleanup(parts);
    return target;
}

/* By hand, and not by libcurl: each answer on the way is bounded as the last one is. */
static bool follow(struct fetcher *fetcher, struct transfer *transfer) {
    char *url = transfer->hops < transfer->request.redirects && !transfer->disk_error
                    ? target_of(transfer, transfer->result.status)
                    : NULL;
    char *host = url ? host_of(url) : NULL;
    if (!host) {
        free(url);
        return false;
    }
    free(transfer->url);
    free(transfer->host);
    transfer->url = url;
    transfer->host = host;
    transfer->hops++;
    curl_easy_setopt(transfer->easy, CURLOPT_URL, url);
    look_at_addresses(transfer);
    if (!transfer_trust(transfer))
        return false;
    return start_again(fetcher, transfer);
}

static bool fetched(const struct transfer *transfer, CURLcode code) {
    long status = transfer->result.status;
    if (transfer->talk.on)
        return code == CURLE_OK && status >= 200 && status < 300;
    return code == CURLE_OK &&
           (status == 200 || (status == 206 && transfer->resumed > 0 && transfer->answer.begun));
}

static void finish_transfer(struct fetcher *fetcher, struct transfer *transfer, CURLcode code) {
    struct fetch_result *result = &transfer->result;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &result->status);
    if (refuses_rest(transfer, code) && ask_whole(fetcher, transfer))
        return;
    if (follow(fetcher, transfer))
        return;
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry_after);
    result->retry_after_s = retry_after;
    transfer_take_key(transfer);
    if (fetched(transfer, code))
        result->outcome = FETCH_OK;
    else if (code == CURLE_OK && result->status == 304 && transfer->headers && !transfer->talk.on)
        result->outcome = FETCH_NOT_MODIFIED;
    else
        result->outcome = FETCH_FAILED;
    if (result->outcome == FETCH_FAILED)
        result->cause = transfer_explain(transfer, code);
    if (result->outcome != FETCH_OK && !transfer_is_told(transfer, result->status)) {
        free(result->bytes);
        result->bytes = NULL;
    }
    if (transfer->fd >= 0)
        result->size = (size_t)transfer->got;
    unlink_transfer(fetcher, transfer);
    transfer->request.done(transfer->request.context, result);
    result->bytes = NULL; /* the callback's now */
    transfer_destroy(fetcher, transfer);
}

void fetcher_step(struct fetcher *fetcher, struct curl_waitfd *fds, unsigned fd_count, int timeout_ms) {
    int running = 0, left = 0;
    curl_multi_poll(fetcher->multi, fds, fd_count, timeout_ms, NULL);
    curl_multi_perform(fetcher->multi, &running);
    CURLMsg *message;
    while ((message = curl_multi_info_read(fetcher->multi, &left))) {
        char *transfer = NULL;
        CURLcode code = message->data.result;
        if (message->msg == CURLMSG_DONE &&
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer) == CURLE_OK)
            finish_transfer(fetcher, (struct transfer *)(void *)transfer, code);
    }
}
