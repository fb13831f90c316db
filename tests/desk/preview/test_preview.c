/* kiosk-preview paints what kioskctl render paints, whatever the content is like. */
#include "support/preview_fixture.h"

#include <sys/syscall.h>
#include <unistd.h>

#define DEFAULT .content = "default", .width = 960, .height = 540
#define RECORDS                                                                                              \
    .content = "records", .feeds = "now", .width = 960, .height = 540, .rotate = PREVIEW_ROTATE_OWN

static const struct {
    const char *why;
    struct preview_question question;
} SAME[] = {
    {"the town hall in the morning", {DEFAULT, .screen = "raadhus", .at = "2026-12-01T08:00"}},
    {"with an offset", {DEFAULT, .screen = "raadhus", .at = "2026-12-01T08:00:31+05:30"}},
    {"at night", {DEFAULT, .screen = "raadhus", .at = "2026-12-01T02:00"}},
    {"on a holiday", {DEFAULT, .screen = "raadhus", .at = "2026-12-25T12:00"}},
    {"in Danish", {DEFAULT, .screen = "raadhus", .at = "2026-12-01T08:00", .language = "da"}},
    {"in English", {DEFAULT, .screen = "raadhus", .at = "2026-12-01T08:00", .language = "en"}},
    {"the library", {DEFAULT, .screen = "bibliotek", .at = "2026-12-01T15:30"}},
    {"turned", {DEFAULT, .screen = "bibliotek", .at = "2026-12-01T15:30", .rotate = 90}},
    {"upside down", {DEFAULT, .screen = "bibliotek", .at = "2026-12-01T15:30", .rotate = 180}},
    {"turned the other way", {DEFAULT, .screen = "raadhus", .at = "2026-12-01T15:30", .rotate = 270}},
    {"one slide that is not on now",
     {DEFAULT, .screen = "raadhus", .at = "2026-12-01T15:30", .slide = "new-year"}},
    {"the first screen", {DEFAULT, .at = "2026-12-01T08:00"}},
    {"without feeds", {.content = "records", .width = 640, .height = 360, .at = "2026-12-03T12:30"}},
    {"with feeds", {RECORDS, .screen = "side", .at = "2026-12-03T12:30"}},
    {"later", {RECORDS, .screen = "side", .at = "2026-12-03T12:31"}},
    {"full", {RECORDS, .screen = "full", .at = "2026-12-03T12:30:20"}},
    {"turned as the site says, from right to left",
     {RECORDS, .screen = "portrait", .at = "2026-12-03T12:30"}},
    {"with languages nobody has approved",
     {RECORDS, .screen = "portrait", .at = "2026-12-03T12:30", .drafts = true}},
    {"the largest panel, upright",
     {.content = "default",
      .width = 3840,
      .height = 2160,
      .rotate = 90,
      .screen = "bibliotek",
      .at = "2026-12-01T15:30"}},
    {"a small panel",
     {.content = "records",
      .feeds = "now",
      .width = 320,
      .height = 180,
      .screen = "side",
      .at = "2026-12-03T12:30"}},
};

static void the_pixels_are_those_of_kioskctl(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    (void)state;
    for (size_t i = 0; i < LENGTH(SAME); i++)
        free(preview_same(painters, SAME[i].why, &SAME[i].question).bytes);
    for (size_t i = LENGTH(SAME); i-- > 0;) { /* also when all is warm, and in another order */
        struct plain again = preview_painted(painters, &SAME[i].question);
        struct plain rendered = i % 6 == 0 ? preview_rendered(&SAME[i].question) : again;
        assert_true(plain_same(&again, &rendered));
        if (rendered.bytes != again.bytes)
            free(rendered.bytes);
        free(again.bytes);
    }
    painters_destroy(painters);
}

static void a_moment_in_ms_is_one_in_words(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct preview_question words = {DEFAULT, .screen = "raadhus", .at = "2026-12-01T08:00:00Z"}, ms = words;
    (void)state;
    ms.at[0] = '\0';
    ms.at_ms = INT64_C(1796112000000);
    struct plain one = preview_painted(painters, &words), other = preview_painted(painters, &ms);
    assert_true(plain_same(&one, &other));
    free(one.bytes);
    free(other.bytes);
    painters_destroy(painters);
}

static const struct fail *finding_of(const struct report *report, const char *code) {
    for (size_t i = 0; i < report->count; i++)
        if (strcmp(report->items[i].code, code) == 0)
            return &report->items[i];
    return NULL;
}

