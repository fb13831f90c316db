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
    SCORE_WHOLE_WORD = 2,
    SCORE_NEARLY = -22,
    SCORE_URGENT = 100, /* added to what is found of it in titles and names */
    FORGIVING_LETTERS = 5,
    URGENT_LETTERS = 3,
};
static const int field_scores[FIELD_COUNT] = {40, 30, 20, 10};

struct look {
    const struct search_index *index;
    int language;
    bool forgiving;
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
    word.urgent = letters >= URGENT_LETTERS || word.anywhere;
    word.forgiving = letters >= FORGIVING_LETTERS && !word.anywhere;
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

/* In the visitor's language, or in none. */
static bool is_own(const struct search_part *part, int language) {
    return part->language == language || part->language == PART_ANY_LANGUAGE;
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
    return (start ? SCORE_TITLE_START : field_scores[part->field]) + (whole ? SCORE_WHOLE_WORD : 0) +
           (is_own(part, look->language) ? 0 : SCORE_OTHER_LANGUAGE);
}

/* A glance at the first two bytes, which settles it for most words. */
static bool may_be_near(const char *query, const char *word, size_t word_size) {
    return word_size < 2 || query[0] == word[0] || query[1] == word[1] || query[0] == word[1] ||
           query[1] == word[0];
}

static bool part_has_nearly(const struct look *look, const struct search_part *part,
                            const struct search_word *word) {
    const char *text = look->index->folded + part->at, *end = text + part->length;
    while (text < end) {
        const char *next = memchr(text + 1, ' ', (size_t)(end - text - 1));
        next = next != NULL ? next : end;
        size_t size = (size_t)(next - text - 1);
        if (may_be_near(word->text + 1, text + 1, size) &&
            search_nearly(word->text + 1, word->length - 1, text + 1, size))
            return true;
        text = next;
    }
    return false;
}

/* A page's text counts in the visitor's language; in others where theirs is missing and those are shown. When
 * errors are forgiven, texts are left out: too much in them is nearly something. */
static bool is_read(const struct look *look, const struct search_doc *doc, const struct search_part *part) {
    if (part->field != FIELD_TEXT || is_own(part, look->language))
        return part->field != FIELD_TEXT || !look->forgiving;
    const struct search_part *parts = look->index->parts + doc->part;
    for (uint32_t i = 0; i < doc->part_count; i++)
        if (parts[i].field == FIELD_TEXT && is_own(&parts[i], look->language))
            return false;
    return !look->forgiving;
}

/* How well a word is found in a document; 0: not at all. Later fields cannot be better than earlier ones. */
static int word_score(const struct look *look, const struct search_doc *doc, const struct search_word *word) {
    const struct search_part *parts = look->index->parts + doc->part;
    int best = 0;
    for (uint32_t i = 0; i < doc->part_count; i++) {
        if (best > 0 && parts[i].field != parts[i - 1].field)
            break;
        if (!is_read(look, doc, &parts[i]))
            continue;
        int score = part_score(look, &parts[i], word);
        best = score > best ? score : best;
    }
    if (best > 0 || !look->forgiving || !word->forgiving)
        return best;
    for (uint32_t i = 0; i < doc->part_count && parts[i].field <= FIELD_KEYWORD; i++)
        if (part_has_nearly(look, &parts[i], word)) {
            int score = field_scores[parts[i].field] + SCORE_NEARLY +
                        (is_own(&parts[i], look->language) ? 0 : SCORE_OTHER_LANGUAGE);
            best = score > best ? score : best;
        }
    return best;
}

/* The word that is found worst decides, then all together. */
static int doc_score(const struct look *look, const struct search_doc *doc, const struct search_word *words,
                     size_t count) {
    int least = 0, sum = 0;
    bool urgent = doc->found.kind == FOUND_EMERGENCY;
    for (size_t i = 0; i < count; i++) {
        urgent &= words[i].urgent;
        int score = word_score(look, doc, &words[i]);
        if (score == 0)
            return 0;
        least = i == 0 || score < least ? score : least;
        sum += score;
    }
    if (urgent && least >= field_scores[FIELD_KEYWORD] + SCORE_OTHER_LANGUAGE)
        least += SCORE_URGENT;
    return least * 100 + sum / (int)count;
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

static bool any_forgiving(const struct search_word *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (words[i].forgiving)
            return true;
    return false;
}

size_t search(const struct search_index *index, const struct screen *screen, int language, const char *query,
              int64_t now_ms, struct found *out, size_t max) {
    char folded[SEARCH_FOLDED_MAX + 1];
    struct search_word words[SEARCH_WORDS_MAX];
    size_t count = 0, length = search_fold(query, folded + 1, SEARCH_FOLDED_MAX);
    if (index != NULL && length > 0 && max > 0) {
        folded[0] = ' ';
        size_t word_count = split(folded, words);
        struct asker asker = {screen, zone_day(index->guide->site->zone, now_ms), now_ms};
        struct look look = {index, language, false};
        count = look_through(&look, words, word_count, &asker, out, max);
        look.forgiving = any_forgiving(words, word_count);
        if (count == 0 && look.forgiving)
            count = look_through(&look, words, word_count, &asker, out, max);
    }
    explicit_bzero(folded, sizeof folded);
    return count;
}
