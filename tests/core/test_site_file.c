/* What a file of a site is, by its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/site/site_file.h"

static void files_are_known_by_their_names(void **state) {
    (void)state;
    static const struct {
        const char *name, *type; /* NULL: no screen takes it */
        bool picture, object;
    } rows[] = {
        {"assets/a.b.jpeg", "image/jpeg", true, true},
        {"assets/house.svg", "image/svg+xml", true, true},
        {"playlists/house.svg", "image/svg+xml", false, false}, /* not where pictures lie */
        {"playlists/guide/pages/cpr.da.md", "text/markdown", false, false},
        {"playlists/site.json", "application/json", false, false},
        {"assets/film/a.mp4", "video/mp4", false, true},
        {"assets/film/a.json", "application/json", false, true},
        {"assets/film/a.da.vtt", "text/vtt", false, true},
        {"fonts/a.ttf", "font/ttf", false, true},
        {"fonts/LICENSE", NULL, false, true},
        {"assets/a.exe", NULL, false, true},
        {"assets/png", NULL, false, true},
        {"assets/a.PNG", NULL, false, true},
        {"assetsa.png", "image/png", false, false},
        {"", NULL, false, false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *type = site_file_type(rows[i].name);
        if ((type == NULL) != (rows[i].type == NULL) || (type && strcmp(type, rows[i].type) != 0) ||
            site_file_is_picture(rows[i].name) != rows[i].picture ||
            site_file_is_object(rows[i].name) != rows[i].object)
            fail_msg("\"%s\" is taken for %s%s%s", rows[i].name, type ? type : "nothing",
                     site_file_is_picture(rows[i].name) ? ", a picture" : "",
                     site_file_is_object(rows[i].name) ? ", an object" : "");
        assert_true(!type || site_file_type_known(type));
    }
    assert_false(site_file_type_known("text/html"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(files_are_known_by_their_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
