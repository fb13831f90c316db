#include "copy/talk.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MAX = 8 << 20, STEP_MS = 1000, PATH_MAX_BYTES = 1000, URL_MAX_BYTES = 1400 };

bool talk_escape(const char *text, char *out, size_t room) {
    static const char DIGITS[] = "0123456789ABCDEF";
    for (; *text && room > 3; text++) {
        unsigned char c = (unsigned char)*text;
        if (isalnum(c) || strchr("-._~/", c)) {
            *out++ = *text;
            room--;
        } else {
            *out++ = '%';
            *out++ = DIGITS[c >> 4];
            *out++ = DIGITS[c & 15];
            room -= 3;
        }
    }
    *out = '\0';
    return *text == '\0';
}

struct asking {
    struct fetch_result result; /* its bytes are ours */
    bool ended;
};

static void take(void *context, struct fetch_result *result) {
    struct asking *asking = context;
    asking->result = *result;
    asking->ended = true;
}

/* False: it could not even be asked. */
static bool ask(struct talk *talk, const struct talk_message *message, uint64_t max, struct asking *asking,
                struct fail *fail) {
    char url[URL_MAX_BYTES];
    const char *headers[] = {"Accept-Language: en", talk->cookie[0] ? talk->cookie : NULL,
                             talk->token[0] ? talk->token : NULL, NULL};
    const struct fetch_talk sent = {.method = message->method,
                                    .type = message->type,
                                    .body = message->bytes,
                                    .size = message->size,
                                    .headers = headers,
                                    .told = true};
    const struct fetch_request request = {.url = url,
                                          /* how long it may take goes by this, too */
                                          .max = max > message->size ? max : message->size,
                                          .talk = &sent,
                                          .context = asking,
                                          .done = take};
    snprintf(url, sizeof url, "%.300s%.1000s", talk->desk, message->path);
    if (!fetcher_start(talk->fetcher, &request, fail))
        return false;
    while (!asking->ended)
        fetcher_step(talk->fetcher, NULL, 0, STEP_MS);
    return true;
}

/* The desk's own words where it has some: problem+json, and what it is about. */
static void explain(const struct asking *asking, json_t *answer, struct fail *fail) {
    const char *title = json_string_value(json_object_get(answer, "title"));
    const char *detail = json_string_value(json_object_get(answer, "detail"));
    json_t *at = json_array_get(json_object_get(answer, "at"), 0), *text = json_object_get(at, "text");
    const char *about = json_string_value(json_is_object(text) ? json_object_get(text, "en") : text);
    const char *file = json_string_value(json_object_get(at, "file"));
    if (!title)
        *fail = asking->result.fail;
    else if (about)
        fail_at(fail, file ? file : "", (int)json_integer_value(json_object_get(at, "line")),
                (int)json_integer_value(json_object_get(at, "column")), "%.200s", about);
    else
        fail_set(fail, "%.150s. %.200s", title, detail ? detail : "");
}

static enum talk_end end_of(const struct asking *asking, json_t *answer, struct fail *fail) {
    if (asking->result.outcome == FETCH_OK)
        return TALK_DONE;
    explain(asking, answer, fail);
    return asking->result.status == 409 ? TALK_CONFLICT : TALK_FAILED;
}

enum talk_end talk_send(struct talk *talk, const struct talk_message *message, json_t **answer,
                        struct fail *fail) {
    struct asking asking = {.ended = false};
    *answer = NULL;
    if (!ask(talk, message, ANSWER_MAX, &asking, fail))
        return TALK_FAILED;
    if (asking.result.bytes)
        *answer = json_loadb(asking.result.bytes, asking.result.size, 0, NULL);
    free(asking.result.bytes);
    asking.result.bytes = NULL;
    if (asking.result.cookie[0] && !talk->cookie[0])
        snprintf(talk->cookie, sizeof talk->cookie, "Cookie: %s", asking.result.cookie);
    return end_of(&asking, *answer, fail);
}

bool talk_get(struct talk *talk, const char *path, uint64_t max, char **bytes, size_t *size,
              struct fail *fail) {
    struct asking asking = {.ended = false};
    if (!ask(talk, &(struct talk_message){.path = path}, max, &asking, fail))
        return false;
    if (asking.result.outcome == FETCH_OK) {
        *bytes = asking.result.bytes ? asking.result.bytes : strdup("");
        *size = asking.result.bytes ? asking.result.size : 0;
        return *bytes || fail_set(fail, "out of memory");
    }
    json_t *answer =
        asking.result.bytes ? json_loadb(asking.result.bytes, asking.result.size, 0, NULL) : NULL;
    explain(&asking, answer, fail);
    json_decref(answer);
    free(asking.result.bytes);
    return false;
}

bool talk_sign_in(struct talk *talk, const char *login, const char *password, struct fail *fail) {
    json_t *root = json_pack("{s:s, s:s}", "login", login, "password", password), *answer = NULL;
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(root);
    if (!text)
        return fail_set(fail, "login or password is no UTF-8 text");
    const struct talk_message message = {"POST", "/api/1/session", "application/json", text, strlen(text)};
    bool fine = talk_send(talk, &message, &answer, fail) == TALK_DONE;
    const char *token = json_string_value(json_object_get(answer, "csrf"));
    explicit_bzero(text, strlen(text));
    free(text);
    if (fine && (!token || !talk->cookie[0]))
        fine = fail_set(fail, "%.200s: answers, but is no desk; give the desk's address", talk->desk);
    if (fine)
        snprintf(talk->token, sizeof talk->token, "X-CSRF-Token: %.80s", token);
    else
        talk->cookie[0] = '\0';
    json_decref(answer);
    return fine;
}

void talk_sign_out(struct talk *talk) {
    const struct talk_message message = {.method = "DELETE", .path = "/api/1/session"};
    struct fail ignored;
    json_t *answer = NULL;
    if (talk->token[0] && talk_send(talk, &message, &answer, &ignored) != TALK_DONE)
        talk->token[0] = '\0'; /* it ends by itself */
    json_decref(answer);
    talk->cookie[0] = talk->token[0] = '\0';
}
