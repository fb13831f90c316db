#include "desk/work/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/screen_zones.h"
#include "desk/work/kept.h"
#include "desk/work/playlist_text.h"
#include "desk/work/work_findings.h"

#define DESK_LIST "playlists/desk-"
enum { OPS_ROOM = SITE_SCREENS_MAX + 8, ARENA_LIMIT = 16 << 20 };

struct placing {
    struct site_tree *tree;
    const struct site *site;
    const struct place_order *order;
    struct placed *placed;
    struct fail *fail;
    bool failed; /* no memory */
};

static const char *keep(struct placing *placing, const char *text) {
    const char *copy = arena_copy(placing->placed->ops.arena, text, strlen(text));
    placing->failed |= !copy;
    return copy;
}

static void add(struct placing *placing, const char *file, enum json_op_kind kind, const char *path,
                const char *value) {
    struct edit_ops *ops = &placing->placed->ops;
    if (ops->count == OPS_ROOM) {
        placing->failed = true;
        return;
    }
    struct json_op op = {
        .kind = kind, .path = keep(placing, path), .value = value ? keep(placing, value) : NULL};
    ops->items[ops->count++] = (struct edit_op){.file = keep(placing, file), .op = op};
}

static bool wanted(const struct placing *placing, const char *screen) {
    for (size_t i = 0; i < placing->order->screen_count; i++)
        if (strcmp(placing->order->screens[i], screen) == 0)
            return true;
    return false;
}

/* The zone that slides go to; NULL: it has none. A screen without playlists yet leads with its largest. */
static const char *leading_zone(const struct screen *screen) {
    const struct layout *layout = screen->layout;
    bool takes[SITE_ZONES_MAX];
    const struct screen_zone *zone = zones_leading(screen, layout->zones, layout->zone_count);
    for (size_t i = 0; i < layout->zone_count; i++)
        takes[i] = layout->zones[i].kind == ZONE_PLAYLIST;
    if (!zone)
        zone = zones_largest(layout->zones, layout->zone_count, takes);
    return zone ? zone->name : NULL;
}

/* Is the playlist shown on exactly the screens that are wanted, in the zone that leads each? */
static bool fits(const struct placing *placing, const struct playlist *playlist) {
    for (size_t i = 0; i < placing->site->screen_count; i++) {
        const struct screen *screen = &placing->site->screens[i];
        const char *leading = leading_zone(screen);
        bool shown = false;
        for (size_t z = 0; z < screen->content_count; z++)
            for (size_t p = 0; p < screen->content[z].playlist_count; p++)
                if (screen->content[z].playlists[p] == playlist) {
                    if (!leading || strcmp(screen->content[z].zone, leading) != 0)
                        return false;
                    shown = true;
                }
        if (shown != wanted(placing, screen->id))
            return false;
    }
    return true;
}

static bool is_plain(const struct playlist *playlist) {
    static const struct schedule always;
    const struct schedule *own = &playlist->schedule;
    bool normal = playlist->slide_count == 0; /* some slide takes ordinary turns */
    for (size_t i = 0; i < playlist->slide_count; i++)
        normal |= !playlist->slides[i].turn.evergreen;
    return normal && playlist->priority == 0 && own->has_from == always.has_from &&
           own->has_to == always.has_to && own->weekdays == always.weekdays &&
           own->holidays == always.holidays && own->hours_count + own->date_count + own->except_count == 0;
}

static const struct playlist *find_playlist(const struct placing *placing) {
    const struct playlist *found = NULL;
    size_t others = 0;
    for (size_t i = 0; i < placing->site->playlist_count; i++) {
        const struct playlist *playlist = &placing->site->playlists[i];
        if (!fits(placing, playlist))
            continue;
        if (placing->order->slide && strcmp(placing->order->file, playlist->file) == 0)
            return playlist; /* it stays */
        if (!is_plain(playlist))
            continue;
        if (strncmp(playlist->file, DESK_LIST, strlen(DESK_LIST)) == 0)
            return playlist;
        others++;
        found = playlist;
    }
    return others == 1 ? found : NULL;
}

