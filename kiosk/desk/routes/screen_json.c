#include "desk/routes/screen_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "desk/routes/answer.h"
#include "desk/routes/devices.h"
#include "desk/routes/screen_words.h"
#include "desk/work/plan.h"
#include "enrol/hex.h"

enum { SHORTER = 1080, LONGER = 1920, KEY_END = 4 /* bytes of a key that are told */, ROOM_FIRST = 4096 };

static int append(const char *bytes, size_t size, void *context) {
    struct screen_text *text = context;
    if (size > text->room - text->size) {
        size_t room = text->room + text->room / 2 + size + ROOM_FIRST;
        char *more = realloc(text->bytes, room);
        if (!more)
            return -1;
        text->bytes = more;
        text->room = room;
    }
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    return 0;
}

bool screen_text_put(struct screen_text *text, const char *words) {
    return append(words, strlen(words), text) == 0;
}

static json_t *json_of_localized(const struct localized *text) {
    json_t *out = json_object();
    for (size_t i = 0; out && i < text->count; i++)
        json_object_set_new(out, text->entries[i].language, json_string(text->entries[i].text));
    return out;
}

static void tell_state(json_t *row, const struct screen_state *state) {
    json_object_set_new(row, "state", json_string(state->name));
    json_object_set_new(
        row, "words", json_pack("{s:s, s:s}", "da", state->words[LOCALE_DA], "en", state->words[LOCALE_EN]));
    if (state->todo[LOCALE_DA])
        json_object_set_new(
            row, "todo", json_pack("{s:s, s:s}", "da", state->todo[LOCALE_DA], "en", state->todo[LOCALE_EN]));
}

static void tell_status(json_t *row, const struct screen_status *status) {
    char text[TIME_TEXT > 48 ? TIME_TEXT : 48];
    json_object_set_new(row, "seen", json_string(time_text(status->received_ms, text)));
    if (status->epoch > 0) {
        snprintf(text, sizeof text, "%" PRId64 ".%" PRId64, status->epoch, status->seq);
        json_object_set_new(row, "generation", json_string(text));
    }
    if (status->slide[0])
        json_object_set_new(row, "slide", json_string(status->slide));
    if (status->free_bytes >= 0)
        json_object_set_new(row, "free", json_integer(status->free_bytes));
    if (status->temperature != INT32_MIN)
        json_object_set_new(row, "temperature", json_real(status->temperature / 10.0));
    json_object_set_new(row, "in_use", json_boolean(status->flags & DEVICE_IN_USE));
}

/* What it draws on, as somebody before it sees it; a panel that is not known is the usual one. */
static void tell_panel(json_t *row, const struct screen *screen, const struct device_said *said) {
    bool upright = screen->rotate == 90 || screen->rotate == 270;
    int width = said->panel_width ? said->panel_width : LONGER,
        height = said->panel_height ? said->panel_height : SHORTER;
    json_object_set_new(row, "width", json_integer(upright ? height : width));
    json_object_set_new(row, "height", json_integer(upright ? width : height));
    json_object_set_new(row, "rotate", json_integer(screen->rotate));
}

/* Of a visitor's screen there is no picture. */
static void tell_picture(json_t *row, const struct screen_telling *telling,
                         const struct screen_device *device) {
    char at[TIME_TEXT];
    int64_t at_ms = devices_shot_at(telling->desk->devices, device->id);
    if (at_ms && !(device->status.flags & DEVICE_IN_USE))
        json_object_set_new(row, "picture", json_string(time_text(at_ms, at)));
}

static const struct screen_state *judge_device(const struct screen_telling *telling, const char *screen,
                                               const struct screen_device *device,
                                               const struct device_said *said) {
    const struct screen_facts facts = {.status = device->reported ? &device->status : NULL,
                                       .said = said,
                                       .published = &telling->published,
                                       .absent = telling->site && !site_screen(telling->site, screen),
                                       .enrolled_ms = device->enrolled_ms,
                                       .now_ms = telling->now_ms};
    return screen_state_of(&facts);
}

/* How the device is, and all it said, into `row`. */
static void tell_device(const struct screen_telling *telling, const struct screen *screen,
                        const struct screen_device *device, json_t *row) {
    struct device_said said = {.version = ""};
    bool known = devices_said(telling->desk->devices, device->id, &said);
    tell_state(row, judge_device(telling, screen->id, device, known ? &said : NULL));
    tell_panel(row, screen, &said);
    tell_picture(row, telling, device);
    if (device->reported)
        tell_status(row, &device->status);
    if (known && said.version[0])
        json_object_set_new(row, "version", json_string(said.version));
    if (known && said.error[0])
        json_object_set_new(row, "why", screen_trouble(said.cause, said.error));
}

