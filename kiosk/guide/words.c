#include "guide/words.h"

#include <stdio.h>
#include <string.h>

#include "core/compiler.h"

#define ROW(identifier, key, english) [identifier] = {key, english},
static const struct { const char *key, *english; } words[] = {GUIDE_WORDS(ROW)};
#undef ROW

const struct emergency guide_emergencies[GUIDE_EMERGENCIES] = {
    {"112", WORDS_EMERGENCY_112_NAME, WORDS_EMERGENCY_112},
    {"114", WORDS_EMERGENCY_114_NAME, WORDS_EMERGENCY_114},
    {"1813", WORDS_EMERGENCY_1813_NAME, WORDS_EMERGENCY_1813}};

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

void guide_word_fill(const char *text, const char *first, const char *second, char *out, size_t size) {
    const char *values[] = {first, second};
    size_t used = 0, next = 0;
    for (; *text && used + 1 < size; text++) {
        bool placeholder = text[0] == '%' && (text[1] == 'd' || text[1] == 's') && next < LENGTH(values);
        if (!placeholder) {
            out[used++] = *text;
            continue;
        }
        const char *value = values[next++];
        int written = snprintf(out + used, size - used, "%s", value ? value : "");
        used += (size_t)written < size - used ? (size_t)written : size - used - 1;
        text++;
    }
    out[used] = '\0';
}
