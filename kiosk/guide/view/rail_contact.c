/* Whom to ask, as it stands on a rail: the office, whether it is open, its number, the mail. */
#include <stdio.h>
#include <string.h>

#include "guide/view/rail_parts.h"
#include "guide/view/stop_parts.h"

enum { CONTACT_LINES = 4, OFFICE_LINES = 2, LINE_MAX = 400 };

bool rail_has_contact(const struct rail *rail) {
    return rail->office || *rail->phone || *rail->mail;
}

/* The office, whether it is open, its number beside a telephone, the mail. */
struct line {
    const char *text;
    const char *sign; /* before it; NULL: none */
    const char *said; /* NULL: the text */
    struct words_style style;
    char parts[LINE_MAX]; /* its text, where that goes on at a place of its own */
};

/* px of the largest letters, `least` or more, in which a text takes no more than so many lines. */
static int px_for(const struct page *page, const char *text, int width, struct words_style style, int lines,
                  int least) {
    while (style.px > least &&
           page_height(page, text, width, &style, NULL) > (int)(lines * style.px * style.leading) + lines)
        style.px = type_below(&page->m.type, style.px);
    return style.px;
}

/* Does a part begin behind this space: after a comma, or with a bracket? */
static bool parts_at(const char *text, const char *space, bool bracket) {
    static const char arabic_comma[] = "\u060c";
    if (bracket)
        return space[1] == '(';
    return (space > text && space[-1] == ',') ||
           (space - text > 1 && strncmp(space - 2, arabic_comma, 2) == 0);
}

/* "Citizen Service,|Ballerup Town Hall", "Agency of Family Law|(Familieretshuset)": a name that takes two
 * lines goes on where its second part begins, if each of them is a line. */
static void part_office(const struct page *page, struct line *line, int width) {
    const char *text = line->text;
    if (!text || page_width(page, text, &line->style) <= width || strlen(text) >= LINE_MAX)
        return;
    for (int bracket = 0; bracket < 2; bracket++)
        for (const char *space = strchr(text, ' '); space; space = strchr(space + 1, ' ')) {
            if (!parts_at(text, space, bracket))
                continue;
            snprintf(line->parts, LINE_MAX, "%s", text);
            line->parts[space - text] = '\0';
            bool first = page_width(page, line->parts, &line->style) <= width;
            line->parts[space - text] = '\n';
            if (!first || page_width(page, space + 1, &line->style) > width)
                continue;
            line->said = text;
            line->text = line->parts;
            return;
        }
}

static int contact_lines(const struct page *page, const struct rail *rail, int width, struct line *out) {
    const struct metrics *m = &page->m;
    struct words_style office = {.px = page->code_step > 0 ? m->body : m->head,
                                 .weight = WEIGHT_BOLD,
                                 .colour = page->colour.ink,
                                 .leading = 1.2,
                                 .balanced = true};
    struct words_style open = {.px = page->code_step > 0 ? m->small : m->body,
                               .weight = WEIGHT_MEDIUM,
                               .colour = page->colour.mark,
                               .leading = 1.25};
    struct words_style number = {
        .px = m->title, .weight = WEIGHT_BOLD, .colour = page->colour.mark, .leading = 1.2};
    struct words_style mail = {.px = m->small, .colour = page->colour.ink, .language = "en", .leading = 1.2};
    int count = 0;
    office.px = px_for(page, rail->office, width, office, OFFICE_LINES, m->body);
    open.px = px_for(page, rail->open, width, open, 1, m->small);
    if (rail->office) {
        out[count] = (struct line){.text = rail->office, .style = office};
        part_office(page, &out[count++], width);
    }
    if (*rail->open)
        out[count++] = (struct line){.text = rail->open, .style = open};
    if (*rail->phone)
        out[count++] = (struct line){.text = rail->phone, .sign = page_sign("phone"), .style = number};
    if (*rail->mail)
        out[count++] = (struct line){.text = rail->mail, .style = mail};
    return count;
}

/* px that a sign takes before a line. */
static int line_indent(const struct line *line) {
    return line->sign ? line->style.px * 5 / 4 : 0;
}

int rail_contact_height(const struct page *page, const struct rail *rail, int width, bool *torn) {
    struct line lines[CONTACT_LINES];
    int count = contact_lines(page, rail, width, lines), height = 0;
    for (int i = 0; i < count; i++) {
        int w = width - line_indent(&lines[i]);
        page_whole_words(page, lines[i].text, w, &lines[i].style);
        height += page_height(page, lines[i].text, w, &lines[i].style, torn);
    }
    return height;
}

/* "Phone 4477 2000" is heard as one. */
static void stop_at_line(struct page *page, const struct line *line, struct box box) {
    char said[LINE_MAX];
    bool phone = line->sign != NULL;
    snprintf(said, sizeof said, "%s%s%s", phone ? page_say(page, WORDS_PHONE) : "", phone ? " " : "",
             line->said ? line->said : line->text);
    box.h = page_height(page, line->text, box.w - line_indent(line), &line->style, NULL);
    page_stop(page, box, (struct stop){.kind = STOP_TEXT}, line->style.language, said);
}

void rail_put_contact(struct page *page, const struct rail *rail, struct box box) {
    struct line lines[CONTACT_LINES];
    int count = contact_lines(page, rail, box.w, lines);
    for (int i = 0; i < count; i++) {
        int indent = line_indent(&lines[i]), w = box.w - indent;
        page_whole_words(page, lines[i].text, w, &lines[i].style);
        stop_at_line(page, &lines[i], box);
        if (lines[i].sign)
            page_speak(page, NULL, page_say(page, WORDS_PHONE));
        if (lines[i].said) { /* in one breath */
            page_speak(page, lines[i].style.language, lines[i].said);
            lines[i].style.silent = true;
        }
        int h =
            page_words(page, lines[i].text, (struct box){box.x + indent, box.y, w, box.h}, &lines[i].style);
        int sign = lines[i].style.px;
        if (lines[i].sign)
            page_icon(page, lines[i].sign, (struct box){box.x, box.y, sign, h}, sign, lines[i].style.colour);
        box.y += h;
        box.h -= h;
    }
}
