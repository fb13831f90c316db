#include "guide/search/search.h"

#include <string.h>

#include "core/feed/feed_select.h"
#include "core/time/zone.h"
#include "guide/search/search_parts.h"

enum {
    SCORE_TITLE_START = 50,
    SCORE_OTHER_LANGUAGE = -5, /* one of the site's, */
    SCORE_FOREIGN = -12,       /* and any other */
    SCORE_WHOLE_WORD = 11,     /* in a synonym it beats the start of a title's other word */
    SCORE_WHOLE_WORD_IN_TEXT = 2,
    SCORE_ALONE = 21,   /* added for a synonym that is the word alone: it beats the start of a longer title */
    SCORE_URGENT = 100, /* added to what is found of it in titles and names */
    SCORE_NAMED = 25,   /* the least in a title or a synonym as it is typed, */
    SCORE_AKIN = 16,    /* and in another form */
    FOREIGN_LETTERS = 6, /* of a word with an error in it, to be one of another language */
    WEIGHT_LEAST = 100,  /* of the word found worst, beside the mean of all */
    RAREST = 100,        /* times its letters squared: weight of a word that one document knows */
    LONG_LETTERS = 12,
};
static const int field_scores[FIELD_COUNT] = {40, 30, 20, 10};
static const int leniency_scores[LENIENCIES] = {0, -9, -12, -13, -22, -24};

struct look {
    const struct search_index *index;
    int language;
    enum leniency leniency;
    const int *rarity; /* of each word; NULL: all must be found */
};

static int language_score(const struct look *look, const struct search_part *part) {
    return part_is_own(part, look->language)                  ? 0
           : part_is_known(look->index, part, look->language) ? SCORE_OTHER_LANGUAGE
                                                              : SCORE_FOREIGN;
}

/* Is a word that begins so meant, or does another language's only begin alike ("zebra", "zebranie")? */
static bool is_meant(const struct look *look, const struct search_part *part, const struct search_word *word,
                     size_t whole) {
    return !word->plain || part_is_known(look->index, part, look->language) ||
           (word->length - 1) * 4 >= whole * 3;
}

/* `hit`: where the word stands in the part's text. */
static int hit_score(const struct look *look, const struct search_part *part, const struct search_word *word,
                     const char *hit) {
    const char *text = look->index->folded + part->at, *end = hit + word->length - word->anywhere;
    const char *space = memchr(end, ' ', (size_t)(text + part->length - end));
    const char *whole_end = space != NULL ? space : text + part->length;
    bool start = part->field == FIELD_TITLE && hit - text == (word->anywhere ? 1 : 0);
    bool whole = end == whole_end, common = !word->plain || part_is_known(look->index, part, look->language);
    if (!whole && !is_meant(look, part, word, (size_t)(whole_end - hit - 1)))
        return 0;
    int bonus = !whole ? 0 : part->field <= FIELD_KEYWORD ? SCORE_WHOLE_WORD : SCORE_WHOLE_WORD_IN_TEXT;
    return (start && common ? SCORE_TITLE_START : field_scores[part->field]) + bonus +
           language_score(look, part);
}

/* A word of another language is taken for what is typed only when they are about as long. */
static bool is_as_long(const struct search_term *term, const struct search_word *word) {
    return term->length * 4 >= (word->length - 1) * 3 && (word->length - 1) * 4 >= term->length * 3;
}

enum stand { STANDS_NOT, STANDS, STANDS_ALONE /* a title or a synonym by itself */ };

static enum stand part_has(const struct look *look, const struct search_part *part,
                           const struct search_word *word, enum leniency leniency) {
    const struct search_index *index = look->index;
    const uint32_t *terms = index->term_of + part->term;
    uint64_t mark = mark_of(word, leniency);
    bool foreign = leniency > LENIENT_NOT && word->plain && !part_is_known(index, part, look->language);
    enum stand best = STANDS_NOT;
    if (!(index->marks[index->term_count] & mark))
        return STANDS_NOT;
    for (size_t i = 0; i < part->term_count && best != STANDS_ALONE; i++) {
        uint32_t number = terms[i] & ~TERM_ALONE;
        if (!(index->marks[number] & mark) || (foreign && !is_as_long(&index->terms[number], word)))
            continue;
        bool whole = leniency > LENIENT_NOT || index->terms[number].length == word->length - 1;
        best = terms[i] & TERM_ALONE && whole ? STANDS_ALONE : STANDS;
    }
    return best;
}

