#include "desk/painted/preview_key.h"

#include <sodium.h>
#include <string.h>

void preview_key(const struct preview_question *question, const char *state, char out[PREVIEW_KEY + 1]) {
    struct preview_question nameless = *question;
    uint8_t bytes[PREVIEW_QUESTION_MAX], hash[PREVIEW_KEY / 2];
    crypto_generichash_state hashing;
    bool feeds = nameless.feeds[0] != '\0';
    strcpy(nameless.content, "-");
    strcpy(nameless.feeds, feeds ? "-" : "");
    size_t size = preview_question_write(&nameless, bytes);
    crypto_generichash_init(&hashing, NULL, 0, sizeof hash);
    crypto_generichash_update(&hashing, (const unsigned char *)KIOSK_VERSION, sizeof KIOSK_VERSION);
    crypto_generichash_update(&hashing, bytes, size);
    crypto_generichash_update(&hashing, (const unsigned char *)state, strlen(state));
    crypto_generichash_final(&hashing, hash, sizeof hash);
    sodium_bin2hex(out, PREVIEW_KEY + 1, hash, sizeof hash);
}
