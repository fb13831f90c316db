/* Headings, titles and answers: no last line of one word. */
#include <string.h>

#include "guide/view/rules_parts.h"

#define NO_BREAK "\u00a0"
enum { LEADING_MOST = 17 /* tenths of an em from baseline to baseline */ };

/* A line of a paragraph: the runs from `first` up to `end` of the list. */
struct line {
    size_t first, end;
    int words, width, px;
};

static bool large(const struct judge *judge, const struct draw_item *item) {
    return item->kind == DRAW_TEXT && item->text && item->box.w > 0 && !rules_sign(item) &&
           item->px >= judge->m.head;
}

/* What is kept together by a space that does not break ("16:00 Uhr") is two words. */
static int spaces(const char *text) {
    int count = 0;
    for (const char *c = strstr(text, NO_BREAK); c; c = strstr(c + 1, NO_BREAK))
        count++;
    for (const char *c = strchr(text, ' '); c; c = strchr(c + 1, ' '))
        count += c != text && c[1] != '\0';
    return count;
}

/* Does a run stand apart from the one to its left, or to its right? */
static bool space_at(const struct draw_item *item, bool left) {
    size_t length = strlen(item->text);
    return length > 0 && item->text[left == item->rtl ? length - 1 : 0] == ' ';
}

/* The line that begins with run number `at`. */
static struct line line_at(const struct judge *judge, size_t at) {
    const struct draw_list *list = &judge->view->list;
    const struct draw_item *first = &list->items[at];
    struct line line = {.first = at, .end = at, .words = 1, .px = first->px};
    while (line.end < list->count && large(judge, &list->items[line.end]) &&
           list->items[line.end].box.y == first->box.y && list->items[line.end].px == first->px) {
        const struct draw_item *item = &list->items[line.end];
        bool parted = line.end > at && (space_at(item, true) || space_at(&list->items[line.end - 1], false));
        line.words += spaces(item->text) + parted;
        line.width += item->box.w;
        line.end++;
    }
    return line;
}

/* Does `next` go on with the paragraph of `line`? Not where the text itself begins a line: "Thursday 3
 * December" and, below it on purpose, the time. */
static bool goes_on(const struct judge *judge, const struct line *line, const struct line *next) {
    const struct draw_list *list = &judge->view->list;
    const struct draw_item *upper = &list->items[line->first], *lower = &list->items[next->first];
    int down = lower->box.y - upper->box.y;
    bool same_column = upper->box.x < lower->box.x + next->width && lower->box.x < upper->box.x + line->width;
    return next->px == line->px && !lower->begins && same_column && down > 0 &&
           down * 10 <= line->px * LEADING_MOST;
}

/* Where no word is written apart ("我们") there is nothing to count. */
static bool parts_words(const struct judge *judge) {
    const struct guide *guide = judge->request->guide;
    const char *tag = guide ? guide->languages[judge->request->state->language].tag : "en";
    return strncmp(tag, "zh", 2) != 0 && strncmp(tag, "ja", 2) != 0 && strncmp(tag, "th", 2) != 0;
}

/* The run that ends a line; it stands at the left where the page runs from the right. */
static const struct draw_item *last_run(const struct judge *judge, const struct line *line) {
    const struct guide *guide = judge->request->guide;
    bool rtl = guide && guide->languages[judge->request->state->language].rtl;
    return &judge->view->list.items[rtl ? line->first : line->end - 1];
}

/* "Brandenburg an der Havel," and, below it, the country: two things, not a line that is too long. */
static bool ends_at_comma(const struct judge *judge, const struct line *line) {
    static const char arabic[] = "\u060c";
    const char *text = last_run(judge, line)->text;
    size_t length = strlen(text), comma = sizeof arabic - 1;
    return (length > 0 && text[length - 1] == ',') ||
           (length >= comma && strcmp(text + length - comma, arabic) == 0);
}

/* px of the last word of a line, roughly. */
static int last_word(const struct judge *judge, const struct line *line) {
    const struct draw_item *item = last_run(judge, line);
    size_t length = strlen(item->text);
    const char *space = strrchr(item->text, ' ');
    size_t word = space ? length - (size_t)(space - item->text) : length;
    return length ? (int)((size_t)item->box.w * word / length) : 0;
}

void rules_check_lines(struct judge *judge) {
    const struct draw_list *list = &judge->view->list;
    struct line above = {0};
    int widest = 0;
    for (size_t i = judge->first; i < list->count && parts_words(judge); i++) {
        if (!large(judge, &list->items[i]))
            continue;
        struct line line = line_at(judge, i), next = {0};
        bool on = above.words && goes_on(judge, &above, &line);
        widest = on && widest > line.width ? widest : line.width;
        if (line.end < list->count && large(judge, &list->items[line.end]))
            next = line_at(judge, line.end);
        bool last = !next.words || !goes_on(judge, &line, &next);
        bool room = on && line.width + last_word(judge, &above) + line.px / 3 <= widest;
        if (room && last && line.words == 1 && above.words > 2 && !ends_at_comma(judge, &above))
            rules_complain(judge, "a line of one word ends a heading: \"%.60s\"", list->items[i].text);
        above = line;
        i = line.end - 1;
    }
}
