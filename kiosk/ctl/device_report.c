#include "ctl/device.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/compiler.h"
#include "core/text/plain_text.h"

static const struct {
    const char *name, *colour;
    int priority; /* of the journal */
} states[] = {
    [DEVICE_OK] = {"ok", "\033[32m", 6},           [DEVICE_NOTE] = {"note", "", 6},
    [DEVICE_UNSEEN] = {"unseen", "", 6},           [DEVICE_WARNING] = {"warning", "\033[33m", 4},
    [DEVICE_MISSING] = {"missing", "\033[31m", 3},
};

void device_text(char *out, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out, size, format, arguments);
    va_end(arguments);
}

void device_say(struct device *device, const char *check, enum device_state state, const char *remedy,
                const char *format, ...) {
    if (device->row_count >= DEVICE_ROWS_MAX)
        return;
    struct device_row *row = &device->rows[device->row_count++];
    va_list arguments;
    *row = (struct device_row){.check = check, .state = state};
    va_start(arguments, format);
    vsnprintf(row->text, sizeof row->text, format, arguments);
    va_end(arguments);
    device_text(row->remedy, sizeof row->remedy, "%s", remedy ? remedy : "");
    for (char *c = row->text; *c; c++) /* what a driver or a file calls itself stays on one line */
        *c = (unsigned char)*c < ' ' || *c == 127 ? ' ' : *c;
}

size_t device_count(const struct device *device, enum device_state state) {
    size_t count = 0;
    for (size_t i = 0; i < device->row_count; i++)
        count += device->rows[i].state == state;
    return count;
}

void device_print(const struct device *device, bool quiet, FILE *out) {
    bool colour = isatty(fileno(out)) == 1, journal = getenv("JOURNAL_STREAM") != NULL;
    for (size_t i = 0; i < device->row_count; i++) {
        const struct device_row *row = &device->rows[i];
        bool coloured = colour && states[row->state].colour[0];
        if (quiet && row->state < DEVICE_WARNING)
            continue;
        if (journal)
            fprintf(out, "<%d>", states[row->state].priority);
        fprintf(out, "%s%-8s%s %-14s %s%s%s\n", coloured ? states[row->state].colour : "",
                states[row->state].name, coloured ? "\033[0m" : "", row->check, row->text,
                row->remedy[0] ? " → " : "", row->remedy);
    }
}

bool device_print_json(const struct device *device, FILE *out) {
    json_t *rows = json_array();
    for (size_t i = 0; i < device->row_count; i++) {
        const struct device_row *row = &device->rows[i];
        char text[sizeof row->text], remedy[sizeof row->remedy];
        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s}", "check", row->check, "state",
                                              states[row->state].name, "text",
                                              text_put(text, sizeof text, row->text), "remedy",
                                              text_put(remedy, sizeof remedy, row->remedy)));
    }
    json_t *root = json_pack("{s:b, s:o}", "ok", device_count(device, DEVICE_MISSING) == 0, "rows", rows);
    bool done = root && json_dumpf(root, out, JSON_INDENT(1)) == 0 && fputc('\n', out) != EOF;
    json_decref(root);
    return done;
}
