/* The pictures of the site: what is said about each, how large it is, and where it is used. */
#include <stdlib.h>
#include <string.h>

#include "core/site/site_file.h"
#include "desk/data/media.h"
#include "desk/routes/routes_parts.h"
#include "desk/work/media_uses.h"
#include "desk/work/slide_search.h"

enum { MEASURING_MS = 500, TEXTS_MAX = 8000 };

struct listing {
    struct desk *desk;
    int64_t until_ms; /* so long pictures are measured whose size is not known yet; 0: another does it */
    json_t *said;     /* by hash */
    json_t *uses;     /* by asset: where */
    json_t *shown;    /* by asset: what the first slide with it says about it */
    bool failed;
};

static void see_media(void *context, const struct media *media) {
    struct listing *listing = context;
    char at[TIME_TEXT];
    json_t *said = json_pack("{s:s, s:s, s:s}", "name", media->name, "by", media->who, "at",
                             time_text(media->at_ms, at));
    if (said && media->alt[0])
        json_object_set_new(said, "alt", json_of_text(media->alt));
    if (said && media->credit[0])
        json_object_set_new(said, "credit", json_of_text(media->credit));
    if (said && media->has_focus)
        json_object_set_new(said, "focus", json_pack("[i, i]", media->focus_left, media->focus_top));
    listing->failed |= json_object_set_new(listing->said, media->hash, said) != 0;
}

static json_t *said_by_slide(const struct json_value *picture) {
    static const char *const MEMBERS[] = {"alt", "credit", "focus"};
    json_t *out = json_object();
    for (size_t i = 0; out && i < LENGTH(MEMBERS); i++)
        if (value_member(picture, MEMBERS[i]))
            json_object_set_new(out, MEMBERS[i], json_of_value(value_member(picture, MEMBERS[i])));
    return out;
}

static void see_use(void *context, const struct media_use *use) {
    struct listing *listing = context;
    json_t *where = json_pack("{s:s, s:s, s:s*}", "file", use->file, "path", use->path, "slide", use->slide);
    json_t *uses = json_object_get(listing->uses, use->asset);
    if (!uses)
        listing->failed |= json_object_set_new(listing->uses, use->asset, uses = json_array()) != 0;
    listing->failed |= json_array_append_new(uses, where) != 0;
    if (use->slide && !json_object_get(listing->shown, use->asset))
        listing->failed |= json_object_set_new(listing->shown, use->asset, said_by_slide(use->around)) != 0;
}

/* Asked once for all time, also when the answer is that it is no picture. */
static void measure(const struct site_tree *tree, const struct site_tree_file *file,
                    struct picture_size *size) {
    char end[PICTURE_END], *bytes = NULL;
    struct fail fail;
    size_t length = 0;
    if (site_tree_read(tree, file->path, PICTURE_BYTES_MAX, &bytes, &length, &fail) != OUTCOME_DONE)
        return;
    enum outcome outcome = picture_measure(bytes, length, size, end, &fail);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_REFUSED)
        (void)!picture_size_put(tree->database, &file->hash, *size, &fail); /* else the next time */
    free(bytes);
}

/* Those that came with an import are shown to kiosk-intake now, as many as there is time for. */
static bool size_of(const struct listing *listing, const struct site_tree *tree,
                    const struct site_tree_file *file, struct picture_size *size) {
    struct fail fail;
    *size = (struct picture_size){0};
    if (picture_size_find(tree->database, &file->hash, size, &fail) == OUTCOME_ABSENT &&
        clock_sample(&listing->desk->clock).steady_ms < listing->until_ms)
        measure(tree, file, size);
    return size->width > 0;
}

