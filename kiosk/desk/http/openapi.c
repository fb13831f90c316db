#include "desk/http/openapi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* json_object_set_new refuses a NULL, so a want of memory anywhere ends in `ok`. */
static void put(json_t *object, const char *key, json_t *value, bool *ok) {
    *ok &= json_object_set_new(object, key, value) == 0;
}

static json_t *text(const char *value) {
    return json_string(value);
}

static json_t *object_schema(const struct field *fields, bool *ok);

static json_t *schema(const struct field *field, bool *ok) {
    static const char *const TYPES[] = {
        [FIELD_TEXT] = "string",   [FIELD_CHOICE] = "string", [FIELD_WHOLE] = "integer",
        [FIELD_NUMBER] = "number", [FIELD_BOOL] = "boolean",  [FIELD_OBJECT] = "object",
        [FIELD_LIST] = "array",    [FIELD_MAP] = "object",    [FIELD_ANY] = NULL,
    };
    if (field->kind == FIELD_OBJECT)
        return object_schema(field->of, ok);
    json_t *out = json_object();
    if (TYPES[field->kind])
        put(out, "type", text(TYPES[field->kind]), ok);
    if (field->kind == FIELD_TEXT) {
        put(out, "maxLength", json_integer(field->max), ok);
    } else if (field->kind == FIELD_CHOICE) {
        json_t *choices = json_array();
        for (const char *const *choice = field->choices; *choice; choice++)
            *ok &= json_array_append_new(choices, text(*choice)) == 0;
        put(out, "enum", choices, ok);
    } else if (field->kind == FIELD_WHOLE || field->kind == FIELD_NUMBER) {
        put(out, "minimum", json_integer(field->low), ok);
        put(out, "maximum", json_integer(field->high), ok);
    } else if (field->kind == FIELD_LIST) {
        put(out, "maxItems", json_integer(field->max), ok);
        put(out, "items", schema(field->of, ok), ok);
    } else if (field->kind == FIELD_MAP) {
        put(out, "maxProperties", json_integer(field->max), ok);
        put(out, "additionalProperties", schema(field->of, ok), ok);
    }
    if (field->summary)
        put(out, "description", text(field->summary), ok);
    return out;
}

static json_t *object_schema(const struct field *fields, bool *ok) {
    json_t *out = json_object(), *properties = json_object(), *required = json_array();
    for (const struct field *field = fields; field->name; field++) {
        put(properties, field->name, schema(field, ok), ok);
        if (field->required)
            *ok &= json_array_append_new(required, text(field->name)) == 0;
    }
    put(out, "type", text("object"), ok);
    put(out, "additionalProperties", json_false(), ok);
    put(out, "properties", properties, ok);
    put(out, "required", required, ok);
    return out;
}

static json_t *parameter(const char *name, const char *in, bool required, json_t *its_schema, bool *ok) {
    json_t *out = json_object();
    put(out, "name", text(name), ok);
    put(out, "in", text(in), ok);
    put(out, "required", json_boolean(required), ok);
    put(out, "schema", its_schema, ok);
    return out;
}

/* "/files/{path...}" → "/files/{path}", and each name to `parameters`. */
static void path_of(const struct route *route, char *path, size_t size, json_t *parameters, bool *ok) {
    size_t at = 0;
    for (const char *c = route->pattern; *c && at + 1 < size;) {
        path[at++] = *c;
        if (*c++ != '{')
            continue;
        char name[FIELD_NAME_BYTES];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(c, ".}"), c);
        at += (size_t)snprintf(path + at, size - at, "%s", name);
        c += strcspn(c, "}");
        struct field field = {.kind = FIELD_TEXT, .max = TARGET_SEGMENT_MAX};
        *ok &= json_array_append_new(parameters, parameter(name, "path", true, schema(&field, ok), ok)) == 0;
    }
    path[at] = '\0';
}

static json_t *content(const char *type, json_t *its_schema, bool *ok) {
    json_t *out = json_object(), *media = json_object();
    if (its_schema)
        put(media, "schema", its_schema, ok);
    put(out, type, media, ok);
    return out;
}

static json_t *body(const struct route *route, bool *ok) {
    static const char *const TYPES[] = {[BODY_JSON] = "application/json",
                                        [BODY_FORM] = "application/x-www-form-urlencoded",
                                        [BODY_UPLOAD] = "application/octet-stream"};
    json_t *out = json_object();
    put(out, "required", json_true(), ok);
    put(out, "content",
        content(TYPES[route->body], route->fields ? object_schema(route->fields, ok) : NULL, ok), ok);
    put(out, "x-max-bytes", json_integer((json_int_t)route->body_max), ok);
    return out;
}

