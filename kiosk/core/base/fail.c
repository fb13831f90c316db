#include "core/base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

static void fill(struct fail *fail, enum severity severity, const char *file, int line, int column,
                 const char *format, va_list arguments) PRINTF_LIKE(6, 0);

static void fill(struct fail *fail, enum severity severity, const char *file, int line, int column,
                 const char *format, va_list arguments) {
    struct fail made = {.severity = severity, .line = line, .column = column};
    snprintf(made.file, sizeof(made.file), "%s", file ? file : "");
    vsnprintf(made.text, sizeof(made.text), format, arguments);
    utf8_clean(made.file); /* what was cut may have been cut inside a character */
    utf8_clean(made.text);
    *fail = made; /* at the end: an argument may point into *fail */
}

static void fill_both(struct fail *fail, const struct finding_place *at, const char *code,
                      const char *english, const char *danish, va_list values) SAID_LIKE(3, 0);

static void fill_both(struct fail *fail, const struct finding_place *at, const char *code,
                      const char *english, const char *danish, va_list values) {
    char said[sizeof(fail->danish)];
    va_list again;
    va_copy(again, values);
    vsnprintf(said, sizeof(said), danish, again);
    va_end(again);
    fill(fail, at->severity, at->file, at->line, at->column, english, values);
    snprintf(fail->code, sizeof(fail->code), "%s", code);
    snprintf(fail->danish, sizeof(fail->danish), "%s", said);
    utf8_clean(fail->danish);
}

bool fail_set(struct fail *fail, const char *format, ...) {
    if (!fail)
        return false;
    va_list arguments;
    va_start(arguments, format);
    fill(fail, SEVERITY_ERROR, NULL, 0, 0, format, arguments);
    va_end(arguments);
    return false;
}

bool fail_at(struct fail *fail, const char *file, int line, int column, const char *format, ...) {
    if (!fail)
        return false;
    va_list arguments;
    va_start(arguments, format);
    fill(fail, SEVERITY_ERROR, file, line, column, format, arguments);
    va_end(arguments);
    return false;
}

bool fail_said(struct fail *fail, const struct finding_place *at, const char *code, const char *english,
               const char *danish, ...) {
    static const struct finding_place NOWHERE = {.severity = SEVERITY_ERROR};
    if (!fail)
        return false;
    va_list values;
    va_start(values, danish);
    fill_both(fail, at ? at : &NOWHERE, code, english, danish, values);
    va_end(values);
    return false;
}

static void append(char *text, size_t size, const char *more) {
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s", more);
    utf8_clean(text);
}

static void wrap(char *text, size_t size, const char *before, const char *behind) {
    char whole[sizeof(((struct fail *)0)->text)];
    snprintf(whole, sizeof(whole), "%s%s%s", before, text, behind);
    snprintf(text, size, "%s", whole);
    utf8_clean(text);
}

void fail_wrap(struct fail *fail, const char *before, const char *behind) {
    if (!fail)
        return;
    wrap(fail->text, sizeof(fail->text), before, behind);
    if (fail->danish[0])
        wrap(fail->danish, sizeof(fail->danish), before, behind);
}

void fail_more(struct fail *fail, const char *english, const char *danish) {
    if (!fail)
        return;
    append(fail->text, sizeof(fail->text), english);
    append(fail->danish, sizeof(fail->danish), danish);
}

void fail_suggest(struct fail *fail, const char *nearest) {
    char english[240], danish[240];
    if (!fail || !nearest)
        return;
    snprintf(english, sizeof(english), "; did you mean \"%s\"?", nearest);
    snprintf(danish, sizeof(danish), "; mente du ”%s”?", nearest);
    fail_more(fail, english, danish);
}

const char *fail_danish(const struct fail *fail) {
    return fail->danish[0] ? fail->danish : fail->text;
}

const char *fail_place(const struct fail *fail, char *buffer, size_t size) {
    buffer[0] = '\0';
    if (fail->file[0] && fail->line > 0)
        snprintf(buffer, size, "%s:%d:%d: ", fail->file, fail->line, fail->column > 0 ? fail->column : 1);
    else if (fail->file[0])
        snprintf(buffer, size, "%s: ", fail->file);
    return buffer;
}

