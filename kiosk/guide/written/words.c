#include "guide/written/words.h"

#include <string.h>

#include "core/base/compiler.h"
#include "core/site/scene_words.h"

#define ROW(identifier, key, english) [identifier] = {key, english},
static const struct { const char *key, *english; } words[] = {GUIDE_WORDS(ROW)};
static const struct { const char *key, *english; } staff_words[] = {STAFF_WORDS(ROW)};
#undef ROW

const char *staff_word_key(enum staff_word word) {
    return staff_words[word].key;
}

const char *staff_word_english(enum staff_word word) {
    return staff_words[word].english;
}

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
    return word_fits(words[word].english, text);
}
