/* The beginning of a film's file, which says all about it, so that hundreds of MB need not be in memory. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { FILM_HEAD_MAX = 8 << 20 }; /* bytes: tables of half an hour of 30 pictures a second are 2 MiB */

enum film_head {
    FILM_HEAD_READ,
    FILM_HEAD_BAD,     /* it says that it is larger than FILM_HEAD_MAX: nothing in it is a film of ours */
    FILM_HEAD_TROUBLE, /* this machine: memory, or it cannot be read */
};
/* Bytes that are still to be read from a regular file; 0 of anything else. */
uint64_t film_bytes_left(int fd);
/* From `fd` up to behind the head of the first mdat, or to the end where there is none; *bytes is malloc'd,
 * with a NUL behind it. *whole: what film_bytes_left said; where that is 0, the rest is read as well, and
 * counted, at most to FILM_BYTES_MAX and a little. */
enum film_head film_head_read(int fd, char **bytes, size_t *size, uint64_t *whole,
                              struct fail *fail) MUST_CHECK;