static json_t *operation(const struct route *route, json_t *parameters, bool *ok) {
    json_t *out = json_object(), *answers = json_object(), *good = json_object(), *problem = json_object(),
           *ref = json_object();
    put(out, "summary", text(route->summary), ok);
    put(out, "x-role", text(caller_name(route->caller)), ok);
    if (route->scope)
        put(out, "x-scope", text(route->scope), ok);
    if (route->proof)
        put(out, "x-proof", json_true(), ok);
    if (route->held)
        put(out, "x-held", json_true(), ok);
    for (const struct field *field = route->query; field && field->name; field++)
        *ok &= json_array_append_new(
                   parameters, parameter(field->name, "query", field->required, schema(field, ok), ok)) == 0;
    put(out, "parameters", parameters, ok);
    if (route->body != BODY_NONE)
        put(out, "requestBody", body(route, ok), ok);
    put(good, "description", text("done"), ok);
    put(answers, "2XX", good, ok);
    put(ref, "$ref", text("#/components/schemas/Problem"), ok);
    put(problem, "description", text("a problem (RFC 9457)"), ok);
    put(problem, "content", content("application/problem+json", ref, ok), ok);
    put(answers, "default", problem, ok);
    put(out, "responses", answers, ok);
    return out;
}

static json_t *problem_schema(bool *ok) {
    static const struct field PLACE[] = {
        {.name = "path",
         .kind = FIELD_TEXT,
         .required = true,
         .max = FINDING_PATH_BYTES,
         .summary = "JSON pointer"},
        {.name = "line", .kind = FIELD_WHOLE, .low = 1, .high = INT32_MAX},
        {.name = "column", .kind = FIELD_WHOLE, .low = 1, .high = INT32_MAX},
        {.name = "code", .kind = FIELD_TEXT, .required = true, .max = 40},
        {.name = "text", .kind = FIELD_TEXT, .required = true, .max = 400},
        {.name = NULL},
    };
    static const struct field ELEMENT = {.kind = FIELD_OBJECT, .of = PLACE};
    static const struct field PROBLEM[] = {
        {.name = "type", .kind = FIELD_TEXT, .required = true, .max = 100},
        {.name = "title", .kind = FIELD_TEXT, .required = true, .max = 200},
        {.name = "status", .kind = FIELD_WHOLE, .required = true, .low = 400, .high = 599},
        {.name = "detail", .kind = FIELD_TEXT, .max = 1000},
        {.name = "at", .kind = FIELD_LIST, .max = FINDINGS_MAX, .of = &ELEMENT},
        {.name = NULL},
    };
    json_t *out = object_schema(PROBLEM, ok);
    put(out, "additionalProperties", json_true(), ok); /* extension members (RFC 9457 §3.2) */
    return out;
}

static void add_route(json_t *paths, const struct route *route, bool *ok) {
    char path[TARGET_MAX], method[8];
    json_t *parameters = json_array();
    path_of(route, path, sizeof path, parameters, ok);
    json_t *item = json_object_get(paths, path);
    if (!item) {
        item = json_object();
        put(paths, path, item, ok);
    }
    snprintf(method, sizeof method, "%s", method_name(route->method));
    for (char *c = method; *c; c++)
        *c |= 0x20;
    json_t *made = operation(route, parameters, ok);
    if (json_object_set_new(item, method, made) != 0)
        *ok = false;
}

char *openapi_write(const struct route *routes, size_t count, const char *title, const char *version) {
    bool ok = true;
    json_t *root = json_object(), *info = json_object(), *paths = json_object(), *components = json_object(),
           *schemas = json_object();
    put(info, "title", text(title), &ok);
    put(info, "version", text(version), &ok);
    put(root, "openapi", text("3.1.0"), &ok);
    put(root, "info", info, &ok);
    for (size_t i = 0; i < count; i++)
        if (routes[i].summary)
            add_route(paths, &routes[i], &ok);
    put(root, "paths", paths, &ok);
    put(schemas, "Problem", problem_schema(&ok), &ok);
    put(components, "schemas", schemas, &ok);
    put(root, "components", components, &ok);
    char *written = ok ? json_dumps(root, JSON_INDENT(1)) : NULL;
    json_decref(root);
    return written;
}
