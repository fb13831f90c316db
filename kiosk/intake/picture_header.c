#include "intake/picture_header.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/intake.h"

static uint32_t be16(const uint8_t *b) {
    return (uint32_t)b[0] << 8 | b[1];
}
static uint32_t be32(const uint8_t *b) {
    return be16(b) << 16 | be16(b + 2);
}
static uint32_t le24(const uint8_t *b) {
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16;
}

/* Tag 0x0112 of IFD0 in a TIFF block (EXIF 2.32 §4.6.2); 1 when there is none or it is out of range. */
static int tiff_orientation(const uint8_t *b, size_t size) {
    if (size < 8)
        return 1;
    bool little = b[0] == 'I';
#define U16(at) (little ? (uint32_t)b[at] | (uint32_t)b[(at) + 1] << 8 : be16(b + (at)))
#define U32(at) (little ? le24(b + (at)) | (uint32_t)b[(at) + 3] << 24 : be32(b + (at)))
    size_t at = U32(4);
    if (at > size || size - at < 2)
        return 1;
    uint32_t entries = U16(at);
    for (at += 2; entries > 0 && size - at >= 12; entries--, at += 12)
        if (U16(at) == 0x0112) {
            uint32_t type = U16(at + 2); /* SHORT is right; BYTE and LONG are met */
            uint32_t value = type == 1 ? b[at + 8] : type == 4 ? U32(at + 8) : U16(at + 8);
            return value >= 1 && value <= 8 ? (int)value : 1;
        }
#undef U16
#undef U32
    return 1;
}

/* As in JPEG; WebP and PNG leave the first six bytes out, or not. */
static int exif_orientation(const uint8_t *b, size_t size, bool named) {
    bool has_name = size >= 6 && memcmp(b, "Exif\0\0", 6) == 0;
    if (!has_name && named)
        return 1;
    return has_name ? tiff_orientation(b + 6, size - 6) : tiff_orientation(b, size);
}

static bool png_read(const uint8_t *b, size_t size, struct picture_header *header) {
    if (size < 24 || memcmp(b + 12, "IHDR", 4) != 0)
        return false;
    header->width = be32(b + 16);
    header->height = be32(b + 20);
    for (size_t at = 8; size - at >= 12 && be32(b + at) <= size - at - 12; at += be32(b + at) + 12)
        if (memcmp(b + at + 4, "eXIf", 4) == 0)
            header->orientation = exif_orientation(b + at + 8, be32(b + at), false);
    return memmem(b, size, "IEND\xAE\x42\x60\x82", 8) != NULL;
}

static bool webp_read(const uint8_t *b, size_t size, struct picture_header *header) {
    if (size < 30 || size < (size_t)(le24(b + 4) | (uint32_t)b[7] << 24) + 8)
        return false;
    const uint8_t *data = b + 20;
    if (memcmp(b + 12, "VP8X", 4) == 0) {
        header->width = le24(data + 4) + 1;
        header->height = le24(data + 7) + 1;
        for (size_t at = 30; size - at >= 8;) {
            size_t length = le24(b + at + 4) | (size_t)b[at + 7] << 24;
            if (length > size - at - 8)
                break;
            if (memcmp(b + at, "EXIF", 4) == 0)
                header->orientation = exif_orientation(b + at + 8, length, false);
            at += 8 + length;
            at += (length & 1) && at < size;
        }
    } else if (memcmp(b + 12, "VP8L", 4) == 0 && data[0] == 0x2F) {
        uint32_t bits = le24(data + 1) | (uint32_t)data[4] << 24;
        header->width = (bits & 0x3FFF) + 1;
        header->height = ((bits >> 14) & 0x3FFF) + 1;
    } else if (memcmp(b + 12, "VP8 ", 4) == 0 && data[3] == 0x9D && data[4] == 0x01 && data[5] == 0x2A) {
        header->width = le24(data + 6) & 0x3FFF;
        header->height = le24(data + 8) & 0x3FFF;
    } else
        return false;
    return true;
}

/* Segments up to the frame header (ITU-T T.81 §B.1.1). */
static bool jpeg_read(const uint8_t *b, size_t size, struct picture_header *header) {
    for (size_t at = 2; at + 4 <= size;) {
        if (b[at] != 0xFF)
            return false;
        uint8_t marker = b[at + 1];
        if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        size_t length = be16(b + at + 2);
        if (length < 2 || length > size - at - 2)
            return false;
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame && length >= 7) {
            header->height = be16(b + at + 5);
            header->width = be16(b + at + 7);
            /* libjpeg fills what is missing with grey; the end marker cannot occur inside compressed data */
            return memmem(b + at, size - at, "\xFF\xD9", 2) != NULL;
        }
        if (marker == 0xE1 && header->orientation == 1)
            header->orientation = exif_orientation(b + at + 4, length - 2, true);
        at += 2 + length;
    }
    return false;
}

bool picture_header_read(const char *bytes, size_t size, struct picture_header *header, struct fail *fail) {
    const uint8_t *b = (const uint8_t *)bytes;
    struct picture_header read = {.orientation = 1};
    bool whole;
    if (size >= 8 && memcmp(b, "\x89PNG\r\n\x1A\n", 8) == 0) {
        read.kind = PICTURE_PNG;
        whole = png_read(b, size, &read);
    } else if (size >= 3 && memcmp(b, "\xFF\xD8\xFF", 3) == 0) {
        read.kind = PICTURE_JPEG;
        whole = jpeg_read(b, size, &read);
    } else if (size >= 12 && memcmp(b, "RIFF", 4) == 0 && memcmp(b + 8, "WEBP", 4) == 0) {
        read.kind = PICTURE_WEBP;
        whole = webp_read(b, size, &read);
    } else if (size > 0 && *intake_skip_blank(bytes) == '<') {
        *header = (struct picture_header){.kind = PICTURE_SVG, .orientation = 1};
        return true;
    } else
        return fail_set(fail, "not a PNG, JPEG, WebP or SVG picture");
    if (!whole)
        return fail_set(fail, "the picture is broken or cut short");
    if (read.width < 1 || read.height < 1)
        return fail_set(fail, "the picture has no size");
    if (read.width > PICTURE_SIDE_MAX || read.height > PICTURE_SIDE_MAX ||
        read.width * read.height > PICTURE_COUNT_MAX)
        return fail_set(
            fail,
            "the picture is too large: %.0f × %.0f, at most %d a side and 67 million pixels; make it "
            "smaller",
            read.width, read.height, PICTURE_SIDE_MAX);
    *header = read;
    return true;
}
