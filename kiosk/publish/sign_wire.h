/* What goes over the socket of kiosk-sign: one question and one answer a connection. A message is
 *   1 byte   version, WIRE_VERSION
 *   1 byte   kind
 *   4 bytes  how long the body is, the highest byte first
 *   body     of a hello: none; of its answer: 8 bytes key id, 32 bytes key, then the book as text; of what is
 *            to be signed: the manifest, or a stop order (enrol/stop_order.h); of its answer: a minisign
 *            signature file; of a refusal: why
 * Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "publish/sign_book.h"
#include "store/sign.h"

enum {
    WIRE_VERSION = 1,
    WIRE_HEAD = 6,
    WIRE_QUESTION_MAX = MANIFEST_BYTES_MAX,
    WIRE_STOP_MAX = 256,
    WIRE_ANSWER_MAX = 16 << 10
};
enum wire_kind {
    WIRE_HELLO = 1,
    WIRE_SIGN = 2,
    WIRE_KEY = 3,
    WIRE_SIGNED = 4,
    WIRE_REFUSED = 5,
    WIRE_STOP = 6 /* a question, answered as WIRE_SIGN is */
};

/* What stands before the body. */
struct wire_head {
    enum wire_kind kind;
    size_t size; /* bytes of the body */
};
void wire_head_write(struct wire_head head, uint8_t out[WIRE_HEAD]);
size_t wire_question_max(enum wire_kind kind); /* bytes a question's body may have */
/* What a signer takes, and what its client does: another version or kind, or a body longer than its kind may
 * have, is refused with the reason. */
bool wire_question_read(const uint8_t in[WIRE_HEAD], struct wire_head *head, struct fail *fail) MUST_CHECK;
bool wire_answer_read(const uint8_t in[WIRE_HEAD], struct wire_head *head, struct fail *fail) MUST_CHECK;

/* What a signer says of itself. */
struct wire_key {
    struct public_key key;
    struct sign_book book;
};
/* The body, malloc'd; NULL when out of memory. */
char *wire_key_write(const struct wire_key *key, size_t *size) MUST_CHECK;
bool wire_key_read(const char *body, size_t size, struct wire_key *key, struct fail *fail) MUST_CHECK;
