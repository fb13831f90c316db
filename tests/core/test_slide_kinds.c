/* Every kind of slide has all it needs: hooks, an entry in the schema, a test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/scene/scene_kind.h"
#include "core/site/slide_kind.h"

static const char *const names[] = {
#define NAME(name, id) #name,
    SLIDE_KINDS(NAME)
#undef NAME
};

static void every_kind_has_its_hooks(void **state) {
    (void)state;
    for (int i = 0; i < SLIDE_KIND_COUNT; i++) {
        const struct slide_kind *kind = slide_kind((enum slide_type)i);
        const struct scene_kind *scene = scene_kind((enum slide_type)i);
        assert_string_equal(kind->name, names[i]);
        assert_non_null(kind->read);
        assert_true(kind->key_count > 0);
        if (kind->turns == TURNS_UNSAID || kind->sourcing == SOURCING_UNSAID)
            fail_msg("%s says nothing of its turns or its source", names[i]);
        if (kind->states)
            assert_int_equal(kind->sourcing, SOURCING_WANTED);
        if (scene->next_edge && !kind->query_at && !kind->last_day)
            fail_msg("%s changes with time, shows no feed, and has no last_day: INT32_MAX when it has none",
                     names[i]);
        assert_non_null(scene->build);
        for (size_t k = 0; k < kind->text_count; k++)
            assert_in_range(kind->texts[k].at, offsetof(struct slide, text),
                            sizeof(struct slide) - sizeof(struct localized));
        if (kind->query_at) { /* what changes with its feed has to be said */
            assert_in_range(kind->query_at, offsetof(struct slide, text),
                            sizeof(struct slide) - sizeof(struct feed_query));
            assert_non_null(scene->next_edge);
            assert_true(scene->items_at || scene->runs_today);
        }
    }
}

/* The schema knows the name, and the same keys as the reader: the kind's branch of "allOf" or "oneOf" names
 * each. */
static void every_kind_is_in_the_schema(void **state) {
    (void)state;
    json_t *schema = json_load_file(SITE_DIR "/playlists/playlist.schema.json", 0, NULL);
    assert_non_null(schema);
    char *text = json_dumps(schema, JSON_COMPACT);
    for (int i = 0; i < SLIDE_KIND_COUNT; i++) {
        const struct slide_kind *kind = slide_kind((enum slide_type)i);
        char quoted[80];
        snprintf(quoted, sizeof quoted, "\"%s\"", kind->name);
        if (!strstr(text, quoted))
            fail_msg("playlist.schema.json has no slide of type %s", kind->name);
        for (size_t k = 0; k < kind->key_count; k++) {
            snprintf(quoted, sizeof quoted, "\"%s\":", kind->keys[k]);
            if (!strstr(text, quoted))
                fail_msg("playlist.schema.json has no %s, a key of %s", kind->keys[k], kind->name);
        }
    }
    free(text);
    json_decref(schema);
}

static void every_kind_has_a_test(void **state) {
    (void)state;
    for (int i = 0; i < SLIDE_KIND_COUNT; i++) {
        char file[300];
        snprintf(file, sizeof file, "%s/core/test_slide_%s.c", TEST_DATA, names[i]);
        FILE *test = fopen(file, "r");
        if (!test)
            fail_msg("%s does not exist", file);
        else
            fclose(test);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_its_hooks),
        cmocka_unit_test(every_kind_is_in_the_schema),
        cmocka_unit_test(every_kind_has_a_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
