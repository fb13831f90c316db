/* What the desk refuses, as problem+json (RFC 9457) or as a page, in Danish or English. The texts are data: a
 * row a problem; rooms above bring rows of their own. Pure. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "desk/http/fields.h"
#include "desk/http/language.h"

struct problem {
    const char *name; /* "not-found", the end of the type's URI */
    int status;
    const char *title[LOCALES], *detail[LOCALES];
};

enum problem_code {
    PROBLEM_BAD_REQUEST,
    PROBLEM_SIGN_IN,
    PROBLEM_FORBIDDEN,
    PROBLEM_PROOF_NEEDED,
    PROBLEM_FOREIGN_ORIGIN,
    PROBLEM_NOT_FOUND,
    PROBLEM_METHOD,
    PROBLEM_CONFLICT,
    PROBLEM_GONE,
    PROBLEM_LENGTH_REQUIRED,
    PROBLEM_TOO_LARGE,
    PROBLEM_MEDIA_TYPE,
    PROBLEM_RANGE,
    PROBLEM_FIELDS,
    PROBLEM_TOO_OFTEN,
    PROBLEM_INTERNAL,
    PROBLEM_BUSY,
    PROBLEM_STOPPING,
    PROBLEM_NO_ROOM,
    PROBLEM_CODES
};
const struct problem *problem_row(enum problem_code code);

/* The JSON, malloc'd; `findings` may be NULL. NULL: out of memory. */
char *problem_json(const struct problem *problem, enum locale locale,
                   const struct findings *findings) MUST_CHECK;
/* The same as a small page that needs no script. */
char *problem_page(const struct problem *problem, enum locale locale,
                   const struct findings *findings) MUST_CHECK;
/* What a finding says, and the word programs know it by. */
const char *finding_text(enum finding_code code, enum locale locale);
const char *finding_name(enum finding_code code);
