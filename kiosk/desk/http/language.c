#include "desk/http/language.h"

#include <string.h>
#include <strings.h>

static const char *const TAGS[LOCALES] = {"da", "en"};

const char *locale_tag(enum locale locale) {
    return TAGS[locale];
}

/* Thousandths of a weight ";q=0.8"; none is 1. */
static int weight(const char *at) {
    at += strspn(at, " \t");
    if (*at != ';')
        return 1000;
    at += 1 + strspn(at + 1, " \t");
    if (strncasecmp(at, "q=", 2) != 0 || (at[2] != '0' && at[2] != '1'))
        return 0;
    int value = at[2] == '1' ? 1000 : 0, unit = 100;
    for (at += 3, at += *at == '.'; value < 1000 && unit > 0 && *at >= '0' && *at <= '9'; at++, unit /= 10)
        value += (*at - '0') * unit;
    return value;
}

enum locale locale_wanted(const char *accept_language) {
    int best[LOCALES] = {0};
    for (const char *at = accept_language; at && *at;) {
        at += strspn(at, " \t,");
        size_t size = strcspn(at, ",; \t"), primary = strcspn(at, "-,; \t");
        int wanted = weight(at + size);
        for (int locale = 0; locale < LOCALES; locale++)
            if (primary == 2 && strncasecmp(at, TAGS[locale], 2) == 0 && wanted > best[locale])
                best[locale] = wanted;
        at = strchr(at, ',');
    }
    return best[LOCALE_EN] > best[LOCALE_DA] ? LOCALE_EN : LOCALE_DA;
}
