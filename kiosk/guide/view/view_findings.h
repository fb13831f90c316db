/* What shows when a page of the guide is laid out. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_CODE_TOO_LONG                                                                                  \
    "address-too-long", "the address is too long for a code: %.80s", "adressen er for lang til en kode: %.80s"
#define FOUND_PARTS_MANY                                                                                     \
    "too-full", "more than %d parts on one page; the rest is left out",                                      \
        "mere end %d dele på én side; resten udelades"
#define FOUND_TEXT_CUT                                                                                       \
    "too-long", "text is cut at %d px in %d × %d px: \"%.80s\"",                                             \
        "teksten skæres af ved %d px i %d × %d px: ”%.80s”"
#define FOUND_WORD_BROKEN                                                                                    \
    "too-long", "a word is broken at %d px in %d px: \"%.80s\"", "et ord brydes ved %d px i %d px: ”%.80s”"
#define FOUND_TEXT_HIGH                                                                                      \
    "too-long", "text is higher than its box (%d > %d px): \"%.80s\"",                                       \
        "teksten er højere end sit felt (%d > %d px): ”%.80s”"
#define FOUND_NO_SIGNS                                                                                       \
    "no-signs", "no font has the signs: apt install fonts-material-design-icons-iconfont",                   \
        "ingen skrifttype har ikonerne: apt install fonts-material-design-icons-iconfont"
#define FOUND_TARGETS_MANY                                                                                   \
    "too-full", "more than %d things to touch on one page; \"%.60s\" is left out",                           \
        "mere end %d ting at trykke på på én side; ”%.60s” udelades"
#define FOUND_STRIP_LOW                                                                                       \
    "strip-low",                                                                                              \
        "the buttons of the strip to touch are %.1f mm high; at least %.0f mm are needed: give it more of "   \
        "the screen's height",                                                                                \
        "knapperne i trykstriben er %.1f mm høje; mindst %.0f mm er nødvendige: giv den mere af skærmens " \
        "højde"
#define FOUND_STRIP_SMALL                                                                                    \
    "strip-low", "the strip to touch has room for letters of %d px; at least %d px can be read",             \
        "trykstriben har plads til bogstaver på %d px; mindst %d px kan læses"
