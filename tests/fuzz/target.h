/* What the fuzz targets share. A target is one file fuzz_NAME.c with libFuzzer's entry point; it gives one
 * input to one parser and aborts when the parser breaks a promise of its header, not only when it crashes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "intake/intake.h"

/* libFuzzer's entry point; also called by replay.c for every file of the corpus. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts with the place and what was promised. */
#define PROMISED(condition)                                                                                  \
    ((condition) ? (void)0 : target_broken(__FILE__, __LINE__, #condition, target_why.text))
_Noreturn void target_broken(const char *file, int line, const char *condition, const char *why);
extern struct fail target_why; /* for the message; targets hand it to what must not fail */

/* The input with a NUL behind it, in a block of exactly that size, so that reading beyond it is found.
 * malloc'd; never NULL. */
char *target_copy(const uint8_t *data, size_t size);

/* The zone all targets use. */
const struct zone *target_zone(void);
/* An intake format that writes a feed: refused with a reason, or what feed_parse reads. */
void target_feed(intake_function *run, const uint8_t *data, size_t size);
/* picture_intake: refused with a reason, or what pixels_decode reads and of the promised size. Pictures of
 * more than a million pixels are looked at but not decoded: they only cost time. */
void target_picture(const uint8_t *data, size_t size);
