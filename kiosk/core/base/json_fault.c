#include "core/base/json_fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/json_locate.h"
#include "core/base/utf8.h"

enum { DEPTH_MAX = 200, SHOWN_MAX = 20 };

/* What may come next. */
enum expect { VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, COMMA_OR_END, NOTHING };

struct scan {
    const char *text;
    size_t size, at;
    enum expect expect;
    size_t open[DEPTH_MAX]; /* where what is not closed yet was opened */
    size_t depth;
    size_t comma; /* the last one */
    struct json_fault *fault;
};

/* Always false: found. */
static bool fault(struct scan *scan, size_t at, const char *format, ...) PRINTF_LIKE(3, 4);

static bool fault(struct scan *scan, size_t at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(scan->fault->text, sizeof scan->fault->text, format, arguments);
    va_end(arguments);
    utf8_clean(scan->fault->text);
    scan->fault->at = at;
    return false;
}

static char look(const struct scan *scan, size_t ahead) {
    return scan->at + ahead < scan->size ? scan->text[scan->at + ahead] : '\0';
}

/* The four hex digits at `at`; -1: there are none. */
static int hex4(const struct scan *scan, size_t at) {
    int value = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < scan->size ? scan->text[i] : '\0';
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static bool high(int unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool low(int unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* At a backslash in a text. */
static bool skip_escape(struct scan *scan) {
    size_t at = scan->at;
    char c = look(scan, 1);
    if (c && strchr("\"\\/bfnrt", c)) {
        scan->at += 2;
        return true;
    }
    if (c != 'u')
        return fault(scan, at, "a backslash must be written twice: \\\\ (or use / in file names)");
    int unit = hex4(scan, at + 2);
    if (unit < 0)
        return fault(scan, at,
                     "\\u needs four hex digits, such as \\u00e6; better write the character itself");
    if (unit == 0)
        return fault(scan, at, "\\u0000 is no character: remove it");
    bool pair = high(unit) && at + 7 < scan->size && memcmp(scan->text + at + 6, "\\u", 2) == 0 &&
                low(hex4(scan, at + 8));
    if ((high(unit) && !pair) || low(unit))
        return fault(
            scan, at,
            "%.6s is half of a character: write the character itself, or both halves (\\ud83c\\udf84)",
            scan->text + at);
    scan->at += pair ? 12 : 6;
    return true;
}

/* At the first quote of a text. */
static bool skip_text(struct scan *scan) {
    size_t begin = scan->at++;
    while (scan->at < scan->size) {
        unsigned char c = (unsigned char)scan->text[scan->at];
        if (c == '"') {
            scan->at++;
            return true;
        }
        if (c == '\n' || c == '\r')
            return fault(scan, begin,
                         "this text is not closed on its line: its second quote is missing, or a quote "
                         "inside it needs a backslash (\\\"); a line break is written \\n");
        if (c < ' ')
            return fault(scan, scan->at,
                         c == '\t' ? "a tab inside a text: write a space, or \\t"
                                   : "a control character (0x%02X) inside a text: remove it",
                         c);
        if (c == '\\') {
            if (!skip_escape(scan))
                return false;
        } else {
            scan->at++;
        }
    }
    return fault(scan, begin, "the file ends inside this text: its end is missing");
}

static bool ends_word(char c) {
    return c == '\0' || strchr(" \t\r\n,:]}[{\"", c) != NULL;
}

static bool is_number(const char *word, size_t length) {
    size_t at = word[0] == '-', digits = strspn(word + at, "0123456789");
    if (digits == 0 || (digits > 1 && word[at] == '0'))
        return false;
    at += digits;
    if (word[at] == '.') {
        digits = strspn(word + at + 1, "0123456789");
        at += 1 + digits;
        if (digits == 0)
            return false;
    }
    if (word[at] == 'e' || word[at] == 'E') {
        at += 1 + (word[at + 1] == '+' || word[at + 1] == '-');
        digits = strspn(word + at, "0123456789");
        at += digits;
        if (digits == 0)
            return false;
    }
    return at == length;
}

/* A number, true, false or null; whatever else stands there. */
static bool skip_word(struct scan *scan) {
    static const char *const WORDS[] = {"true", "false", "null"};
    char word[64] = "";
    size_t begin = scan->at, length = 0;
    while (scan->at < scan->size && !ends_word(scan->text[scan->at]))
        scan->at++;
    length = scan->at - begin;
    if (length < sizeof word)
        memcpy(word, scan->text + begin, length);
    for (size_t i = 0; i < LENGTH(WORDS); i++)
        if (strcmp(word, WORDS[i]) == 0)
            return true;
    if (length >= sizeof word || is_number(word, length))
        return true;
    if (scan->at == scan->size)
        return fault(scan, begin, "the file ends in the middle of this: its end is missing");
    const char *shown = scan->text + begin;
    int size = (int)(length < SHOWN_MAX ? length : SHOWN_MAX);
    if (strncmp(word, "//", 2) == 0 || strncmp(word, "/*", 2) == 0 || word[0] == '#')
        return fault(scan, begin, "JSON has no comments: remove it");
    if (word[0] == '\'' || strncmp(word, "“", 3) == 0 || strncmp(word, "”", 3) == 0 ||
        strncmp(word, "„", 3) == 0 || strncmp(word, "»", 2) == 0)
        return fault(scan, begin, "a text stands in straight double quotes: \"…\"");
    if (word[0] && strchr("0123456789+-.", word[0]))
        return fault(scan, begin, "%.*s is no number as JSON writes it: such as 7, -2 or 0.5", size, shown);
    return fault(scan, begin,
                 "%.*s is no value: a text stands in quotes, and the only words are true, false and null",
                 size, shown);
}

static enum expect after_value(const struct scan *scan) {
    return scan->depth > 0 ? COMMA_OR_END : NOTHING;
}

static bool object_open(const struct scan *scan) {
    return scan->depth > 0 && scan->text[scan->open[scan->depth - 1]] == '{';
}

static bool close_one(struct scan *scan, char c) {
    if (scan->depth == 0)
        return fault(scan, scan->at, "%c closes nothing: remove it", c);
    if (object_open(scan) != (c == '}'))
        return fault(scan, scan->at, "%c where %c should close what was opened before", c,
                     c == '}' ? ']' : '}');
    if (scan->expect == KEY || scan->expect == VALUE)
        return scan->text[scan->comma] == ','
                   ? fault(scan, scan->comma, "nothing follows this comma: remove it")
                   : fault(scan, scan->at, "a value is missing before %c", c);
    if (scan->expect == COLON)
        return fault(scan, scan->at, "a colon and a value are missing before %c", c);
    scan->depth--;
    scan->at++;
    scan->expect = after_value(scan);
    return true;
}

static bool open_one(struct scan *scan, char c) {
    if (scan->depth == DEPTH_MAX)
        return fault(scan, scan->at, "nested too deep");
    scan->open[scan->depth++] = scan->at++;
    scan->expect = c == '{' ? KEY_OR_END : VALUE_OR_END;
    return true;
}

static bool comma(struct scan *scan) {
    if (scan->expect != COMMA_OR_END)
        return fault(scan, scan->at,
                     scan->expect == COLON ? "a colon and a value are missing before this comma"
                                           : "a comma with nothing before it: remove it");
    scan->comma = scan->at++;
    scan->expect = object_open(scan) ? KEY : VALUE;
    return true;
}

static bool key(struct scan *scan) {
    if (look(scan, 0) != '"')
        return fault(scan, scan->at, "a name in quotes is missing here: \"…\": …");
    scan->expect = COLON;
    return skip_text(scan);
}

static bool value(struct scan *scan, char c) {
    if (c == '{' || c == '[')
        return open_one(scan, c);
    if (c == '"' ? !skip_text(scan) : !skip_word(scan))
        return false;
    scan->expect = after_value(scan);
    return true;
}

/* At something that is no space. False: the fault is found. */
static bool next(struct scan *scan) {
    char c = scan->text[scan->at];
    if (c == '}' || c == ']')
        return close_one(scan, c);
    if (c == ',')
        return comma(scan);
    switch (scan->expect) {
    case COLON:
        if (c != ':')
            return fault(scan, scan->at, "a colon is missing before this");
        scan->at++;
        scan->expect = VALUE;
        scan->comma = scan->at - 1;
        return true;
    case KEY:
    case KEY_OR_END:
        return key(scan);
    case VALUE:
    case VALUE_OR_END:
        return value(scan, c);
    case COMMA_OR_END:
        return fault(scan, scan->at, "a comma is missing before this");
    case NOTHING:
        break;
    }
    return fault(scan, scan->at, "something stands behind the end: remove it");
}

static bool is_utf8(struct scan *scan) {
    for (size_t at = 0, bytes; at < scan->size; at += bytes)
        if ((bytes = utf8_character(scan->text + at, scan->size - at)) == 0)
            return fault(
                scan, at,
                "the byte 0x%02X is not UTF-8: save the file as UTF-8 (in Notepad: Save as, Encoding)",
                (unsigned char)scan->text[at]);
    return true;
}

static bool is_text(struct scan *scan) {
    if (scan->size >= 2 && (memcmp(scan->text, "\xFF\xFE", 2) == 0 || memcmp(scan->text, "\xFE\xFF", 2) == 0))
        return fault(scan, 0, "the file is UTF-16: save it as UTF-8 (in Notepad: Save as, Encoding)");
    const char *nothing = memchr(scan->text, '\0', scan->size);
    if (nothing)
        return fault(scan, (size_t)(nothing - scan->text),
                     "a byte 0: the file is damaged, or not saved as UTF-8");
    return is_utf8(scan);
}

static bool whole(struct scan *scan) {
    int line, column;
    if (scan->depth > 0) {
        char opened = scan->text[scan->open[scan->depth - 1]];
        json_position(scan->text, scan->size, scan->open[scan->depth - 1], &line, &column);
        return fault(scan, scan->size,
                     "the file ends here, but the %c of line %d, column %d is not closed: its end is missing",
                     opened, line, column);
    }
    return scan->expect == NOTHING || fault(scan, scan->size, "there is nothing in the file");
}

bool json_fault_find(const char *text, size_t size, struct json_fault *out) {
    struct scan scan = {.text = text, .size = size, .expect = VALUE, .fault = out};
    if (!is_text(&scan))
        return true;
    while (scan.at < size) {
        if (strchr(" \t\r\n", text[scan.at]))
            scan.at++;
        else if (!next(&scan))
            return true;
    }
    return !whole(&scan);
}
