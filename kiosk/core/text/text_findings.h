/* What can be wrong with a text of one language. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_EMPTY_TEXT                                                                                     \
    "empty-text", "must not be empty; leave the key out instead", "må ikke være tom; udelad feltet i stedet"
#define FOUND_SEVERAL_LINES                                                                                  \
    "several-lines", "must be a single line, without \\n", "skal stå på én linje, uden \\n"
#define FOUND_CONTROL_CHARACTER                                                                              \
    "control-character", "contains a control character; type plain text",                                    \
        "indeholder et styretegn; skriv almindelig tekst"
#define FOUND_TOO_MUCH_TEXT                                                                                  \
    "too-much-text", "is too much text: the site is over its memory limit",                                  \
        "er for meget tekst: der er ikke plads til mere på denne side"
