#include "intake/warm.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <png.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <webp/encode.h>

#include <jpeglib.h>

#include "core/time/zone.h"
#include "intake/intake.h"
#include "intake/text_clean.h"

/* One colour, as each kind of picture. Encoders and decoders ask for the processor's features once, which
 * some machines read from /proc. */
static const uint8_t sample[8 * 8 * 3] = {255};

static uint8_t *jpeg_sample(size_t *size) {
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct info = {.err = jpeg_std_error(&errors)};
    unsigned long length = 0;
    unsigned char *bytes = NULL;
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &bytes, &length);
    info.image_width = info.image_height = 8;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < 8; y++) {
        uint8_t row[8 * 3], *rows = row;
        memcpy(row, sample + (size_t)y * sizeof(row), sizeof(row));
        jpeg_write_scanlines(&info, &rows, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    *size = length;
    return bytes;
}

static uint8_t *png_sample(size_t *size) {
    png_image image = {.version = PNG_IMAGE_VERSION, .width = 8, .height = 8, .format = PNG_FORMAT_RGB};
    png_alloc_size_t length = 4096;
    uint8_t *bytes = malloc(length);
    if (!bytes || !png_image_write_to_memory(&image, bytes, &length, 0, sample, 8 * 3, NULL))
        length = 0;
    *size = length;
    return bytes;
}

static uint8_t *webp_sample(size_t *size) {
    uint8_t *bytes = NULL;
    *size = WebPEncodeRGB(sample, 8, 8, 8 * 3, 75, &bytes);
    return bytes;
}

static uint8_t *svg_sample(size_t *size) {
    static const char text[] = "<svg width='8' height='8'><rect width='8' height='8' fill='red'/></svg>";
    *size = strlen(text);
    return (uint8_t *)strdup(text);
}

bool warm_pictures(struct fail *fail) {
    static uint8_t *(*const samples[])(size_t *) = {jpeg_sample, png_sample, webp_sample, svg_sample};
    struct intake_options options = {.fit_width = 4, .fit_height = 4};
    xmlInitParser();
    for (size_t i = 0; i < LENGTH(samples); i++) {
        size_t size = 0, out_size = 0;
        uint8_t *bytes = samples[i](&size), *grown = bytes ? realloc(bytes, size + 1) : NULL;
        char *out = NULL;
        if (grown)
            grown[size] = '\0';
        bool ok = grown && picture_intake((char *)grown, size, &options, &out, &out_size, fail);
        free(grown ? grown : bytes);
        free(out);
        if (!ok)
            return grown ? false : fail_set(fail, "out of memory");
    }
    return true;
}

bool warm_texts(struct fail *fail) {
    static const char words[] = "e\xCC\x81 \xE0\xA4\x95\xE2\x80\x8D";
    char *clean = text_clean(words, strlen(words), 10);
    UChar id[64];
    UErrorCode status = U_ZERO_ERROR;
    UChar windows[] = u"Romance Standard Time";
    int32_t length = ucal_getTimeZoneIDForWindowsID(windows, -1, "DK", id, 64, &status);
    struct zone *zone = zone_create("Europe/Copenhagen");
    json_object_seed(0);
    xmlInitParser();
    bool ok = clean && zone && U_SUCCESS(status) && length > 0;
    free(clean);
    zone_destroy(zone);
    return ok || fail_set(fail, "cannot load ICU's data");
}

bool warm_nothing(struct fail *fail) {
    (void)fail;
    return true;
}
