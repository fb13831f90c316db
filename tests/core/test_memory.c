/* Each allocation of core refused once: nothing crashes, nothing leaks, nothing is half there in silence. */
#include "support/memory.h"

#include "core/base/json_merge.h"
#include "core/manifest/manifest.h"
#include "core/scene/scene.h"
#include "core/scene/timeline.h"
#include "core/site/check.h"
#include "core/site/screen_zones.h"
#include "support/plain_font.h"
#include "support/record.h"

static struct site *whole;
static struct record_feeds known;

static size_t slides_of(const struct site *site) {
    size_t count = 0;
    for (size_t i = 0; i < site->playlist_count; i++)
        count += site->playlists[i].slide_count;
    return count;
}

static void load(void *context) {
    static char folder[] = RECORDS "/site";
    struct site_files files = {folder, site_folder_read, record_has};
    struct report report = {0};
    (void)context;
    struct site *site = site_load(&files, &report);
    bool refused = memory_short();
    memory_judge(true);
    if (refused &&
        (!site || slides_of(site) < slides_of(whole) || site->screen_count < whole->screen_count) &&
        report.errors == 0)
        fail_msg("allocation %ld: %s, and nobody says why", memory_refuses,
                 site ? "something is missing" : "no site");
    if (!refused)
        assert_true(site && report.errors == 0);
    memory_judge(false);
    site_destroy(site);
    report_finish(&report);
}

static void a_site_is_whole_or_says_what_it_lacks(void **state) {
    (void)state;
    long count = memory_try(load, NULL, 1);
    assert_true(count > 100);
}

struct feed_text {
    char *bytes;
    size_t size;
    const char *id;
};

static void parse(void *context) {
    const struct feed_text *text = context;
    struct fail why = {0};
    struct feed_data *feed = feed_parse(text->id, text->bytes, text->size, 0, &why);
    assert_true(feed ? !why.text[0] : why.text[0] != '\0');
    assert_true(feed || memory_short());
    feed_destroy(feed);
}

static void a_feed_is_whole_or_says_why_not(void **state) {
    (void)state;
    static const char *const ids[] = {"events", "hours", "news"};
    char folder[] = RECORDS "/feeds", name[40];
    for (size_t i = 0; i < LENGTH(ids); i++) {
        struct feed_text text = {.id = ids[i]};
        snprintf(name, sizeof name, "%s.json", ids[i]);
        assert_true(site_folder_read(folder, name, FEED_BYTES_MAX, &text.bytes, &text.size, NULL));
        assert_true(memory_try(parse, &text, 1) >= 2);
        free(text.bytes);
    }
}

struct painted {
    struct scene_request request;
    struct draw_list list; /* as it should be */
};

static void build(void *context) {
    const struct painted *painted = context;
    struct draw_list list;
    struct report report = {0};
    draw_init(&list);
    bool built = scene_build(&painted->request, &list, &report);
    assert_true(built || memory_short());
    memory_judge(true);
    if (built && !draw_equal(&list, &painted->list))
        fail_msg("allocation %ld: %s of %s is not whole, and nobody knows", memory_refuses,
                 painted->request.slide->id, painted->request.language);
    memory_judge(false);
    draw_finish(&list);
    report_finish(&report);
}

static void a_scene_is_whole_or_refused(void **state) {
    (void)state;
    const struct screen *screen = site_screen(whole, "portrait");
    const struct playlist *playlist = site_playlist(whole, "playlists/scenes.json");
    size_t count = 0;
    const struct screen_zone *zones = layout_zones(screen->layout, 1080, 1920, &count);
    for (size_t i = 0; i < playlist->slide_count; i++) {
        const struct screen_zone *zone = zones_find(zones, count, i % 5 == 4 ? "ticker" : "main");
        struct painted painted = {.request = {.site = whole,
                                              .screen = screen,
                                              .zone = zone,
                                              .slide = &playlist->slides[i],
                                              .language = i % 2 ? "ar" : "en",
                                              .feeds = &known.feeds,
                                              .now_ms = RECORD_NOW,
                                              .width = (int)(zone->w * 1080),
                                              .height = (int)(zone->h * 1920),
                                              .screen_width = 1080,
                                              .screen_height = 1920,
                                              .measure = &plain_font,
                                              .picture_size = record_picture}};
        draw_init(&painted.list);
        assert_true(scene_build(&painted.request, &painted.list, NULL));
        assert_true(memory_try_some(build, &painted, 20 + (int)i % 7) > 2);
        draw_finish(&painted.list);
    }
}

