#include <stdio.h>
#include <string.h>

#include "sync/fetch_parts.h"

static bool add_header(struct transfer *transfer, const char *header) {
    struct curl_slist *longer = curl_slist_append(transfer->headers, header);
    if (longer)
        transfer->headers = longer;
    return longer != NULL;
}

static bool put_body(struct transfer *transfer, const struct fetch_talk *talk) {
    char type[100];
    snprintf(type, sizeof(type), "Content-Type: %.80s", talk->type);
    curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)talk->size);
    return curl_easy_setopt(transfer->easy, CURLOPT_COPYPOSTFIELDS, talk->body) == CURLE_OK &&
           add_header(transfer, type) && add_header(transfer, "Expect:"); /* no second round trip */
}

bool transfer_talk(struct transfer *transfer, const struct fetch_talk *talk, struct fail *fail) {
    char token[400];
    bool done = !talk->body || put_body(transfer, talk);
    transfer->talk = (struct talk_kept){
        .on = true, .unproven = talk->unproven, .told = talk->told, .held_s = talk->held_s};
    if (talk->method && strcmp(talk->method, "HEAD") == 0)
        curl_easy_setopt(transfer->easy, CURLOPT_NOBODY, 1L);
    else if (talk->method)
        curl_easy_setopt(transfer->easy, CURLOPT_CUSTOMREQUEST, talk->method);
    if (talk->token) {
        snprintf(token, sizeof(token), "Authorization: Bearer %.300s", talk->token);
        done = done && add_header(transfer, token);
    }
    for (size_t i = 0; talk->headers && talk->headers[i]; i++)
        done = done && add_header(transfer, talk->headers[i]);
    return done || fail_set(fail, "out of memory");
}