/* {"en": "One, Two", "da": "Et, To"} */
static void name_of_list(const struct placing *placing, char *out, size_t size) {
    size_t used = (size_t)snprintf(out, size, "{");
    for (size_t l = 0; l < placing->site->language_count && used < size; l++) {
        const char *language = placing->site->languages[l];
        used += (size_t)snprintf(out + used, size - used, "%s\"%s\": \"", l ? ", " : "", language);
        for (size_t i = 0, n = 0; i < placing->site->screen_count && used < size; i++) {
            const struct screen *screen = &placing->site->screens[i];
            const struct localized_entry *name = localized_pick(
                &screen->name, language, placing->site->languages, placing->site->language_count);
            const char *text = name && !strpbrk(name->text, "\"\\") ? name->text : screen->id;
            if (wanted(placing, screen->id))
                used += (size_t)snprintf(out + used, size - used, "%s%s", n++ ? ", " : "", text);
        }
        if (used < size)
            used += (size_t)snprintf(out + used, size - used, "\"");
    }
    if (used < size)
        used += (size_t)snprintf(out + used, size - used, "}");
    if (used >= size)
        snprintf(out, size, "{\"en\": \"%zu screens\", \"da\": \"%zu sk\u00e6rme\"}",
                 placing->order->screen_count, placing->order->screen_count);
}

static void name_file(struct placing *placing) {
    char names[60] = "";
    for (size_t i = 0, used = 0; i < placing->order->screen_count; i++)
        used += (size_t)snprintf(names + used, used < sizeof names ? sizeof names - used : 0, "%s%s",
                                 i ? "-" : "", placing->order->screens[i]);
    for (int n = 1; n < 1000; n++) {
        char number[8] = "";
        if (n > 1)
            snprintf(number, sizeof number, "-%d", n);
        snprintf(placing->placed->file, PLACE_FILE_MAX, DESK_LIST "%.50s%s.json", names, number);
        if (!site_tree_find(placing->tree, placing->placed->file))
            return;
    }
}

static bool make_list(struct placing *placing) {
    char name[2000], value[2200], path[200], quoted[PLACE_FILE_MAX + 8];
    name_file(placing);
    name_of_list(placing, name, sizeof name);
    snprintf(value, sizeof value, "{\"$schema\": \"playlist.schema.json\", \"name\": %s, \"slides\": []}",
             name);
    add(placing, placing->placed->file, JSON_OP_SET, "", value);
    snprintf(quoted, sizeof quoted, "\"%s\"", placing->placed->file);
    for (size_t i = 0; i < placing->order->screen_count; i++) {
        const struct screen *screen = site_screen(placing->site, placing->order->screens[i]);
        const char *zone = leading_zone(screen);
        char escaped[100], list[PLACE_FILE_MAX + 12];
        if (!zone || !path_escape(zone, escaped, sizeof escaped))
            return fail_said(placing->fail, NULL, FOUND_NO_SLIDE_ZONE, screen->id);
        bool has = screen_content(screen, zone) != NULL;
        snprintf(path, sizeof path, "/screens/%s/zones/%s%s", screen->id, escaped, has ? "[-]" : "");
        snprintf(list, sizeof list, "[%s]", quoted);
        add(placing, SITE_FILE, has ? JSON_OP_INSERT : JSON_OP_SET, path, has ? quoted : list);
    }
    return true;
}

static bool set_when(struct placing *placing, const char *id, bool has_when) {
    char escaped[SLIDE_NAME_MAX], path[SLIDE_NAME_MAX + 40];
    if (!path_escape(id, escaped, sizeof escaped))
        return fail_said(placing->fail, NULL, FOUND_ID_TOO_LONG);
    snprintf(path, sizeof path, "/slides[id=%s]/when", escaped);
    if (placing->order->when)
        add(placing, placing->placed->file, JSON_OP_SET, path, placing->order->when);
    else if (has_when)
        add(placing, placing->placed->file, JSON_OP_REMOVE, path, NULL);
    return true;
}

/* Another id when this one is taken there. */
static bool free_id(const struct playlist_text *there, const char *id, char out[SLIDE_NAME_MAX]) {
    snprintf(out, SLIDE_NAME_MAX, "%s", id);
    for (int n = 2; n < 1000 && playlist_text_slide(there, out); n++)
        snprintf(out, SLIDE_NAME_MAX, "%.200s-%d", id, n);
    return !playlist_text_slide(there, out);
}

/* Its text as it is to stand in the other playlist, malloc'd. */
static char *slide_text(struct placing *placing, const struct json_source *source, const char *path,
                        const char *id) {
    struct json_span span;
    char quoted[SLIDE_NAME_MAX + 4], *out = NULL;
    struct json_op rename = {.kind = JSON_OP_SET, .path = "/id", .value = quoted};
    size_t size = 0;
    if (!json_edit_span(source, path, &span, placing->fail))
        return NULL;
    struct json_source slide = {source->file, source->text + span.at, span.size};
    snprintf(quoted, sizeof quoted, "\"%s\"", id);
    return json_edit(&slide, &rename, &out, &size, placing->fail) ? out : NULL;
}