static json_t *json_of_device(const struct screen_device *device) {
    char at[TIME_TEXT], key[2 * KEY_END + 1];
    hex_write(device->key + SCREEN_KEY - KEY_END, KEY_END, key);
    return json_pack("{s:I, s:s?, s:s, s:s}", "id", (json_int_t)device->id, "group",
                     device->group_name[0] ? device->group_name : NULL, "enrolled",
                     time_text(device->enrolled_ms, at), "key", key);
}

static bool is_seen(const struct screen_telling *telling, const struct screen_device *device) {
    return rights_allow(telling->rights, ACTION_SEE, device->group);
}

/* The one that wants somebody most; NULL: none, or *hidden, none that they may see. */
static const struct screen_device *find_worst(const struct screen_telling *telling, const char *screen,
                                              bool *hidden) {
    const struct screen_device *worst = NULL;
    bool unseen = false;
    int rank = -1;
    for (size_t i = 0; i < telling->devices.count; i++) {
        const struct screen_device *device = &telling->devices.list[i];
        struct device_said said;
        if (strcmp(device->screen, screen) != 0)
            continue;
        unseen |= !is_seen(telling, device);
        if (!is_seen(telling, device))
            continue;
        bool known = devices_said(telling->desk->devices, device->id, &said);
        const struct screen_state *state = judge_device(telling, screen, device, known ? &said : NULL);
        if (state->rank > rank) {
            rank = state->rank;
            worst = device;
        }
    }
    *hidden = unseen && !worst;
    return worst;
}

/* Each is text before the next one is made: ten thousand of them as values would be 25 MB. */
static bool write_devices(const struct screen_telling *telling, const struct screen *screen,
                          struct screen_text *text) {
    const char *between = "";
    bool done = true;
    for (size_t i = 0; done && i < telling->devices.count; i++) {
        const struct screen_device *device = &telling->devices.list[i];
        if (strcmp(device->screen, screen->id) != 0 || !is_seen(telling, device))
            continue;
        json_t *one = json_of_device(device);
        if (one)
            tell_device(telling, screen, device, one);
        done =
            one && screen_text_put(text, between) && json_dump_callback(one, append, text, JSON_COMPACT) == 0;
        json_decref(one);
        between = ",";
    }
    return done;
}

static json_t *json_of_planned(const struct planned *planned) {
    char until[TIME_TEXT];
    return json_pack("{s:s, s:s, s:s}", "file", planned->slide->file, "slide", planned->slide->id, "until",
                     time_text(planned->until_ms, until));
}

/* What it shows by the plan of what is published, and what next. */
static void tell_plan(const struct screen_telling *telling, const char *id, json_t *row) {
    const struct screen *screen = telling->site ? site_screen(telling->site, id) : NULL;
    struct planned now, next;
    if (!screen)
        return;
    plan_look(telling->site, screen, telling->feeds, telling->now_ms, &now, &next);
    if (now.slide)
        json_object_set_new(row, "now", json_of_planned(&now));
    if (next.slide)
        json_object_set_new(row, "next", json_of_planned(&next));
}

/* All but its devices; `worst` NULL: it has none. */
static json_t *json_of_screen(const struct screen_telling *telling, const struct screen *screen,
                              const struct screen_device *worst) {
    const struct device_said unknown = {.version = ""};
    json_t *row = json_pack("{s:s, s:o, s:b}", "id", screen->id, "name", json_of_localized(&screen->name),
                            "touch", screen->touch.on);
    if (!row)
        return NULL;
    json_object_set_new(row, "enrolled", json_boolean(worst));
    json_object_set_new(row, "group",
                        worst && worst->group_name[0] ? json_string(worst->group_name) : json_null());
    tell_plan(telling, screen->id, row);
    if (worst) {
        tell_device(telling, screen, worst, row);
    } else {
        tell_state(row, screen_state_of(NULL));
        tell_panel(row, screen, &unknown);
    }
    return row;
}

bool screen_json_write(const struct screen_telling *telling, const struct screen *screen, const char *between,
                       struct screen_text *text, bool *hidden) {
    const struct screen_device *worst = find_worst(telling, screen->id, hidden);
    if (*hidden)
        return true;
    json_t *row = json_of_screen(telling, screen, worst);
    bool done = row && screen_text_put(text, between) && screen_text_put(text, "{") &&
                json_dump_callback(row, append, text, JSON_COMPACT | JSON_EMBED) == 0 &&
                screen_text_put(text, ",\"devices\":[") && write_devices(telling, screen, text) &&
                screen_text_put(text, "]}");
    json_decref(row);
    return done;
}