static void what_a_slide_lacks_when_it_is_laid_out_is_said(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct preview_question question = {
        .content = "long", .width = 1920, .height = 1080, .rotate = PREVIEW_ROTATE_OWN, .slide = "new-year"};
    struct report report = {0};
    struct fail fail = {0};
    (void)state;
    preview_shell(
        "cp -r '%s/default' '%s/long' && cd '%s/long' && python3 - <<'END'\n"
        "import json\n"
        "name = 'playlists/welcome.json'\n"
        "site = json.load(open(name))\n"
        "for slide in site['slides']:\n"
        "    if slide['id'] == 'new-year':\n"
        "        slide['headline'] = {'en': 'A\U00010330', 'da': 'Speciall\u00e6gepraksisplanl\u00e6gnings"
        "stabiliseringsperiodemedarbejderrepr\u00e6sentantvalgkomit\u00e9'}\n"
        "json.dump(site, open(name, 'w'))\nEND",
        preview_contents, preview_contents, preview_contents);
    assert_int_equal(painters_judge(painters, &question, &report, &fail), PAINTED_DONE);
    const struct fail *wide = finding_of(&report, "too-long"), *glyph = finding_of(&report, "no-glyph");
    assert_non_null(wide);
    assert_non_null(strstr(wide->danish, "et ord er bredere end sin linje"));
    assert_string_equal(wide->file, "playlists/welcome.json");
    assert_non_null(glyph);
    assert_non_null(strstr(glyph->text, "U+10330"));
    report_finish(&report);
    strcpy(question.slide, "welcome");
    assert_int_equal(painters_judge(painters, &question, &report, &fail), PAINTED_DONE);
    assert_int_equal(report.count, 0); /* the others are not asked about */
    strcpy(question.content, "absent");
    assert_int_equal(painters_judge(painters, &question, &report, &fail), PAINTED_REFUSED);
    strcpy(question.content, "default");
    question.findings = false; /* and goes on painting */
    strcpy(question.at, "2026-12-01T08:00");
    question.slide[0] = '\0';
    free(preview_painted(painters, &question).bytes);
    painters_destroy(painters);
}

static void feeds_are_followed(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct preview_question question = {RECORDS, .screen = "full", .at = "2026-12-03T12:30", .slide = "news"};
    (void)state;
    struct plain before = preview_same(painters, "before", &question);
    preview_put_feed("news", "New cycle path along the lake", "Old cycle path through the wood");
    struct plain after = preview_same(painters, "after", &question);
    assert_false(plain_same(&before, &after));
    preview_put_feed("news", NULL, NULL);
    free(before.bytes);
    free(after.bytes);
    painters_destroy(painters);
}

static void a_content_stays_as_it_was_opened_until_it_is_dropped(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct preview_question question = {
        .content = "changing", .screen = "raadhus", .at = "2026-12-01T08:00", .width = 320, .height = 180};
    (void)state;
    preview_shell("cp -r '%s/default' '%s/changing'", preview_contents, preview_contents);
    struct plain first = preview_same(painters, "first", &question);
    preview_shell("sed -i 's/#[0-9A-Fa-f]\\{6\\}/#102030/' '%s/changing/playlists/site.json'",
                  preview_contents);
    struct plain second = preview_painted(painters, &question);
    assert_true(plain_same(&first, &second));
    painters_drop(painters, "default");
    free(second.bytes);
    second = preview_painted(painters, &question);
    assert_true(plain_same(&first, &second)); /* another was */
    painters_drop(painters, "changing");
    struct plain third = preview_same(painters, "third", &question);
    assert_false(plain_same(&first, &third));
    free(first.bytes);
    free(second.bytes);
    free(third.bytes);
    painters_destroy(painters);
}

static void pictures_that_are_none_are_left_out(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    static const uint8_t bomb[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0,    13,
                                   'I',  'H', 'D', 'R', 0,    0,    0xFF, 0xFF, 0, 0, 0xFF, 0xFF,
                                   8,    2,   0,   0,   0,    0,    0,    0,    0, 0};
    struct preview_question question = {
        .content = "bomb", .width = 320, .height = 180, .at = "2026-12-01T08:00"};
    static const char *const assets[] = {"bomb.png", "none.png", "lake.svg"};
    struct plain painted[LENGTH(assets)];
    char path[100];
    (void)state;
    preview_shell("mkdir -p '%s/bomb/playlists' && cp -r '%s/assets' '%s/bomb/'", preview_contents, SITE_DIR,
                  preview_contents);
    snprintf(path, sizeof path, "%s/bomb/assets/bomb.png", preview_contents);
    assert_true(disk_write(path, bomb, sizeof bomb, NULL));
    snprintf(path, sizeof path, "%s/bomb/assets/none.png", preview_contents);
    assert_true(disk_write(path, "no picture", 10, NULL));
    preview_shell("cp '%s/data/records/site/playlists/site.json' '%s/bomb/playlists/' && cat "
                  ">'%s/bomb/playlists/scenes.json' <<'JSON'\n"
                  "{\"name\": {\"en\": \"One\"}, \"slides\": [\n"
                  " {\"id\": \"bomb-png\", \"type\": \"text\", \"headline\": {\"en\": \"Same\"},\n"
                  "  \"picture\": {\"asset\": \"assets/bomb.png\", \"alt\": {\"en\": \"x\"}}},\n"
                  " {\"id\": \"none-png\", \"type\": \"text\", \"headline\": {\"en\": \"Same\"},\n"
                  "  \"picture\": {\"asset\": \"assets/none.png\", \"alt\": {\"en\": \"x\"}}},\n"
                  " {\"id\": \"lake-svg\", \"type\": \"text\", \"headline\": {\"en\": \"Same\"},\n"
                  "  \"picture\": {\"asset\": \"assets/lake.svg\", \"alt\": {\"en\": \"x\"}}}]}\nJSON",
                  TEST_DATA, preview_contents, preview_contents);
    for (size_t i = 0; i < LENGTH(assets); i++) {
        snprintf(question.slide, sizeof question.slide, "%s", assets[i]);
        *strchr(question.slide, '.') = '-';
        painted[i] = preview_same(painters, assets[i], &question);
    }
    assert_true(plain_same(&painted[0], &painted[1]));
    assert_false(plain_same(&painted[0], &painted[2])); /* and a good one is there */
    for (size_t i = 0; i < LENGTH(assets); i++)
        free(painted[i].bytes);
    assert_int_equal(painters_health(painters).died, 0);
    painters_destroy(painters);
}

