/* What bringing a folder and a desk together tells on the way. */
#pragma once

#include <stddef.h>

enum copy_event {
    COPY_TAKEN,    /* the folder has what the desk has */
    COPY_MERGED,   /* the folder has what both have changed */
    COPY_GONE,     /* removed from the folder, as it was in the desk */
    COPY_BOTH,     /* changed on both sides: yours stays, theirs stands beside it */
    COPY_SENT,     /* the desk has what the folder has */
    COPY_CONFLICT, /* `text`: what the desk cannot merge, with both versions */
    COPY_FINDING   /* `text`: what is wrong with the site now */
};
struct copy_telling {
    void *context;
    void (*tell)(void *context, enum copy_event event, const char *path, const char *text);
    void (*progress)(void *context, size_t done, size_t all);
};
