/* "film": a film that is played when it is wanted. */
#include <stdlib.h>
#include <string.h>

#include "core/site/site_film.h"
#include "core/site/site_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

/* What the index names is published with it; what is not there is said, and the film plays without it. */
static void note_files(const struct json_place *place, struct guide_loading *loading,
                       const struct film *film) {
    const char *const names[] = {film->file, film->poster};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (!guide_file_note(loading, names[i]))
            place_complaint(place, FOUND_FILM_FILE_ABSENT, names[i]);
}

/* Languages whose file is missing or none at all have no captions. */
static const struct captions *read_captions(struct guide_loading *loading, struct film *film) {
    struct arena *arena = loading->guide->arena;
    struct captions *captions = arena_alloc(arena, FILM_CAPTIONS_MAX * sizeof *captions);
    struct film_captions *files = arena_alloc(arena, FILM_CAPTIONS_MAX * sizeof *files);
    size_t kept = 0;
    for (size_t i = 0; captions && files && i < film->caption_count; i++) {
        size_t size = 0;
        char *text = guide_file_read(loading, film->captions[i].file, CAPTIONS_BYTES_MAX, &size);
        if (text &&
            captions_read(film->captions[i].file, text, size, arena, loading->report, &captions[kept]))
            files[kept++] = film->captions[i];
        free(text);
    }
    film->captions = files;
    film->caption_count = kept;
    return captions;
}

static bool read_film(const struct json_place *place, struct guide_loading *loading,
                      struct guide_page *page) {
    struct json_place member = place_member(place, "film");
    struct arena *arena = loading->guide->arena;
    struct film *film = arena_alloc(arena, sizeof *film);
    size_t size = 0;
    if (!member.value)
        place_missing(place, "film", "a file such as \"assets/film/town.film.json\"",
                      "en fil som ”assets/film/town.film.json”");
    const char *name = read_text(place, "film", READER_NAME_MAX);
    if (!film || !name)
        return false;
    if (!film_index_named(name) || !site_name_valid(name)) {
        place_error(&member, FOUND_FILM_FILE, FILM_INDEX_ENDING);
        return false;
    }
    if (!guide_file_exists(loading, name)) {
        place_complaint(&member, FOUND_FILM_FILE_ABSENT, name);
        return false;
    }
    char *text = guide_file_read(loading, name, SITE_FILE_MAX, &size);
    bool read = text && film_index_read(name, text, size, arena, loading->report, film);
    free(text);
    if (!read)
        return false;
    note_files(&member, loading, film);
    page->film = (struct guide_film){film, read_captions(loading, film)};
    return page->film.captions != NULL;
}

static const char *const keys[] = {"film"};

const struct page_kind page_kind_film = {
    .name = "film", .icon = "movie", .keys = keys, .key_count = LENGTH(keys), .read = read_film};
