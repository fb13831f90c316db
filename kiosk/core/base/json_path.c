#include <stdio.h>
#include <string.h>

#include "core/base/json_edit_parts.h"
#include "core/base/json_equal.h"
#include "core/base/utf8.h"

static const char ESCAPED[] = "~/[]=";

struct scan {
    const char *begin, *at;
    char *to; /* where the next name goes */
    struct fail *fail;
};

static bool wrong(struct scan *scan, const char *what) {
    return fail_set(scan->fail, "the path, character %zu: %s",
                    utf8_count(scan->begin, (size_t)(scan->at - scan->begin)) + 1, what);
}

/* Up to one of `ends` or the end. NULL: it is said what is wrong. */
static const char *name(struct scan *scan, const char *ends) {
    char *begin = scan->to;
    while (*scan->at && !strchr(ends, *scan->at)) {
        char c = *scan->at;
        if (c == '~') {
            if (scan->at[1] < '0' || scan->at[1] > '4')
                return wrong(scan, "~ is written ~0, / ~1, [ ~2, ] ~3, = ~4"), NULL;
            c = ESCAPED[scan->at[1] - '0'];
            scan->at++;
        } else if (strchr("/[]", c)) {
            return wrong(scan, "in a name or value / is written ~1, [ ~2, ] ~3"), NULL;
        }
        scan->at++;
        *scan->to++ = c;
    }
    *scan->to++ = '\0';
    return begin;
}

static bool read_number(const char *text, size_t *out) {
    size_t digits = strspn(text, "0123456789"), number = 0;
    if (digits == 0 || digits > 7 || text[digits] != ']' || (digits > 1 && text[0] == '0'))
        return false;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (size_t)(text[i] - '0');
    *out = number;
    return true;
}

/* Behind the opening bracket. */
static bool read_element(struct scan *scan, struct json_path_step *step) {
    if (strncmp(scan->at, "-]", 2) == 0) {
        step->kind = JSON_STEP_END;
        scan->at++;
    } else if (read_number(scan->at, &step->index)) {
        step->kind = JSON_STEP_INDEX;
        scan->at = strchr(scan->at, ']');
    } else {
        step->kind = JSON_STEP_WHERE;
        bool itself = *scan->at == '=';
        const char *key = name(scan, "=]");
        if (!key)
            return false;
        if (*scan->at != '=')
            return wrong(scan,
                         "an element is written [id=NAME], [NUMBER] from 0, or [-] for a new one at the end");
        scan->at++;
        step->key = itself ? NULL : key;
        step->value = name(scan, "]");
        if (!step->value)
            return false;
    }
    if (*scan->at != ']')
        return wrong(scan, "a ] is missing");
    scan->at++;
    step->behind = *scan->at == '+';
    scan->at += step->behind;
    return !step->behind || !*scan->at || wrong(scan, "nothing may stand behind a +");
}

static bool read_step(struct scan *scan, struct json_path_step *step) {
    if (*scan->at == '[') {
        scan->at++;
        return read_element(scan, step);
    }
    if (*scan->at != '/')
        return wrong(scan, "/NAME or [id=NAME] should stand here");
    scan->at++;
    step->kind = JSON_STEP_KEY;
    step->key = name(scan, "/[");
    return step->key != NULL;
}

bool json_path_parse(const char *text, struct json_path *out, struct fail *fail) {
    struct scan scan = {text, text, out->text, fail};
    size_t size = text ? strlen(text) : 0;
    out->count = 0;
    if (!text)
        return fail_set(fail, "a path is missing");
    if (size > JSON_PATH_MAX)
        return fail_set(fail, "the path has %zu bytes, at most %d are allowed", size, JSON_PATH_MAX);
    for (size_t at = 0, bytes; at < size; at += bytes)
        if ((bytes = utf8_character(text + at, size - at)) == 0)
            return fail_set(fail, "the path is not UTF-8");
    while (*scan.at) {
        if (out->count == JSON_EDIT_DEPTH_MAX)
            return wrong(&scan, "a path has at most 64 steps");
        out->steps[out->count] = (struct json_path_step){0};
        if (!read_step(&scan, &out->steps[out->count]))
            return false;
        out->count++;
    }
    return true;
}

void json_path_escape(const char *text, struct json_out *out) {
    for (; *text; text++) {
        const char *escaped = strchr("~/[]", *text);
        if (escaped) {
            char word[] = {'~', (char)('0' + (strchr(ESCAPED, *text) - ESCAPED)), '\0'};
            json_out_word(out, word);
        } else {
            json_out_put(out, text, 1);
        }
    }
}

void json_path_write_element(const struct json_value *list, size_t index, bool by_id, struct json_out *out) {
    const char *id = value_text(value_member(&list->children[index], JSON_ID));
    bool alone = by_id && id && strlen(id) <= JSON_ID_MAX;
    for (size_t i = 0; alone && i < list->count; i++) {
        const char *other = i == index ? NULL : value_text(value_member(&list->children[i], JSON_ID));
        alone = !other || strcmp(id, other) != 0;
    }
    if (alone) {
        json_out_word(out, "[" JSON_ID "=");
        json_path_escape(id, out);
        json_out_word(out, "]");
    } else {
        char number[32];
        snprintf(number, sizeof number, "[%zu]", index);
        json_out_word(out, number);
    }
}

void json_path_write(const struct json_doc *doc, size_t at, bool by_id, struct json_out *out) {
    const struct json_value *value = doc->root;
    json_out_word(out, "");
    while (value->at != at) {
        size_t index = value->count - 1;
        while (value->children[index].at > at)
            index--;
        if (value->kind == VALUE_OBJECT) {
            json_out_word(out, "/");
            json_path_escape(value->children[index].key, out);
        } else {
            json_path_write_element(value, index, by_id, out);
        }
        value = &value->children[index];
    }
}
