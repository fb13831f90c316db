/* The files of the site, in any of its revisions, byte for byte. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/site/site_file.h"
#include "desk/data/objects.h"
#include "desk/data/trees.h"
#include "desk/http/conditional.h"
#include "desk/routes/routes_parts.h"

static void list_file(void *context, const struct tree_file *file) {
    struct answer_listing *listing = context;
    json_t *row = json_pack("{s:s, s:s, s:I}", "path", file->path, "hash", file->hash.hex, "size",
                            (json_int_t)file->size);
    listing->failed |= json_array_append_new(listing->list, row) != 0;
}

/* The one that is asked for, or the newest. */
static enum outcome revision_asked(struct database *database, const struct request *request,
                                   int64_t *revision, struct fail *fail) {
    *revision = query_number(request, "revision", 0);
    return *revision > 0 ? OUTCOME_DONE : revision_newest(database, revision, fail);
}

static void list_files(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct answer_listing listing = {.list = json_array()};
    struct fail fail = {0};
    int64_t revision = 0;
    enum outcome outcome = database ? revision_asked(database, request, &revision, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE && revision > 0)
        outcome = tree_list(database, revision, list_file, &listing, &fail);
    if (!answer_unless_done(context, request, outcome, &fail, response) || listing.failed) {
        json_decref(listing.list);
        response->failed |= listing.failed;
        return;
    }
    response_json(response, 200,
                  json_pack("{s:I, s:o}", "revision", (json_int_t)revision, "files", listing.list));
}

/* What screens take; whatever else somebody calls a file goes out as bytes (K7). */
static const char *type_of(const char *path) {
    const char *type = site_file_type(path);
    return type ? type : "application/octet-stream";
}

static enum outcome send_object(const struct desk *desk, const struct tree_file *file,
                                struct response *response, struct fail *fail) {
    char *path = object_path(desk->settings.data, file->hash.hex);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    free(path);
    if (fd < 0) {
        fail_set(fail, "the object %s is gone", file->hash.hex);
        return OUTCOME_DAMAGED;
    }
    response->status = 200;
    response->fd = fd;
    response->length = file->size;
    return OUTCOME_DONE;
}

static enum outcome send_text(struct database *database, int64_t revision, const struct tree_file *file,
                              struct response *response, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    enum outcome outcome = tree_read(database, revision, file->path, TEXT_MAX, &bytes, &size, fail);
    if (outcome == OUTCOME_DONE)
        response_bytes(response, 200, NULL, bytes, size);
    return outcome;
}

static void send_file(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct tree_file file = {.path = request_parameter(request, "path")};
    char etag[HASH_HEX + 3];
    struct fail fail = {0};
    int64_t revision = 0;
    enum outcome outcome = database ? revision_asked(database, request, &revision, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = tree_find(database, revision, file.path, &file, &fail);
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    snprintf(etag, sizeof etag, "\"%s\"", file.hash.hex);
    if (etag_named(request_header(request, "If-None-Match"), etag)) {
        response->status = 304;
    } else {
        outcome = file.object ? send_object(context, &file, response, &fail)
                              : send_text(database, revision, &file, response, &fail);
        if (!answer_unless_done(context, request, outcome, &fail, response))
            return;
        response->type = type_of(file.path);
    }
    response->cache = CACHE_ASK;
    response_header(response, "ETag", "%s", etag);
    /* opened by itself it is kept, not shown: a drawing may hold script */
    response_header(response, "Content-Disposition", "attachment");
}

static const struct field QUERY[] = {
    {.name = "revision", .kind = FIELD_WHOLE, .low = 1, .high = INT64_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/files",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .summary = "The files of a revision, the newest unless asked otherwise",
     .handle = list_files},
    {.method = METHOD_GET,
     .pattern = API "/files/{path...}",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = QUERY,
     .summary = "One of them, byte for byte",
     .handle = send_file},
};
ROUTE_GROUP(files, ROUTES);
