#include "sync/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/range.h"

enum {
    CONNECT_SECONDS = 10,
    SLOW_BYTES = 1024, /* a transfer under this many bytes a second … */
    SLOW_SECONDS = 30, /* … for this long is given up */
    TOTAL_SECONDS_MIN = 60,
    BYTES_A_SECOND_EXPECTED = 64 << 10, /* sets the total deadline of large files */
    CONNECTION_LIFE_SECONDS = 3600,     /* a revoked certificate is noticed within the hour */
    HEADER_BYTES_MAX = 64 << 10,
    ERROR_BYTES_MAX = 64 << 10, /* of the text that comes with an error */
    CONTENT_RANGE_MAX = 80,
};

struct transfer {
    struct transfer *next;
    CURL *easy;
    struct curl_slist *headers;
    struct fetch_request request;
    struct fetch_result result;
    char *url;
    char *host;
    int fd;       /* file being filled, -1 in memory */
    uint64_t got; /* bytes there, those resumed included */
    uint64_t resumed;
    size_t capacity; /* of result.bytes */
    size_t header_bytes, error_bytes;
    char content_range[CONTENT_RANGE_MAX]; /* of the answer */
    bool too_large, started;
    bool begun;       /* the answer's body may be kept, and the first of it is there */
    bool asked_again; /* without the range */
    int disk_error;   /* errno of what could not be written, 0: nothing */
    char error[CURL_ERROR_SIZE];
};

struct fetcher {
    CURLM *multi;
    char *ca;
    struct transfer *transfers;
    size_t active;
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
    curl_multi_setopt(fetcher->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 4L);
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
    free(fetcher->ca);
    free(fetcher);
    curl_global_cleanup();
}

size_t fetcher_active(const struct fetcher *fetcher) {
    return fetcher->active;
}

static bool store_in_memory(struct transfer *transfer, const char *data, size_t size) {
    size_t needed = transfer->result.size + size + 1;
    if (needed > transfer->capacity) {
        size_t capacity = transfer->capacity ? transfer->capacity * 2 : 16384;
        if (capacity < needed)
            capacity = needed;
        char *bytes = realloc(transfer->result.bytes, capacity);
        if (!bytes)
            return false;
        transfer->result.bytes = bytes;
        transfer->capacity = capacity;
    }
    memcpy(transfer->result.bytes + transfer->result.size, data, size);
    transfer->result.size += size;
    transfer->result.bytes[transfer->result.size] = '\0';
    return true;
}

static bool store_in_file(struct transfer *transfer, const char *data, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(transfer->fd, data, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        data += wrote;
        size -= (size_t)wrote;
    }
    return true;
}

static bool empty_file(struct transfer *transfer) {
    if (ftruncate(transfer->fd, 0) != 0 || lseek(transfer->fd, 0, SEEK_SET) != 0) {
        transfer->disk_error = errno;
        return false;
    }
    transfer->resumed = transfer->got = 0;
    return true;
}

/* Is this the body that was asked for? The status is 200 or 206. */
static bool begin_body(struct transfer *transfer, long status) {
    transfer->begun = true;
    if (transfer->resumed == 0)
        return status == 200;
    switch (range_judge(status, transfer->content_range, transfer->resumed, transfer->request.max)) {
    case RANGE_REST:
        return true;
    case RANGE_WHOLE:
        return empty_file(transfer);
    default:
        return false;
    }
}

/* The text of an error page is of no interest, and must come to an end. */
static size_t skip_error(struct transfer *transfer, size_t size) {
    transfer->error_bytes += size;
    return transfer->error_bytes > ERROR_BYTES_MAX ? 0 : size;
}

/* The sizes a server declares are not believed: bytes are counted as they arrive. Returning 0 ends the
 * transfer. */
static size_t on_body(char *data, size_t unit, size_t count, void *context) {
    struct transfer *transfer = context;
    size_t size = unit * count;
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200 && status != 206)
        return skip_error(transfer, size);
    if (!transfer->begun && !begin_body(transfer, status))
        return 0;
    if (transfer->got + size > transfer->request.max) {
        transfer->too_large = true;
        return 0;
    }
    transfer->got += size;
    if (transfer->fd >= 0 ? !store_in_file(transfer, data, size) : !store_in_memory(transfer, data, size)) {
        transfer->disk_error = errno ? errno : EIO;
        return 0;
    }
    return size;
}

