#include <string.h>
#include <unicode/utf8.h>

#include "guide/search/search_parts.h"

/* How alike two words are: shares of their pairs of letters (Dice's coefficient), which a wrong beginning, a
 * missing syllable and a foreign spelling leave standing. */
enum { PAIRS_MAX = 48, ALIKE_MOST = 1000, ALIKE_LEAST = 200 };

struct pairs {
    uint64_t pair[PAIRS_MAX]; /* two characters; the first and the last stand beside a space, too */
    int count;
};

static void take_pairs(const char *word, size_t size, struct pairs *pairs) {
    UChar32 last = ' ', c;
    pairs->count = 0;
    for (size_t at = 0; at < size && pairs->count < PAIRS_MAX - 1; last = c) {
        U8_NEXT_UNSAFE(word, at, c);
        pairs->pair[pairs->count++] = (uint64_t)last << 32 | (uint64_t)c;
    }
    pairs->pair[pairs->count++] = (uint64_t)last << 32 | ' ';
}

static int alike(const struct pairs *one, const struct pairs *two) {
    int common = 0;
    uint64_t used = 0;
    for (int i = 0; i < one->count; i++)
        for (int k = 0; k < two->count; k++)
            if (one->pair[i] == two->pair[k] && !(used & UINT64_C(1) << k)) {
                used |= UINT64_C(1) << k;
                common++;
                break;
            }
    return 2 * ALIKE_MOST * common / (one->count + two->count);
}

static int part_alike(const char *text, size_t size, const struct pairs *query) {
    int best = 0;
    for (const char *end = text + size; text < end;) {
        const char *next = memchr(text + 1, ' ', (size_t)(end - text - 1));
        next = next ? next : end;
        struct pairs word;
        if (next == text + 1) {
            text = next;
            continue;
        }
        take_pairs(text + 1, (size_t)(next - text - 1), &word);
        int found = alike(query, &word);
        best = found > best ? found : best;
        text = next;
    }
    return best;
}

int search_alike(const struct search_index *index, const struct search_doc *doc, int language,
                 const struct search_word *word) {
    const struct search_part *parts = index->parts + doc->part;
    struct pairs query;
    int best = 0;
    take_pairs(word->text + 1, word->length - 1, &query);
    for (uint32_t i = 0; i < doc->part_count && parts[i].field <= FIELD_KEYWORD; i++) {
        int found = part_alike(index->folded + parts[i].at, parts[i].length, &query);
        found = part_is_own(&parts[i], language) ? found : found * 3 / 4;
        best = found > best ? found : best;
    }
    return best >= ALIKE_LEAST ? best : 0;
}
