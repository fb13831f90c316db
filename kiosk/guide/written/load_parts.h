/* Inside the guide's loader: how its files share the work. Nobody else includes this. */
#pragma once

#include "core/site/site_values.h"
#include "guide/written/guide.h"

#define GUIDE_FOLDER "playlists/guide/"

enum { GUIDE_LABEL_MAX = 120 /* bytes of a name or title */, PHRASE_LANGUAGES_MAX = 24 };

struct guide_loading {
    struct guide *guide;
    const struct site *site;
    const struct site_files *files;
    struct report *report;
    const char
        *tags[GUIDE_LANGUAGES_MAX]; /* languages texts may be written in: the site's, then the guide's */
    struct language_set languages;
    const char *written[GUIDE_PAGES_MAX]; /* ids of all pages, also of those left out */
    size_t written_count;
    const char *houses[HOUSES_MAX]; /* ids of all houses, also of those left out */
    size_t house_count;
    const char **names; /* guide->files, while they are gathered */
    size_t name_count, name_room;
};

/* A JSON file of the guide while it is read. */
struct guide_file {
    struct reader reader;
    char *text;
};
/* False: reported. */
bool guide_file_open(struct guide_loading *loading, const char *name, struct guide_file *file) MUST_CHECK;
void guide_file_close(struct guide_file *file);
bool guide_file_exists(const struct guide_loading *loading, const char *name);
/* A file that is published with the guide without being read; it outlives the guide. False: it is not there.
 */
bool guide_file_note(struct guide_loading *loading, const char *name);
/* The bytes of a file, malloc'd, noted in guide->files; NULL: reported. `name` is copied. */
char *guide_file_read(struct guide_loading *loading, const char *name, size_t max, size_t *size);
/* "playlists/guide/" and the rest, in the arena; NULL when out of memory. */
const char *guide_file_name(struct guide_loading *loading, const char *format, ...) PRINTF_LIKE(2, 3);

/* A text that visitors read: what lacks a language of the site is a warning. */
void read_shown(const struct json_place *above, const char *key, const struct guide_loading *loading,
                struct localized *out);
/* The same, and a missing one is an error that says `what` it is, in English and Danish. */
void read_title(const struct json_place *above, const char *key, const struct guide_loading *loading,
                const char *what, const char *danish, struct localized *out);
/* {"en": "https://…"} */
void read_urls(const struct json_place *above, const char *key, const struct guide_loading *loading,
               struct localized *out);
void read_contact(const struct json_place *above, const char *key, const struct guide_loading *loading,
                  struct guide_contact *out);
/* An id at "id" that `known` does not hold yet; NULL: reported. */
const char *read_new_id(const struct json_place *place, const char *const *known, size_t count);
/* UTF-8 of the sign named at "icon"; `fallback` is a name. */
const char *read_icon(const struct json_place *place, const char *fallback);
/* The picture at "picture", as an object or as the file alone, noted for publishing; one whose file is not
 * there has no asset. */
void read_guide_picture(const struct json_place *above, struct guide_loading *loading, struct picture *out);
/* The page called so at an item of a list; NULL: it was left out, or reported. */
const struct guide_page *read_page_name(const struct json_place *item, const struct guide_loading *loading);
/* The slide called `name`, as site_slide, that stands at `place`; NULL: reported, here or where its playlist
 * is wrong, so that one mistake there is not said of each place that names a slide of it. */
const struct slide *read_slide_name(const struct json_place *place, const struct guide_loading *loading,
                                    const char *name);

/* "feeds", "branch" and "days" of opening hours; `feeds` may be absent. */
void read_hours_query(const struct json_place *place, const struct guide_loading *loading,
                      struct feed_query *out);
/* Is there one of that id, also if it was left out? */
bool house_is_written(const struct guide_loading *loading, const char *id);
/* The house called so; NULL: absent, left out, or reported. */
const struct guide_house *read_house_name(const struct json_place *place,
                                          const struct guide_loading *loading);
/* The number of the spot called so; -1: reported. */
int read_spot_name(const struct json_place *place, const struct guide_plan *plan);
/* "house" and "spot" of something that is found there; NULL: absent, left out, or reported. */
void read_whereabouts(const struct json_place *place, const struct guide_loading *loading,
                      const struct guide_house **house, const struct plan_spot **spot);

/* One file each. The order matters: keyboards, languages, houses, pages (with directories), then what names
 * pages. */
void load_keyboards(struct guide_loading *loading);
void load_languages(const struct json_place *root, struct guide_loading *loading);
void load_terms(const struct json_place *root, struct guide_loading *loading);
void load_houses(const struct json_place *root, struct guide_loading *loading);
/* The file that "plan" names; NULL: reported. */
const struct guide_plan *load_plan(const struct json_place *house, struct guide_loading *loading);
void load_pages(const struct json_place *root, struct guide_loading *loading);
void load_texts(const struct json_place *page, struct guide_loading *loading, struct guide_page *out);
const struct guide_directory *load_directory(const struct json_place *page, struct guide_loading *loading);
void load_doors(const struct json_place *root, struct guide_loading *loading);
void load_people(const struct json_place *root,
                 struct guide_loading *loading); /* ask, counters, phrases, places */
void load_guests(struct guide_loading *loading); /* pages of visits, behind their doors */
void load_policy(struct guide_loading *loading);
