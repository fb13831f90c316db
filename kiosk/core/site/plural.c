#include "core/site/plural.h"

#include <stdio.h>
#include <string.h>

#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

enum { TAG_MAX = 80, TRIED = 1000 };

const char *const plural_names[PLURAL_CATEGORIES] = {"zero", "one", "two", "few", "many", "other"};

const char *plural_other(const char *text) {
    const char *last = strrchr(text, *PLURAL_TEXT);
    return last ? last + 1 : text;
}

static UPluralRules *open_rules(const char *language) {
    UErrorCode status = U_ZERO_ERROR;
    char locale[TAG_MAX];
    int32_t parsed;
    uloc_forLanguageTag(language, locale, sizeof locale, &parsed, &status);
    return uplrules_openForType(locale, UPLURAL_TYPE_CARDINAL, &status);
}

/* The name of the number's category. */
static void category_of(const UPluralRules *rules, int number, char out[PLURAL_NAME_MAX]) {
    UErrorCode status = U_ZERO_ERROR;
    UChar name[PLURAL_NAME_MAX];
    if (rules)
        uplrules_select(rules, number, name, PLURAL_NAME_MAX, &status);
    if (rules && U_SUCCESS(status))
        u_UCharsToChars(name, out, PLURAL_NAME_MAX);
    else
        strcpy(out, "other");
}

static const char *find_form(const char *text, const char *category) {
    size_t length = strlen(category);
    for (const char *form = strchr(text, *PLURAL_FORM); form; form = strchr(form + 1, *PLURAL_FORM))
        if (strncmp(form + 1, category, length) == 0 && form[1 + length] == *PLURAL_TEXT)
            return form + length + 2;
    return NULL;
}

void plural_pick(const char *text, int number, char *out, size_t size) {
    const char *language_end = strchr(text, *PLURAL_FORM);
    const char *form = NULL;
    if (language_end) {
        char language[TAG_MAX], category[PLURAL_NAME_MAX];
        snprintf(language, sizeof language, "%.*s", (int)(language_end - text), text);
        UPluralRules *rules = open_rules(language);
        category_of(rules, number, category);
        uplrules_close(rules);
        form = find_form(text, category);
    }
    if (!form)
        form = plural_other(text);
    snprintf(out, size, "%.*s", (int)strcspn(form, PLURAL_FORM), form);
}

bool plural_single(const char *language, const char *category) {
    UPluralRules *rules = open_rules(language);
    char name[PLURAL_NAME_MAX];
    int count = 0;
    for (int i = 0; i < TRIED && count < 2; i++) {
        category_of(rules, i, name);
        count += strcmp(name, category) == 0;
    }
    uplrules_close(rules);
    return count == 1;
}

size_t plural_put(const char *language, const char *const forms[PLURAL_CATEGORIES], char *out) {
    size_t used = strlen(language);
    if (out)
        strcpy(out, language);
    for (int i = 0; i < PLURAL_CATEGORIES; i++) {
        if (!forms[i])
            continue;
        if (out)
            sprintf(out + used, PLURAL_FORM "%s" PLURAL_TEXT "%s", plural_names[i], forms[i]);
        used += 2 + strlen(plural_names[i]) + strlen(forms[i]);
    }
    return used + 1;
}
