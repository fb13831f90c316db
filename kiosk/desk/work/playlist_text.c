#include "desk/work/playlist_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_edit.h"
#include "core/base/utf8.h"

enum { ARENA_LIMIT = 64 << 20 };

enum outcome playlist_text_init(struct playlist_text *text, const struct site_tree *tree, const char *file,
                                struct fail *fail) {
    *text = (struct playlist_text){0};
    if (!site_tree_find(tree, file))
        return OUTCOME_DONE;
    enum outcome outcome = site_tree_read(tree, file, TEXT_MAX, &text->bytes, &text->size, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    text->arena = arena_create(ARENA_LIMIT);
    if (!text->arena) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    size_t mark = utf8_mark(text->bytes, text->size);
    text->root = json_values(text->bytes + mark, text->size - mark, JSON_EDIT_DEPTH_MAX, text->arena);
    if (!text->root && arena_wanted(text->arena)) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    const struct json_value *slides = value_member(text->root, "slides");
    text->slides = value_is(slides, VALUE_LIST) ? slides : NULL;
    return OUTCOME_DONE;
}

void playlist_text_finish(struct playlist_text *text) {
    arena_destroy(text->arena);
    free(text->bytes);
    *text = (struct playlist_text){0};
}

const struct json_value *playlist_text_slide(const struct playlist_text *text, const char *id) {
    for (size_t i = 0; i < value_length(text->slides); i++) {
        const struct json_value *slide = value_item(text->slides, i);
        const char *own = value_text(value_member(slide, "id"));
        if (own && strcmp(own, id) == 0)
            return slide;
    }
    return NULL;
}

/* What says best what it is about; each kind has one of them. */
static const struct json_value *title_member(const struct json_value *slide) {
    static const char *const names[] = {"headline", "caption", "guest"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        const struct json_value *text = value_member(slide, names[i]);
        if (value_is(text, VALUE_OBJECT))
            return text;
    }
    return value_member(value_member(slide, "picture"), "alt");
}

char *slide_title(const struct json_value *slide) {
    const struct json_value *title = title_member(slide);
    json_t *texts = value_is(title, VALUE_OBJECT) ? json_object() : NULL;
    for (uint32_t i = 0; texts && i < title->count; i++) {
        const struct json_value *text = &title->children[i];
        if (value_is(text, VALUE_TEXT))
            json_object_set_new(texts, text->key, json_stringn(text->text, text->count));
    }
    char *out = texts ? json_dumps(texts, 0) : NULL;
    json_decref(texts);
    return out;
}

bool is_playlist(const char *path) {
    static const char HEAD[] = "playlists/", TAIL[] = ".json", SCHEMA[] = ".schema.json";
    size_t length = strlen(path);
    return length > strlen(HEAD) + strlen(TAIL) && strncmp(path, HEAD, strlen(HEAD)) == 0 &&
           !strchr(path + strlen(HEAD), '/') && strcmp(path + length - strlen(TAIL), TAIL) == 0 &&
           (length < strlen(SCHEMA) || strcmp(path + length - strlen(SCHEMA), SCHEMA) != 0) &&
           strcmp(path, SITE_FILE) != 0;
}

bool slide_name(const char *file, const char *id, char out[SLIDE_NAME_MAX]) {
    size_t length = strlen(file);
    if (!is_playlist(file))
        return false;
    int size = snprintf(out, SLIDE_NAME_MAX, "%.*s/%s", (int)(length - 15), file + 10, id);
    return size < SLIDE_NAME_MAX;
}

bool path_escape(const char *name, char *out, size_t size) {
    static const char SPECIAL[] = "~/[]";
    size_t used = 0;
    for (; *name && used + 3 < size; name++) {
        const char *at = strchr(SPECIAL, *name);
        if (at)
            out[used++] = '~';
        out[used++] = at ? (char)('0' + (at - SPECIAL)) : *name;
    }
    out[used] = '\0';
    return !*name;
}
