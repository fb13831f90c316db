/* Words that count something: "1 result", "2 results". A text holds all its forms, by the categories of the
 * language's plural (Unicode CLDR, by ICU), and which language that is; a text without forms is the same for
 * every number. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define PLURAL_FORM "\036" /* before each form; control characters are in no text that people write */
#define PLURAL_TEXT "\037" /* between the name of its category and what is said */

/* A compiled text of a language with the two forms of English. */
#define PLURAL(language, one, other)                                                                         \
    language PLURAL_FORM "one" PLURAL_TEXT one PLURAL_FORM "other" PLURAL_TEXT other

/* CLDR's names in their order; "other", which every language has, is the last. */
enum { PLURAL_CATEGORIES = 6, PLURAL_NAME_MAX = 6 };
extern const char *const plural_names[PLURAL_CATEGORIES];

/* What is said of most numbers: the form "other", or the text itself. Lives as long as the text. */
const char *plural_other(const char *text);
/* The form for `number`, else "other", written to `out`, cut at `size`. */
void plural_pick(const char *text, int number, char *out, size_t size);
/* Does the category mean one number alone in that language? Only then may a form leave its number out. */
bool plural_single(const char *language, const char *category);
/* Bytes of the text with these forms (NULL: it has none; that of "other" is there), its NUL included; written
 * to `out` unless that is NULL. */
size_t plural_put(const char *language, const char *const forms[PLURAL_CATEGORIES], char *out);
