#include "intake/intake.h"

#include <string.h>
#include <strings.h>

const char *intake_skip_blank(const char *bytes) {
    if (strncmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes += 3;
    return bytes + strspn(bytes, " \t\r\n");
}

bool intake_not_a_page(const char *bytes, size_t size, struct fail *fail) {
    const char *text = intake_skip_blank(bytes);
    if (size == 0 || *text == '\0')
        return fail_set(fail, "the feed is empty");
    while (strncmp(text, "<!--", 4) == 0) {
        const char *end = strstr(text, "-->");
        if (!end)
            break;
        text = intake_skip_blank(end + 3);
    }
    if (strncasecmp(text, "<!doctype html", 14) == 0 || strncasecmp(text, "<html", 5) == 0 ||
        strncasecmp(text, "<head", 5) == 0 || strncasecmp(text, "<body", 5) == 0)
        return fail_set(fail, "this is a web page, not a feed");
    return true;
}
