#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "enrol/stop_order.h"

#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define RIGHT "kiosk-stop-1\nsite ballerup\nkey " KEY "\n"

static void it_is_written_as_docs_enrolment_says(void **state) {
    uint8_t key[ENROL_KEY];
    char text[STOP_ORDER_TEXT];
    (void)state;
    for (int i = 0; i < ENROL_KEY; i++)
        key[i] = (uint8_t)(i % 16 * 0x11);
    assert_int_equal(stop_order_write("ballerup", key, text), strlen(RIGHT));
    assert_string_equal(text, RIGHT);
    assert_true(stop_order_write("a123456789b123456789c123456789d123456789", key, text) < sizeof text);
}

static void nothing_else_is_one(void **state) {
    static const struct {
        const char *why, *text, *site;
        bool valid;
    } rows[] = {
        {"as written", RIGHT, "ballerup", true},
        {"another site's", RIGHT, "herlev", false},
        {"a site that is none", "kiosk-stop-1\nsite Bal lerup\nkey " KEY "\n", "Bal lerup", false},
        {"no site", "kiosk-stop-1\nsite \nkey " KEY "\n", "", false},
        {"nothing", "", "ballerup", false},
        {"a manifest", "{\"type\":\"signage.content\",\"spec\":1,\"site\":\"ballerup\",\"channel\":\"main\"}",
         "ballerup", false},
        {"without its end", "kiosk-stop-1\nsite ballerup\nkey " KEY, "ballerup", false},
        {"with more behind it", RIGHT "\n", "ballerup", false},
        {"with more before it", "\n" RIGHT, "ballerup", false},
        {"a digit short",
         "kiosk-stop-1\nsite ballerup\nkey 0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n",
         "ballerup", false},
        {"large letters",
         "kiosk-stop-1\nsite ballerup\nkey "
         "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF\n",
         "ballerup", false},
        {"another version", "kiosk-stop-2\nsite ballerup\nkey " KEY "\n", "ballerup", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (stop_order_valid(rows[i].text, strlen(rows[i].text), rows[i].site) != rows[i].valid)
            fail_msg("%s", rows[i].why);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_written_as_docs_enrolment_says),
        cmocka_unit_test(nothing_else_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
