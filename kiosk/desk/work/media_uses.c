#include "desk/work/media_uses.h"

#include <stdio.h>
#include <string.h>

#include "core/base/json_edit.h"
#include "desk/work/merge.h"
#include "desk/work/playlist_text.h"

#define ASSETS "assets/"
#define SCHEMA ".schema.json"

struct walk {
    void (*see)(void *context, const struct media_use *use);
    void *context;
    struct media_use use;
    char path[JSON_PATH_MAX];
    size_t length;
    bool too_long;
};

/* Adds a step to the path; the caller cuts it off again. */
static void step(struct walk *walk, const char *before, const char *name, const char *after) {
    char escaped[JSON_PATH_MAX];
    size_t room = sizeof walk->path - walk->length;
    int size = path_escape(name, escaped, sizeof escaped)
                   ? snprintf(walk->path + walk->length, room, "%s%s%s", before, escaped, after)
                   : -1;
    walk->too_long |= size < 0 || (size_t)size >= room;
    if (!walk->too_long)
        walk->length += (size_t)size;
}

static void visit(struct walk *walk, const struct json_value *around, const struct json_value *value);

static void visit_children(struct walk *walk, const struct json_value *value) {
    size_t length = walk->length;
    for (uint32_t i = 0; i < value->count && !walk->too_long; i++) {
        const struct json_value *child = &value->children[i];
        const char *id = value_is(value, VALUE_LIST) ? value_text(value_member(child, "id")) : NULL;
        char number[16];
        snprintf(number, sizeof number, "%u", (unsigned)i);
        if (value_is(value, VALUE_OBJECT))
            step(walk, "/", child->key, "");
        else
            step(walk, id ? "[id=" : "[", id ? id : number, "]");
        if (length == strlen("/slides") && strncmp(walk->path, "/slides[", 8) == 0)
            walk->use.slide = id;
        visit(walk, value, child);
        walk->length = length;
    }
}

static void visit(struct walk *walk, const struct json_value *around, const struct json_value *value) {
    if (value_is(value, VALUE_LIST) || value_is(value, VALUE_OBJECT)) {
        visit_children(walk, value);
    } else if (value_is(value, VALUE_TEXT) && strncmp(value->text, ASSETS, strlen(ASSETS)) == 0 &&
               !walk->too_long) {
        walk->path[walk->length] = '\0';
        walk->use.asset = value->text;
        walk->use.path = walk->path;
        walk->use.around = around;
        walk->see(walk->context, &walk->use);
    }
}

/* Schemas name pictures as examples. */
static bool is_content(const char *path) {
    size_t size = strlen(path), tail = strlen(SCHEMA);
    return is_json(path) && !(size > tail && strcmp(path + size - tail, SCHEMA) == 0);
}

enum outcome media_uses(const struct site_tree *tree, void (*see)(void *context, const struct media_use *use),
                        void *context, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < tree->count && outcome == OUTCOME_DONE; i++) {
        struct playlist_text text;
        struct walk walk = {.see = see, .context = context, .use = {.file = tree->files[i].path}};
        if (!is_content(walk.use.file))
            continue;
        outcome = playlist_text_init(&text, tree, walk.use.file, fail);
        if (outcome == OUTCOME_DONE && text.root)
            visit(&walk, text.root, text.root);
        playlist_text_finish(&text);
    }
    return outcome;
}