static void ask(void *context) {
    const struct timeline_entry *expected = context;
    const struct timeline_question question = {whole, site_screen(whole, "side"), &known.feeds, .width = 1920,
                                               .height = 1080};
    struct timeline_entry entry = timeline_at(&question, "side", RECORD_NOW);
    assert_true(entry.end_ms > RECORD_NOW);
    if (entry.slide != expected->slide)
        assert_true(!entry.slide && memory_short());
}

static void the_timeline_shows_the_slide_or_nothing(void **state) {
    (void)state;
    const struct timeline_question question = {whole, site_screen(whole, "side"), &known.feeds, .width = 1920,
                                               .height = 1080};
    struct timeline_entry expected = timeline_at(&question, "side", RECORD_NOW);
    assert_non_null(expected.slide);
    assert_true(memory_try(ask, &expected, 1) >= 2);
}

static void pass_manifest(void *context) {
    const char *json = context;
    struct fail why = {0};
    size_t size = 0;
    struct manifest *manifest = manifest_parse(json, strlen(json), &why);
    assert_true(manifest || (memory_short() && why.text[0]));
    char *again = manifest ? manifest_write(manifest, &size) : NULL;
    assert_true(again || memory_short());
    assert_true(!again || strlen(again) == size);
    memory_judge(true);
    if (again && manifest) {
        struct manifest *second = manifest_parse(again, size, &why);
        assert_non_null(second);
        assert_int_equal(second->file_count, manifest->file_count);
        manifest_destroy(second);
    }
    memory_judge(false);
    free(again);
    manifest_destroy(manifest);
}

static void a_manifest_is_whole_or_none(void **state) {
    (void)state;
#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    static char json[] =
        "{\"type\":\"signage.content\",\"spec\":1,\"site\":\"t\",\"channel\":\"main\",\"epoch\":1,\"seq\":2,"
        "\"issued\":1,\"fresh_until\":2,\"expires\":3,\"min_player\":\"0.1.0\",\"files\":["
        "{\"name\":\"playlists/site.json\",\"h\":\"" HEX "\",\"n\":5,\"t\":\"application/json\"},"
        "{\"name\":\"playlists/a.json\",\"h\":\"" HEX "\",\"n\":5,\"t\":\"application/json\"}]}";
    assert_true(memory_try(pass_manifest, json, 1) >= 2);
}

static const char edited_text[] =
    "{\"a\": [{\"id\": \"x\"}, {\"id\": \"y\"}], \"b\": [ ], \"c\": {\"en\": 1, \"da\": 2}}";

/* The text with the operation done and undone. */
static void edit(void *context) {
    const struct json_op *op = context;
    struct json_source source = {"a.json", edited_text, sizeof edited_text - 1}, then = source;
    struct arena *arena = arena_create(1 << 16);
    struct json_op undo;
    struct fail why = {0};
    char *text = NULL, *back = NULL;
    bool done = arena && json_edit_inverse(&source, op, arena, &undo, &why) &&
                json_edit(&source, op, &text, &then.size, &why);
    then.text = text;
    done = done && json_edit(&then, &undo, &back, &source.size, &why);
    assert_true(done || (memory_short() && (!arena || strstr(why.text, "out of memory"))));
    assert_true(!back || strcmp(back, edited_text) == 0);
    free(text);
    free(back);
    arena_destroy(arena);
}

