#include "intake/html_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/utf8.h>

static const struct {
    const char *name, *text;
} entities[] = {
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", " "},
    {"aelig", "æ"},  {"AElig", "Æ"},  {"oslash", "ø"}, {"Oslash", "Ø"}, {"aring", "å"},  {"Aring", "Å"},
    {"eacute", "é"}, {"Eacute", "É"}, {"egrave", "è"}, {"auml", "ä"},   {"Auml", "Ä"},   {"ouml", "ö"},
    {"Ouml", "Ö"},   {"uuml", "ü"},   {"Uuml", "Ü"},   {"szlig", "ß"},  {"ccedil", "ç"}, {"aacute", "á"},
    {"iacute", "í"}, {"oacute", "ó"}, {"uacute", "ú"}, {"ntilde", "ñ"}, {"agrave", "à"}, {"ndash", "–"},
    {"mdash", "—"},  {"hellip", "…"}, {"laquo", "«"},  {"raquo", "»"},  {"lsquo", "‘"},  {"rsquo", "’"},
    {"ldquo", "“"},  {"rdquo", "”"},  {"bdquo", "„"},  {"euro", "€"},   {"copy", "©"},   {"deg", "°"},
    {"middot", "·"}, {"bull", "•"},   {"frac12", "½"}, {"times", "×"},  {"shy", ""},     {"sect", "§"},
};

/* Appends what the reference at `at` ("&…;") stands for; returns its length, 0 when it is none. */
static size_t entity(const char *at, char *out, size_t *used) {
    const char *end = at + 1;
    while (isalnum((unsigned char)*end) || *end == '#')
        end++;
    size_t length = (size_t)(end - at) - 1;
    if (*end != ';' || length == 0 || length > 10)
        return 0;
    if (at[1] == '#') {
        bool hex = at[2] == 'x' || at[2] == 'X';
        char *stop;
        unsigned long code = strtoul(at + (hex ? 3 : 2), &stop, hex ? 16 : 10);
        if (stop != end || code == 0 || code > 0x10FFFF || U_IS_SURROGATE(code))
            return 0;
        U8_APPEND_UNSAFE(out, *used, (UChar32)code);
        return length + 2;
    }
    for (size_t i = 0; i < LENGTH(entities); i++)
        if (strlen(entities[i].name) == length && memcmp(entities[i].name, at + 1, length) == 0) {
            size_t size = strlen(entities[i].text);
            memcpy(out + *used, entities[i].text, size);
            *used += size;
            return length + 2;
        }
    return 0;
}

/* The end of the tag, comment or script that begins at `at`; NULL when there is none. */
static const char *tag_end(const char *at) {
    if (strncmp(at, "<!--", 4) == 0) {
        const char *end = strstr(at + 4, "-->");
        return end ? end + 3 : NULL;
    }
    if (!isalpha((unsigned char)at[1]) && at[1] != '/' && at[1] != '!')
        return NULL;
    const char *end = strchr(at, '>');
    bool script = strncasecmp(at, "<script", 7) == 0, style = strncasecmp(at, "<style", 6) == 0;
    if (end && (script || style)) {
        const char *close = strcasestr(end, script ? "</script" : "</style");
        end = close ? strchr(close, '>') : at + strlen(at) - 1;
    }
    return end ? end + 1 : NULL;
}

char *html_text(const char *html) {
    size_t used = 0;
    char *out = malloc(strlen(html) + 5); /* no entity stands for more bytes than it is long */
    if (!out)
        return NULL;
    while (*html) {
        size_t length = *html == '&' ? entity(html, out, &used) : 0;
        const char *end = *html == '<' ? tag_end(html) : NULL;
        if (end)
            out[used++] = ' ';
        else if (length == 0)
            out[used++] = *html;
        html = end ? end : html + (length ? length : 1);
    }
    out[used] = '\0';
    return out;
}
