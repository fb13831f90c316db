/* What is said about a picture, another picture in its place wherever it is used, and taking it away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_file.h"
#include "desk/data/drafts.h"
#include "desk/data/media.h"
#include "desk/routes/reach.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/edit.h"
#include "desk/work/media_uses.h"

static const struct problem IN_USE = {
    "in-use",
    409,
    {"Billedet er i brug", "The picture is in use"},
    {"Vælg et andet billede de steder først, eller erstat det overalt.",
     "Choose another picture in those places first, or replace it everywhere."}};
static const struct problem IN_DRAFT = {
    "in-draft",
    409,
    {"Billedet er i brug i en kladde", "The picture is in use in a draft"},
    {"Nogen arbejder med det lige nu. Prøv igen, når kladden er gemt eller kasseret.",
     "Somebody is working with it. Try again once the draft is saved or discarded."}};
static const struct problem NO_SUCH = {
    "no-such-picture",
    422,
    {"Der er intet andet billede af det navn", "There is no other picture of that name"},
    {"Læg billedet op først.", "Upload the picture first."}};

/* Edits of one picture: which files it has, and where it is used. */
struct editing {
    struct database *database;
    const struct request *request;
    struct site_tree tree;
    const char *hash,
        *value; /* `value`: what is to stand where it is used, as JSON text; NULL: only counted */
    struct edit_op ops[EDIT_OPS_MAX];
    size_t count;
    json_t *where;
    bool failed;
};

static bool is_it(const struct editing *editing, const char *asset) {
    const struct site_tree_file *file = site_tree_find(&editing->tree, asset);
    return file && strcmp(file->hash.hex, editing->hash) == 0;
}

static const char *keep_text(struct editing *editing, const char *text) {
    char *kept = arena_copy(editing->request->arena, text, strlen(text));
    editing->failed |= !kept;
    return kept ? kept : "";
}

static void add_op(struct editing *editing, const char *file, const char *path, enum json_op_kind kind) {
    editing->failed |= editing->count == LENGTH(editing->ops);
    if (!editing->failed)
        editing->ops[editing->count++] =
            (struct edit_op){.file = keep_text(editing, file),
                             .op = {.kind = kind, .path = keep_text(editing, path), .value = editing->value}};
}

static void see_use(void *context, const struct media_use *use) {
    struct editing *editing = context;
    if (!is_it(editing, use->asset))
        return;
    editing->failed |=
        json_array_append_new(editing->where, json_pack("{s:s, s:s, s:s*}", "file", use->file, "path",
                                                        use->path, "slide", use->slide)) != 0;
    if (editing->value)
        add_op(editing, use->file, use->path, JSON_OP_SET);
}

/* ABSENT: the newest revision has no such picture. editing_finish in any case; NULL: no memory. */
static struct editing *editing_begin(struct desk *desk, const struct request *request, enum outcome *outcome,
                                     struct fail *fail) {
    struct editing *editing = calloc(1, sizeof *editing);
    int64_t newest = 0;
    *outcome = OUTCOME_BUSY;
    if (!editing)
        return NULL;
    editing->database = desk_connection(desk);
    editing->request = request;
    editing->hash = request_parameter(request, "hash");
    editing->where = json_array();
    if (editing->database)
        *outcome = revision_newest(editing->database, &newest, fail);
    if (*outcome == OUTCOME_DONE)
        *outcome = site_tree_init(&editing->tree, editing->database, newest, fail);
    bool known = false;
    for (size_t i = 0; *outcome == OUTCOME_DONE && i < editing->tree.count; i++)
        known |=
            site_file_is_picture(editing->tree.files[i].path) && is_it(editing, editing->tree.files[i].path);
    if (*outcome == OUTCOME_DONE && !known)
        *outcome = OUTCOME_ABSENT;
    return editing;
}

static void editing_finish(struct editing *editing) {
    if (!editing)
        return;
    json_decref(editing->where);
    site_tree_finish(&editing->tree);
    free(editing);
}

static enum outcome find_uses(struct editing *editing, struct fail *fail) {
    enum outcome outcome = media_uses(&editing->tree, see_use, editing, fail);
    if (outcome == OUTCOME_DONE && editing->failed) {
        fail_set(fail, "more than %d places use the picture, or there is no memory", EDIT_OPS_MAX);
        outcome = OUTCOME_TROUBLE;
    }
    return outcome;
}

static enum outcome reach_of(const struct editing *editing, struct fail *fail) {
    const char *paths[EDIT_OPS_MAX];
    struct reach reach = {.database = editing->database,
                          .rights = &signed_in(editing->request)->rights,
                          .action = ACTION_EDIT,
                          .paths = paths,
                          .count = editing->count};
    for (size_t i = 0; i < editing->count; i++)
        paths[i] = editing->ops[i].file;
    return reach_allows(&reach, fail);
}

static void save(struct desk *desk, const struct editing *editing, struct response *response) {
    struct edit edit = {.base = editing->tree.revision,
                        .ops = editing->ops,
                        .count = editing->count,
                        .note = "",
                        .kept = desk->kept};
    struct saved saved = {0};
    struct fail fail = {0};
    enum outcome outcome =
        edit_save(editing->database, &signed_in(editing->request)->act, &edit, &saved, &fail);
    answer_saved(desk, editing->request, outcome, &fail, &saved, response);
    saved_finish(&saved);
}

