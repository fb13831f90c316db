#include "guide/search/search.h"

#include <string.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "core/feed/feed_select.h"
#include "core/time/zone.h"
#include "guide/search/search_parts.h"

enum {
    SCORE_TITLE_START = 50,
    SCORE_OTHER_LANGUAGE = -5,
    SCORE_WHOLE_WORD = 11, /* in a synonym it beats the start of a title's other word */
    SCORE_WHOLE_WORD_IN_TEXT = 2,
    SCORE_KIN = -9,
    SCORE_NEARLY = -22,
    SCORE_URGENT = 100, /* added to what is found of it in titles and names */
    SCORE_NAMED = 25,   /* the least in a title or a synonym as it is typed, */
    SCORE_AKIN = 16,    /* and in another form */
    KIN_LETTERS = 4,
    FORGIVING_LETTERS = 5,
    URGENT_LETTERS = 3,
    WEIGHT_LEAST = 100, /* of the word found worst, beside the mean of all */
    RAREST = 100,       /* times its letters squared: weight of a word that one document knows */
    LONG_LETTERS = 12,
};
static const int field_scores[FIELD_COUNT] = {40, 30, 20, 10};

/* Each takes what those before it take, too. */
enum leniency { LENIENT_NOT, LENIENT_KIN, LENIENT_NEARLY };

