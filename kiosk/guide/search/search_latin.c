#include "guide/search/search_latin.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

enum { TEXT_MAX = 2000, WORD_MAX = 400, SYLLABLE_MAX = 8 };

enum way { WAY_CHINESE, WAY_UKRAINIAN, WAY_HINDI, WAYS };
static const struct {
    const char *language;
    const UChar *id; /* ICU's name of it */
    UScriptCode script;
    bool both; /* its syllables are written apart, or as one word */
} ways[WAYS] = {
    [WAY_CHINESE] = {"zh", u"Han-Latin", USCRIPT_HAN, true},
    [WAY_UKRAINIAN] = {"uk", u"Ukrainian-Latin/BGN", USCRIPT_CYRILLIC, false},
    [WAY_HINDI] = {"hi", u"Devanagari-Latin", USCRIPT_DEVANAGARI, false},
};

struct latin {
    UTransliterator *opened[WAYS];
    UChar text[TEXT_MAX], word[WORD_MAX];
};

struct output {
    char *out;
    size_t size, used;
};

struct latin *latin_create(void) {
    return calloc(1, sizeof(struct latin));
}

void latin_destroy(struct latin *latin) {
    for (size_t i = 0; latin && i < WAYS; i++)
        if (latin->opened[i])
            utrans_close(latin->opened[i]);
    free(latin);
}

static UTransliterator *opened(struct latin *latin, enum way way) {
    UErrorCode error = U_ZERO_ERROR;
    if (!latin->opened[way])
        latin->opened[way] = utrans_openU(ways[way].id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    return U_SUCCESS(error) ? latin->opened[way] : NULL;
}

/* Marks that stand in every script belong to the word they stand in. */
static bool is_of(UChar32 c, enum way way) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    return U_SUCCESS(error) && (script == ways[way].script || script == USCRIPT_INHERITED);
}

/* Where the next word of the script is. False: there is none. */
static bool find_word(const UChar *text, int32_t length, enum way way, int32_t *from, int32_t *to) {
    UChar32 c;
    int32_t at = *to, next = at;
    for (; at < length; at = next) {
        U16_NEXT(text, next, length, c);
        if (is_of(c, way))
            break;
    }
    *from = at;
    for (*to = next = at; next < length; *to = next) {
        U16_NEXT(text, next, length, c);
        if (!is_of(c, way))
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

static bool put_word(struct latin *latin, enum way way, const UChar *word, int32_t length,
                     struct output *to) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t limit = length, used = length;
    if (length > WORD_MAX / SYLLABLE_MAX)
        return true; /* a whole sentence: nobody types it */
    u_memcpy(latin->word, word, length);
    utrans_transUChars(latin->opened[way], latin->word, &used, WORD_MAX, 0, &limit, &error);
    return U_SUCCESS(error) && put(to, latin->word, used, false) &&
           (!ways[way].both || put(to, latin->word, used, true));
}

static enum way way_of(const char *language) {
    enum way way = WAY_CHINESE;
    while (way < WAYS && strncmp(language, ways[way].language, strlen(ways[way].language)) != 0)
        way++;
    return way;
}

bool latin_write(struct latin *latin, const char *language, const char *text, char *out, size_t size) {
    UErrorCode error = U_ZERO_ERROR;
    struct output to = {out, size, 0};
    int32_t length = 0, from = 0, end = 0;
    enum way way = way_of(language);
    out[0] = '\0';
    if (way == WAYS)
        return true;
    u_strFromUTF8(latin->text, TEXT_MAX, &length, text, -1, &error);
    if (U_FAILURE(error))
        return false;
    while (find_word(latin->text, length, way, &from, &end))
        if (!opened(latin, way) || !put_word(latin, way, latin->text + from, end - from, &to))
            return false;
    return true;
}
