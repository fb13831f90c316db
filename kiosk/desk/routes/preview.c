/* What a screen would show, with what nobody has saved yet: painted by kiosk-preview, for the desk draws
 * nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/http/conditional.h"
#include "desk/painted/painters.h"
#include "desk/painted/preview_key.h"
#include "desk/routes/preview_feeds.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/edit.h"
#include "desk/work/folder.h"
#include "desk/work/kept.h"

enum { WIDTH_USUAL = 1920, HEIGHT_USUAL = 1080, NAME_BYTES_MAX = 200 };

static const struct problem NOT_PAINTED = {"not-painted",
                                           422,
                                           {"Det kan ikke vises", "That cannot be shown"},
                                           {"Se, hvad der er i vejen.", "See what is in the way."}};

/* Lays the body's operations over the revision that they are for. */
static enum outcome open_tree(const struct desk *desk, struct database *database,
                              const struct request *request, struct site_tree *tree, struct fail *fail) {
    const struct json_value *base = value_member(request->body, "base"),
                            *list = value_member(request->body, "ops");
    struct edit edit = {.base = base ? base->whole : 0, .note = "", .kept = desk->kept};
    struct edit_ops ops = {0};
    enum outcome outcome = base ? OUTCOME_DONE : revision_newest(database, &edit.base, fail);
    json_t *made = value_length(list) > 0 ? json_of_value(list) : json_array();
    char *text = made ? json_dumps(made, JSON_COMPACT) : NULL;
    if (outcome == OUTCOME_DONE && !text) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    } else if (outcome == OUTCOME_DONE && !edit_ops_read(&ops, text, strlen(text), fail)) {
        outcome = OUTCOME_REFUSED;
    } else if (outcome == OUTCOME_DONE) {
        edit.ops = ops.items;
        edit.count = ops.count;
        outcome = edit_tree(database, &edit, tree, fail);
    }
    edit_ops_finish(&ops);
    free(text);
    json_decref(made);
    return outcome;
}

static bool put(char *out, size_t size, const char *text) {
    return !text || (size_t)snprintf(out, size, "%s", text) < size;
}

/* The zone in which the screen shows this playlist; "" : none, then the largest is meant. */
static void find_zone(struct site_tree *tree, const char *file, struct preview_question *question) {
    struct kept_site *held;
    const struct site *site = kept_site(tree, KEPT_FOR_NOW, &held, NULL);
    const struct screen *screen =
        site ? site_screen(site, question->screen[0] ? question->screen : NULL) : NULL;
    for (size_t i = 0; screen && i < screen->content_count; i++)
        for (size_t j = 0; j < screen->content[i].playlist_count; j++)
            if (strcmp(screen->content[i].playlists[j]->file, file) == 0)
                (void)!put(question->zone, sizeof question->zone, screen->content[i].zone);
    kept_release(held);
}

static int number_of(const struct request *request, const char *name, int otherwise) {
    const struct json_value *value = value_member(request->body, name);
    return value ? (int)value->whole : otherwise;
}

/* Of a panel that only one side of is asked for, the other is as long as on the usual one. */
static void fit_size(const struct request *request, int *width, int *height) {
    *width = number_of(request, "width", 0);
    *height = number_of(request, "height", 0);
    if (*width == 0)
        *width = *height > 0 ? *height * WIDTH_USUAL / HEIGHT_USUAL : WIDTH_USUAL;
    if (*height == 0)
        *height = *width * HEIGHT_USUAL / WIDTH_USUAL;
}

