#include <string.h>
#include <unicode/utf8.h>

#include "guide/search/search_parts.h"

enum {
    STEM_LETTERS = 4,   /* what two words must share at their start */
    ENDING_LETTERS = 3, /* what each may have after it: -en, -erne, -ów, -ого */
    PART_LETTERS = 4,   /* of a compound: lægetider → læge */
    LOOSE_LETTERS = 5,  /* of a part at the end: the start of a word says more than its end */
};

static int letters(const char *text, size_t size) {
    int count = 0;
    for (size_t i = 0; i < size; i++)
        count += !U8_IS_TRAIL(text[i]);
    return count;
}

static size_t shared(const char *one, size_t one_size, const char *two, size_t two_size) {
    size_t same = 0, most = one_size < two_size ? one_size : two_size;
    while (same < most && one[same] == two[same])
        same++;
    while (same > 0 && same < most && U8_IS_TRAIL(one[same]))
        same--;
    return same;
}

static bool ends(const char *text, size_t size, const char *with, size_t with_size) {
    return with_size <= size && memcmp(text + size - with_size, with, with_size) == 0;
}

bool search_kin(const char *query, size_t query_size, const char *word, size_t word_size) {
    size_t same = shared(query, query_size, word, word_size);
    if (same >= STEM_LETTERS) { /* bytes: a glance, which settles it for most words */
        int stem = letters(query, same), more = letters(query + same, query_size - same);
        int word_more = letters(word + same, word_size - same);
        if (stem >= STEM_LETTERS && more <= ENDING_LETTERS && word_more <= ENDING_LETTERS && stem > more)
            return true;
        if (same == word_size && stem >= PART_LETTERS)
            return true;
    }
    if (ends(query, query_size, word, word_size))
        return letters(word, word_size) >= LOOSE_LETTERS;
    return ends(word, word_size, query, query_size) && letters(query, query_size) >= LOOSE_LETTERS;
}
