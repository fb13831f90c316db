#include "player/sync_report.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/compiler.h"
#include "core/text/plain_text.h"
#include "system/disk.h"

enum { REPORT_BYTES_MAX = 256 << 10, NUMBER_MAX = 100000000 };

static const char *const states[] = {"starting", "asking", "fetching", "preparing", "waiting"};
static const char *const causes[] = {"", "network", "server", "content", "machine", "configuration"};

const char *sync_cause_name(enum sync_cause cause) {
    return causes[cause];
}

/* Cut at a character, and what could break a line becomes a space. */
static void take_text(const json_t *from, const char *key, char *out, size_t size) {
    const char *text = json_string_value(json_object_get(from, key));
    text_put(out, size, text ? text : "");
}

static int take_number(const json_t *from, const char *key) {
    json_int_t value = json_integer_value(json_object_get(from, key));
    return value < 0 ? 0 : value > NUMBER_MAX ? NUMBER_MAX : (int)value;
}

static int take_word(const json_t *from, const char *key, const char *const *words, size_t count, int other) {
    const char *text = json_string_value(json_object_get(from, key));
    for (size_t i = 0; text && i < count; i++)
        if (strcmp(text, words[i]) == 0)
            return (int)i;
    return other;
}

static void take_desk(const json_t *root, struct sync_report *out) {
    const json_t *enrol = json_object_get(root, "enrol"), *asked = json_object_get(root, "asked");
    take_text(enrol, "code", out->enrol.code, sizeof out->enrol.code);
    take_text(enrol, "url", out->enrol.url, sizeof out->enrol.url);
    take_text(json_object_get(root, "desk"), "name", out->name, sizeof out->name);
    out->asked = (struct sync_asked){json_integer_value(json_object_get(asked, "identify")),
                                     json_integer_value(json_object_get(asked, "picture")),
                                     json_integer_value(json_object_get(asked, "restart"))};
}

void sync_report_parse(const char *text, size_t size, struct sync_report *out) {
    memset(out, 0, sizeof *out);
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(root)) {
        const json_t *progress = json_object_get(root, "progress");
        out->there = true;
        out->state = (enum sync_state)take_word(root, "state", states, LENGTH(states), SYNC_WAITING);
        out->cause = (enum sync_cause)take_word(root, "cause", causes, LENGTH(causes), SYNC_CAUSE_NONE);
        out->failures = take_number(root, "failures");
        take_text(root, "url", out->url, sizeof out->url);
        take_text(root, "error", out->error, sizeof out->error);
        take_text(root, "generation", out->generation, sizeof out->generation);
        take_text(root, "offered", out->offered, sizeof out->offered);
        take_text(json_array_get(json_object_get(root, "rejected"), 0), "why", out->rejected,
                  sizeof out->rejected);
        out->progress = json_is_object(progress);
        out->files = take_number(progress, "files");
        out->of_files = take_number(progress, "of");
        out->pictures = take_number(progress, "pictures");
        out->of_pictures = take_number(progress, "of_pictures");
        take_desk(root, out);
        json_int_t next = json_integer_value(json_object_get(root, "next"));
        out->next_s = next > 0 ? next : 0;
    }
    json_decref(root);
}

void sync_report_read(const char *path, struct sync_report *out) {
    char *text = NULL;
    size_t size = 0;
    memset(out, 0, sizeof *out);
    if (path && disk_exists(path) && disk_read(path, REPORT_BYTES_MAX, &text, &size, NULL))
        sync_report_parse(text, size, out);
    free(text);
}
