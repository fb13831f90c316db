#include "intake/script_language.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "core/base/compiler.h"

/* The first of each row stands for a script that the declared language does not use. */
static const struct {
    UScriptCode script;
    const char *languages;
} scripts[] = {
    {USCRIPT_ARABIC, "ar fa ur ku ps"},
    {USCRIPT_HEBREW, "he yi"},
    {USCRIPT_CYRILLIC, "uk ru bg sr mk be"},
    {USCRIPT_GREEK, "el"},
    {USCRIPT_DEVANAGARI, "hi ne mr"},
    {USCRIPT_THAI, "th"},
    {USCRIPT_HAN, "zh ja"},
    {USCRIPT_HIRAGANA, "ja"},
    {USCRIPT_HANGUL, "ko"},
};

/* Of the first letter; the beginning of a title is enough. */
static UScriptCode first_script(const char *text) {
    UChar wide[200];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide, LENGTH(wide), &length, text, -1, 0xFFFD, NULL, &status);
    length = length < (int32_t)LENGTH(wide) ? length : (int32_t)LENGTH(wide);
    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(wide, i, length, c);
        status = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript(c, &status);
        if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN)
            return script;
    }
    return USCRIPT_COMMON;
}

static bool listed(const char *languages, const char *tag) {
    for (const char *at = languages; tag && strlen(at) >= 2; at += at[2] ? 3 : 2)
        if (strncasecmp(at, tag, 2) == 0)
            return true;
    return false;
}

static bool ukrainian(const char *text) {
    return strstr(text, "і") || strstr(text, "ї") || strstr(text, "є") || strstr(text, "ґ");
}

const char *script_language(const char *text, const char *declared) {
    static const char *const firsts[LENGTH(scripts)] = {"ar", "he", "uk", "el", "hi", "th", "zh", "ja", "ko"};
    UScriptCode script = first_script(text);
    for (size_t i = 0; i < LENGTH(scripts); i++)
        if (scripts[i].script == script)
            return listed(scripts[i].languages, declared)           ? declared
                   : script == USCRIPT_CYRILLIC && !ukrainian(text) ? "ru"
                                                                    : firsts[i];
    return declared;
}
