/* From a question to its answer: what is asked, whether it may be signed, and what is said of it in the log.
 * Knows no sockets. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "desk/sign/ledger.h"
#include "desk/sign/rate.h"
#include "publish/sign_wire.h"
#include "publish/signer.h"
#include "system/clock.h"

enum { NOTARY_A_MINUTE = 30, NOTARY_A_DAY = 300 };

struct notary {
    struct signer signer;  /* borrowed */
    struct ledger *ledger; /* borrowed */
    struct rate asked;     /* to sign, NOTARY_A_MINUTE */
    struct rate signed_;   /* NOTARY_A_DAY; refusals do not count */
};
struct notary notary_init(struct signer signer, struct ledger *ledger);

struct notary_answer {
    char *bytes; /* a whole message, malloc'd; NULL: out of memory */
    size_t size;
    bool refused;
    char said[560]; /* for the log: what was asked, and how it ended */
};
/* The answer to a message whose head wire_question_read took. `now` counts wall_ms and steady_ms. */
struct notary_answer notary_answer(struct notary *notary, struct wire_head head, const char *body,
                                   struct instant now) MUST_CHECK;
/* The answer to what is no question. */
struct notary_answer notary_refuse(const char *why) MUST_CHECK;