static void an_edit_is_done_or_says_why_not(void **state) {
    (void)state;
    struct json_op ops[] = {
        {.kind = JSON_OP_SET, .path = "/c/en", .value = "3"},
        {.kind = JSON_OP_SET, .path = "/c", .value = "{\"da\": 2, \"fr\": 4}"},
        {.kind = JSON_OP_SET, .path = "/d/da", .value = "\"long enough to be kept somewhere else\""},
        {.kind = JSON_OP_REMOVE, .path = "/a[id=x]"},
        {.kind = JSON_OP_REMOVE, .path = "/c/da"},
        {.kind = JSON_OP_INSERT, .path = "/b[-]", .value = "{\"id\": \"z\"}"},
        {.kind = JSON_OP_INSERT, .path = "/a[id=y]+", .value = "{\"id\": \"z\"}"},
        {.kind = JSON_OP_MOVE, .path = "/a[id=x]", .to = "/b[-]"},
    };
    for (size_t i = 0; i < LENGTH(ops); i++)
        assert_true(memory_try(edit, &ops[i], 1) >= 8);
}

static void merge(void *context) {
    static const struct json_op ops[] = {
        {.kind = JSON_OP_SET, .path = "/c/da", .value = "4"},
        {.kind = JSON_OP_MOVE, .path = "/a[id=y]", .to = "/a[0]"},
        {.kind = JSON_OP_INSERT, .path = "/a[-]", .value = "{\"id\": \"z\"}"},
        {.kind = JSON_OP_SET, .path = "/d", .value = "1"}};
    struct json_source base = {"a.json", edited_text, sizeof edited_text - 1}, theirs = base;
    bool alone = context == NULL;
    struct arena *arena = arena_create(1 << 16);
    struct json_merged made = {0};
    struct fail why = {0};
    char *text = NULL;
    if (!alone) {
        theirs.text = context;
        theirs.size = strlen(context);
    }
    bool done = arena && json_merge(&base, ops, LENGTH(ops), &theirs, arena, &made, &why);
    assert_true(done || (memory_short() && (!arena || strstr(why.text, "out of memory"))));
    memory_judge(true);
    if (done && alone) {
        assert_int_equal(made.op_count, LENGTH(ops));
        assert_true(json_edit_all(&base, made.ops, made.op_count, &text, &theirs.size, &why));
        assert_string_equal(text, "{\"a\": [{\"id\": \"y\"}, {\"id\": \"x\"}, {\"id\": \"z\"}], \"b\": [ ], "
                                  "\"c\": {\"en\": 1, \"da\": 4}, \"d\": 1}");
        free(text);
    } else if (done) {
        assert_int_equal(made.conflict_total, 1);
        assert_string_equal(made.conflicts[0].path, "/c/da");
    }
    memory_judge(false);
    arena_destroy(arena);
}

static void two_texts_become_one_or_it_is_said_why_not(void **state) {
    (void)state;
    char theirs[] = "{\"c\": {\"da\": 3, \"en\": 5}, \"b\": [], \"a\": [{\"id\": \"y\"}, {\"id\": \"x\"}]}";
    assert_true(memory_try(merge, theirs, 1) >= 20);
    assert_true(memory_try(merge, NULL, 1) >= 20);
}

int main(void) {
    static char folder[] = RECORDS "/site";
    struct site_files files = {folder, site_folder_read, record_has};
    struct report report = {0};
    whole = site_load(&files, &report);
    if (!whole)
        return 1;
    record_feeds_init(&known);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_is_whole_or_says_what_it_lacks),
        cmocka_unit_test(a_feed_is_whole_or_says_why_not),
        cmocka_unit_test(a_scene_is_whole_or_refused),
        cmocka_unit_test(the_timeline_shows_the_slide_or_nothing),
        cmocka_unit_test(a_manifest_is_whole_or_none),
        cmocka_unit_test(an_edit_is_done_or_says_why_not),
        cmocka_unit_test(two_texts_become_one_or_it_is_said_why_not),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    record_feeds_finish(&known);
    site_destroy(whole);
    report_finish(&report);
    return failed;
}
