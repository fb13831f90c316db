/* Who signs: a key in a file here, or another program that has the key and lends only its signature. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "store/sign.h"

struct signer {
    struct public_key key; /* what its signatures are checked with */
    void *context;
    /* A minisign signature file over `bytes` with this trusted comment, malloc'd; NULL: `fail` says why. */
    char *(*sign)(void *context, const void *bytes, size_t size, const char *comment, struct fail *fail);
};

/* The unencrypted minisign secret key in the file `path`. It is kept in memory that is locked, guarded and
 * wiped (libsodium's), never in any other. Refused when others than the file's owner may read it. NULL:
 * reported; a warning is given when the system does not lock memory. */
struct key_file *key_file_open(const char *path, struct report *report) MUST_CHECK;
void key_file_close(struct key_file *file); /* NULL is fine */
/* Valid until key_file_close. */
struct signer key_file_signer(struct key_file *file);
