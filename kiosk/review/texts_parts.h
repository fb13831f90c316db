/* How the texts of a book are gathered. For this room alone. */
#pragma once

#include "core/base/json_values.h"
#include "review/texts.h"

struct gathering {
    struct review_book *book;
    const struct site_files *files;
    const struct guide *guide;
    struct fail *fail;
    size_t room;
};

/* The bytes of a file of the site in the book's arena, with a NUL behind them; NULL: said why, or, when it is
 * `optional`, absent. */
const char *gather_file(struct gathering *g, const char *name, bool optional, size_t *size) MUST_CHECK;
/* printf into the book's arena; NULL: no memory. */
const char *gather_say(struct gathering *g, const char *format, ...) PRINTF_LIKE(2, 3);
/* Adds a text, its hashes and its id. False: no memory, or too many. */
bool gather_text(struct gathering *g, const struct review_text *text) MUST_CHECK;

/* Texts that stand in both languages beside each other, anywhere in a file of JSON. */
bool gather_json(struct gathering *g, const char *file) MUST_CHECK;
/* The words of the interface. */
bool gather_words(struct gathering *g) MUST_CHECK;
/* The bytes that make a line a heading or an item of a list ("## ", "- [ ] ", "12. "); 0: it is neither. */
size_t gather_mark(const char *line);
/* The text of a page, piece by piece: a heading, a paragraph, an item of a list. */
bool gather_page(struct gathering *g, const char *id) MUST_CHECK;
