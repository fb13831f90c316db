/* Which number a publication gets, and what it refuses. */
#include "publish/fixture.h"

#include "system/disk_stream.h"

static void versions_go_up_when_something_changed(void **state) {
    (void)state;
    struct bench bench;
    struct verify_result seen;
    bench_init(&bench);
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 1);
    assert_int_equal(bench.result.written, 2);
    assert_true(bench_publish(&bench));
    assert_true(bench.result.unchanged);
    assert_version(&bench, 1, 1);
    assert_int_equal(bench.result.written, 0);
    bench.site.slides = SLIDE_ONE "," SLIDE_TWO;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 2);
    assert_int_equal(bench.result.written, 2); /* the playlist and its picture */
    bench.order.now_s += DAY - 5 * 3600;       /* soon no longer fresh */
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 3);
    bench.order.force = true;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 4);
    assert_true(bench_verify(&bench, &seen));
    assert_string_equal(seen.site, "test");
    assert_int_equal(seen.id.seq, 4);
    assert_int_equal(seen.files, 3);
    bench_finish(&bench);
}

static void each_manifest_has_a_second_of_its_own(void **state) {
    (void)state;
    struct bench bench;
    struct stat first, second;
    char path[120];
    bench_init(&bench);
    snprintf(path, sizeof path, "%s/c/main/manifest", bench.tree);
    assert_true(bench_publish(&bench));
    assert_int_equal(stat(path, &first), 0);
    bench.order.force = true;
    assert_true(bench_publish(&bench));
    assert_int_equal(stat(path, &second), 0);
    assert_true(second.st_mtime > first.st_mtime);
    bench_finish(&bench);
}

static void the_tree_is_ahead_of_the_caller_or_behind(void **state) {
    (void)state;
    struct bench bench;
    bench_init(&bench);
    bench.order.epoch = 3;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 3, 1);
    bench.order.epoch = 0; /* another desk did that: go on from there */
    bench.order.known = (struct generation_id){1, 40};
    bench.order.force = true;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 3, 2);
    bench.order.force = false;
    bench.order.known = (struct generation_id){3, 90}; /* the tree is an old backup */
    assert_true(bench_publish(&bench));
    assert_version(&bench, 3, 91);
    bench.order.epoch = 2;
    bench.order.known = (struct generation_id){0, 0};
    assert_false(bench_publish(&bench));
    assert_said(&bench, "epoch 2 is over");
    bench.order.epoch = 4;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 4, 1);
    bench.order.known = (struct generation_id){4, INT64_MAX - 1};
    assert_false(bench_publish(&bench));
    assert_said(&bench, "--epoch");
    bench_finish(&bench);
}

static void another_key_needs_force(void **state) {
    (void)state;
    struct bench bench;
    struct verify_result seen;
    bench_init(&bench);
    assert_true(bench_publish(&bench));
    struct trust old = bench.trust;
    key_create(&bench.secret, &bench.trust.keys[0]);
    bench.site.slides = SLIDE_TWO;
    assert_false(bench_publish(&bench));
    assert_said(&bench, "a key that is not trusted here; --force");
    bench.order.force = true;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 2); /* what it claims counts, for screens that trust both keys */
    assert_true(bench_verify(&bench, &seen));
    bench.trust = old;
    assert_false(bench_verify(&bench, &seen));
    assert_said(&bench, "not trusted");
    bench_finish(&bench);
}

static void another_site_or_channel_needs_force(void **state) {
    (void)state;
    struct bench bench;
    char command[300];
    bench_init(&bench);
    assert_true(bench_publish(&bench));
    bench.site.id = "other";
    assert_false(bench_publish(&bench));
    assert_said(&bench, "holds site test, channel main, not site other");
    bench.order.force = true;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 2);
    bench.order.force = false;
    snprintf(command, sizeof command, "cp -r %s/c/main %s/c/test", bench.tree, bench.tree);
    assert_int_equal(system(command), 0);
    bench.order.channel = "test";
    assert_false(bench_publish(&bench));
    assert_said(&bench, "channel main, not site other, channel test");
    bench.order.channel = "../main";
    assert_false(bench_publish(&bench));
    assert_said(&bench, "channel");
    bench_finish(&bench);
}

