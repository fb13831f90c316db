/* One text in several languages, as authors write it: {"en": "Welcome", "da": "Velkommen"}. */
#pragma once

#include <stddef.h>

struct localized_entry {
    const char *language; /* BCP 47, as written: "en", "da", "zh-Hans" */
    const char *text;     /* UTF-8, NFC, never empty */
    int line, column;     /* where it stands in its file */
};

/* Entries in the order they were written; count 0 means the text is absent. */
struct localized {
    size_t count;
    const struct localized_entry *entries;
};

/* The entry in exactly `language`, or NULL. */
const struct localized_entry *localized_find(const struct localized *text, const char *language);

/* The entry in `language`, else in the first of `order` (count `n`) that exists, else the first entry; NULL
 * only when the text is absent. */
const struct localized_entry *localized_pick(const struct localized *text, const char *language,
                                             const char *const *order, size_t n);
