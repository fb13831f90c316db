#include "fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/pixels.h"
#include "core/feed/feed.h"
#include "intake/picture_header.h"

enum { FIT = 64 };
#define DECODED_MAX 1000000.0
#define FROM_MS INT64_C(1725141600000) /* the samples in tests/data/feeds are of the year after this */
#define DAY_MS INT64_C(86400000)

struct fail target_why;

void target_broken(const char *file, int line, const char *condition, const char *why) {
    fprintf(stderr, "%s:%d: broken promise: %s (%s)\n", file, line, condition, why);
    abort();
}

char *target_copy(const uint8_t *data, size_t size) {
    char *copy = malloc(size + 1);
    if (!copy)
        abort();
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

const struct zone *target_zone(void) {
    static struct zone *zone;
    if (!zone)
        zone = zone_create("Europe/Copenhagen");
    PROMISED(zone);
    return zone;
}

void target_feed(intake_function *run, const uint8_t *data, size_t size) {
    struct intake_options options = {
        .from_ms = FROM_MS, .to_ms = FROM_MS + 400 * DAY_MS, .now_ms = FROM_MS, .zone = target_zone()};
    char *copy = target_copy(data, size), *out = NULL;
    size_t out_size = 0;
    target_why = (struct fail){0};
    if (run(copy, size, &options, &out, &out_size, &target_why)) {
        struct feed_data *feed = feed_parse("fuzz", out, out_size, FROM_MS, &target_why);
        PROMISED(feed);
        feed_destroy(feed);
        free(out);
    } else {
        PROMISED(target_why.text[0]);
    }
    free(copy);
}

void target_picture(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size), *out = NULL;
    size_t out_size = 0;
    struct picture_header header;
    struct intake_options options = {.fit_width = FIT, .fit_height = FIT};
    target_why = (struct fail){0};
    if (!picture_header_read(copy, size, &header, &target_why)) {
        PROMISED(target_why.text[0]);
    } else if (header.kind == PICTURE_SVG || header.width * header.height <= DECODED_MAX) {
        PROMISED(header.kind == PICTURE_SVG || (header.width > 0 && header.height > 0));
        if (picture_intake(copy, size, &options, &out, &out_size, &target_why)) {
            struct pixels pixels = {0};
            PROMISED(pixels_decode(out, out_size, &pixels, &target_why));
            pixels_finish(&pixels);
            free(out);
        } else {
            PROMISED(target_why.text[0]);
        }
    }
    free(copy);
}
