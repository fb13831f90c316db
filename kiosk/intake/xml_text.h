/* What strangers call XML, as UTF-8 text that an XML parser takes: encodings, and the faults every feed
 * reader forgives. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct xml_text {
    char *text; /* UTF-8, a NUL behind it; owned */
    size_t size;
    int line;        /* where it was first mended, 0: nowhere */
    const char *why; /* what was mended there */
};

/* By its byte order mark, else its own declaration, else `charset` (of the HTTP header; may be NULL), else
 * UTF-8; "ISO-8859-1" means windows-1252 (Encoding standard §4.2), and so do single bytes that are not the
 * UTF-8 a document says it is. Characters XML does not know become spaces, names HTML knows become their
 * characters, a lone "&" becomes "&amp;". A DOCTYPE that only names another document is dropped, one that
 * declares anything is an error: no entity is ever expanded. */
bool xml_text_init(struct xml_text *text, const char *bytes, size_t size, const char *charset,
                   struct fail *fail) MUST_CHECK;
void xml_text_finish(struct xml_text *text);
