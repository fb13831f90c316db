#include "guide/written/markdown.h"

#include <string.h>

#include <md4c.h>

#include "core/base/arena.h"
#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/markdown_parts.h"

enum { LIST_DEPTH_MAX = 1 };

static const struct said LIST_IN_LIST = {FOUND_LIST_IN_LIST}, ITEM_PARAGRAPHS = {FOUND_ITEM_PARAGRAPHS},
                         QUOTATION = {FOUND_QUOTATION}, CODE_BLOCK = {FOUND_CODE_BLOCK}, HTML = {FOUND_HTML},
                         TABLE = {FOUND_TABLE}, TICKED = {FOUND_TICKED}, RULE = {FOUND_RULE},
                         REFERENCE = {FOUND_REFERENCE}, LINK = {FOUND_LINK},
                         PICTURE_IN_TEXT = {FOUND_PICTURE_IN_TEXT}, CODE_SPAN = {FOUND_CODE_SPAN},
                         HEADING_DEEP = {FOUND_HEADING_DEEP};

static void append_mark(struct parsing *p, char mark) {
    markdown_append(p, &mark, 1);
}

static void refuse(struct parsing *p, const struct said *what) {
    p->refused = what;
    p->refused_depth++;
}

static void enter_list(struct parsing *p, bool ordered, int first) {
    markdown_close_block(p);
    if (++p->list_depth > LIST_DEPTH_MAX)
        refuse(p, &LIST_IN_LIST);
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
        markdown_complain(p, p->source + detail->task_mark_offset, &TICKED);
    if (detail->is_task)
        p->seen = p->source + detail->task_mark_offset;
    markdown_open_block(p,
                        p->step           ? BLOCK_STEP
                        : p->list.ordered ? BLOCK_NUMBER
                                          : BLOCK_BULLET,
                        p->list.ordered && !p->step ? p->list.number++ : 0);
}

static void enter_paragraph(struct parsing *p) {
    if (p->refused_depth > 0)
        return;
    if (!p->item) {
        markdown_open_block(p, BLOCK_PARAGRAPH, 0);
    } else if (p->item_used || (p->now.open && p->now.block.line > 0)) {
        markdown_close_block(p);
        refuse(p, &ITEM_PARAGRAPHS);
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
        markdown_open_block(p, BLOCK_HEADING, 0);
        if (((MD_BLOCK_H_DETAIL *)detail)->level > 2)
            p->refused = &HEADING_DEEP;
        break;
    case MD_BLOCK_P:
        enter_paragraph(p);
        break;
    case MD_BLOCK_HR:
        markdown_complain(p, markdown_find_rule(p), &RULE);
        break;
    case MD_BLOCK_QUOTE:
        refuse(p, &QUOTATION);
        break;
    case MD_BLOCK_CODE:
        refuse(p, &CODE_BLOCK);
        break;
    case MD_BLOCK_HTML:
        refuse(p, &HTML);
        break;
    case MD_BLOCK_TABLE:
        refuse(p, &TABLE);
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
        markdown_close_block(p);
        p->item = p->step = false;
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_P:
        markdown_close_block(p);
        break;
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE:
        if (p->refused) /* it had no text that would have said so */
            markdown_complain(p, p->seen, p->refused);
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
        if (p->now.emphasis++ == 0)
            append_mark(p, MARK_STRONG);
    } else {
        refuse(p, type == MD_SPAN_A ? &LINK : type == MD_SPAN_IMG ? &PICTURE_IN_TEXT : &CODE_SPAN);
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context) {
    struct parsing *p = context;
    (void)detail;
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
        if (--p->now.emphasis == 0)
            append_mark(p, MARK_STRONG);
    } else {
        if (p->refused)
            markdown_complain(p, p->seen, p->refused);
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
            markdown_append(p, entities[i].utf8, strlen(entities[i].utf8));
            return;
        }
    markdown_complain(p, text, &REFERENCE);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context) {
    struct parsing *p = context;
    if (text >= p->source && text < p->source + p->size) {
        p->seen = text;
        int column;
        if (p->now.open && p->now.block.line == 0)
            markdown_position(p, text, &p->now.block.line, &column);
        if (p->refused)
            markdown_complain(p, text, p->refused);
        p->refused = NULL;
    }
    switch (type) {
    case MD_TEXT_HTML:
        if (p->refused_depth == 0)
            markdown_complain(p, text, &HTML);
        break;
    case MD_TEXT_ENTITY:
        append_entity(p, text, size);
        break;
    case MD_TEXT_SOFTBR:
        append_mark(p, MARK_BREAK);
        break;
    case MD_TEXT_BR:
        markdown_append(p, "\n", 1);
        break;
    default:
        markdown_append(p, text, size);
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
    if (!markdown_source_ok(&p))
        return false;
    p.done.max = count_lines(source, size);
    p.done.blocks = arena_alloc(arena, p.done.max * sizeof *p.done.blocks);
    markdown_refuse_definitions(&p);
    if (!p.done.blocks || md_parse(source, (MD_SIZE)size, &parser, &p) != 0) {
        report_said(report, &(struct finding_place){SEVERITY_ERROR, file, 0, 0}, FOUND_NO_MEMORY);
        return false;
    }
    if (p.done.count == 0 && p.errors == 0)
        report_said(report, &(struct finding_place){SEVERITY_ERROR, file, 1, 1}, FOUND_NO_WORDS);
    if (p.done.count == 0 || p.errors > 0)
        return false;
    *out = (struct guide_text){.language = out->language,
                               .file = out->file,
                               .blocks = p.done.blocks,
                               .count = p.done.count,
                               .steps = p.done.steps};
    return true;
}
