/* Pictures: what comes is shown to kiosk-intake, which is in a jail, before it is anything; here its bytes
 * are carried and never looked at. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/objects.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/sizes.h"
#include "desk/routes/uploads.h"
#include "desk/work/edit.h"
#include "system/intake_client.h"

enum { PICTURE_BYTES_MAX = 64 << 20, NAME_BYTES_MAX = 200, STEM_MAX = 40, ASSET_MAX = 100, HASH_SHOWN = 8 };
enum { MEASURING_MS = 1500 };

static const struct problem NO_PICTURE = {
    "no-picture",
    422,
    {"Det er ikke et billede, som skærmene kan vise", "It is no picture that screens can show"},
    {"Brug JPEG, PNG, WebP eller SVG på højst 64 megapixel.",
     "Use JPEG, PNG, WebP or SVG of at most 64 megapixels."}};

static int open_upload(void *context, const struct request *request, struct response *refusal) {
    struct desk *desk = context;
    struct fail fail = {0};
    bool full = false;
    int fd = uploads_open(desk->uploads, request->exchange, desk->settings.data, request->size, &full, &fail);
    if (fd >= 0)
        return fd;
    desk_log(desk, "%s", fail.text);
    if (full)
        response_problem(refusal, request, problem_row(PROBLEM_NO_ROOM), NULL);
    else
        answer_busy(request, 5, refusal);
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

struct measured {
    char end[8]; /* "jpg" */
    struct picture_size size;
};

