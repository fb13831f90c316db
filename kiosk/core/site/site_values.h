/* What the files of a site have in common: texts in languages, dates, addresses, sources, feeds. Built on
 * reader.h; used by the readers of the site and of the guide. */
#pragma once

#include "core/site/reader.h"
#include "core/site/site.h"

enum { URL_BYTES_MAX = 2000, FEED_NAMES_MAX = 10 };

/* The languages a text may be written in, and the file where one more is added. `tags` NULL: any, at most
 * `count` of them. */
struct language_set {
    const char *const *tags;
    size_t count;
    const char *file;
};

/* {"en": "…", "da": "…"}; only the site's languages unless `any`. Absent: count 0. */
void read_localized(const struct json_place *above, const char *key, const struct site *site, bool any,
                    struct localized *out);
/* The same with languages of the caller's. */
void read_localized_in(const struct json_place *above, const char *key, const struct language_set *languages,
                       struct localized *out);
/* The same, of a value in a list. */
void read_localized_at(const struct json_place *place, const struct language_set *languages,
                       struct localized *out);
/* A colour such as "#0F4C5C"; *out stays as it is when there is none, or a wrong one, which is reported. */
void read_colour(const struct json_place *above, const char *key, struct colour *out);
/* A list of texts of at most `max` entries, copied to the arena. */
size_t read_texts(const struct json_place *above, const char *key, size_t max, const char *const **out);
/* Languages of the site, in an order of their own. */
size_t read_languages(const struct json_place *above, const char *key, const struct site *site,
                      const char *const **out);
/* A date "2026-12-01" as days since 1970, 0 when absent. */
int32_t read_day(const struct json_place *above, const char *key);
/* A complete https address (https_url_valid). NULL: absent, or reported. */
const char *read_url(const struct json_place *above, const char *key);
/* "source": {…}. An absent one leaves `out` as it is; its last day becomes the first one after. */
void read_source(const struct json_place *above, struct source *out);
/* "feeds": feeds of the site with items of `kind`; at least one, or reported. */
size_t read_feed_names(const struct json_place *above, const struct site *site, enum feed_kind kind,
                       const char *const **out);
/* "when": {…}; absent: always. `around`: the schedule of what it stands in, or NULL. A warning where it can
 * never be on. */
void read_schedule(const struct json_place *above, const struct zone *zone, const struct schedule *around,
                   struct schedule *out);
/* The same of what takes place at hours: they are wanted, and a public holiday is a day off unless said
 * otherwise. False: reported. */
bool read_hours_when(const struct json_place *above, const struct zone *zone,
                     struct schedule *out) MUST_CHECK;
/* "hours": windows of a day, [["10:00", "18:00"], …]; absent: none. */
void read_windows(const struct json_place *above, struct schedule *out);
/* A word of a language file, "%s" and all, at its place; NULL: reported. */
const char *read_word(const struct json_place *place, enum word word, const char *language);
/* The same for any word of the interface, which says in English what `english` does. Where that counts
 * something ("%d" once), it may be an object of a text for each plural of the language. */
const char *place_word(const struct json_place *place, const char *english, const char *language, bool lines);
/* A file inside the site under `folder` ("assets/"); a missing one is reported, and still returned. */
const char *read_asset(const struct json_place *above, const char *key, const char *folder,
                       const struct site_files *files);
/* "fit" and "focus": how it is cropped; `fit`: where the first is not given. */
void read_crop(const struct json_place *place, enum picture_fit fit, struct picture *out);
/* A picture at its place, {"asset": "assets/…", …}; one without a value leaves `out` as it is. */
void read_picture_object(const struct json_place *place, const struct language_set *languages,
                         const struct site_files *files, struct picture *out);
