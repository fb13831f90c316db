#include "stage/families.h"

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
    {.name = "Material Icons",
     .package = "fonts-material-design-icons-iconfont",
     .folders = {TRUETYPE "material-design-icons-iconfont"},
     .files = {{"MaterialIcons-Regular.ttf"}, {"MaterialIcons-Regular.ttf"}, {"MaterialIcons-Regular.ttf"}},
     .signs = true},
};
const size_t family_count = sizeof(families) / sizeof(families[0]);
