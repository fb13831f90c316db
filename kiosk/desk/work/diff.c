#include "desk/work/diff.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_diff.h"
#include "core/site/site_file.h"
#include "desk/work/conflict.h"
#include "desk/work/kept.h"
#include "desk/work/playlist_text.h"

enum { ARENA_LIMIT = 128 << 20 };

struct differ {
    struct site_tree *trees[2];  /* before, after */
    const struct site *sites[2]; /* NULL: it cannot be read, and no screen shows anything */
    struct site_diff *diff;
    struct diff_list all; /* once for each file or slide, whoever shows it */
    struct fail *fail;
    enum outcome outcome;
};

static bool failed(const struct differ *differ) {
    return differ->outcome != OUTCOME_DONE;
}

static void no_memory(struct differ *differ) {
    if (!failed(differ))
        fail_set(differ->fail, "out of memory");
    differ->outcome = OUTCOME_TROUBLE;
}

static const char *keep(struct differ *differ, const char *text, size_t size) {
    const char *copy = arena_copy(differ->diff->arena, text, size);
    if (!copy)
        no_memory(differ);
    return copy;
}

/* Room for one more in a list of the arena; the old items stay where they are and are forgotten. NULL: no
 * memory. */
static void *grown(struct differ *differ, void *items, size_t count, size_t *room, size_t each) {
    if (count < *room)
        return items;
    size_t wanted = *room ? 2 * *room : 8;
    void *more = arena_alloc(differ->diff->arena, wanted * each);
    if (!more) {
        no_memory(differ);
        return NULL;
    }
    if (count)
        memcpy(more, items, count * each);
    *room = wanted;
    return more;
}

static struct diff_change *add(struct differ *differ, struct diff_list *list,
                               const struct diff_change *change) {
    struct diff_change *items = grown(differ, list->items, list->count, &list->room, sizeof *items);
    if (!items)
        return NULL;
    list->items = items;
    list->items[list->count] = *change;
    return &list->items[list->count++];
}

static void add_field(struct differ *differ, struct diff_change *change, const struct diff_field *field) {
    size_t room = change->field_count; /* grows by one: few fields change at once */
    struct diff_field *items =
        grown(differ, change->fields, change->field_count, &room, sizeof *change->fields);
    if (!items)
        return;
    change->fields = items;
    change->fields[change->field_count++] = *field;
}

static const char *title_of(struct differ *differ, const struct json_value *slide) {
    char *title = slide_title(slide);
    const char *kept = title ? keep(differ, title, strlen(title)) : NULL;
    free(title);
    return kept;
}

/* A change of one slide, or of the file ("") itself. */
static struct diff_change change_of(struct differ *differ, enum diff_kind kind, const char *file,
                                    const struct playlist_text *text, const char *id) {
    const struct json_value *slide = id[0] ? playlist_text_slide(text, id) : NULL;
    return (struct diff_change){.kind = kind,
                                .file = keep(differ, file, strlen(file)),
                                .slide = keep(differ, id, strlen(id)),
                                .title = slide ? title_of(differ, slide) : NULL};
}

/* All of a slide that came or went, as its one field. */
static void add_whole(struct differ *differ, struct diff_change *change, const struct playlist_text *text) {
    const struct json_value *slide = playlist_text_slide(text, change->slide);
    char id[CHANGE_NAME_MAX * 2], path[sizeof id + 20];
    json_error_t end;
    json_t *read =
        slide && path_escape(change->slide, id, sizeof id)
            ? json_loadb(text->bytes + slide->at, text->size - slide->at, JSON_DISABLE_EOF_CHECK, &end)
            : NULL;
    if (!read)
        return;
    json_decref(read);
    snprintf(path, sizeof path, "/slides[id=%s]", id);
    const char *whole = keep(differ, text->bytes + slide->at, (size_t)end.position);
    bool gone = change->kind == DIFF_REMOVED;
    struct diff_field field = {keep(differ, path, strlen(path)), gone ? whole : NULL, gone ? NULL : whole};
    if (!failed(differ))
        add_field(differ, change, &field);
}

