/* Every beginning of every sample: an error, never a crash, never half a list without a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake/intake.h"
#include "system/disk.h"

static void cut_everywhere(const char *name, intake_function *run, const struct intake_options *options) {
    char path[500], *bytes;
    size_t size;
    struct fail fail;
    snprintf(path, sizeof(path), TEST_DATA "/data/feeds/%s", name);
    assert_true(disk_read(path, 1 << 20, &bytes, &size, &fail));
    while (size > 0 && strchr(" \r\n", bytes[size - 1]))
        size--;
    for (size_t length = 0; length < size; length++) {
        char *part = malloc(length + 1), *out = NULL; /* its own block: reading beyond it is found */
        size_t out_size;
        assert_non_null(part);
        memcpy(part, bytes, length);
        part[length] = '\0';
        fail.text[0] = '\0';
        bool taken = run(part, length, options, &out, &out_size, &fail);
        if (taken && !strstr(out, "\"note\":\"the feed is broken or cut short"))
            fail_msg("%s cut after %zu of %zu bytes was taken for whole: %s", name, length, size, out);
        assert_true(taken || fail.text[0] != '\0');
        free(out);
        free(part);
    }
    free(bytes);
}

static void test_all(void **state) {
    (void)state;
    static const struct {
        const char *name;
        intake_function *run;
    } rows[] = {
        {"dpl-cms/events-sample.synthetic.json", dpl_events_intake},
        {"dpl-cms/dpl-cms-events.json", dpl_events_intake},
        {"dpl-cms/opening_hours-sample.synthetic.json", dpl_hours_intake},
        {"dpl-cms/dpl-cms-opening_hours.json", dpl_hours_intake},
        {"dpl-cms/ding-redia-rss-event.synthetic.xml", rss_intake},
        {"rejseplanen/departureBoard-sample.synthetic.json", rejseplanen_intake},
        {"rss/enclosure-atom.xml", rss_intake},
        {"rss/expected-atom.xml", rss_intake},
        {"rss/expected-rss.xml", rss_intake},
        {"rss/newspaper-sample.synthetic.xml", rss_intake},
        {"rss/rss-enclosure.xml", rss_intake},
        {"rss/rss-with-dc-creator.xml", rss_intake},
        {"rss/sample-atom-html.xml", rss_intake},
        {"rss/sample-atom-namespaced.xml", rss_intake},
        {"rss/sample-atom.xml", rss_intake},
        {"rss/sample-rdf.xml", rss_intake},
        {"rss/sample-rss-media.xml", rss_intake},
        {"rss/sample-rss-nodate.xml", rss_intake},
        {"rss/sample-rss.xml", rss_intake},
        {"rss/sample-youtube.xml", rss_intake},
        {"ics/12_events.ics", ics_intake},
        {"ics/RepeatingEvent.Oct21.ics", ics_intake},
        {"ics/calendar_test.ics", ics_intake},
        {"ics/calendar_test_full_day_events.ics", ics_intake},
        {"ics/fullday_until.ics", ics_intake},
        {"ics/sliceMultiDayEvents.ics", ics_intake},
        {"ics/xibo-3633-danish-municipal-allday.ics", ics_intake},
    };
    struct zone *zone = zone_create("Europe/Copenhagen");
    struct intake_options options = {.from_ms = 1725141600000, .to_ms = 1756677600000, .zone = zone};
    for (size_t i = 0; i < LENGTH(rows); i++)
        cut_everywhere(rows[i].name, rows[i].run, &options);
    zone_destroy(zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