static void put(const struct bench *bench, const char *name, const char *text) {
    char path[120];
    struct fail fail;
    snprintf(path, sizeof path, "%s/c/main/%s", bench->tree, name);
    assert_true(disk_write(path, text, strlen(text), &fail));
}

/* Signed by the right key, but in a form of tomorrow. */
static void a_newer_form_is_left_alone(void **state) {
    (void)state;
    static const char TEXT[] = "{\"type\":\"signage.content\",\"spec\":2}";
    struct bench bench;
    bench_init(&bench);
    char *signature =
        sign_create(&bench.secret, TEXT, strlen(TEXT), "site=test channel=main epoch=2 seq=7 issued=1");
    put(&bench, "manifest", TEXT);
    put(&bench, "manifest.sig", signature);
    free(signature);
    assert_false(bench_publish(&bench));
    assert_said(&bench, "spec 2 is not known here (a newer kioskctl");
    bench.order.force = true;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 2, 8);
    bench_finish(&bench);
}

static void damage_needs_force_and_a_number(void **state) {
    (void)state;
    struct bench bench;
    bench_init(&bench);
    put(&bench, "manifest", "{");
    put(&bench, "manifest.sig", "nonsense");
    assert_false(bench_publish(&bench));
    assert_said(&bench, "--force");
    bench.order.force = true;
    assert_false(bench_publish(&bench));
    assert_said(&bench, "--epoch");
    bench.order.epoch = 5;
    assert_true(bench_publish(&bench));
    assert_version(&bench, 5, 1);
    bench_finish(&bench);
}

static void a_clock_that_went_back_is_seen(void **state) {
    (void)state;
    struct bench bench;
    bench_init(&bench);
    assert_true(bench_publish(&bench));
    bench.site.slides = SLIDE_TWO;
    bench.order.now_s -= 200 * DAY;
    assert_false(bench_publish(&bench));
    assert_said(&bench, "set this machine's clock");
    bench.order.now_s += 200 * DAY - 3600; /* an hour is a clock like any other */
    assert_true(bench_publish(&bench));
    bench_finish(&bench);
}

static void one_at_a_time(void **state) {
    (void)state;
    struct bench bench;
    struct fail fail;
    bench_init(&bench);
    int lock = tree_lock(bench.tree, &fail);
    assert_true(lock >= 0);
    assert_false(bench_publish(&bench));
    assert_said(&bench, "somebody else is publishing");
    tree_unlock(lock);
    assert_true(bench_publish(&bench));
    bench_finish(&bench);
}

static void a_site_with_errors_is_not_published(void **state) {
    (void)state;
    struct bench bench;
    bench_init(&bench);
    bench.site.slides = "{\"id\":\"one\",\"type\":\"image\",\"picture\":{\"asset\":\"assets/"
                        "none.svg\",\"alt\":{\"en\":\"A\"}}}";
    assert_false(bench_publish(&bench));
    assert_int_equal(bench.report.items[0].severity, SEVERITY_ERROR);
    assert_said(&bench, "playlists/a.json:1:");
    assert_false(disk_exists(bench.tree));
    bench_finish(&bench);
}

/* A file that is changed between check and publication must not slip through unchecked. */
static void each_file_is_read_once(void **state) {
    (void)state;
    struct bench bench;
    bench_init(&bench);
    bench.site.slides = SLIDE_TWO;
    assert_true(bench_publish(&bench));
    assert_int_equal(bench.result.written, 3);
    int guide_and_words = bench.site.reads - 3; /* asked for, absent */
    assert_true(bench_publish(&bench));
    assert_int_equal(bench.site.reads, 2 * (3 + guide_and_words));
    assert_true(guide_and_words <= 2);
    bench_finish(&bench);
}