static struct diff_change *find(const struct diff_list *list, const char *file, const char *slide) {
    for (size_t i = list->count; i-- > 0;)
        if (strcmp(list->items[i].file, file) == 0 && strcmp(list->items[i].slide, slide) == 0)
            return &list->items[i];
    return NULL;
}

static void see_value(struct differ *differ, const char *file, const struct json_difference *value,
                      const struct playlist_text texts[2]) {
    char slide[CHANGE_NAME_MAX] = "";
    bool of_slide = is_playlist(file) && slide_of_path(value->path, slide);
    bool whole = of_slide && value->path[strlen(value->path) - 1] == ']' && !strchr(value->path + 1, '/');
    enum diff_kind kind = whole && !value->before  ? DIFF_ADDED
                          : whole && !value->after ? DIFF_REMOVED
                                                   : DIFF_CHANGED;
    struct diff_change *change = find(&differ->all, file, of_slide ? slide : "");
    if (!change) {
        struct diff_change made =
            change_of(differ, kind, file, &texts[kind == DIFF_REMOVED ? 0 : 1], of_slide ? slide : "");
        change = failed(differ) ? NULL : add(differ, &differ->all, &made);
    }
    if (change && change->field_count == 0 && kind != DIFF_CHANGED)
        add_whole(differ, change, &texts[kind == DIFF_REMOVED ? 0 : 1]);
    if (!change || kind != DIFF_CHANGED)
        return;
    bool moved = value->op.kind == JSON_OP_MOVE; /* the values are whole slides, and alike */
    struct diff_field field = {keep(differ, value->path, strlen(value->path)), moved ? NULL : value->before,
                               moved ? NULL : value->after};
    add_field(differ, change, &field);
}

static void see_slides(struct differ *differ, struct diff_list *list, enum diff_kind kind, const char *file) {
    struct playlist_text text;
    const struct site_tree *tree = differ->trees[kind == DIFF_REMOVED ? 0 : 1];
    enum outcome outcome = playlist_text_init(&text, tree, file, differ->fail);
    if (outcome != OUTCOME_DONE)
        differ->outcome = outcome;
    for (size_t i = 0; i < value_length(text.slides) && !failed(differ); i++) {
        const char *id = value_text(value_member(value_item(text.slides, i), "id"));
        struct diff_change change = change_of(differ, kind, file, &text, id ? id : "");
        add_whole(differ, &change, &text);
        if (!failed(differ))
            (void)add(differ, list, &change);
    }
    playlist_text_finish(&text);
}

static void see_whole(struct differ *differ, const char *file, enum diff_kind kind) {
    struct playlist_text none = {0};
    struct diff_change change = change_of(differ, kind, file, &none, "");
    if (!failed(differ))
        (void)add(differ, &differ->all, &change);
}

/* Both have it, and not alike. */
static void see_file(struct differ *differ, const char *file) {
    struct playlist_text texts[2] = {{0}, {0}};
    struct json_differences values = {0};
    struct fail why;
    size_t length = strlen(file);
    bool told = false;
    if (length > 5 && strcmp(file + length - 5, ".json") == 0 && !site_file_is_object(file)) {
        for (int i = 0; i < 2 && !failed(differ); i++)
            differ->outcome = playlist_text_init(&texts[i], differ->trees[i], file, differ->fail);
        struct json_source from = {file, texts[0].bytes, texts[0].size},
                           to = {file, texts[1].bytes, texts[1].size};
        told = !failed(differ) && json_diff(&from, &to, differ->diff->arena, &values, &why);
        for (size_t i = 0; told && i < values.count && !failed(differ); i++)
            see_value(differ, file, &values.items[i], texts);
    }
    if (!told && !failed(differ))
        see_whole(differ, file, DIFF_CHANGED);
    playlist_text_finish(&texts[0]);
    playlist_text_finish(&texts[1]);
}

