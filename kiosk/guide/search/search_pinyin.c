#include "guide/search/search_pinyin.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

enum { TEXT_MAX = 2000, WORD_MAX = 400, SYLLABLE_MAX = 8 };

struct pinyin {
    UTransliterator *latin;
    UChar text[TEXT_MAX], word[WORD_MAX];
};

struct output {
    char *out;
    size_t size, used;
};

struct pinyin *pinyin_create(void) {
    return calloc(1, sizeof(struct pinyin));
}

void pinyin_destroy(struct pinyin *pinyin) {
    if (pinyin && pinyin->latin)
        utrans_close(pinyin->latin);
    free(pinyin);
}

static bool opened(struct pinyin *pinyin) {
    static const UChar id[] = u"Han-Latin";
    UErrorCode error = U_ZERO_ERROR;
    if (!pinyin->latin)
        pinyin->latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    return U_SUCCESS(error) && pinyin->latin;
}

static bool is_han(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(c, &error) == USCRIPT_HAN;
}

/* Where the next run of Chinese characters is. False: there is none. */
static bool find_word(const UChar *text, int32_t length, int32_t *from, int32_t *to) {
    UChar32 c;
    int32_t at = *to, next = at;
    for (; at < length; at = next) {
        U16_NEXT(text, next, length, c);
        if (is_han(c))
            break;
    }
    *from = at;
    for (*to = next = at; next < length; *to = next) {
        U16_NEXT(text, next, length, c);
        if (!is_han(c))
            break;
    }
    return *to > *from;
}

static bool put(struct output *to, const UChar *text, int32_t length, bool joined) {
    UErrorCode error = U_ZERO_ERROR;
    UChar kept[WORD_MAX];
    int32_t count = 0, bytes = 0;
    for (int32_t i = 0; i < length; i++)
        if (!joined || text[i] != ' ')
            kept[count++] = text[i];
    size_t room = to->size - to->used;
    if (room < 3)
        return false;
    u_strToUTF8(to->out + to->used, (int32_t)room - 2, &bytes, kept, count, &error);
    if (U_FAILURE(error))
        return false;
    to->used += (size_t)bytes;
    to->out[to->used++] = ' ';
    to->out[to->used] = '\0';
    return true;
}

static bool put_word(struct pinyin *pinyin, const UChar *word, int32_t length, struct output *to) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t limit = length, used = length;
    if (length > WORD_MAX / SYLLABLE_MAX)
        return true; /* a whole sentence: nobody types it */
    u_memcpy(pinyin->word, word, length);
    utrans_transUChars(pinyin->latin, pinyin->word, &used, WORD_MAX, 0, &limit, &error);
    return U_SUCCESS(error) && put(to, pinyin->word, used, false) && put(to, pinyin->word, used, true);
}

bool pinyin_write(struct pinyin *pinyin, const char *text, char *out, size_t size) {
    UErrorCode error = U_ZERO_ERROR;
    struct output to = {out, size, 0};
    int32_t length = 0, from = 0, end = 0;
    out[0] = '\0';
    u_strFromUTF8(pinyin->text, TEXT_MAX, &length, text, -1, &error);
    if (U_FAILURE(error))
        return false;
    while (find_word(pinyin->text, length, &from, &end))
        if (!opened(pinyin) || !put_word(pinyin, pinyin->text + from, end - from, &to))
            return false;
    return true;
}