const char *fail_format(const struct fail *fail, char *buffer, size_t size) {
    char place[220];
    snprintf(buffer, size, "%s%s: %s", fail_place(fail, place, sizeof(place)),
             fail->severity == SEVERITY_ERROR ? "error" : "warning", fail->text);
    return buffer;
}

/* Room for one more; NULL: it is only counted. */
static struct fail *grow(struct report *report) {
    if (report->count >= REPORT_MAX)
        return NULL;
    if ((report->count & (report->count - 1)) == 0) { /* grow at powers of two */
        size_t capacity = report->count ? report->count * 2 : 1;
        struct fail *items = realloc(report->items, capacity * sizeof(*items));
        if (!items)
            return NULL;
        report->items = items;
    }
    return &report->items[report->count++];
}

/* Counts one, and makes room for it. */
static struct fail *add(struct report *report, enum severity severity) {
    if (!report)
        return NULL;
    if (severity == SEVERITY_ERROR)
        report->errors++;
    else
        report->warnings++;
    return grow(report);
}

void report_add(struct report *report, enum severity severity, const char *file, int line, int column,
                const char *format, ...) {
    struct fail *item = add(report, severity);
    if (!item)
        return;
    va_list arguments;
    va_start(arguments, format);
    fill(item, severity, file, line, column, format, arguments);
    va_end(arguments);
}

struct fail *report_vsaid(struct report *report, const struct finding_place *at, const char *code,
                          const char *english, const char *danish, va_list values) {
    struct fail *item = add(report, at->severity);
    if (item)
        fill_both(item, at, code, english, danish, values);
    return item;
}

struct fail *report_said(struct report *report, const struct finding_place *at, const char *code,
                         const char *english, const char *danish, ...) {
    va_list values;
    va_start(values, danish);
    struct fail *item = report_vsaid(report, at, code, english, danish, values);
    va_end(values);
    return item;
}

void report_plain(struct report *report, const struct finding_place *at, const struct said *said) {
    struct fail *item = report_said(report, at, said->code, "%s", "%s", said->english);
    if (item)
        snprintf(item->danish, sizeof(item->danish), "%s", said->danish);
}

void report_take(struct report *report, const struct fail *finding) {
    struct fail kept = *finding; /* it may stand in `report` */
    struct fail *item = add(report, kept.severity);
    if (item)
        *item = kept;
}

void report_translation(struct report *report, const char *language, size_t texts, size_t missing) {
    size_t at = 0;
    if (!report)
        return;
    while (at < report->language_count && strcmp(report->languages[at].tag, language) != 0)
        at++;
    if (at == REPORT_LANGUAGES_MAX)
        return;
    if (at == report->language_count) {
        snprintf(report->languages[at].tag, sizeof(report->languages[at].tag), "%s", language);
        report->language_count++;
    }
    report->languages[at].texts += texts;
    report->languages[at].missing += missing;
}

void report_append(struct report *report, const struct report *more) {
    size_t errors = more->errors, warnings = more->warnings; /* that were only counted */
    for (size_t i = 0; i < more->count; i++) {
        report_take(report, &more->items[i]);
        errors -= more->items[i].severity == SEVERITY_ERROR;
        warnings -= more->items[i].severity == SEVERITY_WARNING;
    }
    report->errors += errors;
    report->warnings += warnings;
    for (size_t i = 0; i < more->language_count; i++)
        report_translation(report, more->languages[i].tag, more->languages[i].texts,
                           more->languages[i].missing);
}

bool report_whole(const struct report *report) {
    return report->count == REPORT_MAX || report->count == report->errors + report->warnings;
}

void fail_untranslated(struct fail *finding, const char *language) {
    if (finding)
        snprintf(finding->untranslated, sizeof(finding->untranslated), "%s", language);
}

static int by_place(const void *left, const void *right) {
    const struct fail *a = left, *b = right;
    int file = strcmp(a->file, b->file);
    if (file != 0)
        return file;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return strcmp(a->text, b->text);
}

void report_sort(struct report *report) {
    if (report->count > 1)
        qsort(report->items, report->count, sizeof(*report->items), by_place);
}

void report_finish(struct report *report) {
    if (!report)
        return;
    free(report->items);
    *report = (struct report){0};
}
