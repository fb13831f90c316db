#include "stage/families.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unistd.h>

#include "core/base/compiler.h"

#define OPENTYPE "/usr/share/fonts/opentype/"
#define TRUETYPE "/usr/share/fonts/truetype/"
#define NOTO_FOLDERS                                                                                         \
    { TRUETYPE "noto", OPENTYPE "noto" }
/* a Noto family: no medium weight is packaged for every script, so regular stands in */
#define NOTO(family, file, speaks)                                                                           \
    {                                                                                                        \
        .name = family, .package = "fonts-noto-core", .folders = NOTO_FOLDERS,                               \
        .files = {{file "-Regular.ttf"}, {file "-Medium.ttf", file "-Regular.ttf"}, {file "-Bold.ttf"}},     \
        .languages = speaks                                                                                  \
    }
#define CJK(family, number, speaks)                                                                          \
    {                                                                                                        \
        .name = family, .package = "fonts-noto-cjk", .folders = {OPENTYPE "noto", TRUETYPE "noto"},          \
        .files = {{"NotoSansCJK-Regular.ttc"}, {"NotoSansCJK-Regular.ttc"}, {"NotoSansCJK-Bold.ttc"}},       \
        .index = number, .languages = speaks                                                                 \
    }

const struct family families[] = {
    {.name = "Inter",
     .package = "fonts-inter",
     .folders = {OPENTYPE "inter", TRUETYPE "inter"},
     .files = {{"Inter-Regular.otf", "Inter-Regular.ttf", "Inter.ttf"},
               {"Inter-Medium.otf", "Inter-Medium.ttf", "Inter.ttf"},
               {"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "Inter.ttf"}}},
    NOTO("Noto Sans", "NotoSans", NULL),
    NOTO("Noto Sans Arabic", "NotoSansArabic", NULL),
    NOTO("Noto Nastaliq Urdu", "NotoNastaliqUrdu", "ur"), /* after Arabic: only for Urdu */
    NOTO("Noto Sans Hebrew", "NotoSansHebrew", NULL),
    NOTO("Noto Sans Devanagari", "NotoSansDevanagari", NULL),
    NOTO("Noto Sans Bengali", "NotoSansBengali", NULL),
    NOTO("Noto Sans Gurmukhi", "NotoSansGurmukhi", NULL),
    NOTO("Noto Sans Tamil", "NotoSansTamil", NULL),
    NOTO("Noto Sans Sinhala", "NotoSansSinhala", NULL),
    NOTO("Noto Sans Thai", "NotoSansThai", NULL),
    NOTO("Noto Sans Khmer", "NotoSansKhmer", NULL),
    NOTO("Noto Sans Myanmar", "NotoSansMyanmar", NULL),
    NOTO("Noto Sans Ethiopic", "NotoSansEthiopic", NULL),
    NOTO("Noto Sans Armenian", "NotoSansArmenian", NULL),
    NOTO("Noto Sans Georgian", "NotoSansGeorgian", NULL),
    CJK("Noto Sans CJK SC", 2, "zh"),
    CJK("Noto Sans CJK TC", 3, "zh-Hant zh-TW zh-HK"),
    CJK("Noto Sans CJK JP", 0, "ja"),
    CJK("Noto Sans CJK KR", 1, "ko"),
    NOTO("Noto Sans Symbols", "NotoSansSymbols", NULL),
    NOTO("Noto Sans Math", "NotoSansMath", NULL),
    NOTO("Noto Sans Symbols 2", "NotoSansSymbols2", NULL),
    {.name = "Noto Color Emoji",
     .package = "fonts-noto-color-emoji",
     .folders = {TRUETYPE "noto"},
     .files = {{"NotoColorEmoji.ttf"}, {"NotoColorEmoji.ttf"}, {"NotoColorEmoji.ttf"}},
     .languages = "und-Zsye",
     .em = 109},
    {.name = "Material Icons",
     .package = "fonts-material-design-icons-iconfont",
     .folders = {TRUETYPE "material-design-icons-iconfont"},
     .files = {{"MaterialIcons-Regular.ttf"}, {"MaterialIcons-Regular.ttf"}, {"MaterialIcons-Regular.ttf"}},
     .signs = true},
};
const size_t family_count = sizeof(families) / sizeof(families[0]);

char *family_file(const struct family *family, int weight) {
    for (size_t d = 0; d < LENGTH(family->folders) && family->folders[d]; d++)
        for (size_t f = 0; f < LENGTH(family->files[weight]) && family->files[weight][f]; f++) {
            char path[256];
            snprintf(path, sizeof(path), "%s/%s", family->folders[d], family->files[weight][f]);
            if (access(path, R_OK) == 0)
                return strdup(path);
        }
    return NULL;
}

const struct family *family_named(const char *name) {
    for (size_t i = 0; i < family_count; i++)
        if (strcmp(families[i].name, name) == 0)
            return &families[i];
    return NULL;
}

/* Families are named after the script they are for. */
static void name_for(uint32_t code_point, char *name, size_t size) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code_point, &status);
    bool common = script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
    bool cjk = script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
               script == USCRIPT_HANGUL || script == USCRIPT_BOPOMOFO;
    if (code_point >= 0xE000 && code_point <= 0xF8FF)
        snprintf(name, size, "Material Icons");
    else if (u_hasBinaryProperty((UChar32)code_point, UCHAR_EMOJI_PRESENTATION))
        snprintf(name, size, "Noto Color Emoji");
    else
        snprintf(name, size, "Noto Sans%s%s", common ? "" : " ",
                 common ? ""
                 : cjk  ? "CJK SC"
                        : uscript_getName(script));
}

const char *family_package(uint32_t code_point) {
    char name[80];
    name_for(code_point, name, sizeof name);
    const struct family *family = family_named(name);
    char *installed = family ? family_file(family, 0) : NULL;
    const char *package = family && !installed ? family->package : NULL;
    free(installed);
    return package;
}
