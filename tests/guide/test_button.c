/* A button's words keep clear of its signs, in a font whose letters are half and whose signs are a whole em
 * wide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/page_fixture.h"

enum { NARROW = 420, WIDE = 560 /* px */ };

static bool is_sign(const char *utf8) {
    return (unsigned char)utf8[0] == 0xEE; /* U+E000…: the private area, where Material Symbols stand */
}

static int width_of(void *context, int face, int px, uint32_t script, bool rtl, const char *utf8,
                    size_t length) {
    return is_sign(utf8) ? px : plain_font_width(context, face, px, script, rtl, utf8, length);
}

/* On every width: wherever a line of the note breaks, it ends before the chevron begins. */
static void a_full_line_ends_before_the_chevron(void **state) {
    static const struct button BUTTON = {
        .label = "Books", .note = "a bb a bb a bb a bb a bb a bb a bb a bb a", .chevron = true};
    (void)state;
    for (int language = FIXTURE_EN; language <= FIXTURE_AR; language += FIXTURE_AR - FIXTURE_EN)
        for (int width = NARROW; width < WIDE; width++) {
            struct page_fixture f;
            page_fixture_init(&f, 1080, 1920, 930, language);
            f.measure.width = width_of;
            page_fixture_page(&f);
            button_put(&f.page, &BUTTON,
                       (struct box){0, 0, width, button_height(&f.page, &BUTTON, width, NULL)});
            const struct draw_list *list = &f.view.list;
            const struct draw_item *sign = &list->items[list->count - 1];
            assert_true(sign->kind == DRAW_TEXT && is_sign(sign->text));
            for (size_t i = 0; i + 1 < list->count; i++) {
                const struct draw_item *item = &list->items[i];
                if (item->kind == DRAW_TEXT && item->box.x < sign->box.x + sign->box.w &&
                    sign->box.x < item->box.x + item->box.w)
                    fail_msg("%d px wide, language %d: \"%s\" touches the chevron", width, language,
                             item->text);
            }
            page_fixture_finish(&f);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_line_ends_before_the_chevron),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
