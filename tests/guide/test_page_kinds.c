/* Every kind of page has all it needs: a row, keys that are its own, an entry in the schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "guide/written/guide.h"
#include "guide/written/icon.h"
#include "guide/written/page_kind.h"

static const char *const names[] = {
#define NAME(name, id) #name,
    GUIDE_PAGE_KINDS(NAME)
#undef NAME
};

static void every_kind_has_its_hooks(void **state) {
    (void)state;
    for (int i = 0; i < GUIDE_PAGE_KIND_COUNT; i++) {
        const struct page_kind *kind = page_kind((enum guide_page_kind)i);
        assert_string_equal(kind->name, names[i]);
        assert_non_null(icon_find(kind->icon));
        assert_true((kind->key_count > 0) == (kind->read != NULL));
        assert_true(kind->place < sizeof(struct guide));
        assert_true(!kind->has_periods || kind->has_filters); /* what is chosen has to be kept */
    }
}

static void every_kind_is_in_the_schema(void **state) {
    (void)state;
    json_t *schema = json_load_file(SITE_DIR "/playlists/guide/guide.schema.json", 0, NULL);
    assert_non_null(schema);
    char *text = json_dumps(schema, JSON_COMPACT);
    for (int i = 0; i < GUIDE_PAGE_KIND_COUNT; i++) {
        const struct page_kind *kind = page_kind((enum guide_page_kind)i);
        char quoted[80];
        snprintf(quoted, sizeof quoted, "\"%s\"", kind->name);
        if (!strstr(text, quoted))
            fail_msg("guide.schema.json has no page of kind %s", kind->name);
        for (size_t k = 0; k < kind->key_count; k++) {
            snprintf(quoted, sizeof quoted, "\"%s\":", kind->keys[k]);
            if (!strstr(text, quoted))
                fail_msg("guide.schema.json has no %s, a key of %s", kind->keys[k], kind->name);
        }
    }
    free(text);
    json_decref(schema);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_its_hooks),
        cmocka_unit_test(every_kind_is_in_the_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
