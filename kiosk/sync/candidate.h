/* A published manifest on its way to become the current generation: its bytes, its signature and what they
 * say. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "store/store.h"
#include "sync/fetch.h"

struct candidate {
    char *bytes, *signature; /* owned */
    size_t size, signature_size;
    char etag[FETCH_ETAG_MAX];
    struct manifest *manifest; /* owned; NULL before candidate_read */
    char comment[SIGN_COMMENT_MAX];
    bool from_disk; /* it is the current generation, its manifest read from the store */
};

void candidate_finish(struct candidate *candidate);
struct generation_id candidate_id(const struct candidate *candidate); /* once read */
/* Checks the signature and keeps its comment. */
bool candidate_verify(struct candidate *candidate, const struct trust *trust, struct fail *fail) MUST_CHECK;
/* Reads the manifest of a verified one. */
bool candidate_read(struct candidate *candidate, struct fail *fail) MUST_CHECK;
/* The comment is signed too, so that a person who checks with minisign sees what the file is; it must agree.
 */
bool candidate_comment_agrees(const struct candidate *candidate) MUST_CHECK;
/* Takes the manifest of a generation in the store, which keeps its other parts. */
void candidate_take(struct candidate *candidate, struct generation *generation);
