/* Values that are read in the order they are written: telephone numbers, dates, times, ranges, addresses of
 * mail and web. UAX #9 turns their parts round in right-to-left text, so they are isolated there (LRI … PDI),
 * and overridden (LRO), for Arabic digits turn their groups round also then.
 *
 * Ranges of hours and days are the exception in Arabic, and in Arabic alone: they run from right to left,
 * each end in itself from left to right (W3C, "Use cases for bidi and language metadata on the Web"; CLDR's
 * intervals of "ar" have a bare dash, which UAX #9 turns). In Persian and Hebrew they run from left to right
 * (W3C, alreq issue 288). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "core/text/paragraph_parts.h"

enum {
    LRI = 0x2066,
    RLI,
    FSI,
    PDI,
    LRO = 0x202d,
    LRM = 0x200e,
    NBSP = 0xa0,
    NARROW_NBSP = 0x202f,
    SPACED_DIGITS_MIN = 6
};
enum { VALUES_MAX = 1024, MARKS_MOST = 3 /* of one value: LRI, LRO, PDI */ };

struct value {
    int start, end;
    bool marked; /* stands behind left-to-right words, and must stay there: closed by a mark, not isolated */
};

static bool space(UChar c) {
    return c == ' ' || c == NBSP || c == NARROW_NBSP;
}

static bool dash(UChar c) {
    return c == '-' || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2212;
}

/* Between two digits of one value. */
static bool joint(UChar c) {
    return dash(c) || c == '.' || c == ',' || c == ':' || c == '/' || c == '\'' || c == 0x2019;
}

static UChar at(const struct prepared *text, int i) {
    return i >= 0 && i < text->length ? text->units[i] : 0;
}

static bool digit(const struct prepared *text, int i) {
    return u_isdigit(at(text, i));
}

static bool latin(UChar c) {
    return u_isalpha(c) && u_charDirection(c) == U_LEFT_TO_RIGHT;
}

