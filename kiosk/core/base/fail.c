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

void report_add(struct report *report, enum severity severity, const char *file, int line, int column,
                const char *format, ...) {
    if (!report)
        return;
    if (severity == SEVERITY_ERROR)
        report->errors++;
    else
        report->warnings++;
    struct fail *item = grow(report);
    if (!item)
        return;
    va_list arguments;
    va_start(arguments, format);
    fill(item, severity, file, line, column, format, arguments);
    va_end(arguments);
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

void report_untranslated(struct report *report, const char *language, const char *file, int line, int column,
                         const char *format, ...) {
    if (!report)
        return;
    report->warnings++;
    struct fail *item = grow(report);
    if (!item)
        return;
    va_list arguments;
    va_start(arguments, format);
    fill(item, SEVERITY_WARNING, file, line, column, format, arguments);
    va_end(arguments);
    snprintf(item->untranslated, sizeof(item->untranslated), "%s", language);
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
