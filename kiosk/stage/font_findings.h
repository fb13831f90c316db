/* What can be wrong with the fonts of a site. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_FONT_ABSENT                                                                                    \
    "font-absent", "font \"%s\" is not installed: apt install %s",                                           \
        "skrifttypen ”%s” er ikke installeret: apt install %s"
#define FOUND_UNKNOWN_FONT                                                                                   \
    "unknown-font",                                                                                          \
        "font \"%s\" is unknown: name a family such as \"Inter\" or a file such as \"fonts/name.ttf\"",      \
        "skrifttypen ”%s” er ukendt: nævn en familie som ”Inter” eller en fil som ”fonts/name.ttf”"
#define FOUND_NO_FONT "no-font", "no font at all is installed", "der er slet ingen skrifttype installeret"
