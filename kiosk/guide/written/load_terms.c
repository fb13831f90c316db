/* Words that stand in texts of other languages and are spoken in their own. */
#include "core/site/site_findings.h"
#include "guide/written/load_parts.h"

void load_terms(const struct json_place *root, struct guide_loading *loading) {
    struct guide *guide = loading->guide;
    struct json_place terms = place_member(root, "terms"), member;
    size_t count = 0;
    if (!terms.value || !place_map(&terms, GUIDE_TERM_LANGUAGES_MAX, &count))
        return;
    for (size_t n = 0; n < count && place_next_member(&terms, n, &member); n++) {
        struct guide_terms *out = &guide->terms[guide->term_count];
        int number = guide_language_find(guide, member.key);
        if (number < 0) {
            place_key_error(&member, FOUND_UNKNOWN_LANGUAGE, member.key);
            continue;
        }
        *out = (struct guide_terms){.language = guide->languages[number].tag};
        out->count = read_texts(&terms, member.key, GUIDE_TERMS_MAX, &out->items);
        guide->term_count += out->count > 0;
    }
}