static enum outcome make_question(const struct desk *desk, const struct request *request,
                                  struct site_tree *tree, struct preview_question *question,
                                  struct fail *fail) {
    const struct json_value *slide = value_member(request->body, "slide");
    const char *file = value_text(value_member(slide, "file")), *id = value_text(value_member(slide, "id"));
    char path[FOLDER_PATH_MAX];
    bool whole = put(question->screen, sizeof question->screen, body_text(request, "screen")) &&
                 put(question->at, sizeof question->at, body_text(request, "at")) &&
                 put(question->language, sizeof question->language, body_text(request, "language")) &&
                 put(question->slide, sizeof question->slide, id);
    question->at_ms = question->at[0] ? 0 : desk_now_ms(desk); /* what does not count is not in the ETag */
    fit_size(request, &question->width, &question->height);
    question->rotate = number_of(request, "rotate", PREVIEW_ROTATE_OWN);
    if (file && id)
        find_zone(tree, file, question);
    if (!whole) {
        fail_set(fail, "there is no such screen, language or slide");
        return OUTCOME_REFUSED;
    }
    enum outcome outcome = folder_preview(tree, path, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    (void)!put(question->content, sizeof question->content, strrchr(path, '/') + 1);
    return preview_question_valid(question, fail) ? OUTCOME_DONE : OUTCOME_REFUSED;
}

static void paint(struct desk *desk, const struct request *request, const struct preview_question *question,
                  struct response *response) {
    struct painted_picture picture = {0};
    struct fail fail = {0};
    switch (desk->painters ? painters_ask(desk->painters, question, &picture, &fail) : PAINTED_FAILED) {
    case PAINTED_DONE:
        response_bytes(response, 200, "image/png", picture.bytes, picture.size);
        response->cache = CACHE_ASK;
        break;
    case PAINTED_REFUSED:
        answer_problem(request, &NOT_PAINTED, json_pack("[o]", json_of_fail(&fail)), response);
        break;
    case PAINTED_FAILED:
        desk_log(desk, "a preview: %s", fail.text[0] ? fail.text : "kiosk-preview is not there");
        answer_busy(request, 1, response);
        break;
    case PAINTED_BUSY:
        answer_busy(request, 1, response);
        break;
    }
}

static void preview(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct site_tree tree = {0};
    struct preview_question question = {.content = ""};
    struct fail fail = {0};
    char key[PREVIEW_KEY + 1], etag[PREVIEW_KEY + 3];
    enum outcome outcome = database ? open_tree(context, database, request, &tree, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = make_question(desk, request, &tree, &question, &fail);
    if (answer_unless_done(desk, request, outcome, &fail, response)) {
        char feeds[FEEDS_STATE], state[PREVIEW_NAME_MAX + FEEDS_STATE + 1];
        snprintf(state, sizeof state, "%s %s", question.content, preview_feeds_ask(desk, &question, feeds));
        preview_key(&question, state, key);
        snprintf(etag, sizeof etag, "\"%s\"", key);
        if (etag_named(request_header(request, "If-None-Match"), etag)) {
            response->status = 304;
            response->cache = CACHE_ASK;
        } else {
            paint(desk, request, &question, response);
        }
        if (response->status == 200 || response->status == 304)
            response_header(response, "ETag", "%s", etag);
    }
    site_tree_finish(&tree);
}

static const struct field OP = {.name = "op", .kind = FIELD_ANY};
static const struct field SLIDE[] = {
    {.name = "file", .kind = FIELD_TEXT, .required = true, .max = NAME_BYTES_MAX},
    {.name = "id", .kind = FIELD_TEXT, .required = true, .max = PREVIEW_ID_MAX},
    {.name = NULL},
};
static const struct field FIELDS[] = {
    {.name = "screen", .kind = FIELD_TEXT, .required = true, .max = PREVIEW_ID_MAX},
    {.name = "at",
     .kind = FIELD_TEXT,
     .max = PREVIEW_ID_MAX,
     .summary = "ISO 8601, local to the site without an offset; now when left out"},
    {.name = "base", .kind = FIELD_WHOLE, .low = 1, .high = INT64_MAX},
    {.name = "language", .kind = FIELD_TEXT, .max = PREVIEW_LANGUAGE_MAX},
    {.name = "ops", .kind = FIELD_LIST, .max = EDIT_OPS_MAX, .of = &OP},
    {.name = "slide", .kind = FIELD_OBJECT, .of = SLIDE},
    {.name = "width", .kind = FIELD_WHOLE, .low = 16, .high = PREVIEW_SIDE_MAX},
    {.name = "height", .kind = FIELD_WHOLE, .low = 16, .high = PREVIEW_SIDE_MAX},
    {.name = "rotate", .kind = FIELD_WHOLE, .low = 0, .high = 270},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/preview",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = EDIT_BYTES_MAX,
     .fields = FIELDS,
     .summary = "What a screen would show at a moment, as PNG; nothing is saved",
     .handle = preview},
};
ROUTE_GROUP(preview, ROUTES);
