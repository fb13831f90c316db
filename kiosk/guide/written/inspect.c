#include "guide/written/inspect.h"

#include "core/site/check.h"
#include "core/site/site_findings.h"
#include "guide/written/check.h"

void inspect(const struct site_files *files, int64_t now_ms, struct inspection *inspection,
             struct report *report) {
    size_t before = report->errors;
    struct site *site = site_load(files, report);
    struct guide *guide = site ? guide_load(site, files, report) : NULL;
    if (!site && report->errors == before)
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_NOTHING_TO_SHOW);
    if (site) {
        site_check(site, files, now_ms, report);
        guide_check(site, guide, now_ms, report);
    }
    *inspection = (struct inspection){site, guide};
}

void inspection_finish(struct inspection *inspection) {
    guide_destroy(inspection->guide);
    site_destroy(inspection->site);
    *inspection = (struct inspection){NULL, NULL};
}
