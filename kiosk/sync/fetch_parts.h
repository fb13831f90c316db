/* What the files of `fetch` share; nobody else includes it. */
#pragma once

#include <curl/curl.h>

#include "sync/fetch.h"

enum {
    HEADER_BYTES_MAX = 64 << 10,
    ERROR_BYTES_MAX = 64 << 10, /* of the text that comes with an error or a redirect */
    CONTENT_RANGE_MAX = 80,
};

/* What the answer says of itself, and how it came. */
struct answer {
    size_t header_bytes, error_bytes;
    char content_range[CONTENT_RANGE_MAX];
    bool begun; /* the body may be kept, and the first of it is there */
    bool too_large;
    char error[CURL_ERROR_SIZE]; /* libcurl's words */
};

/* A server that is believed by its key. */
struct believed {
    char *origin; /* owned, "https://host:port"; NULL: there is none */
    char *pins;   /* owned, as libcurl wants them */
};

struct fetcher {
    CURLM *multi;
    char *ca;
    struct believed believed;
    struct transfer *transfers;
    size_t active;
    bool private_too; /* redirects may lead anywhere: tests live on one machine */
};

/* What is remembered of a fetch_talk. */
struct talk_kept {
    bool on, unproven, told;
    int held_s;
};

struct transfer {
    struct transfer *next;
    struct fetcher *fetcher;
    CURL *easy;
    struct curl_slist *headers;
    struct fetch_request request;
    struct talk_kept talk;
    struct fetch_result result;
    struct answer answer;
    char *url, *host; /* asked now; a redirect changes both */
    int fd;           /* file being filled, -1 in memory */
    uint64_t got;     /* bytes there, those resumed included */
    uint64_t resumed;
    size_t capacity; /* of result.bytes */
    unsigned hops;   /* redirects followed */
    bool started;
    bool asked_again; /* without the range */
    bool refused;     /* the last redirect, before anything was sent there */
    int disk_error;   /* errno of what could not be written, 0: nothing */
};

/* fetch_body.c: the answer as it arrives. libcurl's callbacks; `context` is the transfer. Returning less than
 * what came ends the transfer. */
size_t transfer_on_body(char *data, size_t unit, size_t count, void *context);
/* Does this refusal say something that is read: that what was asked for is gone for good, and why? */
bool transfer_is_told(const struct transfer *transfer, long status);
size_t transfer_on_header(char *data, size_t unit, size_t count, void *context);
/* Opens the file to be filled, at its end when it can be resumed. */
bool transfer_open_file(struct transfer *transfer, struct fail *fail) MUST_CHECK;
/* False with disk_error set. */
bool transfer_empty_file(struct transfer *transfer) MUST_CHECK;

/* fetch_trust.c: whom a transfer believes; anew when its address changes. */
bool transfer_trust(struct transfer *transfer) MUST_CHECK;
/* After it: the key of who answered, where that was asked for. */
void transfer_take_key(struct transfer *transfer);
void believed_finish(struct believed *believed);

/* fetch_talk.c: what is sent along. */
bool transfer_talk(struct transfer *transfer, const struct fetch_talk *talk, struct fail *fail) MUST_CHECK;

/* fetch_explain.c: the reason as a person needs it, into result.fail: which server, what, and what to do
 * where that is known. */
enum cause transfer_explain(struct transfer *transfer, CURLcode code);
