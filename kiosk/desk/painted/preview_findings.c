/* Findings on the wire: for each 1 byte of severity, 4 of its line, 4 of its column, and four texts, each
 * with two bytes of how long it is before it. */
#include <string.h>

#include "core/base/utf8.h"
#include "desk/painted/preview_wire.h"

enum { FINDING_BYTES = 9 + 4 * 2 + sizeof(struct fail) };

struct text_field {
    size_t offset, size;
};
#define FIELD(name)                                                                                          \
    { offsetof(struct fail, name), sizeof(((struct fail *)NULL)->name) }
static const struct text_field FIELDS[] = {FIELD(file), FIELD(code), FIELD(text), FIELD(danish)};
#undef FIELD

static void put(uint8_t *out, uint32_t value, int bytes) {
    for (int i = 0; i < bytes; i++)
        out[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
}

static uint32_t get(const uint8_t *in, int bytes) {
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | in[i];
    return value;
}

static size_t write_one(const struct fail *finding, uint8_t *out) {
    size_t at = 9;
    out[0] = finding->severity == SEVERITY_ERROR;
    put(out + 1, (uint32_t)finding->line, 4);
    put(out + 5, (uint32_t)finding->column, 4);
    for (size_t i = 0; i < LENGTH(FIELDS); i++) {
        const char *text = (const char *)finding + FIELDS[i].offset;
        size_t length = strlen(text);
        put(out + at, (uint32_t)length, 2);
        memcpy(out + at + 2, text, length);
        at += 2 + length;
    }
    return at;
}

size_t preview_findings_write(const struct report *report, uint8_t out[PREVIEW_FINDINGS_BYTES]) {
    _Static_assert((size_t)PREVIEW_FINDINGS_KEPT * FINDING_BYTES <= PREVIEW_FINDINGS_BYTES, "they fit");
    size_t size = 0;
    for (size_t i = 0; i < report->count && i < PREVIEW_FINDINGS_KEPT; i++)
        size += write_one(&report->items[i], out + size);
    return size;
}

/* How many bytes it is; 0: none of ours. */
static size_t read_one(const uint8_t *in, size_t size, struct fail *finding) {
    size_t at = 9;
    if (size < at || in[0] > 1 || get(in + 1, 4) > INT32_MAX || get(in + 5, 4) > INT32_MAX)
        return 0;
    *finding = (struct fail){.severity = in[0] ? SEVERITY_ERROR : SEVERITY_WARNING,
                             .line = (int)get(in + 1, 4),
                             .column = (int)get(in + 5, 4)};
    for (size_t i = 0; i < LENGTH(FIELDS); i++) {
        size_t length = size - at >= 2 ? get(in + at, 2) : SIZE_MAX;
        char *text = (char *)finding + FIELDS[i].offset;
        if (length >= FIELDS[i].size || length > size - at - 2 || memchr(in + at + 2, '\0', length))
            return 0;
        memcpy(text, in + at + 2, length);
        utf8_clean(text);
        at += 2 + length;
    }
    return at;
}

bool preview_findings_read(const uint8_t *bytes, size_t size, struct report *report) {
    struct fail finding;
    size_t count = 0;
    for (size_t at = 0, length; at < size; at += length) {
        length = read_one(bytes + at, size - at, &finding);
        if (length == 0 || ++count > PREVIEW_FINDINGS_KEPT)
            return false;
        if (report)
            report_take(report, &finding);
    }
    return true;
}
