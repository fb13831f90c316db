#include "intake/xml_find.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>

/* What stands in <?xml … encoding="…"?>; "UTF-8" when nothing does. */
static void declared(const char *bytes, char name[32]) {
    const char *end = strncmp(bytes, "<?xml", 5) == 0 ? strstr(bytes, "?>") : NULL;
    const char *at = end ? strstr(bytes, "encoding") : NULL;
    strcpy(name, "UTF-8");
    if (!at || at > end)
        return;
    at += 8 + strspn(at + 8, " \t\r\n=");
    size_t length = *at == '"' || *at == '\'' ? strcspn(at + 1, "\"'") : 0;
    if (length > 0 && length < 32) {
        memcpy(name, at + 1, length);
        name[length] = '\0';
    }
}

/* ICU converts, because the C library would load its converters from files. */
bool xml_to_utf8(const char *bytes, size_t size, char **utf8, size_t *utf8_size, struct fail *fail) {
    char name[32];
    UErrorCode status = U_ZERO_ERROR;
    int32_t signature = 0;
    const char *detected = ucnv_detectUnicodeSignature(bytes, (int32_t)size, &signature, &status);
    declared(bytes, name);
    UConverter *from = ucnv_open(detected ? detected : name, &status);
    UConverter *to = ucnv_open("UTF-8", &status);
    char *out = malloc(size * 3 + 16);
    bool ok = U_SUCCESS(status) && out;
    if (ok) {
        const char *source = bytes + signature;
        char *target = out;
        ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
        ucnv_convertEx(to, from, &target, out + size * 3 + 15, &source, bytes + size, NULL, NULL, NULL, NULL,
                       true, true, &status);
        *utf8_size = (size_t)(target - out);
        ok = U_SUCCESS(status);
        *target = '\0';
    }
    ucnv_close(from);
    ucnv_close(to);
    if (!ok) {
        free(out);
        return fail_set(fail, "the feed is not readable as %s", detected ? detected : name);
    }
    *utf8 = out;
    return true;
}

xmlDoc *xml_read(const char *utf8, size_t size, struct fail *fail) {
    const char *begin = utf8 + strspn(utf8, " \t\r\n");
    if (strlen(utf8) != size) {
        fail_set(fail, "the feed contains a NUL character");
        return NULL;
    }
    /* before parsing: declarations are never even read */
    for (const char *at = begin; (at = strchr(at, '<')); at++) {
        if (at[1] != '!' && at[1] != '?')
            break; /* the root element: none may follow */
        if (strncasecmp(at, "<!DOCTYPE", 9) == 0) {
            fail_set(fail, "the feed has a DOCTYPE, which is not allowed");
            return NULL;
        }
        const char *end = strstr(at, strncmp(at, "<!--", 4) == 0 ? "-->" : ">");
        if (!end)
            break;
        at = end;
    }
    xmlDoc *document = xmlReadMemory(begin, (int)(size - (size_t)(begin - utf8)), NULL, "UTF-8",
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                         XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
    if (!document) {
        const xmlError *error = xmlGetLastError();
        const char *what = error && error->message ? error->message : "not XML";
        fail_set(fail, "the feed is broken or cut short: %.*s (line %d)", (int)strcspn(what, "\r\n"), what,
                 error ? error->line : 0);
    }
    return document;
}

bool xml_is(const xmlNode *node, const char *name, const char *space) {
    if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, name) != 0)
        return false;
    const char *own = node->ns ? (const char *)node->ns->href : "";
    if (*space)
        return strcmp(own, space) == 0;
    return *own == '\0' || strcmp(own, XML_ATOM) == 0 || strcmp(own, "http://purl.org/rss/1.0/") == 0;
}

xmlNode *xml_child(const xmlNode *parent, const char *name, const char *space) {
    for (xmlNode *at = parent ? parent->children : NULL; at; at = at->next)
        if (xml_is(at, name, space))
            return at;
    return NULL;
}

char *xml_text(xmlNode *node) {
    char *text = node ? (char *)xmlNodeGetContent(node) : NULL;
    if (text && text[strspn(text, " \t\r\n")] != '\0')
        return text;
    free(text);
    return NULL;
}
