/* What somebody changed by hand in a folder of the site, every byte as it is: `kioskctl desk push`. */
#include "desk/work/import_texts.h"

#include <stdlib.h>

#include "desk/routes/reach.h"
#include "desk/routes/routes_parts.h"

enum { PATH_BYTES_MAX = 200, IMPORT_BYTES_MAX = 4 << 20 /* of the JSON text they come as */ };

/* The texts of a body, which they stay in, and their names. */
struct asked {
    struct import_text *texts;
    const char **paths;
    size_t count;
};

static enum outcome read_texts(const struct request *request, struct asked *asked, struct fail *fail) {
    const struct json_value *list = value_member(request->body, "files");
    size_t count = value_length(list);
    asked->texts = arena_alloc(request->arena, (count + 1) * sizeof *asked->texts);
    asked->paths = arena_alloc(request->arena, (count + 1) * sizeof *asked->paths);
    if (!asked->texts || !asked->paths) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    for (size_t i = 0; i < count; i++) {
        const struct json_value *file = value_item(list, i), *text = value_member(file, "text");
        const char *path = value_text(value_member(file, "path"));
        if (!value_is(text, VALUE_TEXT) && !value_is(text, VALUE_NULL)) {
            fail_at(fail, path, 0, 0, "\"text\" is all that stands in the file, or null when the file goes");
            return OUTCOME_REFUSED;
        }
        asked->texts[i] = (struct import_text){path, value_text(text), text->count};
        asked->paths[i] = path;
    }
    asked->count = count;
    return OUTCOME_DONE;
}

static enum outcome allowed(struct database *database, const struct request *request,
                            const struct asked *asked, struct fail *fail) {
    const struct reach reach = {.database = database,
                                .rights = &signed_in(request)->rights,
                                .action = ACTION_EDIT,
                                .paths = asked->paths,
                                .count = asked->count};
    return reach_allows(&reach, fail);
}

static void import(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    const char *note = body_text(request, "note");
    struct asked asked = {0};
    struct saved saved = {0};
    struct fail fail = {0};
    enum outcome outcome = database ? read_texts(request, &asked, &fail) : OUTCOME_BUSY;
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    outcome = allowed(database, request, &asked, &fail);
    if (answer_unless_allowed(context, request, outcome, &fail, response)) {
        const struct import_texts order = {value_member(request->body, "base")->whole, asked.texts,
                                           asked.count, note ? note : ""};
        outcome = import_texts(database, &signed_in(request)->act, &order, &saved, &fail);
        answer_saved(context, request, outcome, &fail, &saved, response);
    }
    saved_finish(&saved);
}

/* Finishes `merged`. */
static void answer_merged(struct desk *desk, const struct request *request, struct site_tree *merged,
                          const char *path, struct response *response) {
    char *bytes = NULL;
    size_t size = 0;
    struct fail fail = {0};
    enum outcome outcome = site_tree_read(merged, path, TEXT_MAX, &bytes, &size, &fail);
    if (answer_unless_done(desk, request, outcome, &fail, response))
        response_json(response, 200, json_pack("{s:o}", "text", json_stringn(bytes, size)));
    free(bytes);
    site_tree_finish(merged);
}

static void merge(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    const struct json_value *text = value_member(request->body, "text");
    const struct import_text mine = {body_text(request, "path"), value_text(text), text->count};
    const struct import_texts order = {value_member(request->body, "base")->whole, &mine, 1, ""};
    int64_t onto = value_member(request->body, "onto")->whole;
    struct site_tree merged = {0};
    struct conflicts conflicts = {0};
    struct fail fail = {0};
    enum outcome outcome = OUTCOME_BUSY;
    if (!mine.text) {
        fail_at(&fail, mine.path, 0, 0, "\"text\" is all that stands in the file");
        outcome = OUTCOME_REFUSED;
    } else if (database) {
        outcome = import_merge(database, &order, onto, &merged, &conflicts, &fail);
    }
    if (outcome == OUTCOME_CONFLICT && conflicts.count > 0)
        answer_conflicts(request, &conflicts, response);
    else if (answer_unless_done(context, request, outcome, &fail, response))
        answer_merged(context, request, &merged, mine.path, response);
    conflicts_finish(&conflicts);
}

static const struct field FILE_FIELDS[] = {
    {.name = "path", .kind = FIELD_TEXT, .required = true, .max = PATH_BYTES_MAX},
    {.name = "text",
     .kind = FIELD_ANY,
     .required = true,
     .summary = "All that stands in it; null: the file goes"},
    {.name = NULL},
};
static const struct field FILE_ROW = {.name = "file", .kind = FIELD_OBJECT, .of = FILE_FIELDS};
static const struct field IMPORT[] = {
    {.name = "base",
     .kind = FIELD_WHOLE,
     .required = true,
     .low = 0,
     .high = INT64_MAX,
     .summary = "The revision that they began as"},
    {.name = "files",
     .kind = FIELD_LIST,
     .required = true,
     .max = TREE_FILES_MAX,
     .of = &FILE_ROW,
     .summary = "Those of playlists/ that were changed, and any that go"},
    {.name = "note", .kind = FIELD_TEXT, .max = REVISION_NOTE_MAX},
    {.name = NULL},
};
static const struct field MERGE[] = {
    {.name = "base", .kind = FIELD_WHOLE, .required = true, .low = 1, .high = INT64_MAX},
    {.name = "onto", .kind = FIELD_WHOLE, .required = true, .low = 1, .high = INT64_MAX},
    {.name = "path", .kind = FIELD_TEXT, .required = true, .max = PATH_BYTES_MAX},
    {.name = "text", .kind = FIELD_ANY, .required = true, .summary = "All that stands in it"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/import",
     .caller = CALLER_EDITOR,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = IMPORT_BYTES_MAX,
     .fields = IMPORT,
     .summary = "Files that were changed by hand, byte for byte; merged with what others saved meanwhile",
     .handle = import},
    {.method = METHOD_POST,
     .pattern = API "/merge",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .body = BODY_JSON,
     .body_max = IMPORT_BYTES_MAX,
     .fields = MERGE,
     .summary =
         "A file that was changed by hand, merged with what it is in another revision; nothing is saved",
     .handle = merge},
};
ROUTE_GROUP(import, ROUTES);
