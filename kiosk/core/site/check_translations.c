#include "core/site/check_translations.h"

#include <string.h>

#include "core/site/check.h"
#include "core/site/site_findings.h"

static bool summed_up(const struct report *report, const char *language) {
    for (size_t i = 0; language[0] && i < report->language_count; i++)
        if (strcmp(report->languages[i].tag, language) == 0)
            return report->languages[i].missing > TRANSLATIONS_LISTED;
    return false;
}

static void leave_out(struct report *report) {
    size_t kept = 0;
    for (size_t i = 0; i < report->count; i++)
        if (summed_up(report, report->items[i].untranslated))
            report->warnings--;
        else
            report->items[kept++] = report->items[i];
    report->count = kept;
}

/* The language's name in "languages", wherever it stands in that list. */
static void place_of(const struct site_files *files, size_t index, int *line, int *column) {
    const struct json_step steps[] = {{"languages", 0}, {NULL, index}};
    check_place(files, SITE_FILE, steps, LENGTH(steps), line, column);
}

void check_translations(struct report *report, const struct site *site, const struct site_files *files) {
    leave_out(report);
    for (size_t i = 0; i < report->language_count; i++) {
        const struct report_language *language = &report->languages[i];
        int line = 1, column = 1;
        if (!summed_up(report, language->tag))
            continue;
        for (size_t k = 0; k < site->language_count; k++)
            if (strcmp(site->languages[k], language->tag) == 0)
                place_of(files, k, &line, &column);
        report_said(report, &(struct finding_place){SEVERITY_WARNING, SITE_FILE, line, column},
                    FOUND_UNTRANSLATED_MANY, language->tag, language->missing, language->texts);
    }
}
