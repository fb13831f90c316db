/* Boxes of a film's file (ISO/IEC 14496-12 §4.2), and the numbers in them: big-endian, read from the front.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* Bytes that are still to be read. What is read beyond the end is 0, and `cut` says so from then on. */
struct stretch {
    const uint8_t *bytes;
    size_t size;
    bool cut;
};
uint8_t stretch_u8(struct stretch *stretch);
uint16_t stretch_u16(struct stretch *stretch);
uint32_t stretch_u32(struct stretch *stretch);
uint64_t stretch_u64(struct stretch *stretch);
/* The next `size` bytes, as a stretch of their own. */
struct stretch stretch_take(struct stretch *stretch, size_t size);
/* A full box's version (0 or 1) and flags (§4.2); another version counts as cut. */
uint8_t stretch_version(struct stretch *stretch, uint32_t *flags);
/* Of 4 bytes in version 0 and 8 in version 1. */
uint64_t stretch_u32_or_64(struct stretch *stretch, uint8_t version);

enum { BOX_HEAD = 8, BOX_HEAD_LARGE = 16, BOX_TYPE = 4 };

/* What stands before a box's body. */
struct box_head {
    char type[BOX_TYPE + 1]; /* what is no letter or digit shows as "?" */
    size_t head;             /* bytes of it: BOX_HEAD or BOX_HEAD_LARGE */
    uint64_t body;           /* bytes behind it */
};
/* False when it is cut, or says less than its own size, or that it goes to the end of the file. */
bool box_head_read(const uint8_t *bytes, size_t size, struct box_head *out) MUST_CHECK;

/* A place for one box inside another. */
struct box_slot {
    const char *type;
    bool needed;
};
/* Every box inside `parent` into the first free slot of its type: out[i].bytes is NULL where slot i stays
 * free. A box without a slot, a needed slot without a box, and what is cut are refused; `where` names the
 * parent. `out` has `count` elements and is written to also on failure. */
bool boxes_read(struct stretch parent, const char *where, const struct box_slot *slots, size_t count,
                struct stretch *out, struct fail *fail) MUST_CHECK;

/* Why a film is not taken, and what to do about it. Always false. */
bool film_refuse(struct fail *fail, const char *format, ...) PRINTF_LIKE(2, 3);
/* A box that has another form than the standard gives it. Always false. */
bool film_broken(struct fail *fail, const char *box);
/* Refuses a box that does not belong there: by what it is known for, if it is known. Always false. */
bool film_refuse_box(struct fail *fail, const char *where, const char *type);
