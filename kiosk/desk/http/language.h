/* The language of what the desk itself says. Pure. */
#pragma once

enum locale { LOCALE_DA, LOCALE_EN, LOCALES };

/* By Accept-Language (RFC 9110 §12.5.4; NULL: none was sent): English only for who prefers it to Danish. */
enum locale locale_wanted(const char *accept_language);
const char *locale_tag(enum locale locale); /* "da", "en" */
