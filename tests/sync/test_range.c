/* kiosk/sync/range.c */
#include "sync/range.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"

static void answers_to_a_request_for_the_rest(void **state) {
    (void)state;
    static const struct {
        long status;
        const char *content_range;
        enum range_answer answer;
        const char *why;
    } rows[] = {
        {206, "bytes 500-999/1000", RANGE_REST, "what was asked for"},
        {206, "bytes 500-999/*", RANGE_REST, "without the size of the whole"},
        {206, "Bytes  500-999/1000", RANGE_REST, "units are case-insensitive"},
        {206, "bytes 500-749/1000", RANGE_REST, "less than was asked for; the rest is asked for later"},
        {200, "", RANGE_WHOLE, "a server without ranges"},
        {206, "", RANGE_WRONG, "does not say what it sends"},
        {206, "bytes 0-999/1000", RANGE_WRONG, "from the beginning after all"},
        {206, "bytes 501-999/1000", RANGE_WRONG, "leaves one out"},
        {206, "bytes 500-999/1001", RANGE_WRONG, "of another file"},
        {206, "bytes 500-1000/1000", RANGE_WRONG, "beyond the end"},
        {206, "bytes 500-1000/*", RANGE_WRONG, "beyond the end that was signed"},
        {206, "bytes 500-499/1000", RANGE_WRONG, "ends before it begins"},
        {206, "bytes */1000", RANGE_WRONG, "nothing of it"},
        {206, "bytes 500-999/1000 x", RANGE_WRONG, "and something else"},
        {206, "lines 500-999/1000", RANGE_WRONG, "other units"},
        {206, "bytes 99999999999999999999999-99/1", RANGE_WRONG, "no number"},
        {416, "bytes */1000", RANGE_REFUSED, "says that there is no such part"},
        {403, "", RANGE_REFUSED, "a firewall that knows no ranges"},
        {400, "", RANGE_REFUSED, "the same"},
        {500, "", RANGE_REFUSED, "a server that stumbles over ranges"},
        {302, "", RANGE_REFUSED, "sends parts elsewhere"},
        {503, "", RANGE_LATER, "maintenance"},
        {504, "", RANGE_LATER, "a gateway waits"},
        {429, "", RANGE_LATER, "too many at a time"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (range_judge(rows[i].status, rows[i].content_range, 500, 1000) != rows[i].answer)
            fail_msg("%s: %d", rows[i].why, range_judge(rows[i].status, rows[i].content_range, 500, 1000));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(answers_to_a_request_for_the_rest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
