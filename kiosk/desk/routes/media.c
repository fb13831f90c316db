/* Pictures: what comes is shown to kiosk-intake, which is in a jail, before it is anything; here its bytes
 * are carried and never looked at. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/site/site_file.h"
#include "desk/data/media.h"
#include "desk/data/objects.h"
#include "desk/data/trees.h"
#include "desk/routes/reach.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/uploads.h"
#include "desk/work/edit.h"
#include "desk/work/work_findings.h"
#include "system/log.h"

enum { STEM_MAX = 40, ASSET_MAX = 201, HASH_SHOWN = 8 };

static const struct problem NO_PICTURE = {
    "no-picture",
    422,
    {"Det er ikke et billede, som skærmene kan vise", "It is no picture that screens can show"},
    {"Brug JPEG, PNG, WebP eller SVG på højst 64 megapixel og 64 MB.",
     "Use JPEG, PNG, WebP or SVG of at most 64 megapixels and 64 MB."}};

/* 1 234 567 890 → "1.2 GB", "1,2 GB" in Danish. */
static void size_text(uint64_t bytes, bool danish, char out[24]) {
    uint64_t tenths = bytes / 100000000;
    if (bytes < 1000000000)
        snprintf(out, 24, "%llu MB", (unsigned long long)((bytes + 999999) / 1000000));
    else
        snprintf(out, 24, "%llu%c%llu GB", (unsigned long long)(tenths / 10), danish ? ',' : '.',
                 (unsigned long long)(tenths % 10));
}

static void answer_quota(const struct request *request, bool own, uint64_t used, uint64_t most,
                         struct response *response) {
    static const char *const WHOSE[2][LOCALES] = {{"Billederne fylder", "The pictures take"},
                                                  {"Dine billeder fylder", "Your pictures take"}};
    static const char *const FOR[2][LOCALES] = {{"der er til dem. Slet billeder, som ikke bruges.",
                                                 "there are for them. Delete pictures that are not used."},
                                                {"som hver person har. Slet nogle, som ikke bruges.",
                                                 "that each person has. Delete some that are not used."}};
    char details[LOCALES][200], have[24], room[24];
    for (int locale = 0; locale < LOCALES; locale++) {
        bool danish = locale == LOCALE_DA;
        size_text(used, danish, have);
        size_text(most, danish, room);
        snprintf(details[locale], sizeof details[locale], "%s %s %s %s%s %s", WHOSE[own][locale], have,
                 danish ? "af de" : "of the", room, danish ? "," : "", FOR[own][locale]);
    }
    struct problem problem = {"quota",
                              507,
                              {"Der er ikke plads til billedet", "There is no room for the picture"},
                              {details[0], details[1]}};
    response_problem(response, request, &problem, NULL);
}

/* Before a byte of it is taken (K9). False: there is an answer. */
static bool has_room(struct desk *desk, const struct request *request, uint64_t size,
                     struct response *response) {
    struct database *database = desk_connection(desk);
    struct media_room room = {0};
    struct fail fail = {0};
    enum outcome outcome =
        database ? media_room(database, signed_in(request)->user.id, &room, &fail) : OUTCOME_BUSY;
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return false;
    bool mine = room.own + size > desk->pictures.own, fits = !mine && room.all + size <= desk->pictures.all;
    if (!fits)
        answer_quota(request, mine, mine ? room.own : room.all,
                     mine ? desk->pictures.own : desk->pictures.all, response);
    return fits;
}

static int open_wish(struct desk *desk, const struct request *request, struct upload_wish *wish,
                     struct response *refusal) {
    struct fail fail = {0};
    int fd = -1;
    wish->owner = request->exchange;
    wish->user = signed_in(request)->user.id;
    if (!has_room(desk, request, wish->total, refusal))
        return -1;
    switch (uploads_open(desk->uploads, wish, desk->settings.data, &fd, &fail)) {
    case UPLOAD_OPEN:
        return fd;
    case UPLOAD_FULL:
        response_problem(refusal, request, problem_row(PROBLEM_NO_ROOM), NULL);
        break;
    case UPLOAD_BUSY:
        answer_busy(request, 5, refusal);
        break;
    case UPLOAD_ELSEWHERE:
        response_problem(refusal, request, problem_row(PROBLEM_RANGE), NULL);
        return -1;
    }
    desk_log(desk, "%s", fail.text);
    return -1;
}

