#include "core/site/site_parts.h"

#include <errno.h>
#include <string.h>

#include "core/draw/colour.h"
#include "core/site/site_findings.h"

enum { FONTS_MAX = 8, EVENT_NAMES_MAX = 20, SERVICE_NAMES_MAX = 20 };
#define EDGE 0.0001 /* what rounding of percentages may leave over */

static void read_colours(const struct json_place *theme, struct theme *out) {
    static const char *const keys[] = {"paper",      "ink",    "muted",    "primary",
                                       "on_primary", "accent", "on_accent"};
    struct colour *const colours[] = {&out->paper,      &out->ink,    &out->muted,    &out->primary,
                                      &out->on_primary, &out->accent, &out->on_accent};
    struct json_place place = place_member(theme, "colours");
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    for (size_t i = 0; i < LENGTH(keys); i++)
        read_colour(&place, keys[i], colours[i]);
}

void read_theme(const struct json_place *root, const struct site_loading *loading) {
    static const char *const keys[] = {"colours", "logo", "logo_on_dark", "fonts", "event_pictures"};
    static const char *const default_fonts[] = {"Inter", "Noto Sans"};
    struct theme *theme = &loading->site->theme;
    *theme = (struct theme){.paper = {255, 255, 255, 255},
                            .ink = {0x14, 0x21, 0x2B, 255},
                            .muted = {0x4A, 0x5A, 0x66, 255},
                            .primary = {0x0F, 0x4C, 0x5C, 255},
                            .on_primary = {255, 255, 255, 255},
                            .accent = {0x9A, 0x3B, 0x12, 255},
                            .on_accent = {255, 255, 255, 255},
                            .fonts = default_fonts,
                            .font_count = LENGTH(default_fonts)};
    struct json_place place = place_member(root, "theme");
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    read_colours(&place, theme);
    theme->logo = read_asset(&place, "logo", "assets/", loading->files);
    theme->logo_on_dark = read_asset(&place, "logo_on_dark", "assets/", loading->files);
    const char *const *fonts = NULL;
    size_t count = read_texts(&place, "fonts", FONTS_MAX, &fonts);
    if (count > 0) {
        theme->fonts = fonts;
        theme->font_count = count;
    }
}

void read_services(const struct json_place *root, struct site *site) {
    static const char *const keys[] = {"staffed", "self_service"};
    struct service_names *names = &site->services;
    struct json_place place = place_member(root, "services");
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    names->staffed_count = read_texts(&place, "staffed", SERVICE_NAMES_MAX, &names->staffed);
    names->self_count = read_texts(&place, "self_service", SERVICE_NAMES_MAX, &names->self);
}

static bool read_zone(const struct json_place *place, struct screen_zone *out) {
    static const char *const keys[] = {"name", "kind", "at"};
    static const char *const kinds[] = {"playlist", "header", "touch"};
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_ZONE);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    struct json_place name = place_member(place, "name"), at = place_member(place, "at");
    out->name = place_id(&name);
    if (!name.value)
        place_missing(place, "name", "such as \"main\"", "f.eks. ”main”");
    out->kind = (enum zone_kind)read_choice(place, "kind", kinds, LENGTH(kinds), ZONE_PLAYLIST);
    double values[4] = {0};
    if (place_array(&at, 4) != 4)
        place_error(at.value ? &at : place, FOUND_NO_ZONE_PLACE);
    for (size_t i = 0; i < 4 && place->reader->errors == before; i++) {
        struct json_place item = place_item(&at, i);
        if (place_number(&item, 0, 100, &values[i]))
            values[i] /= 100;
    }
    out->x = values[0];
    out->y = values[1];
    out->w = values[2];
    out->h = values[3];
    if (place->reader->errors == before &&
        (out->w <= 0 || out->h <= 0 || out->x + out->w > 1 + EDGE || out->y + out->h > 1 + EDGE))
        place_error(&at, FOUND_ZONE_OUTSIDE);
    return place->reader->errors == before;
}

static bool overlap(const struct screen_zone *a, const struct screen_zone *b) {
    return a->x + EDGE < b->x + b->w && b->x + EDGE < a->x + a->w && a->y + EDGE < b->y + b->h &&
           b->y + EDGE < a->y + a->h;
}

