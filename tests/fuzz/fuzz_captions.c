/* Captions of a film: refused with a reason, or cues in order whose texts can be drawn. */
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/film/captions.h"
#include "fuzz/target.h"

static void look_at(const struct captions *captions) {
    PROMISED(captions->count > 0 && captions->count <= CAPTIONS_CUES_MAX);
    for (size_t i = 0; i < captions->count; i++) {
        const struct caption *cue = &captions->cues[i];
        size_t size = strlen(cue->text);
        PROMISED(size > 0 && utf8_count(cue->text, size) <= CAPTIONS_TEXT_MAX && cue->line > 0);
        PROMISED(cue->from_ms >= 0 && cue->from_ms < cue->to_ms);
        PROMISED(i == 0 || captions->cues[i - 1].from_ms <= cue->from_ms);
        PROMISED(cue->text[0] != '\n' && cue->text[size - 1] != '\n' && !strstr(cue->text, "**"));
        for (size_t at = 0, step; at < size; at += step) {
            step = utf8_character(cue->text + at, size - at);
            PROMISED(step > 0 && (cue->text[at] == '\n' || (unsigned char)cue->text[at] >= ' '));
        }
        const struct caption *on = captions_at(captions, cue->from_ms);
        PROMISED(on == NULL || on->from_ms == cue->from_ms);
        PROMISED(captions_edge(captions, cue->from_ms) > cue->from_ms);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create(4 << 20);
    struct report report = {0};
    struct captions captions = {0};
    if (size > CAPTIONS_BYTES_MAX || !arena) {
        arena_destroy(arena);
        return 0;
    }
    char *copy = target_copy(data, size);
    if (captions_read("a.vtt", copy, size, arena, &report, &captions)) {
        look_at(&captions);
        captions_check("a.vtt", &captions, 60000, &report);
    } else {
        PROMISED(report.errors > 0);
    }
    report_finish(&report);
    arena_destroy(arena);
    free(copy);
    return 0;
}