static int open_upload(void *context, const struct request *request, struct response *refusal) {
    struct upload_wish wish = {.id = "", .total = request->size};
    return open_wish(context, request, &wish, refusal);
}

static int open_part(void *context, const struct request *request, struct response *refusal) {
    const char *range = request_header(request, "Content-Range");
    struct upload_wish wish = {.id = request_parameter(request, "id"), .total = request->size};
    if (!upload_id_valid(wish.id) || (range && !upload_range(range, request->size, &wish.from, &wish.total)))
        response_problem(refusal, request, problem_row(PROBLEM_BAD_REQUEST), NULL);
    else if (wish.total > PICTURE_BYTES_MAX)
        response_problem(refusal, request, problem_row(PROBLEM_TOO_LARGE), NULL);
    else
        return open_wish(context, request, &wish, refusal);
    return -1;
}

/* All of it, malloc'd; NULL: no memory, or the disk does not give it back. */
static char *read_upload(int fd, size_t *size) {
    struct stat status;
    char *bytes = fstat(fd, &status) == 0 && status.st_size > 0 && status.st_size <= PICTURE_BYTES_MAX
                      ? malloc((size_t)status.st_size)
                      : NULL;
    size_t got = 0;
    while (bytes && got < (size_t)status.st_size) {
        ssize_t part = pread(fd, bytes + got, (size_t)status.st_size - got, (off_t)got);
        if (part <= 0) {
            free(bytes);
            return NULL;
        }
        got += (size_t)part;
    }
    *size = got;
    return bytes;
}

static enum outcome keep(const char *folder, const char *bytes, size_t size, struct hash *hash,
                         struct fail *fail) {
    struct object_writer *writer = object_begin(folder, fail);
    enum outcome outcome = writer ? object_add(writer, bytes, size, fail) : OUTCOME_TROUBLE;
    if (outcome == OUTCOME_DONE)
        return object_end(writer, hash, fail);
    object_abandon(writer);
    return outcome;
}

/* "IMG 2034 (1).JPG", jpg → "assets/img-2034-1-3f9a01c2.jpg": of a name from outside a reader's words stay,
 * nothing that a path is made of. */
static void name_asset(const char *name, const struct hash *hash, const char *end, char out[ASSET_MAX]) {
    char stem[STEM_MAX + 1] = "";
    name += (size_t)(strrchr(name, '/') ? strrchr(name, '/') + 1 - name : 0);
    size_t size = 0, length = strcspn(name, "."); /* before the first dot */
    for (size_t i = 0; i < length && size < STEM_MAX; i++) {
        char c = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 'a' - 'A') : name[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word || (size > 0 && stem[size - 1] != '-'))
            stem[size++] = word ? c : '-';
    }
    while (size > 0 && stem[size - 1] == '-')
        size--;
    snprintf(out, ASSET_MAX, "assets/%.*s-%.*s.%s", size > 0 ? (int)size : 7, size > 0 ? stem : "picture",
             HASH_SHOWN, hash->hex, end);
}

struct finding_asset {
    const char *hash;
    char path[ASSET_MAX];
};

static void see_same(void *context, const struct tree_file *file) {
    struct finding_asset *finding = context;
    if (strcmp(file->hash.hex, finding->hash) == 0 && strncmp(file->path, "assets/", 7) == 0 &&
        strlen(file->path) < sizeof finding->path)
        memcpy(finding->path, file->path, strlen(file->path) + 1);
}

/* The picture becomes the file `asset` of the site, on revision `on`, which is the newest. */
static enum outcome save_asset(struct database *database, const struct request *request, int64_t on,
                               const struct hash *hash, const char *asset, struct fail *fail) {
    char value[HASH_HEX + 20];
    struct saved saved = {0};
    snprintf(value, sizeof value, "{\"object\": \"%s\"}", hash->hex);
    struct edit_op op = {.file = asset, .op = {.kind = JSON_OP_SET, .path = "", .value = value}};
    struct edit edit = {.base = on, .ops = &op, .count = 1, .note = ""};
    enum outcome outcome = edit_save(database, &signed_in(request)->act, &edit, &saved, fail);
    saved_finish(&saved);
    return outcome;
}

