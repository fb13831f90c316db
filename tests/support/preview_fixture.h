/* Contents for real painters in a temporary folder, and pictures of them as kioskctl render makes them. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

#include <sys/stat.h>

#include "desk/painted/painters.h"
#include "system/disk.h"

static char preview_folder[] = "/tmp/preview-XXXXXX", preview_contents[40], preview_feeds[40],
            preview_cache[40];

enum { FIXTURE_PATIENCE_MS = 110000 }; /* as long as a machine with ASan needs that does much else */

__attribute__((format(printf, 1, 2))) static inline void preview_shell(const char *format, ...) {
    char command[2000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    if (system(command) != 0)
        fail_msg("%s", command);
}

/* A feed of the records, as it stands in a store. */
static inline void preview_put_feed(const char *id, const char *find, const char *replace) {
    char *json = NULL, from[300], to[100];
    size_t size = 0;
    snprintf(from, sizeof from, TEST_DATA "/data/records/feeds/%s.json", id);
    snprintf(to, sizeof to, "%s/now/%s", preview_feeds, id);
    assert_true(disk_read(from, 1 << 20, &json, &size, NULL));
    char *text = NULL, *at = find ? strstr(json, find) : NULL;
    assert_true(!find || at);
    int before = at ? (int)(at - json) : (int)size;
    assert_true(asprintf(&text, "{\"fetched\": 1796297000, \"feed\": %.*s%s%s}", before, json,
                         at ? replace : "", at ? at + strlen(find) : "") >= 0);
    assert_true(disk_write(to, text, strlen(text), NULL));
    free(text);
    free(json);
}

static inline int preview_make(void **state) {
    static const char *const feeds[] = {"events", "old-events", "hours", "news"};
    (void)state;
    if (!mkdtemp(preview_folder))
        return -1;
    snprintf(preview_contents, sizeof preview_contents, "%s/contents", preview_folder);
    snprintf(preview_feeds, sizeof preview_feeds, "%s/feeds", preview_folder);
    snprintf(preview_cache, sizeof preview_cache, "%s/cache", preview_folder);
    preview_shell("mkdir -p '%s/default' '%s' '%s/now'", preview_contents, preview_cache, preview_feeds);
    preview_shell("cp -r '%s/playlists' '%s/assets' '%s/fonts' '%s/default/'", SITE_DIR, SITE_DIR, SITE_DIR,
                  preview_contents);
    preview_shell("cp -r '%s/data/records/site' '%s/records' && cp -r '%s/assets' '%s/records/'", TEST_DATA,
                  preview_contents, SITE_DIR, preview_contents);
    for (size_t i = 0; i < LENGTH(feeds); i++)
        preview_put_feed(feeds[i], NULL, NULL);
    return 0;
}

static inline int preview_remove(void **state) {
    (void)state;
    return disk_remove(preview_folder, NULL) ? 0 : -1;
}

static inline struct painter_place preview_place(void) {
    return (struct painter_place){.program = BIN_DIR "/kiosk-preview",
                                  .contents = preview_contents,
                                  .feeds = preview_feeds,
                                  .cache = preview_cache};
}

static inline struct painters *preview_painters(int patience_ms) {
    const struct painters_settings settings = {
        .place = preview_place(), .count = 1, .patience_ms = patience_ms};
    struct fail fail = {0};
    struct painters *painters = painters_create(&settings, &fail);
    if (!painters)
        fail_msg("%s", fail.text);
    return painters;
}

struct plain {
    uint8_t *bytes;
    size_t size;
    unsigned width, height;
};
static inline struct plain plain_read(const char *png, size_t size) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, png, size));
    image.format = PNG_FORMAT_RGB;
    struct plain plain = {malloc(PNG_IMAGE_SIZE(image)), PNG_IMAGE_SIZE(image), image.width, image.height};
    assert_true(plain.bytes && png_image_finish_read(&image, NULL, plain.bytes, 0, NULL));
    return plain;
}

/* What the painter makes of it; it has to. */
static inline struct plain preview_painted(struct painters *painters,
                                           const struct preview_question *question) {
    struct painted_picture picture = {NULL, 0};
    struct fail fail = {0};
    if (painters_ask(painters, question, &picture, &fail) != PAINTED_DONE)
        fail_msg("%s, screen %s at %s: %s", question->content, question->screen, question->at, fail.text);
    struct plain plain = plain_read(picture.bytes, picture.size);
    free(picture.bytes);
    return plain;
}

/* What kioskctl does. */
static inline struct plain preview_rendered(const struct preview_question *question) {
    char options[400] = "", path[60], *png = NULL;
    size_t size = 0, at = 0;
    const struct {
        const char *name, *value;
    } texts[] = {{"screen", question->screen},
                 {"language", question->language},
                 {"zone", question->zone},
                 {"slide", question->slide}};
    for (size_t i = 0; i < LENGTH(texts); i++)
        if (texts[i].value[0])
            at += (size_t)snprintf(options + at, sizeof options - at, " --%s '%s'", texts[i].name,
                                   texts[i].value);
    if (question->feeds[0])
        at += (size_t)snprintf(options + at, sizeof options - at, " --feeds '%s/%s'", preview_feeds,
                               question->feeds);
    if (question->rotate != PREVIEW_ROTATE_OWN)
        at += (size_t)snprintf(options + at, sizeof options - at, " --rotate %d", question->rotate);
    snprintf(path, sizeof path, "%s/rendered.png", preview_folder);
    preview_shell(
        "'%s/kioskctl' render --site '%s/%s' --cache '%s/other-cache' --at '%s' --size %dx%d%s%s -o '%s' "
        "2>'%s/said'",
        BIN_DIR, preview_contents, question->content, preview_folder, question->at, question->width,
        question->height, options, question->drafts ? " --drafts" : "", path, preview_folder);
    assert_true(disk_read(path, 64 << 20, &png, &size, NULL));
    struct plain plain = plain_read(png, size);
    free(png);
    return plain;
}

static inline bool plain_same(const struct plain *a, const struct plain *b) {
    return a->width == b->width && a->height == b->height && memcmp(a->bytes, b->bytes, a->size) == 0;
}

/* The painter's and kioskctl's are the same; returns one of them. */
static inline struct plain preview_same(struct painters *painters, const char *why,
                                        const struct preview_question *question) {
    struct plain painted = preview_painted(painters, question), rendered = preview_rendered(question);
    if (!plain_same(&painted, &rendered))
        fail_msg("%s: other pixels than those of kioskctl render", why);
    free(rendered.bytes);
    return painted;
}
