/* Where pictures are used: in slides, as the town's logo, in the guide. */
#pragma once

#include "core/base/json_values.h"
#include "desk/work/site_tree.h"

/* Lives during the call it is given to. */
struct media_use {
    const char *asset; /* "assets/choir.jpg" */
    const char *file;  /* "playlists/raadhus.json" */
    const char *path;  /* to the name of the picture in it, as core/base/json_edit.h has it */
    const char *slide; /* NULL: it is in no slide */
    const struct json_value
        *around; /* the object that names it; of a slide's picture it has "alt", "credit" */
};
/* In the order of files, and as they stand there. A file that is no JSON uses none. */
enum outcome media_uses(const struct site_tree *tree, void (*see)(void *context, const struct media_use *use),
                        void *context, struct fail *fail) MUST_CHECK;
