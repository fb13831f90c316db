#include "sync/desk_facts.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "system/disk.h"

enum { STATUS_BYTES_MAX = 256 << 10, SILENT_S = 60, HEAT_MAX = 200000 };

static void put_text(const json_t *from, const char *key, char *out, size_t size) {
    const char *text = json_string_value(json_object_get(from, key));
    text_put(out, size, text ? text : "");
}

/* The main zone's, or the first one's where there is none of that name. */
static void put_slide(const json_t *zones, struct desk_facts *facts) {
    const json_t *shown = json_array_get(zones, 0);
    for (size_t i = 0; i < json_array_size(zones); i++) {
        const json_t *zone = json_array_get(zones, i);
        const char *name = json_string_value(json_object_get(zone, "zone"));
        if (name && strcmp(name, "main") == 0)
            shown = zone;
    }
    put_text(shown, "slide", facts->slide, sizeof facts->slide);
}

static void put_panel(const json_t *sides, struct desk_facts *facts) {
    int width = (int)json_integer_value(json_array_get(sides, 0)),
        height = (int)json_integer_value(json_array_get(sides, 1));
    if (width > 0 && height > 0)
        snprintf(facts->panel, sizeof facts->panel, "%dx%d", width, height);
}

static void take_player(const json_t *root, struct desk_facts *facts) {
    const json_t *visit = json_object_get(root, "visit");
    const char *clock = json_string_value(json_object_get(root, "clock"));
    put_text(root, "generation", facts->generation, sizeof facts->generation);
    put_text(root, "rung", facts->rung, sizeof facts->rung);
    put_text(root, "frame", facts->frame, sizeof facts->frame);
    put_slide(json_object_get(root, "zones"), facts);
    put_panel(json_object_get(root, "panel"), facts);
    facts->damaged = json_is_true(json_object_get(root, "damaged"));
    facts->clock_behind = clock && strcmp(clock, "behind") == 0;
    facts->in_use = json_is_true(json_object_get(root, "in_use"));
    facts->picture = json_integer_value(json_object_get(root, "picture"));
    if (json_is_object(visit))
        facts->touch =
            json_is_true(json_object_get(visit, "touch_fault")) ? DESK_TOUCH_FAULTY : DESK_TOUCH_OK;
}

static int heat_of(const char *path) {
    char *text = NULL, *end;
    size_t size = 0;
    if (!path || !disk_read(path, 64, &text, &size, NULL))
        return INT_MIN;
    long thousandths = strtol(text, &end, 10);
    bool fine = end != text && thousandths > -HEAT_MAX && thousandths < HEAT_MAX;
    free(text);
    return fine ? (int)(thousandths / 100) : INT_MIN;
}

void desk_facts_read(const struct desk_sources *sources, int64_t now_s, struct desk_facts *facts) {
    char *text = NULL;
    size_t size = 0;
    uint64_t have = 0, reserve = 0;
    memset(facts, 0, sizeof *facts);
    json_t *root = disk_read(sources->player, STATUS_BYTES_MAX, &text, &size, NULL)
                       ? json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL)
                       : NULL;
    json_int_t time_s = json_integer_value(json_object_get(root, "time"));
    facts->player_silent = !root || now_s - time_s > SILENT_S;
    if (!facts->player_silent)
        take_player(root, facts);
    json_decref(root);
    free(text);
    facts->temperature = heat_of(sources->heat);
    facts->free_bytes = disk_space(sources->store, &have, &reserve, NULL) ? (int64_t)have : -1;
}

void desk_model(char model[DESK_MODEL_MAX]) {
    static const char *const files[] = {"/sys/firmware/devicetree/base/model",
                                        "/sys/class/dmi/id/product_name"};
    model[0] = '\0';
    for (size_t i = 0; i < LENGTH(files) && !model[0]; i++) {
        char *text = NULL;
        size_t size = 0;
        if (disk_read_linked(files[i], 4096, &text, &size, NULL)) {
            text[strcspn(text, "\n")] = '\0';
            text_put(model, DESK_MODEL_MAX, text);
        }
        free(text);
    }
}