/* What comes or goes by itself; a picture is told with the slides that show it. */
static void see_lone(struct differ *differ, const char *path, enum diff_kind kind) {
    if (is_playlist(path))
        see_slides(differ, &differ->all, kind, path);
    else if (!site_file_is_object(path))
        see_whole(differ, path, kind);
}

static void see_files(struct differ *differ) {
    const struct site_tree *from = differ->trees[0], *to = differ->trees[1];
    for (size_t i = 0; i < from->count && !failed(differ); i++) {
        const char *path = from->files[i].path;
        const struct site_tree_file *now = site_tree_find(to, path);
        if (!now)
            see_lone(differ, path, DIFF_REMOVED);
        else if (strcmp(now->hash.hex, from->files[i].hash.hex) != 0)
            see_file(differ, path);
    }
    for (size_t i = 0; i < to->count && !failed(differ); i++) {
        const char *path = to->files[i].path;
        if (!site_tree_find(from, path))
            see_lone(differ, path, DIFF_ADDED);
    }
}

static bool shows(const struct site *site, const char *screen_id, const char *file) {
    const struct screen *screen = site ? site_screen(site, screen_id) : NULL;
    for (size_t z = 0; screen && z < screen->content_count; z++)
        for (size_t p = 0; p < screen->content[z].playlist_count; p++)
            if (strcmp(screen->content[z].playlists[p]->file, file) == 0)
                return true;
    return false;
}

static bool is_of_screen(const char *path, const char *id) {
    static const char HEAD[] = "/screens/";
    size_t length = strlen(id);
    return strncmp(path, HEAD, strlen(HEAD)) == 0 && strncmp(path + strlen(HEAD), id, length) == 0 &&
           (path[strlen(HEAD) + length] == '/' || path[strlen(HEAD) + length] == '\0');
}

/* What site.json says of the screen; which playlists it shows is told by their slides. */
static void see_screen_fields(struct differ *differ, struct diff_screen *screen,
                              const struct diff_change *site_file) {
    struct diff_change own = *site_file, *added = NULL;
    own.fields = NULL;
    own.field_count = 0;
    for (size_t i = 0; i < site_file->field_count && !failed(differ); i++) {
        const struct diff_field *field = &site_file->fields[i];
        if (!is_of_screen(field->path, screen->id) || strstr(field->path, "/zones/"))
            continue;
        if (!added)
            added = add(differ, &screen->changes, &own);
        if (added)
            add_field(differ, added, field);
    }
}

static void see_screen(struct differ *differ, const char *id) {
    struct diff_screen screen = {.id = keep(differ, id, strlen(id))};
    for (int i = 0; i < 2; i++)
        for (size_t p = 0; differ->sites[i] && p < differ->sites[i]->playlist_count && !failed(differ); p++) {
            const char *file = differ->sites[i]->playlists[p].file;
            if (shows(differ->sites[i], id, file) && !shows(differ->sites[1 - i], id, file))
                see_slides(differ, &screen.changes, i ? DIFF_ADDED : DIFF_REMOVED, file);
        }
    for (size_t i = 0; i < differ->all.count && !failed(differ); i++) {
        const struct diff_change *change = &differ->all.items[i];
        if (strcmp(change->file, SITE_FILE) == 0)
            see_screen_fields(differ, &screen, change);
        else if (shows(differ->sites[0], id, change->file) && shows(differ->sites[1], id, change->file))
            (void)add(differ, &screen.changes, change);
    }
    if (screen.changes.count > 0 && !failed(differ))
        differ->diff->screens[differ->diff->screen_count++] = screen;
}

