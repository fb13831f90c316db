#include <string.h>

#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/way.h"

enum { CHAIN_MAX = 40, CHAINS_MAX = 60 };

static void read_floors(const struct json_place *root, struct guide_loading *loading,
                        struct guide_plan *out) {
    static const char *const keys[] = {"id", "name", "picture"};
    struct json_place list = place_member(root, "floors");
    size_t count = place_array(&list, PLAN_FLOORS_MAX);
    const char *known[PLAN_FLOORS_MAX];
    if (!list.value || (value_is(list.value, VALUE_LIST) && value_length(list.value) == 0))
        place_missing(root, "floors", "a list of floors, each with its picture",
                      "en liste af etager, hver med sit billede");
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct plan_floor *floor = &out->floors[out->floor_count];
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        *floor = (struct plan_floor){.id = read_new_id(&place, known, out->floor_count)};
        read_title(&place, "name", loading, "what the floor is called, in each language",
                   "hvad etagen hedder, på hvert sprog", &floor->name);
        struct picture drawing = {.asset = NULL};
        read_guide_picture(&place, loading, &drawing);
        floor->picture = drawing.asset;
        if (!place_member(&place, "picture").value)
            place_missing(&place, "picture", "the drawing, such as \"assets/plan.svg\"",
                          "tegningen, f.eks. ”assets/plan.svg”");
        known[out->floor_count] = floor->id;
        out->floor_count += floor->id && floor->picture;
    }
}

static size_t read_floor_of(const struct json_place *place, const struct guide_plan *plan) {
    const char *names[PLAN_FLOORS_MAX];
    for (size_t i = 0; i < plan->floor_count; i++)
        names[i] = plan->floors[i].id;
    int floor = plan->floor_count ? read_choice(place, "floor", names, (int)plan->floor_count, 0) : 0;
    return floor > 0 ? (size_t)floor : 0;
}

static void read_at(const struct json_place *place, struct plan_spot *out) {
    struct json_place at = place_member(place, "at");
    double *const values[] = {&out->x, &out->y};
    if (place_array(&at, 2) != 2)
        place_error(at.value ? &at : place, FOUND_NO_SPOT_PLACE);
    for (size_t i = 0; value_is(at.value, VALUE_LIST) && i < 2 && i < value_length(at.value); i++) {
        struct json_place item = place_item(&at, i);
        if (place_number(&item, 0, 100, values[i]))
            *values[i] /= 100;
    }
}

static const char *read_screen(const struct json_place *place, const struct guide_loading *loading,
                               const struct plan_spot *spots, size_t count) {
    struct json_place member = place_member(place, "screen");
    const char *screen = place_id(&member);
    if (screen && !site_screen(loading->site, screen))
        place_error(&member, FOUND_UNKNOWN_SCREEN, screen);
    for (size_t i = 0; screen && i < count; i++)
        if (spots[i].screen && strcmp(spots[i].screen, screen) == 0)
            place_error(&member, FOUND_SCREEN_TWICE, screen);
    return screen;
}

static void read_spots(const struct json_place *root, struct guide_loading *loading, struct guide_plan *out) {
    static const char *const keys[] = {"id", "name", "icon", "floor", "at", "screen"};
    struct json_place list = place_member(root, "spots");
    size_t count = place_array(&list, PLAN_SPOTS_MAX), kept = 0;
    const char *known[PLAN_SPOTS_MAX];
    struct plan_spot *spots = count ? arena_alloc(loading->guide->arena, count * sizeof *spots) : NULL;
    if (!list.value)
        place_missing(root, "spots", "the counters, rooms and turns of the ways",
                      "skrankerne, rummene og vejenes knæk");
    for (size_t i = 0; spots && i < count; i++) {
        struct json_place place = place_item(&list, i);
        size_t before = place.reader->errors;
        if (!value_is(place.value, VALUE_OBJECT))
            place_error(&place, FOUND_NO_SPOT);
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        struct plan_spot *spot = &spots[kept];
        *spot = (struct plan_spot){.id = read_new_id(&place, known, kept)};
        read_shown(&place, "name", loading, &spot->name);
        spot->icon = place_member(&place, "icon").value ? read_icon(&place, NULL) : NULL;
        spot->floor = read_floor_of(&place, out);
        read_at(&place, spot);
        spot->screen = read_screen(&place, loading, spots, kept);
        known[kept] = spot->id;
        kept += place.reader->errors == before;
    }
    out->spots = spots;
    out->spot_count = kept;
}

