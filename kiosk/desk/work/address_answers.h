/* Which addresses did not answer when somebody asked them last: what `kioskctl addresses -o FILE` wrote,
 * taken again when another file is there. Where no server at all said anything, whoever asked had no network,
 * and nothing is known of any address. Any thread. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { ADDRESS_BYTES_MAX = 2000, ADDRESS_ANSWERS_MAX = 4000, ADDRESS_FILE_MAX = 4 << 20 };

/* How an address did not answer. */
struct address_silence {
    int64_t asked_ms; /* UTC */
    int status;       /* of HTTP; 0: nothing came */
};

struct address_answers;
/* `file` has to stay and need not be there yet. NULL: no memory. */
struct address_answers *address_answers_create(const char *file) MUST_CHECK;
void address_answers_destroy(struct address_answers *answers);
/* Looks whether the file is another one, and then reads it. False: `fail` says what is wrong with it, once
 * for each; what the last good one said holds. One that is gone says nothing any more. */
bool address_answers_refresh(struct address_answers *answers, struct fail *fail) MUST_CHECK;
bool address_silence_any(struct address_answers *answers) MUST_CHECK; /* false for NULL */
/* False: it answered, or nobody has asked it; also for NULL answers or url. */
bool address_silent(struct address_answers *answers, const char *url,
                    struct address_silence *silence) MUST_CHECK;
