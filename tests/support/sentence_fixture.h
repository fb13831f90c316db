/* A site of one slide on two screens, and what staff are told of it. */
#pragma once

#include <stdio.h>
#include <stdlib.h>

#include "desk/work/sentence.h"
#include "support/desk_site.h"

/* Sunday, 29 November 2026, 10:00 in Copenhagen. */
#define NOW INT64_C(1795942800000)

struct sentence_text {
    const char *whole;        /* the playlist; NULL: one slide with what follows */
    const char *slide, *list; /* more members, each with its comma: before a slide's, behind a list's */
};
static const char SENTENCE_SITE[] =
    "{\"id\":\"t\",\"name\":{\"en\":\"T\"},\"languages\":[\"da\",\"en\"],\"time_zone\":\"Europe/Copenhagen\","
    "\"feeds\":{\"town\":{\"format\":\"ics\",\"url\":\"https://t.example/a\",\"name\":{\"en\":\"Town\"}},"
    "\"house\":{\"format\":\"dpl-hours\",\"url\":\"https://t.example/b\",\"name\":{\"en\":\"House\"}},"
    "\"paper\":{\"format\":\"rss\",\"url\":\"https://t.example/c\",\"name\":{\"en\":\"Paper\"}}},"
    "\"screens\":{\"raadhus\":{\"name\":{\"en\":\"Town hall\",\"da\":\"R\u00e5dhuset\"},\"zones\":{\"main\":"
    "[\"playlists/a.json\"]}},\"corner\":{\"name\":{\"en\":\"Corner\",\"da\":\"Hj\u00f8rnet\"},\"zones\":"
    "{\"main\":[\"playlists/a.json\"]}}}}";

static inline bool sentence_text_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                                      struct fail *why) {
    const struct sentence_text *text = context;
    char *made = NULL;
    int length = -1;
    (void)max;
    if (strcmp(name, SITE_FILE) == 0)
        length = asprintf(&made, "%s", SENTENCE_SITE);
    else if (text->whole && strcmp(name, "playlists/a.json") == 0)
        length = asprintf(&made, "%s", text->whole);
    else if (strcmp(name, "playlists/a.json") == 0)
        length = asprintf(&made,
                          "{%s\"slides\":[{\"id\":\"s\"%s,\"headline\":{\"en\":\"S\",\"da\":\"S\"}"
                          "%s%s}]}",
                          text->list, strstr(text->slide, "\"type\"") ? "" : ",\"type\":\"text\"",
                          strstr(text->slide, "dwell_seconds") ? "" : ",\"dwell_seconds\":12", text->slide);
    if (length < 0)
        return fail_set(why, "absent");
    *bytes = made;
    *size = (size_t)length;
    return true;
}

static inline bool sentence_text_exists(void *context, const char *name) {
    (void)context;
    return strcmp(name, "playlists/a.json") == 0;
}

struct sentence_told {
    struct showing showing;
    char words[SENTENCE_LANGUAGES][SENTENCE_MAX];
};
/* The site; `why` is told when it cannot be read. */
static inline struct site *sentence_site(struct sentence_text *text, const char *why) {
    struct site_files files = {text, sentence_text_read, sentence_text_exists};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    if (!site || report.errors > 0)
        fail_msg("%s: %s", why, report.count ? report.items[0].text : "no site");
    report_finish(&report);
    return site;
}

/* What is said at NOW of the slide on the first `screens` screens. */
static inline void sentence_tell(struct sentence_text *text, size_t screens, int64_t every_ms,
                                 const char *why, struct sentence_told *out) {
    struct site *site = sentence_site(text, why);
    if (site->playlists[0].slide_count != 1)
        fail_msg("%s: no slide", why);
    const struct screen *const shown[] = {&site->screens[0], &site->screens[1]};
    const struct slide *slide = &site->playlists[0].slides[0];
    out->showing = showing_at(site, &site->playlists[0], slide, NOW);
    struct sentence_order order = {.site = site,
                                   .playlist = &site->playlists[0],
                                   .slide = slide,
                                   .screens = shown,
                                   .screen_count = screens,
                                   .state = out->showing.state,
                                   .now_ms = NOW,
                                   .every_ms = every_ms};
    for (int i = 0; i < SENTENCE_LANGUAGES; i++)
        sentence_write(&order, i, out->words[i]);
    site_destroy(site);
}