/* The value of header `name` (with its ":") when this line is it and it fits. */
static void take_header(const char *line, size_t size, const char *name, char *value, size_t max) {
    size_t from = strlen(name), to = size;
    if (size < from || strncasecmp(line, name, from) != 0)
        return;
    while (from < to && (line[from] == ' ' || line[from] == '\t'))
        from++;
    while (to > from && (line[to - 1] == '\r' || line[to - 1] == '\n' || line[to - 1] == ' '))
        to--;
    if (to - from < max) {
        memcpy(value, line + from, to - from);
        value[to - from] = '\0';
    }
}

static size_t on_header(char *data, size_t unit, size_t count, void *context) {
    struct transfer *transfer = context;
    size_t size = unit * count;
    transfer->header_bytes += size;
    if (transfer->header_bytes > HEADER_BYTES_MAX)
        return 0;
    take_header(data, size, "etag:", transfer->result.etag, sizeof(transfer->result.etag));
    take_header(data, size, "content-range:", transfer->content_range, sizeof(transfer->content_range));
    return size;
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

static bool open_file(struct transfer *transfer, struct fail *fail) {
    const char *path = transfer->request.path;
    transfer->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    struct stat status;
    if (transfer->fd < 0 || fstat(transfer->fd, &status) != 0 || !S_ISREG(status.st_mode))
        return fail_set(fail, "%s: cannot be written: %s", path, strerror(errno));
    off_t there = status.st_size;
    if ((uint64_t)there >= transfer->request.max) { /* nothing left to ask for, so it is wrong: begin again */
        if (ftruncate(transfer->fd, 0) != 0)
            return fail_set(fail, "%s: cannot be emptied", path);
        there = 0;
    }
    if (lseek(transfer->fd, there, SEEK_SET) != there)
        return fail_set(fail, "%s: cannot be resumed", path);
    transfer->resumed = transfer->got = (uint64_t)there;
    return true;
}

static void set_safety(CURL *easy, const struct fetcher *fetcher, uint64_t max) {
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (fetcher->ca) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, fetcher->ca);
        curl_easy_setopt(easy, CURLOPT_CAPATH, "/etc/ssl/certs");
    }
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* no surprise from the environment */
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* a hanging resolver must not hold us */
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)(TOTAL_SECONDS_MIN + max / BYTES_A_SECOND_EXPECTED));
    curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, (long)CONNECTION_LIFE_SECONDS);
}

static void set_transfer(struct transfer *transfer) {
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_URL, transfer->url);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "kiosk-sync/" KIOSK_VERSION);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
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

static bool prepare(struct fetcher *fetcher, struct transfer *transfer, struct fail *fail) {
    const struct fetch_request *request = &transfer->request;
    if (!transfer->url || !transfer->easy)
        return fail_set(fail, "out of memory");
    if (!transfer->host || strncasecmp(request->url, "https://", 8) != 0)
        return fail_set(fail, "%.200s: only https addresses are fetched", request->url);
    if (request->path && !open_file(transfer, fail))
        return false;
    if (request->etag && request->etag[0]) {
        char header[FETCH_ETAG_MAX + 32];
        snprintf(header, sizeof(header), "If-None-Match: %.*s", FETCH_ETAG_MAX, request->etag);
        transfer->headers = curl_slist_append(NULL, header);
        if (!transfer->headers)
            return fail_set(fail, "out of memory");
    }
    set_safety(transfer->easy, fetcher, request->max);
    set_transfer(transfer);
    transfer->started = curl_multi_add_handle(fetcher->multi, transfer->easy) == CURLM_OK;
    return transfer->started || fail_set(fail, "libcurl refused a transfer");
}