/* Where it stands best. */
static int part_score(const struct look *look, const struct search_part *part,
                      const struct search_word *word) {
    const char *text = look->index->folded + part->at, *needle = word->text + word->anywhere;
    size_t size = word->length - word->anywhere;
    int best = 0;
    if (part->field <= FIELD_KEYWORD && !word->anywhere &&
        part_has(look, part, word, LENIENT_NOT) == STANDS_NOT)
        return 0;
    for (const char *from = text, *end = text + part->length, *hit; from < end; from = hit + size) {
        hit = memmem(from, (size_t)(end - from), needle, size);
        if (hit == NULL)
            break;
        int score = hit_score(look, part, word, hit);
        best = score > best ? score : best;
    }
    return best;
}

static bool is_alone(const struct look *look, const struct search_doc *doc, const struct search_word *word) {
    const struct search_part *parts = look->index->parts + doc->part;
    bool page = doc->found.kind == FOUND_PAGE; /* what others have instead is what they are sorted by */
    for (uint32_t i = 0; page && i < doc->part_count && parts[i].field <= FIELD_KEYWORD; i++)
        if (part_has(look, &parts[i], word, LENIENT_NOT) == STANDS_ALONE)
            return true;
    return false;
}

/* Is that kind of likeness one of the part's language? */
static bool may_be_like(const struct look *look, const struct search_part *part,
                        const struct search_word *word, enum leniency leniency) {
    switch (leniency) {
    case LENIENT_TAIL:
        return part->language < 0 || search_made(look->index, part->language, SEARCH_COMPOUNDS) ||
               (part->language == look->language &&
                search_made(look->index, part->language, SEARCH_PREFIXES));
    case LENIENT_NEARLY:
        return !word->plain || word->letters >= FOREIGN_LETTERS ||
               part_is_known(look->index, part, look->language);
    case LENIENT_FAR:
        return part_is_own(part, look->language);
    default:
        return true;
    }
}

/* In titles and synonyms only: too much in texts is like something. */
static int like_score(const struct look *look, const struct search_doc *doc, const struct search_word *word,
                      enum leniency leniency) {
    const struct search_part *parts = look->index->parts + doc->part;
    int best = 0;
    if (look->leniency < leniency || !(look->index->marks[look->index->term_count] & mark_of(word, leniency)))
        return 0;
    for (uint32_t i = 0; i < doc->part_count && parts[i].field <= FIELD_KEYWORD; i++) {
        int score =
            field_scores[parts[i].field] + leniency_scores[leniency] + language_score(look, &parts[i]);
        int most = score + (leniency == LENIENT_KIN ? SCORE_ALONE : 0);
        if (most <= best || !may_be_like(look, &parts[i], word, leniency))
            continue;
        enum stand stand = part_has(look, &parts[i], word, leniency);
        score = stand == STANDS_ALONE ? most : score;
        if (stand != STANDS_NOT && score > best)
            best = score;
    }
    return best;
}

/* A page's text counts in the visitor's language; in others where theirs is missing and those are shown. When
 * errors are forgiven, texts are left out: too much in them is nearly something. */
static bool is_read(const struct look *look, const struct search_doc *doc, const struct search_part *part) {
    if (part->field != FIELD_TEXT || part_is_own(part, look->language))
        return part->field != FIELD_TEXT || look->leniency < LENIENT_NEARLY;
    const struct search_part *parts = look->index->parts + doc->part;
    for (uint32_t i = 0; i < doc->part_count; i++)
        if (parts[i].field == FIELD_TEXT && part_is_own(&parts[i], look->language))
            return false;
    return look->leniency < LENIENT_NEARLY;
}

/* How well a word is found in a document; 0: not at all. Later fields cannot be better than earlier ones. */
static int word_score(const struct look *look, const struct search_doc *doc, const struct search_word *word) {
    const struct search_part *parts = look->index->parts + doc->part;
    int best = 0;
    for (uint32_t i = 0; i < doc->part_count; i++) {
        if (best > 0 && parts[i].field != parts[i - 1].field)
            break;
        if (look->rarity != NULL && parts[i].field > FIELD_SUMMARY)
            break; /* some words of a text are found in most */
        if (!is_read(look, doc, &parts[i]))
            continue;
        int score = part_score(look, &parts[i], word);
        best = score > best ? score : best;
    }
    if (best >= SCORE_NAMED && is_alone(look, doc, word))
        return best + SCORE_ALONE;
    if (best >= SCORE_NAMED) { /* "лікаря" is in "змінити лікаря", and "лікар" stands there alone, too */
        int akin = like_score(look, doc, word, LENIENT_KIN);
        return akin > best ? akin + SCORE_WHOLE_WORD_IN_TEXT : best;
    }
    for (int leniency = LENIENT_KIN; best < SCORE_NAMED && leniency <= LENIENT_TAIL; leniency++) {
        int score = like_score(look, doc, word, (enum leniency)leniency);
        best = score > best ? score : best;
    }
    if (best == 0)
        best = like_score(look, doc, word, LENIENT_NEARLY);
    return best > 0 ? best : like_score(look, doc, word, LENIENT_FAR);
}

