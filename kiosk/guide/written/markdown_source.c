#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "core/text/text_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/markdown_parts.h"

void markdown_position(const struct parsing *p, const char *at, int *line, int *column) {
    *line = *column = 1;
    for (const char *c = p->source; c < at; c++)
        if (*c == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            ++*column;
        }
}

void markdown_complain(struct parsing *p, const char *at, const struct said *what) {
    int line, column;
    markdown_position(p, at, &line, &column);
    report_plain(p->report, &(struct finding_place){SEVERITY_ERROR, p->file, line, column}, what);
    p->errors++;
}

bool markdown_source_ok(struct parsing *p) {
    static const struct said NO_UTF8 = {FOUND_NO_UTF8}, CONTROL = {FOUND_CONTROL_CHARACTER};
    if (p->size > GUIDE_TEXT_MAX) {
        report_said(p->report, &(struct finding_place){SEVERITY_ERROR, p->file, 1, 1}, FOUND_FILE_TOO_LONG,
                    p->size, GUIDE_TEXT_MAX);
        return false;
    }
    int32_t i = 0, size = (int32_t)p->size;
    while (i < size) {
        const char *at = p->source + i;
        UChar32 c;
        U8_NEXT((const uint8_t *)p->source, i, size, c);
        if (c < 0 || (u_charType(c) == U_CONTROL_CHAR && c != '\n' && c != '\r' && c != '\t')) {
            markdown_complain(p, at, c < 0 ? &NO_UTF8 : &CONTROL);
            return false;
        }
    }
    return true;
}

void markdown_refuse_definitions(struct parsing *p) {
    const char *end = p->source + p->size;
    for (const char *line = p->source; line < end; line++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        const char *open = line;
        while (open < stop && *open == ' ')
            open++;
        const char *close = open < stop && *open == '[' ? memchr(open, ']', (size_t)(stop - open)) : NULL;
        if (close && close + 1 < stop && close[1] == ':')
            markdown_complain(p, open, &(struct said){FOUND_LINK});
        line = stop;
    }
}

const char *markdown_find_rule(const struct parsing *p) {
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
