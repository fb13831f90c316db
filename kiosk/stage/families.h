/* Where Debian keeps the font families we know, and which package brings each. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAMILY_WEIGHTS = 3 }; /* as enum weight: regular, medium, bold */

struct family {
    const char *name;
    const char *package;
    const char *folders[4];               /* tried in turn; Debian moved some between releases */
    const char *files[FAMILY_WEIGHTS][3]; /* candidates for each weight, NULL-terminated */
    int index;                            /* of the face in a .ttc */
    const char *languages;                /* preferred for these BCP 47 prefixes, "ur ks"; NULL: none */
    int em;     /* of pictures in one size (CBDT): px of their em, 0: outlines in all sizes */
    bool signs; /* holds signs at private-use code points (U+E000–U+F8FF), and is used for nothing else */
};

extern const struct family families[];
extern const size_t family_count;

/* NULL: none of that name. */
const struct family *family_named(const char *name);
/* The path of the family's file for a weight, malloc'd; NULL: not installed. */
char *family_file(const struct family *family, int weight);
/* The Debian package that would bring a font for a character no installed one has; NULL when none is known.
 */
const char *family_package(uint32_t code_point);