/* Told of some screen? */
static bool told(const struct differ *differ, const struct diff_change *change) {
    for (int i = 0; i < 2; i++)
        for (size_t s = 0; differ->sites[i] && s < differ->sites[i]->screen_count; s++)
            if (shows(differ->sites[i], differ->sites[i]->screens[s].id, change->file))
                return true;
    return false;
}

static bool is_of_any_screen(const struct differ *differ, const char *path) {
    for (int i = 0; i < 2; i++)
        for (size_t s = 0; differ->sites[i] && s < differ->sites[i]->screen_count; s++)
            if (is_of_screen(path, differ->sites[i]->screens[s].id))
                return true;
    return false;
}

static void see_others(struct differ *differ) {
    for (size_t i = 0; i < differ->all.count && !failed(differ); i++) {
        const struct diff_change *change = &differ->all.items[i];
        struct diff_change rest = *change, *added = NULL;
        if (strcmp(change->file, SITE_FILE) != 0 || change->field_count == 0) {
            if (!told(differ, change))
                (void)add(differ, &differ->diff->others, change);
            continue;
        }
        rest.fields = NULL;
        rest.field_count = 0;
        for (size_t k = 0; k < change->field_count; k++)
            if (!is_of_any_screen(differ, change->fields[k].path)) {
                if (!added)
                    added = add(differ, &differ->diff->others, &rest);
                if (added)
                    add_field(differ, added, &change->fields[k]);
            }
    }
}

static void see_screens(struct differ *differ) {
    size_t most = 0;
    for (int i = 0; i < 2; i++)
        most += differ->sites[i] ? differ->sites[i]->screen_count : 0;
    differ->diff->screens = arena_alloc(differ->diff->arena, (most + 1) * sizeof *differ->diff->screens);
    if (!differ->diff->screens) {
        no_memory(differ);
        return;
    }
    for (int i = 1; i >= 0; i--) /* in the order of now, then those that went */
        for (size_t s = 0; differ->sites[i] && s < differ->sites[i]->screen_count && !failed(differ); s++) {
            const char *id = differ->sites[i]->screens[s].id;
            if (i == 1 || !differ->sites[1] || !site_screen(differ->sites[1], id))
                see_screen(differ, id);
        }
}

enum outcome diff_sites(struct site_tree *from, struct site_tree *to, struct site_diff *diff,
                        struct fail *fail) {
    struct differ differ = {.trees = {from, to}, .diff = diff, .fail = fail, .outcome = OUTCOME_DONE};
    struct kept_site *held[2];
    *diff = (struct site_diff){.arena = arena_create(ARENA_LIMIT)};
    if (!diff->arena) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    for (int i = 0; i < 2; i++) {
        differ.sites[i] = kept_site(differ.trees[i], KEPT_FOR_LATER, &held[i], NULL);
        bool holes = differ.sites[i] && arena_wanted(differ.sites[i]->arena); /* that are not its own */
        if (!held[i] || holes)
            no_memory(&differ);
    }
    if (!failed(&differ))
        see_files(&differ);
    if (!failed(&differ))
        see_screens(&differ);
    if (!failed(&differ))
        see_others(&differ);
    kept_release(held[0]);
    kept_release(held[1]);
    return differ.outcome;
}

/* Was it told of the screens before this one? */
static bool counted(const struct site_diff *diff, size_t screens, const struct diff_change *change) {
    for (size_t i = 0; i < screens; i++)
        if (find(&diff->screens[i].changes, change->file, change->slide))
            return true;
    return false;
}

size_t diff_count(const struct site_diff *diff) {
    size_t count = diff->others.count;
    for (size_t s = 0; s < diff->screen_count; s++)
        for (size_t i = 0; i < diff->screens[s].changes.count; i++)
            count += !counted(diff, s, &diff->screens[s].changes.items[i]);
    return count;
}

void diff_finish(struct site_diff *diff) {
    arena_destroy(diff->arena);
    *diff = (struct site_diff){0};
}
