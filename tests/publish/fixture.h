/* A small site in memory, a key, a folder to publish into. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "publish/publish.h"
#include "publish/tree.h"
#include "publish/verify.h"
#include "system/disk.h"

#define NOON INT64_C(1796040000)
#define DAY INT64_C(86400)

/* What the site says; the rest of it is always the same. */
struct small_site {
    const char *id, *slides;
    int reads; /* how often a file of it was read */
};

static inline bool small_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                              struct fail *why) {
    struct small_site *site = context;
    char *text = NULL;
    int length = -1;
    site->reads++;
    if (strcmp(name, SITE_FILE) == 0)
        length = asprintf(&text,
                          "{\"id\":\"%s\",\"name\":{\"en\":\"Test\"},\"languages\":[\"en\"],"
                          "\"screens\":{\"one\":{\"zones\":{\"main\":[\"playlists/a.json\"]}}}}",
                          site->id);
    else if (strcmp(name, "playlists/a.json") == 0)
        length = asprintf(&text, "{\"slides\":[%s]}", site->slides);
    else if (strcmp(name, "assets/one.svg") == 0)
        length = asprintf(&text, "<svg/>");
    if (length < 0 || (size_t)length > max) {
        free(text);
        return fail_set(why, "%s: no such file", name);
    }
    *bytes = text;
    *size = (size_t)length;
    return true;
}

static inline bool small_exists(void *context, const char *name) {
    (void)context;
    return strcmp(name, "playlists/a.json") == 0 || strcmp(name, "assets/one.svg") == 0;
}

#define SLIDE_ONE "{\"id\":\"one\",\"type\":\"text\",\"headline\":{\"en\":\"One\"}}"
#define SLIDE_TWO                                                                                            \
    "{\"id\":\"two\",\"type\":\"image\",\"picture\":{\"asset\":\"assets/one.svg\",\"alt\":{\"en\":\"A\"}}}"

struct bench {
    char folder[60], tree[80];
    struct secret_key secret;
    struct trust trust;
    struct small_site site;
    struct publish_order order;
    struct publish_result result;
    struct report report;
};

static inline char *sign_bench(void *context, const void *bytes, size_t size, const char *comment,
                               struct fail *fail) {
    (void)fail;
    return sign_create(context, bytes, size, comment);
}

static inline void bench_init(struct bench *bench) {
    *bench = (struct bench){.site = {"test", SLIDE_ONE, 0}, .trust = {.count = 1}};
    snprintf(bench->folder, sizeof bench->folder, "/tmp/publish-XXXXXX");
    assert_non_null(mkdtemp(bench->folder));
    snprintf(bench->tree, sizeof bench->tree, "%s/out", bench->folder);
    assert_true(sodium_init() >= 0);
    key_create(&bench->secret, &bench->trust.keys[0]);
    bench->order =
        (struct publish_order){.tree = bench->tree, .channel = "main", .now_s = NOON, .valid_s = 90 * DAY};
}

static inline void bench_finish(struct bench *bench) {
    char command[100];
    report_finish(&bench->report);
    snprintf(command, sizeof command, "rm -r '%s'", bench->folder);
    assert_int_equal(system(command), 0);
}

/* What was reported until now, the newest first finding of it; empties the report. */
static inline const char *bench_said(struct bench *bench) {
    static char text[800];
    text[0] = '\0';
    if (bench->report.count > 0)
        fail_format(&bench->report.items[0], text, sizeof text);
    report_finish(&bench->report);
    return text;
}

static inline bool bench_publish(struct bench *bench) {
    struct publish_source files = {{&bench->site, small_read, small_exists}, NULL};
    struct signer signer = {bench->trust.keys[0], &bench->secret, sign_bench};
    struct publish_set set;
    bool done = publish_set_build(&set, &files, &bench->report) &&
                publish(&bench->order, &set, &signer, &bench->result, &bench->report);
    publish_set_finish(&set);
    return done;
}

static inline bool bench_verify(struct bench *bench, struct verify_result *result) {
    return verify(bench->tree, "main", &bench->trust, bench->order.now_s, result, &bench->report);
}

static inline void assert_version(const struct bench *bench, uint32_t epoch, uint64_t seq) {
    assert_int_equal(bench->result.id.epoch, epoch);
    assert_int_equal(bench->result.id.seq, seq);
}

static inline void assert_said(struct bench *bench, const char *words) {
    const char *said = bench_said(bench);
    if (!strstr(said, words))
        fail_msg("\"%s\" does not say \"%s\"", said, words);
}
