#include "ctl/findings.h"

#include <stdio.h>

enum { PLACE_BYTES = 200 };

void findings_say(const struct report *report, bool warnings) {
    char line[sizeof report->items->text + sizeof report->items->file + PLACE_BYTES];
    for (size_t i = 0; i < report->count; i++)
        if (warnings || report->items[i].severity == SEVERITY_ERROR)
            fprintf(stderr, "%s%s\n", report->items[i].file[0] ? "" : "kioskctl: ",
                    fail_format(&report->items[i], line, sizeof line));
}