static enum outcome measure(const char *bytes, size_t size, struct measured *measured, struct fail *fail) {
    static const char *const ARGS[] = {"--measure", NULL};
    struct intake_request request = {.format = "picture",
                                     .args = ARGS,
                                     .bytes = bytes,
                                     .size = size,
                                     .max = 100,
                                     .patience = INTAKE_PATIENCE_MAX};
    char *told = NULL;
    size_t told_size = 0;
    enum intake_progress progress = intake_run_judged(&request, &told, &told_size, fail);
    if (progress != INTAKE_DONE)
        return progress == INTAKE_REFUSED ? OUTCOME_REFUSED : OUTCOME_TROUBLE;
    char text[101] = "";
    memcpy(text, told, told_size < 100 ? told_size : 100);
    free(told);
    if (sscanf(text, "%7[a-z] %7d %7d", measured->end, &measured->size.width, &measured->size.height) == 3)
        return OUTCOME_DONE;
    fail_set(fail, "kiosk-intake said something else than a size");
    return OUTCOME_TROUBLE;
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

/* It becomes part of the site, once: the same picture under another name is the one that is there. */
static enum outcome add_asset(struct database *database, const struct request *request,
                              const struct hash *hash, char asset[ASSET_MAX], struct fail *fail) {
    struct finding_asset same = {.hash = hash->hex};
    char value[HASH_HEX + 20];
    struct saved saved = {0};
    int64_t newest = 0;
    enum outcome outcome = revision_newest(database, &newest, fail);
    if (outcome == OUTCOME_DONE && newest > 0)
        outcome = tree_list(database, newest, see_same, &same, fail);
    if (outcome == OUTCOME_DONE && same.path[0]) {
        memcpy(asset, same.path, sizeof same.path);
        return OUTCOME_DONE;
    }
    snprintf(value, sizeof value, "{\"object\": \"%s\"}", hash->hex);
    struct edit_op op = {.file = asset, .op = {.kind = JSON_OP_SET, .path = "", .value = value}};
    struct edit edit = {.base = newest, .ops = &op, .count = 1, .note = ""};
    if (outcome == OUTCOME_DONE)
        outcome = edit_save(database, &signed_in(request)->act, &edit, &saved, fail);
    saved_finish(&saved);
    return outcome;
}

static void take_picture(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct measured measured = {.end = ""};
    struct hash hash;
    struct fail fail = {0};
    char asset[ASSET_MAX];
    size_t size = 0;
    int fd = uploads_take(desk->uploads, request->exchange);
    char *bytes = fd >= 0 ? read_upload(fd, &size) : NULL;
    if (fd >= 0)
        close(fd);
    if (!bytes)
        fail_set(&fail, "an upload cannot be read again");
    enum outcome outcome = !database ? OUTCOME_BUSY
                           : bytes   ? measure(bytes, size, &measured, &fail)
                                     : OUTCOME_TROUBLE;
    if (outcome == OUTCOME_REFUSED) {
        answer_problem(request, &NO_PICTURE, json_pack("[{s:s}]", "text", fail.text), response);
        free(bytes);
        return;
    }
    if (outcome == OUTCOME_DONE)
        outcome = keep(desk->settings.data, bytes, size, &hash, &fail);
    free(bytes);
    if (outcome == OUTCOME_DONE) {
        name_asset(query_text(request, "name"), &hash, measured.end, asset);
        sizes_put(desk->sizes, &hash, measured.size);
        outcome = add_asset(database, request, &hash, asset, &fail);
    }
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return;
    desk_wake(desk, TOPIC_SITE);
    response_json(response, 201,
                  json_pack("{s:s, s:i, s:i, s:I, s:[]}", "asset", asset, "width", measured.size.width,
                            "height", measured.size.height, "size", (json_int_t)size, "used"));
}

/* Which slides show it. */
static bool add_uses(const struct site *site, const char *asset, json_t *used) {
    bool fine = true;
    for (size_t i = 0; site && i < site->playlist_count; i++)
        for (size_t j = 0; j < site->playlists[i].slide_count; j++) {
            const struct slide *slide = &site->playlists[i].slides[j];
            if (slide->picture.asset && strcmp(slide->picture.asset, asset) == 0)
                fine &= json_array_append_new(used, json_pack("{s:s, s:s}", "file", site->playlists[i].file,
                                                              "slide", slide->id)) == 0;
        }
    return fine;
}

static bool is_picture(const char *path) {
    static const char *const ENDS[] = {".jpg", ".jpeg", ".png", ".webp", ".svg"};
    const char *end = strrchr(path, '.');
    for (size_t i = 0; end && strncmp(path, "assets/", 7) == 0 && i < LENGTH(ENDS); i++)
        if (strcmp(end, ENDS[i]) == 0)
            return true;
    return false;
}

/* Those that came with an import, or before the desk was started, are shown to kiosk-intake now, as many as
 * there is time for. */
static bool size_of(struct desk *desk, const struct site_tree *tree, const struct site_tree_file *file,
                    int64_t until_ms, struct picture_size *size) {
    struct measured measured = {.end = ""};
    struct fail fail;
    char *bytes = NULL;
    size_t length = 0;
    if (sizes_find(desk->sizes, &file->hash, size))
        return true;
    if (clock_sample(&desk->clock).steady_ms >= until_ms ||
        site_tree_read(tree, file->path, PICTURE_BYTES_MAX, &bytes, &length, &fail) != OUTCOME_DONE)
        return false;
    bool known = measure(bytes, length, &measured, &fail) == OUTCOME_DONE;
    free(bytes);
    if (!known)
        return false;
    sizes_put(desk->sizes, &file->hash, measured.size);
    *size = measured.size;
    return true;
}

static json_t *list_assets(struct desk *desk, const struct site_tree *tree, const struct site *site,
                           const char *words) {
    int64_t until_ms = clock_sample(&desk->clock).steady_ms + MEASURING_MS;
    struct picture_size size;
    json_t *list = json_array();
    for (size_t i = 0; list && i < tree->count; i++) {
        const struct site_tree_file *file = &tree->files[i];
        if (!is_picture(file->path) || (words && !strcasestr(file->path, words)))
            continue;
        json_t *used = json_array();
        bool fine = used && add_uses(site, file->path, used);
        json_t *row =
            json_pack("{s:s, s:I, s:o}", "asset", file->path, "size", (json_int_t)file->size, "used", used);
        if (row && size_of(desk, tree, file, until_ms, &size)) {
            json_object_set_new(row, "width", json_integer(size.width));
            json_object_set_new(row, "height", json_integer(size.height));
        }
        if (!fine || json_array_append_new(list, row) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

static void list_pictures(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct site_tree tree = {0};
    struct report report = {0};
    struct fail fail = {0};
    int64_t newest = 0;
    enum outcome outcome = database ? revision_newest(database, &newest, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&tree, database, newest, &fail);
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    struct site_files files = site_tree_files(&tree);
    struct site *site = newest > 0 ? site_load(&files, &report) : NULL;
    response_json(response, 200, list_assets(context, &tree, site, query_text(request, "q")));
    site_destroy(site);
    report_finish(&report);
    site_tree_finish(&tree);
}

static const struct field NAME[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = NULL},
};
static const struct field WORDS[] = {
    {.name = "q", .kind = FIELD_TEXT, .max = NAME_BYTES_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/media",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = WORDS,
     .summary = "The pictures of the site, and where each is used",
     .handle = list_pictures},
    {.method = METHOD_PUT,
     .pattern = API "/media",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_UPLOAD,
     .body_max = PICTURE_BYTES_MAX,
     .query = NAME,
     .summary = "A new picture, as its bytes",
     .open = open_upload,
     .handle = take_picture},
};
ROUTE_GROUP(media, ROUTES);