static size_t read_zones(const struct json_place *layout, const char *key, struct screen_zone *zones) {
    struct json_place list = place_member(layout, key);
    size_t count = place_array(&list, SITE_ZONES_MAX), kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct screen_zone zone = {0};
        if (!read_zone(&place, &zone))
            continue;
        for (size_t k = 0; k < kept; k++)
            if (strcmp(zones[k].name, zone.name) == 0 || overlap(&zones[k], &zone))
                place_error(&place, FOUND_ZONES_OVERLAP, zone.name, zones[k].name);
        zones[kept++] = zone;
    }
    return kept;
}

void read_layouts(const struct json_place *root, struct site *site) {
    static const char *const keys[] = {"zones", "portrait"};
    struct json_place place = place_member(root, "layouts"), member;
    size_t count = 0;
    if (place.value && !place_map(&place, SITE_SCREENS_MAX, &count))
        count = 0;
    site->layouts = arena_alloc(site->arena, (count + 1) * sizeof(*site->layouts));
    if (!site->layouts)
        return;
    for (size_t n = 0; n < count && place_next_member(&place, n, &member); n++) {
        struct layout *layout = &site->layouts[site->layout_count];
        size_t before = member.reader->errors;
        if (!place_object(&member, keys, LENGTH(keys)))
            continue;
        layout->id = arena_copy(site->arena, member.key, strlen(member.key));
        layout->zone_count = read_zones(&member, "zones", layout->zones);
        layout->portrait_count = read_zones(&member, "portrait", layout->portrait);
        if (layout->zone_count == 0 && member.reader->errors == before)
            place_error(&member, FOUND_NO_ZONES);
        if (layout->id && member.reader->errors == before)
            site->layout_count++;
        else
            *layout = (struct layout){0};
    }
    struct layout *full = &site->layouts[site->layout_count++];
    *full = (struct layout){
        .id = "full", .zone_count = 1, .zones = {{.name = "main", .kind = ZONE_PLAYLIST, .w = 1, .h = 1}}};
}

static const struct layout *find_layout(const struct json_place *screen, const struct site *site) {
    const char *name = read_text(screen, "layout", READER_NAME_MAX);
    const char *names[SITE_SCREENS_MAX + 1];
    for (size_t i = 0; i < site->layout_count; i++) {
        names[i] = site->layouts[i].id;
        if (strcmp(names[i], name ? name : "full") == 0)
            return &site->layouts[i];
    }
    struct json_place place = place_member(screen, "layout");
    const char *nearest = nearest_name(name ? name : "", names, site->layout_count);
    fail_suggest(place_error(&place, FOUND_UNKNOWN_LAYOUT, name ? name : ""), nearest);
    return NULL;
}

static bool layout_has(const struct layout *layout, const char *zone) {
    for (size_t i = 0; i < layout->zone_count; i++)
        if (strcmp(layout->zones[i].name, zone) == 0 && layout->zones[i].kind == ZONE_PLAYLIST)
            return true;
    return false;
}

static void read_zone_playlists(const struct json_place *member, struct site_loading *loading,
                                struct screen_content *out) {
    const char *const *files = NULL;
    size_t count = read_texts(member->above, member->key, SITE_PLAYLISTS_MAX, &files);
    out->zone = arena_copy(member->reader->arena, member->key, strlen(member->key));
    out->playlists =
        count ? arena_alloc(member->reader->arena, count * sizeof(const struct playlist *)) : NULL;
    for (size_t i = 0; out->playlists && i < count; i++) {
        struct json_place item = place_item(member, i);
        if (!site_name_valid(files[i]) || strncmp(files[i], "playlists/", 10) != 0) {
            place_error(&item, FOUND_NO_PLAYLIST_FILE);
            continue;
        }
        errno = 0;
        if (!loading->files->exists(loading->files->context, files[i])) {
            if (errno == ENOMEM) /* it could not even be looked for */
                arena_want(loading->site->arena);
            place_complaint(&item, FOUND_ABSENT_FILE, files[i]);
            continue;
        }
        const struct playlist *playlist = playlist_load(loading, files[i]);
        if (playlist)
            out->playlists[out->playlist_count++] = playlist;
    }
}

static void read_screen_zones(const struct json_place *screen, struct site_loading *loading,
                              struct screen *out) {
    struct json_place place = place_member(screen, "zones"), member;
    size_t count = 0;
    if (!place.value) {
        place_missing(screen, "zones", "which playlists each zone shows",
                      "hvilke spillelister hver zone viser");
        return;
    }
    if (!place_map(&place, SITE_ZONES_MAX, &count))
        return;
    for (size_t n = 0; place_next_member(&place, n, &member); n++) {
        if (!layout_has(out->layout, member.key))
            place_key_error(&member, FOUND_UNKNOWN_ZONE, out->layout->id, member.key);
        else
            read_zone_playlists(&member, loading, &out->content[out->content_count++]);
    }
}

