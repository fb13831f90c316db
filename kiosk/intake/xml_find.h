/* Parsing XML without DTDs, entities or the network, and finding children in it. */
#pragma once

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

#define XML_ATOM "http://www.w3.org/2005/Atom"
#define XML_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XML_DC "http://purl.org/dc/elements/1.1/"
#define XML_DC_TERMS "http://purl.org/dc/terms/"
#define XML_REDIA "http://xml.redia.dk/rss"
/* The feed's own words, not an extension's: in no namespace, one of Atom's or RSS's, or the root element's.
 */
#define XML_PLAIN ""

/* Well-formed to the last byte, or NULL with the line in `fail`. `text`: see xml_text.h. Caller frees with
 * xmlFreeDoc. */
xmlDoc *xml_read(const char *text, size_t size, struct fail *fail);
/* Names are compared without case. */
bool xml_is(const xmlNode *node, const char *name, const char *space);
xmlNode *xml_child(const xmlNode *parent, const char *name, const char *space); /* the first, or NULL */
/* All text inside `node`, malloc'd; NULL when there is none, or `node` is NULL. */
char *xml_text(xmlNode *node);
