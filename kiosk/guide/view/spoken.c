#include "guide/view/spoken_parts.h"

#include <stdbool.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { TELEPHONE = 8, PREFIX_MAX = 3 };

struct writer {
    char *out;
    size_t size, used;
};

static void put(struct writer *to, const char *text, size_t length) {
    if (to->used + length >= to->size)
        return;
    memcpy(to->out + to->used, text, length);
    to->used += length;
}

static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

static bool year(const char *text) {
    return strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0;
}

/* A space of any width that keeps a number together. */
static size_t space(const char *text) {
    return *text == ' ' ? 1 : strncmp(text, "\u00a0", 2) == 0 ? 2 : strncmp(text, "\u202f", 3) == 0 ? 3 : 0;
}

/* Not inside a longer number: "1.4477 2000", "4477 2000,50". */
static bool ends(const char *text) {
    return digits(text) == 0 && !((*text == '.' || *text == ',' || *text == '-') && digits(text + 1) > 0);
}

static bool begins(char before) {
    return !((before >= '0' && before <= '9') || before == '.' || before == ',' || before == '-');
}

/* Bytes of `count` groups of `each` digits with a space between them; 0: it is none. */
static size_t grouped(const char *text, int count, size_t each) {
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        size_t gap = i ? space(text + at) : 0;
        if ((i && gap == 0) || digits(text + at + gap) != each)
            return 0;
        at += gap + each;
    }
    return ends(text + at) ? at : 0;
}

/* The length in bytes of a telephone number at `text`; 0: there is none. */
static size_t telephone(const char *text) {
    size_t halves = grouped(text, 2, 4), pairs = grouped(text, 4, 2);
    if (halves && year(text) && year(text + halves - 4))
        return 0;
    return halves ? halves : pairs ? pairs : grouped(text, 1, TELEPHONE);
}

/* A number that is dialled and stands alone: "112". */
static size_t dialled(const struct guide_people *people, const char *text) {
    size_t length = digits(text);
    if (length == 0 || !ends(text + length))
        return 0;
    for (size_t i = 0; i < people->emergency_count; i++)
        if (strlen(people->emergencies[i].number) == length &&
            strncmp(people->emergencies[i].number, text, length) == 0)
            return length;
    return people->emergency_count == 0 && length == 3 && strncmp(text, "112", 3) == 0 ? length : 0;
}

/* "+45" before a number. */
static size_t prefix(const char *text) {
    size_t length = *text == '+' ? digits(text + 1) : 0;
    return length > 0 && length <= PREFIX_MAX && space(text + 1 + length) ? length + 1 : 0;
}

/* "4 4, 7 7, 2 0, 0 0": a rest after every second, or "1 1 2". */
static void put_digits(struct writer *to, const char *text, size_t length) {
    size_t of = 0, done = 0;
    for (size_t i = 0; i < length; i++)
        of += text[i] >= '0' && text[i] <= '9';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '+')
            put(to, "+", 1);
        if (text[i] < '0' || text[i] > '9')
            continue;
        if (done)
            put(to, of == TELEPHONE && done % 2 == 0 ? ", " : " ", of == TELEPHONE && done % 2 == 0 ? 2 : 1);
        put(to, text + i, 1);
        done++;
    }
}

/* "14.30" or "14.30-16.00", as Danish writes it: a voice would say a decimal number. */
static bool clock_time(const char *text, char before) {
    bool inside = (before >= '0' && before <= '9') || before == '.' || before == ',';
    size_t hour = digits(text);
    return !inside && hour >= 1 && hour <= 2 &&
           (hour == 1 || text[0] < '2' || (text[0] == '2' && text[1] < '4')) && text[hour] == '.' &&
           digits(text + hour + 1) == 2 && text[hour + 1] < '6' &&
           (text[hour + 3] == '-' || ends(text + hour + 3));
}

/* Marks for the eye, and what is said instead. */
static size_t mark(const char *text, const char **instead) {
    static const struct {
        const char *mark, *instead;
    } marks[] = {{"**", ""},     {" · ", ", "},  {"\u2066", ""}, {"\u2067", ""}, {"\u2068", ""},
                 {"\u2069", ""}, {"\u200b", ""}, {"\u2060", ""}, {"♪ ", ""}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i].mark, strlen(marks[i].mark)) == 0) {
            *instead = marks[i].instead;
            return strlen(marks[i].mark);
        }
    return 0;
}

/* Bytes of `text` that were written. */
static size_t put_next(struct writer *to, const struct guide_people *people, const char *text, char before) {
    const char *instead = "";
    size_t number = begins(before) ? telephone(text) : 0;
    number = number == 0 && begins(before) ? dialled(people, text) : number;
    number = number == 0 ? prefix(text) : number;
    if (number) {
        put_digits(to, text, number);
        return number;
    }
    size_t taken = mark(text, &instead);
    if (taken) {
        put(to, instead, strlen(instead));
        return taken;
    }
    if (clock_time(text, before)) {
        size_t hour = digits(text);
        put(to, text, hour);
        put(to, ":", 1);
        put(to, text + hour + 1, 2);
        return hour + 3;
    }
    size_t whole = 1;
    while ((text[whole] & 0xc0) == 0x80)
        whole++;
    put(to, text, whole);
    return whole;
}

void spoken_write(const struct guide_people *people, const char *text, char *out, size_t size) {
    struct writer to = {out, size, 0};
    char before = '\0';
    while (*text) {
        size_t taken = put_next(&to, people, text, before);
        before = text[taken - 1];
        text += taken;
    }
    out[to.used] = '\0';
}

bool spoken_has_letters(const char *text) {
    int32_t at = 0, end = (int32_t)strlen(text);
    while (at < end) {
        UChar32 c;
        U8_NEXT((const uint8_t *)text, at, end, c);
        if (c > 0 && u_isalpha(c))
            return true;
    }
    return false;
}
