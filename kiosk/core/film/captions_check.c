/* Captions by the rules of those who make them for television. */
#include <string.h>

#include "core/base/utf8.h"
#include "core/film/captions.h"
#include "core/film/film_findings.h"

/* Characters that are twice as wide as others, and said in twice the time (UAX #11, roughly). */
static bool is_wide(uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

/* Marks that stand on another character, and what only says which way text runs. */
static bool is_nothing(uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x65F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F);
}

static uint32_t code_point(const char *at, size_t size) {
    static const uint8_t masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t c = (uint8_t)at[0] & masks[size];
    for (size_t i = 1; i < size; i++)
        c = c << 6 | ((uint8_t)at[i] & 0x3F);
    return c;
}

struct shape {
    int lines, widest, columns; /* columns of the widest line, of all */
};

static struct shape shape_of(const char *text) {
    struct shape shape = {.lines = 1};
    int columns = 0;
    for (size_t i = 0, size = strlen(text), step; i < size; i += step) {
        step = utf8_character(text + i, size - i);
        if (step == 0)
            break;
        uint32_t c = code_point(text + i, step);
        columns = c == '\n' ? 0 : columns + !is_nothing(c) + is_wide(c);
        shape.lines += c == '\n';
        shape.columns += c == '\n' ? 1 : !is_nothing(c) + is_wide(c);
        shape.widest = columns > shape.widest ? columns : shape.widest;
    }
    return shape;
}

static void check_cue(const struct finding_place *at, const struct caption *cue, struct report *report) {
    struct shape shape = shape_of(cue->text);
    int64_t ms = cue->to_ms - cue->from_ms;
    double seconds = (double)ms / 1000, speed = shape.columns / seconds;
    if (shape.lines > CAPTIONS_LINES_MAX)
        report_said(report, at, FOUND_CAPTIONS_LINES, shape.lines);
    if (shape.widest > CAPTIONS_LINE_MAX)
        report_said(report, at, FOUND_CAPTIONS_WIDE, shape.widest, CAPTIONS_LINE_MAX);
    if (ms < CAPTIONS_SHORTEST_MS)
        report_said(report, at, FOUND_CAPTIONS_SHORT, seconds);
    else if (shape.columns * (int64_t)1000 > CAPTIONS_SPEED_MAX * ms)
        report_said(report, at, FOUND_CAPTIONS_FAST, speed + 0.5, CAPTIONS_SPEED_MAX);
    if (ms > CAPTIONS_LONGEST_MS)
        report_said(report, at, FOUND_CAPTIONS_LONG, seconds);
}

void captions_check(const char *file, const struct captions *captions, int64_t length_ms,
                    struct report *report) {
    for (size_t i = 0; i < captions->count; i++) {
        const struct caption *cue = &captions->cues[i];
        struct finding_place at = {SEVERITY_WARNING, file, cue->line, 1};
        check_cue(&at, cue, report);
        if (i + 1 < captions->count && captions->cues[i + 1].from_ms < cue->to_ms)
            report_said(report, &at, FOUND_CAPTIONS_OVERLAP);
        if (cue->to_ms > length_ms)
            report_said(report, &at, FOUND_CAPTIONS_LATE, (double)length_ms / 1000);
    }
}
