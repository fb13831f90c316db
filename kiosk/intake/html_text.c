#include "intake/html_text.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/compiler.h"
#include "intake/html_reference.h"

/* Of a tag that is not whole: it is read again from each "<" in its quotes, so these are bounded. */
enum { QUOTED_TAGS_MAX = 8, NAME_BYTES_MAX = 40 };
#define SOFT_HYPHEN "\xC2\xAD" /* where a browser's column may break a word: nothing to a headline */

/* Elements that begin on a line of their own, or stand between words. */
static const char *const blocks[] = {
    "address",  "article", "aside", "blockquote", "body",     "br",      "caption",  "center",   "dd",
    "details",  "dialog",  "dir",   "div",        "dl",       "dt",      "embed",    "fieldset", "figcaption",
    "figure",   "footer",  "form",  "frame",      "frameset", "h1",      "h2",       "h3",       "h4",
    "h5",       "h6",      "head",  "header",     "hgroup",   "hr",      "html",     "iframe",   "legend",
    "li",       "link",    "main",  "menu",       "meta",     "nav",     "noscript", "object",   "ol",
    "optgroup", "option",  "p",     "pre",        "script",   "section", "select",   "style",    "summary",
    "table",    "tbody",   "td",    "textarea",   "tfoot",    "th",      "thead",    "title",    "tr",
    "ul",       "video",   "audio", "canvas",     "svg",      "base",    "template"};
/* Elements inside a word or line. */
static const char *const inlines[] = {
    "a",      "abbr",   "acronym", "b",    "bdi",  "bdo",   "big",  "blink",  "button",  "cite",
    "code",   "data",   "del",     "dfn",  "em",   "font",  "i",    "img",    "input",   "ins",
    "kbd",    "label",  "map",     "area", "mark", "meter", "nobr", "output", "picture", "progress",
    "q",      "rp",     "rt",      "ruby", "s",    "samp",  "slot", "small",  "source",  "span",
    "strike", "strong", "sub",     "sup",  "time", "track", "tt",   "u",      "var",     "wbr"};
/* Attributes that stand without a value. */
static const char *const bare[] = {"async",    "autofocus", "autoplay",  "checked",  "compact",
                                   "controls", "default",   "defer",     "disabled", "download",
                                   "hidden",   "ismap",     "itemscope", "loop",     "multiple",
                                   "muted",    "nohref",    "noshade",   "nowrap",   "open",
                                   "readonly", "required",  "reversed",  "selected", "allowfullscreen"};

static bool listed(const char *name, size_t length, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == length && strncasecmp(list[i], name, length) == 0)
            return true;
    return false;
}
#define LISTED(name, length, list) listed(name, length, list, LENGTH(list))

static size_t blank(const char *at) {
    return strspn(at, " \t\r\n\f");
}

static size_t name_length(const char *at) {
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || (length > 0 && at[length] && strchr("-:_.", at[length])))
        length++;
    return length;
}

/* The value at `at`, quoted or not; NULL when it has no end, or nothing here would be one. */
static const char *value_end(const char *at, int *tags) {
    if (*at != '"' && *at != '\'') {
        size_t length = strcspn(at, " \t\r\n\f\"'<>=`");
        return length > 0 ? at + length : NULL;
    }
    for (char quote = *at++; *at != quote; at++)
        if (*at == '\0' || (*at == '<' && ++*tags > QUOTED_TAGS_MAX))
            return NULL;
    return at + 1;
}

/* The end of the attributes at `at`, behind ">"; NULL when words stand there that are none, as in "a<b and
 * c>d". `values`: at least one was written name=value. */
static const char *attributes_end(const char *at, bool *values) {
    int tags = 0;
    for (;;) {
        at += blank(at);
        if (*at == '/' && at[1] != '>')
            at++;
        else if (*at == '>' || *at == '/')
            return at + (*at == '/' ? 2 : 1);
        size_t length = name_length(at);
        const char *after = at + length + blank(at + length);
        if (length == 0 || (*after != '=' && !LISTED(at, length, bare)))
            return NULL;
        if (*after == '=') {
            at = value_end(after + 1 + blank(after + 1), &tags);
            if (!at)
                return NULL;
            *values = true;
        } else
            at += length;
    }
}

