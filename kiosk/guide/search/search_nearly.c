#include <string.h>
#include <unicode/utf8.h>

#include "guide/search/search_parts.h"

struct text {
    const char *at;
    size_t left;
};

static bool begins(struct text word, struct text with) {
    return with.left <= word.left && memcmp(word.at, with.at, with.left) == 0;
}

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

static bool swapped(struct text query, struct text word) {
    size_t q1 = first(query), q2 = first(after(query, q1));
    size_t w1 = first(word), w2 = first(after(word, w1));
    return q2 > 0 && w2 > 0 && q1 == w2 && q2 == w1 && memcmp(query.at, word.at + w1, q1) == 0 &&
           memcmp(query.at + q1, word.at, q2) == 0 && begins(after(word, w1 + w2), after(query, q1 + q2));
}

bool search_nearly(const char *query, size_t query_size, const char *word, size_t word_size) {
    size_t same = 0, shorter = query_size < word_size ? query_size : word_size;
    while (same < shorter && query[same] == word[same])
        same++;
    if (same == query_size)
        return true;
    while (same > 0 && U8_IS_TRAIL(query[same]))
        same--;
    struct text q = after((struct text){query, query_size}, same);
    struct text w = after((struct text){word, word_size}, same);
    size_t q1 = first(q), w1 = first(w);
    if (w1 == 0)
        return q.left == q1;                     /* one letter too many, at the end */
    return begins(after(w, w1), after(q, q1)) || /* wrong */
           begins(after(w, w1), q) ||            /* missing */
           begins(w, after(q, q1)) ||            /* too many */
           swapped(q, w);
}
