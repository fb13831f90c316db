/* The slides of a playlist as they are written, also those that no screen shows or that are wrong. */
#pragma once

#include "core/base/json_values.h"
#include "desk/work/site_tree.h"

struct playlist_text {
    struct arena *arena;
    char *bytes;
    size_t size;
    const struct json_value *root, *slides; /* `slides` NULL: it has no list of them */
};
/* DONE also when the file is absent or no JSON: then `root` is NULL. finish in any case. */
enum outcome playlist_text_init(struct playlist_text *text, const struct site_tree *tree, const char *file,
                                struct fail *fail) MUST_CHECK;
void playlist_text_finish(struct playlist_text *text);
/* NULL: there is no slide of that id. */
const struct json_value *playlist_text_slide(const struct playlist_text *text, const char *id);
/* Its headline, else its caption, guest or what its picture shows, in all its languages as JSON text,
 * malloc'd; NULL: it has none, or there was no memory. */
char *slide_title(const struct json_value *slide) MUST_CHECK;
/* Is it a playlist by its name? "playlists/raadhus.json" is, "playlists/site.json" is not. */
bool is_playlist(const char *path);

/* "playlists/raadhus.json", "first" → "raadhus/first", as policy.json refers to a slide. False: too long. */
enum { SLIDE_NAME_MAX = 300 };
bool slide_name(const char *file, const char *id, char out[SLIDE_NAME_MAX]) MUST_CHECK;
/* A name as the value of a step in a path (core/base/json_edit.h). False: too long for `out`. */
bool path_escape(const char *name, char *out, size_t size) MUST_CHECK;
