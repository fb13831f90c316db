/* What a reviewer gave back: a file of JSON as the page saves it.
 *
 *   {"review": 1, "language": "uk", "beside": "en", "reviewer": "A. Reader", "reviewed_on": "2026-12-01",
 *    "texts": [{"id": "…", "source": HASH, "text": HASH, "approved": true, "correction": "…"}]}
 *
 * It comes from a stranger's machine: every member is known, every text bounded and free of control
 * characters. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { ANSWERS_BYTES_MAX = 8 << 20, ANSWER_TEXT_MAX = 4000 /* bytes of a correction */ };

struct review_answer {
    const char *id;
    const char *source, *text; /* hashes of what was read */
    bool approved;
    const char *correction; /* one line; NULL: none */
};
struct review_answers {
    struct arena *arena;
    const char *language, *beside, *reviewer, *reviewed_on;
    struct review_answer *items; /* each id once */
    size_t count;
};

/* False: `fail` says what is wrong, with line and column. finish in any case. */
bool review_answers_read(struct review_answers *answers, const char *file, const char *bytes, size_t size,
                         struct fail *fail) MUST_CHECK;
void review_answers_finish(struct review_answers *answers);
