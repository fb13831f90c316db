#include "enrol/enrol_code.h"

#include <string.h>

enum { DIGITS = 8, TYPED_MAX = 40 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static struct enrol_code with_dash(const char digits[DIGITS]) {
    struct enrol_code code;
    memcpy(code.text, digits, 4);
    code.text[4] = '-';
    memcpy(code.text + 5, digits + 4, 4);
    code.text[ENROL_CODE - 1] = '\0';
    return code;
}

struct enrol_code enrol_code_of(const uint8_t hash[LISTING_HASH]) {
    char digits[DIGITS];
    uint64_t bits = 0;
    for (int i = 0; i < 5; i++)
        bits = bits << 8 | hash[i];
    for (int i = DIGITS - 1; i >= 0; i--, bits >>= 5)
        digits[i] = alphabet[bits & 31];
    return with_dash(digits);
}

/* '\0': no digit. */
static char digit_of(char typed) {
    char upper = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;
    if (upper == 'I' || upper == 'L')
        return '1';
    if (upper == 'O')
        return '0';
    return upper && strchr(alphabet, upper) ? upper : '\0';
}

bool enrol_code_read(const char *typed, struct enrol_code *code) {
    char digits[DIGITS];
    size_t count = 0, length = strnlen(typed, TYPED_MAX + 1);
    for (size_t i = 0; i < length; i++) {
        if (typed[i] == ' ' || typed[i] == '-')
            continue;
        char digit = digit_of(typed[i]);
        if (!digit || count == DIGITS)
            return false;
        digits[count++] = digit;
    }
    if (count != DIGITS || length > TYPED_MAX)
        return false;
    *code = with_dash(digits);
    return true;
}

bool enrol_code_same(const struct enrol_code *a, const struct enrol_code *b) {
    return memcmp(a->text, b->text, ENROL_CODE) == 0;
}