/* Not all words must be found: those that few documents know decide, and one must be in a title or synonym.
 */
static int some_score(const struct look *look, const struct search_doc *doc, const struct search_word *words,
                      size_t count) {
    int sum = 0, best = 0;
    for (size_t i = 0; i < count; i++) {
        int score = look->rarity[i] > 0 ? word_score(look, doc, &words[i]) : 0;
        sum += score * look->rarity[i];
        best = score > best ? score : best;
    }
    return best >= SCORE_AKIN ? sum : 0;
}

/* The word that is found worst decides, then all together. */
static int doc_score(const struct look *look, const struct search_doc *doc, const struct search_word *words,
                     size_t count) {
    if (look->rarity != NULL)
        return some_score(look, doc, words, count);
    if (count == 0)
        return 0;
    int least = 0, sum = 0;
    bool urgent = doc->found.kind == FOUND_EMERGENCY;
    for (size_t i = 0; i < count; i++) {
        urgent &= words[i].telling;
        int score = word_score(look, doc, &words[i]);
        if (score == 0)
            return 0;
        least = i == 0 || score < least ? score : least;
        sum += score;
    }
    if (urgent && least >= field_scores[FIELD_KEYWORD] + SCORE_OTHER_LANGUAGE)
        least += SCORE_URGENT;
    return least * WEIGHT_LEAST + sum / (int)count;
}

static bool is_shown(const struct found *found, const struct screen *screen, int32_t today, int64_t now_ms) {
    if (found->kind == FOUND_EMERGENCY)
        return true;
    if (found->kind == FOUND_EVENT)
        return feed_event_open(found->event, screen, now_ms);
    if (found->kind == FOUND_ENTRY && found->entry->source.expires_day != 0 &&
        today >= found->entry->source.expires_day)
        return false;
    return guide_page_shown(found->page, today);
}

/* Sorted by score; of equals, the one that came first. */
static size_t insert(struct found *out, size_t count, size_t max, const struct found *found) {
    size_t at = count;
    while (at > 0 && out[at - 1].score < found->score)
        at--;
    if (at == max)
        return count;
    size_t kept = count < max ? count : max - 1;
    memmove(out + at + 1, out + at, (kept - at) * sizeof *out);
    out[at] = *found;
    return kept + 1;
}

/* Where somebody looks, and when. */
struct asker {
    const struct screen *screen;
    int32_t today;
    int64_t now_ms;
};

static size_t look_through(const struct look *look, const struct search_query *query,
                           const struct asker *asker, struct found *out, size_t max) {
    size_t count = 0;
    for (size_t i = 0; i < look->index->doc_count; i++) {
        struct found found = look->index->docs[i].found;
        found.score = doc_score(look, &look->index->docs[i], query->words, query->count);
        if (found.score > 0 && is_shown(&found, asker->screen, asker->today, asker->now_ms))
            count = insert(out, count, max, &found);
    }
    return count;
}

/* How much each word says: more, the longer it is, and less, the more documents it is found in; 0: nowhere.
 */
static void weigh(struct look look, const struct search_query *query, int rarity[SEARCH_WORDS_MAX]) {
    enum leniency most = look.leniency;
    for (size_t w = 0; w < query->count; w++) {
        const struct search_word *word = &query->words[w];
        int documents = 0, length = word->letters < LONG_LETTERS ? word->letters : LONG_LETTERS;
        look.leniency = LENIENT_NOT;
        for (; documents == 0 && look.leniency <= most; look.leniency++)
            for (size_t i = 0; i < look.index->doc_count; i++)
                documents += word_score(&look, &look.index->docs[i], word) > 0;
        rarity[w] = documents > 0 ? RAREST * length * length / documents : 0;
    }
}

static bool is_named(const struct found *found, size_t count) {
    return count > 0 && found[0].score >= SCORE_NAMED * WEIGHT_LEAST;
}

