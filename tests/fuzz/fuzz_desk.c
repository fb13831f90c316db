/* What a desk, or who pretends to be one, sends to a screen: a letter that says as what it is read, then the
 * text. Also what such a server shows as its certificate, and what is to be signed so that a screen stops. */
#include "fuzz/target.h"

#include <stdlib.h>
#include <string.h>

#include "enrol/hex.h"
#include "enrol/stop_order.h"
#include "sync/certificate_key.h"
#include "sync/desk_json.h"

static bool is_word(const char *text, size_t max) {
    size_t length = strnlen(text, max);
    return length > 0 && length < max;
}

static void try_start(const char *text, size_t size) {
    struct kept_start start = {.site = ""};
    int seconds = 0;
    if (!desk_read_start(text, size, &start, &seconds))
        return;
    PROMISED(seconds > 0 && enrol_site_valid(start.site));
    PROMISED(start.keys.count >= 1 && start.keys.count <= ENROL_KEYS_MAX);
    for (size_t i = 0; i < start.keys.count; i++)
        PROMISED(strlen(start.keys.lines[i]) == ENROL_CONTENT_KEY);
}

static void try_pins(const struct kept_pins *pins) {
    uint8_t key[32];
    PROMISED(pins->count <= KEPT_PINS_MAX);
    for (size_t i = 0; i < pins->count; i++)
        PROMISED(hex_read(pins->hex[i], key, sizeof key));
}

static void try_enrolment(const char *text, size_t size) {
    struct enrolment enrolment = {.id = ""};
    if (!desk_read_enrolment(text, size, &enrolment))
        return;
    PROMISED(is_word(enrolment.id, KEPT_ID_MAX) && is_word(enrolment.name, KEPT_NAME_MAX));
    PROMISED(desk_url_valid(enrolment.url) && enrol_site_valid(enrolment.channel));
    PROMISED(strnlen(enrolment.screen, KEPT_SCREEN_MAX) < KEPT_SCREEN_MAX);
    try_pins(&enrolment.pins);
}

static void try_told(const char *text, size_t size) {
    struct desk_told told;
    if (!desk_read_told(text, size, &told))
        return;
    PROMISED(told.command_count <= DESK_COMMANDS_MAX);
    for (size_t i = 0; i < told.command_count; i++)
        PROMISED(told.commands[i].what < DESK_COMMANDS);
    PROMISED(strnlen(told.published, sizeof told.published) < sizeof told.published);
    if (told.has_pins)
        try_pins(&told.pins);
}

static void try_session(const char *text, size_t size) {
    uint8_t challenge[SESSION_CHALLENGE];
    char token[DESK_TOKEN_MAX], stop[DESK_STOP_MAX];
    int seconds = 0;
    (void)!desk_read_challenge(text, size, challenge);
    if (desk_read_token(text, size, token, &seconds))
        PROMISED(seconds > 0 && is_word(token, sizeof token) &&
                 strspn(token, "0123456789abcdef") == strlen(token));
    if (desk_read_stop(text, size, stop))
        PROMISED(strnlen(stop, sizeof stop) < sizeof stop);
}

static void try_certificate(const char *pem) {
    char hex[CERTIFICATE_KEY];
    uint8_t key[32];
    if (certificate_key(pem, hex))
        PROMISED(hex_read(hex, key, sizeof key));
}

/* What is one begins and ends as one, and is no manifest. */
static void try_order(const char *text, size_t size) {
    if (stop_order_valid(text, size, "ballerup"))
        PROMISED(size < STOP_ORDER_TEXT && memcmp(text, "kiosk-stop-1\nsite ballerup\nkey ", 31) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct {
        char letter;
        void (*try)(const char *text, size_t size);
    } TRIES[] = {
        {'S', try_start}, {'E', try_enrolment}, {'W', try_told}, {'T', try_session}, {'O', try_order}};
    if (size == 0)
        return 0;
    char *text = target_copy(data + 1, size - 1);
    for (size_t i = 0; i < sizeof TRIES / sizeof TRIES[0]; i++)
        if (TRIES[i].letter == (char)data[0])
            TRIES[i].try(text, size - 1);
    if (data[0] == 'C')
        try_certificate(text);
    free(text);
    return 0;
}
