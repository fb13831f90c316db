#include <string.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "guide/search/search_parts.h"

enum {
    KIN_LETTERS = 4,
    TELLING_LETTERS = 3,
    CUT_LETTERS = 3, /* of which two may be a word */
};

static bool is_without_spaces(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

static struct search_word make_word(const char *text, size_t length) {
    struct search_word word = {.text = text, .length = length, .plain = true};
    int letters = 0;
    for (size_t at = 1; at < length; letters++) {
        UChar32 c;
        U8_NEXT_UNSAFE(text, at, c);
        word.anywhere |= is_without_spaces(c);
        word.plain &= c < 0x80;
    }
    word.letters = letters;
    word.telling = letters >= TELLING_LETTERS || word.anywhere;
    word.likenesses = letters >= KIN_LETTERS && !word.anywhere;
    return word;
}

/* `folded`: every word follows a space. */
static size_t split(const char *folded, struct search_word words[SEARCH_WORDS_MAX]) {
    size_t count = 0;
    for (const char *at = folded; *at != 0 && count < SEARCH_WORDS_MAX; count++) {
        size_t length = 1 + strcspn(at + 1, " ");
        words[count] = make_word(at, length);
        at += length;
    }
    return count;
}

static bool stands_in(const char *stop_words, const char *word, size_t length) {
    for (const char *at = stop_words; at != NULL && (at = strchr(at, ' ')) != NULL && at[1] != 0; at++)
        if (strncmp(at, word, length) == 0 && at[length] == ' ')
            return true;
    return false;
}

bool search_is_stop_word(const struct search_index *index, int language, const char *word, size_t length) {
    for (size_t l = 0; l < index->guide->language_count; l++)
        if (((int)l == language || index->guide->languages[l].site) &&
            stands_in(index->stop_words[l], word, length))
            return true;
    return false;
}

/* Short ones say something when they are somebody's word for it: "cv". */
static bool says(const struct search_index *index, int language, const struct search_word *word) {
    return (word->telling || search_is_term(index, word->text + 1, word->length - 1)) &&
           !search_is_stop_word(index, language, word->text, word->length);
}

/* "How do I find a doctor": only the last two say anything. What says nothing alone is looked for. */
static size_t leave_out(const struct search_index *index, int language, struct search_word *words,
                        size_t count) {
    size_t kept = 0;
    struct search_word telling[SEARCH_WORDS_MAX];
    for (size_t i = 0; i < count && kept < SEARCH_TELLING_MAX; i++)
        if (says(index, language, &words[i]))
            telling[kept++] = words[i];
    if (kept == 0)
        return count < SEARCH_TELLING_MAX ? count : SEARCH_TELLING_MAX;
    memcpy(words, telling, kept * sizeof *words);
    return kept;
}

static void number(struct search_query *query) {
    for (size_t i = 0; i < query->count; i++)
        query->words[i].number = (uint8_t)i;
}

bool search_query_take(struct search_query *query, const struct search_index *index, int language,
                       const char *text) {
    query->folded[0] = ' ';
    query->count = 0;
    query->marked = -1;
    if (index == NULL || search_fold(text, query->folded + 1, SEARCH_FOLDED_MAX) == 0)
        return false;
    query->count = leave_out(index, language, query->words, split(query->folded, query->words));
    number(query);
    return query->count > 0;
}

bool search_query_join(struct search_query *query, const struct search_index *index, int language) {
    struct search_word words[SEARCH_WORDS_MAX];
    size_t count = split(query->folded, words), length = 0, joined = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(query->joined + length, words[i].text, words[i].length);
        size_t word = length;
        length += words[i].length;
        if (i + 1 == count)
            break;
        memcpy(query->joined + length, words[i + 1].text + 1, words[i + 1].length - 1);
        size_t both = length - word + words[i + 1].length - 1;
        if (!search_is_term(index, query->joined + word + 1, both - 1))
            continue;
        length = word + both;
        joined++;
        i++;
    }
    query->joined[length] = 0;
    if (joined == 0)
        return false;
    query->count = leave_out(index, language, query->words, split(query->joined, query->words));
    number(query);
    return true;
}

bool search_query_cut(struct search_query *query) {
    struct search_word pieces[SEARCH_WORDS_MAX];
    size_t count = 0;
    bool cut = false;
    for (size_t i = 0; i < query->count && count < SEARCH_TELLING_MAX; i++) {
        const struct search_word *word = &query->words[i];
        if (!word->anywhere || word->letters < CUT_LETTERS) {
            pieces[count++] = *word;
            continue;
        }
        cut = true;
        for (size_t at = 1, next = 1; next < word->length && count < SEARCH_TELLING_MAX; at = next) {
            U8_FWD_1_UNSAFE(word->text, next);
            size_t end = next;
            if (end == word->length)
                break;
            U8_FWD_1_UNSAFE(word->text, end);
            pieces[count++] = make_word(word->text + at - 1, end - at + 1);
        }
    }
    if (!cut)
        return false;
    memcpy(query->words, pieces, count * sizeof *pieces);
    query->count = count;
    number(query);
    return true;
}