static char *lying_signer(void *context, const void *bytes, size_t size, const char *comment,
                          struct fail *fail) {
    (void)fail;
    (void)size;
    return sign_create(context, bytes, 1, comment);
}

static void a_signature_that_no_screen_would_take_is_not_written(void **state) {
    (void)state;
    struct bench bench;
    struct publish_set set;
    char path[120];
    bench_init(&bench);
    struct publish_source files = {{&bench.site, small_read, small_exists}, NULL};
    struct signer signer = {bench.trust.keys[0], &bench.secret, lying_signer};
    assert_true(publish_set_build(&set, &files, &bench.report));
    assert_false(publish(&bench.order, &set, &signer, &bench.result, &bench.report));
    assert_said(&bench, "does not fit");
    snprintf(path, sizeof path, "%s/c", bench.tree);
    assert_false(disk_exists(path));
    publish_set_finish(&set);
    bench_finish(&bench);
}

/* What can be opened is not kept in memory between the check and the writing; whoever changes it meanwhile is
 * found out, and nothing of it is published. */
static char picture[120];

static int open_picture(void *context, const char *name, struct fail *why) {
    (void)context;
    assert_string_equal(name, "assets/one.svg");
    return stream_open(picture, why);
}

static void what_is_opened_is_published_as_it_was_checked(void **state) {
    (void)state;
    struct bench bench;
    struct publish_set set;
    struct verify_result result;
    struct fail fail;
    bench_init(&bench);
    bench.site.slides = SLIDE_TWO;
    snprintf(picture, sizeof picture, "%s/picture", bench.folder);
    struct publish_source source = {{&bench.site, small_read, small_exists}, open_picture};
    struct signer signer = {bench.trust.keys[0], &bench.secret, sign_bench};

    assert_false(publish_set_build(&set, &source, &bench.report));
    assert_said(&bench, "picture: No such file");
    assert_true(disk_write(picture, "<svg>1</svg>", 12, &fail));
    assert_true(publish_set_build(&set, &source, &bench.report));
    assert_int_equal(set.count, 3);
    assert_string_equal(set.files[0].entry.hash, hash_bytes("<svg>1</svg>", 12).hex);
    assert_null(set.files[0].bytes);
    assert_true(disk_write(picture, "<svg>2</svg>", 12, &fail));
    assert_false(publish(&bench.order, &set, &signer, &bench.result, &bench.report));
    assert_said(&bench, "was changed meanwhile: begin again");
    char manifest[140];
    snprintf(manifest, sizeof manifest, "%s/c/main/manifest", bench.tree);
    assert_false(disk_exists(manifest));
    assert_true(disk_write(picture, "<svg>1</svg>", 12, &fail));
    assert_true(publish(&bench.order, &set, &signer, &bench.result, &bench.report));
    assert_int_equal(bench.result.written, 3);
    publish_set_finish(&set);
    if (!bench_verify(&bench, &result))
        fail_msg("%s", bench_said(&bench));
    bench_finish(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_go_up_when_something_changed),
        cmocka_unit_test(each_manifest_has_a_second_of_its_own),
        cmocka_unit_test(the_tree_is_ahead_of_the_caller_or_behind),
        cmocka_unit_test(another_key_needs_force),
        cmocka_unit_test(another_site_or_channel_needs_force),
        cmocka_unit_test(a_newer_form_is_left_alone),
        cmocka_unit_test(damage_needs_force_and_a_number),
        cmocka_unit_test(a_clock_that_went_back_is_seen),
        cmocka_unit_test(one_at_a_time),
        cmocka_unit_test(a_site_with_errors_is_not_published),
        cmocka_unit_test(each_file_is_read_once),
        cmocka_unit_test(what_is_opened_is_published_as_it_was_checked),
        cmocka_unit_test(a_signature_that_no_screen_would_take_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
