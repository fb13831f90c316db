#include "intake/ics_title.h"

#include <string.h>
#include <strings.h>

#include "core/base/compiler.h"

/* As Outlook writes them in the languages of the region, and as people do. In capitals they need no sign
 * behind them. */
static const struct {
    const char *word, *capitals;
} words[] = {
    {"aflyst", "AFLYST"},         {"udgår", "UDGÅR"},         {"annulleret", "ANNULLERET"},
    {"canceled", "CANCELED"},     {"cancelled", "CANCELLED"}, {"avlyst", "AVLYST"},
    {"inställt", "INSTÄLLT"},     {"inställd", "INSTÄLLD"},   {"abgesagt", "ABGESAGT"},
    {"entfällt", "ENTFÄLLT"},     {"annulée", "ANNULÉE"},     {"annulé", "ANNULÉ"},
    {"peruutettu", "PERUUTETTU"}, {"odwołane", "ODWOŁANE"},
};

static const char *const signs[] = {":", "–", "—", "-", "!", "]", ")", "*", "|", "/", ".", ",", "…"};
static const char *const opening[] = {"[", "(", "*", "!", "–", "—", "-", "|", "/", ":", ","};

/* The length of a sign of `list` at `text`; 0: none. */
static size_t sign_at(const char *text, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strncmp(text, list[i], strlen(list[i])) == 0)
            return strlen(list[i]);
    return 0;
}

/* Skips signs of `list` and white space. */
static const char *skip(const char *text, const char *const *list, size_t count, bool *any) {
    for (;;) {
        size_t length = sign_at(text, list, count);
        if (length == 0 && !strchr(" \t\r\n", *text))
            return text;
        if (*text == '\0')
            return text;
        *any |= length > 0;
        text += length > 0 ? length : 1;
    }
}

/* The length of a cancelling word at `text`; *capitals: written in them. */
static size_t word_at(const char *text, bool *capitals) {
    for (size_t i = 0; i < LENGTH(words); i++) {
        size_t length = strlen(words[i].word);
        *capitals = strncmp(text, words[i].capitals, length) == 0;
        if (*capitals || strncasecmp(text, words[i].word, length) == 0)
            return length;
    }
    return 0;
}

/* "Aflyst: …", "[Aflyst] …", "AFLYST – …", "AFLYST …": where the title itself begins; NULL: no mark. */
static const char *behind_mark(const char *title) {
    bool opened = false, closed = false, capitals;
    const char *word = skip(title, opening, LENGTH(opening), &opened);
    size_t length = word_at(word, &capitals);
    if (length == 0)
        return NULL;
    const char *rest = skip(word + length, signs, LENGTH(signs), &closed);
    bool apart = word[length] == ' ' || closed;
    return *rest && apart && (closed || capitals) ? rest : NULL;
}

/* "… (ikke aflyst)" */
static bool denied(const char *title, const char *end) {
    static const char *const denials[] = {"ikke", "not", "nicht", "ej"};
    while (end > title && end[-1] == ' ')
        end--;
    for (size_t i = 0; i < LENGTH(denials); i++) {
        size_t length = strlen(denials[i]);
        if ((size_t)(end - title) >= length && strncasecmp(end - length, denials[i], length) == 0)
            return true;
    }
    return false;
}

/* "… (aflyst)", "… – AFLYST": where the mark begins, with the signs before it; NULL: no mark. */
static const char *before_mark(const char *title) {
    for (const char *at = title + 1; *title && *at; at++) {
        bool opened = false, closed = false, capitals;
        if (*at == '-' || *at == '/' || (*at != ' ' && sign_at(at, opening, LENGTH(opening)) == 0))
            continue; /* a hyphen joins, unless it stands apart */
        const char *word = skip(at, opening, LENGTH(opening), &opened);
        size_t length = word_at(word, &capitals);
        if (length > 0 && (opened || capitals) && !denied(title, word) &&
            *skip(word + length, signs, LENGTH(signs), &closed) == '\0')
            return at;
    }
    return NULL;
}

bool ics_title_cancelled(char *title) {
    const char *front = behind_mark(title);
    if (front) {
        memmove(title, front, strlen(front) + 1);
        return true;
    }
    const char *back = before_mark(title);
    if (back) {
        title[back - title] = '\0';
        return true;
    }
    bool capitals, ended = false;
    const char *word = skip(title, opening, LENGTH(opening), &ended);
    size_t length = word_at(word, &capitals);
    return length > 0 && *skip(word + length, signs, LENGTH(signs), &ended) == '\0';
}
