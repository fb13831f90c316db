#include "filming/protection.h"

#include <stdint.h>
#include <string.h>

#include "core/base/compiler.h"

enum { HEAD = 8, DESCRIPTIONS_HEAD = 8 /* of stsd: version, flags, count */ };

struct box {
    const uint8_t *bytes; /* what is in it */
    size_t size;
    const char *type; /* four characters, without an end */
};

static bool is(const struct box *box, const char *type) {
    return memcmp(box->type, type, 4) == 0;
}

/* The box at `at`, which moves behind it. False: there is none that is whole. */
static bool take(const struct box *in, size_t *at, struct box *out) {
    if (in->size - *at < HEAD)
        return false;
    const uint8_t *head = in->bytes + *at;
    size_t size = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    if (size < HEAD || size > in->size - *at)
        return false;
    *out = (struct box){head + HEAD, size - HEAD, (const char *)head + 4};
    *at += size;
    return true;
}

/* What replaces "avc1", "mp4a" and all others where samples are encrypted; the last are iTunes' own. */
static bool is_locked(const struct box *description) {
    static const char *const types[] = {"encv", "enca", "drmi", "drms"};
    for (size_t i = 0; i < LENGTH(types); i++)
        if (is(description, types[i]))
            return true;
    return false;
}

static bool describes_locked(const struct box *stsd) {
    struct box description;
    for (size_t at = DESCRIPTIONS_HEAD; at < stsd->size && take(stsd, &at, &description);)
        if (is_locked(&description))
            return true;
    return false;
}

bool protection_in(const void *bytes, size_t size) {
    static const char *const way[] = {"trak", "mdia", "minf", "stbl", "stsd"};
    struct box levels[LENGTH(way) + 1] = {{.bytes = bytes, .size = size}};
    size_t at[LENGTH(way)] = {0}, depth = 0;
    for (;;) {
        struct box *in = &levels[depth], *out = &levels[depth + 1];
        if (!take(in, &at[depth], out)) {
            if (depth-- == 0)
                return false;
        } else if (is(out, way[depth])) {
            if (depth + 1 < LENGTH(way))
                at[++depth] = 0;
            else if (describes_locked(out))
                return true;
        }
    }
}
