/* "film": a film that is played when it is wanted. */
#include "core/site/site_film.h"
#include "core/site/site_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

/* What the index names is published with it. */
static void note_files(struct guide_loading *loading, const struct film *film) {
    (void)(guide_file_note(loading, film->name) && guide_file_note(loading, film->file) &&
           guide_file_note(loading, film->poster));
    for (size_t i = 0; i < film->caption_count; i++)
        (void)guide_file_note(loading, film->captions[i].file);
}

static bool read_film(const struct json_place *place, struct guide_loading *loading,
                      struct guide_page *page) {
    struct json_place member = place_member(place, "film");
    struct arena *arena = loading->guide->arena;
    struct site_film *film = arena_alloc(arena, sizeof *film);
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
    if (!site_film_read(loading->files, name, arena, loading->report, film))
        return false;
    note_files(loading, &film->film);
    page->film = (struct guide_film){&film->film, film->captions};
    return true;
}

static const char *const keys[] = {"film"};

const struct page_kind page_kind_film = {
    .name = "film", .icon = "movie", .keys = keys, .key_count = LENGTH(keys), .read = read_film};
