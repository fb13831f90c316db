/* The words in strangers' feeds: HTML taken apart, then made safe to show on one line. */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "core/text/emoji.h"
#include "fuzz/target.h"
#include "intake/html_text.h"
#include "intake/text_clean.h"
#include "intake/time_text.h"
#include "intake/url_clean.h"

enum { SHOWN_MAX = 40 };

static void clean(const char *text, size_t size) {
    char *safe = text_clean(text, size, SHOWN_MAX);
    PROMISED(safe);
    int32_t length = (int32_t)strlen(safe), at = 0;
    size_t characters = 0;
    int isolates = 0;
    while (at < length) {
        UChar32 c;
        U8_NEXT((const uint8_t *)safe, at, length, c);
        PROMISED(c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0));
        PROMISED(!(c >= 0x202A && c <= 0x202E));
        isolates += (c >= 0x2066 && c <= 0x2068) - (c == 0x2069);
        PROMISED(isolates >= 0);
        PROMISED(emoji_length(safe + at) <= strlen(safe + at));
        characters++;
    }
    PROMISED(isolates == 0);
    PROMISED(characters <= SHOWN_MAX);
    free(safe);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size), *words = html_text(copy);
    PROMISED(words);
    clean(copy, size);
    clean(words, strlen(words));
    int64_t ms = 0;
    char url[200];
    if (time_parse_iso(copy, target_zone(), &ms) || time_parse_words(copy, target_zone(), &ms))
        PROMISED(ms > -86400000 && ms < 4133980800000);
    if (url_clean(words, url, sizeof(url)))
        PROMISED(strlen(url) < sizeof(url) && strchr(url, '.') && !strchr(url, ' '));
    free(words);
    free(copy);
    return 0;
}
