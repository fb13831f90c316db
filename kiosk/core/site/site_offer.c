#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/text/plain_text.h"

static const char *const offers[] = {"essentials"};

static bool offer_chosen(const struct json_place *above, const char *key) {
    return read_choice(above, key, offers, LENGTH(offers), -1) >= 0;
}

void read_offer(const struct json_place *root, struct site *site) {
    struct json_place place = place_member(root, "offer"), member;
    size_t count = 0;
    if (!value_is(place.value, VALUE_OBJECT)) {
        site->visitors.offer.every = offer_chosen(root, "offer");
        return;
    }
    struct offered_language *languages = place_map(&place, SITE_OFFER_MAX, &count)
                                             ? arena_alloc(site->arena, count * sizeof *languages)
                                             : NULL;
    site->visitors.offer.languages = languages;
    for (size_t n = 0; languages && place_next_member(&place, n, &member); n++) {
        const char *tag = arena_copy(site->arena, member.key, strlen(member.key));
        struct offered_language *next = &languages[site->visitors.offer.count];
        if (!language_valid(member.key))
            place_key_error(&member, FOUND_NO_LANGUAGE_TAG, member.key);
        else if (offer_chosen(&place, member.key) && tag) {
            next->tag = tag;
            place_position(&member, &next->line, &next->column);
            site->visitors.offer.count++;
        }
    }
}

bool site_offers(const struct site *site, const char *tag) {
    for (size_t i = 0; i < site->visitors.offer.count; i++)
        if (strcmp(site->visitors.offer.languages[i].tag, tag) == 0)
            return true;
    return site->visitors.offer.every;
}
