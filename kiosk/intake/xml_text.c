#include "intake/xml_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/html_reference.h"
#include "intake/xml_decode.h"

/* The DOCTYPE before the root element, or NULL. */
static char *doctype(char *text) {
    for (char *at = text; (at = strchr(at, '<')); at++) {
        if (at[1] != '!' && at[1] != '?')
            return NULL; /* the root element: none may follow */
        if (strncasecmp(at, "<!DOCTYPE", 9) == 0)
            return at;
        char *end = strstr(at, strncmp(at, "<!--", 4) == 0 ? "-->" : ">");
        if (!end)
            return NULL;
        at = end;
    }
    return NULL;
}

/* Only its name and where its declarations would be: made blank, so that lines keep their numbers. */
static bool drop_doctype(char *text, bool *dropped, struct fail *fail) {
    char *begin = doctype(text), quote = '\0', *at = begin;
    *dropped = begin != NULL;
    for (; at && *at; at++) {
        if (quote ? *at == quote : *at == '"' || *at == '\'')
            quote = quote ? '\0' : *at;
        else if (!quote && *at == '[')
            return fail_set(fail, "a DOCTYPE with declarations of its own is not allowed");
        else if (!quote && *at == '>')
            break;
    }
    if (at && *at == '\0')
        return fail_set(fail, "a DOCTYPE with declarations of its own is not allowed");
    for (; begin && begin <= at; begin++)
        *begin = *begin == '\n' ? '\n' : ' ';
    return true;
}

struct mending {
    struct xml_text *out;
    int line;
    bool names; /* a DOCTYPE may have declared HTML's names */
};

static void mended(struct mending *mending, const char *why) {
    if (!mending->out->why) {
        mending->out->line = mending->line;
        mending->out->why = why;
    }
}

/* "&lt;", "&#233;" … as XML has them (XML 1.0 §4.1, §4.6). */
static size_t proper(const char *at) {
    static const char *const own[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (size_t i = 0; i < LENGTH(own); i++)
        if (strncmp(at, own[i], strlen(own[i])) == 0)
            return strlen(own[i]);
    if (at[1] != '#')
        return 0;
    bool hex = at[2] == 'x';
    size_t digits = strspn(at + (hex ? 3 : 2), hex ? "0123456789abcdefABCDEF" : "0123456789");
    size_t length = (hex ? 3 : 2) + digits;
    unsigned long code = digits > 0 && digits < 9 ? strtoul(at + (hex ? 3 : 2), NULL, hex ? 16 : 10) : 0;
    bool allowed = code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800) ||
                   (code >= 0xE000 && code <= 0x10FFFF && code != 0xFFFE && code != 0xFFFF);
    return at[length] == ';' && allowed ? length + 1 : 0;
}

/* What stands for itself in XML is written as a name, whatever it was called. */
static void put(struct xml_text *out, const char *text) {
    static const char *const names[][2] = {
        {"<", "&lt;"}, {">", "&gt;"}, {"&", "&amp;"}, {"\"", "&quot;"}, {"'", "&apos;"}};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (strcmp(text, names[i][0]) == 0)
            text = names[i][1];
    memcpy(out->text + out->size, text, strlen(text));
    out->size += strlen(text);
}

/* Writes what the "&" at `at` should have been; returns what was read. */
static size_t reference(struct mending *mending, const char *at) {
    struct xml_text *out = mending->out;
    char text[HTML_REFERENCE_BYTES + 1];
    size_t length = proper(at);
    if (length > 0) {
        bool c1 = at[1] == '#' && html_reference(at, true, text) == length && (text[0] & 0x80);
        if (!c1) {
            memcpy(out->text + out->size, at, length);
            out->size += length;
            return length;
        }
    } else {
        length = html_reference(at, true, text);
        if (length == 0 || at[1] == '#') {
            put(out, "&");
            mended(mending, "a \"&\" that should be \"&amp;\"");
            return 1;
        }
        if (!mending->names)
            mended(mending, "a name that only HTML knows");
    }
    put(out, text);
    return length;
}

/* What XML does not look into. */
static const char *const opaques[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

/* Copies one that begins at `at`, a comment as blanks: nobody needs it, and parsers are slow with bad ones.
 * Returns what is behind it, `at` when none begins, NULL when it never ends. */
static const char *opaque(struct mending *mending, const char *at) {
    struct xml_text *out = mending->out;
    for (size_t i = 0; i < LENGTH(opaques); i++) {
        size_t length = strlen(opaques[i][0]);
        if (strncmp(at, opaques[i][0], length) != 0)
            continue;
        const char *end = strstr(at + length, opaques[i][1]);
        if (!end) {
            mended(mending, "something that begins and never ends");
            return NULL;
        }
        for (end += strlen(opaques[i][1]); at < end; at++) {
            mending->line += *at == '\n';
            bool blank = *at != '\n' && (i == 0 || ((unsigned char)*at < 0x20 && *at != '\t' && *at != '\r'));
            out->text[out->size++] = blank ? ' ' : *at;
        }
        return end;
    }
    return at;
}

/* No XML (XML 1.0 §2.2): controls, U+FFFE and U+FFFF. */
static size_t no_character(const char *at) {
    unsigned char c = (unsigned char)*at;
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        return 1;
    return strncmp(at, "\xEF\xBF\xBE", 3) == 0 || strncmp(at, "\xEF\xBF\xBF", 3) == 0 ? 3 : 0;
}

static void mend(struct mending *mending, const char *at) {
    struct xml_text *out = mending->out;
    while (at && *at) {
        const char *end = *at == '<' ? opaque(mending, at) : at;
        size_t bad = no_character(at);
        if (end != at) {
            at = end;
        } else if (bad > 0) {
            out->text[out->size++] = ' ';
            mended(mending, "a character that XML does not know");
            at += bad;
        } else if (*at == '&') {
            at += reference(mending, at);
        } else {
            mending->line += *at == '\n';
            out->text[out->size++] = *at++;
        }
    }
    out->text[out->size] = '\0';
}

static size_t count(const char *text, char c) {
    size_t found = 0;
    for (; (text = strchr(text, c)); text++)
        found++;
    return found;
}

bool xml_text_init(struct xml_text *text, const char *bytes, size_t size, const char *charset,
                   struct fail *fail) {
    size_t utf8_size = 0;
    char *utf8 = xml_decode(bytes, size, charset, &utf8_size);
    bool names = false;
    *text = (struct xml_text){0};
    if (!utf8)
        return fail_set(fail, "out of memory");
    if (!drop_doctype(utf8, &names, fail)) {
        free(utf8);
        return false;
    }
    text->text = malloc(utf8_size + 4 * count(utf8, '&') + 1); /* "&" grows to "&amp;" at most */
    if (text->text) {
        struct mending mending = {text, 1, names};
        mend(&mending, utf8);
    }
    free(utf8);
    return text->text || fail_set(fail, "out of memory");
}

void xml_text_finish(struct xml_text *text) {
    free(text->text);
    *text = (struct xml_text){0};
}
