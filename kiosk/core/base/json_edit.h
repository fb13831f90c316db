/* Edits of a JSON text that people wrote (RFC 8259, UTF-8). An edit is an operation on a span of the text;
 * every other byte stays: order of members, line breaks, spelling of numbers, byte order mark, CRLF. Pure.
 *
 * A path leads to a value: "/slides[id=welcome]/headline/da". "/KEY" is a member of an object, "[KEY=VALUE]"
 * the one element of a list whose member KEY is the text VALUE (or the number, true, false or null spelt so),
 * "[=VALUE]" the one element that is VALUE itself, "[N]" the element N, from 0. "" is the whole. In names and
 * values "~", "/", "[" and "]" are written ~0, ~1, ~2 and ~3 (RFC 6901 §3 and two more), "=" in the KEY of a
 * list ~4.
 *
 * A path ends with a position where something is to be put into a list: "[id=welcome]" or "[N]" before that
 * element, with a "+" behind it ("[id=welcome]+") after it; "[-]", or [N] of as many as there are, at the
 * end. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    JSON_EDIT_TEXT_MAX = 1 << 20, /* bytes, before and after */
    JSON_EDIT_DEPTH_MAX = 64,     /* lists and objects in each other, and steps of a path */
    JSON_PATH_MAX = 2000,         /* bytes */
    JSON_LINE_MAX = 110           /* columns: what fits stands on one line */
};

/* `file` is named in findings. */
struct json_source {
    const char *file, *text;
    size_t size;
};

enum json_op_kind {
    JSON_OP_SET,    /* `path` is `value` from now on; absent members on the way are made */
    JSON_OP_REMOVE, /* the element or member `path` goes */
    JSON_OP_INSERT, /* `value` is put into a list at the position `path`, or made the absent member `path` */
    JSON_OP_MOVE    /* the element `path` of a list goes to the position `to`, in this list or another one */
};

/* How something stood in the text byte for byte, as json_edit_inverse remembers it; zeroed in other
 * operations. It counts only where it still fits; it can make no text invalid, whoever wrote it. `key` is a
 * member's name up to its value, `behind` the name of the member before. `before` and `after` are the white
 * space around the comma that parts it from its neighbour, or between it and the brackets when it is alone.
 * `left` is the white space to stay between the brackets that a removal empties. NULL: none. */
struct json_layout {
    bool kept; /* the value is to be spelt as it is, and the rest of this counts */
    enum json_neighbour { JSON_ALONE, JSON_FIRST, JSON_BEHIND } neighbour; /* BEHIND another one */
    const char *behind, *key, *before, *after, *left;
};

/* `value` is JSON text: what equals the present value changes nothing; what does not is written as the site's
 * files are, on one line when it fits, else broken and indented. `order` has names in the order in which
 * members should stand: a new one is put behind the nearest before it that is there, else before the nearest
 * after it, else at the end. */
struct json_op {
    enum json_op_kind kind;
    const char *path;
    const char *to;    /* of move */
    const char *value; /* of set and insert */
    const char *const *order;
    size_t order_count;
    struct json_layout layout;
};

/* `source` with `op` done. *out is malloc'd, with a NUL behind it. False: `fail` says what is wrong and what
 * to do, at the line and column of the source where it should have been done. */
bool json_edit(const struct json_source *source, const struct json_op *op, char **out, size_t *size,
               struct fail *fail) MUST_CHECK;

/* The same with several, one after the other, all or none. */
bool json_edit_all(const struct json_source *source, const struct json_op *ops, size_t count, char **out,
                   size_t *size, struct fail *fail) MUST_CHECK;

/* The operation that undoes `op`, which is to be done to `source`: right after it, every byte is as it was.
 * It names elements by their "id" where they have one, so that it finds its place also after other edits. All
 * it needs is in `arena`. False: the same reasons as json_edit. */
bool json_edit_inverse(const struct json_source *source, const struct json_op *op, struct arena *arena,
                       struct json_op *out, struct fail *fail) MUST_CHECK;

/* The exact bytes of a value: what a caller hashes to know whether it was changed meanwhile. */
struct json_span {
    size_t at, size; /* in source->text */
};
bool json_edit_span(const struct json_source *source, const char *path, struct json_span *out,
                    struct fail *fail) MUST_CHECK;
