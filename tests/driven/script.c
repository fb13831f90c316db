#include "driven/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "player/input.h"
#include "system/disk.h"

enum { WAIT_MAX_MS = 600000, STORM_MAX = 100 };

static bool number(const char *text, int *value) {
    char *end;
    long n = strtol(text, &end, 10);
    *value = (int)n;
    return end != text && !*end && n >= 0 && n <= WAIT_MAX_MS;
}

static bool place(const char *text, struct step *step, const char **rest) {
    char *middle, *end;
    step->x = strtod(text, &middle);
    step->y = strtod(middle, &end);
    *rest = end + strspn(end, " ");
    return middle != text && end != middle && step->x >= 0 && step->x <= 1 && step->y >= 0 && step->y <= 1;
}

static bool key_named(const char *name, enum keypad_key *key) {
    static const char *const names[] = {"previous", "next", "select", "back", "repeat"};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *key = (enum keypad_key)i;
            return true;
        }
    return false;
}

static bool parse(const char *word, const char *rest, struct step *step) {
    static const struct {
        const char *word;
        enum step_kind kind;
    } words[] = {{"touch", STEP_TOUCH}, {"press", STEP_PRESS}, {"hold", STEP_HOLD},   {"down", STEP_DOWN},
                 {"slide", STEP_SLIDE}, {"up", STEP_UP},       {"storm", STEP_STORM}, {"type", STEP_TYPE},
                 {"key", STEP_KEY},     {"wait", STEP_WAIT},   {"pass", STEP_PASS},   {"await", STEP_AWAIT},
                 {"shot", STEP_SHOT},   {"watch", STEP_WATCH}, {"end", STEP_END}};
    size_t i = 0;
    enum keypad_key key;
    const char *after = "";
    while (i < LENGTH(words) && strcmp(words[i].word, word) != 0)
        i++;
    if (i == LENGTH(words))
        return false;
    step->kind = words[i].kind;
    step->text = rest;
    switch (step->kind) {
    case STEP_TOUCH:
    case STEP_SLIDE:
        return place(rest, step, &after) && !*after;
    case STEP_HOLD:
        return place(rest, step, &after) && number(after, &step->value);
    case STEP_STORM:
        return place(rest, step, &after) && number(after, &step->value) && step->value <= STORM_MAX;
    case STEP_KEY:
        if (!key_named(rest, &key))
            return false;
        step->value = (int)key;
        return true;
    case STEP_WAIT:
    case STEP_PASS:
        return number(rest, &step->value);
    case STEP_UP:
    case STEP_END:
        return !*rest;
    default:
        return *rest;
    }
}

static bool read_lines(struct script *script, const char *path, struct fail *fail) {
    int line = 0;
    for (char *at = script->bytes, *next; at && *at; at = next) {
        next = strchr(at, '\n');
        if (next)
            *next++ = '\0';
        line++;
        at += strspn(at, " \t");
        at[strcspn(at, "\r")] = '\0';
        if (!*at || *at == '#')
            continue;
        size_t length = strcspn(at, " ");
        char *rest = at + length;
        if (*rest)
            *rest++ = '\0';
        if (script->count == SCRIPT_STEPS_MAX)
            return fail_at(fail, path, line, 0, "more than %d steps", SCRIPT_STEPS_MAX);
        struct step *step = &script->steps[script->count++];
        step->line = line;
        if (!parse(at, rest, step))
            return fail_at(fail, path, line, 0,
                           "no such step; tests/driven/script.h tells them all, from \"touch\" to \"end\"");
    }
    return true;
}

struct script *script_read(const char *path, struct fail *fail) {
    struct script *script = calloc(1, sizeof *script);
    size_t size;
    if (!script) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    script->path = path;
    if (!disk_read(path, SCRIPT_BYTES_MAX, &script->bytes, &size, fail) || !read_lines(script, path, fail)) {
        script_destroy(script);
        return NULL;
    }
    return script;
}

void script_destroy(struct script *script) {
    if (!script)
        return;
    if (script->watched)
        fclose(script->watched);
    free(script->bytes);
    free(script);
}
