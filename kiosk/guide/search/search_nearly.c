#include <string.h>
#include <unicode/utf8.h>

#include "guide/search/search_parts.h"

struct text {
    const char *at;
    size_t left;
};

/* Bytes of the character that begins there; 0 at the end. */
static size_t first(struct text text) {
    if (text.left == 0)
        return 0;
    size_t size = 1;
    while (size < text.left && U8_IS_TRAIL(text.at[size]))
        size++;
    return size;
}

static struct text after(struct text text, size_t bytes) {
    return (struct text){text.at + bytes, text.left - bytes};
}

/* Bytes of two characters that stand the other way round in the other; 0: none do. */
static size_t swapped(struct text query, struct text word) {
    size_t q1 = first(query), q2 = first(after(query, q1));
    size_t w1 = first(word), w2 = first(after(word, w1));
    bool are = q2 > 0 && w2 > 0 && q1 == w2 && q2 == w1 && memcmp(query.at, word.at + w1, q1) == 0 &&
               memcmp(query.at + q1, word.at, q2) == 0;
    return are ? q1 + q2 : 0;
}

static bool is_near(struct text query, struct text word, int edits) {
    size_t same = 0, shorter = query.left < word.left ? query.left : word.left;
    while (same < shorter && query.at[same] == word.at[same])
        same++;
    if (same == query.left)
        return true;
    if (edits == 0)
        return false;
    while (same > 0 && U8_IS_TRAIL(query.at[same]))
        same--;
    struct text q = after(query, same), w = after(word, same);
    size_t q1 = first(q), w1 = first(w), both = swapped(q, w);
    return is_near(after(q, q1), w, edits - 1) ||                        /* a letter too many */
           (w1 > 0 && is_near(after(q, q1), after(w, w1), edits - 1)) || /* wrong */
           (w1 > 0 && is_near(q, after(w, w1), edits - 1)) ||            /* missing */
           (both > 0 && is_near(after(q, both), after(w, both), edits - 1));
}

bool search_nearly(const char *query, size_t query_size, const char *word, size_t word_size, int edits) {
    return is_near((struct text){query, query_size}, (struct text){word, word_size}, edits);
}