static bool rtl(UChar c) {
    UCharDirection direction = u_charDirection(c);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* "10", "10.30", "24/12/2026": digits with single joints between them. */
static int item_end(const struct prepared *text, int from) {
    int end = from;
    while (digit(text, end) || (end > from && joint(at(text, end)) && digit(text, end + 1)))
        end++;
    return end;
}

static int digits_in(const struct prepared *text, int from, int to) {
    int count = 0;
    for (; from < to; from++)
        count += digit(text, from);
    return count;
}

/* Digits alone, "(33)" too. Its end, `from` when there is none. */
static int group_end(const struct prepared *text, int from) {
    bool bracket = at(text, from) == '(';
    int end = from + bracket;
    while (digit(text, end))
        end++;
    if (end == from + bracket || (bracket && at(text, end) != ')'))
        return from;
    return end + bracket;
}

/* "+45 33 66 10 00", "(+45) 4477-2000": groups with a space, a dash or nothing between them. */
static int telephone_end(const struct prepared *text, int from) {
    bool bracket = at(text, from) == '(' && at(text, from + 1) == '+',
         plus = bracket || at(text, from) == '+';
    int end = from, groups = 0;
    if (plus) {
        for (end = from + 1 + bracket; digit(text, end);)
            end++;
        if (!digit(text, end - 1) || (bracket && at(text, end) != ')'))
            return from;
        end += bracket;
        groups = 1;
    }
    for (;;) {
        bool between = groups > 0 && (space(at(text, end)) || dash(at(text, end)) || at(text, end) == '.' ||
                                      at(text, end) == '/');
        int next = group_end(text, end + between);
        if (next == end + between ||
            (joint(at(text, next)) && digit(text, next + 1) && !dash(at(text, next)) &&
             at(text, next) != '.' && at(text, next) != '/'))
            break;
        end = next;
        groups++;
    }
    return plus || (groups > 1 && digits_in(text, from, end) >= SPACED_DIGITS_MIN) ? end : from;
}

/* "10.00 – 12.00" */
static int range_end(const struct prepared *text, int from) {
    int end = item_end(text, from);
    while (end > from && space(at(text, end)) && dash(at(text, end + 1)) && space(at(text, end + 2)) &&
           digit(text, end + 3))
        end = item_end(text, end + 3);
    return end;
}

static bool runs_arabic(const struct prepared *text) {
    return text->rtl && strncmp(text->language, "ar", 2) == 0 && !isalnum((unsigned char)text->language[2]);
}

/* "9", "16:30", "24.12": an hour or a day. Its end, `from` when it is something longer. */
static int moment_end(const struct prepared *text, int from) {
    int end = from;
    while (digit(text, end))
        end++;
    int minutes = end + 1;
    bool joined = end > from && (at(text, end) == ':' || at(text, end) == '.');
    while (joined && digit(text, minutes))
        minutes++;
    if (joined && minutes > end + 1 && (minutes != end + 3 || end - from > 2))
        return from;
    return end - from > 2 ? from : joined && minutes > end + 1 ? minutes : end;
}

/* "16:30–18:00", "10 - 12", and no third part, as dates and telephone numbers have one. The end of its first
 * moment, `from` when it is none. */
static int range_first(const struct prepared *text, int from) {
    int first = moment_end(text, from), gap = space(at(text, first));
    if (first == from || !dash(at(text, first + gap)) || space(at(text, first + gap + 1)) != gap)
        return from;
    int second = first + 2 * gap + 1, end = moment_end(text, second);
    bool third = (joint(at(text, end)) || space(at(text, end))) && digit(text, end + 1);
    return end == second || digit(text, end) || third ? from : first;
}

static bool number(const struct prepared *text, int from, struct value *value) {
    bool sign = (dash(at(text, from)) || at(text, from) == '+') && digit(text, from + 1);
    bool opens = sign || digit(text, from) || at(text, from) == '(';
    if (!opens || digit(text, from - 1) || latin(at(text, from - 1)))
        return false;
    int first = runs_arabic(text) ? range_first(text, from) : from;
    if (first > from) {
        *value = (struct value){.start = from, .end = first};
        return true;
    }
    int telephone = telephone_end(text, from), range = range_end(text, from + sign);
    int end = telephone > range ? telephone : range;
    bool plain = true; /* one group of digits stays in order by itself */
    for (int i = from; i < end; i++)
        plain = plain && digit(text, i);
    *value = (struct value){.start = from, .end = end};
    return end > from + sign && !plain && digits_in(text, from, end) > 0;
}

static bool of_address(UChar c) {
    return (c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '*') || latin(c);
}

/* "www.ballerup.dk/", "info@ballerup.dk", "3d.dk/a?b=1": letters on both sides of a "." or a "@". */
static bool address(const struct prepared *text, int from, struct value *value) {
    int end = from;
    bool joined = false;
    if (!u_isalnum(at(text, from)) || !of_address(at(text, from)) || of_address(at(text, from - 1)))
        return false;
    while (of_address(at(text, end)))
        end++;
    while (end > from && strchr(".,;:!?)'", at(text, end - 1)))
        end--;
    for (int i = from + 1; i + 2 < end && !joined; i++)
        joined = (at(text, i) == '.' || at(text, i) == '@') && u_isalnum(at(text, i - 1)) &&
                 u_isalpha(at(text, i + 1)) && u_isalpha(at(text, i + 2));
    bool needs = joined && (u_isdigit(at(text, from)) || !u_isalnum(at(text, end - 1)));
    *value = (struct value){.start = from, .end = end};
    return needs;
}

/* Behind left-to-right words digits are left-to-right, too (UAX #9, W7). */
static bool behind_latin(const struct prepared *text, int from) {
    int depth = 0;
    for (int i = from - 1; i >= 0 && text->units[i] != '\n'; i--) {
        UChar c = text->units[i];
        depth += c == PDI;
        if (depth == 0 && (c == LRI || c == RLI || c == FSI))
            return c == LRI;
        depth -= c >= LRI && c <= FSI;
        UCharDirection direction = depth > 0 ? U_OTHER_NEUTRAL : u_charDirection(c);
        if (direction == U_LEFT_TO_RIGHT || rtl(c))
            return depth == 0 && direction == U_LEFT_TO_RIGHT;
    }
    return !text->rtl;
}

static size_t find(const struct prepared *text, struct value *values) {
    size_t count = 0;
    for (int i = 0; i < text->length && count < VALUES_MAX;) {
        struct value *value = &values[count];
        if (!address(text, i, value) && !number(text, i, value)) {
            i++;
            continue;
        }
        i = value->end;
        value->marked = behind_latin(text, value->start);
        count += !value->marked || !u_isalnum(text->units[value->end - 1]);
    }
    return count;
}

static void put(struct prepared *text, int to, UChar c, const struct cell *like) {
    text->units[to] = c;
    text->cells[to] = *like;
}

/* As bold as what stands beside it, and of no picture. */
static void put_control(struct prepared *text, int to, UChar c, const struct cell *like) {
    put(text, to, c, &(struct cell){.bold = like->bold});
}

/* From the end, so that everything moves once. */
static void insert(struct prepared *text, const struct value *values, size_t count) {
    int from = text->length, to = text->length;
    for (size_t i = 0; i < count; i++)
        to += values[i].marked ? 1 : MARKS_MOST;
    text->length = to;
    while (count > 0) {
        const struct value *value = &values[--count];
        for (; from > value->end; from--)
            put(text, --to, text->units[from - 1], &text->cells[from - 1]);
        put_control(text, --to, value->marked ? LRM : PDI, &text->cells[from - 1]);
        for (; from > value->start; from--)
            put(text, --to, text->units[from - 1], &text->cells[from - 1]);
        if (value->marked)
            continue;
        put_control(text, --to, LRO, &text->cells[from]);
        put_control(text, --to, LRI, &text->cells[from]);
    }
}

static bool any_rtl(const struct prepared *text) {
    bool found = text->rtl;
    for (int i = 0; i < text->length && !found; i++)
        found = rtl(text->units[i]);
    return found;
}

bool prepared_isolate(struct prepared *text) {
    if (!any_rtl(text))
        return true;
    struct value *values = malloc(VALUES_MAX * sizeof *values);
    size_t count = values ? find(text, values) : 0, room = (size_t)text->length + MARKS_MOST * count + 1;
    UChar *units = values ? realloc(text->units, room * sizeof *units) : NULL;
    text->units = units ? units : text->units;
    struct cell *cells = units ? realloc(text->cells, room * sizeof *cells) : NULL;
    text->cells = cells ? cells : text->cells;
    if (cells)
        insert(text, values, count);
    free(values);
    return cells != NULL;
}
