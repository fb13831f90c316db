/* Reading XML without DTDs, entities or the network, and finding children in it. */
#pragma once

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/compiler.h"
#include "core/fail.h"

#define XML_ATOM "http://www.w3.org/2005/Atom"
#define XML_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XML_DC "http://purl.org/dc/elements/1.1/"
#define XML_REDIA "http://xml.redia.dk/rss"
#define XML_PLAIN "" /* no namespace, RSS 1.0's or Atom's: the feed's own words, not an extension's */

/* The document as UTF-8, by its declared encoding. malloc'd. */
bool xml_to_utf8(const char *bytes, size_t size, char **utf8, size_t *utf8_size,
                 struct fail *fail) MUST_CHECK;
/* Well-formed to the last byte, or NULL. Caller frees with xmlFreeDoc. */
xmlDoc *xml_read(const char *utf8, size_t size, struct fail *fail);
bool xml_is(const xmlNode *node, const char *name, const char *space);
xmlNode *xml_child(const xmlNode *parent, const char *name, const char *space); /* the first, or NULL */
/* All text inside `node`, malloc'd; NULL when there is none, or `node` is NULL. */
char *xml_text(xmlNode *node);