static json_t *json_of_picture(const struct listing *listing, const struct site_tree_file *file) {
    json_t *uses = json_object_get(listing->uses, file->path);
    json_t *row = json_pack("{s:s, s:s, s:I, s:s}", "asset", file->path, "hash", file->hash.hex, "size",
                            (json_int_t)file->size, "name", "");
    if (!row || json_object_set(row, "used", uses) != 0)
        json_object_set_new(row, "used", json_array());
    /* what was said about the picture goes before what a slide says */
    json_object_update(row, json_object_get(listing->shown, file->path));
    json_object_update(row, json_object_get(listing->said, file->hash.hex));
    return row;
}

static void gather(json_t *value, char *text, size_t *used) {
    const char *word = json_string_value(value);
    size_t size = word ? strlen(word) : 0;
    if (word && *used + size + 2 < TEXTS_MAX) {
        memcpy(text + *used, word, size);
        text[*used + size] = ' ';
        *used += size + 1;
    }
    for (void *at = json_object_iter(value); at; at = json_object_iter_next(value, at))
        gather(json_object_iter_value(at), text, used);
}

static bool has_words(const json_t *row, const char *query) {
    static const char *const MEMBERS[] = {"asset", "name", "alt", "credit"};
    char text[TEXTS_MAX];
    size_t used = 0;
    for (size_t i = 0; i < LENGTH(MEMBERS); i++)
        gather(json_object_get(row, MEMBERS[i]), text, &used);
    text[used] = '\0';
    return !query || text_has_words(text, query);
}

static json_t *list_assets(struct listing *listing, const struct site_tree *tree, const char *query) {
    struct picture_size size;
    json_t *list = json_array();
    for (size_t i = 0; i < tree->count; i++) {
        const struct site_tree_file *file = &tree->files[i];
        json_t *row = site_file_is_picture(file->path) ? json_of_picture(listing, file) : NULL;
        listing->failed |= site_file_is_picture(file->path) && !row;
        if (row && has_words(row, query)) {
            if (size_of(listing, tree, file, &size)) {
                json_object_set_new(row, "width", json_integer(size.width));
                json_object_set_new(row, "height", json_integer(size.height));
            }
            listing->failed |= json_array_append(list, row) != 0;
        }
        json_decref(row);
    }
    return list;
}

/* One worker does it at a time, and the other one answers everybody else. Moment until which this one may; 0:
 * not now. */
static int64_t begin_measuring(struct desk *desk) {
    pthread_mutex_lock(&desk->mutex);
    bool taken = desk->pictures.measured;
    desk->pictures.measured = true;
    pthread_mutex_unlock(&desk->mutex);
    return taken ? 0 : clock_sample(&desk->clock).steady_ms + MEASURING_MS;
}

static void end_measuring(struct desk *desk, int64_t until_ms) {
    if (until_ms == 0)
        return;
    pthread_mutex_lock(&desk->mutex);
    desk->pictures.measured = false;
    pthread_mutex_unlock(&desk->mutex);
}

static void list_pictures(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct listing listing = {
        .desk = desk, .said = json_object(), .uses = json_object(), .shown = json_object()};
    struct site_tree tree = {0};
    struct fail fail = {0};
    int64_t newest = 0;
    enum outcome outcome = database ? revision_newest(database, &newest, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&tree, database, newest, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = media_list(database, see_media, &listing, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = media_uses(&tree, see_use, &listing, &fail);
    if (answer_unless_done(desk, request, outcome, &fail, response)) {
        listing.until_ms = begin_measuring(desk);
        json_t *list = list_assets(&listing, &tree, query_text(request, "q"));
        end_measuring(desk, listing.until_ms);
        response_json(response, 200, list);
        response->failed |= listing.failed;
    }
    json_decref(listing.said);
    json_decref(listing.uses);
    json_decref(listing.shown);
    site_tree_finish(&tree);
}

static const struct field WORDS[] = {
    {.name = "q", .kind = FIELD_TEXT, .max = 200},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = API "/media",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_GROUP,
     .query = WORDS,
     .summary = "The pictures of the site, what is said about each, and where it is used",
     .handle = list_pictures},
};
ROUTE_GROUP(media_list, ROUTES);
