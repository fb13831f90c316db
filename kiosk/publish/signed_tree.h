/* What a published tree says of itself, read with care: it may be another key's, or half written. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "publish/tree.h"
#include "store/sign.h"

enum signed_state {
    SIGNED_NOTHING,     /* the channel has never been published */
    SIGNED_WHOLE,       /* the signature is a trusted key's and fits */
    SIGNED_INTERRUPTED, /* a trusted key signed something else than this manifest: publishing stopped between
                           the two files; `comment` has the number in use */
    SIGNED_UNKNOWN,     /* another key's, or damaged: `why` */
};
struct signed_tree {
    enum signed_state state;
    struct manifest *manifest;      /* WHOLE: what was signed; UNKNOWN: what it claims, or NULL */
    char comment[SIGN_COMMENT_MAX]; /* signed by a trusted key; "": there is none */
    struct fail why;                /* INTERRUPTED, UNKNOWN: what does not fit */
};
struct signed_tree signed_tree_read(const struct tree_names *names, const struct trust *trust) MUST_CHECK;
void signed_tree_finish(struct signed_tree *tree);
