/* The site's screens, and what each really shows, as far as it has said. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/data/publications.h"
#include "desk/routes/devices.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_devices.h"
#include "desk/routes/screen_state.h"
#include "desk/work/site_tree.h"

enum { SHORTER = 1080, LONGER = 1920 };

struct telling {
    struct desk *desk;
    const struct signed_in *who;
    struct publication published;
    struct screen_devices devices;
    int64_t now_ms;
};

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

/* How the device is, and all it said, into `row`. */
static const struct screen_state *tell_device(const struct telling *telling,
                                              const struct screen_device *device, json_t *row) {
    struct device_said said;
    bool known = devices_said(telling->desk->devices, device->id, &said);
    const struct screen_facts facts = {.status = device->reported ? &device->status : NULL,
                                       .said = known ? &said : NULL,
                                       .published = &telling->published,
                                       .now_ms = telling->now_ms};
    const struct screen_state *state = screen_state_of(&facts);
    tell_state(row, state);
    if (device->reported)
        tell_status(row, &device->status);
    if (known && said.version[0])
        json_object_set_new(row, "version", json_string(said.version));
    if (known && said.error[0])
        json_object_set_new(row, "why", json_string(said.error));
    return state;
}

/* All its devices under "devices"; what stands beside is of the one that wants somebody most. */
static const struct screen_device *tell_devices(const struct telling *telling, const char *screen,
                                                bool *hidden, json_t *row) {
    const struct screen_device *worst = NULL;
    json_t *list = json_array();
    int rank = -1;
    for (size_t i = 0; i < telling->devices.count; i++) {
        const struct screen_device *device = &telling->devices.list[i];
        if (strcmp(device->screen, screen) != 0)
            continue;
        if (!rights_allow(&telling->who->rights, ACTION_SEE, device->group)) {
            *hidden = true;
            continue;
        }
        json_t *one = json_pack("{s:I, s:s?}", "id", (json_int_t)device->id, "group",
                                device->group_name[0] ? device->group_name : NULL);
        const struct screen_state *state = tell_device(telling, device, one);
        if (state->rank > rank) {
            rank = state->rank;
            worst = device;
        }
        json_array_append_new(list, one);
    }
    json_object_set_new(row, "devices", list);
    return worst;
}

/* NULL: no memory, or *hidden: all of its devices are of groups that they may not see. */
static json_t *json_of_screen(const struct telling *telling, const struct screen *screen, bool *hidden) {
    bool upright = screen->rotate == 90 || screen->rotate == 270;
    json_t *row = json_pack("{s:s, s:o, s:i, s:i, s:b}", "id", screen->id, "name",
                            json_of_localized(&screen->name), "width", upright ? SHORTER : LONGER, "height",
                            upright ? LONGER : SHORTER, "touch", screen->touch.on);
    if (!row)
        return NULL;
    const struct screen_device *worst = tell_devices(telling, screen->id, hidden, row);
    *hidden &= !worst;
    json_object_set_new(row, "enrolled", json_boolean(worst));
    json_object_set_new(row, "group",
                        worst && worst->group_name[0] ? json_string(worst->group_name) : json_null());
    if (worst)
        (void)tell_device(telling, worst, row);
    else
        tell_state(row, screen_state_of(NULL));
    if (!*hidden)
        return row;
    json_decref(row);
    return NULL;
}

static enum outcome tell_screens(struct desk *desk, const struct request *request, struct database *database,
                                 const struct site *site, json_t *list, struct fail *fail) {
    struct telling telling = {.desk = desk, .who = signed_in(request), .now_ms = desk_now_ms(desk)};
    enum outcome outcome = publication_newest(database, &telling.published, fail);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ABSENT)
        outcome = screen_devices_read(&telling.devices, desk, database, fail);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < site->screen_count; i++) {
        bool hidden = false;
        json_t *row = json_of_screen(&telling, &site->screens[i], &hidden);
        if (!hidden && json_array_append_new(list, row) != 0) {
            fail_set(fail, "out of memory");
            outcome = OUTCOME_TROUBLE;
        }
    }
    screen_devices_finish(&telling.devices);
    return outcome;
}

static void list_screens(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct site_tree tree = {0};
    struct report report = {0};
    struct fail fail = {0};
    int64_t newest = 0;
    json_t *list = json_array();
    enum outcome outcome = database ? revision_newest(database, &newest, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&tree, database, newest, &fail);
    if (outcome == OUTCOME_DONE && newest > 0) {
        struct site_files files = site_tree_files(&tree);
        struct site *site = site_load(&files, &report);
        if (site)
            outcome = tell_screens(context, request, database, site, list, &fail);
        site_destroy(site);
    }
    if (answer_unless_done(context, request, outcome, &fail, response))
        response_json(response, 200, json_incref(list));
    json_decref(list);
    report_finish(&report);
    site_tree_finish(&tree);
}

static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/screens",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .summary = "The screens, and what each shows as far as it has said",
     .handle = list_screens},
};
ROUTE_GROUP(screens, ROUTES);
