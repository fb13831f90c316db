#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/field_parts.h"
#include "desk/data/passwords.h"

enum { BYTES_MAX = 4 * PASSWORD_MOST, WORD_LEAST = 4 };

static const char *const common[] = {
#include "desk/data/common_passwords.inc"
};

static void lower(const char *text, char out[BYTES_MAX + 1]) {
    size_t i = 0;
    for (; i < BYTES_MAX && text[i]; i++)
        out[i] = (char)tolower((unsigned char)text[i]);
    out[i] = '\0';
}

static bool listed(const char *text) {
    for (size_t i = 0; i < LENGTH(common); i++)
        if (strcmp(text, common[i]) == 0)
            return true;
    return false;
}

/* "sommer2026!" is "sommer" to whoever guesses. */
static bool listed_word(const char *text) {
    char word[BYTES_MAX + 1];
    snprintf(word, sizeof word, "%s", text);
    size_t end = strlen(word);
    while (end > 0 && (unsigned char)word[end - 1] < 0x80 && !isalpha((unsigned char)word[end - 1]))
        word[--end] = '\0';
    return end >= WORD_LEAST && listed(word);
}

/* One step all the way (aaaaaaaa, 12345678, hgfedcba), or the same few characters over and over. */
static bool is_row(const char *text) {
    size_t size = strlen(text);
    for (size_t period = 1; period <= 3; period++) {
        size_t i = period;
        while (i < size && text[i] == text[i - period])
            i++;
        if (i == size)
            return true;
    }
    size_t i = 2;
    while (i < size && text[i] - text[i - 1] == text[1] - text[0])
        i++;
    return i == size;
}

static bool has_word_of(const char *text, const char *of) {
    char words[BYTES_MAX + 1], *rest = NULL;
    lower(of, words);
    for (char *word = strtok_r(words, " .@_-", &rest); word; word = strtok_r(NULL, " .@_-", &rest))
        if (strlen(word) >= WORD_LEAST && strstr(text, word))
            return true;
    return false;
}

enum password_fault password_fault(const char *password, const char *login, const char *name) {
    char text[BYTES_MAX + 1];
    size_t size = strlen(password);
    if (size > BYTES_MAX || utf8_count(password, size) > PASSWORD_MOST)
        return PASSWORD_LONG;
    if (utf8_count(password, size) < PASSWORD_LEAST)
        return PASSWORD_SHORT;
    lower(password, text);
    if (listed(text) || listed_word(text) || is_row(text))
        return PASSWORD_COMMON;
    /* a long sentence may well have a name in it */
    bool short_enough = utf8_count(password, size) < PASSWORD_ADVISED;
    return short_enough && (has_word_of(text, login) || has_word_of(text, name)) ? PASSWORD_PERSONAL
                                                                                 : PASSWORD_GOOD;
}

enum outcome password_rule(const char *password, const char *login, const char *name, struct fail *fail) {
    switch (password_fault(password, login, name)) {
    case PASSWORD_GOOD:
        return OUTCOME_DONE;
    case PASSWORD_SHORT:
        return field_refuse(fail, "a password has at least %d characters, better %d: take a few words",
                            PASSWORD_LEAST, PASSWORD_ADVISED);
    case PASSWORD_LONG:
        return field_refuse(fail, "a password has at most %d characters", PASSWORD_MOST);
    case PASSWORD_COMMON:
        return field_refuse(fail, "that password is one of the first that are tried; take a few words");
    case PASSWORD_PERSONAL:
        return field_refuse(fail, "your own name is in that password; take other words");
    }
    return OUTCOME_REFUSED;
}
