#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/field_parts.h"

bool field_is_line(const char *text, size_t least, size_t most) {
    size_t size = strlen(text), at = 0;
    if (size < least || size > most)
        return false;
    while (at < size) {
        size_t step = utf8_character(text + at, size - at);
        if (step == 0 || (unsigned char)text[at] < 0x20 || text[at] == 0x7f)
            return false;
        at += step;
    }
    return true;
}

static void say(struct fail *fail, const char *format, va_list list) PRINTF_LIKE(2, 0);

static void say(struct fail *fail, const char *format, va_list list) {
    char text[400];
    vsnprintf(text, sizeof text, format, list);
    fail_set(fail, "%s", text);
}

enum outcome field_refuse(struct fail *fail, const char *format, ...) {
    va_list list;
    va_start(list, format);
    say(fail, format, list);
    va_end(list);
    return OUTCOME_REFUSED;
}

enum outcome field_damaged(struct fail *fail, const char *format, ...) {
    va_list list;
    va_start(list, format);
    say(fail, format, list);
    va_end(list);
    return OUTCOME_DAMAGED;
}

enum outcome field_known(enum outcome outcome, struct fail *fail, const char *format, ...) {
    va_list list;
    va_start(list, format);
    if (outcome == OUTCOME_ABSENT)
        say(fail, format, list);
    va_end(list);
    return outcome;
}

enum outcome field_taken(enum outcome outcome, struct fail *fail, const char *format, ...) {
    va_list list;
    va_start(list, format);
    if (outcome == OUTCOME_CONFLICT)
        say(fail, format, list);
    va_end(list);
    return outcome;
}

enum outcome field_disk_failed(const char *path, struct fail *fail) {
    int reason = errno;
    bool full = reason == ENOSPC || reason == EDQUOT;
    fail_at(fail, path, 0, 0, "%s",
            full ? "the disk is full; nothing was changed. Free some space there" : strerror(reason));
    return full ? OUTCOME_FULL : OUTCOME_TROUBLE;
}

const char *field_id(int64_t id, char text[FIELD_ID_TEXT]) {
    snprintf(text, FIELD_ID_TEXT, "#%lld", (long long)id);
    return text;
}
