#include "core/text/localized.h"

#include <string.h>

const struct localized_entry *localized_find(const struct localized *text, const char *language) {
    for (size_t i = 0; i < text->count; i++)
        if (strcmp(text->entries[i].language, language) == 0)
            return &text->entries[i];
    return NULL;
}

const struct localized_entry *localized_pick(const struct localized *text, const char *language,
                                             const char *const *order, size_t n) {
    const struct localized_entry *entry = language ? localized_find(text, language) : NULL;
    for (size_t i = 0; !entry && i < n; i++)
        entry = localized_find(text, order[i]);
    if (!entry && text->count > 0)
        entry = &text->entries[0];
    return entry;
}