/* It becomes part of the site, once: the same picture under another name is the one that is there. */
static enum outcome add_asset(struct database *database, const struct request *request,
                              const struct hash *hash, char asset[ASSET_MAX], struct fail *fail) {
    struct finding_asset same = {.hash = hash->hex};
    int64_t newest = 0;
    enum outcome outcome = revision_newest(database, &newest, fail);
    if (outcome == OUTCOME_DONE && newest > 0)
        outcome = tree_list(database, newest, see_same, &same, fail);
    if (outcome == OUTCOME_DONE && same.path[0])
        memcpy(asset, same.path, sizeof same.path);
    else if (outcome == OUTCOME_DONE)
        outcome = save_asset(database, request, newest, hash, asset, fail);
    return outcome;
}

/* It becomes this very file, in the place of the one that was seen there. */
static enum outcome put_asset(struct database *database, const struct request *request,
                              const struct hash *hash, char asset[ASSET_MAX], struct fail *fail) {
    const char *before = query_text(request, "before");
    struct tree_file there = {.path = asset};
    int64_t newest = 0;
    enum outcome outcome = revision_newest(database, &newest, fail);
    if (outcome == OUTCOME_DONE && newest > 0)
        outcome = tree_find(database, newest, asset, &there, fail);
    if (outcome != OUTCOME_DONE && outcome != OUTCOME_ABSENT)
        return outcome;
    if (strcmp(there.hash.hex, hash->hex) == 0)
        return OUTCOME_DONE;
    if (strcmp(there.hash.hex, before ? before : "") != 0) {
        fail_said(fail, &(struct finding_place){.file = asset}, FOUND_CHANGED, asset);
        return OUTCOME_CONFLICT;
    }
    return save_asset(database, request, newest, hash, asset, fail);
}

/* A picture in the place of another one is seen on every screen that shows that. False: there is an answer.
 */
static bool may_put(struct desk *desk, const struct request *request, struct response *response) {
    const char *path = query_text(request, "path"), *before = query_text(request, "before");
    const struct reach reach = {
        desk_connection(desk), &signed_in(request)->rights, ACTION_EDIT, &path, 1, desk->kept};
    struct fail fail = {0};
    enum outcome outcome = OUTCOME_DONE;
    if (path && !site_file_is_picture(path)) {
        fail_at(&fail, path, 0, 0, "no name of a picture of the site: assets/NAME.jpg, .png, .webp or .svg");
        return answer_unless_done(desk, request, OUTCOME_REFUSED, &fail, response);
    }
    if (path && before && *before)
        outcome = reach.database ? reach_allows(&reach, &fail) : OUTCOME_BUSY;
    return answer_unless_allowed(desk, request, outcome, &fail, response);
}

/* What the jail took for a picture becomes one of the site's. */
static enum outcome take_in(struct desk *desk, const struct request *request, const struct hash *hash,
                            struct picture_size size, const char *end, char asset[ASSET_MAX],
                            struct fail *fail) {
    struct database *database = desk_connection(desk);
    const char *name = query_text(request, "name"), *path = query_text(request, "path");
    enum outcome outcome = OUTCOME_BUSY;
    if (path)
        snprintf(asset, ASSET_MAX, "%s", path);
    else
        name_asset(name, hash, end, asset);
    if (database)
        outcome = (path ? put_asset : add_asset)(database, request, hash, asset, fail);
    if (outcome == OUTCOME_DONE)
        outcome = media_add(database, &signed_in(request)->act, hash->hex, name, fail);
    struct fail ignored = {0}; /* it is there; whoever lists it asks for its size again */
    if (outcome == OUTCOME_DONE && picture_size_put(database, hash, size, &ignored) != OUTCOME_DONE)
        log_line(LOG_LEVEL_WARNING, "%s", ignored.text);
    return outcome;
}

