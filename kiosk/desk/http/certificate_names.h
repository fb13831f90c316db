/* What clients see of a certificate: its key, and the names it stands for. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    CERTIFICATE_KEY_TEXT = 65, /* SHA-256 in hexadecimal digits, with its NUL */
    CERTIFICATE_NAME_TEXT = 254,
    CERTIFICATE_NAMES_MAX = 3, /* the first ones are kept */
};
struct certificate_names {
    char key[CERTIFICATE_KEY_TEXT]; /* of its SubjectPublicKeyInfo (RFC 7469 §2.4) */
    char names[CERTIFICATE_NAMES_MAX][CERTIFICATE_NAME_TEXT]; /* of hosts, without those with a "*" */
    size_t count;
};
/* Of the first certificate in a PEM file. */
bool certificate_names_read(const char *file, struct certificate_names *names, struct fail *fail) MUST_CHECK;
