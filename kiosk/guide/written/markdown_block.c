#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "core/text/plain_text.h"
#include "guide/written/guide_findings.h"
#include "guide/written/markdown_parts.h"

enum { BLOCK_WORDS_MAX = 60 };

void markdown_append(struct parsing *p, const char *text, size_t size) {
    p->now.too_long = p->now.too_long || size > BLOCK_BYTES_MAX - p->now.length;
    if (p->now.too_long || p->refused_depth > 0)
        return;
    memcpy(p->now.text + p->now.length, text, size);
    p->now.length += size;
}

/* Chinese and Japanese are written without spaces. */
static bool joins(UChar32 c) {
    int width = c > 0 ? u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH) : U_EA_NEUTRAL;
    return (width == U_EA_WIDE || width == U_EA_FULLWIDTH) &&
           u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) == U_HST_NOT_APPLICABLE;
}

static bool joins_at(const struct parsing *p, size_t at) {
    UChar32 before = 0, after = 0;
    int32_t back = (int32_t)at, on = (int32_t)at + 1;
    if (at == 0 || at + 1 >= p->now.length)
        return false;
    U8_PREV((const uint8_t *)p->now.text, 0, back, before);
    U8_NEXT((const uint8_t *)p->now.text, on, (int32_t)p->now.length, after);
    return joins(before) && joins(after);
}

/* The block's text with its marks written out; a line break between two Chinese characters is nothing, else a
 * space. */
static size_t write_out(const struct parsing *p, char *out) {
    size_t used = 0;
    for (size_t i = 0; i < p->now.length; i++)
        if (p->now.text[i] == MARK_STRONG) {
            out[used++] = '*';
            out[used++] = '*';
        } else if (p->now.text[i] != MARK_BREAK) {
            out[used++] = p->now.text[i];
        } else if (!joins_at(p, i)) {
            out[used++] = ' ';
        }
    out[used] = '\0';
    return used;
}

static const struct said BLOCK_TOO_LONG = {FOUND_BLOCK_TOO_LONG}, LONE_STARS = {FOUND_LONE_STARS},
                         NO_BOX = {FOUND_NO_BOX}, BOXES_MANY = {FOUND_BOXES_MANY};

static bool block_ok(struct parsing *p, const char *text) {
    const struct said *what = NULL;
    if (p->now.too_long)
        what = &BLOCK_TOO_LONG;
    else if (memmem(p->now.text, p->now.length, "**", 2))
        what = &LONE_STARS;
    else if (strncmp(text, "[ ]", 3) == 0 || strncmp(text, "[x]", 3) == 0 || strncmp(text, "[]", 2) == 0)
        what = &NO_BOX;
    else if (p->step && p->done.steps == GUIDE_STEPS_MAX)
        what = &BOXES_MANY;
    if (!what)
        return true;
    report_plain(p->report, &(struct finding_place){SEVERITY_ERROR, p->file, p->now.block.line, 1}, what);
    p->errors++;
    return false;
}

void markdown_close_block(struct parsing *p) {
    bool shown = p->now.open && p->now.block.line > 0;
    p->now.open = false;
    if (!shown || (p->now.length == 0 && !p->now.too_long))
        return;
    char text[2 * sizeof p->now.text];
    const struct said *why = NULL;
    write_out(p, text);
    if (!block_ok(p, text) || p->done.count == p->done.max)
        return;
    p->now.block.text = plain_text(p->arena, text, true, &why);
    if (!p->now.block.text) {
        report_plain(p->report, &(struct finding_place){SEVERITY_ERROR, p->file, p->now.block.line, 1}, why);
        p->errors++;
        return;
    }
    int words = text_words(text);
    if (words > BLOCK_WORDS_MAX)
        report_said(p->report, &(struct finding_place){SEVERITY_WARNING, p->file, p->now.block.line, 1},
                    FOUND_WORDS_MANY, words, BLOCK_WORDS_MAX);
    if (p->step)
        p->now.block.number = p->done.steps++;
    p->item_used = true;
    p->done.blocks[p->done.count++] = p->now.block;
}

void markdown_open_block(struct parsing *p, enum guide_block_kind kind, int number) {
    markdown_close_block(p);
    p->now.block = (struct guide_block){.kind = kind, .number = number};
    p->now.open = true;
    p->now.length = 0;
    p->now.too_long = false;
    p->now.emphasis = 0;
}
