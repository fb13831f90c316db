/* What shows when a slide is laid out. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_NO_LOGO "picture-unusable", "the logo \"%s\" cannot be shown", "logoet ”%s” kan ikke vises"
#define FOUND_TEXTS_OVERLAP                                                                                  \
    "texts-overlap", "\"%.60s\" and \"%.60s\" lie over each other",                                          \
        "”%.60s” og ”%.60s” ligger oven i hinanden"
#define FOUND_SHOWN_UNTRANSLATED                                                                             \
    "untranslated", "\"%s\" is not translated to \"%s\"; \"%s\" is shown",                                   \
        "”%s” er ikke oversat til ”%s”; ”%s” vises"
#define FOUND_SECOND_UNTRANSLATED                                                                            \
    "untranslated", "\"%s\" is not translated to \"%s\"", "”%s” er ikke oversat til ”%s”"
#define FOUND_NO_GLYPH                                                                                       \
    "no-glyph", "no font has the character U+%04X of \"%.60s\"%s%s",                                         \
        "ingen skrifttype har tegnet U+%04X i ”%.60s”%s%s"
#define FOUND_NO_PICTURE                                                                                     \
    "picture-unusable", "the picture \"%s\" cannot be shown", "billedet ”%s” kan ikke vises"
#define FOUND_ADDRESS_CUT                                                                                    \
    "address-too-long", "the address is too long to be printed, only its host is; use a shorter one: %.80s", \
        "adressen er for lang til at blive skrevet; kun værtsnavnet vises; brug en kortere: %.80s"
#define FOUND_ADDRESS_NO_CODE                                                                                \
    "address-too-long", "the address is too long for a QR code: %.80s",                                      \
        "adressen er for lang til en QR-kode: %.80s"
#define FOUND_WIDE_ADDRESS                                                                                   \
    "too-long", "an address is wider than its line at the readable size: \"%.60s\"; use a shorter one",      \
        "en adresse er bredere end sin linje i læsbar størrelse: ”%.60s”; brug en kortere"
#define FOUND_WIDE_WORD                                                                                      \
    "too-long",                                                                                              \
        "a word is wider than its line at the readable size: \"%.60s\"; write soft hyphens (U+00AD) into "   \
        "it",                                                                                                \
        "et ord er bredere end sin linje i læsbar størrelse: ”%.60s”; sæt bløde bindestreger (U+00AD) i det"
#define FOUND_TOO_LONG                                                                                       \
    "too-long", "text does not fit at the size that is readable from %d mm: \"%.60s\"",                      \
        "teksten er for lang til at stå i en størrelse, der kan læses på %d mm afstand: ”%.60s”"
#define FOUND_LONG_ROUND                                                                                                \
    "round-too-long",                                                                                                   \
        "zone \"%s\" of screen \"%s\": a round takes %d min %d s on %d-%02d-%02d at %02d:%02d; five "                   \
        "minutes at "                                                                                                   \
        "most, or few see all of it: give slides hours, or take some out",                                              \
        "feltet ”%s” på skærmen ”%s”: en runde varer %d min. %d sek. den %d-%02d-%02d kl. %02d.%02d; højst " \
        "fem minutter, ellers ser få det hele: giv slides tidsrum, eller tag nogle ud"
#define FOUND_ZONE_SMALL                                                                                                \
    "zone-too-small",                                                                                                   \
        "zone \"%s\" of screen \"%s\" is too small for letters that are read from %d mm: they have %d px "              \
        "and "                                                                                                          \
        "need %d",                                                                                                      \
        "feltet ”%s” på skærmen ”%s” er for lille til bogstaver, der kan læses på %d mm afstand: de er %d " \
        "px "                                                                                                           \
        "og skal være %d"
#define FOUND_TOO_FULL "too-full", "holds more than can be drawn", "rummer mere, end der kan tegnes"