static void replace(void *context, const struct request *request, struct response *response) {
    const char *with = body_text(request, "with");
    char value[MEDIA_NAME_MAX + 3];
    enum outcome outcome;
    struct fail fail = {0};
    struct editing *editing = editing_begin(context, request, &outcome, &fail);
    if (!editing || !answer_unless_done(context, request, outcome, &fail, response)) {
        response->failed |= !editing;
    } else if (!site_file_is_picture(with) || !site_tree_find(&editing->tree, with) || is_it(editing, with) ||
               strpbrk(with, "\"\\")) {
        answer_problem(request, &NO_SUCH, json_array(), response);
    } else {
        snprintf(value, sizeof value, "\"%s\"", with);
        editing->value = value;
        outcome = find_uses(editing, &fail);
        if (answer_unless_done(context, request, outcome, &fail, response) &&
            answer_unless_allowed(context, request, reach_of(editing, &fail), &fail, response))
            save(context, editing, response);
    }
    editing_finish(editing);
}

/* Takes its files from the newest version; older ones keep them, so this can be undone. */
static void remove_files(struct desk *desk, struct editing *editing, struct response *response) {
    struct fail fail = {0};
    int64_t drafts = 0;
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < editing->tree.count && outcome == OUTCOME_DONE; i++) {
        const char *path = editing->tree.files[i].path;
        int64_t count = 0;
        if (!site_file_is_picture(path) || !is_it(editing, path))
            continue;
        outcome = draft_count_with(editing->database, path, &count, &fail);
        drafts += count;
        add_op(editing, path, "", JSON_OP_REMOVE);
    }
    if (!answer_unless_done(desk, editing->request, outcome, &fail, response))
        return;
    if (drafts > 0)
        answer_problem(editing->request, &IN_DRAFT, json_array(), response);
    else
        save(desk, editing, response);
}

static void take_away(void *context, const struct request *request, struct response *response) {
    enum outcome outcome;
    struct fail fail = {0};
    struct editing *editing = editing_begin(context, request, &outcome, &fail);
    if (editing && outcome == OUTCOME_DONE)
        outcome = find_uses(editing, &fail);
    if (!editing || !answer_unless_done(context, request, outcome, &fail, response))
        response->failed |= !editing;
    else if (json_array_size(editing->where) > 0)
        answer_problem(request, &IN_USE, json_incref(editing->where), response);
    else
        remove_files(context, editing, response);
    editing_finish(editing);
}

/* The member as JSON text, malloc'd; NULL: it is not there. An empty object says nothing. */
static char *words_of(const struct request *request, const char *name) {
    const struct json_value *value = value_member(request->body, name);
    json_t *words = value ? json_of_value(value) : NULL;
    char *text = !words ? NULL : json_object_size(words) > 0 ? json_dumps(words, JSON_COMPACT) : strdup("");
    json_decref(words);
    return text;
}

static void say_about(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    const struct json_value *focus = value_member(request->body, "focus");
    struct fail fail = {0};
    int point[2] = {0, 0};
    if (focus && value_length(focus) != 2) {
        response_problem(response, request, problem_row(PROBLEM_FIELDS), NULL);
        return;
    }
    for (size_t i = 0; focus && i < 2; i++)
        point[i] = (int)value_item(focus, i)->whole;
    char *alt = words_of(request, "alt"), *credit = words_of(request, "credit");
    struct media_change change = {body_text(request, "name"), alt, credit, focus ? point : NULL};
    enum outcome outcome = database ? media_change(database, &signed_in(request)->act,
                                                   request_parameter(request, "hash"), &change, &fail)
                                    : OUTCOME_BUSY;
    (void)!answer_unless_done(context, request, outcome, &fail, response);
    free(alt);
    free(credit);
}

static const struct field WORDS = {.name = "words", .kind = FIELD_TEXT, .max = 4000};
static const struct field PERCENT = {.name = "percent", .kind = FIELD_WHOLE, .low = 0, .high = 100};
static const struct field SAID[] = {
    {.name = "name", .kind = FIELD_TEXT, .max = MEDIA_NAME_MAX, .summary = "What staff call it"},
    {.name = "alt",
     .kind = FIELD_MAP,
     .max = SITE_LANGUAGES_MAX,
     .of = &WORDS,
     .summary = "What it shows, by language"},
    {.name = "credit",
     .kind = FIELD_MAP,
     .max = SITE_LANGUAGES_MAX,
     .of = &WORDS,
     .summary = "Who made it, by language"},
    {.name = "focus",
     .kind = FIELD_LIST,
     .max = 2,
     .of = &PERCENT,
     .summary = "The point that stays visible, in percent from the left and the top"},
    {.name = NULL},
};
static const struct field REPLACE[] = {
    {.name = "with", .kind = FIELD_TEXT, .required = true, .max = MEDIA_NAME_MAX, .summary = "assets/…"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_PATCH,
     .pattern = API "/media/{hash}",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = 32 << 10,
     .fields = SAID,
     .summary = "What is said about a picture, for slides that will use it",
     .handle = say_about},
    {.method = METHOD_DELETE,
     .pattern = API "/media/{hash}",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .summary = "Take a picture away that nothing uses",
     .handle = take_away},
    {.method = METHOD_POST,
     .pattern = API "/media/{hash}/replace",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = REPLACE,
     .summary = "Another picture wherever this one is used, as one revision",
     .handle = replace},
};
ROUTE_GROUP(media_change, ROUTES);
