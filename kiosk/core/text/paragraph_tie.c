/* What belongs together stays on one line where there is room for it: the parts of an address ("Hold-an Vej
 * 7"), a label and its number ("kl. 9", "nr. 3", "Line C"), a number and its unit or what it counts, the ends
 * of a range ("07:00–22:00"), a day and its month, short halves of a word with a
 * hyphen, web addresses but after a "/", what is short in brackets or between two "·", and in some languages
 * words of one letter. A tie is weaker than a word: what does not fit a line is parted here before a word is
 * torn. */
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "core/text/paragraph_parts.h"

enum {
    CHAIN_MOST = 3,
    HALF_SHORT = 4,
    LABEL_MOST = 4,
    DAY_DIGITS = 2,
    COUNT_DIGITS = 3, /* more are a year, or a number to call */
    COUNTED_MOST = 10,
    TOGETHER_MOST = 26, /* in brackets: "(Statistics Denmark, 2024)" */
    ITEM_MOST = 18,
    WORD_BYTES = 64,
    WORD_UNITS_MOST = 128
};
enum { DOT = 0xb7, HYPHEN = '-', HYPHEN_TYPED = 0x2010, EN_DASH = 0x2013 };

struct span {
    int from, to;
};

static bool gap(const struct prepared *text, int i) {
    return i < 0 || i >= text->length || u_isUWhiteSpace(text->units[i]);
}

/* No-break spaces, too: what people wrote with one is part of something longer. */
static bool space(UChar c) {
    return c == ' ' || c == 0xa0 || c == 0x202f;
}

static struct span word_before(const struct prepared *text, int end) {
    struct span word = {end, end};
    while (!gap(text, word.from - 1) && end - word.from < WORD_UNITS_MOST)
        word.from--;
    return word;
}

static struct span word_from(const struct prepared *text, int at) {
    struct span word = {at, at};
    while (!gap(text, word.to) && word.to - at < WORD_UNITS_MOST)
        word.to++;
    return word;
}

static void tie(struct prepared *text, int at) {
    if (at > 0 && at < text->length && (text->boundaries[at] & BOUNDARY_LINE))
        text->boundaries[at] = (uint8_t)((text->boundaries[at] & ~BOUNDARY_LINE) | BOUNDARY_TIED);
}

static bool all(const struct prepared *text, struct span part, UBool (*is)(UChar32)) {
    for (int i = part.from; i < part.to; i++)
        if (!is(text->units[i]))
            return false;
    return part.to > part.from;
}

/* Lower case, as UTF-8, without the full stop at its end; false when it is longer than any word looked for.
 */
