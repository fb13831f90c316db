#include <stdlib.h>
#include <string.h>

#include "core/base/json_edit_parts.h"
#include "core/base/utf8.h"

/* What is put around a thing. */
struct around {
    enum json_neighbour neighbour;
    struct json_piece before, after; /* as in struct json_layout */
    struct json_piece key;           /* up to the value */
    struct json_fit fit;
};

static struct json_piece piece(const char *text) {
    return (struct json_piece){text, text ? strlen(text) : 0};
}

static size_t lines(struct json_piece piece) {
    size_t count = 0;
    for (size_t i = 0; i < piece.size; i++)
        count += piece.at[i] == '\n';
    return count;
}

static size_t columns(struct json_piece piece) {
    return utf8_count(piece.at, piece.size);
}

/* From its last line break on. */
static struct json_piece last_line(struct json_piece piece) {
    size_t at = piece.size;
    while (at > 0 && piece.at[at - 1] != '\n')
        at--;
    at -= at > 0;
    at -= at > 0 && piece.at[at - 1] == '\r';
    return (struct json_piece){piece.at + at, piece.size - at};
}

/* Behind the line break. */
static struct json_piece indent_in(struct json_piece piece) {
    const char *end = piece.at + piece.size, *at = end;
    while (at > piece.at && at[-1] != '\n')
        at--;
    return (struct json_piece){at, (size_t)(end - at)};
}

/* Between the child before `index` and that one. */
static void gap_at(const struct json_doc *doc, const struct json_value *holder, size_t index,
                   struct around *out) {
    size_t end = json_child_end(doc, holder, index - 1), comma = json_skip_spaces(doc, end);
    out->before = json_piece_of(doc, end, comma);
    out->after = json_piece_of(doc, comma + 1, json_child_begin(doc, holder, index));
}

static struct json_piece colon_of(const struct json_doc *doc, const struct json_value *holder, size_t index) {
    size_t at = json_child_begin(doc, holder, index) + 1;
    for (; doc->text[at] != '"'; at++)
        at += doc->text[at] == '\\';
    return json_piece_of(doc, at + 1, holder->children[index].at);
}

/* As the neighbours stand; where some have blank lines between them, without. */
static void copy_gap(const struct json_doc *doc, const struct json_value *holder, size_t index,
                     struct around *out) {
    const size_t near[] = {index, index - 1, index + 1};
    bool found = false;
    for (size_t i = 0; i < LENGTH(near); i++) {
        struct around other = {0};
        if (near[i] < 1 || near[i] >= holder->count)
            continue;
        gap_at(doc, holder, near[i], &other);
        if (!found || lines(other.before) + lines(other.after) < lines(out->before) + lines(out->after)) {
            out->before = other.before;
            out->after = other.after;
        }
        found = true;
    }
    if (found)
        return;
    struct json_piece opening = json_piece_of(doc, holder->at + 1, json_child_begin(doc, holder, 0));
    bool tight = holder->kind == VALUE_OBJECT && colon_of(doc, holder, 0).size == 1;
    out->before = piece("");
    out->after = !json_on_one_line(opening) ? last_line(opening) : piece(tight ? "" : " ");
}

/* Into an object or list that was empty. */
static bool put_alone(const struct json_doc *doc, const struct json_place *place,
                      const struct json_thing *thing, struct json_style style, struct around *out) {
    const struct json_value *holder = place->holder, *around = place->around;
    size_t close = json_holder_close(doc, holder),
           column = json_line_column(doc, holder->at + 1) + columns(out->key);
    struct json_piece indent = json_line_indent(doc, holder->at);
    bool one_line =
        around && json_on_one_line(json_piece_of(doc, around->at, json_holder_close(doc, around)));
    struct json_piece spelt =
        json_piece_of(thing->doc, thing->value->at, json_value_end(thing->doc, thing->value));
    size_t width = thing->spelling == JSON_HOUSE ? json_house_width(thing->doc, thing->value)
                   : json_on_one_line(spelt)     ? columns(spelt)
                                                 : JSON_LINE_MAX + 1;
    bool objects = holder->kind == VALUE_LIST && thing->value->kind == VALUE_OBJECT;
    out->before = out->after = piece("");
    out->fit = (struct json_fit){indent, column, json_line_rest(doc, close), one_line};
    if (one_line || (!objects && column + width + out->fit.trail <= JSON_LINE_MAX))
        return true;
    struct json_out made = {0};
    json_out_piece(&made, style.newline);
    json_out_piece(&made, indent);
    out->after.size = made.size;
    json_out_piece(&made, style.unit);
    char *kept = made.failed ? NULL : arena_copy(doc->arena, made.text, made.size);
    free(made.text);
    if (!kept)
        return false;
    out->after.at = kept;
    out->before = piece(kept);
    out->fit = (struct json_fit){indent_in(out->before), columns(indent_in(out->before)) + columns(out->key),
                                 0, false};
    return true;
}

static bool spaces(const char *text) {
    return text && text[strspn(text, " \t\r\n")] == '\0';
}

