#include "desk/work/slide_search.h"

#include <string.h>

#include "guide/search/search.h"

enum { FOLDED_MAX = 8000 }; /* bytes of one text */

/* Does a word of `text` begin with this one, of `length` bytes? Both are folded. */
static bool begins_word(const char *text, const char *word, size_t length) {
    for (const char *at = text; *at; at++) {
        if (strncmp(at, word, length) == 0)
            return true;
        at = strchr(at, ' ');
        if (!at)
            return false;
    }
    return false;
}

static bool has_word(const struct json_value *value, const char *word, size_t length) {
    char folded[FOLDED_MAX];
    if (value_is(value, VALUE_TEXT)) {
        search_fold(value->text, folded, sizeof folded);
        return begins_word(folded, word, length);
    }
    if (!value_is(value, VALUE_LIST) && !value_is(value, VALUE_OBJECT))
        return false;
    for (uint32_t i = 0; i < value->count; i++)
        if (has_word(&value->children[i], word, length))
            return true;
    return false;
}

bool slide_has_text(const struct json_value *slide, const char *query) {
    char folded[SEARCH_FOLDED_MAX];
    search_fold(query, folded, sizeof folded);
    for (const char *word = folded; *word;) {
        size_t length = strcspn(word, " ");
        if (length > 0 && !has_word(slide, word, length))
            return false;
        word += length + (word[length] == ' ');
    }
    return true;
}

bool text_has_words(const char *text, const char *query) {
    struct json_value value = {.kind = VALUE_TEXT, .text = text};
    return slide_has_text(&value, query);
}
