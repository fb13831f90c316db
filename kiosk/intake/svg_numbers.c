#include "intake/svg_numbers.h"

#include <ctype.h>
#include <string.h>

static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

size_t svg_number(const char *text) {
    size_t at = *text == '+' || *text == '-', whole = digits(text + at), fraction = 0;
    at += whole;
    if (text[at] == '.') {
        fraction = digits(text + at + 1);
        at += whole + fraction > 0 ? 1 + fraction : 0;
    }
    if (whole + fraction == 0)
        return 0;
    if (text[at] == 'e' || text[at] == 'E') {
        size_t sign = text[at + 1] == '+' || text[at + 1] == '-', power = digits(text + at + 1 + sign);
        at += power > 0 ? 1 + sign + power : 0;
    }
    return at;
}

static const char *skip(const char *text) {
    return text + strspn(text, " \t\r\n,");
}

static bool put_number(const char **text, FILE *out) {
    *text = skip(*text);
    size_t length = svg_number(*text);
    if (length == 0)
        return false;
    fprintf(out, " %.*s", (int)length, *text);
    *text = skip(*text + length);
    return true;
}

static bool put_flag(const char **text, FILE *out) {
    *text = skip(*text);
    if (**text != '0' && **text != '1')
        return false;
    fprintf(out, " %c", **text);
    *text = skip(*text + 1);
    return true;
}

/* How many numbers each command takes; -1: it is none. */
static int count_of(char command) {
    static const char commands[] = "MLHVCSQTAZ";
    static const int counts[] = {2, 2, 1, 1, 6, 4, 4, 2, 7, 0};
    const char *found = command ? strchr(commands, toupper((unsigned char)command)) : NULL;
    return found ? counts[found - commands] : -1;
}

bool svg_path(const char *text, FILE *out) {
    bool first = true;
    for (text = skip(text); *text; first = false) {
        char command = *text++;
        int count = count_of(command);
        if (count < 0 || (first && command != 'M' && command != 'm'))
            return false;
        fputc(command, out);
        text = skip(text);
        do {
            for (int i = 0; i < count; i++) {
                bool flag = count == 7 && (i == 3 || i == 4);
                if (flag ? !put_flag(&text, out) : !put_number(&text, out))
                    return false;
            }
        } while (count > 0 && svg_number(text) > 0);
        fputc(' ', out);
    }
    return true;
}

bool svg_points(const char *text, FILE *out) {
    for (text = skip(text); *text;)
        if (!put_number(&text, out) || !put_number(&text, out))
            return false;
    return true;
}

bool svg_transform(const char *text, FILE *out) {
    static const struct {
        const char *name;
        int least, most;
    } functions[] = {{"matrix", 6, 6}, {"translate", 1, 2}, {"scale", 1, 2},
                     {"rotate", 1, 3}, {"skewX", 1, 1},     {"skewY", 1, 1}};
    for (text = skip(text); *text; text = skip(text + 1)) {
        size_t length = 0, found = 0;
        int count = 0;
        while (isalpha((unsigned char)text[length]))
            length++;
        while (found < LENGTH(functions) &&
               (strlen(functions[found].name) != length || memcmp(functions[found].name, text, length) != 0))
            found++;
        text = skip(text + length);
        if (found == LENGTH(functions) || *text != '(')
            return false;
        fprintf(out, "%s(", functions[found].name);
        for (text = skip(text + 1); *text && *text != ')'; count++)
            if (!put_number(&text, out))
                return false;
        if (*text != ')' || count < functions[found].least || count > functions[found].most ||
            (found == 3 && count == 2))
            return false;
        fputs(") ", out);
    }
    return true;
}

bool svg_length(const char *text, FILE *out) {
    static const char *const units[] = {"", "px", "pt", "pc", "mm", "cm", "in", "em", "ex", "%"};
    text = skip(text);
    size_t length = svg_number(text), unit = strcspn(text + length, " \t\r\n");
    if (length == 0 || *skip(text + length + unit) != '\0')
        return false;
    for (size_t i = 0; i < LENGTH(units); i++)
        if (strlen(units[i]) == unit && memcmp(units[i], text + length, unit) == 0) {
            fprintf(out, "%.*s", (int)(length + unit), text);
            return true;
        }
    return false;
}
