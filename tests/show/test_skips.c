/* What cannot be shown here is left out of the loop, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "show/content.h"
#include "show/skips.h"
#include "system/disk.h"

static char folder[] = "/tmp/kiosk-skips-XXXXXX";

static void put(const char *name, const char *text) {
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(disk_write(path, text, strlen(text), NULL));
}

static int make_site(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    put("playlists/site.json", "{\"id\":\"t\",\"languages\":[\"en\"],"
                               "\"screens\":{\"one\":{\"zones\":{\"main\":[\"playlists/a.json\"]}}}}");
    put("playlists/a.json",
        "{\"slides\":["
        "{\"id\":\"there\",\"type\":\"image\",\"picture\":{\"asset\":\"assets/there.png\"}},"
        "{\"id\":\"gone\",\"type\":\"image\",\"picture\":{\"asset\":\"assets/gone.png\"}},"
        "{\"id\":\"words\",\"type\":\"text\",\"headline\":{\"en\":\"A\"},\"picture\":{\"asset\":\"assets/"
        "gone.png\"}}]}");
    put("assets/there.png", "x");
    put("assets/gone.png", "x");
    return 0;
}

static int remove_site(void **state) {
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void pictures_that_are_gone_are_left_out(void **state) {
    (void)state;
    struct report report = {0};
    struct skips skips = {.count = 7};
    char path[200];
    struct content *content = content_from_folder(folder, NULL, NULL, 1920, 1080, &report);
    assert_non_null(content);
    const struct slide *slides = content_site(content)->playlists[0].slides;
    snprintf(path, sizeof path, "%s/assets/gone.png", folder);
    assert_true(disk_remove(path, NULL));
    content_skips(content, &skips);
    struct timeline_skip asked = skips_timeline(&skips);
    assert_int_equal(skips.count, 1);
    assert_false((asked.skip)(asked.context, &slides[0]));
    assert_true((asked.skip)(asked.context, &slides[1]));
    assert_false((asked.skip)(asked.context, &slides[2])); /* its words can be read without */
    assert_non_null(strstr(skips.items[0].why, "missing"));
    assert_false(skips_add(&skips, &slides[1], "again"));
    assert_true(skips_add(&skips, &slides[2], "too much to draw"));
    assert_false(skips_add(&skips, NULL, "nothing"));
    assert_true((asked.skip)(asked.context, &slides[2]));
    content_destroy(content);
    report_finish(&report);
}

static void no_more_than_there_is_room_for(void **state) {
    (void)state;
    static struct slide many[SKIPS_MAX + 1];
    static struct skips skips;
    for (int i = 0; i < SKIPS_MAX; i++)
        assert_true(skips_add(&skips, &many[i], "x"));
    assert_false(skips_add(&skips, &many[SKIPS_MAX], "x"));
    assert_false(skips_has(&skips, &many[SKIPS_MAX]));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_that_are_gone_are_left_out),
                                       cmocka_unit_test(no_more_than_there_is_room_for)};
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