static void read_touch(const struct json_place *screen, struct screen *out) {
    static const char *const keys[] = {"distance_mm", "bottom_mm", "sound", "headset"};
    struct json_place place = place_member(screen, "touch");
    out->touch = (struct screen_touch){.distance_mm = 600, .bottom_mm = 800, .sound = true};
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    struct json_place distance = place_member(&place, "distance_mm"),
                      bottom = place_member(&place, "bottom_mm");
    out->touch.on = true;
    if (distance.value && !place_number(&distance, 200, 2000, &out->touch.distance_mm))
        out->touch.distance_mm = 600;
    if (bottom.value && !place_number(&bottom, 0, 2000, &out->touch.bottom_mm))
        out->touch.bottom_mm = 800;
    out->touch.sound = read_bool(&place, "sound", true);
    out->touch.headset = read_bool(&place, "headset", false);
}

static void read_sound(const struct json_place *screen, struct screen *out) {
    static const char *const keys[] = {"max_db", "hours", "delay_ms"};
    struct json_place place = place_member(screen, "sound");
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    struct json_place most = place_member(&place, "max_db");
    out->touch.hearing.on = true;
    if (most.value && !place_number(&most, SOUND_DB_MIN, 0, &out->touch.hearing.max_db))
        out->touch.hearing.max_db = SOUND_DB_MIN;
    read_windows(&place, &out->touch.hearing.hours);
    out->touch.hearing.delay_ms = read_int(&place, "delay_ms", -SOUND_DELAY_MAX, SOUND_DELAY_MAX, 0);
}

static bool read_screen(const struct json_place *place, struct site_loading *loading, struct screen *out) {
    static const char *const keys[] = {"name",   "layout", "languages",   "width_mm", "viewing_distance_mm",
                                       "rotate", "zones",  "event_names", "touch",    "sound"};
    const struct site *site = loading->site;
    size_t before = place->reader->errors;
    if (!id_valid(place->key)) {
        place_key_error(place, FOUND_NO_SCREEN_NAME);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)) || !(out->layout = find_layout(place, site)))
        return false;
    out->id = arena_copy(site->arena, place->key, strlen(place->key));
    read_localized(place, "name", site, false, &out->name);
    out->language_count = read_languages(place, "languages", site, &out->languages);
    if (out->language_count == 0) {
        out->languages = site->languages;
        out->language_count = site->language_count;
    }
    struct json_place width = place_member(place, "width_mm"),
                      distance = place_member(place, "viewing_distance_mm");
    out->width_mm = 930;
    out->viewing_distance_mm = 3000;
    if (width.value && !place_number(&width, 50, 10000, &out->width_mm))
        out->width_mm = 930;
    if (distance.value && !place_number(&distance, 200, 50000, &out->viewing_distance_mm))
        out->viewing_distance_mm = 3000;
    out->rotate = read_int(place, "rotate", 0, 270, 0);
    if (out->rotate % 90 != 0) {
        struct json_place rotate = place_member(place, "rotate");
        place_error(&rotate, FOUND_NO_ROTATION);
    }
    read_touch(place, out);
    read_sound(place, out);
    out->event_name_count = read_texts(place, "event_names", EVENT_NAMES_MAX, &out->event_names);
    place_position(place, &out->line, &out->column);
    if (place->reader->errors != before)
        return false;
    read_screen_zones(place, loading, out);
    return out->id && out->content_count > 0;
}

void read_screens(const struct json_place *root, struct site_loading *loading) {
    struct site *site = loading->site;
    struct json_place place = place_member(root, "screens"), member;
    size_t count = 0;
    if (!place.value) {
        place_missing(root, "screens", "the screens of this site", "skærmene");
        return;
    }
    if (!place_map(&place, SITE_SCREENS_MAX, &count))
        return;
    site->screens = arena_alloc(site->arena, count * sizeof(*site->screens));
    for (size_t n = 0; site->screens && place_next_member(&place, n, &member); n++) {
        struct screen *screen = &site->screens[site->screen_count];
        if (read_screen(&member, loading, screen))
            site->screen_count++;
        else
            *screen = (struct screen){0};
    }
}