/* Chains of spots: ["screen", "hall", "citizen-service"]. */
static size_t read_ways(const struct json_place *root, const char *key, const struct guide_plan *plan,
                        bool stairs, struct plan_way *ways, size_t kept) {
    struct json_place list = place_member(root, key);
    size_t count = place_array(&list, CHAINS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct json_place chain = place_item(&list, i);
        size_t length = place_array(&chain, CHAIN_MAX);
        int last = -1;
        if (length < 2)
            place_error(&chain, FOUND_SHORT_WAY);
        for (size_t k = 0; k < length; k++) {
            struct json_place item = place_item(&chain, k);
            int spot = read_spot_name(&item, plan);
            if (spot >= 0 && last >= 0 && kept < PLAN_WAYS_MAX)
                ways[kept++] = (struct plan_way){(size_t)last, (size_t)spot, stairs};
            else if (kept == PLAN_WAYS_MAX)
                place_error(&item, FOUND_WAYS_MANY, PLAN_WAYS_MAX);
            last = spot;
        }
    }
    return kept;
}

/* From each screen every place to go to can be reached. */
static void check_ways(const struct json_place *root, const struct guide_plan *plan) {
    struct json_place list = place_member(root, "spots");
    for (size_t s = 0; s < plan->spot_count; s++)
        for (size_t i = 0; plan->spots[s].screen && i < plan->spot_count; i++)
            if (plan->spots[i].name.count > 0 && way_find(plan, s, i, false).count == 0)
                place_warning(&list, FOUND_NO_WAY, plan->spots[i].id, plan->spots[s].screen);
}

static void read_plan(const struct json_place *root, struct guide_loading *loading, struct guide_plan *out) {
    static const char *const keys[] = {"floors", "spots", "ways", "stairs", "source"};
    size_t before = root->reader->errors;
    if (!place_object(root, keys, LENGTH(keys)))
        return;
    read_floors(root, loading, out);
    read_spots(root, loading, out);
    struct plan_way *ways = arena_alloc(loading->guide->arena, PLAN_WAYS_MAX * sizeof *ways);
    if (ways && root->reader->errors == before) {
        out->way_count = read_ways(root, "ways", out, false, ways, 0);
        out->way_count = read_ways(root, "stairs", out, true, ways, out->way_count);
    }
    out->ways = ways;
    read_source(root, &out->source);
    out->sample = !out->source.checked_day || !out->source.owner;
    if (root->reader->errors == before)
        check_ways(root, out);
}

const struct guide_plan *load_plan(const struct json_place *house, struct guide_loading *loading) {
    struct json_place place = place_member(house, "plan");
    const char *id = place_id(&place);
    const char *name = id ? guide_file_name(loading, "plans/%s.json", id) : NULL;
    struct guide_plan *out = name ? arena_alloc(loading->guide->arena, sizeof *out) : NULL;
    struct guide_file file;
    if (name && !guide_file_exists(loading, name)) {
        place_error(&place, FOUND_ABSENT_FILE, name);
        return NULL;
    }
    if (!out || !guide_file_open(loading, name, &file))
        return NULL;
    *out = (struct guide_plan){.id = id, .file = name};
    struct json_place root = place_root(&file.reader);
    read_plan(&root, loading, out);
    bool good = file.reader.errors == 0 && out->floor_count > 0;
    guide_file_close(&file);
    return good ? out : NULL;
}
