#include "guide/written/lix.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { LONG_WORD = 7 };

struct counts {
    size_t words, long_words, sentences;
    bool open; /* words since the last sentence's end */
};

static void add_word(struct counts *counts, const char *word, size_t length) {
    int letters = 0;
    for (int32_t at = 0; at < (int32_t)length;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)word, at, (int32_t)length, c);
        letters += u_isalnum(c) != 0;
    }
    if (letters == 0)
        return;
    counts->words++;
    counts->long_words += letters >= LONG_WORD;
    counts->open = true;
}

static void end_sentence(struct counts *counts) {
    counts->sentences += counts->open;
    counts->open = false;
}

/* Does a sentence end with this word? What closes emphasis, brackets and quotations stands behind its stop.
 */
static bool ends_sentence(const char *word, size_t length) {
    int32_t at = (int32_t)length;
    UChar32 c = 0;
    do
        U8_PREV((const uint8_t *)word, 0, at, c);
    while (at > 0 && (c == '*' || c == '"' || u_charType(c) == U_END_PUNCTUATION ||
                      u_charType(c) == U_FINAL_PUNCTUATION));
    return c == '.' || c == '!' || c == '?' || c == ':';
}

static void add_block(struct counts *counts, const char *text) {
    while (*text) {
        size_t length = strcspn(text, " \n");
        add_word(counts, text, length);
        if (length > 0 && ends_sentence(text, length))
            end_sentence(counts);
        text += length + (text[length] != '\0');
    }
    end_sentence(counts);
}

double lix(const struct guide_text *text) {
    struct counts counts = {0};
    for (size_t i = 0; i < text->count; i++)
        add_block(&counts, text->blocks[i].text);
    return counts.words == 0 ? 0
                             : (double)counts.words / (double)counts.sentences +
                                   100.0 * (double)counts.long_words / (double)counts.words;
}
