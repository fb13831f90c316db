/* Tests kiosk/guide/written/lix.c: what counts as a word, as a long one, and as the end of a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "core/base/compiler.h"
#include "guide/written/lix.h"

enum { BLOCKS = 3 };

static void texts_have_their_lix(void **state) {
    (void)state;
    static const struct {
        const char *blocks[BLOCKS];
        double lix;
        const char *why;
    } rows[] = {
        {{"Du har fem dage."}, 4, "four short words, one sentence"},
        {{"Du har fem dage. Ring nu."}, 3, "six words in two sentences"},
        {{"Ring nu! Har du tid? Ja: kom."}, 7.0 / 4, "! ? and : end a sentence, too"},
        {{"Ring nu", "Kom her"}, 2, "a block ends with its sentence, also without a stop"},
        {{"Se sundhed.dk nu"}, 3 + 100.0 / 3, "a stop inside a word ends nothing"},
        {{"Vælg bolig"}, 2, "six letters are not long, however many bytes they take"},
        {{"Vælg boligen"}, 2 + 50, "seven are"},
        {{"åååååå øøøøøøø"}, 2 + 50, "letters, not bytes"},
        {{"Ring 44 77 20 00"}, 5, "numbers are words"},
        {{"Ring – nu"}, 2, "a dash is none"},
        {{"Sig **aldrig.** Nej"}, 1.5, "marks of emphasis hide no stop"},
        {{"(Ring.) Kom"}, 1, "nor does a bracket"},
        {{"“Ring.” Kom"}, 1, "nor a quotation"},
        {{"Ring.. Kom"}, 1, "two stops end one sentence"},
        {{"…"}, 0, "no words"},
        {{NULL}, 0, "no blocks"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct guide_block blocks[BLOCKS];
        struct guide_text text = {.language = "da", .blocks = blocks};
        while (text.count < BLOCKS && rows[i].blocks[text.count]) {
            blocks[text.count] =
                (struct guide_block){.kind = BLOCK_PARAGRAPH, .text = rows[i].blocks[text.count]};
            text.count++;
        }
        if (fabs(lix(&text) - rows[i].lix) > 1e-9)
            fail_msg("%s: lix %g, not %g", rows[i].why, lix(&text), rows[i].lix);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts_have_their_lix)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
