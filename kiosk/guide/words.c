#include "guide/words.h"

#include <string.h>

#include "core/compiler.h"

#define ROW(identifier, key, english) [identifier] = {key, english},
static const struct { const char *key, *english; } words[] = {GUIDE_WORDS(ROW)};
#undef ROW

const char *guide_word_key(enum guide_word word) {
    return words[word].key;
}

const char *guide_word_english(enum guide_word word) {
    return words[word].english;
}

int guide_word_find(const char *key) {
    for (size_t i = 0; i < LENGTH(words); i++)
        if (strcmp(words[i].key, key) == 0)
            return (int)i;
    return -1;
}

bool guide_word_fits(enum guide_word word, const char *text) {
    const char *a = words[word].english, *b = text;
    for (;;) {
        a = strchr(a, '%');
        b = strchr(b, '%');
        if (!a || !b)
            return !a && !b;
        if (a[1] != b[1])
            return false;
        a += 2;
        b += 2;
    }
}
