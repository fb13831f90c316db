#include "guide/markdown.h"

#include <stdio.h>
#include <string.h>

#include <md4c.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "core/plain_text.h"

enum { BLOCK_BYTES_MAX = 4000, WORDS_MAX = 60, LIST_DEPTH_MAX = 1 };
/* Stand in for "**" and for a line break of the source until the whole block is known. */
enum { MARK_STRONG = 1, MARK_BREAK = 2 };

struct list {
    bool ordered;
    int number;
};

struct parsing {
    const char *file, *source;
    size_t size;
    struct arena *arena;
    struct report *report;
    struct guide_block *blocks;
    size_t count, max;
    int steps;
    size_t errors;
    const char *seen; /* the last place in the source that md4c spoke of */

    struct list list;
    int list_depth;
    bool item, item_used, step;
    struct guide_block block; /* being gathered; line 0: nothing of it was seen yet */
    bool open;
    char text[BLOCK_BYTES_MAX + 8];
    size_t length;
    bool too_long;
    int emphasis;
    const char *refused; /* what cannot be shown, reported at the next text; its text is left out */
    int refused_depth;
};

static void position(const struct parsing *p, const char *at, int *line, int *column) {
    *line = *column = 1;
    for (const char *c = p->source; c < at; c++)
        if (*c == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            ++*column;
        }
}

static void complain(struct parsing *p, const char *at, const char *what) {
    int line, column;
    position(p, at, &line, &column);
    report_add(p->report, SEVERITY_ERROR, p->file, line, column, "%s", what);
    p->errors++;
}

/* --- the source, before anything is parsed --- */

static bool source_ok(struct parsing *p) {
    if (p->size > GUIDE_TEXT_MAX) {
        report_add(p->report, SEVERITY_ERROR, p->file, 1, 1, "is %zu bytes long; at most %d are allowed",
                   p->size, GUIDE_TEXT_MAX);
        return false;
    }
    int32_t i = 0, size = (int32_t)p->size;
    while (i < size) {
        const char *at = p->source + i;
        UChar32 c;
        U8_NEXT((const uint8_t *)p->source, i, size, c);
        if (c < 0 || (u_charType(c) == U_CONTROL_CHAR && c != '\n' && c != '\r' && c != '\t')) {
            complain(p, at, c < 0 ? "is not UTF-8 text" : "contains a control character; type plain text");
            return false;
        }
    }
    return true;
}

/* "[name]: address" defines a link and shows nothing. */
static void refuse_definitions(struct parsing *p) {
    const char *end = p->source + p->size;
    for (const char *line = p->source; line < end; line++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        const char *open = line;
        while (open < stop && *open == ' ')
            open++;
        const char *close = open < stop && *open == '[' ? memchr(open, ']', (size_t)(stop - open)) : NULL;
        if (close && close + 1 < stop && close[1] == ':')
            complain(p, open, "a link: write the page's \"url\" in guide.json instead");
        line = stop;
    }
}

/* Thematic breaks come without text, so the line is searched. */
static const char *find_rule(const struct parsing *p) {
    const char *end = p->source + p->size;
    for (const char *line = p->seen; line < end; line++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        size_t marks = 0, others = 0;
        for (const char *c = line; c < stop; c++) {
            marks += strchr("-*_", *c) != NULL;
            others += !strchr("-*_ \t\r", *c);
        }
        if (marks >= 3 && others == 0)
            return line;
        line = stop;
    }
    return p->seen;
}

/* --- text of one block --- */

static void append(struct parsing *p, const char *text, size_t size) {
    p->too_long = p->too_long || size > BLOCK_BYTES_MAX - p->length;
    if (p->too_long || p->refused_depth > 0)
        return;
    memcpy(p->text + p->length, text, size);
    p->length += size;
}

static void append_mark(struct parsing *p, char mark) {
    append(p, &mark, 1);
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
    if (at == 0 || at + 1 >= p->length)
        return false;
    U8_PREV((const uint8_t *)p->text, 0, back, before);
    U8_NEXT((const uint8_t *)p->text, on, (int32_t)p->length, after);
    return joins(before) && joins(after);
}

/* The block's text with its marks written out; a line break between two Chinese characters is nothing, else a
 * space. */
static size_t write_out(const struct parsing *p, char *out) {
    size_t used = 0;
    for (size_t i = 0; i < p->length; i++)
        if (p->text[i] == MARK_STRONG) {
            out[used++] = '*';
            out[used++] = '*';
        } else if (p->text[i] != MARK_BREAK) {
            out[used++] = p->text[i];
        } else if (!joins_at(p, i)) {
            out[used++] = ' ';
        }
    out[used] = '\0';
    return used;
}

