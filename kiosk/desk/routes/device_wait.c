/* News for a screen: what was published, what it is asked to do, and who it is now. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "desk/data/publications.h"
#include "desk/data/screen_events.h"
#include "desk/routes/device_authorize.h"
#include "desk/routes/device_self.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/screen_names.h"
#include "enrol/listing.h"

enum { COMMANDS_TOLD_MAX = 16, NUMBER_TEXT = 48 };

struct news {
    char published[NUMBER_TEXT]; /* "": nothing was */
    char name[SCREEN_NAME_MAX + 1];
    const char *screen;
    json_t *pins; /* owned */
    struct command_row commands[COMMANDS_TOLD_MAX];
    size_t count;
};

static void see_command(void *context, const struct command_row *row) {
    struct news *news = context;
    if (news->count < COMMANDS_TOLD_MAX)
        news->commands[news->count++] = *row;
}

/* Also what it is called now: by the site, or else by its screen's own id. */
static enum outcome look_at_name(struct desk *desk, struct database *database, struct news *news,
                                 struct fail *fail) {
    struct devices *devices = desk->devices;
    pthread_mutex_lock(&devices->mutex);
    enum outcome outcome = screen_names_look(devices->names, database, fail);
    const char *name = outcome == OUTCOME_DONE ? screen_names_find(devices->names, news->screen) : NULL;
    snprintf(news->name, sizeof news->name, "%s", name ? name : news->screen);
    news->pins = device_self_pins(desk);
    pthread_mutex_unlock(&devices->mutex);
    return outcome == OUTCOME_ABSENT ? OUTCOME_DONE : outcome;
}

static enum outcome look(struct desk *desk, struct database *database, const struct device_asking *asking,
                         struct news *news, struct fail *fail) {
    struct publication publication = {0};
    enum outcome outcome = publication_newest(database, &publication, fail);
    if (outcome == OUTCOME_DONE)
        snprintf(news->published, sizeof news->published, "%" PRId64 ".%" PRId64, publication.epoch,
                 publication.seq);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ABSENT)
        outcome = command_list(database, asking->id, desk_now_ms(desk), see_command, news, fail);
    return outcome == OUTCOME_DONE ? look_at_name(desk, database, news, fail) : outcome;
}

/* A number for all of it: the same news are none, whatever was restarted in between. */
static int64_t number_of(const struct news *news) {
    uint8_t hash[LISTING_HASH];
    struct listing listing;
    int64_t number = 0;
    listing_start(&listing);
    listing_add_text(&listing, news->published);
    listing_add_text(&listing, news->screen);
    listing_add_text(&listing, news->name);
    for (size_t i = 0; i < json_array_size(news->pins); i++)
        listing_add_text(&listing, json_string_value(json_array_get(news->pins, i)));
    for (size_t i = 0; i < news->count; i++)
        listing_add(&listing, &news->commands[i].id, sizeof news->commands[i].id);
    listing_end(&listing, hash);
    for (size_t i = 0; i < 6; i++) /* 48 bits: exact for whoever reads numbers as doubles */
        number = number << 8 | hash[i];
    return number ? number : 1;
}

static json_t *json_of_news(const struct news *news) {
    json_t *commands = json_array();
    for (size_t i = 0; commands && i < news->count; i++) {
        json_t *row = json_pack("{s:I, s:s}", "id", (json_int_t)news->commands[i].id, "do",
                                command_name(news->commands[i].command));
        if (json_array_append_new(commands, row) != 0) {
            json_decref(commands);
            commands = NULL;
        }
    }
    return json_pack("{s:I, s:s*, s:o, s:s, s:s, s:O}", "since", (json_int_t)number_of(news), "published",
                     news->published[0] ? news->published : NULL, "commands", commands, "screen",
                     news->screen, "name", news->name, "pins", news->pins);
}

static void wait_for_news(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    const struct device_asking *asking = device_asking(request);
    struct database *database = desk_connection(desk);
    struct news news = {.screen = asking->name};
    struct fail fail = {0};
    const uint64_t topics[] = {TOPIC_PUBLISHED, TOPIC_SCREEN + (uint64_t)asking->id};
    enum outcome outcome = database ? look(desk, database, asking, &news, &fail) : OUTCOME_BUSY;
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        ; /* said */
    else if (query_number(request, "since", 0) == number_of(&news))
        response_hold(response, topics, LENGTH(topics));
    else
        response_json(response, 200, json_of_news(&news));
    json_decref(news.pins);
}

static const struct field SINCE[] = {
    {.name = "since",
     .kind = FIELD_WHOLE,
     .required = true,
     .low = 0,
     .high = INT64_MAX,
     .summary = "What the last answer said; 0 at first"},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/device/wait",
     .machine = true,
     .caller = CALLER_DEVICE,
     .query = SINCE,
     .held = true,
     .summary = "Answers when there are news for the screen, with 204 when there are none",
     .handle = wait_for_news},
};
ROUTE_GROUP(device_wait, ROUTES);
