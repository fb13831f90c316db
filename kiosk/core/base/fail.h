/* What went wrong, for a person: where it stands and what to do about it. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { REPORT_MAX = 2000, REPORT_LANGUAGE_BYTES = 24, REPORT_LANGUAGES_MAX = 24, FAIL_CODE_BYTES = 32 };
enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* What can be found, as it is said: a row of a room's …findings.h, where it is a macro FOUND_NAME of these
 * three, separated by commas, and stands for them wherever `code, english, danish` is asked for. Both texts
 * are formats of the same values in the same order. docs/findings.md lists all of them. */
struct said {
    const char *code; /* "too-long": what programs go by; never changes */
    const char *english, *danish;
};
/* `at`: which argument `code` is; `first`: of the values, 0 for a va_list. */
#define SAID_LIKE(at, first) PRINTF_LIKE((at) + 1, first) PRINTF_LIKE((at) + 2, first)

/* Texts are valid UTF-8 whatever they were made of. `file` is a name inside the site ("playlists/site.json")
 * or a path; empty when there is none. `line` and `column` count from 1, in characters; 0 when unknown. */
struct fail {
    enum severity severity;
    int line;
    int column;
    char file[160];
    char code[FAIL_CODE_BYTES]; /* of `struct said`; "": trouble of this machine, told in English alone */
    char text[400];
    char danish[400];                         /* "": see `code` */
    char untranslated[REPORT_LANGUAGE_BYTES]; /* a text is missing in this language; "": it says something
                                                 else */
};

/* Fills `fail` (which may be NULL) as an error without a place. Always returns false: `return fail_set(…)`.
 */
bool fail_set(struct fail *fail, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same, with a place. */
bool fail_at(struct fail *fail, const char *file, int line, int column, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* Where a finding stands, and how bad it is. */
struct finding_place {
    enum severity severity;
    const char *file;
    int line, column;
};
/* The same, in both languages; `at` NULL: an error without a place. */
bool fail_said(struct fail *fail, const struct finding_place *at, const char *code, const char *english,
               const char *danish, ...) SAID_LIKE(3, 6);
/* Puts more around what is said; `fail` may be NULL: what is the same in every language, what is not, or
 * "; did you mean …?" with a name (which may be NULL). */
void fail_wrap(struct fail *fail, const char *before, const char *behind);
void fail_more(struct fail *fail, const char *english, const char *danish);
void fail_suggest(struct fail *fail, const char *nearest);
/* In Danish, or in English where there is no Danish. */
const char *fail_danish(const struct fail *fail);

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
/* Adds what is said in both languages. The finding, to be told more about until the next is added; NULL: it
 * is only counted. */
struct fail *report_said(struct report *report, const struct finding_place *at, const char *code,
                         const char *english, const char *danish, ...) SAID_LIKE(3, 6);
struct fail *report_vsaid(struct report *report, const struct finding_place *at, const char *code,
                          const char *english, const char *danish, va_list values) SAID_LIKE(3, 0);
/* Adds what has no values. */
void report_plain(struct report *report, const struct finding_place *at, const struct said *said);
/* Adds what was found elsewhere: one, and all with what was only counted. */
void report_take(struct report *report, const struct fail *finding);
void report_append(struct report *report, const struct report *more);
/* Is there every finding that was added, up to REPORT_MAX? False: there was no memory for one. */
bool report_whole(const struct report *report);
/* A text that should be there in `language`: counts it, and those of `texts` that are `missing`. */
void report_translation(struct report *report, const char *language, size_t texts, size_t missing);
/* The finding (or NULL) is about what report_translation counted as missing. */
void fail_untranslated(struct fail *finding, const char *language);
void report_sort(struct report *report); /* by file, line, column */
void report_finish(struct report *report);
