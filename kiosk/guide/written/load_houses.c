#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

static const char *const services[] = {"staffed", "self_service"};
static const enum service service_ids[] = {SERVICE_STAFFED, SERVICE_SELF};

static void read_rows(const struct json_place *house, const struct guide_loading *loading,
                      struct written_hours *out) {
    static const char *const keys[] = {"when", "service"};
    struct json_place list = place_member(house, "hours");
    size_t count = place_array(&list, WRITTEN_ROWS_MAX), kept = 0;
    struct written_row *rows = count ? arena_alloc(loading->guide->arena, count * sizeof *rows) : NULL;
    for (size_t i = 0; rows && i < count; i++) {
        struct json_place place = place_item(&list, i);
        if (!value_is(place.value, VALUE_OBJECT))
            place_error(&place, FOUND_NO_HOURS_ROW);
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        rows[kept] = (struct written_row){0};
        int service = read_choice(&place, "service", services, LENGTH(services), 0);
        rows[kept].service =
            place_member(&place, "service").value && service >= 0 ? service_ids[service] : SERVICE_AS_NAMED;
        kept += read_hours_when(&place, loading->site->zone, &rows[kept].schedule);
    }
    out->rows = rows;
    out->count = kept;
}

/* "12-24" */
static bool parse_yearly(const char *text, struct yearly_day *out) {
    if (!text || strlen(text) != 5 || text[2] != '-' || !isdigit((unsigned char)text[0]) ||
        !isdigit((unsigned char)text[1]) || !isdigit((unsigned char)text[3]) ||
        !isdigit((unsigned char)text[4]))
        return false;
    out->month = (text[0] - '0') * 10 + text[1] - '0';
    out->day = (text[3] - '0') * 10 + text[4] - '0';
    return civil_valid_date(2028, out->month, out->day); /* a leap year */
}

static void read_closed(const struct json_place *house, const struct guide_loading *loading,
                        struct written_hours *out) {
    struct json_place list = place_member(house, "closed_on");
    size_t count = place_array(&list, CLOSED_DAYS_MAX), kept = 0;
    struct yearly_day *days = count ? arena_alloc(loading->guide->arena, count * sizeof *days) : NULL;
    for (size_t i = 0; days && i < count; i++) {
        struct json_place item = place_item(&list, i);
        if (parse_yearly(value_text(item.value), &days[kept]))
            kept++;
        else
            place_error(&item, FOUND_NO_YEARLY_DAY);
    }
    out->closed = days;
    out->closed_count = kept;
}

static bool read_house(const struct json_place *place, struct guide_loading *loading,
                       struct guide_house *out) {
    static const char *const keys[] = {"id",    "name",      "feeds",  "branch",
                                       "hours", "closed_on", "source", "plan"};
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_HOUSE);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    place_position(place, &out->line, &out->column);
    out->id = read_new_id(place, loading->houses, loading->house_count);
    if (out->id)
        loading->houses[loading->house_count++] = out->id;
    read_title(place, "name", loading, "what the house is called, in each language",
               "hvad huset hedder, på hvert sprog", &out->name);
    read_hours_query(place, loading, &out->query);
    read_rows(place, loading, &out->hours);
    read_closed(place, loading, &out->hours);
    read_source(place, &out->source);
    out->sample = out->hours.count > 0 && (!out->source.checked_day || !out->source.owner);
    bool planned = place_member(place, "plan").value != NULL;
    out->plan = planned ? load_plan(place, loading) : NULL;
    return out->id && place->reader->errors == before && (out->plan || !planned);
}

void load_houses(const struct json_place *root, struct guide_loading *loading) {
    struct guide *guide = loading->guide;
    struct json_place list = place_member(root, "houses");
    size_t count = place_array(&list, HOUSES_MAX);
    const struct guide_house **items = count ? arena_alloc(guide->arena, count * sizeof *items) : NULL;
    guide->houses = (struct guide_houses){items, 0};
    for (size_t i = 0; items && i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct guide_house *house = arena_alloc(guide->arena, sizeof *house);
        if (house && read_house(&place, loading, house))
            items[guide->houses.count++] = house;
    }
}

bool house_is_written(const struct guide_loading *loading, const char *id) {
    for (size_t i = 0; i < loading->house_count; i++)
        if (strcmp(loading->houses[i], id) == 0)
            return true;
    return false;
}

const struct guide_house *read_house_name(const struct json_place *place,
                                          const struct guide_loading *loading) {
    const char *id = place->value ? place_text(place, READER_NAME_MAX, false) : NULL;
    const struct guide_house *house = id ? house_find(&loading->guide->houses, id) : NULL;
    if (!id || house)
        return house;
    if (house_is_written(loading, id))
        return NULL; /* what is wrong with it was said */
    fail_suggest(place_error(place, FOUND_UNKNOWN_HOUSE, id),
                 nearest_name(id, loading->houses, loading->house_count));
    return NULL;
}

int read_spot_name(const struct json_place *place, const struct guide_plan *plan) {
    const char *names[PLAN_SPOTS_MAX], *id = place_text(place, READER_NAME_MAX, false);
    int number = id ? plan_spot_find(plan, id) : -1;
    if (!id || number >= 0)
        return number;
    for (size_t i = 0; plan && i < plan->spot_count; i++)
        names[i] = plan->spots[i].id;
    fail_suggest(place_error(place, FOUND_UNKNOWN_SPOT, id),
                 plan ? nearest_name(id, names, plan->spot_count) : NULL);
    return -1;
}

void read_whereabouts(const struct json_place *place, const struct guide_loading *loading,
                      const struct guide_house **house, const struct plan_spot **spot) {
    struct json_place house_place = place_member(place, "house"), spot_place = place_member(place, "spot");
    *house = read_house_name(&house_place, loading);
    *spot = NULL;
    if (spot_place.value && !house_place.value)
        place_error(&spot_place, FOUND_SPOT_WITHOUT_HOUSE);
    if (!spot_place.value || !*house)
        return;
    int number = read_spot_name(&spot_place, (*house)->plan);
    *spot = number >= 0 ? &(*house)->plan->spots[number] : NULL;
}
