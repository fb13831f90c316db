#include "guide/written/inspect.h"

#include "core/site/check.h"
#include "core/site/site_findings.h"
#include "guide/written/check.h"

void inspect(const struct site_files *files, int64_t now_ms, struct inspection *inspection,
             struct report *report) {
    size_t before = report->errors;
    struct site *site = site_load(files, report);
    struct guide *guide = site ? guide_load(site, files, report) : NULL;
    *inspection = (struct inspection){site, guide};
    inspect_read(inspection, files, report->errors != before, now_ms, report);
}

void inspect_read(const struct inspection *inspection, const struct site_files *files, bool complained,
                  int64_t now_ms, struct report *report) {
    const struct site *site = inspection->site;
    if (!site && !complained)
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_NOTHING_TO_SHOW);
    if (!site)
        return;
    site_check(site, files, now_ms, report);
    guide_check(site, inspection->guide, now_ms, report);
}

void inspection_finish(struct inspection *inspection) {
    guide_destroy(inspection->guide);
    site_destroy(inspection->site);
    *inspection = (struct inspection){NULL, NULL};
}
