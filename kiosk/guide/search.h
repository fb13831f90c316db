/* Finds pages, directory entries and events by what somebody types, as they type: without regard to case and
 * accents, from the start of words, in titles, synonyms and texts. */
#pragma once

#include "core/feed.h"
#include "guide/state.h"

enum { SEARCH_RESULTS_MAX = 60, SEARCH_FOLDED_MAX = 400 };

enum found_kind { FOUND_PAGE, FOUND_ENTRY, FOUND_EVENT };
struct found {
    enum found_kind kind;
    const struct guide_page *page;   /* FOUND_PAGE, FOUND_ENTRY: its directory's page */
    const struct guide_entry *entry; /* FOUND_ENTRY */
    const struct event *event;       /* FOUND_EVENT */
    int score;                       /* higher is better */
};

/* Letters and digits only, lower case, accents and Arabic vowel marks removed, "æ" → "ae", "ø" → "o", "å" →
 * "a", "ß" → "ss", Arabic letter forms unified; one space between words. Also what is typed on a keyboard
 * without these letters matches then. Writes at most `size` bytes. (Unicode NFKD, UTS #10 search folding.) */
void search_fold(const char *text, char *out, size_t size);
/* Best first. Every word of the query must be found; an empty query finds nothing. `today` is the local day;
 * `screen` says which events are meant for it. Returns how many. */
size_t search(const struct guide *guide, const struct screen *screen, const struct feeds *feeds, int language,
              const char *query, int64_t now_ms, struct found *out, size_t max);
