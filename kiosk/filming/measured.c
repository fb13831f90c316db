#include "filming/measured.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/compiler.h"

enum { SILENCE_LUFS = -69 };

/* A number of JSON's, which is put into arguments as it stands. */
static bool is_number(const char *text) {
    return *text && strspn(text, "-0123456789.") == strlen(text);
}

/* A line of loudnorm's: `	"input_i" : "-27.61",`. */
static void hear_loudness(struct measured *measured, const char *line) {
    const struct {
        const char *key;
        char *out;
    } rows[] = {{"\"input_i\"", measured->loudness},
                {"\"input_tp\"", measured->peak},
                {"\"input_lra\"", measured->range},
                {"\"input_thresh\"", measured->threshold},
                {"\"target_offset\"", measured->offset}};
    char value[MEASURED_NUMBER], quote[2];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *at = strstr(line, rows[i].key);
        if (at && sscanf(at + strlen(rows[i].key), " : \"%15[^\"]%1[\"]", value, quote) == 2 &&
            (is_number(value) || strcmp(value, "-inf") == 0))
            memcpy(rows[i].out, value, sizeof value);
    }
}

void measured_hear(struct measured *measured, const char *line) {
    long long number;
    bool error = strstr(line, "[error]") || strstr(line, "[fatal]");
    if (error && !strstr(line, " to muxer in stream ")) /* of what is written, not of what is read */
        measured->errors++;
    else if (sscanf(line, "out_time_us=%lld", &number) == 1)
        measured->end_us = number > 0 ? number : measured->end_us;
    else
        hear_loudness(measured, line);
}

bool measured_audible(const struct measured *measured) {
    return is_number(measured->loudness) && is_number(measured->peak) && is_number(measured->range) &&
           is_number(measured->threshold) && is_number(measured->offset) &&
           strtod(measured->loudness, NULL) > SILENCE_LUFS;
}

void measured_write(const struct measured *measured, char *out, size_t size) {
    snprintf(out, size,
             "frames=%" PRId64 " end=%" PRId64 " errors=%" PRId64
             " grey=%d flashes=%d at=%d sound=%s %s %s %s %s\n",
             measured->frames, measured->end_us, measured->errors, measured->first_grey, measured->flashes,
             measured->flashes_at_s, measured->loudness, measured->peak, measured->range, measured->threshold,
             measured->offset);
}

bool measured_read(const char *text, struct measured *out) {
    struct measured in = {0};
    char end = 0;
    int got =
        sscanf(text,
               "frames=%" SCNd64 " end=%" SCNd64 " errors=%" SCNd64
               " grey=%d flashes=%d at=%d sound=%15[-0-9.inf] %15[-0-9.inf] %15[-0-9.inf] %15[-0-9.inf] "
               "%15[-0-9.inf]%c",
               &in.frames, &in.end_us, &in.errors, &in.first_grey, &in.flashes, &in.flashes_at_s, in.loudness,
               in.peak, in.range, in.threshold, in.offset, &end);
    if (got < 6)
        return false;
    if (!measured_audible(&in))
        in.loudness[0] = '\0';
    *out = in;
    return true;
}
