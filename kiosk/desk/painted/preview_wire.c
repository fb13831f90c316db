#include "desk/painted/preview_wire.h"

#include <string.h>

enum { NUMBERS = 2 + 2 + 2 + 1 + 8, ROTATE_OWN = 0xFFFF, DRAFTS = 1, FINDINGS = 2 };
#define YEAR_2100 INT64_C(4102444800000)

static void put(uint8_t *out, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++)
        out[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
}

static uint64_t get(const uint8_t *in, int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | in[i];
    return value;
}

void preview_head_write(struct preview_head head, uint8_t out[PREVIEW_HEAD]) {
    out[0] = PREVIEW_VERSION;
    out[1] = (uint8_t)head.kind;
    put(out + 2, head.number, 4);
    put(out + 6, head.size, 4);
}

static const size_t LONGEST[] = {[PREVIEW_PAINT] = PREVIEW_QUESTION_MAX,
                                 [PREVIEW_DROP] = PREVIEW_NAME_MAX,
                                 [PREVIEW_READY] = 1,
                                 [PREVIEW_PICTURE] = PREVIEW_PICTURE_MAX,
                                 [PREVIEW_REFUSED] = PREVIEW_REASON_MAX,
                                 [PREVIEW_FINDINGS] = PREVIEW_FINDINGS_BYTES};

static bool head_read(const uint8_t in[PREVIEW_HEAD], enum preview_kind first, enum preview_kind last,
                      struct preview_head *head, struct fail *fail) {
    size_t size = get(in + 6, 4);
    if (in[0] != PREVIEW_VERSION)
        return fail_set(fail, "version %d of the painter's protocol is not spoken here, only %d", in[0],
                        PREVIEW_VERSION);
    if (in[1] < first || in[1] > last)
        return fail_set(fail, "a message of kind %d has no place here", in[1]);
    if (size > LONGEST[in[1]])
        return fail_set(fail, "a message of %zu bytes, where %zu are allowed", size, LONGEST[in[1]]);
    *head = (struct preview_head){(enum preview_kind)in[1], (uint32_t)get(in + 2, 4), size};
    return true;
}

bool preview_asked_read(const uint8_t in[PREVIEW_HEAD], struct preview_head *head, struct fail *fail) {
    return head_read(in, PREVIEW_PAINT, PREVIEW_DROP, head, fail);
}

bool preview_told_read(const uint8_t in[PREVIEW_HEAD], struct preview_head *head, struct fail *fail) {
    return head_read(in, PREVIEW_READY, PREVIEW_FINDINGS, head, fail);
}

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define ID LOWER DIGITS "-"
#define NAME LOWER UPPER DIGITS "._-"

/* The texts of a question, in their order on the wire. */
static const struct text {
    const char *what;
    size_t offset, max;
    const char *letters;
} TEXTS[] = {
#define TEXT(field, words, letters)                                                                          \
    {                                                                                                        \
        words, offsetof(struct preview_question, field),                                                     \
            sizeof(((struct preview_question *)NULL)->field) - 1, letters                                    \
    }
    TEXT(content, "name of a content", NAME),
    TEXT(feeds, "name of a folder of feeds", NAME),
    TEXT(screen, "id of a screen", ID),
    TEXT(at, "time", DIGITS "T:+-.Z"),
    TEXT(language, "language", LOWER UPPER DIGITS "-"),
    TEXT(zone, "name of a zone", ID),
    TEXT(slide, "id of a slide", ID),
#undef TEXT
};

bool preview_name_valid(const char *name) {
    size_t length = strnlen(name, PREVIEW_NAME_MAX + 1);
    return length >= 1 && length <= PREVIEW_NAME_MAX && name[0] != '.' && strspn(name, NAME) == length;
}

static bool text_valid(const struct preview_question *question, const struct text *text, struct fail *fail) {
    const char *value = (const char *)question + text->offset;
    size_t length = strnlen(value, text->max + 1);
    return (length <= text->max && strspn(value, text->letters) == length) ||
           fail_set(fail, "\"%.40s\" is no %s", length <= text->max ? value : "…", text->what);
}

