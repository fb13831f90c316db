/* What the parts of the store share; nobody outside includes it. */
#pragma once

#include <time.h>

#include "store/store.h"

enum { STORE_STAMPS = 6 };
struct stamp {
    struct timespec changed;
    unsigned long long inode;
};

struct store {
    char *folder;
    bool writable;
    int lock;               /* -1: opened for reading */
    struct trust trust;     /* a writer's; none: read from trust_path */
    const char *trust_path; /* NULL: `trust` in the store */
    const char *player;     /* NULL: `player` in the store */
    struct stamp stamps[STORE_STAMPS];
    char (*verified)[HASH_HEX + 1]; /* sorted: objects whose hash was seen to be right in this process */
    size_t verified_count, verified_room;
    void (*alive)(void *context); /* may be NULL */
    void *alive_context;
};

/* "<folder>/FORMAT", malloc'd; NULL when out of memory. */
char *store_path(const struct store *store, const char *format, ...) PRINTF_LIKE(2, 3) MUST_CHECK;
/* "<epoch>.<seq>" and nothing else. */
bool generation_id_parse(const char *text, struct generation_id *id);
/* A step that the disk may hold up begins. */
void store_alive(const struct store *store);
/* False and `fail` when the store was opened for reading. */
bool store_may_write(const struct store *store, struct fail *fail) MUST_CHECK;
/* The manifest of a generation, believed: signed, for this very generation. NULL and `fail` otherwise. */
struct manifest *generation_manifest(struct store *store, struct generation_id id,
                                     struct fail *fail) MUST_CHECK;
/* The keys this store's generations must be signed with. */
bool store_trusted(const struct store *store, struct trust *trust, struct fail *fail) MUST_CHECK;
