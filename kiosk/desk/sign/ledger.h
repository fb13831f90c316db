/* The book on disk: what this key has signed is not forgotten, whatever ends the program. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "publish/sign_book.h"

struct ledger {
    struct sign_book book; /* read only */
    char *path;
    int lock;
};
/* DIR/signed, which is made at the first signature; `folder` is made, and taken from any other signer. False
 * when the file is there and cannot be understood, too: a book that is lost is no empty book. */
bool ledger_init(struct ledger *ledger, const char *folder, struct fail *fail) MUST_CHECK;
void ledger_finish(struct ledger *ledger); /* also of a zeroed one */
/* Once true, `head` stands on the disk. When false, its number still counts as used until the program ends:
 * it may have been written. */
bool ledger_enter(struct ledger *ledger, const struct manifest_head *head, struct fail *fail) MUST_CHECK;
