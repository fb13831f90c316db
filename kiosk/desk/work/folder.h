/* A version of the site as a folder on the disk. */
#pragma once

#include "desk/work/site_tree.h"

#define FOLDER_PREVIEWS "preview"
enum { FOLDER_PATH_MAX = 600, PREVIEWS_KEPT = 12 };

enum folder_over {
    FOLDER_NEW,   /* only where nothing is, or an empty folder */
    FOLDER_ASIDE, /* what is there is put beside it, whole */
};
/* Writes the site to `folder`, whole or not at all, durably: when it is there, all of it is. `aside` is where
 * what was there before is now; "": there was nothing. REFUSED: there is something. */
enum outcome folder_export(const struct site_tree *tree, const char *folder, enum folder_over over,
                           char aside[FOLDER_PATH_MAX], struct fail *fail) MUST_CHECK;

/* The site for a painter: DIR/preview/HASH, DIR the desk's folder, made when it is not there yet. Pictures
 * are hard links of objects, so nobody may write into it. The PREVIEWS_KEPT last used stay, at least. */
enum outcome folder_preview(const struct site_tree *tree, char path[FOLDER_PATH_MAX],
                            struct fail *fail) MUST_CHECK;
/* Forgets all of them: at the desk's start, when no painter runs. */
enum outcome folder_previews_sweep(const char *desk, struct fail *fail) MUST_CHECK;