static int count_words(const char *text) {
    int words = 0;
    bool inside = false;
    for (; *text; text++) {
        bool space = *text == ' ' || *text == '\n';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static bool block_ok(struct parsing *p, const char *text) {
    const char *what = NULL;
    if (p->too_long)
        what = "this block is too long; make several of it, at most 60 words each";
    else if (memmem(p->text, p->length, "**", 2))
        what = "\"**\" without its partner: write **strong** without spaces inside the asterisks";
    else if (strncmp(text, "[ ]", 3) == 0 || strncmp(text, "[x]", 3) == 0 || strncmp(text, "[]", 2) == 0)
        what = "a box to tick is written \"- [ ] text\"";
    else if (p->step && p->steps == GUIDE_STEPS_MAX)
        what = "more than 64 boxes to tick on one page";
    if (!what)
        return true;
    report_add(p->report, SEVERITY_ERROR, p->file, p->block.line, 1, "%s", what);
    p->errors++;
    return false;
}

static void close_block(struct parsing *p) {
    bool shown = p->open && p->block.line > 0;
    p->open = false;
    if (!shown || (p->length == 0 && !p->too_long))
        return;
    char text[2 * sizeof p->text];
    const char *why = NULL;
    write_out(p, text);
    if (!block_ok(p, text) || p->count == p->max)
        return;
    p->block.text = plain_text(p->arena, text, true, &why);
    if (!p->block.text) {
        report_add(p->report, SEVERITY_ERROR, p->file, p->block.line, 1, "%s", why);
        p->errors++;
        return;
    }
    int words = count_words(text);
    if (words > WORDS_MAX)
        report_add(p->report, SEVERITY_WARNING, p->file, p->block.line, 1,
                   "%d words in one block; at most %d can be read standing", words, WORDS_MAX);
    if (p->step)
        p->block.number = p->steps++;
    p->item_used = true;
    p->blocks[p->count++] = p->block;
}

static void open_block(struct parsing *p, enum guide_block_kind kind, int number) {
    close_block(p);
    p->block = (struct guide_block){.kind = kind, .number = number};
    p->open = true;
    p->length = 0;
    p->too_long = false;
    p->emphasis = 0;
}

/* --- what md4c calls --- */

static void refuse(struct parsing *p, const char *what) {
    p->refused = what;
    p->refused_depth++;
}

static void enter_list(struct parsing *p, bool ordered, int first) {
    close_block(p);
    if (++p->list_depth > LIST_DEPTH_MAX)
        refuse(p, "a list inside a list; make it one list");
    else
        p->list = (struct list){ordered, first};
}

static void enter_item(struct parsing *p, const MD_BLOCK_LI_DETAIL *detail) {
    if (p->list_depth > LIST_DEPTH_MAX)
        return;
    p->item = true;
    p->item_used = false;
    p->step = detail->is_task;
    if (detail->is_task && detail->task_mark != ' ')
        complain(p, p->source + detail->task_mark_offset, "write \"[ ]\": the visitor ticks the box");
    if (detail->is_task)
        p->seen = p->source + detail->task_mark_offset;
    open_block(p,
               p->step           ? BLOCK_STEP
               : p->list.ordered ? BLOCK_NUMBER
                                 : BLOCK_BULLET,
               p->list.ordered && !p->step ? p->list.number++ : 0);
}

static void enter_paragraph(struct parsing *p) {
    if (p->refused_depth > 0)
        return;
    if (!p->item) {
        open_block(p, BLOCK_PARAGRAPH, 0);
    } else if (p->item_used || (p->open && p->block.line > 0)) {
        close_block(p);
        refuse(p, "a second paragraph in one item; make it an item of its own");
        p->refused_depth--; /* said once; its text has no block and is left out */
    }
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context) {
    struct parsing *p = context;
    switch (type) {
    case MD_BLOCK_UL:
        enter_list(p, false, 1);
        break;
    case MD_BLOCK_OL:
        enter_list(p, true, (int)(((MD_BLOCK_OL_DETAIL *)detail)->start % 1000));
        break;
    case MD_BLOCK_LI:
        enter_item(p, detail);
        break;
    case MD_BLOCK_H:
        open_block(p, BLOCK_HEADING, 0);
        if (((MD_BLOCK_H_DETAIL *)detail)->level > 2)
            p->refused = "only # and ## make a heading";
        break;
    case MD_BLOCK_P:
        enter_paragraph(p);
        break;
    case MD_BLOCK_HR:
        complain(p, find_rule(p), "a line across; make a heading instead");
        break;
    case MD_BLOCK_QUOTE:
        refuse(p, "a quotation; write a paragraph");
        break;
    case MD_BLOCK_CODE:
        refuse(p, "code, or a line that begins with four spaces; write a paragraph");
        break;
    case MD_BLOCK_HTML:
        refuse(p, "HTML is not shown; write plain text");
        break;
    case MD_BLOCK_TABLE:
        refuse(p, "a table; make a list of it");
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context) {
    struct parsing *p = context;
    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        p->refused_depth -= p->list_depth-- > LIST_DEPTH_MAX;
        break;
    case MD_BLOCK_LI:
        if (p->list_depth > LIST_DEPTH_MAX)
            break;
        close_block(p);
        p->item = p->step = false;
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_P:
        close_block(p);
        break;
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE:
        if (p->refused) /* it had no text that would have said so */
            complain(p, p->seen, p->refused);
        p->refused = NULL;
        p->refused_depth--;
        break;
    default:
        break;
    }
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context) {
    struct parsing *p = context;
    (void)detail;
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
        if (p->emphasis++ == 0)
            append_mark(p, MARK_STRONG);
    } else {
        refuse(p, type == MD_SPAN_A     ? "a link: write the page's \"url\" in guide.json instead"
                  : type == MD_SPAN_IMG ? "a picture; pages are text"
                                        : "code; write plain text");
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context) {
    struct parsing *p = context;
    (void)detail;
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
        if (--p->emphasis == 0)
            append_mark(p, MARK_STRONG);
    } else {
        if (p->refused)
            complain(p, p->seen, p->refused);
        p->refused = NULL;
        p->refused_depth--;
    }
    return 0;
}

static void append_entity(struct parsing *p, const char *text, size_t size) {
    static const struct {
        const char *name, *utf8;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", "\u00A0"}, {"&shy;", "\u00AD"}};
    for (size_t i = 0; i < LENGTH(entities); i++)
        if (strlen(entities[i].name) == size && memcmp(entities[i].name, text, size) == 0) {
            append(p, entities[i].utf8, strlen(entities[i].utf8));
            return;
        }
    complain(p, text, "write the character itself instead of \"&…;\"");
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context) {
    struct parsing *p = context;
    if (text >= p->source && text < p->source + p->size) {
        p->seen = text;
        int column;
        if (p->open && p->block.line == 0)
            position(p, text, &p->block.line, &column);
        if (p->refused)
            complain(p, text, p->refused);
        p->refused = NULL;
    }
    switch (type) {
    case MD_TEXT_HTML:
        if (p->refused_depth == 0)
            complain(p, text, "HTML is not shown; write plain text");
        break;
    case MD_TEXT_ENTITY:
        append_entity(p, text, size);
        break;
    case MD_TEXT_SOFTBR:
        append_mark(p, MARK_BREAK);
        break;
    case MD_TEXT_BR:
        append(p, "\n", 1);
        break;
    default:
        append(p, text, size);
        break;
    }
    return 0;
}

static size_t count_lines(const char *source, size_t size) {
    size_t lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += source[i] == '\n';
    return lines;
}

bool markdown_parse(const char *file, const char *source, size_t size, struct arena *arena,
                    struct guide_text *out, struct report *report) {
    static const MD_PARSER parser = {.flags =
                                         MD_FLAG_TASKLISTS | MD_FLAG_TABLES | MD_FLAG_PERMISSIVEURLAUTOLINKS,
                                     .enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = take_text};
    struct parsing p = {
        .file = file, .source = source, .seen = source, .size = size, .arena = arena, .report = report};
    if (!source_ok(&p))
        return false;
    p.max = count_lines(source, size);
    p.blocks = arena_alloc(arena, p.max * sizeof *p.blocks);
    refuse_definitions(&p);
    if (!p.blocks || md_parse(source, (MD_SIZE)size, &parser, &p) != 0) {
        report_add(report, SEVERITY_ERROR, file, 0, 0, "cannot be read: out of memory");
        return false;
    }
    if (p.count == 0 && p.errors == 0)
        report_add(report, SEVERITY_ERROR, file, 1, 1, "holds no text");
    if (p.count == 0 || p.errors > 0)
        return false;
    *out = (struct guide_text){
        .language = out->language, .file = out->file, .blocks = p.blocks, .count = p.count, .steps = p.steps};
    return true;
}
