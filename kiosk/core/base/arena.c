#include "core/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 << 10 };

struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct block *blocks; /* the newest first */
    size_t limit, total;
    bool refused; /* over the limit, or for want of memory */
    bool wanted;
};

struct arena *arena_create(size_t limit) {
    struct arena *arena = calloc(1, sizeof(*arena));
    if (arena)
        arena->limit = limit;
    return arena;
}

void arena_destroy(struct arena *arena) {
    if (!arena)
        return;
    while (arena->blocks) {
        struct block *block = arena->blocks;
        arena->blocks = block->next;
        free(block);
    }
    free(arena);
}

static struct block *add_block(struct arena *arena, size_t size) {
    if (size < BLOCK_SIZE)
        size = BLOCK_SIZE;
    if (size > SIZE_MAX / 2)
        return NULL;
    struct block *block = calloc(1, sizeof(*block) + size);
    if (!block)
        return NULL;
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

static void *take(struct arena *arena, size_t size) {
    const size_t alignment = alignof(max_align_t);
    if (size == 0)
        size = 1; /* no two pointers are the same */
    if (size > arena->limit || arena->limit - size < arena->total)
        return NULL;
    size = (size + alignment - 1) / alignment * alignment;
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = add_block(arena, size);
    if (!block) {
        arena->wanted = true;
        return NULL;
    }
    void *memory = block->data + block->used;
    block->used += size;
    arena->total += size;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size) {
    void *memory = take(arena, size);
    arena->refused |= !memory;
    return memory;
}

bool arena_refused(const struct arena *arena) {
    return arena->refused;
}

char *arena_copy(struct arena *arena, const char *text, size_t length) {
    char *copy = length < SIZE_MAX ? arena_alloc(arena, length + 1) : NULL;
    if (copy && length > 0)
        memcpy(copy, text, length);
    return copy;
}

size_t arena_size(const struct arena *arena) {
    return arena->total;
}

void arena_want(struct arena *arena) {
    arena->wanted = true;
}

bool arena_wanted(const struct arena *arena) {
    return arena->wanted;
}
