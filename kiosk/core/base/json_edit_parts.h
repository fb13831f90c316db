/* Private to json_edit: the text with its values, places in it, and pieces of text to be put together. */
#pragma once

#include "core/base/json_edit.h"
#include "core/base/json_values.h"

/* What elements of a list are told apart by, and the bytes of one that a path is written with. */
#define JSON_ID "id"
enum { JSON_ID_MAX = 100 };

/* Text that grows; `failed` when there was no memory. */
struct json_out {
    char *text;
    size_t size, room;
    bool failed;
};
void json_out_put(struct json_out *out, const char *bytes, size_t size);
void json_out_word(struct json_out *out, const char *word);
/* `text` as a JSON text in quotes. */
void json_out_quoted(struct json_out *out, const char *text);

/* Bytes that live elsewhere. */
struct json_piece {
    const char *at;
    size_t size;
};
void json_out_piece(struct json_out *out, struct json_piece piece);

/* A text without its byte order mark, and its values. */
struct json_doc {
    const char *file, *text;
    size_t size;
    size_t mark; /* bytes of the byte order mark before `text` */
    struct arena *arena;
    const struct json_value *root;
};
/* Finish with json_doc_finish, also after failure. */
bool json_doc_init(struct json_doc *doc, const struct json_source *source, struct fail *fail) MUST_CHECK;
void json_doc_finish(struct json_doc *doc);
/* The value that begins at `at`, which must be there. */
const struct json_value *json_doc_value(const struct json_doc *doc, size_t at);
/* Sets `fail` at the place of `value`. Always false. */
bool json_doc_fail(const struct json_doc *doc, const struct json_value *value, struct fail *fail,
                   const char *format, ...) PRINTF_LIKE(4, 5);

/* All take offsets in doc->text and give such. */
struct json_piece json_piece_of(const struct json_doc *doc, size_t begin, size_t end);
size_t json_skip_spaces(const struct json_doc *doc, size_t at);
size_t json_value_end(const struct json_doc *doc, const struct json_value *value);
/* A child begins with its key, if it has one. */
size_t json_child_begin(const struct json_doc *doc, const struct json_value *holder, size_t index);
size_t json_child_end(const struct json_doc *doc, const struct json_value *holder, size_t index);
/* Of the comma behind a child that is not the last. */
size_t json_child_comma(const struct json_doc *doc, const struct json_value *holder, size_t index);
/* Of the closing bracket. */
size_t json_holder_close(const struct json_doc *doc, const struct json_value *holder);
bool json_on_one_line(struct json_piece piece);
/* The white space that the line of `at` begins with; how many columns are before `at`; how many are left
 * behind. */
struct json_piece json_line_indent(const struct json_doc *doc, size_t at);
size_t json_line_column(const struct json_doc *doc, size_t at);
size_t json_line_rest(const struct json_doc *doc, size_t at);
/* Lists and objects in each other, this one counted; 0: neither. */
size_t json_value_depth(const struct json_value *value);

enum json_step_kind { JSON_STEP_KEY, JSON_STEP_INDEX, JSON_STEP_WHERE, JSON_STEP_END };
struct json_path_step {
    enum json_step_kind kind;
    bool behind;       /* of a position */
    const char *key;   /* KEY, WHERE; NULL: the element itself */
    const char *value; /* WHERE */
    size_t index;      /* INDEX */
};
struct json_path {
    struct json_path_step steps[JSON_EDIT_DEPTH_MAX];
    size_t count;
    char text[JSON_PATH_MAX + 1]; /* what steps point into */
};
bool json_path_parse(const char *text, struct json_path *out, struct fail *fail) MUST_CHECK;

/* What a path leads to. */
struct json_place {
    const struct json_value *holder; /* NULL: it is the whole */
    const struct json_value *around; /* what holds the holder; NULL: nothing */
    size_t index;                    /* in `holder`; of what is absent: where it would stand */
    const struct json_value *value;  /* NULL: absent */
    size_t step;                     /* which step leads here; those behind it are absent, too */
};
enum json_search {
    JSON_THERE,     /* it must be there */
    JSON_OR_ABSENT, /* or be an absent member */
    JSON_POSITION   /* a position in a list, or an absent member */
};
bool json_place_find(const struct json_doc *doc, const struct json_path *path, enum json_search search,
                     struct json_place *out, struct fail *fail) MUST_CHECK;
/* A name or a value as it stands in a path. */
void json_path_escape(const char *text, struct json_out *out);
/* The path of the value that begins at `at`. */
void json_path_write(const struct json_doc *doc, size_t at, bool by_id, struct json_out *out);
/* The step to an element. */
void json_path_write_element(const struct json_value *list, size_t index, bool by_id, struct json_out *out);

/* How a text is written. */
struct json_style {
    struct json_piece newline, unit; /* of indentation */
};
struct json_style json_style_of(const struct json_doc *doc);
/* What there is for a value to be written into. */
struct json_fit {
    struct json_piece indent; /* of its line */
    size_t column;            /* characters before it on its line */
    size_t trail;             /* characters behind it */
    bool one_line;            /* it must not be broken */
};
/* Columns that `value` takes on one line; more than JSON_LINE_MAX: it may not stand on one. */
size_t json_house_width(const struct json_doc *doc, const struct json_value *value);
void json_house_write(const struct json_doc *doc, const struct json_value *value, struct json_style style,
                      const struct json_fit *fit, struct json_out *out);

/* What is to be put somewhere: a value of a text, spelt … */
struct json_thing {
    const struct json_doc *doc;
    const struct json_value *value;
    enum json_spelling {
        JSON_AS_IS,
        JSON_SHIFTED, /* as it is, its lines moved to their new indentation */
        JSON_HOUSE
    } spelling;
    const char *key; /* NULL: an element */
};
void json_thing_write(const struct json_thing *thing, struct json_style style, const struct json_fit *fit,
                      struct json_out *out);

/* One change of a text: `removed` bytes at `at` give way to `added`. */
struct json_splice {
    size_t at, removed, added;
};
/* Where what began at `at` begins afterwards. */
size_t json_splice_map(struct json_splice splice, size_t at);
/* Puts `thing` into `place`, at its index; the new text of `doc`. Its layout counts if it fits. */
struct json_splice json_put(const struct json_doc *doc, const struct json_place *place,
                            const struct json_thing *thing, const struct json_layout *layout,
                            struct json_out *out);
/* Takes out a child, and remembers in doc->arena how it stood. False: no memory. */
bool json_take(const struct json_doc *doc, const struct json_place *place, const char *left,
               struct json_splice *splice, struct json_layout *was, struct json_out *out) MUST_CHECK;

/* What an operation did, enough to undo it. */
struct json_change {
    enum { JSON_SAME, JSON_REPLACED, JSON_ADDED, JSON_REMOVED, JSON_MOVED } what;
    struct json_out out;  /* the new text, without byte order mark */
    size_t holder, index; /* in it: where what was added or moved stands; REPLACED: `holder` is the value */
    size_t was_holder;    /* in it: where what was removed or moved stood, and as which of those there now */
    size_t was_index;
    struct json_layout was;  /* how it stood; of what was added, what the brackets held */
    struct json_piece spelt; /* how the value that was replaced, removed or moved was spelt */
};
/* `out` of `change` is malloc'd, the rest lives as long as `doc`. */
bool json_change_make(const struct json_doc *doc, const struct json_op *op, struct json_change *change,
                      struct fail *fail) MUST_CHECK;
