#include "core/site/guests.h"

#include <string.h>

#include "core/base/compiler.h"
#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/time/instant.h"

#define FOLDER "playlists/visits/"
#define ENDING ".json"

enum { NAME_MAX_BYTES = 30 /* "visit-" before it is still an id */ };

bool guests_file(const char *file) {
    return strncmp(file, FOLDER, sizeof FOLDER - 1) == 0;
}

int32_t guests_last_day(const struct guests *visit) {
    return visit->days[visit->day_count - 1].day;
}

bool guests_have_programme(const struct guests *visit) {
    for (size_t i = 0; i < visit->day_count; i++)
        if (visit->days[i].item_count > 0)
            return true;
    return false;
}

static const char *read_id(const struct json_place *root, const char *file) {
    const char *name = file + sizeof FOLDER - 1;
    size_t length = strlen(name), end = sizeof ENDING - 1;
    const char *id =
        length > end && length - end <= NAME_MAX_BYTES && strcmp(name + length - end, ENDING) == 0
            ? arena_copy(root->reader->arena, name, length - end)
            : NULL;
    if (id && id_valid(id))
        return id;
    place_error(root, FOUND_VISIT_NAME, name);
    return NULL;
}

static void read_rooms(const struct json_place *root, const struct site *site, struct guests *out) {
    struct json_place map = place_member(root, "rooms"), member;
    size_t count = 0;
    if (!map.value || !place_map(&map, GUESTS_ROOMS_MAX, &count))
        return;
    struct guests_room *rooms = arena_alloc(root->reader->arena, count * sizeof *rooms);
    out->rooms = rooms;
    for (size_t n = 0; rooms && place_next_member(&map, n, &member); n++) {
        if (!id_valid(member.key)) {
            place_key_error(&member, FOUND_NO_NAME, member.key);
            continue;
        }
        struct guests_room room = {.id = arena_copy(root->reader->arena, member.key, strlen(member.key))};
        read_localized(&map, member.key, site, true, &room.name);
        if (room.id && room.name.count > 0)
            rooms[out->room_count++] = room;
    }
}

static const struct guests_room *read_room(const struct json_place *item, const struct guests *visit) {
    struct json_place place = place_member(item, "room");
    const char *id = read_text(item, "room", READER_NAME_MAX);
    for (size_t i = 0; id && i < visit->room_count; i++)
        if (strcmp(visit->rooms[i].id, id) == 0)
            return &visit->rooms[i];
    if (id)
        place_error(&place, FOUND_UNKNOWN_ROOM, id);
    return NULL;
}

/* A time of day, or -1: reported. */
static int read_minutes(const struct json_place *item, const char *key) {
    struct json_place place = place_member(item, key);
    const char *text = value_text(place.value);
    int minutes;
    if (!place.value)
        place_missing(item, key, "a time such as \"09:00\"", "et klokkeslæt, f.eks. ”09:00”");
    else if (text && minutes_parse(text, &minutes))
        return minutes;
    else
        place_error(&place, FOUND_NO_TIME_OF_DAY);
    return -1;
}

static bool read_item(const struct json_place *place, const struct site *site, const struct guests *visit,
                      int after, struct guests_item *out) {
    static const char *const keys[] = {"from", "to", "what", "room"};
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_VISIT_ITEM);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    out->from_min = read_minutes(place, "from");
    out->to_min = read_minutes(place, "to");
    out->room = read_room(place, visit);
    read_localized(place, "what", site, true, &out->what);
    if (!place_member(place, "what").value)
        place_missing(place, "what", "what takes place", "hvad der foregår");
    if (place->reader->errors == before && out->to_min <= out->from_min)
        place_error(place, FOUND_VISIT_ENDS_FIRST);
    else if (place->reader->errors == before && out->from_min < after)
        place_error(place, FOUND_VISIT_ORDER);
    return place->reader->errors == before;
}

static bool read_visit_day(const struct json_place *place, const struct site *site,
                           const struct guests *visit, struct guests_day *out) {
    static const char *const keys[] = {"date", "programme"};
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_VISIT_DAY);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    place_position(place, &out->line, &out->column);
    out->day = read_day(place, "date");
    if (!place_member(place, "date").value)
        place_missing(place, "date", "the day, such as \"2026-12-08\"", "dagen, f.eks. ”2026-12-08”");
    struct json_place list = place_member(place, "programme");
    size_t count = place_array(&list, GUESTS_ITEMS_MAX);
    struct guests_item *items = count ? arena_alloc(place->reader->arena, count * sizeof *items) : NULL;
    int after = 0;
    for (size_t i = 0; items && i < count; i++) {
        struct json_place item = place_item(&list, i);
        if (read_item(&item, site, visit, after, &items[out->item_count]))
            after = items[out->item_count++].from_min;
    }
    out->items = items;
    return out->day != 0;
}

static void read_days(const struct json_place *root, const struct site *site, struct guests *out) {
    struct json_place list = place_member(root, "days");
    size_t count = place_array(&list, GUESTS_DAYS_MAX);
    struct guests_day *days = count ? arena_alloc(root->reader->arena, count * sizeof *days) : NULL;
    if (!list.value || (value_is(list.value, VALUE_LIST) && value_length(list.value) == 0))
        place_missing(root, "days", "the days of the visit", "besøgets dage");
    for (size_t i = 0; days && i < count; i++) {
        struct json_place item = place_item(&list, i);
        struct guests_day day = {0};
        if (!read_visit_day(&item, site, out, &day))
            continue;
        if (out->day_count > 0 && day.day <= days[out->day_count - 1].day)
            place_error(&item, FOUND_VISIT_ORDER);
        else
            days[out->day_count++] = day;
    }
    out->days = days;
}

bool guests_read(const struct json_place *root, struct site_loading *loading, struct playlist *playlist) {
    static const char *const keys[] = {"guests", "greeting", "title",    "picture",      "door",
                                       "rooms",  "days",     "priority", "dwell_seconds"};
    struct arena *arena = root->reader->arena;
    const struct site *site = loading->site;
    struct guests *visit = arena_alloc(arena, sizeof *visit);
    if (!visit || !place_object(root, keys, LENGTH(keys)))
        return false;
    visit->file = playlist->file;
    visit->id = read_id(root, playlist->file);
    read_localized(root, "guests", site, true, &visit->name);
    read_localized(root, "greeting", site, true, &visit->greeting);
    read_localized(root, "title", site, true, &visit->title);
    read_picture(root, loading, &visit->picture);
    struct json_place door = place_member(root, "door");
    visit->door = door.value ? place_id(&door) : NULL;
    if (!place_member(root, "guests").value)
        place_missing(root, "guests", "who is welcomed", "hvem der bydes velkommen");
    if (!place_member(root, "title").value)
        place_missing(root, "title", "what stands over the programme", "hvad der står over programmet");
    read_rooms(root, site, visit);
    read_days(root, site, visit);
    playlist->name = visit->name;
    playlist->priority = read_int(root, "priority", 0, 9, 0);
    playlist->visit = visit;
    playlist->slides = arena_alloc(arena, 2 * GUESTS_DAYS_MAX * sizeof *playlist->slides);
    if (root->reader->errors > 0 || visit->day_count == 0 || !playlist->slides)
        return false;
    if (!guests_slides(site, visit, arena, playlist))
        return false;
    int64_t dwell_ms = read_dwell(root, 0); /* once for all of them */
    for (size_t i = 0; i < playlist->slide_count && dwell_ms; i++)
        playlist->slides[i].dwell_ms = dwell_ms;
    return true;
}
