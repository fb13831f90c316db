#include <string.h>

#include "core/base/json_edit_parts.h"

size_t json_splice_map(struct json_splice splice, size_t at) {
    return at >= splice.at + splice.removed ? at - splice.removed + splice.added : at;
}

static const char *copy(const struct json_doc *doc, size_t begin, size_t end) {
    return arena_copy(doc->arena, doc->text + begin, end - begin);
}

bool json_take(const struct json_doc *doc, const struct json_place *place, const char *left,
               struct json_splice *splice, struct json_layout *was, struct json_out *out) {
    const struct json_value *holder = place->holder;
    size_t index = place->index, begin = json_child_begin(doc, holder, index),
           value = holder->children[index].at, end = json_child_end(doc, holder, index), from = begin,
           to = end;
    bool white = left && left[strspn(left, " \t\r\n")] == '\0';
    *was = (struct json_layout){.kept = true};
    if (holder->count == 1) {
        from = holder->at + 1;
        to = json_holder_close(doc, holder);
        was->neighbour = JSON_ALONE;
        was->before = copy(doc, from, begin);
        was->after = copy(doc, end, to);
    } else if (index == 0) {
        size_t comma = json_child_comma(doc, holder, 0);
        to = json_child_begin(doc, holder, 1);
        was->neighbour = JSON_FIRST;
        was->before = copy(doc, end, comma);
        was->after = copy(doc, comma + 1, to);
    } else {
        size_t comma = json_child_comma(doc, holder, index - 1);
        from = json_child_end(doc, holder, index - 1);
        was->neighbour = JSON_BEHIND;
        was->behind = holder->children[index - 1].key;
        was->before = copy(doc, from, comma);
        was->after = copy(doc, comma + 1, begin);
    }
    was->key = holder->kind == VALUE_OBJECT ? copy(doc, begin, value) : NULL;
    if (!was->before || !was->after || (!was->key && holder->kind == VALUE_OBJECT))
        return false;
    json_out_put(out, doc->text, from);
    if (holder->count == 1 && white)
        json_out_word(out, left);
    *splice = (struct json_splice){from, to - from, out->size - from};
    json_out_put(out, doc->text + to, doc->size - to);
    return true;
}