bool fetcher_start(struct fetcher *fetcher, const struct fetch_request *request, struct fail *fail) {
    struct transfer *transfer = calloc(1, sizeof(*transfer));
    if (!transfer)
        return fail_set(fail, "out of memory");
    transfer->fd = -1;
    transfer->request = *request;
    transfer->url = strdup(request->url);
    transfer->host = host_of(request->url);
    transfer->easy = curl_easy_init();
    if (!prepare(fetcher, transfer, fail)) {
        transfer_destroy(fetcher, transfer);
        return false;
    }
    transfer->next = fetcher->transfers;
    fetcher->transfers = transfer;
    fetcher->active++;
    return true;
}

/* The reason as a person needs it: which server, what, and what to do where that is known. */
static enum cause explain(struct transfer *transfer, CURLcode code) {
    struct fail *fail = &transfer->result.fail;
    const char *host = transfer->host;
    const char *detail = transfer->error[0] ? transfer->error : curl_easy_strerror(code);
    long status = transfer->result.status;
    bool answered = code == CURLE_OK || transfer->error_bytes > ERROR_BYTES_MAX ||
                    (status == 206 && transfer->begun && transfer->resumed == 0);
    if (transfer->disk_error) {
        fail_set(fail, "%s: cannot be written: %s",
                 transfer->request.path ? transfer->request.path : "memory", strerror(transfer->disk_error));
        return CAUSE_MACHINE;
    }
    if (transfer->too_large) {
        fail_set(fail, "%s: sent more than the %" PRIu64 " bytes it may", host, transfer->request.max);
        return CAUSE_SERVER;
    }
    if (answered) {
        fail_set(fail, "%s: answered %ld%s", host, status,
                 status == 206                   ? ", a part that nobody asked for"
                 : status >= 300 && status < 400 ? ", a redirect; give the final address"
                                                 : "");
        return CAUSE_SERVER;
    }
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        fail_set(fail,
                 "%s: its certificate is not trusted (%s); check the certificate, the CA file and the clock",
                 host, detail);
    else if (code == CURLE_COULDNT_RESOLVE_HOST)
        fail_set(fail, "%s: name not found; check the network and the address", host);
    else
        fail_set(fail, "%s: %s", host, detail);
    return code == CURLE_OUT_OF_MEMORY ? CAUSE_MACHINE : CAUSE_NETWORK;
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
    enum range_answer answer = range_judge(transfer->result.status, transfer->content_range,
                                           transfer->resumed, transfer->request.max);
    return answer == RANGE_WRONG || answer == RANGE_REFUSED;
}

/* The same once more, from the beginning; what was there is given up. */
static bool ask_whole(struct fetcher *fetcher, struct transfer *transfer) {
    if (!empty_file(transfer))
        return false;
    curl_multi_remove_handle(fetcher->multi, transfer->easy);
    transfer->asked_again = true;
    transfer->started = transfer->begun = transfer->too_large = false;
    transfer->header_bytes = transfer->error_bytes = 0;
    transfer->content_range[0] = transfer->error[0] = transfer->result.etag[0] = '\0';
    curl_easy_setopt(transfer->easy, CURLOPT_RANGE, NULL);
    transfer->started = curl_multi_add_handle(fetcher->multi, transfer->easy) == CURLM_OK;
    return transfer->started;
}

static bool fetched(const struct transfer *transfer, CURLcode code) {
    return code == CURLE_OK && (transfer->result.status == 200 ||
                                (transfer->result.status == 206 && transfer->resumed > 0 && transfer->begun));
}

static void finish_transfer(struct fetcher *fetcher, struct transfer *transfer, CURLcode code) {
    struct fetch_result *result = &transfer->result;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &result->status);
    if (refuses_rest(transfer, code) && ask_whole(fetcher, transfer))
        return;
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry_after);
    result->retry_after_s = retry_after;
    if (fetched(transfer, code))
        result->outcome = FETCH_OK;
    else if (code == CURLE_OK && result->status == 304 && transfer->headers)
        result->outcome = FETCH_NOT_MODIFIED;
    else
        result->outcome = FETCH_FAILED;
    if (result->outcome == FETCH_FAILED)
        result->cause = explain(transfer, code);
    if (result->outcome != FETCH_OK) {
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
