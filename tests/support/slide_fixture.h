/* One slide read from its JSON, in a site of one screen with a feed of each kind. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/slide_kind.h"
#include "support/plain_font.h"
#include "support/scene_fixture.h"

struct slide_fixture {
    struct site *site;
    struct report report;
    char playlist[4000];
};

static inline bool slide_file_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                                   struct fail *why) {
    static const char site[] = "{\"id\":\"test\",\"name\":{\"en\":\"Test\"},\"languages\":[\"en\",\"da\"],"
                               "\"feeds\":{\"events\":{\"format\":\"ics\",\"url\":\"https://a.example/e\"},"
                               "\"hours\":{\"format\":\"dpl-hours\",\"url\":\"https://a.example/h\"},"
                               "\"news\":{\"format\":\"rss\",\"url\":\"https://a.example/n\"},"
                               "\"departures\":{\"format\":\"rejseplanen\",\"url\":\"https://a.example/d\"}},"
                               "\"screens\":{\"one\":{\"zones\":{\"main\":[\"playlists/a.json\"]}}}}";
    struct slide_fixture *f = context;
    const char *text = strcmp(name, SITE_FILE) == 0            ? site
                       : strcmp(name, "playlists/a.json") == 0 ? f->playlist
                                                               : NULL;
    if (!text || strlen(text) > max)
        return fail_set(why, "no such file");
    *size = strlen(text);
    *bytes = malloc(*size + 1);
    memcpy(*bytes, text, *size + 1);
    return true;
}

static inline bool slide_file_exists(void *context, const char *name) {
    (void)context;
    return strncmp(name, "assets/", 7) == 0 || strcmp(name, "playlists/a.json") == 0;
}

/* `keys`: what follows "id" and "type". NULL: the slide was left out, f->report says why. */
static inline const struct slide *slide_from(struct slide_fixture *f, const char *type, const char *keys) {
    const struct site_files files = {f, slide_file_read, slide_file_exists};
    memset(f, 0, sizeof *f);
    snprintf(f->playlist, sizeof f->playlist, "{\"slides\":[{\"id\":\"a\",\"type\":\"%s\"%s}]}", type, keys);
    f->site = site_load(&files, &f->report);
    assert_non_null(f->site);
    return f->site->playlists[0].slide_count ? &f->site->playlists[0].slides[0] : NULL;
}

static inline void slide_fixture_finish(struct slide_fixture *f) {
    site_destroy(f->site);
    report_finish(&f->report);
}

/* The slide is left out with a finding that says `why`. */
static inline void assert_refused(const char *type, const char *keys, const char *why) {
    struct slide_fixture f;
    assert_null(slide_from(&f, type, keys));
    for (size_t i = 0; i < f.report.count; i++)
        if (strstr(f.report.items[i].text, why)) {
            slide_fixture_finish(&f);
            return;
        }
    fail_msg("%s is not said of a slide of type %s", why, type);
}

static inline bool slide_picture_size(void *context, const char *asset, int *width, int *height) {
    (void)context;
    *width = 1600;
    *height = 900;
    return strstr(asset, "missing") == NULL;
}

/* All words of the picture, in drawing order, with a space between runs. Caller frees. */
static inline char *slide_words(struct fixture *f, const struct slide *slide, const char *language, int width,
                                int height, struct report *report) {
    struct scene_request request = fixture_request(f, width, height);
    struct draw_list list;
    size_t size = 0;
    char *words = NULL;
    request.slide = slide;
    request.language = language;
    request.measure = &plain_font;
    request.picture_size = slide_picture_size;
    request.screen_width = 1920;
    request.screen_height = 1080;
    draw_init(&list);
    assert_true(scene_build(&request, &list, report));
    FILE *out = open_memstream(&words, &size);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == DRAW_TEXT)
            fprintf(out, "%s ", list.items[i].text);
        else if (list.items[i].kind == DRAW_PICTURE)
            fprintf(out, "[%s] ", list.items[i].text);
    fclose(out);
    draw_finish(&list);
    return words;
}

/* What it says at f->now_ms. */
static inline void assert_says(struct fixture *f, const struct slide *slide, const char *language, int height,
                               const char *expected) {
    char *words = slide_words(f, slide, language, 1920, height, NULL);
    if (!strstr(words, expected))
        fail_msg("\"%s\" is not in \"%s\"", expected, words);
    free(words);
}
