#include "desk/http/response.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "desk/http/request.h"

void response_init(struct response *response) {
    *response = (struct response){.status = 204, .fd = -1};
}

static void clear_body(struct response *response) {
    free(response->bytes);
    if (response->fd >= 0)
        close(response->fd);
    response->bytes = NULL;
    response->size = 0;
    response->fd = -1;
    response->from = response->length = 0;
    response->type = NULL;
    response->held = false;
}

void response_finish(struct response *response) {
    clear_body(response);
    for (size_t i = 0; i < response->header_count; i++)
        free(response->headers[i].value);
    response->header_count = 0;
}

void response_bytes(struct response *response, int status, const char *type, char *bytes, size_t size) {
    clear_body(response);
    response->status = status;
    response->type = type;
    response->bytes = bytes;
    response->size = bytes ? size : 0;
    response->failed |= !bytes;
}

void response_json(struct response *response, int status, json_t *value) {
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    json_decref(value);
    response_bytes(response, status, "application/json", text, text ? strlen(text) : 0);
}

void response_problem(struct response *response, const struct request *request, const struct problem *problem,
                      const struct findings *findings) {
    char *text = request->page ? problem_page(problem, request->locale, findings)
                               : problem_json(problem, request->locale, findings);
    response_bytes(response, problem->status,
                   request->page ? "text/html; charset=utf-8" : "application/problem+json", text,
                   text ? strlen(text) : 0);
    response->cache = CACHE_NEVER;
    response_header(response, "Content-Language", "%s", locale_tag(request->locale));
}

bool response_go(struct response *response, const char *path) {
    if (path[0] != '/' || path[1] == '/' || strchr(path, '\\'))
        return false;
    clear_body(response);
    response->status = 303;
    response_header(response, "Location", "%s", path);
    return true;
}

static bool has_controls(const char *value) {
    for (; *value; value++)
        if ((unsigned char)*value < ' ' || *value == 0x7F)
            return true;
    return false;
}

void response_header(struct response *response, const char *name, const char *format, ...) {
    char *value = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&value, format, arguments) < 0)
        value = NULL;
    va_end(arguments);
    if (!value || has_controls(value) || response->header_count == RESPONSE_HEADERS_MAX) {
        free(value);
        response->failed = true;
        return;
    }
    response->headers[response->header_count++] = (struct response_header){name, value};
}

void response_hold(struct response *response, const uint64_t *topics, size_t count) {
    clear_body(response);
    if (count == 0 || count > TOPICS_MAX) {
        response->failed = true;
        return;
    }
    response->held = true;
    response->status = 204;
    response->topic_count = count;
    memcpy(response->topics, topics, count * sizeof *topics);
}
