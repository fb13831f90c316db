#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guide/written/guide_findings.h"
#include "guide/written/lix.h"
#include "guide/written/load_parts.h"
#include "guide/written/markdown.h"
#include "guide/written/page_kind.h"

static bool load_text(struct guide_loading *loading, const char *name, const char *tag,
                      struct guide_text *out) {
    size_t size = 0;
    char *bytes = guide_file_read(loading, name, GUIDE_TEXT_MAX, &size);
    *out = (struct guide_text){.language = tag, .file = name};
    bool done = bytes && markdown_parse(name, bytes, size, loading->guide->arena, out, loading->report);
    free(bytes);
    return done;
}

/* Ticks belong to the n-th box: a text with other boxes than the first language's would tick the wrong ones.
 */
static bool same_boxes(struct guide_loading *loading, const struct guide_text *first,
                       const struct guide_text *other) {
    if (first->steps == other->steps)
        return true;
    report_said(loading->report, &(struct finding_place){SEVERITY_ERROR, other->file, 1, 1},
                FOUND_BOXES_DIFFER, other->steps, first->language, first->steps);
    return false;
}

/* How hard an easy text may be, in the languages whose scale is known. */
static void check_easy(const struct guide_loading *loading, const struct guide_text *text) {
    static const struct {
        const char *language;
        int lix;
    } limits[] = {{"da", 30}};
    for (size_t i = 0; i < LENGTH(limits); i++)
        if (strcmp(limits[i].language, text->language) == 0 && lix(text) > limits[i].lix)
            report_said(loading->report, &(struct finding_place){SEVERITY_WARNING, text->file, 1, 1},
                        FOUND_EASY_TOO_HARD, (int)ceil(lix(text)), limits[i].lix);
}

/* Easy texts are nobody's duty: what is not there is not missed. */
static const struct guide_text *load_easy(struct guide_loading *loading, const char *page,
                                          const struct guide_text *plain) {
    const char *name = guide_file_name(loading, "pages/%s.%s.easy.md", page, plain->language);
    if (!name || !guide_file_exists(loading, name))
        return NULL;
    struct guide_text *easy = arena_alloc(loading->guide->arena, sizeof *easy);
    if (!easy || !load_text(loading, name, plain->language, easy) || !same_boxes(loading, plain, easy))
        return NULL;
    check_easy(loading, easy);
    return easy;
}

void load_texts(const struct json_place *page, struct guide_loading *loading, struct guide_page *out) {
    struct guide *guide = loading->guide;
    struct guide_text *texts = arena_alloc(guide->arena, guide->language_count * sizeof *texts);
    size_t present = 0;
    struct json_place id = place_member(page, "id");
    for (size_t i = 0; texts && i < guide->language_count; i++) {
        const char *tag = guide->languages[i].tag;
        const char *name = guide_file_name(loading, "pages/%s.%s.md", out->id, tag);
        bool there = name && guide_file_exists(loading, name);
        if (guide->languages[i].site && page_kind(out->kind)->is_text)
            place_translated(&id, tag, there, FOUND_PAGE_UNTRANSLATED, tag, name ? name : "");
        if (!there)
            continue;
        present++;
        struct guide_text *text = &texts[out->text_count];
        if (!load_text(loading, name, tag, text) || !same_boxes(loading, &texts[0], text))
            continue;
        text->easy = load_easy(loading, out->id, text);
        out->text_count++;
    }
    out->texts = texts;
    if (page_kind(out->kind)->is_text && present == 0)
        place_error(&id, FOUND_PAGE_WITHOUT_TEXT, out->id, guide->languages[0].tag);
}
