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
#include "support/slide_fixture.h"

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
        if (scene->next_edge && !kind->feeds.query_at && !kind->last_day)
            fail_msg("%s changes with time, shows no feed, and has no last_day: INT32_MAX when it has none",
                     names[i]);
        assert_non_null(scene->build);
        for (size_t k = 0; k < kind->text_count; k++)
            assert_in_range(kind->texts[k].at, offsetof(struct slide, text),
                            sizeof(struct slide) - sizeof(struct localized));
        if (kind->feeds.query_at) { /* what changes with its feed has to be said */
            assert_in_range(kind->feeds.query_at, offsetof(struct slide, text),
                            sizeof(struct slide) - sizeof(struct feed_query));
            assert_non_null(scene->next_edge);
            assert_true(scene->items_at || scene->runs_today);
        }
    }
}

static const json_t *down(const json_t *from, const char *a, const char *b) {
    return json_object_get(json_object_get(from, a), b);
}

static bool lists(const json_t *array, const char *text) {
    for (size_t i = 0; i < json_array_size(array); i++)
        if (strcmp(json_string_value(json_array_get(array, i)), text) == 0)
            return true;
    return false;
}

/* Where "allOf" of a slide leads for its type: the name of a definition. */
static const char *definition_of(const json_t *schema, const char *type) {
    const json_t *branches = json_object_get(down(schema, "$defs", "slide"), "allOf");
    for (size_t i = 0; i < json_array_size(branches); i++) {
        const json_t *branch = json_array_get(branches, i);
        const char *of = json_string_value(
            json_object_get(down(json_object_get(branch, "if"), "properties", "type"), "const"));
        const char *to = json_string_value(down(branch, "then", "$ref"));
        if (of && to && strcmp(of, type) == 0 && strncmp(to, "#/$defs/", 8) == 0)
            return to + 8;
    }
    return NULL;
}

static bool has_key(const struct slide_kind *kind, const char *key) {
    for (size_t i = 0; i < kind->key_count; i++)
        if (strcmp(kind->keys[i], key) == 0)
            return true;
    return false;
}

static bool has_text(const struct slide_kind *kind, const char *key) {
    for (size_t i = 0; i < kind->text_count; i++)
        if (strcmp(kind->texts[i].name, key) == 0)
            return true;
    return false;
}

/* Does the program refuse a slide of this kind without `key`? */
static bool is_wanted(const struct slide_kind *kind, const char *key) {
    struct slide_fixture f;
    char says[80];
    bool wanted = false;
    (void)slide_from(&f, kind->name, "");
    snprintf(says, sizeof says, "\"%s\" is missing", key);
    for (size_t i = 0; i < f.report.count; i++)
        wanted = wanted || strstr(f.report.items[i].text, says);
    slide_fixture_finish(&f);
    return wanted;
}

/* Is the key one of those of which the schema wants one? */
static bool is_one_of(const json_t *definition, const char *key) {
    const json_t *either = json_object_get(definition, "oneOf");
    for (size_t i = 0; i < json_array_size(either); i++)
        if (lists(json_object_get(json_array_get(either, i), "required"), key))
            return true;
    return false;
}

/* The definition has the keys of the reader, and says the same of each as the kind's row. */
static void compare(const struct slide_kind *kind, const char *name, const json_t *definition) {
    json_t *properties = json_object_get(definition, "properties"), *value;
    const json_t *required = json_object_get(definition, "required");
    const char *key;
    for (size_t i = 0; i < kind->key_count; i++)
        if (!json_object_get(properties, kind->keys[i]))
            fail_msg("playlist.schema.json: %s has no \"%s\"", name, kind->keys[i]);
    json_object_foreach(properties, key, value) {
        const char *what = json_string_value(json_object_get(value, "$ref"));
        if (!has_key(kind, key))
            fail_msg("playlist.schema.json: %s has \"%s\", which slide_%s.c does not read", name, key,
                     kind->name);
        if (has_text(kind, key) != (what && strcmp(what, "#/$defs/localized") == 0))
            fail_msg("\"%s\" of %s: either the schema's \"localized\" or the kind's `texts` is wrong", key,
                     kind->name);
        bool spared =
            kind->feeds.instead && (strcmp(key, "feeds") == 0 || strcmp(key, kind->feeds.instead) == 0);
        if (spared != is_one_of(definition, key))
            fail_msg("\"%s\" of %s: either the schema's \"oneOf\" or the kind's `instead` is wrong", key,
                     kind->name);
        if (!spared && lists(required, key) != is_wanted(kind, key))
            fail_msg("\"%s\" of %s: either the schema's \"required\" or the reader is wrong", key,
                     kind->name);
    }
    if (lists(required, "headline") != is_wanted(kind, "headline"))
        fail_msg("\"headline\" of %s: either the schema's \"required\" or the reader is wrong", kind->name);
    assert_int_equal(json_object_get(properties, "feeds") != NULL, kind->feeds.query_at != 0);
    /* a film brings its picture along */
    assert_int_equal(lists(required, "picture") || lists(required, "film"), kind->needs_picture);
}

static void every_kind_is_in_the_schema(void **state) {
    (void)state;
    json_t *schema = json_load_file(SITE_DIR "/playlists/playlist.schema.json", 0, NULL);
    assert_non_null(schema);
    const json_t *slide = down(schema, "$defs", "slide");
    const json_t *types = json_object_get(down(slide, "properties", "type"), "enum");
    for (int i = 0; i < SLIDE_KIND_COUNT; i++) {
        const struct slide_kind *kind = slide_kind((enum slide_type)i);
        const char *name = definition_of(schema, kind->name);
        if (!lists(types, kind->name))
            fail_msg("playlist.schema.json: \"%s\" is no \"type\" of a slide", kind->name);
        if (!name || !down(schema, "$defs", name))
            fail_msg("playlist.schema.json: \"allOf\" of a slide leads nowhere for \"%s\"", kind->name);
        compare(kind, name, down(schema, "$defs", name));
    }
    assert_int_equal(json_array_size(types), SLIDE_KIND_COUNT);
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