static void take_bytes(struct desk *desk, const struct request *request, const char *bytes, size_t size,
                       struct response *response) {
    struct picture_size measured = {0};
    struct hash hash = {""};
    struct fail fail = {0};
    char asset[ASSET_MAX], end[PICTURE_END];
    if (!may_put(desk, request, response))
        return;
    enum outcome outcome = picture_measure(bytes, size, &measured, end, &fail);
    if (outcome == OUTCOME_REFUSED) {
        answer_problem(request, &NO_PICTURE, json_pack("[{s:s}]", "text", fail.text), response);
        return;
    }
    if (outcome == OUTCOME_DONE)
        outcome = keep(desk->settings.data, bytes, size, &hash, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = take_in(desk, request, &hash, measured, end, asset, &fail);
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return;
    desk_wake(desk, TOPIC_SITE);
    response_json(response, 201,
                  json_pack("{s:s, s:s, s:s, s:i, s:i, s:I, s:[]}", "asset", asset, "hash", hash.hex, "name",
                            query_text(request, "name"), "width", measured.width, "height", measured.height,
                            "size", (json_int_t)size, "used"));
}

static void take_picture(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct fail fail = {0};
    size_t size = 0;
    int fd = uploads_take(desk->uploads, request->exchange);
    char *bytes = fd >= 0 ? read_upload(fd, &size) : NULL;
    if (fd >= 0)
        close(fd);
    if (bytes) {
        take_bytes(desk, request, bytes, size, response);
    } else if (fd >= 0 && request->size == 0) {
        answer_problem(request, &NO_PICTURE, json_array(), response);
    } else {
        fail_set(&fail, "an upload cannot be read again");
        (void)!answer_unless_done(desk, request, OUTCOME_TROUBLE, &fail, response);
    }
    free(bytes);
}

static void answer_offset(uint64_t offset, int status, struct response *response) {
    response_json(response, status, json_pack("{s:I}", "offset", (json_int_t)offset));
    response_header(response, "Upload-Offset", "%llu", (unsigned long long)offset);
}

/* More is to come, or that was all of it. */
static void take_part(void *context, const struct request *request, struct response *response) {
    const char *range = request_header(request, "Content-Range");
    uint64_t from = 0, total = request->size;
    if (range && upload_range(range, request->size, &from, &total) && from + request->size < total)
        answer_offset(from + request->size, 202, response);
    else
        take_picture(context, request, response);
}

static void tell_offset(void *context, const struct request *request, struct response *response) {
    const struct desk *desk = context;
    uint64_t offset = 0;
    if (uploads_offset(desk->uploads, signed_in(request)->user.id, request_parameter(request, "id"), &offset))
        answer_offset(offset, 200, response);
    else
        response_problem(response, request, problem_row(PROBLEM_NOT_FOUND), NULL);
}

static const struct field NAME[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = MEDIA_NAME_MAX},
    {.name = NULL},
};
static const struct field PLACE[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = MEDIA_NAME_MAX},
    {.name = "path",
     .kind = FIELD_TEXT,
     .max = ASSET_MAX - 1,
     .summary = "The file of assets/ that it is to be; a new name when left out"},
    {.name = "before",
     .kind = FIELD_TEXT,
     .max = HASH_HEX,
     .summary = "The hash of the picture that was seen at \"path\"; nothing when there was none"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_PUT,
     .pattern = API "/media",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_UPLOAD,
     .body_max = PICTURE_BYTES_MAX,
     .query = PLACE,
     .summary = "A new picture, as its bytes",
     .open = open_upload,
     .handle = take_picture},
    {.method = METHOD_PUT,
     .pattern = API "/media/uploads/{id}",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_UPLOAD,
     .body_max = PICTURE_BYTES_MAX,
     .query = NAME,
     .summary = "The same with an id that its sender made up, which can be gone on with by Content-Range",
     .open = open_part,
     .handle = take_part},
    {.method = METHOD_GET,
     .pattern = API "/media/uploads/{id}",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .summary = "How much of it has come; HEAD says it with Upload-Offset",
     .handle = tell_offset},
};
ROUTE_GROUP(media, ROUTES);
