/* What is different on which screen between two versions of the site: what somebody sees before they publish.
 */
#pragma once

#include "core/base/arena.h"
#include "desk/work/site_tree.h"

enum diff_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED };
struct diff_field {
    const char *path;           /* in the file (core/base/json_edit.h); "" : all of it */
    const char *before, *after; /* JSON text; NULL: absent */
};
struct diff_change {
    enum diff_kind kind;
    const char *file, *slide;  /* "" : of no slide */
    const char *title;         /* the slide's headline, JSON text; NULL: it has none */
    struct diff_field *fields; /* of what was CHANGED; a slide that came or went is one, all of it */
    size_t field_count;
};
struct diff_list {
    struct diff_change *items;
    size_t count, room;
};
struct diff_screen {
    const char *id;
    struct diff_list changes; /* slides that it shows or showed, and what is said of the screen itself */
};
struct site_diff {
    struct arena *arena;         /* all of it */
    struct diff_screen *screens; /* those with changes */
    size_t screen_count;
    struct diff_list others; /* what belongs to no one screen */
};
/* A playlist that comes to a screen adds its slides there, and is no change elsewhere. A picture that comes
 * or goes is none beside the slides that show it; one that was exchanged under the same name is among the
 * others. finish in any case. */
enum outcome diff_sites(struct site_tree *from, struct site_tree *to, struct site_diff *diff,
                        struct fail *fail) MUST_CHECK;
/* How many slides and other things differ, each once however many screens show it. */
size_t diff_count(const struct site_diff *diff);
void diff_finish(struct site_diff *diff);