static const struct {
    const char *make; /* in the folder of contents */
    struct preview_question question;
    const char *why; /* in what is said */
    bool needs_fence;
} REFUSED[] = {
    {"true",
     {.content = "not-there", .at = "2026-12-01T08:00"},
     "not-there: error: this folder cannot be read",
     false},
    {"mkdir empty", {.content = "empty", .at = "2026-12-01T08:00"}, "playlists/site.json", false},
    {"echo x >file", {.content = "file", .at = "2026-12-01T08:00"}, "this folder cannot be read", false},
    {"mkdir -p torn/playlists && head -c 700 default/playlists/site.json >torn/playlists/site.json",
     {.content = "torn", .at = "2026-12-01T08:00"},
     "playlists/site.json:",
     false},
    {"ln -s ../outside away && mkdir -p ../outside && cp -r default/playlists ../outside/",
     {.content = "away", .at = "2026-12-01T08:00"},
     "cannot be read",
     true},
    {"true",
     {.content = "default", .screen = "cellar", .at = "2026-12-01T08:00"},
     "no screen \"cellar\"",
     false},
    {"true", {.content = "default", .at = "2026-13-01T08:00"}, "is no time", false},
    {"true",
     {.content = "default", .at = "2026-12-01T08:00", .slide = "nobody"},
     "has no slide \"nobody\"",
     false},
    {"true",
     {.content = "default", .feeds = "none", .at = "2026-12-01T08:00"},
     "",
     false}, /* as if none were fetched */
};

static void what_cannot_be_painted_is_said_and_the_painter_goes_on(void **state) {
    struct painters *painters = preview_painters(FIXTURE_PATIENCE_MS);
    struct preview_question good = {DEFAULT, .at = "2026-12-01T08:00"};
    (void)state;
    free(preview_painted(painters, &good).bytes);
    for (size_t i = 0; i < LENGTH(REFUSED); i++) {
        struct preview_question question = REFUSED[i].question;
        struct painted_picture picture = {NULL, 0};
        struct fail fail = {0};
        if (REFUSED[i].needs_fence && syscall(SYS_landlock_create_ruleset, NULL, 0, 1) <= 0)
            continue;
        question.width = 320;
        question.height = 180;
        preview_shell("cd '%s' && %s", preview_contents, REFUSED[i].make);
        enum painted result = painters_ask(painters, &question, &picture, &fail);
        if (result != (REFUSED[i].why[0] ? PAINTED_REFUSED : PAINTED_DONE) ||
            !strstr(fail.text, REFUSED[i].why))
            fail_msg("%s, %s: %d, %s", question.content, REFUSED[i].make, result, fail.text);
        free(picture.bytes);
    }
    free(preview_painted(painters, &good).bytes);
    struct painters_health health = painters_health(painters);
    assert_int_equal(health.died + health.late + health.lied, 0);
    painters_destroy(painters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pixels_are_those_of_kioskctl),
        cmocka_unit_test(a_moment_in_ms_is_one_in_words),
        cmocka_unit_test(feeds_are_followed),
        cmocka_unit_test(what_a_slide_lacks_when_it_is_laid_out_is_said),
        cmocka_unit_test(a_content_stays_as_it_was_opened_until_it_is_dropped),
        cmocka_unit_test(pictures_that_are_none_are_left_out),
        cmocka_unit_test(what_cannot_be_painted_is_said_and_the_painter_goes_on),
    };
    return cmocka_run_group_tests(tests, preview_make, preview_remove);
}
