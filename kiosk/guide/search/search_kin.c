#include <string.h>
#include <unicode/utf8.h>

#include "guide/search/search_parts.h"

enum {
    STEM_LETTERS = 4,      /* what two words must share at their start */
    ENDING_LETTERS = 3,    /* what each may have after it: -en, -erne, -ów, -ого */
    LONG_STEM_LETTERS = 6, /* then one more: вагітність, вагітна */
    PART_LETTERS = 4,      /* of a compound: lægetider → læge */
    LOOSE_LETTERS = 5,     /* of a part at the end: the start of a word says more than its end */
    PREFIX_LETTERS = 3,    /* at most: про-, wy-, iš- */
    FAR_STEM_LETTERS = 5,  /* taşın-ıyorum, taşın-mak; Schwimm-halle, schwimm-en */
    FAR_ENDING_LETTERS = 7,
    FAR_COMPOUND_ENDING = 2,
    FAR_WORD_LETTERS = 3, /* whole: diş-im, Job-suche */
    ARTICLE_LEFT = 4,     /* bytes, two letters, that an Arabic article leaves */
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
    return with_size <= size && text[size - 1] == with[with_size - 1] &&
           memcmp(text + size - with_size, with, with_size) == 0;
}

/* Bytes of what Arabic writes in one with a word: "the", also after "and", "in", "for". */
static size_t article(const char *text, size_t size) {
    static const char *const articles[] = {"ال", "وال", "بال", "لل"};
    if (!search_may_have_article(text[0]))
        return 0;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t length = strlen(articles[i]);
        if (size >= length + ARTICLE_LEFT && memcmp(text, articles[i], length) == 0)
            return length;
    }
    return 0;
}

bool search_kin(const char *query, size_t query_size, const char *word, size_t word_size) {
    size_t query_the = article(query, query_size), word_the = article(word, word_size);
    if (query_the + word_the > 0) {
        query += query_the, query_size -= query_the;
        word += word_the, word_size -= word_the;
        if (query_size == word_size && memcmp(query, word, word_size) == 0)
            return true;
    }
    size_t same = shared(query, query_size, word, word_size);
    if (same >= STEM_LETTERS) { /* bytes: a glance, which settles it for most words */
        int stem = letters(query, same), more = letters(query + same, query_size - same);
        int word_more = letters(word + same, word_size - same);
        int most = stem >= LONG_STEM_LETTERS ? ENDING_LETTERS + 1 : ENDING_LETTERS;
        if (stem >= STEM_LETTERS && more <= most && word_more <= most && stem > more)
            return true;
    }
    return false;
}

bool search_kin_part(const char *query, size_t query_size, const char *word, size_t word_size) {
    return word_size < query_size && query[0] == word[0] && memcmp(query, word, word_size) == 0 &&
           letters(word, word_size) >= PART_LETTERS;
}

/* The same word with another beginning, or with none. */
static bool is_prefixed(const char *query, size_t query_size, const char *word, size_t word_size) {
    for (int prefix = 0; prefix < PREFIX_LETTERS && query_size > 0; prefix++) {
        size_t letter = 1;
        while (letter < query_size && U8_IS_TRAIL(query[letter]))
            letter++;
        query += letter, query_size -= letter;
        if (letters(query, query_size) >= LOOSE_LETTERS && query[0] == word[0] &&
            letters(query, shared(query, query_size, word, word_size)) >= LOOSE_LETTERS &&
            search_kin(query, query_size, word, word_size))
            return true;
    }
    return false;
}

bool search_kin_tail(const char *query, size_t query_size, const char *word, size_t word_size,
                     enum search_way way) {
    if (way == SEARCH_PREFIXES)
        return is_prefixed(query, query_size, word, word_size) ||
               is_prefixed(word, word_size, query, query_size);
    if (ends(query, query_size, word, word_size))
        return letters(word, word_size) >= LOOSE_LETTERS;
    return ends(word, word_size, query, query_size) && letters(query, query_size) >= LOOSE_LETTERS;
}

bool search_kin_far(const char *query, size_t query_size, const char *word, size_t word_size,
                    enum search_way way) {
    if (query[0] != word[0])
        return false;
    size_t same = shared(query, query_size, word, word_size);
    int stem = letters(query, same), more = letters(query + same, query_size - same);
    int word_more = letters(word + same, word_size - same);
    if (way == SEARCH_COMPOUNDS)
        return more >= FAR_WORD_LETTERS && ((stem >= FAR_WORD_LETTERS && word_more == 0) ||
                                            (stem >= STEM_LETTERS && word_more <= FAR_COMPOUND_ENDING));
    return (stem >= FAR_STEM_LETTERS && more <= FAR_ENDING_LETTERS && word_more <= ENDING_LETTERS) ||
           (stem >= FAR_WORD_LETTERS && word_more == 0 && more <= ENDING_LETTERS + 1);
}

bool search_makes(const char *language, enum search_way way) {
    static const char *const languages[SEARCH_WAYS] = {
        [SEARCH_COMPOUNDS] = " da de fi fo hu is nb nl nn no sv ",
        [SEARCH_SUFFIXES] = " az et fi hu kk ku tr ",
        [SEARCH_PREFIXES] = " be bg bs cs hr lt lv mk pl ru sk sl sr uk ",
    };
    size_t length = strcspn(language, "-");
    for (const char *at = languages[way]; (at = strchr(at, ' ')) != NULL && at[1] != 0; at++)
        if (strncmp(at + 1, language, length) == 0 && at[1 + length] == ' ')
            return true;
    return false;
}
