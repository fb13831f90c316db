#include "enrol/stop_order.h"

#include <stdio.h>
#include <string.h>

#include "enrol/hex.h"

#define FORM "kiosk-stop-1\nsite %s\nkey %s\n"
enum { KEY_DIGITS = 2 * ENROL_KEY };

size_t stop_order_write(const char *site, const uint8_t key[ENROL_KEY], char out[STOP_ORDER_TEXT]) {
    char digits[KEY_DIGITS + 1];
    return (size_t)snprintf(out, STOP_ORDER_TEXT, FORM, site, hex_write(key, ENROL_KEY, digits));
}

bool stop_order_valid(const char *text, size_t size, const char *site) {
    uint8_t key[ENROL_KEY];
    char digits[KEY_DIGITS + 1], right[STOP_ORDER_TEXT];
    if (size <= KEY_DIGITS || !enrol_site_valid(site))
        return false;
    memcpy(digits, text + size - 1 - KEY_DIGITS, KEY_DIGITS);
    digits[KEY_DIGITS] = '\0';
    return hex_read(digits, key, sizeof key) && stop_order_write(site, key, right) == size &&
           memcmp(right, text, size) == 0;
}