/* Where searches ended, so that no text is searched twice: NULL is not yet, or there is none when `none`. */
struct ahead {
    const char *found;
    bool none;
};

static const char *next(struct ahead *ahead, const char *at, const char *what) {
    if (!ahead->none && (!ahead->found || ahead->found < at)) {
        ahead->found = strstr(at, what);
        ahead->none = !ahead->found;
    }
    return ahead->none ? NULL : ahead->found;
}

struct tag {
    const char *end; /* behind it; NULL: it is none */
    bool space;      /* it stands between words */
};

/* What is skipped with its content: nobody is meant to read it. */
static const char *content_end(const char *name, size_t length, const char *end) {
    static const char *const unread[][2] = {
        {"script", "</script"}, {"style", "</style"}, {"template", "</template"}};
    for (size_t i = 0; i < LENGTH(unread); i++)
        if (strlen(unread[i][0]) == length && strncasecmp(name, unread[i][0], length) == 0) {
            const char *close = strcasestr(end, unread[i][1]);
            const char *whole = close ? strchr(close, '>') : NULL;
            return whole ? whole + 1 : end + strlen(end);
        }
    return end;
}

static struct tag element(const char *at, struct ahead *ends) {
    const char *name = at + (at[1] == '/' ? 2 : 1);
    size_t length = isalpha((unsigned char)*name) ? name_length(name) : 0;
    if (length == 0 || length > NAME_BYTES_MAX)
        return (struct tag){NULL, false};
    bool block = LISTED(name, length, blocks), known = block || LISTED(name, length, inlines);
    bool foreign = memchr(name, ':', length) || memchr(name, '-', length), values = false;
    const char *end = attributes_end(name + length, &values);
    if (!end && known && (values || at[1] == '/')) { /* untidy, but meant as one */
        end = next(ends, name, ">");
        end = end ? end + 1 : NULL;
    }
    if (!end || (!known && !foreign && !values))
        return (struct tag){NULL, false};
    return (struct tag){at[1] == '/' || end[-2] == '/' ? end : content_end(name, length, end), block};
}

/* The tag, comment or declaration at "<". */
static struct tag tag_at(const char *at, struct ahead *comments, struct ahead *ends) {
    if (strncmp(at, "<!--", 4) == 0) {
        const char *end = next(comments, at + 2, "-->");
        return (struct tag){end ? end + 3 : NULL, false};
    }
    if (strncmp(at, "<![CDATA[", 9) == 0) /* wrapped twice: only the wrapping goes */
        return (struct tag){at + 9, false};
    if (at[1] == '!' || at[1] == '?') {
        const char *end = next(ends, at, ">");
        return (struct tag){end ? end + 1 : NULL, true};
    }
    return element(at, ends);
}

char *html_text(const char *html) {
    size_t used = 0;
    /* the longest texts for their references are twice five bytes: "&nGt;" stands for six */
    char *out = malloc(strlen(html) * 2 + HTML_REFERENCE_BYTES + 1), reference[HTML_REFERENCE_BYTES + 1];
    struct ahead comments = {NULL, false}, ends = {NULL, false};
    bool wrapped = strstr(html, "<![CDATA[") != NULL;
    if (!out)
        return NULL;
    while (*html) {
        size_t length = *html == '&' ? html_reference(html, false, reference) : 0;
        struct tag tag = {NULL, false};
        if (*html == '<')
            tag = tag_at(html, &comments, &ends);
        else if (wrapped && strncmp(html, "]]>", 3) == 0)
            tag.end = html + 3;
        if (tag.end) {
            if (tag.space)
                out[used++] = ' ';
            html = tag.end;
        } else if (length > 0) {
            size_t size = strcmp(reference, SOFT_HYPHEN) == 0 ? 0 : strlen(reference);
            memcpy(out + used, reference, size);
            used += size;
            html += length;
        } else
            out[used++] = *html++;
    }
    out[used] = '\0';
    return out;
}
