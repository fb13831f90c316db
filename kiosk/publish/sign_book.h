/* What a key has signed: for each channel of its one site the newest manifest. As text, a line a channel, as
 * the trusted comment has it (manifest_head_comment). Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"

enum { SIGN_BOOK_CHANNELS_MAX = 32, SIGN_BOOK_BYTES_MAX = SIGN_BOOK_CHANNELS_MAX * 256 };

struct sign_book {
    struct manifest_head last[SIGN_BOOK_CHANNELS_MAX]; /* all of one site */
    size_t count;
};

/* NULL: nothing was signed for this channel. */
const struct manifest_head *sign_book_find(const struct sign_book *book, const char *channel);
/* In place of what the channel had; its names are ids (id_valid). False: of another site, or no room for one
 * channel more. */
bool sign_book_put(struct sign_book *book, const struct manifest_head *head, struct fail *fail) MUST_CHECK;
/* malloc'd; NULL when out of memory. */
char *sign_book_write(const struct sign_book *book, size_t *size) MUST_CHECK;
/* Strict: whole lines, valid ids, one site, no channel twice. An empty text is a book with nothing in it. */
bool sign_book_read(const char *text, size_t size, struct sign_book *book, struct fail *fail) MUST_CHECK;
