#include "core/draw/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/percent.h"

bool qr_init(struct qr *qr, const char *text) {
    *qr = (struct qr){0};
    errno = 0;
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return false;
    int side = code->width + 2 * QR_QUIET;
    uint8_t *bits = calloc((size_t)side * (size_t)side, 1);
    if (bits) {
        for (int y = 0; y < code->width; y++)
            for (int x = 0; x < code->width; x++)
                bits[(y + QR_QUIET) * side + x + QR_QUIET] = code->data[y * code->width + x] & 1;
        *qr = (struct qr){.side = side, .bits = bits};
    }
    QRcode_free(code);
    errno = bits ? 0 : ENOMEM;
    return bits != NULL;
}

int qr_side(const char *text) {
    /* bytes that versions 1 to 40 hold at level M (ISO/IEC 18004, table 7) */
    static const int most[] = {14,   26,   42,   62,   84,   106,  122,  152,  180,  213,
                               251,  287,  331,  362,  412,  450,  504,  560,  624,  666,
                               711,  779,  857,  911,  997,  1059, 1125, 1190, 1264, 1370,
                               1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331};
    size_t length = strlen(text), count = sizeof most / sizeof most[0];
    for (size_t i = 0; i < count; i++)
        if (length <= (size_t)most[i])
            return 21 + 4 * (int)i + 2 * QR_QUIET;
    return 0;
}

void qr_finish(struct qr *qr) {
    free(qr->bits);
    *qr = (struct qr){0};
}

/* "L%C3%A5n" → "Lån". */
static void write_letters(char *text) {
    enum { FIRST = 0xC0, LAST = 0x24F, TIMES = 0xD7, DIVIDED = 0xF7, ESCAPE = 3 /* characters */ };
    char *out = text;
    for (const char *at = text; *at;) {
        int lead = percent_byte(at), second = lead >= 0xC3 && lead <= 0xC9 ? percent_byte(at + ESCAPE) : -1;
        int letter = second >= 0x80 && second < 0xC0 ? (lead & 0x1F) << 6 | (second & 0x3F) : 0;
        if (letter >= FIRST && letter <= LAST && letter != TIMES && letter != DIVIDED) {
            *out++ = (char)lead;
            *out++ = (char)second;
            at += 2 * ESCAPE;
        } else {
            *out++ = *at++;
        }
    }
    *out = '\0';
}

const char *qr_readable(const char *url, char *out, size_t size) {
    if (strncmp(url, "https://", 8) == 0)
        url += 8;
    snprintf(out, size, "%s", url);
    char *counted = strstr(out, "?src=");
    if (counted && !strchr(counted, '&'))
        *counted = '\0';
    write_letters(out);
    size_t length = strlen(out);
    if (length > 1 && out[length - 1] == '/' && strchr(out, '/') == out + length - 1)
        out[length - 1] = '\0';
    return out;
}
