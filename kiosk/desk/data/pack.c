#include <stdlib.h>
#include <zstd.h>

#include "desk/data/field_parts.h"
#include "desk/data/pack_parts.h"

enum { LEVEL = 6, WINDOW_LOG = 21 /* twice the largest text: all of what it resembles is in sight */ };

static enum outcome no_memory(struct fail *fail) {
    fail_set(fail, "out of memory");
    return OUTCOME_TROUBLE;
}

enum outcome pack(const void *text, size_t size, struct bytes like, struct bytes *packed, struct fail *fail) {
    size_t room = ZSTD_compressBound(size);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    char *made = malloc(room);
    size_t used = 0;
    bool done = context && made &&
                !ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL)) &&
                !ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, WINDOW_LOG)) &&
                !ZSTD_isError(ZSTD_CCtx_refPrefix(context, like.at, like.size)) &&
                !ZSTD_isError(used = ZSTD_compress2(context, made, room, text, size));
    ZSTD_freeCCtx(context);
    if (!done) {
        free(made);
        return no_memory(fail);
    }
    packed->at = made;
    packed->size = used;
    return OUTCOME_DONE;
}

enum outcome unpack(struct unpacker *unpacker, struct bytes packed, struct bytes like, size_t size,
                    struct bytes *text, struct fail *fail) {
    ZSTD_DCtx *context = unpacker->context ? unpacker->context : ZSTD_createDCtx();
    char *made = malloc(size + 1);
    unpacker->context = context;
    if (!context || !made) {
        free(made);
        return no_memory(fail);
    }
    /* what the text before was like is forgotten, also where that one was damaged */
    size_t got = ZSTD_DCtx_reset(context, ZSTD_reset_session_and_parameters);
    if (!ZSTD_isError(got))
        got = ZSTD_DCtx_refPrefix(context, like.at, like.size);
    if (!ZSTD_isError(got))
        got = ZSTD_decompressDCtx(context, made, size, packed.at, packed.size);
    if (ZSTD_isError(got) || got != size) {
        free(made);
        return field_damaged(fail, "a text is damaged");
    }
    made[size] = '\0';
    text->at = made;
    text->size = size;
    return OUTCOME_DONE;
}

void unpacker_finish(struct unpacker *unpacker) {
    ZSTD_freeDCtx(unpacker->context);
    unpacker->context = NULL;
}
