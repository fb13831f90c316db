#include <string.h>

#include "core/base/json_edit_parts.h"
#include "core/base/utf8.h"

enum { TOO_WIDE = JSON_LINE_MAX + 1 };

static struct json_piece spelling(const struct json_doc *doc, const struct json_value *value) {
    return json_piece_of(doc, value->at, json_value_end(doc, value));
}

/* With its quotes. */
static struct json_piece key_spelling(const struct json_doc *doc, const struct json_value *holder,
                                      size_t index) {
    size_t begin = json_child_begin(doc, holder, index), end = begin + 1;
    for (; doc->text[end] != '"'; end++)
        end += doc->text[end] == '\\';
    return json_piece_of(doc, begin, end + 1);
}

static size_t columns(struct json_piece piece) {
    return utf8_count(piece.at, piece.size);
}

size_t json_house_width(const struct json_doc *doc, const struct json_value *value) {
    if (value->kind < VALUE_LIST)
        return columns(spelling(doc, value));
    size_t width = 2;
    for (size_t i = 0; i < value->count && width < TOO_WIDE; i++) {
        const struct json_value *child = &value->children[i];
        if (value->kind == VALUE_LIST && child->kind == VALUE_OBJECT)
            return TOO_WIDE; /* objects in a list have lines of their own */
        width += json_house_width(doc, child) + (i > 0 ? 2 : 0);
        if (child->key)
            width += columns(key_spelling(doc, value, i)) + 2;
    }
    return width < TOO_WIDE ? width : TOO_WIDE;
}

static void new_line(struct json_style style, const struct json_fit *fit, size_t level,
                     struct json_out *out) {
    json_out_piece(out, style.newline);
    json_out_piece(out, fit->indent);
    for (; level > 0; level--)
        json_out_piece(out, style.unit);
}

static void write(const struct json_doc *doc, const struct json_value *value, struct json_style style,
                  const struct json_fit *fit, size_t level, struct json_out *out) {
    if (value->kind < VALUE_LIST) {
        json_out_piece(out, spelling(doc, value));
        return;
    }
    bool object = value->kind == VALUE_OBJECT,
         broken = value->count > 0 && !fit->one_line &&
                  fit->column + json_house_width(doc, value) + fit->trail > JSON_LINE_MAX;
    json_out_word(out, object ? "{" : "[");
    for (size_t i = 0; i < value->count; i++) {
        const struct json_value *child = &value->children[i];
        bool last = i + 1 == value->count;
        struct json_fit inner = {fit->indent, columns(fit->indent) + (level + 1) * style.unit.size, !last,
                                 !broken};
        if (broken)
            new_line(style, fit, level + 1, out);
        if (object) {
            struct json_piece key = key_spelling(doc, value, i);
            json_out_piece(out, key);
            json_out_word(out, ": ");
            inner.column += columns(key) + 2;
        }
        write(doc, child, style, &inner, level + 1, out);
        if (!last)
            json_out_word(out, broken ? "," : ", ");
    }
    if (broken)
        new_line(style, fit, level, out);
    json_out_word(out, object ? "}" : "]");
}

void json_house_write(const struct json_doc *doc, const struct json_value *value, struct json_style style,
                      const struct json_fit *fit, struct json_out *out) {
    write(doc, value, style, fit, 0, out);
}

/* Its lines begin with the new indentation where they began with the old one. */
static void shift(struct json_piece from, struct json_piece to, struct json_piece piece,
                  struct json_out *out) {
    size_t begin = 0;
    for (size_t at = 0; at < piece.size; at++)
        if (piece.at[at] == '\n' && piece.size - at - 1 >= from.size &&
            memcmp(piece.at + at + 1, from.at, from.size) == 0) {
            json_out_put(out, piece.at + begin, at + 1 - begin);
            json_out_piece(out, to);
            at += from.size;
            begin = at + 1;
        }
    json_out_put(out, piece.at + begin, piece.size - begin);
}

void json_thing_write(const struct json_thing *thing, struct json_style style, const struct json_fit *fit,
                      struct json_out *out) {
    struct json_piece piece = spelling(thing->doc, thing->value);
    if (thing->spelling == JSON_HOUSE)
        json_house_write(thing->doc, thing->value, style, fit, out);
    else if (thing->spelling == JSON_SHIFTED)
        shift(json_line_indent(thing->doc, thing->value->at), fit->indent, piece, out);
    else
        json_out_piece(out, piece);
}
