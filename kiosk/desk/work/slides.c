#include "desk/work/slides.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/json_equal.h"
#include "core/site/slide_kind.h"
#include "desk/data/revisions.h"
#include "desk/work/kept.h"
#include "desk/work/playlist_text.h"
#include "desk/work/slide_search.h"
#include "desk/work/slide_times.h"

struct listing {
    struct site_tree *tree;
    struct site_tree published; /* empty: nothing is */
    const struct slide_query *query;
    const struct site *site; /* NULL: it cannot be read */
    struct slide_times *times;
    void (*see)(void *context, const struct slide_row *row);
    void *context;
    struct fail *fail;
};

/* One playlist at hand. */
struct list {
    const char *file;
    struct playlist_text text, published;
    bool unchanged;
    const struct playlist *playlist; /* NULL: no screen shows it */
    const struct screen **screens;
    size_t screen_count;
};

static bool find_screens(const struct listing *listing, struct list *list) {
    const struct site *site = listing->site;
    list->playlist = site ? site_playlist(site, list->file) : NULL;
    list->screens = calloc((site ? site->screen_count : 0) + 1, sizeof *list->screens);
    for (size_t i = 0; list->screens && list->playlist && i < site->screen_count; i++)
        if (screen_zone_of(&site->screens[i], list->playlist))
            list->screens[list->screen_count++] = &site->screens[i];
    return list->screens;
}

