/* Finds pages, directory entries and events by what somebody types, as they type: without regard to case and
 * accents, from the start of words, in titles, synonyms and texts. An index holds everything folded, and each
 * word of titles and synonyms once, so that a key costs about a millisecond. */
#pragma once

#include "core/feed/feed.h"
#include "guide/visit/state.h"

enum {
    SEARCH_RESULTS_MAX = 60,
    SEARCH_FOLDED_MAX = 400, /* bytes of a folded query */
    SEARCH_WORDS_MAX = 12,   /* of a query; further ones are not looked at */
    SEARCH_NEAREST_MAX = 3,
};

enum found_kind { FOUND_PAGE, FOUND_ENTRY, FOUND_EVENT, FOUND_EMERGENCY /* whom to call in need */ };
struct found {
    enum found_kind kind;
    const struct guide_page *page;   /* FOUND_PAGE, FOUND_ENTRY: its directory's page */
    const struct guide_entry *entry; /* FOUND_ENTRY */
    const struct event *event;       /* FOUND_EVENT */
    int score;                       /* higher is better */
};

/* Letters and digits only, lower case, accents and Arabic vowel marks removed, apostrophes too; "æ" and "ae"
 * → "a", "ø" and "oe" → "o", "å" and "aa" → "a", "ue" → "u", "ß" → "ss", dotless "ı" → "i", Arabic letter
 * forms unified, every script's digits → 0–9; one space between words. So what is typed on a keyboard without
 * these letters matches too, and the fold of a word's start is the start of its fold. Writes at most `size`
 * bytes with the final NUL, whole characters only; returns how many without it. (Unicode NFKD and simple case
 * folding.) */
size_t search_fold(const char *text, char *out, size_t size);

/* Everything that can be found, folded: of the guide its pages, directory entries and the words of its
 * emergency page in all languages, of `feeds` (may be NULL) the events of the feeds its pages show. Points
 * into both: make a new one when either is replaced. NULL: out of memory. Caller owns it. */
struct search_index *search_index_create(const struct guide *guide, const struct feeds *feeds) MUST_CHECK;
void search_index_destroy(struct search_index *index); /* NULL is fine */

/* Best first: what begins with the query, then by where its words stand: title, synonyms, summary, text;
 * whole words before the start of one, a page whose title or synonym is the word alone before those that have
 * it in a phrase; the visitor's language before the site's, and those before others (texts: only where theirs
 * is missing). In Latin letters, a word of another language counts only when nearly all of it is typed. Every
 * word of the query must be found, at the start of a word, in scripts written without spaces anywhere. Whom
 * to call in need stands above all else when its numbers and names, in any language, begin with three letters
 * or more of the query. Two words that titles or synonyms write as one ("tooth ache") are looked for as one.
 * What is no title, nor the start of one, nor a synonym alone is looked for there in its other forms, too:
 * inflected ("школу"),
 * compound ("lægetider"), part of one ("bolig": "studenterbolig"), with another beginning
 * ("проголосувати"). Nothing found: each word of five letters or more may have one typing error, of eight
 * two; then words that stand nowhere are left aside ("how do I find a doctor"), scripts without spaces are
 * cut into pairs of signs, and rare words count more. An empty query finds nothing. Not found: pages and
 * entries past their date, events that are over at `now_ms` (UTC) or not for `screen`. `index` may be NULL:
 * nothing is found. Allocates nothing. Returns how many, at most `max`. */
size_t search(const struct search_index *index, const struct screen *screen, int language, const char *query,
              int64_t now_ms, struct found *out, size_t max);

/* For a query that `search` finds nothing for: what looks most like it, best first; at most
 * SEARCH_NEAREST_MAX pages. */
size_t search_nearest(const struct search_index *index, const struct screen *screen, int language,
                      const char *query, int64_t now_ms, struct found out[SEARCH_NEAREST_MAX]);