struct look {
    const struct search_index *index;
    int language;
    enum leniency leniency;
    const int *rarity; /* of each word; NULL: all must be found */
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
    struct search_word word = {.text = text, .length = length};
    int letters = 0;
    for (size_t at = 1; at < length; letters++) {
        UChar32 c;
        U8_NEXT_UNSAFE(text, at, c);
        word.anywhere |= is_without_spaces(c);
    }
    word.letters = letters;
    word.telling = letters >= URGENT_LETTERS || word.anywhere;
    word.forgiving = letters >= FORGIVING_LETTERS && !word.anywhere;
    word.kin = letters >= KIN_LETTERS && !word.anywhere;
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

static bool is_stop_word(const char *stop_words, const struct search_word *word) {
    for (const char *at = stop_words; at != NULL && (at = strchr(at, ' ')) != NULL && at[1] != 0; at++)
        if (strncmp(at, word->text, word->length) == 0 && at[word->length] == ' ')
            return true;
    return false;
}

/* "How do I find a doctor": only the last two say anything. What says nothing alone is looked for. */
static size_t leave_out(const struct search_index *index, int language, struct search_word *words,
                        size_t count) {
    size_t kept = 0;
    struct search_word telling[SEARCH_WORDS_MAX];
    for (size_t i = 0; i < count; i++) {
        bool says = words[i].telling;
        for (size_t l = 0; l < index->guide->language_count && says; l++)
            if ((int)l == language || index->guide->languages[l].site)
                says = !is_stop_word(index->stop_words[l], &words[i]);
        if (says)
            telling[kept++] = words[i];
    }
    if (kept == 0)
        return count;
    memcpy(words, telling, kept * sizeof *words);
    return kept;
}

static int part_score(const struct look *look, const struct search_part *part,
                      const struct search_word *word) {
    const char *text = look->index->folded + part->at, *needle = word->text + word->anywhere;
    size_t size = word->length - word->anywhere;
    const char *hit = part->length > 0 ? memmem(text, part->length, needle, size) : NULL;
    if (hit == NULL)
        return 0;
    size_t before = (size_t)(hit - text), end = before + size;
    bool start = part->field == FIELD_TITLE && before == (word->anywhere ? 1 : 0);
    bool whole = end == part->length || text[end] == ' ';
    int bonus = !whole ? 0 : part->field <= FIELD_KEYWORD ? SCORE_WHOLE_WORD : SCORE_WHOLE_WORD_IN_TEXT;
    return (start ? SCORE_TITLE_START : field_scores[part->field]) + bonus +
           (part_is_own(part, look->language) ? 0 : SCORE_OTHER_LANGUAGE);
}

/* A glance at the first two bytes, which settles it for most words. */
static bool may_be_near(const char *query, const char *word, size_t word_size) {
    return word_size < 2 || query[0] == word[0] || query[1] == word[1] || query[0] == word[1] ||
           query[1] == word[0];
}

typedef bool likeness(const char *query, size_t query_size, const char *word, size_t word_size);

static bool part_has(const struct look *look, const struct search_part *part, const struct search_word *word,
                     likeness *is_like) {
    const char *text = look->index->folded + part->at, *end = text + part->length;
    while (text < end) {
        const char *next = memchr(text + 1, ' ', (size_t)(end - text - 1));
        next = next != NULL ? next : end;
        if (is_like(word->text + 1, word->length - 1, text + 1, (size_t)(next - text - 1)))
            return true;
        text = next;
    }
    return false;
}

static bool is_nearly(const char *query, size_t query_size, const char *word, size_t word_size) {
    return may_be_near(query, word, word_size) && search_nearly(query, query_size, word, word_size);
}

/* In titles and synonyms only: too much in texts is nearly something. */
static int like_score(const struct look *look, const struct search_doc *doc, const struct search_word *word,
                      likeness *is_like, int less) {
    const struct search_part *parts = look->index->parts + doc->part;
    int best = 0;
    for (uint32_t i = 0; i < doc->part_count && parts[i].field <= FIELD_KEYWORD; i++) {
        int score = field_scores[parts[i].field] + less +
                    (part_is_own(&parts[i], look->language) ? 0 : SCORE_OTHER_LANGUAGE);
        if (score > best && part_has(look, &parts[i], word, is_like))
            best = score;
    }
    return best;
}

/* A page's text counts in the visitor's language; in others where theirs is missing and those are shown. When
 * errors are forgiven, texts are left out: too much in them is nearly something. */
static bool is_read(const struct look *look, const struct search_doc *doc, const struct search_part *part) {
    if (part->field != FIELD_TEXT || part_is_own(part, look->language))
        return part->field != FIELD_TEXT || look->leniency != LENIENT_NEARLY;
    const struct search_part *parts = look->index->parts + doc->part;
    for (uint32_t i = 0; i < doc->part_count; i++)
        if (parts[i].field == FIELD_TEXT && part_is_own(&parts[i], look->language))
            return false;
    return look->leniency != LENIENT_NEARLY;
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
    if (best < SCORE_NAMED && look->leniency >= LENIENT_KIN && word->kin) {
        int score = like_score(look, doc, word, search_kin, SCORE_KIN);
        best = score > best ? score : best;
    }
    if (best == 0 && look->leniency == LENIENT_NEARLY && word->forgiving)
        best = like_score(look, doc, word, is_nearly, SCORE_NEARLY);
    return best;
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

static size_t look_through(const struct look *look, const struct search_word *words, size_t word_count,
                           const struct asker *asker, struct found *out, size_t max) {
    size_t count = 0;
    for (size_t i = 0; i < look->index->doc_count; i++) {
        struct found found = look->index->docs[i].found;
        found.score = doc_score(look, &look->index->docs[i], words, word_count);
        if (found.score > 0 && is_shown(&found, asker->screen, asker->today, asker->now_ms))
            count = insert(out, count, max, &found);
    }
    return count;
}

/* How much each word says: more, the longer it is, and less, the more documents it is found in; 0: nowhere.
 */
static void weigh(struct look look, const struct search_word *words, size_t count,
                  int rarity[SEARCH_WORDS_MAX]) {
    for (size_t w = 0; w < count; w++) {
        int documents = 0, length = words[w].letters < LONG_LETTERS ? words[w].letters : LONG_LETTERS;
        look.leniency = LENIENT_NOT;
        for (; documents == 0 && look.leniency <= LENIENT_KIN; look.leniency++)
            for (size_t i = 0; i < look.index->doc_count; i++)
                documents += word_score(&look, &look.index->docs[i], &words[w]) > 0;
        rarity[w] = documents > 0 ? RAREST * length * length / documents : 0;
    }
}

static size_t look_leniently(struct look look, const struct search_word *words, size_t word_count,
                             const struct asker *asker, struct found *out, size_t max) {
    size_t count = 0;
    bool named = false;
    for (int leniency = LENIENT_NOT; leniency <= LENIENT_NEARLY && !named; leniency++) {
        if (leniency == LENIENT_NEARLY && count > 0)
            break;
        look.leniency = (enum leniency)leniency;
        count = look_through(&look, words, word_count, asker, out, max);
        named = count > 0 && out[0].score >= SCORE_NAMED * WEIGHT_LEAST;
    }
    if (named || word_count < 2)
        return count;
    int rarity[SEARCH_WORDS_MAX];
    look.leniency = LENIENT_KIN;
    weigh(look, words, word_count, rarity);
    look.rarity = rarity;
    size_t some = look_through(&look, words, word_count, asker, out, max);
    look.rarity = NULL;
    return some > 0 ? some : look_through(&look, words, word_count, asker, out, max);
}

/* The query's words: `folded` holds them, and is wiped by the caller. */
static size_t take_words(const struct search_index *index, int language, const char *query,
                         char folded[SEARCH_FOLDED_MAX + 1], struct search_word words[SEARCH_WORDS_MAX]) {
    folded[0] = ' ';
    size_t length = index != NULL ? search_fold(query, folded + 1, SEARCH_FOLDED_MAX) : 0;
    return length > 0 ? leave_out(index, language, words, split(folded, words)) : 0;
}

static struct asker asker_of(const struct search_index *index, const struct screen *screen, int64_t now_ms) {
    return (struct asker){screen, zone_day(index->guide->site->zone, now_ms), now_ms};
}

size_t search(const struct search_index *index, const struct screen *screen, int language, const char *query,
              int64_t now_ms, struct found *out, size_t max) {
    char folded[SEARCH_FOLDED_MAX + 1];
    struct search_word words[SEARCH_WORDS_MAX];
    size_t count = 0, word_count = max > 0 ? take_words(index, language, query, folded, words) : 0;
    if (word_count > 0) {
        struct asker asker = asker_of(index, screen, now_ms);
        struct look look = {.index = index, .language = language};
        count = look_leniently(look, words, word_count, &asker, out, max);
    }
    explicit_bzero(folded, sizeof folded);
    return count;
}

size_t search_nearest(const struct search_index *index, const struct screen *screen, int language,
                      const char *query, int64_t now_ms, struct found out[SEARCH_NEAREST_MAX]) {
    char folded[SEARCH_FOLDED_MAX + 1];
    struct search_word words[SEARCH_WORDS_MAX];
    size_t count = 0, word_count = take_words(index, language, query, folded, words);
    for (size_t i = 0; word_count > 0 && i < index->doc_count; i++) {
        struct found found = index->docs[i].found;
        struct asker asker = asker_of(index, screen, now_ms);
        for (size_t w = 0; w < word_count && found.kind == FOUND_PAGE; w++)
            found.score += search_alike(index, &index->docs[i], language, &words[w]);
        if (found.score > 0 && is_shown(&found, asker.screen, asker.today, asker.now_ms))
            count = insert(out, count, SEARCH_NEAREST_MAX, &found);
    }
    explicit_bzero(folded, sizeof folded);
    return count;
}
