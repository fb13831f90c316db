/* What can be wrong with captions. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_CAPTIONS_NO_TEXT                                                                               \
    "captions-no-text", "is not UTF-8: save the captions as UTF-8",                                          \
        "er ikke UTF-8: gem underteksterne som UTF-8"
#define FOUND_CAPTIONS_NONE                                                                                  \
    "captions-none", "holds no captions: a line such as 00:01.000 --> 00:04.000, and the text below it",     \
        "indeholder ingen undertekster: en linje som 00:01.000 --> 00:04.000 og teksten under den"
#define FOUND_CAPTIONS_TIME                                                                                  \
    "captions-time", "must be two times such as 00:01.000 --> 00:04.000, the first before the second",       \
        "skal være to tider som 00:01.000 --> 00:04.000, den første før den anden"
#define FOUND_CAPTIONS_MANY                                                                                  \
    "captions-many", "what follows is left out: at most %d captions are allowed",                            \
        "resten udelades: højst %d undertekster er tilladt"
#define FOUND_CAPTIONS_CUT                                                                                   \
    "captions-cut", "is cut: a caption has at most %d characters; make two of it",                           \
        "bliver klippet: en undertekst har højst %d tegn; del den i to"
#define FOUND_CAPTIONS_LINES                                                                                 \
    "captions-lines", "has %d lines; two can be read at once: make two captions of it",                      \
        "har %d linjer; man kan læse to ad gangen: del den i to"
#define FOUND_CAPTIONS_WIDE                                                                                  \
    "captions-wide", "a line has %d characters; at most %d: break it, or say it in fewer words",             \
        "en linje har %d tegn; højst %d: del den, eller sig det kortere"
#define FOUND_CAPTIONS_SHORT                                                                                 \
    "captions-short", "is on for %.1f s; nobody reads it in less than a second: let it stay longer",         \
        "vises i %.1f s; ingen når at læse den på under et sekund: lad den stå længere"
#define FOUND_CAPTIONS_LONG                                                                                  \
    "captions-long", "is on for %.1f s; at most 7 s, or it is read twice: make two of it",                   \
        "vises i %.1f s; højst 7 s, ellers læses den to gange: del den i to"
#define FOUND_CAPTIONS_FAST                                                                                  \
    "captions-fast",                                                                                         \
        "has %.0f characters a second; at most %d: let it stay longer, or say it in fewer words",            \
        "har %.0f tegn i sekundet; højst %d: lad den stå længere, eller sig det kortere"
#define FOUND_CAPTIONS_OVERLAP                                                                               \
    "captions-overlap", "ends after the next one has begun: let it end before",                              \
        "slutter, efter at den næste er begyndt: lad den slutte før"
#define FOUND_CAPTIONS_LATE                                                                                  \
    "captions-late", "ends after the film, which is %.1f s long: are these the captions of this film?",      \
        "slutter efter filmen, som varer %.1f s: er det denne films undertekster?"
