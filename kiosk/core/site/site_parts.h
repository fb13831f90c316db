/* Inside the site loader: how its files share the work. Nobody else includes this. */
#pragma once

#include "core/site/site_values.h"

struct site_loading {
    struct site *site;
    const struct site_files *files;
    struct report *report;
};

/* A dwell time in seconds, clamped with a warning; `fallback` in ms when absent. */
int64_t read_dwell(const struct json_place *above, int64_t fallback);
extern const char *const transition_names[];
extern const char *const bilingual_names[];

/* What a playlist says for all its slides. */
struct slide_defaults {
    int64_t dwell_ms;
    enum transition transition;
    enum bilingual bilingual;
};
/* Reads one slide; false when it must be left out. */
bool slide_read(const struct json_place *place, const struct site_loading *loading,
                const struct slide_defaults *defaults, struct slide *slide) MUST_CHECK;

/* The words of the site's languages. What is wrong with a language file is said where all of it is read: by
 * the guide, when there is one. */
void site_words_load(struct site_loading *loading);

/* "picture": {…}; absent: as it is. */
void read_picture(const struct json_place *slide, const struct site_loading *loading, struct picture *out);

/* The playlist in `file`, read once; NULL when it cannot be read (reported). */
const struct playlist *playlist_load(struct site_loading *loading, const char *file);

/* The parts of site.json. */
void read_theme(const struct json_place *root, const struct site_loading *loading);
void read_feeds(const struct json_place *root, struct site *site);
void read_counted_hosts(const struct json_place *root, struct site *site);
void read_services(const struct json_place *root, struct site *site);
/* Those of the theme, when the feeds are known. */
void read_event_pictures(const struct json_place *root, const struct site_loading *loading);
void read_offer(const struct json_place *root, struct site *site);
void read_layouts(const struct json_place *root, struct site *site);
void read_screens(const struct json_place *root, struct site_loading *loading);
