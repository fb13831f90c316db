#include "core/base/json_path_at.h"

#include <stdlib.h>

#include "core/base/json_edit_parts.h"

static bool is_behind(struct json_spot spot, struct json_spot than) {
    return spot.line > than.line || (spot.line == than.line && spot.column > than.column);
}

/* NULL: it is before all of them. */
static const struct json_value *value_at(const struct json_value *root, struct json_spot spot) {
    const struct json_value *value = is_behind(root->spot, spot) ? NULL : root;
    for (const struct json_value *next = value; next;) {
        value = next;
        next = NULL;
        bool holds = value->kind == VALUE_LIST || value->kind == VALUE_OBJECT;
        for (uint32_t i = 0; holds && i < value->count; i++) {
            const struct json_value *child = &value->children[i];
            if (is_behind(child->key ? child->key_spot : child->spot, spot))
                break;
            next = child;
        }
    }
    return value;
}

static bool write_path(const struct json_doc *doc, const struct json_value *value, struct arena *arena,
                       const char **path) {
    struct json_out out = {0};
    json_path_write(doc, value->at, true, &out);
    *path = out.failed ? NULL : arena_copy(arena, out.text, out.size);
    free(out.text);
    return *path != NULL;
}

bool json_paths_at(const struct json_source *source, const struct json_spot *spots, size_t count,
                   struct arena *arena, const char **paths) {
    struct json_doc doc;
    bool fine = json_doc_init(&doc, source, NULL);
    for (size_t i = 0; i < count; i++)
        paths[i] = NULL;
    for (size_t i = 0; fine && i < count; i++) {
        const struct json_value *value = value_at(doc.root, spots[i]);
        fine = !value || write_path(&doc, value, arena, &paths[i]);
    }
    json_doc_finish(&doc);
    return fine;
}
