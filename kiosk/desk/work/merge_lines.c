#include "desk/work/merge_lines.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_MAX = 8 << 20 /* cells; texts that differ in more are one change */ };

struct lines {
    struct merge_text *at;
    size_t count;
};

static bool split(struct merge_text text, struct lines *out) {
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.at[i] == '\n' || i + 1 == text.size;
    out->at = calloc(count + 1, sizeof *out->at);
    out->count = 0;
    for (size_t from = 0, i = 0; out->at && i < text.size; i++)
        if (text.at[i] == '\n' || i + 1 == text.size) {
            out->at[out->count++] = (struct merge_text){text.at + from, i + 1 - from};
            from = i + 1;
        }
    return out->at;
}

static bool same(struct merge_text a, struct merge_text b) {
    return a.size == b.size && memcmp(a.at, b.at, a.size) == 0;
}

/* The longest row of lines that both have, between `from` and the ends, found backwards in a table. */
static bool match_middle(const struct lines *a, const struct lines *b, size_t from, size_t a_end,
                         size_t b_end, size_t *match) {
    size_t rows = a_end - from, columns = b_end - from, width = columns + 1;
    if (rows == 0 || columns == 0 || rows > TABLE_MAX / width)
        return true;
    uint32_t *length = calloc((rows + 1) * width, sizeof *length);
    if (!length)
        return false;
    for (size_t i = rows; i-- > 0;)
        for (size_t k = columns; k-- > 0;) {
            uint32_t down = length[(i + 1) * width + k], right = length[i * width + k + 1];
            length[i * width + k] = same(a->at[from + i], b->at[from + k])
                                        ? length[(i + 1) * width + k + 1] + 1
                                    : down > right ? down
                                                   : right;
        }
    for (size_t i = 0, k = 0; i < rows && k < columns;)
        if (same(a->at[from + i], b->at[from + k])) {
            match[from + i++] = from + k++;
        } else if (length[(i + 1) * width + k] >= length[i * width + k + 1]) {
            i++;
        } else {
            k++;
        }
    free(length);
    return true;
}

/* match[i]: which line of `b` the line i of `a` is; SIZE_MAX: none. */
static size_t *match_lines(const struct lines *a, const struct lines *b) {
    size_t *match = calloc(a->count + 1, sizeof *match), from = 0, a_end = a->count, b_end = b->count;
    if (!match)
        return NULL;
    for (size_t i = 0; i <= a->count; i++)
        match[i] = SIZE_MAX;
    for (; from < a_end && from < b_end && same(a->at[from], b->at[from]); from++)
        match[from] = from;
    for (; a_end > from && b_end > from && same(a->at[a_end - 1], b->at[b_end - 1]); a_end--, b_end--)
        match[a_end - 1] = b_end - 1;
    if (match_middle(a, b, from, a_end, b_end, match))
        return match;
    free(match);
    return NULL;
}

/* Lines `from` to `to` as one text. */
static struct merge_text span(const struct lines *lines, size_t from, size_t to) {
    if (from >= to)
        return (struct merge_text){"", 0};
    const struct merge_text *last = &lines->at[to - 1];
    return (struct merge_text){lines->at[from].at, (size_t)(last->at + last->size - lines->at[from].at)};
}

struct merging {
    struct lines base, mine, theirs;
    size_t *to_mine, *to_theirs;
    char *out;
    size_t size;
};

static void append(struct merging *merging, struct merge_text text) {
    memcpy(merging->out + merging->size, text.at, text.size);
    merging->size += text.size;
}

static bool resolve(struct merging *merging, struct merge_text base, struct merge_text mine,
                    struct merge_text theirs) {
    if (!same(mine, base) && !same(theirs, base) && !same(mine, theirs))
        return false;
    append(merging, same(mine, base) ? theirs : mine);
    return true;
}

static bool walk(struct merging *merging) {
    size_t b = 0, m = 0, t = 0;
    for (size_t i = 0; i <= merging->base.count; i++) {
        bool end = i == merging->base.count;
        size_t to_m = end ? merging->mine.count : merging->to_mine[i];
        size_t to_t = end ? merging->theirs.count : merging->to_theirs[i];
        if (to_m == SIZE_MAX || to_t == SIZE_MAX)
            continue;
        if (!resolve(merging, span(&merging->base, b, i), span(&merging->mine, m, to_m),
                     span(&merging->theirs, t, to_t)))
            return false;
        if (!end)
            append(merging, merging->base.at[i]);
        b = i + 1;
        m = to_m + 1;
        t = to_t + 1;
    }
    return true;
}

enum merge_end merge_lines(struct merge_text base, struct merge_text mine, struct merge_text theirs,
                           char **out, size_t *size) {
    struct merging merging = {0};
    enum merge_end end = MERGE_NO_MEMORY;
    if (split(base, &merging.base) && split(mine, &merging.mine) && split(theirs, &merging.theirs)) {
        merging.to_mine = match_lines(&merging.base, &merging.mine);
        merging.to_theirs = match_lines(&merging.base, &merging.theirs);
        /* each piece is of one of the three, and each of them is used once at most */
        merging.out = malloc(base.size + mine.size + theirs.size + 1);
    }
    if (merging.to_mine && merging.to_theirs && merging.out)
        end = walk(&merging) ? MERGE_DONE : MERGE_CONFLICT;
    if (end == MERGE_DONE) {
        merging.out[merging.size] = '\0';
        *out = merging.out;
        *size = merging.size;
    } else {
        free(merging.out);
    }
    free(merging.base.at);
    free(merging.mine.at);
    free(merging.theirs.at);
    free(merging.to_mine);
    free(merging.to_theirs);
    return end;
}