bool preview_question_valid(const struct preview_question *question, struct fail *fail) {
    for (size_t i = 0; i < LENGTH(TEXTS); i++)
        if (!text_valid(question, &TEXTS[i], fail))
            return false;
    if (!preview_name_valid(question->content) ||
        (question->feeds[0] && !preview_name_valid(question->feeds)))
        return fail_set(fail, "no content has such a name");
    int width = question->width, height = question->height, rotate = question->rotate;
    if (width < 1 || height < 1 || width > PREVIEW_SIDE_MAX || height > PREVIEW_SIDE_MAX ||
        width * height > PREVIEW_PIXELS_MAX)
        return fail_set(fail, "%d × %d: a picture has at most %d px a side, and %d in all", width, height,
                        PREVIEW_SIDE_MAX, PREVIEW_PIXELS_MAX);
    if (rotate != PREVIEW_ROTATE_OWN && (rotate % 90 != 0 || rotate < 0 || rotate > 270))
        return fail_set(fail, "a picture is turned by 0, 90, 180 or 270, not %d", rotate);
    return (question->at_ms >= 0 && question->at_ms <= YEAR_2100) || fail_set(fail, "a time of no calendar");
}

size_t preview_question_write(const struct preview_question *question, uint8_t out[PREVIEW_QUESTION_MAX]) {
    size_t size = NUMBERS;
    put(out, (uint64_t)question->width, 2);
    put(out + 2, (uint64_t)question->height, 2);
    put(out + 4, question->rotate == PREVIEW_ROTATE_OWN ? ROTATE_OWN : (uint64_t)question->rotate, 2);
    out[6] = (uint8_t)((question->drafts ? DRAFTS : 0) | (question->findings ? FINDINGS : 0));
    put(out + 7, (uint64_t)question->at_ms, 8);
    for (size_t i = 0; i < LENGTH(TEXTS); i++) {
        const char *value = (const char *)question + TEXTS[i].offset;
        size_t length = strlen(value);
        out[size++] = (uint8_t)length;
        memcpy(out + size, value, length);
        size += length;
    }
    return size;
}

static bool texts_read(const uint8_t *bytes, size_t size, struct preview_question *question) {
    size_t at = NUMBERS;
    for (size_t i = 0; i < LENGTH(TEXTS); i++) {
        size_t length = at < size ? bytes[at++] : SIZE_MAX;
        if (length > size - at || length > TEXTS[i].max || memchr(bytes + at, '\0', length))
            return false;
        memcpy((char *)question + TEXTS[i].offset, bytes + at, length);
        at += length;
    }
    return at == size;
}

bool preview_question_read(const uint8_t *bytes, size_t size, struct preview_question *question,
                           struct fail *fail) {
    struct preview_question read = {0};
    if (size < NUMBERS || bytes[6] > (DRAFTS | FINDINGS) || !texts_read(bytes, size, &read))
        return fail_set(fail, "a question that is none");
    read.width = (int)get(bytes, 2);
    read.height = (int)get(bytes + 2, 2);
    read.rotate = (int)get(bytes + 4, 2);
    if (read.rotate == ROTATE_OWN)
        read.rotate = PREVIEW_ROTATE_OWN;
    read.drafts = (bytes[6] & DRAFTS) != 0;
    read.findings = (bytes[6] & FINDINGS) != 0;
    read.at_ms = (int64_t)get(bytes + 7, 8);
    if (!preview_question_valid(&read, fail))
        return false;
    *question = read;
    return true;
}

/* PNG (ISO/IEC 15948): the signature, then chunks of 4 bytes length, 4 of type, the data, 4 of CRC; IHDR
 * comes first and IEND last. */
bool preview_picture_valid(const void *bytes, size_t size, int width, int height) {
    static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const uint8_t plain[5] = {8, 2, 0, 0, 0}; /* depth, red green blue, packing, filter, in rows */
    const uint8_t *in = bytes;
    enum { CHUNK = 12, IHDR = 13 };
    size_t at = sizeof signature;
    if (size < at + CHUNK + IHDR || memcmp(in, signature, at) != 0 || get(in + at, 4) != IHDR ||
        memcmp(in + at + 4, "IHDR", 4) != 0 || memcmp(in + at + 16, plain, sizeof plain) != 0)
        return false;
    uint64_t wide = get(in + at + 8, 4), high = get(in + at + 12, 4), w = (uint64_t)width,
             h = (uint64_t)height;
    if (!((wide == w && high == h) || (wide == h && high == w)))
        return false;
    while (size - at >= CHUNK) {
        size_t length = get(in + at, 4);
        bool last = memcmp(in + at + 4, "IEND", 4) == 0;
        if (length > size - at - CHUNK)
            return false;
        at += CHUNK + length;
        if (last)
            return length == 0 && at == size;
    }
    return false;
}
