/* Shared by the search's own files only: the index. */
#pragma once

#include "guide/search/search.h"

enum search_field { FIELD_TITLE, FIELD_KEYWORD, FIELD_SUMMARY, FIELD_TEXT, FIELD_COUNT };
enum { PART_ANY_LANGUAGE = -1, PART_OTHER_LANGUAGE = -2 };

/* A folded text: each of its words follows a space. */
struct search_part {
    uint32_t at, length; /* bytes of `folded` */
    uint8_t field;
    int8_t language; /* number in guide->languages, or PART_… */
};
struct search_doc {
    struct found found; /* score 0 */
    uint32_t part;      /* the first of its parts, which are sorted by field */
    uint32_t part_count;
};
struct search_index {
    const struct guide *guide;
    char *stop_words[GUIDE_LANGUAGES_MAX]; /* of each language, folded, a space before and after each; or NULL
                                            */
    char *folded;
    struct search_part *parts;
    struct search_doc *docs; /* pages, entries, emergency, events; each in their own order */
    size_t folded_count, folded_room, part_count, part_room, doc_count, doc_room;
    struct pinyin *pinyin; /* while it is made */
    bool failed;           /* out of memory while it was made */
};

/* A word of the query, inside its folded text. */
struct search_word {
    const char *text; /* the space before it */
    size_t length;    /* with that space */
    int letters;
    bool anywhere;  /* of a script without spaces between words: found inside words too */
    bool forgiving; /* long enough for a typing error */
    bool kin;       /* long enough to have an ending, or parts */
    bool telling;   /* long enough to mean something by itself */
};

/* Is the query's word one edit (a letter wrong, missing, too many; two swapped: Damerau–Levenshtein distance
 * 1) away from how `word` begins? Both folded UTF-8 without spaces. */
bool search_nearly(const char *query, size_t query_size, const char *word, size_t word_size);

/* Is it another form of `word` (школу, школа), or are they parts of one another (lægetider, læge; bolig,
 * studenterbolig)? Both folded UTF-8 without spaces. */
bool search_kin(const char *query, size_t query_size, const char *word, size_t word_size);

/* In the visitor's language, or in none. */
static inline bool part_is_own(const struct search_part *part, int language) {
    return part->language == language || part->language == PART_ANY_LANGUAGE;
}

/* How much the query's word is like one in the document's title or synonyms, by pairs of letters: 1–1000, 0:
 * not worth a look. Those in other languages than `language` count less. */
int search_alike(const struct search_index *index, const struct search_doc *doc, int language,
                 const struct search_word *word);
