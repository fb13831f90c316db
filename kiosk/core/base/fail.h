/* What went wrong, for a person: where it stands and what to do about it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { REPORT_MAX = 2000, REPORT_LANGUAGE_BYTES = 24, REPORT_LANGUAGES_MAX = 24 };
enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* Texts are valid UTF-8 whatever they were made of. `file` is a name inside the site ("playlists/site.json")
 * or a path; empty when there is none. `line` and `column` count from 1, in characters; 0 when unknown. */
struct fail {
    enum severity severity;
    int line;
    int column;
    char file[160];
    char text[400];
    char untranslated[REPORT_LANGUAGE_BYTES]; /* a text is missing in this language; "": it says something
                                                 else */
};

/* Fills `fail` (which may be NULL) as an error without a place. Always returns false: `return fail_set(…)`.
 */
bool fail_set(struct fail *fail, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same, with a place. */
bool fail_at(struct fail *fail, const char *file, int line, int column, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* "FILE:LINE:COL: ", "FILE: " or "", as much as is known; returns `buffer`. */
const char *fail_place(const struct fail *fail, char *buffer, size_t size);

/* "FILE:LINE:COL: error: text" or as much of it as is known; returns `buffer`. */
const char *fail_format(const struct fail *fail, char *buffer, size_t size);

/* A list of findings about a site, in the order they were found. Zero-initialise; finish frees. At most
 * REPORT_MAX are kept, the rest only counted. */
struct report_language {
    char tag[REPORT_LANGUAGE_BYTES];
    size_t texts, missing; /* how many it should have, and how many of them it has not */
};
struct report {
    struct fail *items;
    size_t count;
    size_t errors; /* all that were added, also beyond REPORT_MAX */
    size_t warnings;
    struct report_language languages[REPORT_LANGUAGES_MAX]; /* in the order they were met */
    size_t language_count;
};
void report_add(struct report *report, enum severity severity, const char *file, int line, int column,
                const char *format, ...) PRINTF_LIKE(6, 7);
/* A text that should be there in `language`: counts it, and those of `texts` that are `missing`. */
void report_translation(struct report *report, const char *language, size_t texts, size_t missing);
/* A warning about what report_translation counted as missing. */
void report_untranslated(struct report *report, const char *language, const char *file, int line, int column,
                         const char *format, ...) PRINTF_LIKE(6, 7);
void report_sort(struct report *report); /* by file, line, column */
void report_finish(struct report *report);
