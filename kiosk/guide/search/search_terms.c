#include <stdlib.h>
#include <string.h>

#include "guide/search/search_parts.h"

/* Each word of titles and synonyms once: what is like a query's word is found out a single time, however many
 * documents have it. */
enum {
    FORGIVING_LETTERS = 5,
    FAR_LETTERS = 8, /* with a second error in it */
};
static const uint32_t no_term = UINT32_MAX;

static const char *next_word(const char *text, const char *end) {
    const char *next = memchr(text + 1, ' ', (size_t)(end - text - 1));
    return next != NULL ? next : end;
}

static size_t count_words(const struct search_index *index) {
    size_t count = 0;
    for (size_t i = 0; i < index->part_count; i++) {
        const struct search_part *part = &index->parts[i];
        const char *text = index->folded + part->at, *end = text + part->length;
        for (; part->field <= FIELD_KEYWORD && text < end; text = next_word(text, end))
            count++;
    }
    return count;
}

static uint32_t hash_of(const char *text, size_t length) { /* FNV-1a */
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)text[i]) * 16777619u;
    return hash;
}

static bool is_term(const struct search_index *index, const struct search_term *term, const char *text,
                    size_t length) {
    return term->length == length && memcmp(index->folded + term->at, text, length) == 0;
}

/* The word's number; a new one for a new word. `slots`: a power of two of them, more than there are words. */
static uint32_t number_of(struct search_index *index, uint32_t *table, size_t slots, const char *text,
                          size_t length) {
    size_t slot = hash_of(text, length) & (slots - 1);
    while (table[slot] != no_term && !is_term(index, &index->terms[table[slot]], text, length))
        slot = (slot + 1) & (slots - 1);
    if (table[slot] == no_term) {
        index->terms[index->term_count] = (struct search_term){(uint32_t)(text - index->folded),
                                                               (uint32_t)length,
                                                               {text[0], length > 1 ? text[1] : 0},
                                                               text[length - 1]};
        table[slot] = (uint32_t)index->term_count++;
    }
    return table[slot];
}

/* Between what belongs to nothing beside it, two spaces stand, or nothing. */
static bool is_alone(const char *text, const char *word, const char *next, const char *end) {
    return (word == text || word[-1] == ' ') && (next == end || next[1] == ' ');
}

static void list(struct search_index *index, uint32_t *table, size_t slots) {
    uint32_t place = 0;
    for (size_t i = 0; i < index->part_count; i++) {
        struct search_part *part = &index->parts[i];
        if (part->field > FIELD_KEYWORD)
            continue;
        const char *text = index->folded + part->at, *end = text + part->length, *word = text;
        part->term = place;
        for (const char *next; word < end && part->term_count < UINT16_MAX; word = next) {
            next = next_word(word, end);
            if (next == word + 1)
                continue;
            uint32_t number = number_of(index, table, slots, word + 1, (size_t)(next - word - 1));
            index->term_of[place++] = number | (is_alone(text, word, next, end) ? TERM_ALONE : 0);
            part->term_count++;
        }
    }
}

bool search_terms_list(struct search_index *index) {
    size_t words = count_words(index), slots = 2;
    while (slots < words * 2)
        slots *= 2;
    uint32_t *table = malloc(slots * sizeof *table);
    index->terms = malloc((words + 1) * sizeof *index->terms);
    index->term_of = malloc((words + 1) * sizeof *index->term_of);
    if (table != NULL && index->terms != NULL && index->term_of != NULL) {
        memset(table, 0xff, slots * sizeof *table);
        list(index, table, slots);
        index->marks = calloc(index->term_count + 1, sizeof *index->marks);
    }
    free(table);
    if (index->marks == NULL)
        return false;
    struct search_term *fewer = realloc(index->terms, (index->term_count + 1) * sizeof *fewer);
    index->terms = fewer != NULL ? fewer : index->terms;
    return true;
}

bool search_is_term(const struct search_index *index, const char *text, size_t length) {
    for (size_t i = 0; i < index->term_count; i++)
        if (is_term(index, &index->terms[i], text, length))
            return true;
    return false;
}