static bool fold(const struct prepared *text, struct span word, char out[WORD_BYTES]) {
    UChar lower[WORD_BYTES];
    UErrorCode error = U_ZERO_ERROR;
    if (word.to > word.from && text->units[word.to - 1] == '.')
        word.to--;
    if (word.to - word.from >= WORD_BYTES / 4)
        return false;
    int32_t length =
        u_strToLower(lower, WORD_BYTES, &text->units[word.from], word.to - word.from, "", &error);
    u_strToUTF8(out, WORD_BYTES, NULL, lower, length, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

static bool among(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

static bool is_unit(const struct prepared *text, struct span word) {
    static const char *const units[] = {"km", "m",   "cm",  "mm",  "km²", "m²",  "ha",   "kg",  "g",   "l",
                                        "kr", "dkk", "eur", "€",   "%",   "pct", "mio",  "mia", "min", "sek",
                                        "h",  "t",   "am",  "pm",  "°c",  "mb",  "км",   "м",   "хв",  "грн",
                                        "zł", "tl",  "lei", "uhr", "år",  "st.", "godz", "saat"};
    char own[WORD_BYTES];
    while (word.to > word.from && (text->units[word.to - 1] == ',' || text->units[word.to - 1] == ';'))
        word.to--;
    return fold(text, word, own) && among(own, units, LENGTH(units));
}

/* By its first letters: cases and short forms differ in their ends. */
static bool is_month(const struct prepared *text, struct span word) {
    static const char *const starts[] = {
        "jan", "feb", "mar", "apr", "maj", "may", "mai", "jun", "jul", "aug", "sep", "okt", "oct", "nov",
        "dec", "dez", "mär", "sty", "lut", "kwi", "cze", "lip", "sie", "wrz", "paź", "lis", "gru", "oca",
        "şub", "nis", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara", "ian", "iun", "iul", "noi", "січ",
        "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"};
    char own[WORD_BYTES];
    if (word.to - word.from < 3 || !fold(text, word, own))
        return false;
    for (size_t i = 0; i < LENGTH(starts); i++)
        if (strncmp(own, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

/* "7", "7A", "10–12", "51,237", "44", with or without a full stop behind it. */
static bool is_number(const struct prepared *text, struct span word) {
    UChar first = word.to > word.from ? text->units[word.from] : 0;
    bool plus = first == '+' || first == '(';
    return u_isdigit(first) || (plus && word.to - word.from > 1 && u_isdigit(text->units[word.from + 1]));
}

static bool ends_number(const struct prepared *text, struct span word) {
    int last = word.to - 1;
    if (last > word.from && text->units[last] == '.')
        last--;
    return last >= word.from && u_isdigit(text->units[last]);
}

/* Of letters, the first a capital: a name, or the first word of a sentence. */
static bool is_name(const struct prepared *text, struct span word) {
    return word.to > word.from && u_isupper(text->units[word.from]) && u_isalpha(text->units[word.to - 1]) &&
           word.to - word.from > 1;
}

/* "kl.", "nr.", "Tlf.": short, and a full stop; or a word that a number always follows. */
static bool is_label(const struct prepared *text, struct span word) {
    static const char *const words[] = {"kl",     "nr",  "no",   "number", "nummer", "room",
                                        "lokale", "sal", "tlf",  "linje",  "line",   "lines",
                                        "linjer", "bus", "tram", "floor"};
    char own[WORD_BYTES];
    struct span letters = {word.from, word.to - 1};
    if (text->units[word.to - 1] == '.' && letters.to - letters.from <= LABEL_MOST &&
        all(text, letters, u_isalpha))
        return true;
    return text->units[word.to - 1] != '.' && fold(text, word, own) && among(own, words, LENGTH(words));
}

/* Breaks at the hyphens of a name. */
static void tie_inside(struct prepared *text, struct span word) {
    for (int at = word.from + 1; at < word.to; at++)
        tie(text, at);
}

/* "Hold-an Vej 7": the names before a number, nearest first. */
static void tie_names(struct prepared *text, struct span name) {
    for (int i = 0; i < CHAIN_MOST && is_name(text, name); i++) {
        tie(text, name.to + 1);
        tie_inside(text, name);
        if (name.from < 2 || !space(text->units[name.from - 1]))
            return;
        name = word_before(text, name.from - 1);
    }
}

/* "Line C", "linje H": a letter that is no word of its own. */
static bool is_letter_name(const struct prepared *text, struct span word) {
    UChar last = text->units[word.to - 1], first = text->units[word.from];
    if (last == '.' || last == ',' || last == ';' || last == ':')
        word.to--;
    return word.to - word.from == 1 && first >= 'B' && first <= 'Z' && first != 'I' && first != 'O';
}

/* "90 hours", "12 months": not where the number is a name's own ("zone 42 is"), whose sentence goes on. */
static bool counts(const struct prepared *text, struct span number, struct span word) {
    struct span owner = number.from > 1 && space(text->units[number.from - 1])
                            ? word_before(text, number.from - 1)
                            : (struct span){0, 0};
    if (!all(text, number, u_isdigit) || number.to - number.from > COUNT_DIGITS ||
        !u_islower(text->units[word.from]))
        return false;
    if (owner.to > owner.from && (is_number(text, owner) || is_label(text, owner)))
        return false;
    while (word.to > word.from && !u_isalpha(text->units[word.to - 1]))
        word.to--;
    return word.to - word.from <= COUNTED_MOST && all(text, word, u_isalpha);
}

/* "Hej · Tak": a sign between words ends a line, and begins none. */
static bool is_sign(const struct prepared *text, struct span word) {
    UChar sign = text->units[word.from];
    return word.to - word.from == 1 && (sign == DOT || sign == EN_DASH || sign == 0x2014 || sign == '&');
}

/* Where typographers leave no word of one letter at the end of a line. */
static bool leans_on_next(const struct prepared *text, struct span word) {
    static const char *const languages[] = {"pl", "cs", "sk", "uk"};
    return word.to - word.from == 1 && u_isalpha(text->units[word.from]) &&
           among(text->language, languages, LENGTH(languages));
}

/* "3 December": no number of a house or a street, whatever stands before it ("Thursday"). */
static bool is_date(const struct prepared *text, struct span day) {
    return ends_number(text, day) && day.to - day.from <= DAY_DIGITS + 1 && day.to + 1 < text->length &&
           space(text->units[day.to]) && is_month(text, word_from(text, day.to + 1));
}

/* `at`: the first unit behind a space. */
static void tie_words(struct prepared *text, int at) {
    struct span before = word_before(text, at - 1), after = word_from(text, at);
    if (before.to == before.from || after.to == after.from)
        return;
    if (is_number(text, after) && is_name(text, before) && !is_date(text, after))
        tie_names(text, before);
    if ((is_number(text, after) && is_label(text, before)) ||
        (is_letter_name(text, after) && is_label(text, before)) ||
        (ends_number(text, before) && is_unit(text, after)) || is_date(text, before) ||
        counts(text, before, after) || leans_on_next(text, before) || is_sign(text, after))
        tie(text, at);
}

/* Has it a "/" or "@" in it, or a "." between letters? */
static bool is_address(const struct prepared *text, struct span word) {
    for (int i = word.from + 1; i + 1 < word.to; i++) {
        UChar c = text->units[i];
        if (c == '@' || (c == '.' && u_isalpha(text->units[i - 1]) && u_isalpha(text->units[i + 1])))
            return true;
    }
    return false;
}

/* `at`: the first unit behind a hyphen. */
static void tie_halves(struct prepared *text, int at) {
    struct span word = {word_before(text, at).from, word_from(text, at).to};
    int from = at - 1, to = at;
    while (from > word.from && u_isalpha(text->units[from - 1]))
        from--;
    while (to < word.to && u_isalpha(text->units[to]))
        to++;
    bool latin = u_charDirection(text->units[at]) == U_LEFT_TO_RIGHT;
    if (is_address(text, word) || (latin && (at - 1 - from <= HALF_SHORT || to - at <= HALF_SHORT)))
        tie(text, at);
}

static void tie_spaces(struct prepared *text, struct span part) {
    for (int at = part.from + 1; at < part.to; at++)
        if (space(text->units[at - 1]))
            tie(text, at);
}

/* "(Trap Danmark, 2018)" */
static void tie_brackets(struct prepared *text, int open) {
    for (int to = open + 1; to < text->length && to - open < TOGETHER_MOST; to++) {
        UChar c = text->units[to];
        if (c == '(' || c == '\n')
            return;
        if (c == ')') {
            tie_spaces(text, (struct span){open, to + 1});
            return;
        }
    }
}

/* "In English · For newcomers · Free": what is short between the signs. */
static void tie_items(struct prepared *text) {
    bool any = false;
    for (int from = 0, at = 0; at <= text->length; at++) {
        UChar c = at < text->length ? text->units[at] : '\n';
        if (c != DOT && c != '\n')
            continue;
        any = c == DOT || any;
        struct span item = {from, at};
        while (item.from < item.to && space(text->units[item.from]))
            item.from++;
        while (item.to > item.from && space(text->units[item.to - 1]))
            item.to--;
        if (any && item.to - item.from <= ITEM_MOST)
            tie_spaces(text, item);
        any = c == DOT;
        from = at + 1;
    }
}

void prepared_tie(struct prepared *text) {
    if (!text->loose)
        tie_items(text);
    for (int at = 1; at < text->length; at++) {
        UChar before = text->units[at - 1];
        if (space(before)) {
            if (!text->loose)
                tie_words(text, at);
        } else if (before == '(' && !text->loose) {
            tie_brackets(text, at - 1);
        } else if (before == EN_DASH && at > 1 && u_isdigit(text->units[at - 2]) &&
                   u_isdigit(text->units[at])) {
            tie(text, at);
        } else if (before == HYPHEN || before == HYPHEN_TYPED) {
            tie_halves(text, at);
        }
    }
}
