/* The words of every language. */
#include <stdio.h>
#include <string.h>

#include "core/base/compiler.h"
#include "core/site/scene_words.h"

#define ROW(id, key, english, danish) [id] = {key, english, danish},
static const struct { const char *key, *english, *danish; } compiled[WORD_COUNT] = {WORDS(ROW)};
#undef ROW

const char *word_key(enum word id) {
    return compiled[id].key;
}

const char *word_english(enum word id) {
    return compiled[id].english;
}

int word_find(const char *key) {
    for (int i = 0; i < WORD_COUNT; i++)
        if (strcmp(compiled[i].key, key) == 0)
            return i;
    return -1;
}

static bool reads(const char *language, const char *words) {
    size_t length = strlen(words);
    if (strncmp(language, words, length) == 0 && (language[length] == '\0' || language[length] == '-'))
        return true;
    return strcmp(words, "zh-Hans") == 0 && (strcmp(language, "zh") == 0 || strcmp(language, "zh-CN") == 0);
}

const char *word(const struct words *words, enum word id, const char *language) {
    for (size_t i = 0; words && i < words->count; i++)
        if (words->languages[i].text[id] && reads(language, words->languages[i].language))
            return words->languages[i].text[id];
    return reads(language, "da") ? compiled[id].danish : compiled[id].english;
}

bool word_fits(const char *english, const char *text) {
    const char *a = plural_other(english), *b = plural_other(text);
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

void word_fill_number(const char *text, int number, const char *second, char *out, size_t size) {
    char form[WORD_BYTES_MAX], digits[16];
    plural_pick(text, number, form, sizeof form);
    snprintf(digits, sizeof digits, "%d", number);
    word_fill(form, digits, second, out, size);
}

void word_fill(const char *text, const char *first, const char *second, char *out, size_t size) {
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