/* So well that other forms are not looked for: "biblioteket" in a phrase is no more than "bibliotek". */
static bool is_called(const struct found *found, size_t count) {
    return count > 0 && found[0].score >= SCORE_TITLE_START * WEIGHT_LEAST;
}

/* All words of the query, as they are typed. */
static size_t look_for_all(struct look *look, struct search_query *query, const struct asker *asker,
                           struct found *out, size_t max) {
    look->leniency = LENIENT_NOT;
    search_mark(look->index, query, look->language, LENIENT_NOT);
    return look_through(look, query, asker, out, max);
}

/* As far as it takes, when `count` are found so; how far that was is in `look`. */
static size_t look_further(struct look *look, struct search_query *query, const struct asker *asker,
                           struct found *out, size_t max, size_t count) {
    for (int leniency = LENIENT_KIN; leniency < LENIENCIES && !is_called(out, count); leniency++) {
        if (leniency > LENIENT_KIN && (leniency >= LENIENT_NEARLY ? count > 0 : is_named(out, count)))
            break;
        look->leniency = (enum leniency)leniency;
        search_mark(look->index, query, look->language, look->leniency);
        if (search_is_marked(look->index, query, look->leniency))
            count = look_through(look, query, asker, out, max);
    }
    return count;
}

/* Those that say most. */
static size_t look_for_some(struct look look, struct search_query *query, const struct asker *asker,
                            struct found *out, size_t max) {
    int rarity[SEARCH_WORDS_MAX];
    size_t count = 0;
    for (int leniency = LENIENT_TAIL; leniency <= LENIENT_FAR && count == 0; leniency++) {
        look.leniency = (enum leniency)leniency;
        search_mark(look.index, query, look.language, look.leniency);
        if (leniency > LENIENT_TAIL && !search_is_marked(look.index, query, look.leniency))
            continue;
        look.rarity = NULL;
        weigh(look, query, rarity);
        look.rarity = rarity;
        count = look_through(&look, query, asker, out, max);
    }
    return count;
}

static size_t look_leniently(struct look look, struct search_query *query, const struct asker *asker,
                             struct found *out, size_t max) {
    size_t count = look_for_all(&look, query, asker, out, max);
    if (!is_called(out, count) && search_query_join(query, look.index, look.language)) {
        search_unmark(look.index, query);
        count = look_for_all(&look, query, asker, out, max);
    }
    count = look_further(&look, query, asker, out, max, count);
    bool enough = is_named(out, count) || (count > 0 && look.leniency >= LENIENT_NEARLY);
    bool cut = !enough && search_query_cut(query);
    if (cut)
        search_unmark(look.index, query);
    if (enough || (!cut && query->count < 2))
        return count;
    size_t some = look_for_some(look, query, asker, out, max);
    return some > 0 ? some : count;
}

static struct asker asker_of(const struct search_index *index, const struct screen *screen, int64_t now_ms) {
    return (struct asker){screen, zone_day(index->guide->site->zone, now_ms), now_ms};
}

size_t search(const struct search_index *index, const struct screen *screen, int language, const char *query,
              int64_t now_ms, struct found *out, size_t max) {
    struct search_query typed;
    size_t count = 0;
    if (max > 0 && search_query_take(&typed, index, language, query)) {
        struct asker asker = asker_of(index, screen, now_ms);
        struct look look = {.index = index, .language = language};
        count = look_leniently(look, &typed, &asker, out, max);
        search_unmark(index, &typed);
    }
    explicit_bzero(&typed, sizeof typed);
    return count;
}

size_t search_nearest(const struct search_index *index, const struct screen *screen, int language,
                      const char *query, int64_t now_ms, struct found out[SEARCH_NEAREST_MAX]) {
    struct search_query typed;
    size_t count = 0;
    bool taken = search_query_take(&typed, index, language, query);
    for (size_t i = 0; taken && i < index->doc_count; i++) {
        struct found found = index->docs[i].found;
        struct asker asker = asker_of(index, screen, now_ms);
        for (size_t w = 0; w < typed.count && found.kind == FOUND_PAGE; w++)
            found.score += search_alike(index, &index->docs[i], language, &typed.words[w]);
        if (found.score > 0 && is_shown(&found, asker.screen, asker.today, asker.now_ms))
            count = insert(out, count, SEARCH_NEAREST_MAX, &found);
    }
    explicit_bzero(&typed, sizeof typed);
    return count;
}
