/* Shared by the search's own files only: the index, and what is looked for in it. */
#pragma once

#include "guide/search/search.h"

enum search_field { FIELD_TITLE, FIELD_KEYWORD, FIELD_SUMMARY, FIELD_TEXT, FIELD_COUNT };
enum { PART_ANY_LANGUAGE = -1, PART_OTHER_LANGUAGE = -2 };

/* How far from what is typed a word may be. Each takes what those before it take, too. */
enum leniency {
    LENIENT_NOT,
    LENIENT_KIN,
    LENIENT_PART,
    LENIENT_TAIL,
    LENIENT_NEARLY,
    LENIENT_FAR,
    LENIENCIES
};
enum { SEARCH_TELLING_MAX = 64 / LENIENCIES }; /* words of a query that are looked for: a mark each */

/* How languages make words of others. */
enum search_way {
    SEARCH_COMPOUNDS, /* studenterbolig: bolig */
    SEARCH_SUFFIXES,  /* taşınıyorum: taşınmak; dişim: diş */
    SEARCH_PREFIXES,  /* проголосувати: голосувати */
    SEARCH_WAYS
};

/* A folded text: each of its words follows a space, each phrase of synonyms one more. */
struct search_part {
    uint32_t at, length; /* bytes of `folded` */
    uint32_t term;       /* of titles and synonyms: its first word's place in `term_of`, */
    uint16_t term_count; /* and how many it has */
    uint8_t field;
    int8_t language; /* number in guide->languages, or PART_… */
};
struct search_doc {
    struct found found; /* score 0 */
    uint32_t part;      /* the first of its parts, which are sorted by field */
    uint32_t part_count;
};
/* A word that stands in titles or synonyms, each once: bytes of `folded`, without the space. */
struct search_term {
    uint32_t at, length;
    char first[2], last; /* bytes of it (first[1]: 0 in a word of one): a glance, which settles it for most */
};
/* In `term_of`: a title or a synonym is this word alone. */
static const uint32_t TERM_ALONE = UINT32_C(1) << 31;
struct search_index {
    const struct guide *guide;
    char *stop_words[GUIDE_LANGUAGES_MAX]; /* of each language, folded, a space before and after each; or NULL
                                            */
    char *folded;
    struct search_part *parts;
    struct search_doc *docs; /* pages, entries, emergency, events; each in their own order */
    size_t folded_count, folded_room, part_count, part_room, doc_count, doc_room;
    struct search_term *terms;
    uint32_t *term_of; /* numbers of terms, in the order of the parts, and TERM_ALONE */
    uint64_t *marks;   /* of each term, while somebody looks: which words it is like, search_mark; then of any
                          term */
    size_t term_count;
    uint64_t made[SEARCH_WAYS]; /* which of the guide's languages make words so, a bit each */
    struct latin *latin;        /* while it is made */
    bool failed;                /* out of memory while it was made */
};

/* A word of the query, inside its folded text. */
struct search_word {
    const char *text; /* the space before it */
    size_t length;    /* with that space */
    int letters;
    uint8_t number;  /* in its query */
    bool anywhere;   /* of a script without spaces between words: found inside words too */
    bool plain;      /* in Latin letters, which all languages of these have in common */
    bool likenesses; /* long enough to have an ending, or parts */
    bool telling;    /* long enough to mean something by itself */
};

/* What somebody typed. Whoever takes it wipes it. */
struct search_query {
    char folded[SEARCH_FOLDED_MAX + 1], joined[SEARCH_FOLDED_MAX + 1];
    struct search_word words[SEARCH_WORDS_MAX];
    size_t count;
    int marked; /* the last leniency that search_mark has seen to; -1: none */
};

/* The words of `text` that say something; those that only ask are left out. False: there are none. */
bool search_query_take(struct search_query *query, const struct search_index *index, int language,
                       const char *text);
/* Writes as one word what is written as two, "tooth ache", where titles or synonyms have it as one. False:
 * there is nothing to join, and the query stays as it is. */
bool search_query_join(struct search_query *query, const struct search_index *index, int language);
/* Cuts words of scripts without spaces into their signs, two by two: 开银行账户 → 开银 银行 行账 账户. False:
 * there is nothing to cut. */
bool search_query_cut(struct search_query *query);

/* Lists the words of titles and synonyms, once all parts are there. False: out of memory. */
bool search_terms_list(struct search_index *index) MUST_CHECK;
/* Marks those that are like a word of the query, in one way after another up to `leniency`; LENIENT_NOT are
 * those that begin with it. `query->marked` says how far it has come. */
void search_mark(const struct search_index *index, struct search_query *query, int language,
                 enum leniency leniency);
void search_unmark(const struct search_index *index, struct search_query *query);
/* Is anything? Without, nothing more is found by going so far. */
bool search_is_marked(const struct search_index *index, const struct search_query *query,
                      enum leniency leniency);
static inline uint64_t mark_of(const struct search_word *word, enum leniency leniency) {
    return UINT64_C(1) << (word->number * LENIENCIES + leniency);
}
bool search_is_term(const struct search_index *index, const char *text, size_t length);

/* Is it one of the words that ask, in the visitor's language or in one of the site's? `word` as it stands in
 * a folded text, with the space before it, which `length` counts. */
bool search_is_stop_word(const struct search_index *index, int language, const char *word, size_t length);

/* Is the query's word at most so many edits (a letter wrong, missing, too many; two swapped:
 * Damerau–Levenshtein distance) away from how `word` begins? Both folded UTF-8 without spaces. */
bool search_nearly(const char *query, size_t query_size, const char *word, size_t word_size, int edits);

/* Does it? `language`: BCP 47. */
bool search_makes(const char *language, enum search_way way);
static inline bool search_made(const struct search_index *index, int language, enum search_way way) {
    return language >= 0 && index->made[way] >> language & 1;
}

/* By its first byte, an Arabic word, in which "the" stands. */
static inline bool search_may_have_article(char first) {
    return (uint8_t)first == 0xd8 || (uint8_t)first == 0xd9;
}
/* Both folded UTF-8 without spaces. Is it another form of `word` (школу, школа)? */
bool search_kin(const char *query, size_t query_size, const char *word, size_t word_size);
/* Does it begin with the word (lægetider, læge)? */
bool search_kin_part(const char *query, size_t query_size, const char *word, size_t word_size);
/* Does one end with the other? */
bool search_kin_tail(const char *query, size_t query_size, const char *word, size_t word_size,
                     enum search_way way);
/* What looks so only when nothing else does: dişim, diş; Jobsuche, Job. */
bool search_kin_far(const char *query, size_t query_size, const char *word, size_t word_size,
                    enum search_way way);

/* In the visitor's language, or in none. */
static inline bool part_is_own(const struct search_part *part, int language) {
    return part->language == language || part->language == PART_ANY_LANGUAGE;
}
/* Or in one of the site's, which everybody meets here. */
static inline bool part_is_known(const struct search_index *index, const struct search_part *part,
                                 int language) {
    return part_is_own(part, language) ||
           (part->language >= 0 && index->guide->languages[part->language].site);
}

/* How much the query's word is like one in the document's title or synonyms, by pairs of letters: 1–1000, 0:
 * not worth a look. Those in other languages than `language` count less. */
int search_alike(const struct search_index *index, const struct search_doc *doc, int language,
                 const struct search_word *word);
