#include "desk/routes/screen_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "desk/routes/answer.h"
#include "desk/routes/devices.h"
#include "desk/work/plan.h"
#include "enrol/hex.h"

enum { SHORTER = 1080, LONGER = 1920, KEY_END = 4 /* bytes of a key that are told */ };

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

/* How the device is, and all it said, into `row`. */
static const struct screen_state *tell_device(const struct screen_telling *telling,
                                              const struct screen *screen, const struct screen_device *device,
                                              json_t *row) {
    struct device_said said = {.version = ""};
    bool known = devices_said(telling->desk->devices, device->id, &said);
    const struct screen_facts facts = {.status = device->reported ? &device->status : NULL,
                                       .said = known ? &said : NULL,
                                       .published = &telling->published,
                                       .now_ms = telling->now_ms};
    const struct screen_state *state = screen_state_of(&facts);
    tell_state(row, state);
    tell_panel(row, screen, &said);
    tell_picture(row, telling, device);
    if (device->reported)
        tell_status(row, &device->status);
    if (known && said.version[0])
        json_object_set_new(row, "version", json_string(said.version));
    if (known && said.error[0])
        json_object_set_new(row, "why", json_string(said.error));
    return state;
}

static json_t *json_of_device(const struct screen_device *device) {
    char at[TIME_TEXT], key[2 * KEY_END + 1];
    hex_write(device->key + SCREEN_KEY - KEY_END, KEY_END, key);
    return json_pack("{s:I, s:s?, s:s, s:s}", "id", (json_int_t)device->id, "group",
                     device->group_name[0] ? device->group_name : NULL, "enrolled",
                     time_text(device->enrolled_ms, at), "key", key);
}

/* All its devices under "devices"; what stands beside is of the one that wants somebody most. */
static const struct screen_device *tell_devices(const struct screen_telling *telling,
                                                const struct screen *screen, bool *hidden, json_t *row) {
    const struct screen_device *worst = NULL;
    json_t *list = json_array();
    int rank = -1;
    for (size_t i = 0; i < telling->devices.count; i++) {
        const struct screen_device *device = &telling->devices.list[i];
        if (strcmp(device->screen, screen->id) != 0)
            continue;
        if (!rights_allow(telling->rights, ACTION_SEE, device->group)) {
            *hidden = true;
            continue;
        }
        json_t *one = json_of_device(device);
        const struct screen_state *state = tell_device(telling, screen, device, one);
        if (state->rank > rank) {
            rank = state->rank;
            worst = device;
        }
        json_array_append_new(list, one);
    }
    json_object_set_new(row, "devices", list);
    return worst;
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
    plan_look(telling->site, screen, telling->now_ms, &now, &next);
    if (now.slide)
        json_object_set_new(row, "now", json_of_planned(&now));
    if (next.slide)
        json_object_set_new(row, "next", json_of_planned(&next));
}

json_t *json_of_screen(const struct screen_telling *telling, const struct screen *screen, bool *hidden) {
    const struct device_said unknown = {.version = ""};
    json_t *row = json_pack("{s:s, s:o, s:b}", "id", screen->id, "name", json_of_localized(&screen->name),
                            "touch", screen->touch.on);
    if (!row)
        return NULL;
    const struct screen_device *worst = tell_devices(telling, screen, hidden, row);
    *hidden &= !worst;
    json_object_set_new(row, "enrolled", json_boolean(worst));
    json_object_set_new(row, "group",
                        worst && worst->group_name[0] ? json_string(worst->group_name) : json_null());
    tell_plan(telling, screen->id, row);
    if (worst) {
        (void)tell_device(telling, screen, worst, row);
    } else {
        tell_state(row, screen_state_of(NULL));
        tell_panel(row, screen, &unknown);
    }
    if (!*hidden)
        return row;
    json_decref(row);
    return NULL;
}
