/* Texts as they are kept: compressed, and most of them only as what differs from an earlier one. */
#pragma once

#include <stddef.h>

#include "desk/data/database.h"

struct bytes {
    char *at; /* malloc'd */
    size_t size;
};

/* `like` is what it may resemble; of no size: nothing. */
enum outcome pack(const void *text, size_t size, struct bytes like, struct bytes *packed,
                  struct fail *fail) MUST_CHECK;

/* What unpacking needs, made for the first text and kept for the next ones: making it takes longer than most
 * texts do. One thread's; zeroed before. */
struct unpacker {
    struct ZSTD_DCtx_s *context;
};
/* Exactly `size` bytes, and a NUL behind them. DAMAGED: these bytes were never packed so. */
enum outcome unpack(struct unpacker *unpacker, struct bytes packed, struct bytes like, size_t size,
                    struct bytes *text, struct fail *fail) MUST_CHECK;
void unpacker_finish(struct unpacker *unpacker);
