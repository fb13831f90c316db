/* Every feed format has a name of its own, and the schema of site.json offers the same ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/site/feed_format.h"

static void names_are_found(void **state) {
    (void)state;
    for (int i = 0; i < FEED_FORMAT_COUNT; i++) {
        enum feed_format found = FEED_FORMAT_COUNT;
        assert_true(feed_format_find(feed_formats[i].name, &found));
        assert_int_equal(found, i);
        assert_in_range(feed_formats[i].poll_minutes, 1, 1440);
        assert_true(feed_formats[i].kind < FEED_KIND_COUNT);
        assert_true(feed_formats[i].poll_minutes >= feed_kinds[feed_formats[i].kind].least_minutes);
    }
    enum feed_format found = FEED_RSS;
    assert_false(feed_format_find("picture", &found));
    assert_int_equal(found, FEED_RSS);
    char names[400], expected[400] = "";
    for (int i = 0; i < FEED_FORMAT_COUNT; i++) {
        size_t used = strlen(expected);
        snprintf(expected + used, sizeof expected - used, "%s%s", i ? ", " : "", feed_formats[i].name);
    }
    assert_string_equal(feed_format_names(names, sizeof names), expected);
}

/* The list that offers the first one offers them all, and no other. */
static bool offered(const json_t *value) {
    const char *key;
    json_t *below;
    size_t index;
    if (json_is_array(value) && json_array_size(value) > 0 && json_is_string(json_array_get(value, 0)) &&
        strcmp(json_string_value(json_array_get(value, 0)), feed_formats[0].name) == 0) {
        assert_int_equal(json_array_size(value), FEED_FORMAT_COUNT);
        json_array_foreach(value, index, below) {
            enum feed_format found;
            assert_true(feed_format_find(json_string_value(below), &found));
        }
        return true;
    }
    json_array_foreach(value, index, below) if (offered(below)) return true;
    json_object_foreach((json_t *)value, key, below) if (offered(below)) return true;
    return false;
}

static void the_schema_offers_them(void **state) {
    (void)state;
    json_t *schema = json_load_file(SITE_DIR "/playlists/site.schema.json", 0, NULL);
    assert_non_null(schema);
    assert_true(offered(schema));
    json_decref(schema);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(the_schema_offers_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