static bool move_slide(struct placing *placing, const struct playlist_text *from,
                       const struct json_value *slide) {
    const struct place_order *order = placing->order;
    char escaped[SLIDE_NAME_MAX], path[SLIDE_NAME_MAX + 40], id[SLIDE_NAME_MAX];
    struct json_source source = {order->file, from->bytes, from->size};
    struct playlist_text there;
    if (!path_escape(order->slide, escaped, sizeof escaped))
        return fail_said(placing->fail, NULL, FOUND_ID_TOO_LONG);
    snprintf(path, sizeof path, "/slides[id=%s]", escaped);
    enum outcome outcome = playlist_text_init(&there, placing->tree, placing->placed->file, placing->fail);
    bool found = outcome == OUTCOME_DONE && free_id(&there, order->slide, id);
    playlist_text_finish(&there);
    if (!found)
        return outcome == OUTCOME_DONE ? fail_said(placing->fail, NULL, FOUND_NO_ID_LEFT) : false;
    char *value = slide_text(placing, &source, path, id);
    if (!value)
        return false;
    add(placing, order->file, JSON_OP_REMOVE, path, NULL);
    add(placing, placing->placed->file, JSON_OP_INSERT, "/slides[-]", value);
    free(value);
    return set_when(placing, id, value_member(slide, "when") != NULL);
}

static bool place_existing(struct placing *placing) {
    const struct place_order *order = placing->order;
    struct playlist_text text;
    if (playlist_text_init(&text, placing->tree, order->file, placing->fail) != OUTCOME_DONE) {
        playlist_text_finish(&text);
        return false;
    }
    const struct json_value *slide = playlist_text_slide(&text, order->slide);
    bool done;
    if (!slide)
        done = fail_said(placing->fail, NULL, FOUND_ABSENT_SLIDE, order->slide, order->file);
    else if (strcmp(placing->placed->file, order->file) == 0)
        done = set_when(placing, order->slide, value_member(slide, "when") != NULL);
    else
        done = move_slide(placing, &text, slide);
    playlist_text_finish(&text);
    return done;
}

static bool screens_known(const struct placing *placing) {
    if (placing->order->screen_count == 0)
        return fail_said(placing->fail, NULL, FOUND_CHOOSE_SCREEN);
    for (size_t i = 0; i < placing->order->screen_count; i++) {
        const char *id = placing->order->screens[i];
        if (!id || !site_screen(placing->site, id))
            return fail_said(placing->fail, NULL, FOUND_ABSENT_SCREEN, id ? id : "");
        for (size_t k = 0; k < i; k++)
            if (strcmp(placing->order->screens[k], id) == 0)
                return fail_said(placing->fail, NULL, FOUND_SCREEN_NAMED_TWICE, id);
    }
    return true;
}

static bool place(struct placing *placing) {
    const struct playlist *playlist = NULL;
    if (!placing->site)
        return fail_said(placing->fail, NULL, FOUND_SITE_UNREADABLE);
    if (!screens_known(placing))
        return false;
    playlist = find_playlist(placing);
    if (playlist)
        snprintf(placing->placed->file, PLACE_FILE_MAX, "%s", playlist->file);
    else if (!make_list(placing))
        return false;
    return !placing->order->slide || place_existing(placing);
}

enum outcome place_slide(struct site_tree *tree, const struct place_order *order, struct placed *placed,
                         struct fail *fail) {
    struct kept_site *held;
    *placed = (struct placed){.ops.arena = arena_create(ARENA_LIMIT)};
    placed->ops.items =
        placed->ops.arena ? arena_alloc(placed->ops.arena, OPS_ROOM * sizeof *placed->ops.items) : NULL;
    if (!placed->ops.items) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    const struct site *site = kept_site(tree, KEPT_FOR_LATER, &held, NULL);
    struct placing placing = {tree, site, order, placed, fail, false};
    bool holes = site && arena_wanted(site->arena); /* that are not its own */
    placing.failed = !held || holes;
    bool done = placing.failed || place(&placing);
    kept_release(held);
    if (done && placing.failed) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    return done ? OUTCOME_DONE : OUTCOME_REFUSED;
}
