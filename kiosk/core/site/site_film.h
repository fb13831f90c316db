/* The index of a film, assets/NAME.film.json: read, and judged by what screens take (core/film/film.h). Keys:
 * docs/formats.md. */
#pragma once

#include "core/base/arena.h"
#include "core/film/captions.h"
#include "core/film/film.h"
#include "core/site/site.h"

enum { FILM_INDEX_SPEC = 1, FILM_FILMS_MAX = 100 /* of a site */ };
#define FILM_INDEX_ENDING ".film.json"
#define FILM_FILE_ENDING ".mp4"
#define FILM_CAPTIONS_ENDING ".vtt"

/* A film that the site shows, read once however many show it. Lives as long as the site. */
struct site_film {
    struct film film;
    const struct captions *captions; /* of film.captions, in that order; empty ones cannot be read */
    struct site_film *next;
};

/* Is that the name of an index? */
bool film_index_named(const char *name);
/* Reads the text of the index `name` into `out`, whose texts are in `arena`. False: it is none, and all that
 * is wrong with it was reported; then `out` stays as it is. Reads no other file. */
bool film_index_read(const char *name, const char *text, size_t size, struct arena *arena,
                     struct report *report, struct film *out) MUST_CHECK;

/* Reads the film with the index `name` and its captions; all of it is kept in `arena`, and `next` is NULL.
 * Files that it names and that are missing are reported, as complaints of the index. False: the index is
 * missing or wrong (reported), or there is no memory (arena_wanted). */
bool site_film_read(const struct site_files *files, const char *name, struct arena *arena,
                    struct report *report, struct site_film *out) MUST_CHECK;
/* The film with the index `name` (film_index_named), with its captions. Files that it names and that are
 * missing or wrong are reported; it goes without them. NULL: the index is missing or wrong (reported), or
 * there is no memory (arena_wanted of the site's). */
const struct site_film *site_film_load(struct site *site, const struct site_files *files, const char *name,
                                       struct report *report);
/* Is it one of those that are loaded? NULL: no. */
const struct site_film *site_film(const struct site *site, const char *name);
/* Its captions in `language`, else in the first of `order` (count `n`) that has any, else in the first that
 * there is; `*shown` is their language. NULL: it has none. */
const struct captions *site_film_captions(const struct site_film *film, const char *language,
                                          const char *const *order, size_t n, const char **shown);