static enum outcome open_list(struct listing *listing, const char *file, struct list *list) {
    const struct site_tree_file *out = site_tree_find(&listing->published, file);
    *list = (struct list){.file = file};
    list->unchanged = out && strcmp(out->hash.hex, site_tree_find(listing->tree, file)->hash.hex) == 0;
    if (!find_screens(listing, list)) {
        fail_set(listing->fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    enum outcome outcome = playlist_text_init(&list->text, listing->tree, file, listing->fail);
    if (outcome == OUTCOME_DONE && out && !list->unchanged)
        outcome = playlist_text_init(&list->published, &listing->published, file, listing->fail);
    return outcome;
}

static void close_list(struct list *list) {
    playlist_text_finish(&list->text);
    playlist_text_finish(&list->published);
    free(list->screens);
}

static const struct slide *read_slide(const struct list *list, const char *id) {
    for (size_t i = 0; list->playlist && i < list->playlist->slide_count; i++)
        if (strcmp(list->playlist->slides[i].id, id) == 0)
            return &list->playlist->slides[i];
    return NULL;
}

static void find_missing(const struct list *list, const struct slide *slide, struct slide_row *row) {
    for (size_t i = 0; i < list->screen_count; i++) {
        const struct screen *screen = list->screens[i];
        const char *const *languages = slide->language_count ? slide->languages : screen->languages;
        size_t count = slide->language_count ? slide->language_count : screen->language_count;
        for (size_t l = 0; l < count; l++) {
            bool known = slide_translated(slide, languages[l]);
            for (size_t k = 0; k < row->missing_count && !known; k++)
                known = strcmp(row->missing[k], languages[l]) == 0;
            if (!known && row->missing_count < SITE_LANGUAGES_MAX)
                row->missing[row->missing_count++] = languages[l];
        }
    }
}

static void see_change(void *context, const struct change *change) {
    struct slide_row *row = context;
    row->changed_ms = change->at_ms;
    snprintf(row->changed_by, sizeof row->changed_by, "%s", change->who);
}

/* Who touched it last; of what came with its file, who brought that. */
static enum outcome ask_change(const struct listing *listing, struct slide_row *row) {
    struct database *database = listing->tree->database;
    struct change_query query = {
        .path = row->file, .slide = row->id, .before = listing->tree->revision + 1, .most = 1};
    enum outcome outcome = change_list(database, &query, see_change, row, listing->fail);
    query.slide = "";
    if (outcome == OUTCOME_DONE && row->changed_ms == 0)
        outcome = change_list(database, &query, see_change, row, listing->fail);
    return outcome;
}

static void tell_times(const struct listing *listing, const struct list *list, const struct slide *slide,
                       struct slide_row *row) {
    struct sentence_order order = {.site = listing->site,
                                   .playlist = list->playlist,
                                   .slide = slide,
                                   .screens = list->screens,
                                   .screen_count = list->screen_count,
                                   .now_ms = listing->query->now_ms};
    row->showing.state = SHOWING_UNUSED;
    if (slide && list->screen_count > 0) {
        row->showing = showing_at(listing->site, list->playlist, slide, listing->query->now_ms);
        order.every_ms = slide_times_every_ms(listing->times, list->screens[0], list->playlist, slide,
                                              row->showing.from_ms);
    }
    order.empty = row->showing.state != SHOWING_UNUSED && row->showing.from_ms == 0 &&
                  slide_times_empty(listing->times, list->screens, list->screen_count, list->playlist, slide);
    order.state = row->showing.state;
    order.broken = !slide && list->playlist;
    for (int i = 0; i < SENTENCE_LANGUAGES; i++)
        sentence_write(&order, i, row->sentence[i]);
}

static bool wanted(const struct listing *listing, const struct list *list, const struct json_value *written,
                   const struct slide_row *row) {
    const struct slide_query *query = listing->query;
    bool on_screen = !query->screen;
    for (size_t i = 0; i < list->screen_count && !on_screen; i++)
        on_screen = strcmp(list->screens[i]->id, query->screen) == 0;
    return on_screen && (query->state < 0 || query->state == (int)row->showing.state) &&
           (!query->text || slide_has_text(written, query->text));
}

static enum outcome see_slide(struct listing *listing, const struct list *list,
                              const struct json_value *written) {
    const char *id = value_text(value_member(written, "id"));
    const char *type = value_text(value_member(written, "type"));
    struct slide_row row = {.file = list->file,
                            .id = id,
                            .type = type ? type : "",
                            .expires =
                                value_text(value_member(value_member(written, "source"), "expires_on")),
                            .screens = list->screens,
                            .screen_count = list->screen_count,
                            .published = list->unchanged};
    struct address_silence silence;
    if (!id || (listing->query->id && strcmp(id, listing->query->id) != 0))
        return OUTCOME_DONE;
    const struct slide *slide = read_slide(list, id);
    tell_times(listing, list, slide, &row);
    if (!wanted(listing, list, written, &row))
        return OUTCOME_DONE;
    if (slide)
        find_missing(list, slide, &row);
    if (address_unanswered(written, listing->query->answers, &silence))
        address_asked_on(&silence, listing->query->zone, row.unanswered);
    if (!list->unchanged)
        row.published = value_equal(written, playlist_text_slide(&list->published, id));
    char *title = slide_title(written);
    row.title = title;
    row.picture = value_text(value_member(value_member(written, "picture"), "asset"));
    enum outcome outcome = ask_change(listing, &row);
    if (outcome == OUTCOME_DONE)
        listing->see(listing->context, &row);
    free(title);
    return outcome;
}

static enum outcome see_list(struct listing *listing, const char *file) {
    struct list list;
    enum outcome outcome = open_list(listing, file, &list);
    for (size_t i = 0; i < value_length(list.text.slides) && outcome == OUTCOME_DONE; i++)
        outcome = see_slide(listing, &list, value_item(list.text.slides, i));
    close_list(&list);
    return outcome;
}

enum outcome slides_list(struct site_tree *tree, const struct slide_query *query,
                         void (*see)(void *context, const struct slide_row *row), void *context,
                         struct fail *fail) {
    struct listing listing = {.tree = tree, .query = query, .see = see, .context = context, .fail = fail};
    struct kept_site *held;
    enum outcome outcome = site_tree_init(&listing.published, tree->database, query->published, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    listing.site = kept_site(tree, KEPT_FOR_LATER, &held, NULL);
    listing.times = slide_times_create(listing.site, query->feeds, query->now_ms);
    bool holes = listing.site && arena_wanted(listing.site->arena); /* that are not its own */
    if (!held || !listing.times || holes) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    for (size_t i = 0; i < tree->count && outcome == OUTCOME_DONE; i++)
        if (is_playlist(tree->files[i].path) &&
            (!query->file || strcmp(query->file, tree->files[i].path) == 0))
            outcome = see_list(&listing, tree->files[i].path);
    slide_times_destroy(listing.times);
    kept_release(held);
    site_tree_finish(&listing.published);
    return outcome;
}
