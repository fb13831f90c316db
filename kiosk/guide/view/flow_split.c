/* A text that goes on on the next leaf. */
#include <string.h>

#include "guide/view/flow_inner_parts.h"

/* An odd number of "**" before `length` would tear an emphasis apart. */
static bool whole_emphasis(const char *text, size_t length) {
    int marks = 0;
    for (size_t i = 0; i + 1 < length; i++)
        if (text[i] == '*' && text[i + 1] == '*') {
            marks++;
            i++;
        }
    return marks % 2 == 0;
}

size_t flow_split_at(const struct page *page, const struct flow_item *item, int width, int height) {
    size_t word = 0, sentence = 0;
    for (size_t i = 1; i < item->length; i++) {
        unsigned char c = (unsigned char)item->text[i];
        bool space = c == ' ' || c == '\n', wide = c >= 0xE3 && c <= 0xED; /* CJK breaks anywhere */
        if ((!space && !wide) || !whole_emphasis(item->text, i))
            continue;
        struct flow_item part = *item;
        part.length = i;
        if (flow_text_height(page, &part, width) > height)
            break;
        word = i;
        if (c == '\n' || strchr(".!?:;", item->text[i - 1]))
            sentence = i;
    }
    return sentence * 2 > word ? sentence : word;
}

bool flow_insert_rest(struct flow *flow, int at, size_t length) {
    if (flow->count == FLOW_MAX)
        return false;
    memmove(&flow->items[at + 2], &flow->items[at + 1], (size_t)(flow->count - at - 1) * sizeof *flow->items);
    flow->count++;
    struct flow_item *first = &flow->items[at], *rest = &flow->items[at + 1];
    *rest = *first;
    rest->text += length;
    rest->length -= length;
    while (rest->length && (*rest->text == ' ' || *rest->text == '\n')) {
        rest->text++;
        rest->length--;
    }
    rest->mark[0] = '\0'; /* a bullet has one mark */
    first->length = length;
    return true;
}