/* Is `text` the member's name and a colon, however spelt? */
static bool key_fits(const struct json_doc *doc, const char *text, const char *key) {
    struct json_out member = {0};
    if (!text)
        return false;
    json_out_word(&member, "{");
    json_out_word(&member, text);
    json_out_word(&member, "0}");
    const struct json_value *root =
        member.failed ? NULL : json_values(member.text, member.size, 1, doc->arena);
    bool fits = root && root->kind == VALUE_OBJECT && root->count == 1 &&
                strcmp(root->children[0].key, key) == 0 && root->children[0].at == strlen(text) + 1;
    if (member.failed)
        arena_want(doc->arena);
    free(member.text);
    return fits;
}

static bool layout_fits(const struct json_doc *doc, const struct json_layout *layout,
                        enum json_neighbour neighbour, const char *key) {
    return layout->kept && layout->neighbour == neighbour && spaces(layout->before) &&
           spaces(layout->after) && (!key || key_fits(doc, layout->key, key));
}

/* Where among the bytes a thing with this neighbour goes. */
static size_t put_at(const struct json_doc *doc, const struct json_place *place,
                     enum json_neighbour neighbour) {
    return neighbour == JSON_BEHIND  ? json_child_end(doc, place->holder, place->index - 1)
           : neighbour == JSON_FIRST ? json_child_begin(doc, place->holder, 0)
                                     : place->holder->at + 1;
}

static void fit_between(const struct json_doc *doc, const struct json_place *place, struct around *out) {
    size_t at = put_at(doc, place, out->neighbour), close = json_holder_close(doc, place->holder);
    bool behind = out->neighbour == JSON_BEHIND, first = out->neighbour == JSON_FIRST;
    struct json_piece before = behind ? out->after : first ? piece("") : out->before;
    struct json_fit *fit = &out->fit;
    fit->one_line = json_on_one_line(json_piece_of(doc, place->holder->at, close));
    if (!json_on_one_line(before)) {
        fit->indent = indent_in(before);
        fit->column = columns(fit->indent) + columns(out->key);
    } else {
        fit->indent = json_line_indent(doc, at);
        fit->column = json_line_column(doc, at) + columns(before) + columns(out->key);
        if (behind)
            fit->column += columns(out->before) + 1;
    }
    fit->trail = json_line_rest(doc, at);
    if (first)
        fit->trail = json_on_one_line(out->after) ? fit->trail + columns(out->after) + 1 : 1;
}

/* The name of a new member, spelt as its neighbours' are. */
static void new_key(const struct json_doc *doc, const struct json_place *place, const char *key,
                    struct json_out *out) {
    const struct json_value *holder = place->holder;
    struct json_piece colon = piece(": ");
    if (holder->count > 0) {
        struct json_piece other = colon_of(doc, holder, place->index > 0 ? place->index - 1 : 0);
        colon = json_on_one_line(other) ? other : colon;
    }
    json_out_quoted(out, key);
    json_out_piece(out, colon);
}

static void write_around(const struct json_thing *thing, const struct around *around, struct json_style style,
                         struct json_out *out) {
    if (around->neighbour != JSON_FIRST)
        json_out_piece(out, around->before);
    if (around->neighbour == JSON_BEHIND) {
        json_out_word(out, ",");
        json_out_piece(out, around->after);
    }
    json_out_piece(out, around->key);
    json_thing_write(thing, style, &around->fit, out);
    if (around->neighbour == JSON_FIRST) {
        json_out_piece(out, around->before);
        json_out_word(out, ",");
    }
    if (around->neighbour != JSON_BEHIND)
        json_out_piece(out, around->after);
}

struct json_splice json_put(const struct json_doc *doc, const struct json_place *place,
                            const struct json_thing *thing, const struct json_layout *layout,
                            struct json_out *out) {
    const struct json_value *holder = place->holder;
    struct around around = {.neighbour = holder->count == 0  ? JSON_ALONE
                                         : place->index == 0 ? JSON_FIRST
                                                             : JSON_BEHIND};
    struct json_style style = json_style_of(doc);
    struct json_out key = {0};
    bool kept = layout_fits(doc, layout, around.neighbour, thing->key);
    if (kept)
        json_out_word(&key, thing->key ? layout->key : "");
    else if (thing->key)
        new_key(doc, place, thing->key, &key);
    around.key = (struct json_piece){key.text, key.size};
    if (kept) {
        around.before = piece(layout->before);
        around.after = piece(layout->after);
    } else if (around.neighbour == JSON_ALONE) {
        key.failed |= !put_alone(doc, place, thing, style, &around);
    } else {
        copy_gap(doc, holder, place->index, &around);
    }
    if (kept || around.neighbour != JSON_ALONE)
        fit_between(doc, place, &around);
    struct json_splice splice = {.at = put_at(doc, place, around.neighbour)};
    if (around.neighbour == JSON_ALONE)
        splice.removed = json_holder_close(doc, holder) - splice.at;
    json_out_put(out, doc->text, splice.at);
    write_around(thing, &around, style, out);
    splice.added = out->size - splice.at;
    json_out_put(out, doc->text + splice.at + splice.removed, doc->size - splice.at - splice.removed);
    out->failed |= key.failed || arena_wanted(doc->arena);
    free(key.text);
    return splice;
}
