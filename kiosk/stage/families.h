/* Where Debian keeps the font families we know, and which package brings each. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { FAMILY_WEIGHTS = 3 }; /* as enum weight: regular, medium, bold */

struct family {
    const char *name;
    const char *package;
    const char *folders[4];               /* tried in turn; Debian moved some between releases */
    const char *files[FAMILY_WEIGHTS][3]; /* candidates for each weight, NULL-terminated */
    int index;                            /* of the face in a .ttc */
    const char *languages;                /* preferred for these BCP 47 prefixes, "ur ks"; NULL: none */
    bool signs; /* holds signs at private-use code points (U+E000–U+F8FF), and is used for nothing else */
};

extern const struct family families[];
extern const size_t family_count;
