/* "film": a film, on for as long as it is, with its captions. Its picture is the poster. */
#include <math.h>
#include <string.h>

#include "core/site/site_film.h"
#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

static const char *const places[] = {"below", "over", "none"};

/* NULL: reported. */
static const struct site_film *read_shown(const struct json_place *slide,
                                          const struct site_loading *loading) {
    struct json_place place = place_member(slide, "film");
    const char *name = place_text(&place, READER_NAME_MAX, false);
    if (!place.value)
        place_missing(slide, "film", "the index of a film, such as \"assets/film/lake.film.json\"",
                      "en films indeks, f.eks. ”assets/film/lake.film.json”");
    if (!name)
        return NULL;
    if (!site_name_valid(name) || strncmp(name, "assets/", 7) != 0 || !film_index_named(name)) {
        place_error(&place, FOUND_FILM_FILE, FILM_INDEX_ENDING);
        return NULL;
    }
    if (loading->files->exists(loading->files->context, name))
        return site_film_load(loading->site, loading->files, name, loading->report);
    place_complaint(&place, FOUND_FILM_FILE_ABSENT, name);
    return NULL;
}

/* A moment of the film from `least_ms` on, in ms; `fallback`: not given, or reported. */
static int64_t read_moment(const struct json_place *slide, const char *key, int64_t least_ms, int64_t most_ms,
                           int64_t fallback) {
    struct json_place place = place_member(slide, key);
    double seconds;
    if (!place_number(&place, (double)least_ms / 1000, (double)most_ms / 1000, &seconds))
        return fallback;
    return llround(seconds * 1000);
}

static void read_part(const struct json_place *slide, struct film_part *part) {
    const struct film *film = part->film;
    int64_t most_ms = film ? film_length_ms(film) : FILM_SECONDS_MAX * 1000;
    int64_t least_ms = FILM_SECONDS_MIN * 1000;
    int64_t from_ms = read_moment(slide, "from_seconds", 0, most_ms - least_ms, 0),
            to_ms = read_moment(slide, "to_seconds", least_ms, most_ms, most_ms);
    struct json_place to = place_member(slide, to_ms < most_ms ? "to_seconds" : "from_seconds");
    part->loops = read_int(slide, "loops", 1, FILM_LOOPS_MAX, 1);
    if (to_ms - from_ms < least_ms) {
        place_error(&to, FOUND_FILM_PART);
        return;
    }
    if (!film)
        return;
    part->first = film_frame_at(film, from_ms, false);
    int32_t end = to_ms < most_ms ? film_frame_at(film, to_ms, false) : film->frames;
    part->frames = end - part->first;
}

static void read_film(const struct json_place *place, const struct site_loading *loading,
                      struct slide *slide) {
    struct slide_film *film = &slide->film;
    struct json_place dwell = place_member(place, "dwell_seconds");
    film->shown = read_shown(place, loading);
    film->part.film = film->shown ? &film->shown->film : NULL;
    film->captions = (enum captions_place)(read_choice(place, "captions", places, LENGTH(places), -1) + 1);
    read_part(place, &film->part);
    read_crop(place, FIT_CONTAIN, &slide->picture);
    read_localized(place, "body", loading->site, false, &film->body);
    read_localized(place, "alt", loading->site, false, &slide->picture.alt);
    read_localized(place, "credit", loading->site, false, &slide->picture.credit);
    if (dwell.value)
        place_warning(&dwell, FOUND_FILM_DWELL);
    if (!film->shown || film->part.frames == 0)
        return;
    slide->picture.asset = film->shown->film.poster;
    slide->dwell_ms = film_part_length_ms(&film->part);
}

static bool has_captions(const struct film *film, const char *language) {
    for (size_t i = 0; i < film->caption_count; i++)
        if (!language || strcmp(film->captions[i].language, language) == 0)
            return true;
    return false;
}

static bool speaks(const struct slide *slide, const char *language) {
    const struct slide_film *film = &slide->film;
    return film->shown && film->captions != CAPTIONS_NONE && has_captions(&film->shown->film, language);
}

/* Signage has no sound: what is said has to be read (EN 301 549 7.1.1). */
static void check_film(const struct slide *slide, const char *const *languages, size_t count,
                       struct report *report) {
    const struct slide_film *film = &slide->film;
    struct finding_place at = {SEVERITY_ERROR, slide->file, slide->line, slide->column};
    if (!film->shown || !film->shown->film.speech)
        return;
    if (!speaks(slide, NULL)) {
        report_said(report, &at, FOUND_FILM_UNCAPTIONED, slide->id);
        return;
    }
    at.severity = SEVERITY_WARNING;
    for (size_t i = 0; i < count; i++)
        if (!speaks(slide, languages[i]))
            report_said(report, &at, FOUND_FILM_NO_CAPTIONS, slide->id, languages[i]);
}

static const char *const keys[] = {"film",  "captions",     "body",       "fit", "focus",
                                   "loops", "from_seconds", "to_seconds", "alt", "credit"};
static const struct slide_field texts[] = {{"body", offsetof(struct slide, film.body)}};

/* It changes with its captions, and has no last day. */
static int32_t last_day(const struct slide *slide) {
    (void)slide;
    return INT32_MAX;
}

const struct slide_kind slide_kind_film = {.name = "film",
                                           .keys = keys,
                                           .key_count = LENGTH(keys),
                                           .read = read_film,
                                           .turns = TURNS_BY_TEXT,
                                           .needs_picture = true,
                                           .sourcing = SOURCING_CHECKED,
                                           .texts = texts,
                                           .text_count = LENGTH(texts),
                                           .last_day = last_day,
                                           .speaks = speaks,
                                           .check = check_film,
                                           .film_at = offsetof(struct slide, film.part)};
