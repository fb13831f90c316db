#include "filming/container.h"

#include <stdint.h>
#include <string.h>

#include "filming/filming_findings.h"

struct look {
    const uint8_t *bytes;
    size_t size;
};

static bool at(const struct look *look, size_t where, const void *what, size_t size) {
    return look->size >= where + size && memcmp(look->bytes + where, what, size) == 0;
}
#define AT(look, where, text) at(look, where, text, sizeof(text) - 1)

static bool holds(const struct look *look, const char *what) {
    return look->size > 0 && memmem(look->bytes, look->size, what, strlen(what)) != NULL;
}

/* A byte of 0x47 at the beginning of each of four packets. */
static bool packets(const struct look *look, size_t first, size_t length) {
    for (size_t i = 0; i < 4; i++)
        if (look->size <= first + i * length || look->bytes[first + i * length] != 0x47)
            return false;
    return true;
}

/* ISO 14496-12: a box's name follows its size. */
static bool is_boxes(const struct look *look) {
    return AT(look, 4, "ftyp") || AT(look, 4, "moov") || AT(look, 4, "mdat") || AT(look, 4, "free") ||
           AT(look, 4, "skip") || AT(look, 4, "wide") || AT(look, 4, "pnot");
}
static bool is_photo(const struct look *look) {
    return AT(look, 4, "ftyp") &&
           (AT(look, 8, "heic") || AT(look, 8, "heix") || AT(look, 8, "mif1") || AT(look, 8, "avif"));
}
static bool is_mov(const struct look *look) {
    return is_boxes(look) && !is_photo(look);
}
static bool is_matroska(const struct look *look) {
    return AT(look, 0, "\x1A\x45\xDF\xA3");
}
static bool is_avi(const struct look *look) {
    return AT(look, 0, "RIFF") && AT(look, 8, "AVI ");
}
static bool is_mpegts(const struct look *look) {
    return packets(look, 0, 188) || packets(look, 4, 192);
}
static bool is_mpeg(const struct look *look) {
    return AT(look, 0, "\0\0\x01\xBA");
}
static bool is_asf(const struct look *look) {
    return AT(look, 0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11");
}
static bool is_mxf(const struct look *look) {
    return AT(look, 0, "\x06\x0E\x2B\x34\x02\x05\x01\x01");
}
static bool is_gif(const struct look *look) {
    return AT(look, 0, "GIF87a") || AT(look, 0, "GIF89a");
}
static bool is_png(const struct look *look) {
    return AT(look, 0, "\x89PNG\r\n\x1A\n");
}
static bool is_apng(const struct look *look) {
    return is_png(look) && holds(look, "acTL");
}

static const struct {
    const char *name;
    bool (*is)(const struct look *look);
} films[] = {
    {"mov", is_mov},       {"matroska", is_matroska}, {"avi", is_avi}, {"gif", is_gif}, {"apng", is_apng},
    {"mpegts", is_mpegts}, {"mpeg", is_mpeg},         {"asf", is_asf}, {"mxf", is_mxf},
};

static bool is_webp(const struct look *look) {
    return AT(look, 0, "RIFF") && AT(look, 8, "WEBP") && holds(look, "ANIM");
}
static bool is_picture(const struct look *look) {
    return is_png(look) || is_photo(look) || AT(look, 0, "\xFF\xD8\xFF") || AT(look, 0, "BM") ||
           AT(look, 0, "II*\0") || AT(look, 0, "MM\0*") || (AT(look, 0, "RIFF") && AT(look, 8, "WEBP"));
}
static bool is_sound(const struct look *look) {
    return AT(look, 0, "ID3") || AT(look, 0, "fLaC") || (AT(look, 0, "RIFF") && AT(look, 8, "WAVE")) ||
           (AT(look, 0, "OggS") && !holds(look, "theora")) ||
           (look->size > 1 && look->bytes[0] == 0xFF && (look->bytes[1] & 0xE0) == 0xE0);
}
static bool is_list(const struct look *look) {
    return AT(look, 0, "#EXT") || AT(look, 0, "ffconcat") || AT(look, 0, "[playlist]") ||
           AT(look, 0, "\xEF\xBB\xBF#EXT") || holds(look, "<MPD") || holds(look, "<smil");
}

const char *container_of(const void *bytes, size_t size, struct report *report) {
    static const struct said empty = {FOUND_FILM_EMPTY}, webp = {FOUND_FILM_WEBP},
                             picture = {FOUND_FILM_STILL_PICTURE}, sound = {FOUND_FILM_ONLY_SOUND},
                             list = {FOUND_FILM_LIST}, kind = {FOUND_FILM_KIND};
    const struct look look = {bytes, size};
    for (size_t i = 0; i < LENGTH(films); i++)
        if (films[i].is(&look))
            return films[i].name;
    report_plain(report, &(struct finding_place){.file = ""},
                 size == 0           ? &empty
                 : is_webp(&look)    ? &webp
                 : is_picture(&look) ? &picture
                 : is_sound(&look)   ? &sound
                 : is_list(&look)    ? &list
                                     : &kind);
    return NULL;
}
