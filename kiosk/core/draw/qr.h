/* QR codes for web addresses (ISO/IEC 18004, level M), with their quiet zone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum { QR_QUIET = 4 };

struct qr {
    int side;      /* modules, the quiet zone on both sides included */
    uint8_t *bits; /* side × side, 1 = dark; owned, free with qr_finish */
};

/* False when `text` is too long for any code or memory runs out (errno is ENOMEM then). */
bool qr_init(struct qr *qr, const char *text) MUST_CHECK;
void qr_finish(struct qr *qr);
/* The `side` that qr_init would give; 0: too long for any code. */
int qr_side(const char *text);

/* `url` as it is printed for people to type: without "https://", a last "/", and a query that is only
 * "?src=…", which tells the site that somebody came by the code; Latin letters as such ("%C3%A5": "å"; RFC
 * 3987 §3.2). Points into `url`'s copy in `out`. */
const char *qr_readable(const char *url, char *out, size_t size);
