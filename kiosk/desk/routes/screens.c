/* The site's screens, and what each really shows, as far as it has said. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/data/groups.h"
#include "desk/data/publications.h"
#include "desk/data/screen_status.h"
#include "desk/data/screens.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/site_tree.h"

enum { LOST_MS = 15 * 60 * 1000, SHORTER = 1080, LONGER = 1920 };

enum state { STATE_UNKNOWN, STATE_WAIT, STATE_OK, STATE_WARN };
static const struct {
    const char *name, *words[LOCALES];
} STATES[] = {[STATE_UNKNOWN] = {"unknown", {"Ingen enhed endnu", "No device yet"}},
              [STATE_WAIT] = {"wait", {"Har ikke meldt sig endnu", "Has not reported yet"}},
              [STATE_OK] = {"ok", {"Viser det, der er offentliggjort", "Shows what is published"}},
              [STATE_WARN] = {"warn", {"Har ikke meldt sig længe", "Has not reported for long"}}},
  BEHIND = {"wait", {"Henter det nyeste", "Fetches the newest"}},
  FALLEN = {"warn", {"Viser noget ældre end det hentede", "Shows something older than it has fetched"}};

/* All devices that show one screen of the site: the one that says least is told of. */
struct device {
    int64_t id, group;
    char group_name[GROUP_NAME_MAX + 1];
    bool there, reported;
    struct screen_status status;
};
struct asking {
    struct database *database;
    const struct signed_in *who;
    const char *screen;
    struct device device;
    bool hidden; /* of a group that they may not see */
};

static void see_device(void *context, const struct screen_row *row) {
    struct asking *asking = context;
    if (row->revoked_ms != 0 || strcmp(row->name, asking->screen) != 0)
        return;
    asking->hidden |= !rights_allow(&asking->who->rights, ACTION_SEE, row->group);
    asking->device.there = true;
    asking->device.id = row->id;
    asking->device.group = row->group;
}

static void see_status(void *context, const struct screen_status *status) {
    struct device *device = context;
    if (status->screen != device->id)
        return;
    device->reported = true;
    device->status = *status;
}

static void see_group(void *context, const struct group *group) {
    struct device *device = context;
    if (group->id == device->group)
        memcpy(device->group_name, group->name, strlen(group->name) + 1);
}

static enum outcome ask_device(struct asking *asking, struct fail *fail) {
    enum outcome outcome = screen_list(asking->database, see_device, asking, fail);
    if (outcome == OUTCOME_DONE && asking->device.there)
        outcome = screen_status_list(asking->database, see_status, &asking->device, fail);
    if (outcome == OUTCOME_DONE && asking->device.there)
        outcome = group_list(asking->database, see_group, &asking->device, fail);
    return outcome;
}

static json_t *json_of_localized(const struct localized *text) {
    json_t *out = json_object();
    for (size_t i = 0; out && i < text->count; i++)
        json_object_set_new(out, text->entries[i].language, json_string(text->entries[i].text));
    return out;
}

static void tell_state(json_t *row, const struct device *device, const struct publication *publication,
                       int64_t now_ms) {
    const struct screen_status *status = &device->status;
    enum state state = !device->there                           ? STATE_UNKNOWN
                       : !device->reported                      ? STATE_WAIT
                       : now_ms - status->received_ms > LOST_MS ? STATE_WARN
                                                                : STATE_OK;
    const char *name = STATES[state].name, *const *words = STATES[state].words;
    if (state == STATE_OK && strcmp(status->rung, "current") != 0) {
        name = FALLEN.name;
        words = FALLEN.words;
    } else if (state == STATE_OK &&
               (status->epoch != publication->epoch || status->seq != publication->seq)) {
        name = BEHIND.name;
        words = BEHIND.words;
    }
    json_object_set_new(row, "state", json_string(name));
    json_object_set_new(row, "words",
                        json_pack("{s:s, s:s}", "da", words[LOCALE_DA], "en", words[LOCALE_EN]));
}

static void tell_status(json_t *row, const struct device *device) {
    const struct screen_status *status = &device->status;
    char text[TIME_TEXT > 48 ? TIME_TEXT : 48];
    if (!device->reported)
        return;
    json_object_set_new(row, "seen", json_string(time_text(status->received_ms, text)));
    snprintf(text, sizeof text, "%" PRId64 ".%" PRId64, status->epoch, status->seq);
    json_object_set_new(row, "generation", json_string(text));
    json_object_set_new(row, "slide", json_string(status->slide));
    json_object_set_new(row, "free", json_integer(status->free_bytes));
    if (status->temperature != INT32_MIN)
        json_object_set_new(row, "temperature", json_real(status->temperature / 10.0));
}

static json_t *json_of_screen(const struct screen *screen, const struct device *device,
                              const struct publication *publication, int64_t now_ms) {
    bool upright = screen->rotate == 90 || screen->rotate == 270;
    json_t *row = json_pack("{s:s, s:o, s:s?, s:i, s:i, s:b, s:b}", "id", screen->id, "name",
                            json_of_localized(&screen->name), "group",
                            device->there && device->group != GROUP_ALL ? device->group_name : NULL, "width",
                            upright ? SHORTER : LONGER, "height", upright ? LONGER : SHORTER, "touch",
                            screen->touch.on, "enrolled", device->there);
    if (row) {
        tell_state(row, device, publication, now_ms);
        tell_status(row, device);
    }
    return row;
}

static enum outcome tell_screens(struct desk *desk, const struct request *request, struct database *database,
                                 const struct site *site, json_t *list, struct fail *fail) {
    struct publication publication = {0};
    enum outcome outcome = publication_newest(database, &publication, fail);
    if (outcome == OUTCOME_ABSENT)
        outcome = OUTCOME_DONE;
    for (size_t i = 0; outcome == OUTCOME_DONE && i < site->screen_count; i++) {
        struct asking asking = {database, signed_in(request), site->screens[i].id, {0}, false};
        outcome = ask_device(&asking, fail);
        if (outcome != OUTCOME_DONE || asking.hidden)
            continue;
        json_t *row = json_of_screen(&site->screens[i], &asking.device, &publication, desk_now_ms(desk));
        if (json_array_append_new(list, row) != 0) {
            fail_set(fail, "out of memory");
            outcome = OUTCOME_TROUBLE;
        }
    }
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