static bool may_be_near(const char *query, const struct search_term *term) {
    return term->length < 2 || query[0] == term->first[0] || query[1] == term->first[1] ||
           query[0] == term->first[1] || query[1] == term->first[0];
}

static bool is_tail(const struct search_index *index, const struct search_word *word, int language,
                    const struct search_term *term) {
    const char *query = word->text + 1, *text = index->folded + term->at;
    size_t size = word->length - 1;
    if (term->last == query[size - 1] && search_kin_tail(query, size, text, term->length, SEARCH_COMPOUNDS))
        return true;
    return search_made(index, language, SEARCH_PREFIXES) &&
           memmem(query + 1, size - 1, term->first, sizeof term->first) != NULL &&
           search_kin_tail(query, size, text, term->length, SEARCH_PREFIXES);
}

static bool is_far(const struct search_index *index, const struct search_word *word, int language,
                   const struct search_term *term) {
    const char *query = word->text + 1, *text = index->folded + term->at;
    if (query[0] != term->first[0])
        return false;
    for (int way = SEARCH_COMPOUNDS; way <= SEARCH_SUFFIXES; way++)
        if (search_made(index, language, (enum search_way)way) &&
            search_kin_far(query, word->length - 1, text, term->length, (enum search_way)way))
            return true;
    return word->letters >= FAR_LETTERS && search_nearly(query, word->length - 1, text, term->length, 2);
}

static bool is_like(const struct search_index *index, const struct search_word *word, int language,
                    const struct search_term *term, enum leniency leniency) {
    const char *query = word->text + 1, *text = index->folded + term->at;
    size_t size = word->length - 1;
    bool alike = query[0] == term->first[0];
    switch (leniency) {
    case LENIENT_NOT:
        return alike && size <= term->length && memcmp(query, text, size) == 0;
    case LENIENT_KIN:
        return (alike || search_may_have_article(query[0])) && search_kin(query, size, text, term->length);
    case LENIENT_PART:
        return alike && search_kin_part(query, size, text, term->length);
    case LENIENT_TAIL:
        return is_tail(index, word, language, term);
    case LENIENT_NEARLY:
        return word->letters >= FORGIVING_LETTERS && may_be_near(query, term) &&
               search_nearly(query, size, text, term->length, 1);
    default:
        return is_far(index, word, language, term);
    }
}

/* "kontanthjælp" is no help in need. */
static bool says(const struct search_index *index, int language, const struct search_term *term,
                 enum leniency leniency) {
    return leniency == LENIENT_NOT || leniency == LENIENT_NEARLY ||
           !search_is_stop_word(index, language, index->folded + term->at - 1, term->length + 1);
}

static void mark(const struct search_index *index, const struct search_word *word, int language,
                 enum leniency leniency) {
    uint64_t *any = &index->marks[index->term_count];
    for (size_t i = 0; i < index->term_count; i++)
        if (is_like(index, word, language, &index->terms[i], leniency) &&
            says(index, language, &index->terms[i], leniency))
            *any |= index->marks[i] |= mark_of(word, leniency);
}

void search_mark(const struct search_index *index, struct search_query *query, int language,
                 enum leniency leniency) {
    for (; query->marked < (int)leniency; query->marked++)
        for (size_t w = 0; w < query->count; w++)
            if (query->marked < 0 || query->words[w].likenesses)
                mark(index, &query->words[w], language, (enum leniency)(query->marked + 1));
}

void search_unmark(const struct search_index *index, struct search_query *query) {
    explicit_bzero(index->marks, (index->term_count + 1) * sizeof *index->marks);
    query->marked = -1;
}

bool search_is_marked(const struct search_index *index, const struct search_query *query,
                      enum leniency leniency) {
    uint64_t marks = 0;
    for (size_t w = 0; w < query->count; w++)
        marks |= mark_of(&query->words[w], leniency);
    return index->marks[index->term_count] & marks;
}
