#include "intake/xml_find.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

xmlDoc *xml_read(const char *text, size_t size, struct fail *fail) {
    xmlDoc *document = xmlReadMemory(text, (int)size, NULL, "UTF-8",
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                         XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
    if (!document) {
        const xmlError *error = xmlGetLastError();
        const char *what = error && error->message ? error->message : "not XML";
        fail_at(fail, NULL, error ? error->line : 0, 0, "broken or cut short: %.*s (line %d)",
                (int)strcspn(what, "\r\n"), what, error ? error->line : 0);
    }
    return document;
}

static const char *space_of(const xmlNode *node) {
    return node && node->ns && node->ns->href ? (const char *)node->ns->href : "";
}

/* RSS 0.9, 1.0 and Atom 0.3 call themselves so; RSS 2.0 has no name, but some give it one. */
static bool plain(const xmlNode *node) {
    static const char *const spaces[] = {"",
                                         XML_ATOM,
                                         "http://purl.org/atom/ns#",
                                         "http://purl.org/rss/1.0/",
                                         "http://purl.org/net/rss1.1#",
                                         "http://my.netscape.com/rdf/simple/0.9/",
                                         "http://channel.netscape.com/rdf/simple/0.9/"};
    const char *own = space_of(node);
    for (size_t i = 0; i < LENGTH(spaces); i++)
        if (strcmp(own, spaces[i]) == 0)
            return true;
    return strcmp(own, space_of(xmlDocGetRootElement(node->doc))) == 0 ||
           strncasecmp(own, "http://backend.userland.com/", 28) == 0;
}

bool xml_is(const xmlNode *node, const char *name, const char *space) {
    if (node->type != XML_ELEMENT_NODE || strcasecmp((const char *)node->name, name) != 0)
        return false;
    return *space ? strcmp(space_of(node), space) == 0 : plain(node);
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
